"""Rows as CSV (RFC 4180), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from afterword.exchange.data import entry_data, task_data
from afterword.model.entry import Entry, Stage
from afterword.model.task import Task
from afterword.playbook.snapshot import Snapshot
from afterword.views.activities import Activity
from afterword.views.people import people
from afterword.views.pipeline import Row, pipeline
from afterword.views.terms import standing_terms

Table = Sequence[Sequence[str]]
"""A header row, and a row for each thing."""

BOM = "\ufeff"
"""Without it a spreadsheet takes a file for one in the machine's own old encoding."""
_UNSEEN = "[\\s\x00-\x1f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]*"
_SIGN = "[=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]"
_FORMULA = re.compile(f"{_UNSEEN}{_SIGN}|[\t\r\n]")
"""What makes a spreadsheet calculate instead of show; the wide forms do so in East Asia."""
_SPLIT = re.compile(f"(;{_UNSEEN})(?={_SIGN})")
"""Where a spreadsheet whose separator is `;` begins a cell, which a quoted one stays for others."""
_LIST = "; "


def to_csv(table: Table) -> str:
    """Return a table as CSV; what a spreadsheet would take for a formula begins with `'`."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([harmless(cell) for cell in row] for row in table)
    return text.getvalue()


def harmless(cell: str) -> str:
    """Return a cell's text such that no spreadsheet calculates it."""
    cell = _SPLIT.sub(r"\1'", cell)
    return f"'{cell}" if _FORMULA.match(cell) else cell


def opportunity_table(snapshot: Snapshot) -> Table:
    """Return every opportunity as it stands, in the order of the board."""
    return _table(
        (_opportunity(row, snapshot.today) for row in pipeline(snapshot).rows), _OPPORTUNITY
    )


def task_table(snapshot: Snapshot) -> Table:
    """Return every task, open or not, with the most urgent first."""
    tasks = sorted(snapshot.tasks, key=lambda task: task.urgency)
    return _table((task_data(task) | {"steps": _steps(task)} for task in tasks), _TASK)


def entry_table(snapshot: Snapshot) -> Table:
    """Return every entry with all that its file says, in order."""
    return _table(map(_entry, snapshot.journal.entries), _ENTRY)


def people_table(snapshot: Snapshot) -> Table:
    """Return everyone whom an entry names, in the order of when to be in touch."""
    rows = (
        {
            "id": row.person.id,
            "name": row.person.name,
            "emails": row.person.emails,
            "phones": row.person.phones,
            "linkedin": row.person.linkedin,
            "titles": row.person.titles,
            "companies": row.person.companies,
            "met": row.met,
            "last_touch": row.last_touch,
            "next_touch": row.next_touch,
            "next_reason": row.next_reason,
            "invitation": row.invitation.value,
            "open_tasks": [task.label for task in row.open],
            "opportunities": [each.label for each in row.opportunities],
            "notes": row.person.notes,
            "entries": row.person.entries,
        }
        for row in people(snapshot)
    )
    return _table(rows, _PERSON)


def activity_table(found: Iterable[Activity]) -> Table:
    """Return the work-search record, a row for each activity."""
    return _table(({name: getattr(each, name) for name in _ACTIVITY} for each in found), _ACTIVITY)


TABLES = {
    "opportunities": opportunity_table,
    "tasks": task_table,
    "entries": entry_table,
    "people": people_table,
}
"""The tables of a journal by name."""

