"""`afterword due`: overdue, today, coming."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click

from afterword.cli.lines import print_tasks
from afterword.cli.session import (
    WRONG,
    day_line,
    journal_options,
    mention_problems,
    open_session,
    print_json,
)
from afterword.views.agenda import RECENT_DAYS, Agenda, agenda
from afterword.views.momentum import momentum
from afterword.views.records import heading


@click.command("due")
@click.option(
    "--days", type=click.IntRange(0, 3650), default=7, show_default=True, help="How far to look."
)
@click.option("--json", "as_json", is_flag=True, help="Print the tasks as a JSON array.")
@click.option("--fail-overdue", is_flag=True, help="Exit with 1 if anything is overdue.")
@journal_options
def command(
    days: int, as_json: bool, fail_overdue: bool, config_file: Path | None, today: dt.date | None
) -> None:
    """What is overdue, due today and coming.

    \b
    Examples:
      afterword due
      afterword due --days 14
      afterword due --json | jq -r '.[].label'
    """
    session = open_session(config_file, today)
    found = agenda(session.snapshot, days)
    if as_json:
        from afterword.exchange.data import task_data

        listed = found.overdue + found.today + found.soon + found.undated
        print_json([task_data(task) for task in listed])
    else:
        _print(found)
        click.echo(momentum(session.snapshot).sentence)
    mention_problems(session)
    if fail_overdue and found.overdue:
        sys.exit(WRONG)


def _print(found: Agenda) -> None:
    day = found.today_is
    click.echo(day_line(day))
    groups = (
        ("Overdue", found.overdue),
        ("Today", found.today),
        ("Offers to answer", found.announced),
        (f"Next {found.days} days", tuple(t for t in found.soon if t not in found.announced)),
        ("Without a date", found.undated),
    )
    if not any(tasks for _, tasks in groups) and not found.suggested:
        click.echo("Nothing is due.\n")
    for title, tasks in groups:
        if tasks:
            colour = "red" if title == "Overdue" else None
            click.echo(click.style(f"{title} ({len(tasks)})", bold=True, fg=colour))
            print_tasks(tasks, day)
            click.echo()
    if found.suggested:
        title = f"To settle: write an update ({len(found.suggested)})"
        click.echo(click.style(title, bold=True))
        for row in found.suggested:
            click.echo(f"  {row.opportunity.label}, {row.suggestion}")
            click.echo(f"              {row.suggested_because}")
        click.echo()
    if found.interviews:
        click.echo(click.style("Interviews ahead", bold=True))
        for entry in found.interviews:
            at = f" {entry.time:%H:%M}" if entry.time else ""
            click.echo(
                f"  {entry.date:%a} {entry.date.day:>2} {entry.date:%b}{at}  {heading(entry)}"
            )
        click.echo()
    if found.later:
        click.echo(f"{len(found.later)} later.")
    if late := found.missed_since(RECENT_DAYS):
        click.echo(f"{len(late)} too late by now: see the page Overdue.")
