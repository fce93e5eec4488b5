"""`afterword snooze`: put a task off, with the reason; it is not done by that."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from afterword.cli.completing import complete_task
from afterword.cli.session import Session, journal_options
from afterword.cli.tasks import carry_out, day_from
from afterword.model.change import Change
from afterword.model.task import Task


@click.command("snooze")
@click.argument("task", metavar="TASK", shell_complete=complete_task)
@click.argument("until", metavar="DATE")
@click.argument("reason", nargs=-1, metavar="[REASON]...")
@journal_options
def command(
    task: str,
    until: str,
    reason: tuple[str, ...],
    config_file: Path | None,
    today: dt.date | None,
) -> None:
    """Put a task off to a day; its own due date stays beside it, and the reason.

    \b
    Examples:
      afterword snooze acme/follow-up 2026-12-04 waiting for the budget
      afterword snooze thank-jane tomorrow
    """
    because = " ".join(" ".join(reason).split())

    def change(session: Session, _: Task) -> Change:
        day = day_from(session, until, past=False, option="DATE")
        return Change("snoozed", f"{day.isoformat()} {because}".strip())

    carry_out(config_file, today, [task], lambda found: found.is_open, change)
