"""`afterword skip`: say that a task is not going to be done, and why."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from afterword.cli.completing import complete_task
from afterword.cli.session import journal_options, refuse
from afterword.cli.tasks import carry_out, is_unsettled
from afterword.model.change import Change


@click.command("skip")
@click.argument("task", metavar="TASK", shell_complete=complete_task)
@click.argument("reason", nargs=-1, required=True, metavar="REASON...")
@journal_options
def command(
    task: str, reason: tuple[str, ...], config_file: Path | None, today: dt.date | None
) -> None:
    """Settle a task that is not going to be done; the reason is kept.

    \b
    Examples:
      afterword skip connect-raj not wanted
      afterword skip acme/follow-up "they asked me to wait"
    """
    text = " ".join(" ".join(reason).split())
    if not text or text.lower() in ("no", "false"):
        refuse("a reason is wanted, such as `not wanted`.")
    carry_out(
        config_file, today, [task], is_unsettled, lambda *_: Change("skipped", text), over=True
    )
