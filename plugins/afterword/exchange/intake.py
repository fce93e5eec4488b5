"""A file of another program to what each of its rows becomes, by its headers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from afterword.exchange.columns import (
    FIELDS,
    PLAIN,
    Source,
    fields_of,
    header_with,
    is_own_key,
    key_of,
    known_headers,
    recognise,
)
from afterword.exchange.days import Order, Settle, unsettled
from afterword.exchange.rows import Layout, Reading, lay_out, read_rows
from afterword.exchange.tables import HEADER_WITHIN, Table, read_tables
from afterword.model.incoming import Incoming


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user says of a file.

    `fields` by header, `order` of dates that leave it open or else whom to ask, `on` the day for
    rows without one, the `sheet` to read, "" for the only one that can be.
    """

    fields: Mapping[str, str]
    order: Order | None = None
    settle: Settle = unsettled
    on: dt.date | None = None
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A file as it was understood: its tables with their columns, and what the rows become."""

    readings: tuple[Reading, ...]
    incoming: tuple[Incoming, ...]
    remarks: tuple[str, ...]


def read_file(
    data: bytes, name: str, asked: Asked, *, today: dt.date, zone: dt.tzinfo | None
) -> tuple[Taken | None, str]:
    """Return what a file becomes, or `(None, why that cannot be told and what to do)`.

    `name` is the file's; its ending says what it is. Dates are days in the journal's `zone`
    (`None`: the machine's).
    """
    if wrong := _wrong_fields(asked.fields):
        return None, wrong
    tables, remarks, wrong = read_tables(
        data, name, lambda row: known_headers(row) + sum(_names(row, asked.fields))
    )
    if wrong:
        return None, wrong
    layouts, wrong = _layouts(tables, asked)
    if wrong:
        return None, wrong
    readings: list[Reading] = []
    said = list(remarks)
    for table, layout in layouts:
        reading, wrong = read_rows(
            table,
            layout,
            today=today,
            zone=zone,
            order=asked.order,
            settle=asked.settle,
            on=asked.on,
        )
        if reading is None:
            return None, wrong
        readings.append(reading)
        above = [number for number, row in enumerate(table.rows[: layout.first - 1], 1) if any(row)]
        if above:
            said.append(f"above the header, and left out: {_rows(above)}")
    incoming = tuple(each for reading in readings for each in reading.incoming)
    return Taken(tuple(readings), incoming, tuple(said)), ""


def _wrong_fields(fields: Mapping[str, str]) -> str:
    wrong = next(
        (each for each in fields.values() if each not in FIELDS and not is_own_key(each)), None
    )
    if wrong is None:
        return ""
    return f"`{wrong}` is no field; there are {', '.join(FIELDS)}, and keys of your own (`x-...`)."


def _names(row: Sequence[str], fields: Mapping[str, str]) -> list[bool]:
    keys = set(map(key_of, row))
    return [key_of(name) in keys for name in fields]


def _layouts(tables: Sequence[Table], asked: Asked) -> tuple[list[tuple[Table, Layout]], str]:
    """Return the tables that can be read with their columns, or why there are none."""
    sheets = ", ".join(f"`{table.name}`" for table in tables)
    if asked.sheet:
        tables = [table for table in tables if table.name.casefold() == asked.sheet.casefold()]
        if not tables:
            return [], f"no sheet `{asked.sheet}`; there are {sheets}."
    found: list[tuple[Table, Layout]] = []
    for table in tables:
        at, source = _header(table, asked.fields)
        if at is None or source is None:
            continue
        fields = fields_of(table.rows[at], source, asked.fields)
        if source.people or "company" in fields:
            found.append((table, lay_out(table, at, source, fields)))
    if not found:
        return [], _unknown(tables, asked.fields)
    named = [table.name for table, _ in found]
    if len(found) > 1 and all(named):
        return [], f"several sheets can be read: {', '.join(named)}; say which with `--sheet NAME`."
    return found, ""


def _header(table: Table, fields: Mapping[str, str]) -> tuple[int | None, Source | None]:
    """Return where the header is and whose it is; the columns that the user names are in it."""
    head = table.rows[:HEADER_WITHIN]
    if fields:
        at = header_with(head, fields)
        return at, None if at is None else recognise(head[at]) or PLAIN
    return next(
        ((at, source) for at, row in enumerate(head) if (source := recognise(row))), (None, None)
    )


def _unknown(tables: Sequence[Table], fields: Mapping[str, str]) -> str:
    """Return why no column tells of a company, with the columns there are."""
    rows = [row for table in tables for row in table.rows[:HEADER_WITHIN]]
    head = max(rows, key=lambda row: sum(map(bool, row)), default=())
    columns = [cell if len(cell) <= 40 else cell[:39] + "…" for cell in head if cell]
    listed = ", ".join(f"`{column}`" for column in columns[:30])
    strange = next(
        (name for name, there in zip(fields, _names(head, fields), strict=True) if not there), ""
    )
    if strange:
        return f"no column `{strange}`; there are {listed}."
    example = columns[0] if columns else "Column"
    return (
        f"no column is known to name the company; there are {listed}. Say what they are, such as "
        f'`--map "{example}=company"`.'
    )


def _rows(numbers: Sequence[int]) -> str:
    return ("row " if len(numbers) == 1 else "rows ") + ", ".join(map(str, numbers))
