"""What is to be done: overdue, today, soon, and what has left the list and why."""

from __future__ import annotations

import datetime as dt

from afterword.model.entry import Entry, Kind
from afterword.model.frozen import frozen
from afterword.model.task import State, Task
from afterword.playbook.snapshot import Snapshot
from afterword.views.pipeline import Row, row_of

RECENT_DAYS = 60
"""How long a moot or missed task is shown beside Overdue: two months, as long as a search's
memory; it stays on its entry's page."""


@frozen
class Agenda:
    """Tasks by what they ask of the day, each group with the most urgent first.

    `soon` is due within `days` calendar days, `later` after that. `announced` are decisions whose
    notice has come, though they are not due yet. `interviews` are the ones still to come.
    `suggested` are live opportunities that call for a word from you, such as `lapsed?` or
    `ghosted?`.
    """

    today_is: dt.date
    days: int
    overdue: tuple[Task, ...]
    today: tuple[Task, ...]
    soon: tuple[Task, ...]
    later: tuple[Task, ...]
    undated: tuple[Task, ...]
    announced: tuple[Task, ...]
    moot: tuple[Task, ...]
    missed: tuple[Task, ...]
    interviews: tuple[Entry, ...]
    suggested: tuple[Row, ...]

    def missed_since(self, days: int) -> tuple[Task, ...]:
        """Return what became too late in so many calendar days, by due date."""
        since = _plus(self.today_is, -days)
        return tuple(task for task in self.missed if task.due and task.due >= since)

    @property
    def open(self) -> tuple[Task, ...]:
        """Everything still to be done, the most urgent first."""
        return self.overdue + self.today + self.soon + self.later + self.undated


def agenda(snapshot: Snapshot, days: int = 7) -> Agenda:
    """Return the agenda of the snapshot's day, looking `days` calendar days ahead."""
    today = snapshot.today
    horizon = _plus(today, days)
    groups: dict[State, list[Task]] = {state: [] for state in State}
    for task in snapshot.tasks:
        groups[task.state].append(task)
    for group in groups.values():
        group.sort(key=lambda task: task.urgency)
    upcoming = groups[State.UPCOMING]
    return Agenda(
        today_is=today,
        days=days,
        overdue=tuple(groups[State.OVERDUE]),
        today=tuple(groups[State.TODAY]),
        soon=tuple(task for task in upcoming if task.due and task.due <= horizon),
        later=tuple(task for task in upcoming if task.due and task.due > horizon),
        undated=tuple(groups[State.UNDATED]),
        announced=tuple(task for task in upcoming if task.notices and min(task.notices) <= today),
        moot=tuple(groups[State.MOOT]),
        missed=tuple(groups[State.MISSED]),
        interviews=tuple(
            entry
            for entry in snapshot.journal.entries
            if entry.kind is Kind.INTERVIEW and entry.is_ahead(today)
        ),
        suggested=tuple(
            row
            for opportunity in snapshot.journal.opportunities.values()
            if (row := row_of(opportunity, snapshot)).suggestion
        ),
    )


def _plus(day: dt.date, days: int) -> dt.date:
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return dt.date.max if days > 0 else dt.date.min
