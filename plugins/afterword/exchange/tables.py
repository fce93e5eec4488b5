"""Files of other programs as tables of text: CSV in its dialects, Markdown tables, spreadsheets."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

MAX_BYTES = 20_000_000
"""The largest file that is read."""
MAX_ROWS = 10_000
"""The longest table that is read."""
HEADER_WITHIN = 20
"""Rows among which the header is looked for."""

SPREADSHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
"""The endings of files that the extra `xlsx` reads."""
_MARKDOWN = (".md", ".markdown")

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_CELL_BREAK = re.compile(r"(?<!\\)\|")
_RULER_CELL = re.compile(r"\s*:?-+:?\s*\Z")
_SEPARATOR = re.compile(r"sep=(.)(?:\r\n|\r|\n)", re.IGNORECASE)

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table; the row at index 0 is row 1. `name` is that of the sheet, if it has one."""

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
        tables, wrong = _spreadsheet(data)
    else:
        text, remarks = decode(data)
        if name.lower().endswith(_MARKDOWN):
            tables, wrong = tuple(_markdown(text)), ""
        else:
            tables, wrong = _csv(text, known)
    tables = tuple(table for table in tables if any(map(any, table.rows)))
    if long := next((table for table in tables if len(table.rows) > MAX_ROWS), None):
        wrong = f"{len(long.rows):,} rows; at most {MAX_ROWS:,} are read: split it."
    if not tables and not wrong:
        wrong = "there is no table in it."
    return tables, remarks, wrong


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return a file's text, and a remark where its encoding had to be guessed."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace"), ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        said = (
            f"byte {error.start} is not UTF-8; read as Windows-1252 (Western European): look at "
            "names with accents, or save the file as UTF-8."
        )
        return data.decode("cp1252", "replace"), (said,)


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
        try:
            for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
                head.append(tuple(record))
                if len(head) == HEADER_WITHIN:
                    break
        except csv.Error:
            pass
        score = (max(map(known, head), default=0), max(map(len, head), default=0))
        if score > best:
            best, chosen = score, separator
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=chosen)
    try:
        for record in reader:
            rows.append(tuple(clean(cell) for cell in record))
            if len(rows) > MAX_ROWS:
                return (), f"more than {MAX_ROWS:,} rows; split it."
    except csv.Error as error:
        return (), f"row {len(rows) + 1}, line {reader.line_num}: {error}."
    if _unclosed(text, chosen):
        return (), (
            f"row {len(rows)}: a quotation mark is never closed, so that the rows after it cannot "
            "be told apart."
        )
    return (Table("", tuple(rows)),), ""


def _unclosed(text: str, separator: str) -> bool:
    """Whether the last cell begins with a quotation mark that is never closed."""
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


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
                else tuple(clean(cell.replace("\\|", "|")) for cell in cells)
            )
        elif rows:
            if len(rows) > 1 and not rows[1]:
                yield Table("", (*[()] * began, *rows))
            rows = []


def _spreadsheet(data: bytes) -> tuple[tuple[Table, ...], str]:
    try:
        import python_calamine  # An extra, and of no use to any other command.
    except ImportError:
        return (), (
            "spreadsheets are read with the extra `xlsx`: save the sheet as CSV, or install it "
            'with `pip install "CLONE[xlsx]"`, CLONE being the folder of your clone of Afterword.'
        )
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [
            Table(name, tuple(_rows(book.get_sheet_by_name(name).to_python(skip_empty_area=False))))
            for name in book.sheet_names
        ]
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        return (), f"not readable as a spreadsheet ({error})."
    return tuple(sheets), ""


def _rows(cells: Iterable[Sequence[object]]) -> Iterator[Row]:
    for row in cells:
        yield tuple(clean(_cell(cell)) for cell in row)


def _cell(cell: object) -> str:
    """Return a spreadsheet's cell as text: dates in ISO form, whole numbers without a point."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time.min
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return str(cell)
