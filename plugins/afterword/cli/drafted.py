"""`afterword drafted`: a thank-you note is written, and waits to be read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from afterword.cli.completing import complete_task
from afterword.cli.session import Session, journal_options, refuse
from afterword.cli.tasks import carry_out, day_from, is_unsettled
from afterword.model.change import Change
from afterword.model.task import Task


@click.command("drafted")
@click.argument("task", metavar="TASK", shell_complete=complete_task)
@click.option("--on", metavar="DATE", help="The day it was written; default: today.")
@journal_options
def command(task: str, on: str | None, config_file: Path | None, today: dt.date | None) -> None:
    """Say that a thank-you note is drafted; the next step is to have it read.

    \b
    Examples:
      afterword drafted thank-jane-doe
    """

    def change(session: Session, found: Task) -> Change:
        if found.verb != "thank":
            refuse(f"`{found.id}` is no thank-you, so that nothing is drafted for it.")
        return Change("drafted", day_from(session, on, past=True, option="--on").isoformat())

    carry_out(config_file, today, [task], is_open_thanks, change, over=on is not None)


def is_open_thanks(task: Task) -> bool:
    """Whether a task is a thank-you that is not sent."""
    return task.verb == "thank" and is_unsettled(task)
