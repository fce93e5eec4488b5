"""Lists as the terminal shows them: what several commands print alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import click

from afterword.model.task import Task


def print_tasks(tasks: Iterable[Task], today: dt.date) -> None:
    """Print tasks one below the other: when, what, where, why, and the id for other commands."""
    for task in tasks:
        late = f", {_days(task.days_overdue)} overdue" if task.days_overdue else ""
        when = f"{task.due:%a} {task.due.day:>2} {task.due:%b}" if task.due else "no date  "
        if task.due and task.due.year != today.year:
            when += f" {task.due.year}"
        where = ", ".join(part for part in (task.company, task.role) if part)
        click.echo(f"  {when}  {task.label}{late}")
        click.echo(f"              {where}" if where else "", nl=bool(where))
        click.echo(f"              {task.reason}")
        click.echo(click.style(f"              {task.id}", dim=True))


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
