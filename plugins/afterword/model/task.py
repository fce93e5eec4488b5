"""One thing to do, as it stands on a given day."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from afterword.model.entry import Done, Draft
from afterword.model.frozen import frozen
from afterword.model.problem import Place


class State(StrEnum):
    """How a task stands on the day it is looked at."""

    OVERDUE = "overdue"
    """Open, and due before that day."""
    TODAY = "today"
    """Open, and due on that day: not overdue."""
    UPCOMING = "upcoming"
    UNDATED = "undated"
    """Open, without a due date."""
    DONE = "done"
    SKIPPED = "skipped"
    MOOT = "moot"
    """Not needed any more: something happened since."""
    MISSED = "missed"
    """Too late to be done with good effect."""


OPEN = frozenset({State.OVERDUE, State.TODAY, State.UPCOMING, State.UNDATED})
"""The states in which something is still to be done."""

VERBS = ("thank", "connect", "follow_up", "apply", "decide", "task")
"""The verbs that the playbook knows; the setting `verbs:` adds others."""


@frozen
class Step:
    """One step of a thank-you note: `drafted`, `proofread` or `sent`.

    `on` is the date where one is known; `by` the proofreader (`nobody` where nobody was asked).
    """

    name: str
    done: bool
    on: dt.date | None = None
    by: str = ""


@frozen
class Task:
    """A task of an entry, with the reason for everything derived.

    `line` is its line in the file, `None` while it is implied, and in a shared copy. `reason` says
    where the due date comes from and, for moot and missed ones, why they are off the list.
    `days_overdue` counts calendar days and is 0 unless overdue. `suggestion` is what to consider,
    such as `ghosted?`. `place` is where its item begins, `None` while it is implied.
    `draft` is the text of a thank-you where the journal holds one; `accepted` says of an
    invitation that it was.`last` is the last day on which an open task may be done with good
    effect, `None` where that never comes; on the day after it is `then`, missed or moot, whatever
    else happens.
    """

    id: str
    entry: str
    path: str
    line: int | None
    verb: str
    object: str
    person: str
    label: str
    due: dt.date | None
    reason: str
    state: State
    days_overdue: int
    implied: bool
    steps: tuple[Step, ...]
    opportunity: str
    company: str
    role: str
    date: dt.date
    done_on: dt.date | None = None
    skipped: str = ""
    note: str = ""
    via: str = ""
    suggestion: str = ""
    notices: tuple[dt.date, ...] = ()
    accepted: Done = None
    place: Place | None = None
    draft: Draft | None = None
    last: dt.date | None = None
    then: State = State.MISSED

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state in OPEN

    @property
    def urgency(self) -> tuple[dt.date, str]:
        """The order of lists: the earliest due date first, undated last, then by id."""
        return (self.due or dt.date.max, self.id)
