"""`afterword export`: the journal for other programs, and for offices that ask what was done."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import click

from afterword.cli.session import (
    Session,
    journal_options,
    mention_problems,
    open_session,
    refuse,
    shown_path,
)
from afterword.cli.tasks import day_from
from afterword.model.privacy import has_private
from afterword.playbook.public import public
from afterword.playbook.snapshot import Snapshot
from afterword.source.write import RefusedError, create_file, read_bytes, replace_file

_FOR = {
    "of": ("csv",),
    "since": ("ics", "log"),
    "until": ("log",),
    "week_starts": ("log",),
}
"""The options that have a meaning in some formats only."""
_WHOLE = ("json",)
"""Formats that hold what is private unless told otherwise: a copy of one's own."""


@click.command("export")
@click.argument("form", metavar="FORMAT", type=click.Choice(["ics", "csv", "json", "log"]))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to this file, outside the journal; default: standard output.",
)
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@click.option(
    "--private/--no-private",
    "with_private",
    default=None,
    help="Hold what is marked private or leave it out; default: json holds it, the others do not.",
)
@click.option(
    "--of",
    type=click.Choice(["opportunities", "tasks", "entries", "people"]),
    help="csv: which table; default: opportunities.",
)
@click.option(
    "--since", metavar="DATE", help="ics: the first day of events (30 days ago); log: of all."
)
@click.option("--until", metavar="DATE", help="log: the last day; default: today.")
@click.option(
    "--week-starts",
    type=click.Choice(["monday", "sunday"]),
    help="log: the first day of a week; default: monday.",
)
@journal_options
def command(
    form: str,
    output: Path | None,
    force: bool,
    with_private: bool | None,
    of: str | None,
    since: str | None,
    until: str | None,
    week_starts: str | None,
    config_file: Path | None,
    today: dt.date | None,
) -> None:
    """The journal for other programs: a calendar, a table, everything, or a record of the search.

    ics: open tasks as events of a day, interviews and conversations at their times, with alarms.
    csv: a table for spreadsheets. json: the whole journal, which comes back with
    `afterword import`. log: the work-search record, what was done week by week, as Markdown; a
    FILE that ends in .csv gets a table.

    \b
    Examples:
      afterword export ics -o search.ics
      afterword export csv --of tasks -o tasks.csv
      afterword export json -o backup.json
      afterword export log --since "4 weeks ago" --week-starts sunday
    """
    given = {"of": of, "since": since, "until": until, "week_starts": week_starts}
    for name, value in given.items():
        if value is not None and form not in _FOR[name]:
            option = "--" + name.replace("_", "-")
            refuse(f"{option} is for {' and '.join(_FOR[name])}, not for {form}.")
    session = open_session(config_file, today)
    if session.config.settings.share:
        refuse(
            f"{session.config.path}: `share: true` is for the site, which holds afterword.ics and "
            "afterword.json without names, notes and pay; an export would hold them. Build the "
            f"shared copy with `mkdocs build -f {session.config.path.name}`, or name another file "
            "with -f."
        )
    target = None if output is None or str(output) == "-" else output
    if target is not None:
        _refuse_unsafe(session, target, force=force)
    if with_private is None:
        with_private = form in _WHOLE
    snapshot = session.snapshot if with_private else public(session.snapshot)
    as_table = target is not None and target.suffix.lower() == ".csv"
    if form == "ics":
        data = _calendar(session, snapshot, since)
    elif form == "csv":
        data = _table(snapshot, of or "opportunities", bom=target is not None)
    elif form == "json":
        data = _whole(session, with_private=with_private)
    else:
        data = _log(session, snapshot, since, until, week_starts == "sunday", as_table=as_table)
    if target is None:
        click.echo(data, nl=False)
    else:
        _write(target, data)
        click.echo(f"Written: {target}", err=True)
    if has_private(session.snapshot.journal):
        told = "holds what is marked private; --no-private leaves it out."
        left = "What is marked private, or cannot be read, is left out; --private takes it along."
        click.echo(f"It {told}" if with_private else left, err=True)
    mention_problems(session)


def _calendar(session: Session, snapshot: Snapshot, since: str | None) -> bytes:
    from afterword.exchange.calendar import calendar  # Its library is slow to load.

    begin = day_from(session, since, past=True, option="--since") if since is not None else None
    return calendar(snapshot, begin)


def _table(snapshot: Snapshot, of: str, *, bom: bool) -> bytes:
    from afterword.exchange.table import BOM, TABLES, to_csv

    return ((BOM if bom else "") + to_csv(TABLES[of](snapshot))).encode()


def _whole(session: Session, *, with_private: bool) -> bytes:
    from afterword.exchange.data import to_json
    from afterword.exchange.whole import whole
    from afterword.source.folder import read_folder

    folder = read_folder(session.config.root, session.loaded)
    return to_json(whole(session.snapshot, folder, with_private=with_private)).encode()


def _log(
    session: Session,
    snapshot: Snapshot,
    since: str | None,
    until: str | None,
    from_sunday: bool,
    *,
    as_table: bool,
) -> bytes:
    from afterword.views.activities import activities, by_week

    begin = day_from(session, since, past=True, option="--since") if since is not None else None
    end = day_from(session, until, past=True, option="--until")
    if begin is not None and end < begin:
        refuse(f"--until {end} is before --since {begin}.")
    found = activities(snapshot, begin, end)
    if as_table:
        from afterword.exchange.table import BOM, activity_table, to_csv

        return (BOM + to_csv(activity_table(found))).encode()
    from afterword.exchange.log import log_markdown

    return log_markdown(by_week(found, from_sunday=from_sunday)).encode()


def _refuse_unsafe(session: Session, target: Path, *, force: bool) -> None:
    """Refuse a file in the journal, which the site would publish, and one that is there."""
    root = Path(os.path.realpath(session.config.root))
    if Path(os.path.realpath(target)).is_relative_to(root):
        refuse(
            f"{target}: it is inside the journal's folder {shown_path(session, '.')}, so that the "
            "site would publish it; choose a place outside."
        )
    if not force and os.path.lexists(target):
        refuse(f"{target}: it is there already; choose another name, or replace it with --force.")


def _write(target: Path, data: bytes) -> None:
    """Write the file, whole or not at all; one that came about meanwhile is not replaced."""
    real = Path(os.path.realpath(target))
    try:
        if os.path.lexists(real):
            replace_file(real, read_bytes(real), data)
        else:
            create_file(real, data)
    except FileExistsError:
        if not os.path.lexists(real):
            refuse(f"{target}: not written ({target.parent} is not a folder).")
        refuse(f"{target}: another program has written it meanwhile; look at it.")
    except RefusedError as error:
        refuse(str(error))
