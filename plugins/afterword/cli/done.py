"""`afterword done`: tick tasks off."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from afterword.cli.completing import complete_task
from afterword.cli.session import journal_options
from afterword.cli.tasks import carry_out, day_from, is_unsettled
from afterword.model.change import Change


@click.command("done")
@click.argument("tasks", nargs=-1, required=True, metavar="TASK...", shell_complete=complete_task)
@click.option(
    "--on", metavar="DATE", help="The day it was done, such as yesterday; default: today."
)
@journal_options
def command(
    tasks: tuple[str, ...], on: str | None, config_file: Path | None, today: dt.date | None
) -> None:
    """Tick tasks off: one line of their entry changes.

    TASK is an id, or any unique part of one. A task of the playbook that no checklist mentions is
    written down. What is done stays done on its day, unless --on says another.

    \b
    Examples:
      afterword done thank-jane-doe
      afterword done acme/follow-up --on yesterday
      afterword done thank-jane connect-raj
    """
    carry_out(
        config_file,
        today,
        tasks,
        is_unsettled,
        lambda session, _: Change(
            "done", day_from(session, on, past=True, option="--on").isoformat()
        ),
        over=on is not None,
    )
