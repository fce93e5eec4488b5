"""Shell completion: tasks, companies and people of the journal that a command is typed in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

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
    names = dict.fromkeys(each.company for each in opportunities if each.company)
    return [
        CompletionItem(name) for name in names if name.casefold().startswith(incomplete.casefold())
    ]


def _session(context: click.Context) -> Session | None:
    """Return the journal, `None` where there is none: a prompt is no place for messages."""
    from afterword.cli.session import open_session

    given = context.params.get("config_file")
    try:
        return open_session(Path(given) if given else None, None, settings_must_hold=False)
    except SystemExit:
        return None
