"""What every command starts from: the configuration found, the journal read, the day fixed."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from afterword.cli import remembered
from afterword.cli.clock import today_in
from afterword.cli.waiting import waiting
from afterword.model.problem import Problem
from afterword.pen import almanac
from afterword.playbook.snapshot import Snapshot, take_snapshot
from afterword.source.config import Config, read_config
from afterword.source.dates import read_date
from afterword.source.files import scan
from afterword.source.find import CONFIG_NAMES, find_config
from afterword.source.load import Loaded, load_journal
from afterword.source.store import Store

_Command = TypeVar("_Command", bound=Callable[..., Any])

LIKELY_YEARS = range(1900, 2200)
"""The years in which a journal can be looked at: at the calendar's ends nothing can be counted."""
REFUSED = 2
"""The exit code for wrong usage and refusals."""
WRONG = 1
"""The exit code for something wrong in the journal."""


@dataclass(frozen=True, slots=True)
class Session:
    """A command's view of the journal."""

    config: Config
    loaded: Loaded
    snapshot: Snapshot
    setting_problems: tuple[Problem, ...]


class Day(click.ParamType):  # type: ignore[type-arg]  # Generic only from click 8.4 on.
    """An ISO date on the command line."""

    name = "date"

    def convert(
        self, value: str | dt.date, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """Return the date, or fail with the ISO form meant."""
        if isinstance(value, dt.date):
            return value
        day, said = read_date(value)
        if day is None:
            self.fail(said.replace("`", "'"), param, ctx)
        if day.year not in LIKELY_YEARS:
            self.fail(f"{day} is no day of a job search.", param, ctx)
        return day


def journal_options(command: _Command) -> _Command:
    """Add the options that every command takes."""
    command = click.option(
        "--today",
        type=Day(),
        metavar="DATE",
        help="Look at the journal as on this day (ISO, such as 2026-11-18); what was written "
        "since is read all the same.",
    )(command)
    return click.option(
        "-f",
        "--config-file",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="The mkdocs.yml to use; default: the nearest one upwards.",
    )(command)


def open_session(
    config_file: Path | None, today: dt.date | None, *, settings_must_hold: bool = True
) -> Session:
    """Read settings and journal; exits with a plain message where there are none to read.

    Wrong settings are refused unless a command lists them itself: figures from a default that was
    not asked for would be wrong in silence.
    """
    config, problems = configuration(config_file, settings_must_hold=settings_must_hold)
    return read_session(config, today, problems)


def configuration(
    config_file: Path | None, *, settings_must_hold: bool = True
) -> tuple[Config, tuple[Problem, ...]]:
    """Read the settings; exits with a plain message where there are none, or none to rely on."""
    path = config_file or find_config(Path.cwd())
    if path is None:
        refuse(f"no {CONFIG_NAMES[0]} here or above; go to your journal, or name it with -f FILE.")
    with almanac.of_user() as store:
        almanac.recall(store)
    try:
        config, problems = read_config(path)
    except OSError as error:
        refuse(f"{path}: cannot be read ({error.strerror}).")
    if problems and settings_must_hold:
        refuse("\n".join(str(problem) for problem in problems))
    if not config.root.is_dir():
        refuse(f"{path}: the journal's folder {config.root} is not there; see `docs_dir:`.")
    if not config.has_plugin:
        click.echo(f"{path}: no `afterword` under `plugins:`; the defaults are used.", err=True)
    return config, problems


def read_session(
    config: Config, today: dt.date | None, problems: tuple[Problem, ...] = ()
) -> Session:
    """Read the journal, for `today` or the day that the settings or the clock give."""
    with waiting("Reading the journal"), Store(config.path.absolute().parent, tell) as store:
        found = scan(config.root, config.excluded)
        if config.excluded is None:
            remembered.saw(config.root, found)
        loaded = load_journal(config.root, config.settings, store=store, found=found)
        day = today or config.settings.today or today_in(config.settings.timezone)
        snapshot = take_snapshot(loaded.journal, day, config.settings)
    with almanac.of_user() as store:
        almanac.keep(store, config.settings.holidays)
    return Session(config, loaded, snapshot, problems)


def shown_path(session: Session, path: str, base: Path | None = None) -> str:
    """Return a file of the journal from the current folder, so that terminals and editors open it.

    `base` is the folder that `path` counts from, where that is not the journal's.
    """
    full = (base or session.config.root) / path
    try:
        return Path(os.path.relpath(full)).as_posix()
    except ValueError:  # On Windows: another drive.
        return full.as_posix()


def refuse(message: str) -> NoReturn:
    """End the command with a message and the exit code for refusals."""
    click.echo(f"afterword: {message}", err=True)
    sys.exit(REFUSED)


def mention_problems(session: Session) -> None:
    """Say on stderr that the journal has errors, since they may hide tasks."""
    errors = sum(problem.is_error for problem in session.snapshot.problems)
    if errors:
        what = "1 error" if errors == 1 else f"{errors} errors"
        click.echo(
            f"{what} in the journal, so that tasks may be missing here; see `afterword check`.",
            err=True,
        )


def tell(message: str) -> None:
    """Say on stderr what does not change what is printed."""
    click.echo(message, err=True)


def day_line(day: dt.date) -> str:
    """Return the line that says for which day a list holds, with a blank line below."""
    return f"As of {day:%A}, {day.day} {day:%B %Y}\n"


def print_json(value: Any) -> None:
    """Print data as JSON."""
    from afterword.exchange.data import to_json

    click.echo(to_json(value), nl=False)
