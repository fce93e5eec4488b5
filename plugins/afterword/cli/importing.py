"""`afterword import`: what another program, a spreadsheet or another journal holds."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from afterword.cli.asking import may_ask
from afterword.cli.session import (
    REFUSED,
    Session,
    journal_options,
    open_session,
    print_json,
    refuse,
    shown_path,
)
from afterword.cli.tasks import day_from, desk_of
from afterword.cli.waiting import waiting
from afterword.exchange.columns import BODY
from afterword.exchange.days import Order, unsettled
from afterword.exchange.intake import Asked, Taken, read_file
from afterword.exchange.restore import LARGEST, read_document
from afterword.exchange.tables import MAX_BYTES
from afterword.model.entry import Entry, Stage
from afterword.pen.intake import prepare, take_in
from afterword.pen.planned import Fate, Planned
from afterword.source.write import RefusedError

_WIDTH = 28
"""Characters of a company or a role that the table shows."""


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--dry-run", is_flag=True, help="Only say what each row would become.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="COLUMN=FIELD",
    help="What a column is, such as 'Firma=company'; again for each. '-' keeps it in the text.",
)
@click.option(
    "--dates",
    type=click.Choice([order.value for order in Order]),
    help="How dates are written in columns that leave it open.",
)
@click.option("--on", metavar="DATE", help="The day for rows that have none.")
@click.option("--sheet", metavar="NAME", help="The sheet of a spreadsheet that has several.")
@click.option(
    "--all",
    "strangers",
    is_flag=True,
    help="Of LinkedIn's connections, also those of whom the journal knows nothing.",
)
@click.option(
    "--ghosted",
    is_flag=True,
    help="Write `outcome: ghosted` where it is too late even for a follow-up.",
)
@click.option("--json", "as_json", is_flag=True, help="Print what each row becomes as JSON.")
@journal_options
def command(
    file: Path,
    dry_run: bool,
    yes: bool,
    maps: tuple[str, ...],
    dates: str | None,
    on: str | None,
    sheet: str | None,
    strangers: bool,
    ghosted: bool,
    as_json: bool,
    config_file: Path | None,
    today: dt.date | None,
) -> None:
    """Take in what another program, a spreadsheet or another journal holds.

    FILE is an export of LinkedIn, Teal, Huntr, Simplify or career-ops, any table with a header
    (CSV, Markdown, or a spreadsheet with the extra `xlsx`), or what `afterword export json` wrote.
    It first says what each row becomes and what was not understood. In a terminal it then asks
    whether to write; elsewhere only --yes writes. Each row is written whole or not at all, and
    running it twice adds nothing. Rows that cannot be written exit with 2.

    \b
    Examples:
      afterword import "Job Applications.csv"
      afterword import tracker.csv --dates day-first --map "Firma=company" --yes
      afterword import journal.json --dry-run
    """
    session = open_session(config_file, today)
    is_journal = file.suffix.lower() == ".json"
    data = _read(file, LARGEST if is_journal else MAX_BYTES)
    taken: Taken | None = None
    if is_journal:
        incoming, remarks, wrong = read_document(data)
    else:
        taken, wrong = _table(session, file, data, maps, dates, on, sheet)
        incoming, remarks = (taken.incoming, taken.remarks) if taken else ((), ())
    if wrong:
        refuse(f"{file.name}: {wrong}")
    desk = desk_of(session)
    with waiting("Comparing with the journal"):
        prepared = prepare(desk, incoming, strangers=strangers, ghosted=ghosted)
    planned = prepared.rows
    if as_json:
        print_json(_data(file, taken, planned, remarks))
    else:
        _print(session, taken, planned)
    for remark in remarks:
        click.echo(f"{file.name}: {remark}", err=True)
    _sum_up(planned, ghosted=ghosted)
    if any(each.fate is Fate.NEW for each in planned) and _wanted(dry_run=dry_run, yes=yes):
        try:
            with waiting("Writing") as state:
                written = take_in(
                    desk,
                    incoming,
                    strangers=strangers,
                    ghosted=ghosted,
                    wrote=partial(state.at, "Writing"),
                    prepared=prepared,
                )
        except RefusedError as error:
            refuse(str(error))
        count = sum(each.fate is Fate.NEW for each in written)
        click.echo(f"{_count(count, 'file')} written.", err=True)
    if any(each.fate is Fate.REFUSED for each in planned):
        sys.exit(REFUSED)


def _read(file: Path, largest: int) -> bytes:
    try:
        if file.stat().st_size > largest:
            refuse(f"{file}: larger than {largest:,} bytes; split it.")
        if not file.is_file():
            refuse(f"{file}: not a file.")
        return file.read_bytes()
    except OSError as error:
        refuse(f"{file}: cannot be read ({error.strerror}).")


def _table(
    session: Session,
    file: Path,
    data: bytes,
    maps: Sequence[str],
    dates: str | None,
    on: str | None,
    sheet: str | None,
) -> tuple[Taken | None, str]:
    fields: dict[str, str] = {}
    for text in maps:
        column, sign, field = text.rpartition("=")
        if not (sign and column.strip() and field.strip()):
            refuse(f"--map {text}: write COLUMN=FIELD, such as `Firma=company`.")
        fields[column.strip()] = field.strip()
    asked = Asked(
        fields,
        order=Order(dates) if dates else None,
        settle=_settle if may_ask() else unsettled,
        on=day_from(session, on, past=True, option="--on") if on is not None else None,
        sheet=sheet or "",
    )
    zone: dt.tzinfo | None = None
    if name := session.config.settings.timezone:
        import zoneinfo

        zone = zoneinfo.ZoneInfo(name)
    return read_file(data, file.name, asked, today=session.snapshot.today, zone=zone)


def _settle(question: str, orders: Sequence[Order]) -> Order | None:
    """Ask how a column writes its dates."""
    click.echo(f"{question}.", err=True)
    said = click.prompt(
        "How are they written?", type=click.Choice([each.value for each in orders]), err=True
    )
    return Order(said)


def _wanted(*, dry_run: bool, yes: bool) -> bool:
    if dry_run:
        click.echo("Nothing is written.", err=True)
        return False
    if yes:
        return True
    if may_ask():
        return click.confirm("Write them?", err=True)
    click.echo("Nothing is written; the same command with --yes writes it.", err=True)
    return False


def _print(session: Session, taken: Taken | None, planned: Sequence[Planned]) -> None:
    for reading in taken.readings if taken else ():
        layout = reading.layout
        click.echo(f"Read as {layout.source.title}, by the header in row {layout.first}:")
        width = max(len(name) for name in layout.header)
        for name, field in zip(layout.header, layout.fields, strict=True):
            said = "stays in the text" if field == BODY else field
            order = reading.orders.get(name)
            click.echo(f"  {name:<{width}}  {said}" + (f", {order}" if order else ""))
        click.echo()
    width = len(str(max((each.row for each in planned), default=0)))
    for each in planned:
        shown = [f"{each.row:>{width + 2}}", f"{_day(each):<10}", f"{_becomes(each):<26}"]
        shown.append(_name(each))
        if each.path:
            shown.append(shown_path(session, each.path))
        click.echo("  ".join(part for part in shown if part).rstrip())
        for said in each.said:
            click.echo(" " * (width + 4) + said)


def _day(each: Planned) -> str:
    return each.entry.date.isoformat() if each.entry and each.entry.date.year > 1 else ""


def _becomes(each: Planned) -> str:
    if each.fate is not Fate.NEW:
        return each.fate.value
    if each.person:
        return "person"
    return _kind(each.entry) if each.entry else "page"


def _kind(entry: Entry) -> str:
    """Return what an entry is and how it stands, in a word or two."""
    if entry.stage is Stage.LEAD:
        return f"saved posting, {entry.outcome}" if entry.outcome else "saved posting"
    return ", ".join(str(word) for word in (entry.kind, entry.stage, entry.outcome) if word)


def _name(each: Planned) -> str:
    if each.person:
        names = (each.person.name, each.person.company)
    elif each.entry:
        names = (each.entry.company, each.entry.role)
    else:
        return ""
    return ", ".join(_cut(name) for name in names if name)


def _cut(text: str) -> str:
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"


def _sum_up(planned: Sequence[Planned], *, ghosted: bool) -> None:
    new = [each for each in planned if each.fate is Fate.NEW]
    said = [f"{len(new)} new"]
    for fate in (Fate.THERE, Fate.PASSED, Fate.REFUSED):
        rows = [each.row for each in planned if each.fate is fate]
        if rows:
            said.append(f"{len(rows)} {fate}")
    click.echo(", ".join(said) + ".", err=True)
    if any(each.said for each in new):
        click.echo("What was not understood stays in the text of the entry.", err=True)
    if settled := sum(each.settled for each in new):
        click.echo(
            f"{_count(settled, 'task')} that would be late by now will be left out.",
            err=True,
        )
    silent = sum(each.silent for each in new)
    if silent and not ghosted:
        click.echo(
            f"{silent} without an answer for so long that each would be suggested as ghosted; "
            "--ghosted writes that down.",
            err=True,
        )
    if any(each.fate is Fate.PASSED for each in planned):
        click.echo("--all takes in those who are passed over.", err=True)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _data(
    file: Path, taken: Taken | None, planned: Sequence[Planned], remarks: Sequence[str]
) -> dict[str, Any]:
    from afterword.exchange.data import FORMAT

    columns = [
        {"column": name, "field": field, "dates": reading.orders.get(name)}
        for reading in (taken.readings if taken else ())
        for name, field in zip(reading.layout.header, reading.layout.fields, strict=True)
    ]
    return {
        "format": FORMAT,
        "file": file.name,
        "source": taken.readings[0].layout.source.name if taken else "afterword",
        "columns": columns,
        "rows": [_row_data(each) for each in planned],
        "remarks": list(remarks),
    }


def _row_data(each: Planned) -> dict[str, Any]:
    entry, person = each.entry, each.person
    return {
        "row": each.row,
        "fate": each.fate.value,
        "path": each.path or None,
        "date": _day(each) or None,
        "kind": entry.kind.value if entry else None,
        "stage": entry.stage.value if entry and entry.stage else None,
        "outcome": entry.outcome.value if entry and entry.outcome else None,
        "company": (entry.company if entry else person.company if person else "") or None,
        "role": (entry.role if entry else "") or None,
        "person": person.name if person else None,
        "skipped": each.settled,
        "said": list(each.said),
    }
