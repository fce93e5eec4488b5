"""Text that YAML and Markdown leave as it is."""

from __future__ import annotations

import html
import json
import re

_NOT_ASCII = re.compile(r"[^\x20-\x7e]")
_BEGINNINGS = str.maketrans({char: f"&#{ord(char)};" for char in "`~{}"})
_BETWEEN = re.compile(r">[ \t]*\n\s*\n\s*<")
_LINE_END = re.compile(r"\n(?=[ \t]*\n)")
_TAGS = re.compile(r"(<[^>]*>)")
_IN_TAGS = re.compile(r"[^\w\s<>\"=&#;:./%-]")
_IN_TEXT = re.compile(r"[^\w\s]|_")


def as_yaml(value: object) -> str:
    """Return texts, truth values, and lists and mappings of them, as one line of YAML.

    It is JSON, but for characters that JSON says in two halves or that YAML takes for line ends.
    """
    return _NOT_ASCII.sub(_for_yaml, json.dumps(value, ensure_ascii=False))


def _for_yaml(found: re.Match[str]) -> str:
    char = found[0]
    return char if char.isprintable() else f"\\U{ord(char):08x}"


def raw(drawn: str) -> str:
    """Return HTML without what extensions of Markdown look for before they look for HTML.

    That is what begins fences, and the braces of templates in text.
    """
    return drawn.translate(_BEGINNINGS)


def without_blank_lines(drawn: str) -> str:
    """Return HTML that is one block to every reader of Markdown: to many, a blank line ends one."""
    return _LINE_END.sub("&#10;", _BETWEEN.sub(">\n<", drawn))


def in_a_list(drawn: str) -> str:
    """Return HTML on one line in which Markdown finds nothing, as it reads what is indented.

    There it does not take HTML for a block of its own, so that names in it would be Markdown.
    """
    line = " ".join(drawn.split())
    pieces = _TAGS.split(line)
    pieces[1::2] = (_IN_TAGS.sub(_as_number, tag) for tag in pieces[1::2])
    pieces[::2] = (_IN_TEXT.sub(_as_number, html.unescape(text)) for text in pieces[::2])
    return "".join(pieces)


def _as_number(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"
