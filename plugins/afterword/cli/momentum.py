"""`afterword momentum`: whether the search is still moving."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from afterword.cli.session import (
    day_line,
    journal_options,
    mention_problems,
    open_session,
    print_json,
)
from afterword.views.momentum import Momentum, Since, momentum


@click.command("momentum")
@click.option("--json", "as_json", is_flag=True, help="Print the state of the search as JSON.")
@journal_options
def command(as_json: bool, config_file: Path | None, today: dt.date | None) -> None:
    """Whether the search is still moving: what says so, and what would change it.

    \b
    Examples:
      afterword momentum
      afterword momentum --json | jq -r .sentence
    """
    session = open_session(config_file, today)
    found = momentum(session.snapshot)
    if as_json:
        from afterword.exchange.data import momentum_data

        print_json(momentum_data(found, session.snapshot.today))
    else:
        click.echo(day_line(session.snapshot.today))
        _print(found)
    mention_problems(session)


def _print(found: Momentum) -> None:
    click.echo(found.sentence)
    for signal in found.signals:
        if signal.change:
            click.echo(f"\n  {signal.name}: {signal.sentence.rstrip('.')}")
            click.echo(f"    what would change it: {signal.change.rstrip('.')}")
    click.echo()
    for since in found.since:
        click.echo(f"  last {since.kind.value + ':':14}{_ago(since)}")
    click.echo("\n  week of      steps")
    for week in found.weeks:
        told = ", ".join(f"{kind.value} {count}" for kind, count in week.counts.items() if count)
        click.echo(f"  {week.monday}   {week.total:>3}  {told}".rstrip())
    if found.rates:
        came = ", ".join(f"{rate.stage} {rate.count}" for rate in found.rates)
        click.echo(f"\n  Of {found.counted} opportunities came as far as: {came}")
    else:
        click.echo(f"\n  No rates below 10 opportunities; there are {found.counted}.")


def _ago(since: Since) -> str:
    if since.days is None:
        return "none yet"
    if since.days == 0:
        return "today"
    return f"{since.last}, {since.days} day{'' if since.days == 1 else 's'} ago"
