"""What an `afterword` block shows: the rows of its view that its filters leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TypeVar

from afterword.model.entry import Entry, Kind, Outcome
from afterword.model.frozen import frozen
from afterword.model.names import fold
from afterword.model.opportunity import Opportunity
from afterword.model.person import Person
from afterword.model.query import Query, Rows, day_of
from afterword.model.task import State, Task
from afterword.playbook.snapshot import Snapshot
from afterword.views.agenda import agenda
from afterword.views.momentum import momentum
from afterword.views.offers import offers
from afterword.views.people import PersonRow, people
from afterword.views.pipeline import Row as OpportunityRow
from afterword.views.pipeline import pipeline, row_of

_Row = TypeVar("_Row")


@frozen
class Answer:
    """The rows of one block, of which only its own kind is filled; `more` were cut by its limit.

    `sentence` is that of a view which lists nothing.
    """

    query: Query
    tasks: tuple[Task, ...] = ()
    entries: tuple[Entry, ...] = ()
    opportunities: tuple[OpportunityRow, ...] = ()
    people: tuple[PersonRow, ...] = ()
    sentence: str = ""
    more: int = 0


def answer(query: Query, snapshot: Snapshot) -> Answer:
    """Return what a block shows on the snapshot's day."""
    if query.rows is Rows.TASKS:
        tasks, more = _cut(query, [t for t in _tasks(query, snapshot) if _has(t, query, snapshot)])
        return Answer(query, tasks=tasks, more=more)
    if query.rows is Rows.ENTRIES:
        found = [each for each in _entries(query, snapshot) if _says(each, query, snapshot)]
        entries, more = _cut(query, found)
        return Answer(query, entries=entries, more=more)
    if query.rows is Rows.OPPORTUNITIES:
        rows = [row for row in _opportunities(query, snapshot) if _stands(row, query, snapshot)]
        opportunities, more = _cut(query, rows)
        return Answer(query, opportunities=opportunities, more=more)
    if query.rows is Rows.PEOPLE:
        met = [row for row in people(snapshot) if row.met and _is_of(row, query)]
        persons, more = _cut(query, met)
        return Answer(query, people=persons, more=more)
    return Answer(query, sentence=momentum(snapshot).sentence)


def _cut(query: Query, rows: Iterable[_Row]) -> tuple[tuple[_Row, ...], int]:
    found = tuple(rows)
    return (found[: query.limit], max(0, len(found) - query.limit)) if query.limit else (found, 0)


_TASKS: dict[str, Callable[[Task, dt.date], bool]] = {
    "overdue": lambda task, _: task.state is State.OVERDUE,
    "today": lambda task, _: task.state is State.TODAY,
    "upcoming": lambda task, _: task.state is State.UPCOMING,
    "open": lambda task, _: task.is_open,
    "done": lambda task, _: task.state is State.DONE,
    "missed": lambda task, _: task.state is State.MISSED,
}


def _tasks(query: Query, snapshot: Snapshot) -> list[Task]:
    """Return the tasks of a view, the most urgent first; done ones the latest first."""
    if query.view == "agenda":
        found = agenda(snapshot)
        return [*found.overdue, *found.today, *found.soon]
    wanted = _TASKS[query.view]
    tasks = [task for task in snapshot.tasks if wanted(task, snapshot.today)]
    tasks.sort(key=lambda task: task.urgency)
    if query.view == "done":
        tasks.sort(key=lambda task: task.done_on or dt.date.min, reverse=True)
    return tasks


def _has(task: Task, query: Query, snapshot: Snapshot) -> bool:
    day = task.done_on if query.view == "done" else task.due
    entry = snapshot.journal.by_id[task.entry]
    return (
        _same(query.company, task.company)
        and _same(query.role, task.role)
        and (not query.verb or fold(query.verb).replace("-", "_") == task.verb)
        and (query.kind is None or entry.kind is query.kind)
        and _within(day, query, snapshot.today)
        and (not query.person or _names(query, _who(task, snapshot), task.object))
    )


def _who(task: Task, snapshot: Snapshot) -> list[Person]:
    person = snapshot.journal.people.by_id.get(task.person)
    return [person] if person else []


def _entries(query: Query, snapshot: Snapshot) -> list[Entry]:
    entries = snapshot.journal.entries
    if query.view == "ahead":
        met = (Kind.INTERVIEW, Kind.CONVERSATION)
        return [each for each in entries if each.kind in met and each.is_ahead(snapshot.today)]
    return [each for each in reversed(entries) if each.date <= snapshot.today]


def _says(entry: Entry, query: Query, snapshot: Snapshot) -> bool:
    opportunity = snapshot.journal.opportunity(entry)
    return (
        _same(query.company, entry.company)
        and _same(query.role, entry.role, opportunity.role if opportunity else "")
        and (query.kind is None or entry.kind is query.kind)
        and (not query.tag or fold(query.tag) in map(fold, entry.tags))
        and _within(entry.date, query, snapshot.today)
        and (not query.person or _names(query, _named_in([entry], snapshot)))
    )


def _opportunities(query: Query, snapshot: Snapshot) -> list[OpportunityRow]:
    if query.view == "offers":
        open_ones = (offer.opportunity for offer in offers(snapshot).open)
        return [row_of(each, snapshot) for each in open_ones]
    board = pipeline(snapshot)
    if query.outcome is None:
        return [row for row in board.live if row.standing.outcome is not Outcome.ACCEPTED]
    return [row for row in board.rows if row.standing.outcome is query.outcome]


def _stands(row: OpportunityRow, query: Query, snapshot: Snapshot) -> bool:
    opportunity: Opportunity = row.opportunity
    return (
        _same(query.company, opportunity.company, *(e.company for e in opportunity.entries))
        and _same(query.role, opportunity.role, *(each.role for each in opportunity.entries))
        and (query.stage is None or row.standing.stage is query.stage)
        and (query.outcome is None or row.standing.outcome is query.outcome)
        and (not query.person or _names(query, _named_in(opportunity.entries, snapshot)))
    )


def _is_of(row: PersonRow, query: Query) -> bool:
    companies = (*row.person.companies, *(each.company for each in row.opportunities))
    return _same(query.company, *companies) and (not query.person or _names(query, [row.person]))


def _named_in(entries: Iterable[Entry], snapshot: Snapshot) -> list[Person]:
    found = snapshot.journal.people
    return [found.of(entry, mention) for entry in entries for mention in entry.mentions]


def _same(wanted: str, *said: str) -> bool:
    return not wanted or fold(wanted) in map(fold, said)


def _names(query: Query, persons: Iterable[Person], *also: str) -> bool:
    """Whether any of the people, or of the names `also`, is the one that is asked for."""
    wanted = fold(query.person)
    known = [name for each in persons for name in (each.name, *each.spellings, *each.emails)]
    return any(wanted in fold(name) for name in (*known, *also))


def _within(day: dt.date | None, query: Query, today: dt.date) -> bool:
    since, until = day_of(query.since, today), day_of(query.until, today)
    if since is None and until is None:
        return True
    return day is not None and (since or day) <= day <= (until or day)
