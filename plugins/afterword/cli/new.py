"""`afterword new`: a new entry with its checklist."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from afterword.cli.asking import may_ask
from afterword.cli.completing import complete_company, complete_person, complete_role
from afterword.cli.interview import Answers, answers
from afterword.cli.session import Session, journal_options, open_session, refuse, shown_path
from afterword.cli.tasks import day_from, desk_of
from afterword.model.entry import Kind
from afterword.pen.form import (
    NEEDS_COMPANY,
    OTHERWISE,
    FieldError,
    Said,
    check_characters,
    fields_of,
    one_line,
)
from afterword.pen.new import Created, new_entry
from afterword.source.dates import read_due
from afterword.source.schema import DATES, FIELDS
from afterword.source.write import RefusedError

_Command = TypeVar("_Command", bound=Callable[..., Any])
_COMPLETE = {
    "company": complete_company,
    "role": complete_role,
    "contact": complete_person,
}


def _field_options(command: _Command) -> _Command:
    """Add an option for each field of the schema."""
    for field in reversed(FIELDS):
        if field.name in OTHERWISE:
            continue
        date = field.name in DATES
        command = click.option(
            f"--{field.name.replace('_', '-')}",
            field.name,
            metavar="DATE" if date else "TEXT",
            help=f"{field.meaning[0].upper()}{field.meaning[1:]}.",
            shell_complete=_COMPLETE.get(field.name),
        )(command)
    return command


@click.command("new")
@click.argument("kind", type=click.Choice([kind.value for kind in Kind]))
@click.option("--on", metavar="DATE", help="The day of the event; default: today.")
@click.option(
    "--with",
    "people",
    multiple=True,
    metavar="PERSON",
    shell_complete=complete_person,
    help="Who was met, such as 'Jane Doe <jane@acme.example>'; again for each.",
)
@click.option(
    "--task", "tasks", multiple=True, metavar="TEXT", help="A task of your own; again for each."
)
@click.option(
    "--due",
    "dues",
    multiple=True,
    metavar="DATE",
    help="When the --task before it is due: a day, or a rule such as '+2 business days'.",
)
@click.option(
    "--terms",
    multiple=True,
    metavar="KEY=VALUE",
    help="What an offer says, such as base=118000; again for each.",
)
@click.option(
    "--set",
    "own",
    multiple=True,
    metavar="KEY=VALUE",
    help="A key of your own, such as x-location=Denver; again for each.",
)
@_field_options
@click.option(
    "--text", metavar="TEXT", help="The entry's text, instead of an outline; `-` reads it."
)
@click.option("--edit", is_flag=True, help="Open the entry in $VISUAL or $EDITOR.")
@journal_options
def command(
    kind: str,
    on: str | None,
    people: tuple[str, ...],
    tasks: tuple[str, ...],
    dues: tuple[str, ...],
    terms: tuple[str, ...],
    own: tuple[str, ...],
    text: str | None,
    edit: bool,  # click's way
    config_file: Path | None,
    today: dt.date | None,
    **fields: str | None,
) -> None:
    """Write a new entry with its checklist, and print its path.

    KIND is application, interview, conversation, offer or update. In a terminal it asks for what
    it needs; elsewhere everything comes as options. Days may be said as `yesterday`, `next friday`
    or `in 3 days`; they are written, and shown, as ISO dates. A file is never written over.

    \b
    Examples:
      afterword new interview
      afterword new interview --company "Acme Robotics" --role "Backend Engineer" \\
        --on yesterday --round Onsite --with "Jane Doe <jane@acme.example>" \\
        --hear-back-by "next friday"
      afterword new application --company Nimbus --role "Data Engineer" --stage lead \\
        --apply-by 2026-12-04
      afterword new update --company Tide --outcome rejected --text "A form letter."
      afterword new offer --company Acme --deadline "in 10 days" --terms base=118000
    """
    session = open_session(config_file, today)
    found = Kind(kind)
    given = {name: one_line(text) for name, text in fields.items() if text is not None}
    empty = not (given or people or own or terms or tasks or on or text)
    asked = Answers()
    wants = not given.get("company") if found in NEEDS_COMPANY else empty
    if wants and may_ask():
        known = {"on": on or "", "with": ", ".join(people), **given}
        asked = answers(session, found, known)
    elif found in NEEDS_COMPANY and not given.get("company"):
        refuse(
            f"which company? Say `afterword new {kind} --company NAME`; in a terminal it is asked."
        )
    given.update(asked.fields)
    said = _said(session, found, given, on, (*people, *asked.people), terms, own)
    said = {"date": session.snapshot.today.isoformat(), **said}
    if text == "-":
        text = sys.stdin.read()
    try:
        created = new_entry(desk_of(session), found, said, _with_due(session, tasks, dues), text)
    except RefusedError as error:
        refuse(str(error))
    _print(session, created)
    if edit:
        _open(session, created.path)


def _said(
    session: Session,
    kind: Kind,
    given: Mapping[str, str],
    on: str | None,
    people: Sequence[str],
    terms: Sequence[str],
    own: Sequence[str],
) -> Said:
    """Return the fields as the file is to say them."""
    days = {
        name: day_from(session, text, past=False, option=f"--{name.replace('_', '-')}").isoformat()
        for name, text in given.items()
        if name in DATES and text
    }
    try:
        said = fields_of(kind, {**given, **days}, people, session.snapshot)
    except FieldError as error:
        refuse(f"--with {error}" if error.field == "people" else str(error))
    if on is not None:
        said["date"] = day_from(session, on, past=True, option="--on").isoformat()
    more = dict(_pair(text, "--terms") for text in terms)
    if more:
        said["terms"] = more
    pairs = dict(_pair(text, "--set") for text in own)
    try:
        check_characters("", *more.values(), *pairs.values())
    except FieldError as error:
        refuse(str(error))
    return {**said, **pairs}


def _pair(text: str, option: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not (sign and key.strip() and value.strip()):
        refuse(f"{option} {text}: write KEY=VALUE.")
    return key.strip(), value.strip()


def _with_due(session: Session, tasks: Sequence[str], dues: Sequence[str]) -> list[tuple[str, str]]:
    """Return each task with its due date or rule."""
    if len(dues) > len(tasks):
        refuse("--due without a --task; a follow-up's day comes from --hear-back-by.")
    rules = [
        due
        if read_due(due)[0] is not None
        else day_from(session, due, past=False, option="--due").isoformat()
        for due in dues
    ]
    return list(zip(tasks, [*rules, *[""] * (len(tasks) - len(rules))], strict=True))


def _print(session: Session, created: Created) -> None:
    click.echo(shown_path(session, created.entry.path))
    for task in created.tasks:
        if task.due:
            click.echo(f"  {task.due.isoformat()}  {task.label}", err=True)
        elif task.is_open:
            click.echo(f"  no due date  {task.label}", err=True)
    for problem in created.problems:
        click.echo(f"  {problem.line}:{problem.column}: {problem.code} {problem.message}", err=True)


def _open(session: Session, path: Path) -> None:
    """Open a file in the editor, and say what is wrong in it afterwards."""
    before = path.stat().st_mtime_ns
    try:
        click.edit(filename=str(path), require_save=False)
    except click.ClickException as error:
        refuse(f"{error.message.rstrip('.')}. The entry is written; set EDITOR to open it.")
    if path.stat().st_mtime_ns == before:
        return
    _, snapshot = desk_of(session).look()
    name = path.relative_to(session.config.root).as_posix()
    for problem in snapshot.problems_of.get(name, ()):
        shown = shown_path(session, problem.path)
        click.echo(
            f"{shown}:{problem.line}:{problem.column}: {problem.code} {problem.message}", err=True
        )
