"""Rows of another program's table to entries and people; nothing that a row says is dropped."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from afterword.exchange.columns import (
    BODY,
    DATES,
    Meaning,
    Source,
    is_own_key,
    is_plain_word,
    status_of,
)
from afterword.exchange.days import Days, Order, Settle, read_days, unsettled
from afterword.exchange.markup import block, inline, text_of
from afterword.exchange.tables import Row, Table
from afterword.model.entry import IMPORT_KEY, Data, Entry, Kind, Mention, Outcome, Stage
from afterword.model.incoming import Incoming
from afterword.model.links import link_target
from afterword.model.person import PersonPage

_NOTHING = frozenset({"n/a", "#n/a"})
"""Cells in which other programs say that there is nothing to say."""
_LONG = 200
"""Characters from which a cell becomes a section of its own."""
_SHOWN = 60
"""Characters of a cell that a remark quotes."""
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+\Z")
_NAMED = re.compile(r"([^<>]+)<\s*([^<>]+?)\s*>\Z")
_THANK = re.compile(r"thank", re.IGNORECASE)
_STATUS = ("status", "stage", "outcome")
_TEXTS = ("company", "role", "title", "url", "source", "agency", "resume")


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's columns: `header` their names, `fields` what each is read as.

    `first` is the row of the header, counted from 1.
    """

    source: Source
    first: int
    header: Row
    fields: Row


@dataclass(frozen=True, slots=True)
class Reading:
    """What a table becomes; `orders` say of columns how their dates were read."""

    layout: Layout
    incoming: tuple[Incoming, ...]
    orders: Mapping[str, str]


def lay_out(table: Table, at: int, source: Source, fields: Row) -> Layout:
    """Return the columns of a table whose header is the row at index `at`, each with a name.

    Columns without one, and those that only some rows have, are named by their number; of two with
    one name the second is told by its number, too.
    """
    header = table.rows[at]
    width = max((len(row) for row in table.rows[at:]), default=0)
    names: dict[str, None] = {}
    for number in range(1, width + 1):
        name = header[number - 1] if number <= len(header) else ""
        name = " ".join(name.split()) or f"Column {number}"
        names[name if name not in names else f"{name} (column {number})"] = None
    padded = (*fields, *[BODY] * (width - len(fields)))
    return Layout(source, at + 1, tuple(names), padded)


def read_rows(
    table: Table,
    layout: Layout,
    *,
    today: dt.date,
    zone: dt.tzinfo | None,
    order: Order | None = None,
    settle: Settle = unsettled,
    on: dt.date | None = None,
) -> tuple[Reading | None, str]:
    """Return what the rows below the header become, or `(None, why that cannot be told)`.

    `order`, or else `settle`, says how columns of dates are written that leave it open; `on` is the
    day for rows that have none. Dates are days in the journal's `zone` (`None`: the machine's).
    """
    rows = {
        number: _told(row)
        for number, row in enumerate(table.rows[layout.first :], layout.first + 1)
        if any(row)
    }
    days: dict[int, Days] = {}
    for index, field in enumerate(layout.fields):
        if field in DATES and not layout.source.people:
            cells = {n: row[index] for n, row in rows.items() if index < len(row) and row[index]}
            found, wrong = read_days(
                cells,
                today=today,
                zone=zone,
                asked=order,
                usual=layout.source.order,
                settle=partial(_of_column, settle, layout.header[index]),
            )
            if found is None:
                return None, f"{layout.header[index]}: {wrong}"
            days[index] = found
    read = _person if layout.source.people else _application
    incoming = tuple(read(_Cells(number, row, layout, days), on) for number, row in rows.items())
    orders = {layout.header[index]: found.said for index, found in days.items() if found.said}
    return Reading(layout, incoming, orders), ""


def _of_column(settle: Settle, column: str, question: str, orders: Sequence[Order]) -> Order | None:
    return settle(f"{column}: {question}", orders)


def _told(row: Row) -> Row:
    return tuple("" if cell.casefold() in _NOTHING else cell for cell in row)


