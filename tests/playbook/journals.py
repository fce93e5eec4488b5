"""Looks at a journal on a day, and says its tasks and problems as a user sees them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from afterword.model.task import Task
from afterword.playbook.snapshot import Snapshot, take_snapshot
from afterword.source.config import read_settings
from afterword.source.load import load_journal

Tree = Callable[[str], Path]
Seen = tuple[str, str, str]
"""A task's state, due date and reason; a task without a due date has an empty one."""


def look(root: Path, today: str, settings: str = "") -> Snapshot:
    """Return the journal in `root` on a day; `settings` as they stand in mkdocs.yml."""
    given, problems = read_settings(settings, "mkdocs.yml")
    assert problems == ()
    journal = load_journal(root, given).journal
    return take_snapshot(journal, dt.date.fromisoformat(today), given)


def tasks_of(root: Path, today: str, settings: str = "") -> dict[str, Task]:
    """Return the tasks of the journal in `root` on a day, by id."""
    return {task.id: task for task in look(root, today, settings).tasks}


def seen(task: Task) -> Seen:
    """Return what a task asks for: state, due date and reason."""
    return (task.state.value, task.due.isoformat() if task.due else "", task.reason)


def seen_of(root: Path, today: str, settings: str = "") -> dict[str, Seen]:
    """Return what every task of the journal in `root` asks for on a day, by id."""
    return {name: seen(task) for name, task in tasks_of(root, today, settings).items()}


def problems_of(root: Path, today: str, settings: str = "") -> list[str]:
    """Return the problems of the journal in `root`, as they are printed."""
    return [str(problem) for problem in look(root, today, settings).problems]
