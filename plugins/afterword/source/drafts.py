"""Thank-you notes in an entry: the sections of its text that are drafts, and files it names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from afterword.model.entry import Draft, Entry, Item
from afterword.model.problem import Place, Problem, problem_at
from afterword.source.frontmatter import Lines, decode, split

_MARK = re.compile(r"^#{2,4}[ \t]+thank", re.IGNORECASE | re.MULTILINE)
_MARK_IN_BYTES = re.compile(_MARK.pattern.encode(), _MARK.flags & ~re.UNICODE)
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*\Z")
_FOR = re.compile(r"thank-you note:[ \t]*(.*)\Z", re.IGNORECASE)
_NEARLY = re.compile(
    r"thank(?:s|[ \-]?you)(?:[ \-]?note)?(?:[ \t]+(?:for|to))?[ \t]*[:\u2013\u2014\-]?[ \t]*(.*)\Z",
    re.IGNORECASE,
)
"""Other ways to write it, which are taken for a draft where they name someone of the entry."""
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BREAK = re.compile(r"\r\n|\r|\n")
_FILE = re.compile(r"[^\n]+\.(?:md|markdown|txt)\Z", re.IGNORECASE)


def may_hold_drafts(pages: Iterable[bytes]) -> bool:
    """Whether there is anything in them like the heading of a draft."""
    return any(map(_MARK_IN_BYTES.search, pages))


def drafts_in(body: str, first_line: int, path: str) -> tuple[Draft, ...]:
    """Return the drafts in an entry's text, which starts on line `first_line` of the file.

    A draft stands below a heading `## Thank-you note: NAME` (of level 2 to 4), up to the next
    heading of that level or above. One below a heading that only looks like it is not `sure`.
    """
    if not _MARK.search(body):
        return ()
    lines = _BREAK.split(body)
    found: list[Draft] = []
    begun: tuple[int, int, str, bool] | None = None
    for index, level, title in [*_headings(lines), (len(lines), 1, "")]:
        if begun and level <= begun[1]:
            start, _, to, sure = begun
            draft = _draft(lines[start + 1 : index], first_line + start, to, path)
            found.append(draft if sure else replace(draft, sure=False))
            begun = None
        exact = _FOR.match(title)
        named = exact or _NEARLY.match(title)
        if named and 2 <= level <= 4 and begun is None:
            begun = (index, level, named[1].strip(), exact is not None)
    return tuple(found)


def _headings(lines: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield index, level and title of each heading; what looks like one in code is none."""
    fence = ""
    for index, line in enumerate(lines):
        # Hardly a line is either, which is told sooner than a pattern tells it.
        mark = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif mark:
            fence = mark[1]
        elif line[:1] == "#" and (heading := _HEADING.match(line)):
            yield index, len(heading[1]), heading[2]


def _draft(lines: list[str], heading_line: int, to: str, path: str) -> Draft:
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    text = "\n".join(lines[first:]).rstrip()
    return Draft(to, text, path, heading_line + 1 + first, Place(heading_line, 1))


def note_files(entry: Entry) -> Iterator[tuple[Item, str, tuple[str, ...]]]:
    """Yield each thank-you whose `note:` names a file: its line, the name, the paths it can mean.

    A file is looked for beside the entry, then from the journal's own folder.
    """
    for item in entry.checklist:
        if item.verb == "thank" and _FILE.match(item.note):
            beside = posixpath.join(posixpath.dirname(entry.path), item.note)
            paths = (posixpath.normpath(beside), posixpath.normpath(item.note))
            yield item, item.note, paths


def with_note_files(entry: Entry, texts: Mapping[str, bytes]) -> tuple[Entry, tuple[Problem, ...]]:
    """Return the entry with the drafts that stand in files of their own, and what is wrong there.

    `texts` are the files that notes can mean, by path in the journal.
    """
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for item, name, paths in note_files(entry):
        path = next((each for each in paths if each in texts), "")
        if not path:
            said = f"`note: {name}` names no file of the journal, beside the entry or from its top."
            problems.append(problem_at(entry.path, item.place, "AW-NOTE", said))
            continue
        text, fault = decode(texts[path])
        if fault:
            code, offset, message = fault
            problems.append(problem_at(path, Lines(text).place(offset), code, message))
            continue
        part = split(text)
        whole = _draft(_BREAK.split(part.body), part.body_line - 1, item.object, path)
        drafts.append(replace(whole, place=item.place))
    if drafts:
        entry = replace(entry, drafts=entry.drafts + tuple(drafts))
    return entry, tuple(problems)
