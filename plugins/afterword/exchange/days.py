"""A column of dates read by its own evidence: one that holds 13/02 is day-first throughout."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

EARLIEST = 1990
"""The first year in which anything in a job search is taken to have happened."""
SHORT_SINCE = 10
"""How many years back a year of two digits may lie."""
YEARS_AHEAD = 2
"""How far ahead a date may lie before it is taken for a slip."""


class Order(StrEnum):
    """In which order a column writes day, month and year."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"
    YEAR_FIRST = "year-first"


Settle = Callable[[str, Sequence[Order]], Order | None]
"""Answers which of the orders a column is in, given what is open; `None`: it stays open."""


def unsettled(_question: str, _orders: Sequence[Order]) -> None:
    """Leave open what the column leaves open."""


@dataclass(frozen=True, slots=True)
class Days:
    """The dates of a column by row.

    `bad` says of every other row why it holds none. `timed` are the rows that also give a time of
    day, or give the date in another zone: their text says more than the date. `said` names the
    order where it had to be found out, with the row that shows it.
    """

    by_row: Mapping[int, dt.date]
    bad: Mapping[int, str]
    timed: frozenset[int]
    said: str = ""


_TIME = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*[ap]\.?m\.?)?"
_STAMP = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)"
    r"\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?\Z"
)
_NUMERIC = re.compile(
    rf"(\d{{1,4}})\s?([-/.])\s?(\d{{1,2}})\s?\2\s?(\d{{1,4}})\.?(?:,?\s+({_TIME}))?\Z",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")
_TIME_BEHIND = re.compile(rf",?\s+(?:at\s+)?({_TIME})\Z", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:[a-z]{3,9}\.?,?\s+)?(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?[\s.-]+(?:of\s+)?(?P<m1>[a-z]{3,9})"
    r"|(?P<m2>[a-z]{3,9})\.?[\s-]+(?P<d2>\d{1,2})(?:st|nd|rd|th)?)\.?,?[\s-]+(?P<y>\d{4}|\d{2})\Z",
    re.IGNORECASE,
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_MIDNIGHT = re.compile(r"0{1,2}:00(?::00(?:[.,]0+)?)?\Z|12:00(?::00)?\s*a\.?m\.?\Z", re.IGNORECASE)


def read_days(
    cells: Mapping[int, str],
    *,
    today: dt.date,
    zone: dt.tzinfo | None,
    asked: Order | None = None,
    usual: Order | None = None,
    settle: Settle = unsettled,
) -> tuple[Days | None, str]:
    """Return the dates of a column, or `(None, why it cannot be told and what to do)`.

    `cells` are its texts by row. `asked` is the order that the user says, `usual` that of the
    program it comes from, `settle` is asked last; all count only where the column itself leaves it
    open. A moment with a
    zone becomes the day in the journal's `zone` (`None`: the machine's), but one of exact midnight
    is a date already. `today` bounds what is plausible.
    """
    found = {row: _read(text.strip(), today, zone) for row, text in cells.items()}
    possible = set(Order)
    witness = 0
    for row, (each, _) in found.items():
        if not each:
            continue
        if not possible & each.keys():
            rival = next(
                (r for r, (e, _) in found.items() if e and r < row and not e.keys() & each.keys()),
                witness,
            )
            return None, (
                f"row {rival} holds `{cells[rival]}` and row {row} `{cells[row]}`, so that days "
                "and months stand in different orders; write the dates of one of them as "
                "2026-11-18."
            )
        if not possible <= each.keys():
            witness = row
        possible &= each.keys()
    order = next(iter(possible)) if len(possible) == 1 else None
    said = f"{order}, by row {witness}" if order and witness else ""
    if order is None:
        open_row = next((r for r, (e, _) in found.items() if _is_open(e, possible)), 0)
        order = next((each for each in (asked, usual) if each in possible), None)
        if open_row and order is None:
            orders = [each for each in Order if each in possible]
            days = " or ".join(
                dict.fromkeys(found[open_row][0][each].isoformat() for each in sorted(possible))
            )
            question = f"`{cells[open_row]}` (row {open_row}) can be {days}, and no row settles it"
            order = settle(question, orders)
            if order is None:
                options = " or ".join(f"`--dates {each}`" for each in orders)
                return None, f"{question}; say {options}."
        said = f"{order}" if open_row else ""
        order = order or next(iter(possible))
    return Days(
        by_row={row: each[order] for row, (each, _) in found.items() if each},
        bad={
            row: f"`{' '.join(cells[row].split())[:60]}` is no date between {EARLIEST} and "
            f"{today.year + YEARS_AHEAD}"
            for row, (each, _) in found.items()
            if not each
        },
        timed=frozenset(row for row, (each, timed) in found.items() if each and timed),
        said=said,
    ), ""


def _is_open(days: Mapping[Order, dt.date], possible: set[Order]) -> bool:
    return len({day for order, day in days.items() if order in possible}) > 1


def _read(text: str, today: dt.date, zone: dt.tzinfo | None) -> tuple[dict[Order, dt.date], bool]:
    """Return the day that a text means in each order, none where it is no date, and if it is more.

    What is written unambiguously means one day in every order.
    """
    if len(text) > 60:
        return {}, False
    days, timed = _forms(text, zone)
    short = (found := _NUMERIC.match(text)) is not None and len(found[1]) < 4 > len(found[4])
    since = today.year - SHORT_SINCE if short else EARLIEST
    plausible = {
        order: day
        for order, day in days
        if day.year >= since and (day - today).days <= 366 * YEARS_AHEAD
    }
    return plausible, timed


def _forms(text: str, zone: dt.tzinfo | None) -> tuple[list[tuple[Order, dt.date]], bool]:
    if found := _STAMP.match(text):
        return _stamp(found, zone)
    if found := _NUMERIC.match(text):
        timed = found[5] is not None and not _MIDNIGHT.match(found[5])
        if len(found[1]) == 4:
            return _fixed(int(found[1]), int(found[3]), int(found[4])), timed
        return list(_numeric(found[1], found[3], found[4])), timed
    if found := _COMPACT.match(text):
        return _fixed(int(found[1]), int(found[2]), int(found[3])), False
    time = _TIME_BEHIND.search(text)
    if named := _NAMED.match(text[: time.start()] if time else text):
        word = (named["m1"] or named["m2"]).casefold()
        month = next((at for at, each in enumerate(_MONTHS, 1) if each.startswith(word)), 0)
        month = month or (9 if word == "sept" else 0)
        year = int(named["y"]) + (2000 if len(named["y"]) == 2 else 0)
        days = _fixed(year, month, int(named["d1"] or named["d2"]))
        return days, time is not None and not _MIDNIGHT.match(time[1])
    return [], False


def _stamp(
    found: re.Match[str], zone: dt.tzinfo | None
) -> tuple[list[tuple[Order, dt.date]], bool]:
    midnight = bool(_MIDNIGHT.match(found[2]))
    try:
        day = dt.date.fromisoformat(found[1])
        if found[3] and not midnight:
            offset = found[3].replace("UTC", "Z").replace("GMT", "Z")
            moment = dt.datetime.fromisoformat(f"{found[1]}T{found[2]}{offset}")
            day = moment.astimezone(zone).date()
    except (ValueError, OverflowError):
        return [], False
    return _fixed(day.year, day.month, day.day), not midnight


def _numeric(first: str, second: str, third: str) -> Iterator[tuple[Order, dt.date]]:
    one, two, three = int(first), int(second), int(third)
    given: list[tuple[Order, tuple[int, int, int]]] = []
    if len(first) <= 2 and len(third) in (2, 4):
        year = three if len(third) == 4 else 2000 + three
        given = [(Order.DAY_FIRST, (year, two, one)), (Order.MONTH_FIRST, (year, one, two))]
    if len(first) == len(third) == 2:
        given.append((Order.YEAR_FIRST, (2000 + one, two, three)))
    for order, (year, month, day) in given:
        try:
            yield order, dt.date(year, month, day)
        except ValueError:
            continue


def _fixed(year: int, month: int, day: int) -> list[tuple[Order, dt.date]]:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return []
    return [(order, found) for order in Order]
