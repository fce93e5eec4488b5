"""`afterword check`: what is wrong in the journal."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from afterword.cli.asking import may_ask
from afterword.cli.session import (
    WRONG,
    Session,
    journal_options,
    open_session,
    print_json,
    refuse,
    shown_path,
)
from afterword.cli.tasks import desk_of
from afterword.model.problem import Problem
from afterword.source.write import RefusedError


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How to print the problems.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--strict", is_flag=True, help="Let warnings fail as well.")
@click.option(
    "--fix",
    is_flag=True,
    help="Put right what has one certain answer, such as a misspelt key; shows it first.",
)
@journal_options
def command(
    paths: tuple[Path, ...],
    form: str,
    as_json: bool,
    strict: bool,
    fix: bool,
    config_file: Path | None,
    today: dt.date | None,
) -> None:
    """What is wrong in the journal, with file, line and column.

    Errors exit with 1, warnings only with --strict. `mkdocs build --strict` fails on the same
    errors. With --fix the change is shown as a diff first; in a terminal you are asked, elsewhere
    it is written.

    \b
    Examples:
      afterword check
      afterword check journal/interviews/2026-11-18-acme.md
      afterword check --strict --format github
      afterword check --fix
    """
    session = open_session(config_file, today, settings_must_hold=False)
    found = _chosen(session, paths)
    if fix and session.setting_problems:
        refuse("\n".join(str(each) for each in session.setting_problems))
    if fix and _fix(session, found, aside=as_json or form != "text"):
        session = open_session(config_file, today, settings_must_hold=False)
        found = _chosen(session, paths)
    if as_json or form == "json":
        from afterword.exchange.data import problem_data

        print_json([problem_data(problem) for problem in found])
    else:
        for problem in found:
            base = session.config.path.parent if problem.code == "AW-SETTING" else None
            shown = replace(problem, path=shown_path(session, problem.path, base))
            click.echo(_github(shown) if form == "github" else str(shown))
    errors = sum(problem.is_error for problem in found)
    click.echo(_summary(errors, len(found) - errors), err=True)
    if errors or (strict and found):
        sys.exit(WRONG)


def _fix(session: Session, found: Sequence[Problem], *, aside: bool) -> bool:
    """Show what can be put right, and write it; returns whether anything was.

    The diff is shown on stderr (`aside`) where stdout is for programs.
    """
    from afterword.pen.fix import repairs, write_repairs

    wanted = repairs(desk_of(session), found)
    if not wanted:
        click.echo("Nothing that has one certain answer.", err=True)
        return False
    for repair in wanted:
        for line in repair.diff(shown_path(session, repair.path)).splitlines(keepends=True):
            colour = {"+": "green", "-": "red"}.get(line[0])
            click.echo(click.style(line, fg=colour), nl=False, err=aside)
    count = sum(repair.count for repair in wanted)
    if may_ask() and not click.confirm(f"Write {_count(count, 'change')}?", err=True):
        return False
    try:
        write_repairs(desk_of(session), wanted)
    except RefusedError as error:
        refuse(str(error))
    click.echo(f"{_count(count, 'change')} written.", err=True)
    return True


def _chosen(session: Session, paths: Sequence[Path]) -> list[Problem]:
    if not paths:
        return [*session.setting_problems, *session.snapshot.problems]
    root = session.config.root.resolve()
    wanted: list[str] = []
    for path in paths:
        real = path.resolve()
        if real != root and root not in real.parents:
            refuse(f"{path} is not in the journal {session.config.root}.")
        if not path.exists():
            refuse(f"{path} does not exist.")
        wanted.append(real.relative_to(root).as_posix())
    found = [problem for problem in session.snapshot.problems if _within(problem.path, wanted)]
    return [*session.setting_problems, *found]


def _within(path: str, wanted: Iterable[str]) -> bool:
    return any(each in (".", path) or path.startswith(each + "/") for each in wanted)


def _github(problem: Problem) -> str:
    path = _escaped(problem.path).replace(":", "%3A").replace(",", "%2C")
    return (
        f"::{problem.severity} file={path},line={problem.line},col={problem.column},"
        f"title={problem.code}::{_escaped(problem.message)}"
    )


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _summary(errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return "No problems."
    return f"{_count(errors, 'error')}, {_count(warnings, 'warning')}."


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
