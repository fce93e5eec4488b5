"""Spreadsheets as texts, read in a process of their own.

A file of two kilobytes may claim a sheet of 17 billion cells, and the library then ends the whole
process; so it is another one that ends. This file is its program, too, and imports nothing of ours.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

_MEMORY = 2_000_000_000
"""Bytes that reading may take, where the system can hold a process to it."""
_SECONDS = 120
"""How long reading may take."""
_TOO_LARGE = (
    "not readable as a spreadsheet: its sheets are too large. Delete stray cells far below or to "
    "the right, or save the sheet as CSV."
)

Sheets = list[tuple[str, list[list[str]]]]
"""Each sheet's name and rows; a row ends with its last cell that is not empty."""


def read_sheets(data: bytes) -> tuple[Sheets, str]:
    """Return the sheets of a spreadsheet, and why it cannot be read, or ""."""
    try:
        import python_calamine  # noqa: F401  # An extra, and of no use to any other command.
    except ImportError:
        return [], (
            "spreadsheets are read with the extra `xlsx`: save the sheet as CSV, or install it "
            'with `pip install "CLONE[xlsx]"`, CLONE being the folder of your clone of Afterword.'
        )
    try:
        # -P keeps the neighbours of this file from being taken for the standard library's.
        ran = subprocess.run(  # noqa: S603  # Nothing of the file is an argument.
            [sys.executable, "-P", __file__],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
        found = json.loads(ran.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return [], _TOO_LARGE
    return [(name, rows) for name, rows in found["sheets"]], found["wrong"]


def _main() -> None:
    """Read a spreadsheet from stdin, and write what `read_sheets` wants to stdout."""
    import python_calamine

    with suppress(ImportError, ValueError, OSError):
        import resource  # Not on Windows.

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    found: dict[str, Any] = {"sheets": [], "wrong": ""}
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        for name in book.sheet_names:
            cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            found["sheets"].append((name, list(_rows(cells))))
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        found = {"sheets": [], "wrong": f"not readable as a spreadsheet ({error})."}
    json.dump(found, sys.stdout)


def _rows(cells: Iterable[Sequence[object]]) -> Iterator[list[str]]:
    for row in cells:
        filled = len(row)
        while filled and row[filled - 1] == "":
            filled -= 1
        yield [_cell(cell) for cell in row[:filled]]


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


if __name__ == "__main__":
    _main()
