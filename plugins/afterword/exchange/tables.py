"""Files of other programs as tables of text: CSV in its dialects, Markdown tables, spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from afterword.exchange.sheets import read_sheets

MAX_BYTES = 20_000_000
"""The largest file that is read."""
MAX_ROWS = 10_000
"""The longest table that is read."""
MAX_COLUMNS = 1_000
"""The widest row that is read; blank cells at its end do not count."""
HEADER_WITHIN = 20
"""Rows among which the header is looked for."""

SPREADSHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
"""The endings of files that the extra `xlsx` reads."""
_MARKDOWN = (".md", ".markdown")
_MARKS = (b"\xff\xfe", b"\xfe\xff")

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_CELL_BREAK = re.compile(r"(?<!\\)\|")
_RULER_CELL = re.compile(r"\s*:?-+:?\s*\Z")
_SEPARATOR = re.compile(r"sep=([^\w\s\x00-\x1f\"]|[\t ])\r*\n?", re.IGNORECASE)
_END = "\x1a"
"""A row behind the last one, which a quotation mark that is never closed takes in."""

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table; the row at index 0 is row 1. `name` is that of the sheet, if it has one.

    A row ends with its last cell that is not blank.
    """

    name: str
    rows: tuple[Row, ...]


def read_tables(
    data: bytes, name: str, known: Callable[[Sequence[str]], int]
) -> tuple[tuple[Table, ...], tuple[str, ...], str]:
    """Return the tables of a file, remarks on how it was read, and why it cannot be, or "".

    `name` is the file's; its ending tells what it is. `known` counts the headers in a row that
    mean something, by which the separator of a CSV file is found.
    """
    if len(data) > MAX_BYTES:
        return (), (), f"{len(data):,} bytes; at most {MAX_BYTES:,} are read: split it."
    remarks: tuple[str, ...] = ()
    if name.lower().endswith(SPREADSHEETS):
        sheets, wrong = read_sheets(data)
        tables = tuple(Table(name, tuple(map(_row, rows))) for name, rows in sheets)
    elif _is_wide(data):
        return (), (), "it is no UTF-8, but UTF-16 without a mark or UTF-32: save it as UTF-8."
    else:
        text, remarks = decode(data)
        if name.lower().endswith(_MARKDOWN):
            tables, wrong = tuple(_markdown(text)), ""
        else:
            tables, wrong = _csv(text, known)
    tables = tuple(table for table in tables if any(table.rows))
    if not tables:
        wrong = wrong or "there is no table in it."
    return tables, remarks, wrong or next(filter(None, map(_too_large, tables)), "")


def _too_large(table: Table) -> str:
    filled = sum(map(bool, table.rows))
    if filled > MAX_ROWS:
        return f"{filled:,} rows; at most {MAX_ROWS:,} are read: split it."
    number, widest = max(enumerate(table.rows, 1), key=lambda each: len(each[1]))
    if len(widest) > MAX_COLUMNS:
        return f"row {number} has {len(widest):,} cells; at most {MAX_COLUMNS:,} are read."
    return ""


def _is_wide(data: bytes) -> bool:
    """Whether a text is in an encoding of two or four bytes a character that no mark tells."""
    head = data[:1000]
    if head.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return True
    return not head.startswith(_MARKS) and head.count(0) * 3 > len(head)


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return a file's text, and a remark where its encoding had to be guessed."""
    if data.startswith(_MARKS):
        return data.decode("utf-16", "replace"), ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        said = (
            f"byte {error.start} is not UTF-8; read as Windows-1252 (Western European): look at "
            "names with accents, or save the file as UTF-8."
        )
        return data.decode("cp1252", "replace"), (said,)


def _row(cells: Iterable[str]) -> Row:
    """Return a row of cells as `clean` leaves them, without the blank ones at its end."""
    row = [clean(cell) for cell in cells]
    while row and not row[-1]:
        row.pop()
    return tuple(row)


def clean(cell: str) -> str:
    """Return a cell without blanks around it; characters that no text holds are marked."""
    return _CONTROL.sub("\ufffd", cell).strip()


def _csv(text: str, known: Callable[[Sequence[str]], int]) -> tuple[tuple[Table, ...], str]:
    separators = [",", ";", "\t", "|"]
    if told := _SEPARATOR.match(text):
        text, separators = text[told.end() :], [told[1]]
    best: tuple[int, int] = (-1, -1)
    chosen = separators[0]
    for separator in separators:
        head: list[Row] = []
        with suppress(csv.Error):
            for record in csv.reader(_lines(text), delimiter=separator):
                head.append(_row(record))
                if len(head) == HEADER_WITHIN:
                    break
        score = (max(map(known, head), default=0), max(map(len, head), default=0))
        if score > best:
            best, chosen = score, separator
    rows: list[Row] = []
    filled = 0
    reader = csv.reader(_lines(text), delimiter=chosen)
    try:
        for record in reader:
            rows.append(_row(record))
            filled += bool(rows[-1])
            if filled > MAX_ROWS + 1:  # The one behind the last is among them.
                return (), f"more than {MAX_ROWS:,} rows; split it."
    except csv.Error as error:
        return (), f"row {len(rows) + 1}, line {reader.line_num}: {error}."
    if record != [_END]:
        return (), (
            f"row {len(rows)}: a quotation mark is never closed, so that the rows after it cannot "
            "be told apart."
        )
    return (Table("", tuple(rows[:-1])),), ""


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a CSV file, and behind them one that is nothing but `_END`."""
    csv.field_size_limit(MAX_BYTES)
    yield from io.StringIO(text, newline="")
    yield _END


def _markdown(text: str) -> Iterator[Table]:
    """Yield the tables of a Markdown file; the row numbers are those of its lines."""
    rows: list[Row] = []
    began = 0
    for number, line in enumerate([*re.split(r"\r\n|\r|\n", text), ""]):
        bare = line.strip()
        if bare.startswith("|"):
            began = began if rows else number
            cells = _CELL_BREAK.split(bare.removeprefix("|").removesuffix("|"))
            rows.append(
                ()
                if all(map(_RULER_CELL.match, cells))
                else _row(cell.replace("\\|", "|") for cell in cells)
            )
        elif rows:
            if len(rows) > 1 and not rows[1]:
                yield Table("", (*[()] * began, *rows))
            rows = []
