"""The journal on one day, with its tasks and standings: what every view is computed from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from afterword.model.entry import Entry
from afterword.model.frozen import frozen
from afterword.model.journal import Journal
from afterword.model.opportunity import Opportunity, Standing
from afterword.model.problem import Problem
from afterword.model.settings import Settings
from afterword.model.task import Task
from afterword.playbook.states import Day
from afterword.playbook.tasks import tasks_on


@frozen
class Snapshot:
    """A function of journal, day and settings; computed once, then only read.

    `tasks` are in the order of the entries; `problems` are all of the journal's, sorted (none in a
    shared copy, since they quote the files).
    `accepted` is the entry with which an offer was accepted, while that holds.
    """

    journal: Journal
    today: dt.date
    settings: Settings
    tasks: tuple[Task, ...]
    problems: tuple[Problem, ...]
    standings: Mapping[str, Standing]
    tasks_of_entry: Mapping[str, tuple[Task, ...]]
    tasks_of_opportunity: Mapping[str, tuple[Task, ...]]
    problems_of: Mapping[str, tuple[Problem, ...]]
    accepted: Entry | None

    def last_touch(self, opportunity: Opportunity) -> dt.date | None:
        """Return the last day, up to today, on which anything passed between both sides."""
        return max(self._touches(opportunity), default=None)

    def touches(self, opportunity: Opportunity) -> tuple[dt.date, ...]:
        """Return each day, up to today, on which anything passed between both sides, in order."""
        return tuple(sorted(set(self._touches(opportunity))))

    def _touches(self, opportunity: Opportunity) -> Iterator[dt.date]:
        """Yield the days of entries that took place, and of tasks for it that were done."""
        for entry in opportunity.entries:
            if entry.took_place(self.today):
                yield entry.date
        for task in self.tasks_of_opportunity.get(opportunity.id, ()):
            if task.done_on and task.done_on <= self.today:
                yield task.done_on


def take_snapshot(journal: Journal, today: dt.date, settings: Settings) -> Snapshot:
    """Return the journal as it stands at `today`, a day in the journal's time zone."""
    tasks, problems = tasks_on(journal, today, settings)
    day = Day(journal, today)
    by_entry: dict[str, list[Task]] = {}
    by_opportunity: dict[str, list[Task]] = {}
    for task in tasks:
        by_entry.setdefault(task.entry, []).append(task)
        if task.opportunity:
            by_opportunity.setdefault(task.opportunity, []).append(task)
    all_problems = () if journal.shared else tuple(sorted({*journal.problems, *problems}))
    by_path: dict[str, list[Problem]] = {}
    for problem in all_problems:
        by_path.setdefault(problem.path, []).append(problem)
    return Snapshot(
        journal=journal,
        today=today,
        settings=settings,
        tasks=tasks,
        problems=all_problems,
        standings={key: day.standing(each) for key, each in journal.opportunities.items()},
        tasks_of_entry={key: tuple(found) for key, found in by_entry.items()},
        tasks_of_opportunity={key: tuple(found) for key, found in by_opportunity.items()},
        problems_of={key: tuple(found) for key, found in by_path.items()},
        accepted=day.acceptance,
    )
