"""What the ticking commands share: a task by any unique part of its id, and what they print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from afterword.cli.dates import say_date
from afterword.cli.session import Session, configuration, read_session, refuse, shown_path
from afterword.model.change import Change
from afterword.model.task import State, Task
from afterword.pen.desk import Desk, desk_beside, lock_beside
from afterword.pen.tick import Ticked, tick
from afterword.source.suggest import did_you_mean
from afterword.source.write import RefusedError

_SHOWN = 20
"""Choices of an ambiguous part that are listed."""


def desk_of(session: Session) -> Desk:
    """Return the desk of a command's journal."""
    config = session.config
    return desk_beside(
        config.path, config.root, config.settings, config.excluded, session.snapshot.today
    )


def find_task(session: Session, text: str, wanted: Callable[[Task], bool]) -> Task:
    """Return the task that an id, or any unique part of one, means; else end with the choices.

    A part with a `/` is one of the entry's id and one of the task's. Where several fit, those that
    the command has something to do with are meant.
    """
    tasks = session.snapshot.tasks
    part = text.casefold().strip()
    found = [task for task in tasks if task.id.casefold() == part]
    found = found or [task for task in tasks if part and part in task.id.casefold()]
    found = found or [task for task in tasks if _is_meant(task, part)]
    for fits in (wanted, lambda task: task.is_open):
        if len(found) > 1:
            found = [task for task in found if fits(task)] or found
    if not found:
        near = did_you_mean(part, [task.id.partition("/")[2] for task in tasks])
        told = "`afterword due` prints the ids, of which any unique part will do."
        refuse(f"no task `{text}`.{near} {told}" if near else f"no task `{text}`; {told}")
    if len(found) > 1:
        more = len(found) - _SHOWN
        lines = [f"  {task.id}  {task.label}" for task in found[:_SHOWN]]
        lines += [f"  and {more} more"] if more > 0 else []
        refuse(f"`{text}` can be any of these:\n" + "\n".join(lines))
    return found[0]


def _is_meant(task: Task, part: str) -> bool:
    """Whether `acme/follow-up` means a task: each side a part of its own."""
    entry, slash, rest = part.partition("/")
    of_entry, _, of_task = task.id.casefold().partition("/")
    return bool(slash and entry and rest) and entry in of_entry and rest in of_task


def is_unsettled(task: Task) -> bool:
    """Whether a task is neither done nor skipped."""
    return task.state not in (State.DONE, State.SKIPPED)


def day_from(session: Session, text: str | None, *, past: bool, option: str) -> dt.date:
    """Return the day that an option says, today's without one; says the ISO form on stderr."""
    today = session.snapshot.today
    if text is None:
        return today
    day, wrong = say_date(text, today, past=past, holidays=session.config.settings.holidays)
    if day is None:
        refuse(f"{option}: {wrong}")
    if day.isoformat() != text.strip():
        click.echo(f"{option} {text}: {day.isoformat()}, a {day:%A}", err=True)
    return day


@contextmanager
def writing_session(
    config_file: Path | None, today: dt.date | None
) -> Iterator[tuple[Session, Desk]]:
    """Read the journal under its lock, so that nobody else writes until the command is through.

    A refusal within ends the command with its message.
    """
    config, problems = configuration(config_file)
    try:
        with lock_beside(config.path):
            session = read_session(config, today, problems)
            yield session, desk_of(session)
    except RefusedError as error:
        refuse(str(error))


def carry_out(
    config_file: Path | None,
    today: dt.date | None,
    texts: Sequence[str],
    wanted: Callable[[Task], bool],
    change: Callable[[Session, Task], Change],
    *,
    over: bool = False,
) -> None:
    """Find the tasks, make the change in each, and print what stands where."""
    with writing_session(config_file, today) as (session, desk):
        tasks = [find_task(session, text, wanted) for text in texts]
        asked = [(task.id, change(session, task)) for task in dict.fromkeys(tasks)]
        for ticked in tick(desk, asked, over=over, snapshot=session.snapshot):
            print_ticked(session, ticked)


def print_ticked(session: Session, ticked: Ticked) -> None:
    """Print a task with what was written, and where it stands."""
    task = ticked.task
    click.echo(f"{shown_path(session, task.path)}:{ticked.line}: {ticked.said}")
    for remark in ticked.remarks(f", with `afterword proofread {task.id} --by NAME`"):
        click.echo(f"  {remark}", err=True)