_OPPORTUNITY = (
    "id",
    "company",
    "role",
    "stage",
    "stage_since",
    "furthest",
    "outcome",
    "outcome_on",
    "live",
    "resumes",
    "applied",
    "last_touch",
    "quiet_days",
    "next_task",
    "next_task_due",
    "next_event",
    "next_event_date",
    "suggestion",
    "contacts",
    "source",
    "agency",
    "url",
    "pay",
    "terms",
    "tags",
    "entries",
)
_TASK = (
    "id",
    "label",
    "state",
    "due",
    "days_overdue",
    "reason",
    "company",
    "role",
    "verb",
    "object",
    "person",
    "done_on",
    "skipped",
    "note",
    "via",
    "suggestion",
    "implied",
    "steps",
    "opportunity",
    "entry",
    "path",
    "line",
)
_ENTRY = (
    "id",
    "path",
    "date",
    "time",
    "kind",
    "title",
    "company",
    "role",
    "opportunity",
    "stage",
    "round",
    "format",
    "duration",
    "interviewers",
    "people",
    "contact",
    "agency",
    "source",
    "url",
    "tags",
    "resume",
    "pay",
    "terms",
    "outcome",
    "apply_by",
    "hear_back_by",
    "deadline",
    "resumes",
    "private",
    "checklist",
    "extra",
    "body",
)
_PERSON = (
    "id",
    "name",
    "emails",
    "phones",
    "linkedin",
    "titles",
    "companies",
    "met",
    "last_touch",
    "next_touch",
    "next_reason",
    "invitation",
    "open_tasks",
    "opportunities",
    "notes",
    "entries",
)
_ACTIVITY = (
    "date",
    "name",
    "kind",
    "company",
    "role",
    "person",
    "reached_at",
    "how",
    "url",
    "result",
)


def _table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> Table:
    return [columns, *([_cell(row.get(name)) for name in columns] for row in rows)]


def _cell(value: Any) -> str:
    """Return any value in one cell: lists with `; ` between, mappings as `key: value`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_cell(each)}" for key, each in value.items())
    if isinstance(value, tuple | list):
        return _LIST.join(harmless(_cell(each)) for each in value)
    return str(value)


def _opportunity(row: Row, today: dt.date) -> dict[str, Any]:
    stands, entries = row.standing, row.opportunity.entries
    contacts = (_named(one.name, one.email) for entry in entries for one in entry.contact)
    return {
        "id": row.opportunity.id,
        "company": row.opportunity.company,
        "role": row.opportunity.role,
        "stage": stands.stage.value,
        "stage_since": stands.stage_since,
        "furthest": stands.furthest.value,
        "outcome": stands.outcome.value if stands.outcome else None,
        "outcome_on": stands.outcome_on,
        "live": stands.live,
        "resumes": stands.resumes,
        "applied": stands.reached.get(Stage.APPLIED),
        "last_touch": row.last_touch,
        "quiet_days": row.quiet_days,
        "next_task": row.next_task.label if row.next_task else None,
        "next_task_due": row.next_task.due if row.next_task else None,
        "next_event": row.next_event.id if row.next_event else None,
        "next_event_date": row.next_event.date if row.next_event else None,
        "suggestion": row.suggestion,
        "contacts": list(dict.fromkeys(contacts)),
        "source": _latest(entries, "source"),
        "agency": _latest(entries, "agency"),
        "url": _latest(entries, "url"),
        "pay": _latest(entries, "pay"),
        "terms": standing_terms(row.opportunity, today).terms,
        "tags": list(dict.fromkeys(tag for entry in entries for tag in entry.tags)),
        "entries": [entry.id for entry in entries],
    }


def _latest(entries: Iterable[Entry], name: str) -> Any:
    """Return what the latest entry that says it says."""
    return next((said for each in reversed([*entries]) if (said := getattr(each, name))), "")


def _steps(task: Task) -> list[str]:
    return [step.name for step in task.steps if step.done]


def _entry(entry: Entry) -> dict[str, Any]:
    found = entry_data(entry)
    for name in ("interviewers", "people", "contact"):
        found[name] = [_said(mention) for mention in found.get(name, ())]
    return found


def _said(mention: Mapping[str, str]) -> str:
    """Return a person as an entry names them, with everything it says."""
    rest = (value for key, value in mention.items() if key not in ("name", "email"))
    return ", ".join((_named(mention["name"], mention.get("email", "")), *rest))


def _named(name: str, email: str) -> str:
    return f"{name} <{email}>" if email else name
