"""Cuts long lists, so that no page grows heavy with the years: the rest stands on pages more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

_Row = TypeVar("_Row")

_QUARTERS = ("Jan to Mar", "Apr to Jun", "Jul to Sep", "Oct to Dec")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year, a quarter or a month that has a page of its own; `title` is what links to it say.

    Periods are ordered by their beginning.
    """

    begin: dt.date
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Cut(Generic[_Row]):
    """A list as its page shows it: the first rows, and all of them by period where there are more.

    Without periods, `shown` is everything. The latest period comes first.
    """

    shown: tuple[_Row, ...]
    total: int
    periods: tuple[tuple[Period, tuple[_Row, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Part(Generic[_Row]):
    """One of the pages that a list takes, counted from 1; `paths` are those of all of them."""

    number: int
    paths: tuple[str, ...]
    rows: tuple[_Row, ...]

    @property
    def path(self) -> str:
        """The source path of this page."""
        return self.paths[self.number - 1]


def cut(rows: Sequence[_Row], most: int, period: Callable[[_Row], Period]) -> Cut[_Row]:
    """Return a list whole where it has no more than `most` rows, else its beginning and periods."""
    if len(rows) <= most:
        return Cut(tuple(rows), len(rows))
    return Cut(tuple(rows[:most]), len(rows), by_period(rows, period))


def by_period(
    rows: Iterable[_Row], period: Callable[[_Row], Period]
) -> tuple[tuple[Period, tuple[_Row, ...]], ...]:
    """Return rows by their periods, the latest first; within one, in the order given."""
    found: dict[Period, list[_Row]] = {}
    for row in rows:
        found.setdefault(period(row), []).append(row)
    return tuple((each, tuple(found[each])) for each in sorted(found, reverse=True))


def in_parts(
    path: str, rows: Sequence[_Row], most: int, size: Callable[[_Row], int] = lambda _: 1
) -> tuple[Part[_Row], ...]:
    """Return a list in parts of at most `most`, of which each row takes up `size`.

    The first part stands at `path`, the others beside it. A row that takes up more has a part
    of its own. An empty list is one empty part.
    """
    found: list[list[_Row]] = [[]]
    room = most
    for row in rows:
        if found[-1] and size(row) > room:
            found.append([])
            room = most
        found[-1].append(row)
        room -= size(row)
    folder = path.rpartition("/")[0]
    paths = (path, *(f"{folder}/page-{number}.md" for number in range(2, len(found) + 1)))
    return tuple(Part(number, paths, tuple(part)) for number, part in enumerate(found, 1))


def even_share(lengths: Iterable[int], most: int) -> int:
    """Return how many rows each of several lists may show, so that they show `most` in all."""
    known = tuple(lengths)
    return max(
        (share for share in range(1, most + 1) if sum(min(n, share) for n in known) <= most),
        default=1,
    )


def year_of(day: dt.date, folder: str) -> Period:
    """Return the year of a day as a period of the lists in a folder."""
    return Period(dt.date(day.year, 1, 1), str(day.year), f"{folder}/by-year/{day.year:04}.md")


def quarter_of(day: dt.date, folder: str) -> Period:
    """Return the quarter of a day as a period of the lists in a folder."""
    quarter = (day.month - 1) // 3
    return Period(
        dt.date(day.year, 3 * quarter + 1, 1),
        f"{_QUARTERS[quarter]} {day.year}",
        f"{folder}/{day.year:04}-q{quarter + 1}.md",
    )


def month_of(day: dt.date, folder: str) -> Period:
    """Return the month of a day as a period of the lists in a folder."""
    return Period(
        day.replace(day=1), f"{day:%B} {day.year}", f"{folder}/{day.year:04}-{day.month:02}.md"
    )
