"""`afterword undo`: take the last tick of a task back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from afterword.cli.completing import complete_task
from afterword.cli.session import journal_options, open_session, refuse
from afterword.cli.tasks import desk_of, find_task, is_unsettled, print_ticked
from afterword.pen.tick import undo
from afterword.source.write import RefusedError


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
    session = open_session(config_file, today)
    found = find_task(session, task, lambda each: not is_unsettled(each))
    try:
        print_ticked(session, undo(desk_of(session), found.id))
    except RefusedError as error:
        refuse(str(error))
