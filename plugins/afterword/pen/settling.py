"""What imported entries would owe by now, and what they bring up of those that were there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from afterword.model.entry import IMPORT_KEY, Entry, Outcome
from afterword.model.journal import make_journal
from afterword.model.names import fold
from afterword.model.person import PersonPage
from afterword.model.task import State, Task
from afterword.playbook.snapshot import Snapshot, take_snapshot

_LATE = (State.OVERDUE, State.MISSED)


def late_tasks(before: Snapshot, new: Sequence[Entry]) -> dict[str, list[Task]]:
    """Return the tasks, by entry, that new ones would be late with, had they not been imported."""
    if not new:
        return {}
    # An imported acceptance brings no withdrawals, whenever it was; see the playbook.
    ids = {entry.id for entry in new}
    plain = [entry if entry.outcome is Outcome.ACCEPTED else _unmarked(entry) for entry in new]
    found: dict[str, list[Task]] = {}
    for task in _with(before, plain).tasks:
        if task.entry in ids and task.implied and task.state in _LATE:
            found.setdefault(task.entry, []).append(task)
    return found


def brought_up(
    before: Snapshot, new: Sequence[Entry], pages: Iterable[PersonPage]
) -> dict[str, list[Task]]:
    """Return the tasks of entries that were there which become overdue, by the new one behind it.

    What an import told of too late brings none along; this is what comes of it all the same, as
    when an opportunity that had ended is live again.
    """
    if not new:
        return {}
    after = _with(before, new, pages)
    ids = {entry.id for entry in new}
    known = {_errand(task) for task in before.tasks if task.state is State.OVERDUE}
    by_opportunity = {after.journal.opportunity_of.get(entry.id): entry for entry in new}
    by_company = {fold(entry.company): entry for entry in new}
    found: dict[str, list[Task]] = {}
    for task in after.tasks:
        if task.state is State.OVERDUE and task.entry not in ids and _errand(task) not in known:
            cause = by_opportunity.get(task.opportunity) or by_company.get(fold(task.company))
            found.setdefault((cause or new[0]).id, []).append(task)
    return found


def _errand(task: Task) -> tuple[str, str, str]:
    """Return what a task stays the same by: a contact that becomes known changes its object."""
    return task.entry, task.verb, fold(task.company)


def _unmarked(entry: Entry) -> Entry:
    extra = {key: value for key, value in entry.extra.items() if key != IMPORT_KEY}
    return replace(entry, extra=extra)


def _with(before: Snapshot, new: Iterable[Entry], pages: Iterable[PersonPage] = ()) -> Snapshot:
    journal = before.journal
    whole = make_journal(
        (*journal.entries, *new), journal.opportunity_pages, (*journal.person_pages, *pages)
    )
    return take_snapshot(whole, before.today, before.settings)
