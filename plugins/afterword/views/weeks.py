"""One week looked back on: what happened, what was done and due, what moved, what went quiet."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TypeVar

from afterword.model.entry import Entry, Outcome, Stage
from afterword.model.frozen import frozen
from afterword.model.opportunity import Opportunity, standing
from afterword.model.task import State, Task
from afterword.playbook.snapshot import Snapshot

NEXT = 5
"""Tasks that a week names as what comes next."""
_OFF_THE_LIST = frozenset({State.DONE, State.SKIPPED, State.MOOT})

_Dated = TypeVar("_Dated")


@frozen
class Move:
    """How an opportunity moved on a day: to another stage, to an outcome, or back from one.

    `before` is the stage it came from, `None` on its first day. `outcome` is how it ended or
    paused on that day; `reopened` whether an earlier ending was taken back.
    """

    date: dt.date
    opportunity: Opportunity
    before: Stage | None
    stage: Stage
    outcome: Outcome | None
    reopened: bool


@frozen
class Quiet:
    """A live opportunity whose silence became longer than its stage allows, on `date`.

    `last_touch` is the last day on which anything passed before, `allowed` the calendar days that
    `stage` allows.
    """

    date: dt.date
    opportunity: Opportunity
    stage: Stage
    last_touch: dt.date
    allowed: int


@frozen
class WeekReview:
    """One ISO week, from `monday` to `sunday`.

    `happened` are entries of the week that took place, `ahead` those still to come in it. `done`
    are the tasks done on a day of the week; `due` those that fell due in it and were not done,
    open or too late by now. `next` are up to five tasks: in the week of the snapshot's day the most
    urgent open ones, after a past week those that fell due next, as they stand now.
    """

    monday: dt.date
    is_present: bool
    happened: tuple[Entry, ...] = ()
    ahead: tuple[Entry, ...] = ()
    done: tuple[Task, ...] = ()
    due: tuple[Task, ...] = ()
    moved: tuple[Move, ...] = ()
    quiet: tuple[Quiet, ...] = ()
    next: tuple[Task, ...] = ()

    @property
    def id(self) -> str:
        """The week as ISO 8601 writes it: `2026-W47`."""
        return week_id(self.monday)

    @property
    def sunday(self) -> dt.date:
        """The last day of the week."""
        return self.monday + dt.timedelta(days=min(6, (dt.date.max - self.monday).days))


def week_id(day: dt.date) -> str:
    """Return the week of a day as ISO 8601 writes it."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def monday_of(day: dt.date) -> dt.date:
    """Return the first day of a day's ISO week."""
    return day - dt.timedelta(days=min(day.weekday(), (day - dt.date.min).days))


def weeks(snapshot: Snapshot) -> tuple[WeekReview, ...]:
    """Return every week in which anything happened, was done or moved, and the present one.

    The latest comes first; what is still to come has no week yet, but for the present one.
    """
    return _Reviews(snapshot).all()


def week_of(snapshot: Snapshot, day: dt.date) -> WeekReview:
    """Return the week of a day, whether or not anything happened in it."""
    return _Reviews(snapshot).of(monday_of(day))


class _Reviews:
    """Everything that the weeks of a snapshot are made of, sorted into them once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._today = today = snapshot.today
        entries = snapshot.journal.entries
        self._ahead = _by_week((each.date, each) for each in entries if each.is_ahead(today))
        self._happened = _by_week(
            (each.date, each)
            for each in entries
            if each.took_place(today) and not each.is_ahead(today)
        )
        done = [task for task in snapshot.tasks if task.state is State.DONE and task.done_on]
        self._done = _by_week((task.done_on, task) for task in done)
        self._open = sorted(
            (task for task in snapshot.tasks if task.is_open), key=lambda task: task.urgency
        )
        self._dated = sorted(
            (task for task in snapshot.tasks if task.due and task.state is not State.MOOT),
            key=lambda task: task.urgency,
        )
        self._days = [task.due or dt.date.max for task in self._dated]
        due = (task for task in self._dated if task.state not in _OFF_THE_LIST)
        self._due = _by_week((task.due, task) for task in due)
        opportunities = snapshot.journal.opportunities.values()
        moves = sorted(
            (move for each in opportunities for move in moves_of(each, today)),
            key=lambda move: (move.date, move.opportunity.id),
        )
        self._moved = _by_week((move.date, move) for move in moves)
        quiet = sorted(
            (found for each in opportunities for found in _quiet_spells(each, snapshot)),
            key=lambda found: (found.date, found.opportunity.id),
        )
        self._quiet = _by_week((found.date, found) for found in quiet)

    def all(self) -> tuple[WeekReview, ...]:
        """Return the weeks, the latest first."""
        mondays = {monday_of(self._today)}
        for group in (self._happened, self._done, self._moved):
            mondays |= group.keys()
        last = monday_of(self._today)
        return tuple(self.of(monday) for monday in sorted(mondays, reverse=True) if monday <= last)

    def of(self, monday: dt.date) -> WeekReview:
        """Return the week that begins on a Monday."""
        is_present = monday == monday_of(self._today)
        following = monday + dt.timedelta(days=min(7, (dt.date.max - monday).days))
        after = self._open if is_present else self._dated[bisect_left(self._days, following) :]
        return WeekReview(
            monday=monday,
            is_present=is_present,
            happened=self._happened.get(monday, ()),
            ahead=self._ahead.get(monday, ()),
            done=self._done.get(monday, ()),
            due=self._due.get(monday, ()),
            moved=self._moved.get(monday, ()),
            quiet=self._quiet.get(monday, ()),
            next=tuple(after[:NEXT]),
        )


def _by_week(items: Iterable[tuple[dt.date | None, _Dated]]) -> dict[dt.date, tuple[_Dated, ...]]:
    found: dict[dt.date, list[_Dated]] = {}
    for day, item in items:
        if day is not None:
            found.setdefault(monday_of(day), []).append(item)
    return {monday: tuple(group) for monday, group in found.items()}


def moves_of(opportunity: Opportunity, today: dt.date) -> Iterator[Move]:
    """Yield each day up to today on which an opportunity came to stand elsewhere, in order."""
    days = {entry.date for entry in opportunity.entries}
    days |= {entry.applied_on for entry in opportunity.entries if entry.applied_on}
    stage: Stage | None = None
    outcome: Outcome | None = None
    for day in sorted(each for each in days if each <= today):
        stands = standing(opportunity, day)
        ended = stands.outcome if stands.outcome is not outcome else None
        reopened = outcome is not None and stands.outcome is None
        begun = stands.stage_since is not None or stands.outcome is not None
        if begun and (stands.stage is not stage or ended or reopened):
            yield Move(day, opportunity, stage, stands.stage, ended, reopened)
            stage, outcome = stands.stage, stands.outcome


def _quiet_spells(opportunity: Opportunity, snapshot: Snapshot) -> Iterator[Quiet]:
    """Yield each time at which an opportunity's silence became too long, up to today."""
    silence = snapshot.settings.silence
    shortest = min(silence.values(), default=None)
    touches = snapshot.touches(opportunity)
    for at, touch in enumerate(touches):
        last = at == len(touches) - 1
        silent = (snapshot.today - touch).days if last else (touches[at + 1] - touch).days - 1
        if shortest is None or silent <= shortest:
            continue
        stands = standing(opportunity, touch)
        allowed = silence.get(stands.stage)
        if allowed is not None and stands.live and silent > allowed:
            day = touch + dt.timedelta(days=allowed + 1)
            yield Quiet(day, opportunity, stands.stage, touch, allowed)
