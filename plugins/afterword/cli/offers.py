"""`afterword offers`: what each offer comes to, until when, and who could answer before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from afterword.cli.session import (
    day_line,
    journal_options,
    mention_problems,
    open_session,
    print_json,
)
from afterword.model.terms import caption
from afterword.views.offer_lines import NOT_KNOWN, cell, lines_of
from afterword.views.offers import Offer, Other, keys_of, offers

_WIDTH = 34


@click.command("offers")
@click.option("--json", "as_json", is_flag=True, help="Print the offers as JSON.")
@journal_options
def command(as_json: bool, config_file: Path | None, today: dt.date | None) -> None:
    """What each offer comes to, until when to answer, what changed, and who could answer before.

    \b
    Examples:
      afterword offers
      afterword offers --json | jq '.offers[] | {company, days, year_one}'
    """
    session = open_session(config_file, today)
    found = offers(session.snapshot)
    day = session.snapshot.today
    if as_json:
        from afterword.exchange.offers import offers_data

        print_json(offers_data(found, day))
        mention_problems(session)
        return
    click.echo(day_line(day))
    if not (found.open or found.past):
        click.echo("No offer yet: when one comes, write it down with its deadline and its terms.")
    _section("To answer", found.open, day)
    _section("Answered, lapsed or taken back", found.past, day)
    mention_problems(session)


def _section(title: str, rows: Sequence[Offer], today: dt.date) -> None:
    if not rows:
        return
    click.echo(click.style(f"{title} ({len(rows)})", bold=True))
    for offer in rows:
        click.echo(f"  {offer.opportunity.label}")
        for line in _lines(offer, today):
            click.echo(f"    {line}")
        click.echo()


def _lines(offer: Offer, today: dt.date) -> Iterator[str]:
    yield _until(offer)
    for task in offer.tasks:
        yield f"to do: {task.label}, {task.due or 'no due date'}, {task.id}"
    group = ""
    for (line,) in lines_of([offer]):
        if line.group != group:
            group = line.group
            yield group
        mark = f" ({line.mark})" if line.mark else ""
        notes = f" ({'; '.join(line.notes)})" if line.notes else ""
        yield f"  {line.caption:{_WIDTH}}{line.value}{mark}{notes}"
    yield "Terms" + (" (private)" if offer.stands.private else "")
    missing = []
    for key in keys_of([offer]):
        if key in offer.terms:
            yield f"  {caption(key):{_WIDTH}}{cell(offer, key)}"
        elif cell(offer, key) == NOT_KNOWN:
            missing.append(key)
    if missing:
        yield f"  {NOT_KNOWN}: {', '.join(missing)}"
    if offer.changes:
        yield "What changed"
        yield from (f"  {change.sentence(today)}" for change in offer.changes)
    if offer.others:
        yield "Who else could answer before"
        yield from (f"  {_other(other)}" for other in offer.others)


def _until(offer: Offer) -> str:
    if offer.state:
        until = f"; the deadline was {offer.deadline}" if offer.deadline else ""
        return f"{offer.state}{until}"
    if offer.deadline is None:
        return "no deadline is known: ask for one"
    days = offer.days or 0
    left = "today" if days == 0 else f"in {days} day{'' if days == 1 else 's'}"
    if days and offer.business_days is not None:
        number = offer.business_days
        left += f", {number} business day{'' if number == 1 else 's'}"
    return f"answer by {offer.deadline}: {left}"


def _other(other: Other) -> str:
    said = f"{other.opportunity.label}: {other.because}"
    if other.before is not None:
        said += f"; {'before' if other.before else 'after'} the deadline"
    if other.task is None:
        return f"{said}; no follow-up is planned"
    return f"{said}; {'tell' if other.task.is_open else 'told'} them: {other.task.id}"
