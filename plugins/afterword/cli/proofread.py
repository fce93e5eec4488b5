"""`afterword proofread`: someone you trust has read a thank-you note."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from afterword.cli.completing import complete_task
from afterword.cli.drafted import is_open_thanks
from afterword.cli.session import Session, journal_options, refuse
from afterword.cli.tasks import carry_out
from afterword.model.change import Change
from afterword.model.task import Task


@click.command("proofread")
@click.argument("task", metavar="TASK", shell_complete=complete_task)
@click.option("--by", required=True, metavar="NAME", help="Who read it; `nobody` says so openly.")
@journal_options
def command(task: str, by: str, config_file: Path | None, today: dt.date | None) -> None:
    """Say who proofread a thank-you note before it is sent.

    \b
    Examples:
      afterword proofread thank-jane-doe --by Sam
    """
    name = " ".join(by.split())
    if not name:
        refuse("--by wants a name, or `nobody`.")

    def change(_: Session, found: Task) -> Change:
        if found.verb != "thank":
            refuse(f"`{found.id}` is no thank-you, so that nobody proofreads it.")
        return Change("proofread_by", name)

    carry_out(config_file, today, [task], is_open_thanks, change)
