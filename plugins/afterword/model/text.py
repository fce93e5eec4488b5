"""The user's Markdown as plain text: sentences for excerpts, paragraphs for mail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

_BREAK = re.compile(r"\r\n|\r|\n")
_FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|\Z)")
_LEADER = re.compile(r"[ \t]*(?:>[ \t]?|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,3}[.)][ \t]+)")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:[ \t]+\"[^\"]*\")?\)")
_CODE = re.compile(r"`+([^`]+)`+")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]+?)(?<=\S)\1(?![\w*])")
_SENTENCE = re.compile(r"(?<=[.!?])[\"')\]\u201d\u2019]*\s+(?=[\"'(\[\u201c\u2018]?[^\W_a-z])")
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|approx|e\.g|i\.e)\.|\b[A-Z]\.)\Z")
_LONGEST = len("approx.")
_MARKS = re.compile(r"[\[`*_]")
_WORD = re.compile(r"[\w\-]+")
_SHORT_LINE = 45
_MOST_QUOTED = 3
"""Sentences of an entry that a person's page shows; the entry itself is a click away."""


def paragraphs(markdown: str) -> Iterator[list[str]]:
    """Yield the paragraphs of a text as lines; headings, code blocks and tables are left out."""
    lines: list[str] = []
    fenced = False
    for line in [*_BREAK.split(markdown), ""]:
        begin = line.lstrip()[:1]
        # Most lines begin with a letter: the patterns are for the others.
        fence = begin in "`~" and begin and _FENCE.match(line)
        if fence:
            fenced = not fenced
        marked = fence or begin == "|" or (begin == "#" and _HEADING.match(line))
        if begin and not fenced and not marked:
            lines.append(line)
        elif lines:
            yield lines
            lines = []


def plain(line: str) -> str:
    """Return a line without Markdown's marks: links as their text, no emphasis, no bullets."""
    line = _LEADER.sub("", line, count=1) if _LEADER.match(line) else line
    if _MARKS.search(line):
        line = _CODE.sub(r"\1", _LINK.sub(r"\1", line))
        line = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", line))
    return " ".join(line.split())


def sentences(markdown: str) -> Iterator[str]:
    """Yield the sentences of a text; each item of a list is one at least."""
    for lines in paragraphs(markdown):
        item: list[str] = []
        for line in [*lines, ""]:
            if item and (not line or _LEADER.match(line)):
                yield from _sentences(" ".join(item))
                item = []
            if line:
                item.append(plain(line))


def sentences_with(markdown: str, words: Iterable[str]) -> Iterator[str]:
    """Yield the sentences that hold one of the words, each once.

    Only the paragraphs around the words are taken apart, which is all that a long text costs.
    """
    words = tuple(words)
    end = 0
    while True:
        places = (markdown.find(word, end) for word in words)
        at = min((place for place in places if place >= 0), default=-1)
        if at < 0:
            return
        begin = max(markdown.rfind("\n\n", 0, at) + 1, end)
        after = markdown.find("\n\n", at)
        end = after if after >= 0 else len(markdown)
        for sentence in sentences(markdown[begin:end]):
            if any(word in sentence for word in words):
                yield sentence


def quotes(markdown: str, names: Iterable[str], *, alone: bool) -> tuple[str, ...]:
    """Return the first sentences of a text that hold one of a person's names.

    Where there are none, and the person is `alone` in the text, its first ones.
    """
    names = frozenset(names)
    held = sentences_with(markdown, names)
    found = (each for each in held if not names.isdisjoint(_WORD.findall(each)))
    said = tuple(islice(found, _MOST_QUOTED))
    return said or tuple(islice(sentences(markdown) if alone else (), _MOST_QUOTED))


def _sentences(text: str) -> Iterator[str]:
    begin = 0
    for found in _SENTENCE.finditer(text):
        end = found.start()
        if not _ABBREVIATED.search(text, max(end - _LONGEST, 0), end):
            yield text[begin:end].strip()
            begin = found.end()
    if rest := text[begin:].strip():
        yield rest


def as_mail(markdown: str) -> str:
    """Return a text as it is put into a mail: paragraphs on one line each, blank lines between.

    Lists, and paragraphs of short lines such as a closing with the name below, keep their lines.
    """
    parts: list[str] = []
    for lines in paragraphs(markdown):
        told = [" ".join(line.split()) for line in lines]
        apart = any(_LEADER.match(line) for line in lines)
        apart = apart or all(len(line) <= _SHORT_LINE for line in told)
        marked = [line if apart and _LEADER.match(line) else plain(line) for line in told]
        parts.append(("\n" if apart else " ").join(marked))
    return "\n\n".join(parts)
