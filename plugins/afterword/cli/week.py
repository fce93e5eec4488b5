"""`afterword week`: one week looked back on, and what comes next."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path

import click

from afterword.cli.dates import say_date
from afterword.cli.lines import print_tasks
from afterword.cli.session import (
    Session,
    day_line,
    journal_options,
    mention_problems,
    open_session,
    print_json,
    refuse,
)
from afterword.model.entry import Entry
from afterword.model.task import Task
from afterword.views.records import heading
from afterword.views.weeks import Move, WeekReview, week_of

_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})\Z", re.IGNORECASE)


@click.command("week")
@click.argument("week", required=False, metavar="[WEEK]")
@click.option("--json", "as_json", is_flag=True, help="Print the week as JSON.")
@journal_options
def command(
    week: str | None, as_json: bool, config_file: Path | None, today: dt.date | None
) -> None:
    """What happened in a week, what was done and due, what moved, what went quiet, what is next.

    WEEK is an ISO week such as 2026-W47, `last`, or any day of it; default: the present one.

    \b
    Examples:
      afterword week
      afterword week last
      afterword week 2026-W47 --json | jq '.moved'
    """
    session = open_session(config_file, today)
    found = week_of(session.snapshot, _day(session, week))
    day = session.snapshot.today
    if as_json:
        from afterword.exchange.data import week_data

        print_json(week_data(found, day))
    else:
        click.echo(day_line(day))
        _print(found, day)
    mention_problems(session)


def _day(session: Session, text: str | None) -> dt.date:
    """Return a day of the week that is meant."""
    today = session.snapshot.today
    said = " ".join((text or "this").lower().split())
    if said in ("this", "this week"):
        return today
    try:
        if said in ("last", "last week"):
            return today - dt.timedelta(weeks=1)
        if found := _WEEK.match(said):
            return dt.date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except (ValueError, OverflowError):
        refuse(f"`{text}` is no week of the calendar; write it as 2026-W47.")
    day, wrong = say_date(said, today, past=True, holidays=session.config.settings.holidays)
    if day is None:
        refuse(f"{wrong} A week is written as 2026-W47.")
    return day


def _print(week: WeekReview, today: dt.date) -> None:
    click.echo(
        f"Week {week.id}, {week.monday:%A} {week.monday} to {week.sunday:%A} {week.sunday}\n"
    )
    if week.is_present:
        _tasks("Next", week.next, today)
        _tasks("Due this week as well", (t for t in week.due if t not in week.next), today)
        _entries("Still to come", week.ahead)
    else:
        _tasks("Due, and not done", week.due, today)
    _entries("Happened", week.happened)
    _tasks("Done", week.done, today)
    _lines(
        "Moved", (f"{move.date}  {move.opportunity.label}, {_moved(move)}" for move in week.moved)
    )
    _lines(
        "Went quiet",
        (
            f"{each.date}  {each.opportunity.label}: nothing since {each.last_touch}, longer than "
            f"the {each.allowed} days that {each.stage} allows"
            for each in week.quiet
        ),
    )
    if not week.is_present:
        _tasks("What came next", week.next, today)
    if not (week.next or week.due or week.happened or week.done or week.moved or week.ahead):
        click.echo("Nothing happened in it, and nothing was due.")


def _moved(move: Move) -> str:
    said: list[str] = []
    if move.before is None:
        said.append(f"begun, {move.stage}")
    elif move.before is not move.stage:
        said.append(f"from {move.before} to {move.stage}")
    if move.reopened:
        said.append("taken up again")
    if move.outcome:
        said.append(str(move.outcome))
    return ", ".join(said)


def _tasks(title: str, tasks: Iterable[Task], today: dt.date) -> None:
    tasks = list(tasks)
    if tasks:
        click.echo(click.style(f"{title} ({len(tasks)})", bold=True))
        print_tasks(tasks, today)
        click.echo()


def _entries(title: str, entries: Iterable[Entry]) -> None:
    _lines(title, (f"{entry.date}  {heading(entry)}" for entry in entries))


def _lines(title: str, lines: Iterable[str]) -> None:
    lines = list(lines)
    if lines:
        click.echo(click.style(f"{title} ({len(lines)})", bold=True))
        for line in lines:
            click.echo(f"  {line}")
        click.echo()
