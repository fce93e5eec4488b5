"""What an `afterword` block in a page asks for: a view, and filters that narrow it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from types import MappingProxyType

from afterword.model.due import Unit, add_months
from afterword.model.entry import Kind, Outcome, Stage
from afterword.model.frozen import frozen
from afterword.model.problem import START, Place


class Rows(StrEnum):
    """What a view is a list of."""

    TASKS = "tasks"
    ENTRIES = "entries"
    OPPORTUNITIES = "opportunities"
    PEOPLE = "people"
    SENTENCE = "sentence"
    """No list, but one sentence."""


FILTERS: Mapping[Rows, tuple[str, ...]] = MappingProxyType(
    {
        Rows.TASKS: ("company", "role", "person", "verb", "kind", "since", "until", "limit"),
        Rows.ENTRIES: ("company", "role", "person", "kind", "tag", "since", "until", "limit"),
        Rows.OPPORTUNITIES: ("company", "role", "person", "stage", "outcome", "limit"),
        Rows.PEOPLE: ("company", "person", "limit"),
        Rows.SENTENCE: (),
    }
)
"""The filters that each list takes; `since` and `until` are both counted in."""


@frozen
class ViewKind:
    """One view that a block can show.

    What it lists, a sentence for the documentation, and what stands there where nothing is found.
    """

    rows: Rows
    meaning: str
    nothing: str


VIEWS: Mapping[str, ViewKind] = MappingProxyType(
    {
        "agenda": ViewKind(
            Rows.TASKS,
            "what is overdue, due today, or due within seven days",
            "nothing is due within seven days",
        ),
        "overdue": ViewKind(Rows.TASKS, "what is overdue", "nothing is overdue"),
        "today": ViewKind(Rows.TASKS, "what is due today", "nothing is due today"),
        "upcoming": ViewKind(Rows.TASKS, "what is due after today", "nothing is due after today"),
        "open": ViewKind(
            Rows.TASKS, "everything still to be done, with or without a date", "nothing is open"
        ),
        "done": ViewKind(
            Rows.TASKS,
            "what was done, the latest first; days are those of doing it",
            "nothing was done",
        ),
        "missed": ViewKind(Rows.TASKS, "what became too late", "nothing was missed"),
        "entries": ViewKind(
            Rows.ENTRIES, "entries up to today, the latest first", "there is no such entry"
        ),
        "ahead": ViewKind(
            Rows.ENTRIES, "interviews and conversations still to come", "nothing is to come"
        ),
        "pipeline": ViewKind(
            Rows.OPPORTUNITIES,
            "live opportunities by stage; with `outcome`, those that ended or paused with it",
            "there is no such opportunity",
        ),
        "offers": ViewKind(
            Rows.OPPORTUNITIES,
            "opportunities with an offer to be answered",
            "no offer is to be answered",
        ),
        "people": ViewKind(
            Rows.PEOPLE,
            "everyone you met, in the order of when to be in touch",
            "nobody of that kind was met",
        ),
        "momentum": ViewKind(
            Rows.SENTENCE, "whether the search still moves, in a sentence", "nothing to say"
        ),
    }
)
"""Every view that a block can show."""


@frozen
class FromToday:
    """A day counted from today: `today - 2 weeks`."""

    amount: int
    unit: Unit = Unit.DAY

    def on(self, today: dt.date) -> dt.date:
        """Return the day; at the calendar's ends the first or the last one."""
        try:
            if self.unit is Unit.MONTH:
                return add_months(today, self.amount)
            days = self.amount * (7 if self.unit is Unit.WEEK else 1)
            return today + dt.timedelta(days=days)
        except (OverflowError, ValueError):
            return dt.date.max if self.amount > 0 else dt.date.min


Bound = dt.date | FromToday


@frozen
class Query:
    """One block as it was read; what is not asked for is empty or `None`.

    Names are compared in the form in which two are one; `person` is any part of a name, or an
    e-mail address. `limit` is how many rows are shown, 0 for all. `places` say where each key
    stands in the file.
    """

    view: str
    company: str = ""
    role: str = ""
    person: str = ""
    verb: str = ""
    kind: Kind | None = None
    stage: Stage | None = None
    outcome: Outcome | None = None
    tag: str = ""
    since: Bound | None = None
    until: Bound | None = None
    limit: int = 0
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def is_narrowed(self) -> bool:
        """Whether it asks for less than its whole view."""
        return any(getattr(self, key) for key in FILTERS[self.rows] if key != "limit")

    @property
    def rows(self) -> Rows:
        """What it is a list of."""
        return VIEWS[self.view].rows

    def place_of(self, key: str) -> Place:
        """Return where a key stands in the file."""
        return self.places.get(key, START)


def day_of(bound: Bound | None, today: dt.date) -> dt.date | None:
    """Return the day that a bound means on a day, `None` for none."""
    return bound.on(today) if isinstance(bound, FromToday) else bound
