"""Splits a file into front matter and body: the one splitter for page, check and edit."""

from __future__ import annotations

import bisect
import re

from frontmatter.default_handlers import YAMLHandler

from afterword.model.frozen import frozen
from afterword.model.problem import Place
from afterword.source.files import MAX_BYTES

_BOM = "\ufeff"
_OPENING = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*")
_ODD = re.compile(
    r"[ \t]*(?:\+{3,}|={3,}|[\u2010-\u2015\u2212\u2500-]{2,}|[\u2010-\u2015\u2212\u2500])[ \t]*"
    r"(?=\r|\n|\Z)"
)
_BARE_FRONT = re.compile(
    r"(?:(?:[A-Za-z_][\w-]*:(?:[ \t].*)?|[ \t]+\S.*|-[ \t].*|\#.*)(?:\r\n|\r|\n))+"
    r"---[ \t]*(?=\r|\n|\Z)"
)
_FM_LINE = re.compile(r"\s|#|- |-\Z|[\"']?[\w .-]+[\"']?[ \t]*:(?:\s|\Z)")
_CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?= |\r|\n|\Z)", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_ASCII_CONTROL = bytes({*range(0x20), 0x7F} - set(b"\t\n\r"))
_BREAK = re.compile(r"\r\n|\r|\n")
_CLOSING = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
"""A boundary in a text without CR: what begins with one character is found far sooner."""


class EntryHandler(YAMLHandler):
    """python-frontmatter's handler with a boundary that keeps every character in its place.

    A boundary is a line of three dashes (or, at the end, YAML's own `...`); blanks behind it are
    allowed, blank lines after it belong to what follows.
    """

    FM_BOUNDARY = re.compile(r"(?<![^\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")

    def split(self, text: str) -> tuple[str, str]:
        """Return what stands between the first two boundaries, and behind; else a `ValueError`."""
        opening = None if "\r" in text else self.FM_BOUNDARY.match(text)
        closing = _CLOSING.search(text, opening.end() - 1) if opening else None
        if opening is None or closing is None:
            _, front, body = self.FM_BOUNDARY.split(text, 2)
            return front, body
        return text[opening.end() : closing.start() + 1], text[closing.end() :]


HANDLER = EntryHandler()


@frozen
class Split:
    """A file taken apart. `start` is the offset of `front` in the text; lines count from 1.

    `front` is empty where there is none. `fault` is `(code, offset, message)` where the delimiters
    are missing or odd; `body` then is what is left when everything that looks like front matter is
    set aside.
    """

    front: str
    start: int
    body: str
    body_line: int
    fault: tuple[str, int, str] | None = None


def decode(data: bytes) -> tuple[str, tuple[str, int, str] | None]:
    """Return the file's text and, where it cannot be taken as text, `(code, offset, message)`.

    The offset counts characters of the text returned, which then stands in with U+FFFD for what
    could not be decoded.
    """
    if len(data) > MAX_BYTES:
        return "", ("AW-SIZE", 0, f"{len(data):,} bytes; split it, an entry has at most 1 MB.")
    if wide := _utf_16(data):
        text = data.decode(wide, "replace")
        return text, ("AW-ENCODING", 0, "UTF-16 from byte 0; save the file as UTF-8.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", "replace")
        return text, (
            "AW-ENCODING",
            len(data[: error.start].decode("utf-8", "replace")),
            f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8; save the file as UTF-8.",
        )
    if _may_hold_control(data) and (found := _CONTROL.search(text)):
        offset = len(text[: found.start()].encode("utf-8"))
        return text, (
            "AW-CONTROL",
            found.start(),
            f"the control character U+{ord(found[0]):04X} at byte {offset}; delete it.",
        )
    # Looking for the marks themselves first spares the pattern in nearly every file.
    marked = any(mark in text for mark in ("<<<<<<<", ">>>>>>>", "|||||||"))
    if marked and (found := _CONFLICT.search(text)):
        line = Lines(text).place(found.start()).line
        return text, (
            "AW-CONFLICT",
            found.start(),
            f"unresolved merge conflict at line {line}; keep one side, delete the marker lines.",
        )
    return text, None


