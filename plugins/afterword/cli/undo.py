"""`afterword undo`: take the last tick of a task back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from afterword.cli.completing import complete_task
from afterword.cli.session import journal_options
from afterword.cli.tasks import find_task, is_unsettled, print_ticked, writing_session
from afterword.pen.tick import undo


@click.command("undo")
@click.argument("task", metavar="TASK", shell_complete=complete_task)
@journal_options
def command(task: str, config_file: Path | None, today: dt.date | None) -> None:
    """Take back what was done, skipped or snoozed last.

    While the entry is as the tick left it, its very bytes are restored; else that detail is taken
    away and nothing besides.

    \b
    Examples:
      afterword undo thank-jane-doe
    """
    with writing_session(config_file, today) as (session, desk):
        found = find_task(session, task, lambda each: not is_unsettled(each))
        print_ticked(session, undo(desk, found.id, snapshot=session.snapshot))