class _Cells:
    """One row while it is read: what is taken of it, and what is left for the text.

    It ends where nothing more is told, which may be before the table does.
    """

    def __init__(self, number: int, row: Row, layout: Layout, days: Mapping[int, Days]) -> None:
        self.number, self.row, self.layout, self._days = number, row, layout, days
        self.left = {index for index, cell in enumerate(row) if cell}
        self.remarks: list[str] = []

    def columns(self, *fields: str) -> Iterator[tuple[int, str]]:
        """Yield index and text of each filled column that is read as one of the fields."""
        for index, cell in enumerate(self.row):
            if cell and self.layout.fields[index] in fields:
                yield index, cell

    def take(self, field: str) -> str:
        """Return the text of the first filled column of a field in one line, and take it."""
        for index, cell in self.columns(field):
            self.left.discard(index)
            return " ".join(cell.split())
        return ""

    def look(self, field: str) -> str:
        """Return what `take` would, without taking it."""
        return next((" ".join(cell.split()) for _, cell in self.columns(field)), "")

    def day(self, field: str) -> dt.date | None:
        """Return the day in the first filled column of a field, and take it where it says no more.

        What is no date is remarked upon and left.
        """
        for index, _ in self.columns(field):
            days = self._days[index]
            if (day := days.by_row.get(self.number)) is not None:
                if self.number not in days.timed:
                    self.left.discard(index)
                return day
            self.not_understood(index, days.bad[self.number])
        return None

    def not_understood(self, index: int, why: str) -> None:
        self.remarks.append(f"{self.layout.header[index]}: {why}")

    @property
    def origin(self) -> str:
        """The row's own mark: the program, and a code of what the row says."""
        said = [
            [" ".join(name.split()), " ".join(cell.split())]
            for name, cell in zip(self.layout.header, self.row, strict=False)
            if cell
        ]
        text = json.dumps(said, ensure_ascii=False)
        code = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
        return f"{self.layout.source.name}/{code}"

    def body(self) -> str:
        """Return the row's text: long cells as sections, then a list of what is left besides."""
        sections: list[str] = []
        lines: list[str] = []
        for index in sorted(self.left):
            cell, name = self.row[index], self.layout.header[index]
            if self.layout.fields[index] == "html":
                cell = text_of(cell)
            long = "\n" in cell or "\r" in cell or len(cell) > _LONG
            if long or self.layout.fields[index] in ("notes", "html"):
                # A heading that begins so would make a thank-you note of the section.
                title = f"Column {name}" if _THANK.match(name) else name
                sections.append(f"## {inline(title)}\n\n{block(cell)}")
            else:
                lines.append(f"- {inline(name)}: {inline(cell)}")
        if lines:
            title = f"From {inline(self.layout.source.title)}"
            sections.append((f"## {title}\n\n" if sections else "") + "\n".join(lines))
        return "\n" + "\n\n".join(sections) + "\n" if sections else ""


def _application(cells: _Cells, on: dt.date | None) -> Incoming:
    company = cells.take("company")
    stage, outcome = _standing(cells)
    if stage is None and (cells.layout.source.leads or _only_saved(cells, outcome)):
        stage = Stage.LEAD
    first, second = ("saved", "date") if stage is Stage.LEAD else ("date", "saved")
    own = cells.day(first) or cells.day(second)
    day = own or on
    refused = ""
    if not company:
        refused = "no company"
    elif day is None:
        refused = "no date; `--on DATE` gives one to the rows that have none"
    values: dict[str, Any] = {
        name: cells.take(name) for name in _TEXTS if name not in ("company", "url")
    }
    url = cells.look("url")
    if url and link_target(url):
        cells.take("url")
    elif url:
        cells.remarks.append(f"`{_cut(url)}` is no http or https address")
        url = ""
    entry = Entry(
        id="",
        path="",
        kind=Kind.APPLICATION,
        date=day or dt.date.min,
        company=company,
        stage=None if stage is Stage.APPLIED else stage,
        outcome=outcome,
        url=url,
        contact=_contact(cells),
        pay=_pay(cells),
        tags=_tags(cells),
        apply_by=cells.day("apply_by"),
        hear_back_by=cells.day("hear_back_by"),
        extra=_extra(cells),
        **values,
    )
    return Incoming(
        cells.number,
        entry=replace(entry, body=cells.body()),
        dated=own is not None,
        remarks=tuple(dict.fromkeys(cells.remarks)),
        refused=refused,
    )


