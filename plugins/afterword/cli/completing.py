"""Shell completion: tasks, companies and people of the journal that a command is typed in."""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import redirect_stderr, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from afterword.model.names import fold

if TYPE_CHECKING:
    from afterword.cli.session import Session


def complete_task(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the ids of open tasks that hold what is typed so far."""
    session = _session(context)
    if session is None:
        return []
    typed = incomplete.casefold()
    return [
        CompletionItem(task.id, help=task.label)
        for task in sorted(session.snapshot.tasks, key=lambda task: task.urgency)
        if task.is_open and typed in task.id.casefold()
    ]


def complete_company(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the companies that begin with what is typed so far."""
    session = _session(context)
    opportunities = session.snapshot.journal.opportunities.values() if session else ()
    return _beginning((each.company for each in opportunities), incomplete)


def complete_role(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the roles that begin with what is typed so far; the company's, where one is given."""
    session = _session(context)
    company = fold(context.params.get("company") or "")
    opportunities = session.snapshot.journal.opportunities.values() if session else ()
    mine = (each for each in opportunities if not company or fold(each.company) == company)
    return _beginning((each.role for each in mine), incomplete)


def complete_person(
    context: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the people, with their address, whose name begins with what is typed so far."""
    session = _session(context)
    people = session.snapshot.journal.people.by_id.values() if session else ()
    named = (f"{p.name} <{p.emails[-1]}>" if p.emails else p.name for p in people)
    return _beginning(named, incomplete)


def _beginning(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    typed = fold(incomplete)
    known = dict.fromkeys(name for name in names if name)
    return [CompletionItem(name) for name in known if fold(name).startswith(typed)]


def _session(context: click.Context) -> Session | None:
    """Return the journal, `None` where there is none: a prompt is no place for messages."""
    from afterword.cli.session import open_session

    given = context.params.get("config_file")
    with redirect_stderr(io.StringIO()), suppress(SystemExit):
        return open_session(Path(given) if given else None, None, settings_must_hold=False)
    return None
