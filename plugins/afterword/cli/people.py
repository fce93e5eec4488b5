"""`afterword people`: everyone who was met, and when to be in touch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import click

from afterword.cli.session import (
    day_line,
    journal_options,
    mention_problems,
    open_session,
    print_json,
)
from afterword.views.people import Invitation, PersonRow, people


@click.command("people")
@click.option("--json", "as_json", is_flag=True, help="Print the people as a JSON array.")
@journal_options
def command(as_json: bool, config_file: Path | None, today: dt.date | None) -> None:
    """Everyone you met: what is owed to them, the last touch, and when to be in touch next.

    \b
    Examples:
      afterword people
      afterword people --json | jq -r '.[] | select(.late) | .name'
    """
    session = open_session(config_file, today)
    rows = people(session.snapshot)
    if as_json:
        from afterword.exchange.data import standing_with_data

        print_json([standing_with_data(row) for row in rows])
    else:
        click.echo(day_line(session.snapshot.today))
        met = [row for row in rows if row.met]
        if not rows:
            click.echo("Nobody yet: name interviewers and contacts in your entries.")
        _section("In a live matter", (row for row in met if row.live))
        _section("From before", (row for row in met if not row.live))
        _section("Named, not met", (row for row in rows if not row.met))
    mention_problems(session)


def _section(title: str, rows: Iterable[PersonRow]) -> None:
    rows = list(rows)
    if not rows:
        return
    click.echo(click.style(f"{title} ({len(rows)})", bold=True))
    for row in rows:
        person = row.person
        known = ", ".join((*person.titles[-1:], *person.companies[-1:]))
        click.echo(f"  {person.name}" + (f", {known}" if known else ""))
        touch = f"last touch {row.last_touch}" if row.last_touch else "no touch yet"
        if row.next_touch:
            touch += f", be in touch {'now' if row.late else f'by {row.next_touch}'}"
        click.echo(f"    {touch}")
        if owed := _owed(row):
            click.echo(f"    {owed}")
    click.echo()


def _owed(row: PersonRow) -> str:
    said = [f"{task.label}, due {task.due or 'without a date'}" for task in row.open]
    if row.invitation not in (Invitation.NONE, Invitation.TO_DO):
        said.append(f"invitation {row.invitation}")
    return "; ".join(said)
