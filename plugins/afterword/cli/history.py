"""`afterword history`: when stages, dates and tasks of a company's entries changed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from afterword.cli.completing import complete_company
from afterword.cli.session import (
    journal_options,
    mention_problems,
    open_session,
    print_json,
    refuse,
)
from afterword.cli.waiting import waiting
from afterword.source.git import GitError
from afterword.source.past import read_past
from afterword.views.history import OPEN, Change, Step, choose, history


@click.command("history")
@click.argument("company", metavar="COMPANY", shell_complete=complete_company)
@click.option("--json", "as_json", is_flag=True, help="Print the history as JSON.")
@journal_options
def command(company: str, as_json: bool, config_file: Path | None, today: dt.date | None) -> None:
    """When stages, outcomes, dates, tasks and people of a company's entries changed, as git knows.

    COMPANY is its name, a part of it that no other has, or an opportunity's id. The oldest commit
    comes first, what is not committed yet last; renamed and deleted entries are in it. Changes of
    the text below the front matter are not; `git log -p -- FILE` shows them.

    \b
    Examples:
      afterword history "Acme Robotics"
      afterword history acme-robotics-senior-backend-engineer
      afterword history acme --json | jq '.steps[].changes[] | select(.what == "stage")'
    """
    session = open_session(config_file, today)
    journal, settings = session.snapshot.journal, session.config.settings
    wanted, choices = choose(journal, company)
    if choices:
        refuse(f"'{company}' could be {', '.join(choices)}; say which.")
    try:
        with waiting("Reading the history"):
            present = {entry.path: entry for entry in journal.entries}
            past = read_past(session.config.root, settings, present, wanted)
    except GitError as error:
        refuse(str(error))
    steps = history(past, _zone(settings.timezone))
    if as_json:
        from afterword.exchange.history import history_data

        print_json(history_data(steps, session.snapshot.today))
    elif not steps:
        refuse(f"nothing of '{company}' was ever in an entry, now or in a commit.")
    else:
        _print(steps)
    if past.shallow:
        click.echo(
            "This clone holds only the latest commits; `git fetch --unshallow` brings the others.",
            err=True,
        )
    if past.missing:
        click.echo(
            f"{past.missing} earlier texts are not in this clone, so that what they said is not "
            "shown; a full clone (`git clone` without `--filter`) has them.",
            err=True,
        )
    mention_problems(session)


def _zone(name: str) -> dt.tzinfo | None:
    if not name:
        return None
    import zoneinfo

    return zoneinfo.ZoneInfo(name)


def _print(steps: tuple[Step, ...]) -> None:
    roles = {step.role for step in steps if step.role}
    company = ""
    for step in steps:
        if step.company and step.company != company:
            company = step.company
            click.echo(click.style(company, bold=True))
        day = f"{step.day}  {step.commit}" if step.day else "not committed yet"
        role = f", {step.role}" if step.role and len(roles) > 1 else ""
        name = f"{step.name}, {step.date}" if step.date else step.path
        said = "" if step.what == "changed" else f": {_WHAT[step.what]}"
        click.echo(f"  {day}  {name}{role}{said}")
        click.echo(click.style(f"      {step.entry}", dim=True))
        for change in step.changes:
            click.echo(f"      {_line(change)}")


_WHAT = {"begun": "new", "deleted": "deleted", "unreadable": "cannot be read from here on"}


def _line(change: Change) -> str:
    if not change.after:
        return f"{change.what}: taken out, was {change.before}"
    if not change.before or change.before == OPEN:
        return f"{change.what}: {change.after}"
    return f"{change.what}: {change.after}, was {change.before}"
