"""`afterword pipeline`: where every opportunity stands."""

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
from afterword.views.pipeline import Row, pipeline
from afterword.views.records import event_name


@click.command("pipeline")
@click.option("--json", "as_json", is_flag=True, help="Print the pipeline as JSON.")
@journal_options
def command(as_json: bool, config_file: Path | None, today: dt.date | None) -> None:
    """Where every opportunity stands: by stage, on hold, ended, and how far each came.

    \b
    Examples:
      afterword pipeline
      afterword pipeline --json | jq '.opportunities[] | select(.live)'
    """
    session = open_session(config_file, today)
    board = pipeline(session.snapshot)
    day = session.snapshot.today
    if as_json:
        from afterword.exchange.data import pipeline_data

        print_json(pipeline_data(board, day))
        mention_problems(session)
        return
    click.echo(day_line(day))
    if not board.rows:
        click.echo("No opportunity yet: write down the first application.")
    for stage, rows in board.columns:
        _section(stage.value.capitalize(), rows)
    _section("On hold", board.on_hold)
    _section("Ended", board.ended)
    if board.rows:
        reached = ", ".join(f"{each.stage} {each.count}" for each in board.funnel)
        click.echo(f"Furthest stage ever reached: {reached}")
    mention_problems(session)


def _section(title: str, rows: Iterable[Row]) -> None:
    rows = list(rows)
    if not rows:
        return
    click.echo(click.style(f"{title} ({len(rows)})", bold=True))
    for row in rows:
        click.echo(f"  {row.opportunity.label}")
        click.echo(f"    {_state(row)}")
        if row.next_event and row.standing.live:
            click.echo(f"    next: {event_name(row.next_event)}, {row.next_event.date}")
        elif row.next_task:
            due = f", {row.next_task.due}" if row.next_task.due else ""
            late = " (overdue)" if row.next_task.days_overdue else ""
            click.echo(f"    next: {row.next_task.label}{due}{late}")
        elif row.standing.live:
            click.echo("    no next step: write, call, or let it go")
    click.echo()


def _state(row: Row) -> str:
    stands = row.standing
    touch = f"last touch {row.last_touch}" if row.last_touch else "no touch yet"
    if stands.outcome:
        resumes = f", resumes {stands.resumes}" if stands.resumes else ""
        return f"{stands.outcome} {stands.outcome_on}{resumes}; furthest {stands.furthest}; {touch}"
    quiet = f", quiet for {row.quiet_days} days" if row.quiet else ""
    suggestion = f", {row.suggestion}" if row.suggestion else ""
    days = f"{stands.days_in_stage} day{'' if stands.days_in_stage == 1 else 's'}"
    return f"{days} in this stage, {touch}{quiet}{suggestion}"