def _only_saved(cells: _Cells, outcome: Outcome | None) -> bool:
    """Whether a row says when it was saved, and nothing of an application where others do."""
    said = next(cells.columns(*_STATUS), None) if outcome is None else None
    unsent = "date" in cells.layout.fields and not cells.look("date")
    return unsent and bool(cells.look("saved")) and not said and outcome in (None, Outcome.CLOSED)


def _standing(cells: _Cells) -> tuple[Stage | None, Outcome | None]:
    """Return stage and outcome as all columns say together.

    The furthest stage and the first outcome count. A cell that says another one stays in the text;
    so does a word that says more than the stage does, such as `Onsite`.
    """
    said: list[tuple[int, str, bool, Meaning]] = []
    for index, cell in cells.columns(*_STATUS):
        word, wraps = _name_in(cell)
        meaning = status_of(word)
        if meaning is None:
            cells.not_understood(index, f"`{_cut(word)}` is no status that is known")
        else:
            said.append((index, word, wraps, meaning))
    stages = [stage for *_, (stage, _) in said if stage]
    stage = max(stages, key=lambda each: each.rank, default=None)
    outcome = next((outcome for *_, (_, outcome) in said if outcome), None)
    for index, word, wraps, meaning in said:
        counts = meaning[0] in (None, stage) and meaning[1] in (None, outcome)
        if counts and is_plain_word(word, meaning) and not wraps:
            cells.left.discard(index)
    return stage, outcome


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _name_in(cell: str) -> tuple[str, bool]:
    """Return a status as a word; Teal's is JSON with a name, which may say more besides."""
    if cell.startswith("{"):
        try:
            found = json.loads(cell)
        except (ValueError, RecursionError):
            return cell, True
        name = found.get("name") if isinstance(found, dict) else None
        if isinstance(name, str):
            return name, set(found) != {"name"}
    return " ".join(cell.split()), False


def _contact(cells: _Cells) -> tuple[Mention, ...]:
    name = cells.look("contact")
    email = cells.look("email")
    if found := _NAMED.match(name):
        name, email = found[1].strip(), found[2]
        keep = True
    else:
        keep = False
    if not name or _EMAIL.match(name):
        return ()
    cells.take("contact")
    if email and not _EMAIL.match(email):
        cells.remarks.append(f"`{email}` is no e-mail address")
        if keep:
            cells.left |= {index for index, _ in cells.columns("contact")}
        email = ""
    elif email and not keep:
        cells.take("email")
    return (Mention(name, email, phone=cells.take("phone")),)


def _pay(cells: _Cells) -> str:
    if pay := cells.take("pay"):
        return pay
    low, high = cells.take("pay_from"), cells.take("pay_to")
    ends = "-".join(dict.fromkeys(each for each in (low, high) if each))
    if not ends:
        return ""
    rest = (cells.take("pay_currency"), cells.take("pay_period"))
    return " ".join(part for part in (ends, *rest) if part)


def _tags(cells: _Cells) -> tuple[str, ...]:
    parts = re.split(r"[,;\n]", next((cell for _, cell in cells.columns("tags")), ""))
    cells.take("tags")
    return tuple(dict.fromkeys(tag for part in parts if (tag := " ".join(part.split()))))


def _extra(cells: _Cells) -> Mapping[str, Data]:
    found: dict[str, Data] = {}
    if location := cells.take("location"):
        found["x-location"] = location
    for field in dict.fromkeys(filter(is_own_key, cells.layout.fields)):
        if said := cells.take(field):
            found[field] = said
    found[IMPORT_KEY] = cells.origin
    return found


def _person(cells: _Cells, on: dt.date | None) -> Incoming:
    first, last = cells.take("first_name"), cells.take("last_name")
    name = f"{first} {last}".strip()
    email, linkedin = cells.look("email"), cells.look("linkedin")
    if email and _EMAIL.match(email):
        cells.take("email")
    elif email:
        cells.remarks.append(f"`{email}` is no e-mail address")
        email = ""
    if linkedin and link_target(linkedin):
        cells.take("linkedin")
    else:
        linkedin = ""
    page = PersonPage(
        slug="",
        path="",
        name=name,
        email=email,
        linkedin=linkedin,
        title=cells.take("role"),
        company=cells.take("company"),
        phone=cells.take("phone"),
    )
    return Incoming(
        cells.number,
        person=replace(page, body=cells.body()),
        remarks=tuple(cells.remarks),
        refused="" if name else "no name",
    )