def _may_hold_control(data: bytes) -> bool:
    """Whether there can be a control character in UTF-8; bytes are told sooner than characters."""
    if b"\xc2" in data or b"\xef\xbf" in data:
        return True
    return len(data.translate(None, _ASCII_CONTROL)) < len(data)


def _utf_16(data: bytes) -> str:
    """Return the codec of a file in UTF-16, with or without its mark; else an empty text."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if data[:1] and data[1:2] == b"\0":
        return "utf-16-le"
    return "utf-16-be" if data[:1] == b"\0" and data[1:2] else ""


class Lines:
    """The lines of a text, ended as editors end them: LF, CRLF or CR."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] | None = None

    def place(self, offset: int) -> Place:
        """Return the line and column (from 1) of a character; a BOM takes no column."""
        if self._starts is None:
            self._starts = [0, *(found.end() for found in _BREAK.finditer(self._text))]
        line = bisect.bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        if line == 1 and offset and self._text.startswith(_BOM):
            column -= 1
        return Place(line, column)


def split(text: str) -> Split:
    """Split `text` into front matter and body, keeping every offset.

    A BOM and blank lines before the opening `---` are passed over. Without an opening there is no
    front matter; an odd one (`--`, an em dash, `+++`) or a missing closing is a fault.
    """
    begin = len(_BOM) if text.startswith(_BOM) else 0
    blank = _OPENING.match(text, begin)
    opening = blank.end() if blank else begin
    if not text.startswith("---", opening):
        return _without_opening(text, opening)
    rest = text[opening:]
    if not (first := HANDLER.FM_BOUNDARY.match(rest)):
        return _odd(text, opening)
    start = opening + first.end()
    try:
        front, body = HANDLER.split(rest)
    except ValueError:
        return _unclosed(text, start, opening)
    return Split(front, start, body, _line_at(text, len(text) - len(body)))


def _line_at(text: str, offset: int) -> int:
    lines = text.count("\n", 0, offset)
    if "\r" in text:
        lines = len(_BREAK.findall(text[:offset]))
    return lines + 1


def _without_opening(text: str, opening: int) -> Split:
    if _ODD.match(text, opening):
        return _odd(text, opening)
    if _BARE_FRONT.match(text, opening):
        rest = _after_keys(text, opening)
        return Split(
            "",
            opening,
            text[rest:],
            _line_at(text, rest),
            ("AW-DELIMITER", opening, "front matter without its opening: put a line `---` above."),
        )
    return Split("", opening, text[opening:], _line_at(text, opening))


def _odd(text: str, opening: int) -> Split:
    end = _BREAK.search(text, opening)
    line = text[opening : end.start() if end else len(text)].strip()
    rest = _after_keys(text, end.end() if end else len(text))
    shown = line if len(line) <= 20 else line[:20] + "..."
    advice = "no blank before it" if line == "---" else "write `---`, no more"
    return Split(
        "",
        opening,
        text[rest:],
        _line_at(text, rest),
        ("AW-DELIMITER", opening, f"`{shown}` does not open front matter: {advice}."),
    )


def _unclosed(text: str, start: int, opening: int) -> Split:
    rest = _after_keys(text, start)
    where = f"before line {_line_at(text, rest)}" if rest < len(text) else "at the end"
    return Split(
        "",
        start,
        text[rest:],
        _line_at(text, rest),
        (
            "AW-DELIMITER",
            opening,
            f"front matter never closed: put a line `---` {where}.",
        ),
    )


def _after_keys(text: str, start: int) -> int:
    """Return where the lines that look like front matter end, and a delimiter behind them."""
    offset = start
    while offset < len(text):
        end = _BREAK.search(text, offset)
        stop = end.start() if end else len(text)
        line = text[offset:stop]
        after = end.end() if end else len(text)
        if _ODD.fullmatch(line) or HANDLER.FM_BOUNDARY.fullmatch(line):
            return after
        if line and not _FM_LINE.match(line):
            return offset
        offset = after
    return offset
