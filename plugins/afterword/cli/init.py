"""`afterword init`: a new journal of one's own."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from pathlib import Path

import click

from afterword.cli.clock import today_in
from afterword.cli.session import Day, refuse
from afterword.pen.init import begin_journal
from afterword.source.write import RefusedError


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--timezone", default="", metavar="NAME", help="Such as Europe/Berlin.")
@click.option(
    "--holidays", default="", metavar="COUNTRY", help="Whose public holidays: US, DE-BY, GB-SCT."
)
@click.option("--today", type=Day(), metavar="DATE", help="The day of the example entry.")
def command(folder: Path, timezone: str, holidays: str, today: dt.date | None) -> None:
    """Make a new journal in DIR, ready to serve, under git, private.

    It has a `mkdocs.yml`, the folders, one example entry with comments, and a check before each
    commit. A folder that is not empty is refused.

    \b
    Examples:
      afterword init my-search
      afterword init my-search --timezone America/New_York --holidays US
    """
    day = today or today_in("")
    found = shutil.which("afterword") or shutil.which(sys.argv[0]) or ""
    try:
        begun = begin_journal(
            folder,
            day,
            timezone=timezone,
            holidays=holidays,
            command=str(Path(found).absolute()) if found else "",
        )
    except RefusedError as error:
        refuse(str(error))
    for name in begun.files:
        click.echo((begun.folder / name).as_posix())
    said = "It is under git, without a remote: private until you add one."
    if not begun.under_git:
        said = "git was not found; install it, then `git init` in the folder."
    elif not begun.has_identity:
        said += (
            "\ngit does not know you yet, and will not commit: `git config --global user.name "
            "NAME` and `git config --global user.email ADDRESS`."
        )
    click.echo(f"{said}\nNext: cd {begun.folder} && afterword serve", err=True)
