"""The journal as plain data: what `--json` prints and what `afterword.json` holds."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from itertools import islice
from typing import TYPE_CHECKING, Any

from afterword.model.due import DueRule
from afterword.model.entry import Data, Done, Entry, Item, Kind, Mention
from afterword.model.person import Person
from afterword.model.problem import Problem
from afterword.model.task import Step, Task
from afterword.playbook.public import public
from afterword.playbook.snapshot import Snapshot
from afterword.views.momentum import Momentum
from afterword.views.people import PersonRow
from afterword.views.pipeline import Pipeline, Row, pipeline
from afterword.views.weeks import WeekReview

if TYPE_CHECKING:
    from afterword.prose.proof import Proof  # Its rules are many, and `due` wants none of them.

FORMAT = 1
"""The version of the data's form; it grows when a key changes its meaning or goes away."""

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_AT_ONCE = 100  # Things put into JSON with one call.

_SPECIAL_FIELDS = {"id", "path", "checklist", "interviewers", "people", "contact", "places"} | {
    "private",
    "private_fields",
    "drafts",  # They are parts of the body, or files of their own.
    "body_line",  # It says how the file is laid out, not what it says.
}
_PLAIN_FIELDS = tuple(each.name for each in fields(Entry) if each.name not in _SPECIAL_FIELDS)
_BLANK = Entry(id="", path="", kind=Kind.UPDATE, date=dt.date.min)
_UNSET = {
    # An entry is always of a kind and of a day.
    name: None if name in ("kind", "date") else getattr(_BLANK, name)
    for name in _PLAIN_FIELDS
}
"""What a field is where the file does not say it; `pay: []` says something."""


def task_data(task: Task) -> dict[str, Any]:
    """Return a task; dates are ISO texts or null, `line` is null while it is implied."""
    return {
        "id": task.id,
        "entry": task.entry,
        "path": task.path,
        "line": task.line,
        "verb": task.verb,
        "person": task.person,
        "label": task.label,
        "due": _day(task.due),
        "reason": task.reason,
        "state": task.state.value,
        "days_overdue": task.days_overdue,
        "implied": task.implied,
        "steps": [_step(step) for step in task.steps],
        "opportunity": task.opportunity,
        "company": task.company,
        "role": task.role,
        "object": task.object,
        "done_on": _day(task.done_on),
        "skipped": task.skipped,
        "note": task.note,
        "via": task.via,
        "suggestion": task.suggestion,
    }


def _step(step: Step) -> dict[str, Any]:
    return {"step": step.name, "done": step.done, "on": _day(step.on), "by": step.by}


def row_data(row: Row) -> dict[str, Any]:
    """Return an opportunity as it stands."""
    stands = row.standing
    return {
        "id": row.opportunity.id,
        "company": row.opportunity.company,
        "role": row.opportunity.role,
        "stage": stands.stage.value,
        "stage_since": _day(stands.stage_since),
        "days_in_stage": stands.days_in_stage,
        "furthest": stands.furthest.value,
        "reached": {stage.value: day.isoformat() for stage, day in stands.reached.items()},
        "outcome": stands.outcome.value if stands.outcome else None,
        "outcome_on": _day(stands.outcome_on),
        "resumes": _day(stands.resumes),
        "live": stands.live,
        "last_touch": _day(row.last_touch),
        "quiet_days": row.quiet_days,
        "quiet": row.quiet,
        "next_task": row.next_task.id if row.next_task else None,
        "next_event": row.next_event.id if row.next_event else None,
        "suggestion": row.suggestion,
        "entries": [entry.id for entry in row.opportunity.entries],
    }


def pipeline_data(board: Pipeline, today: dt.date) -> dict[str, Any]:
    """Return the pipeline: every opportunity, the funnel, the transitions, the time in stage."""
    return {
        "format": FORMAT,
        "today": today.isoformat(),
        "opportunities": [row_data(row) for row in board.rows],
        "funnel": [{"stage": each.stage.value, "count": each.count} for each in board.funnel],
        "transitions": [
            {
                "from": flow.source.value if flow.source else None,
                "to": flow.target.value if flow.target else "live",
                "count": flow.count,
            }
            for flow in board.transitions
        ],
        "time_in_stage": [
            {
                "stage": each.stage.value,
                "finished": list(each.finished),
                "running": list(each.running),
                "median": each.median,
                "longest": each.longest,
            }
            for each in board.time_in_stage
        ],
    }


def momentum_data(found: Momentum, today: dt.date) -> dict[str, Any]:
    """Return the state of the search; `days` and `quiet_days` are calendar days or null."""
    return {
        "format": FORMAT,
        "today": today.isoformat(),
        "live": found.live,
        "floor": found.floor,
        "quiet_days": found.quiet_days,
        "settled": found.settled,
        "sentence": found.sentence,
        "since": [
            {"kind": each.kind.value, "last": _day(each.last), "days": each.days}
            for each in found.since
        ],
        "weeks": [
            {
                "monday": week.monday.isoformat(),
                **{kind.value: count for kind, count in week.counts.items()},
            }
            for week in found.weeks
        ],
        "days": {
            "begin": found.days.begin.isoformat(),
            "end": found.days.end.isoformat(),
            "counts": {day.isoformat(): count for day, count in found.days.counts.items()},
        },
        "signals": [
            {
                "name": each.name,
                "good": each.good,
                "sentence": each.sentence,
                "change": each.change,
            }
            for each in found.signals
        ],
        "counted": found.counted,
        "rates": [
            {"stage": rate.stage.value, "count": rate.count, "total": rate.total}
            for rate in found.rates
        ],
    }


def week_data(found: WeekReview, today: dt.date) -> dict[str, Any]:
    """Return a week: tasks whole, entries by id, and each move and silence."""
    return {
        "format": FORMAT,
        "today": today.isoformat(),
        "week": found.id,
        "monday": found.monday.isoformat(),
        "sunday": found.sunday.isoformat(),
        "happened": [entry.id for entry in found.happened],
        "ahead": [entry.id for entry in found.ahead],
        "done": [task_data(task) for task in found.done],
        "due": [task_data(task) for task in found.due],
        "moved": [
            {
                "opportunity": move.opportunity.id,
                "on": move.date.isoformat(),
                "from": move.before.value if move.before else None,
                "to": move.stage.value,
                "outcome": move.outcome.value if move.outcome else None,
                "reopened": move.reopened,
            }
            for move in found.moved
        ],
        "quiet": [
            {
                "opportunity": each.opportunity.id,
                "on": each.date.isoformat(),
                "stage": each.stage.value,
                "last_touch": each.last_touch.isoformat(),
                "allowed": each.allowed,
            }
            for each in found.quiet
        ],
        "next": [task_data(task) for task in found.next],
    }


def standing_with_data(row: PersonRow) -> dict[str, Any]:
    """Return a person as they stand: what `person_data` says, and what is owed to them."""
    asked = row.invitation_task
    return {
        **person_data(row.person),
        "met": row.met,
        "live": row.live,
        "last_touch": _day(row.last_touch),
        "next_touch": _day(row.next_touch),
        "next_reason": row.next_reason,
        "late": row.late,
        "invitation": row.invitation.value,
        "invitation_task": asked.id if asked else None,
        "thanks": [{"task": task.id, "state": task.state.value} for task in row.thanks],
        "open": [task.id for task in row.open],
        "opportunities": [each.id for each in row.opportunities],
        "spellings": list(row.person.spellings),
        "evidence": list(row.person.evidence),
        "namesakes": [each.id for each in row.namesakes],
    }


def problem_data(problem: Problem) -> dict[str, Any]:
    """Return a problem; line and column count from 1."""
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
    }


def proof_data(proof: Proof) -> dict[str, Any]:
    """Return the proof of a draft; `path` and `line` say where the draft begins."""
    return {
        "task": proof.task.id,
        "entry": proof.task.entry,
        "person": proof.task.person,
        "path": proof.draft.path,
        "line": proof.draft.line,
        "words": proof.count,
        "findings": [
            {
                "path": finding.path,
                "line": finding.line,
                "column": finding.column,
                "code": finding.code,
                "message": finding.message,
            }
            for finding in proof.findings
        ],
        "remark": proof.remark,
    }


def entry_data(entry: Entry) -> dict[str, Any]:
    """Return an entry with everything its file says; what is not given is left out."""
    found: dict[str, Any] = {"id": entry.id, "path": entry.path}
    for name in _PLAIN_FIELDS:
        if (value := getattr(entry, name)) != _UNSET[name]:
            found[name] = value if type(value) is str else plain(value)
    for name in ("interviewers", "people", "contact"):
        if mentions := getattr(entry, name):
            found[name] = [_mention(mention) for mention in mentions]
    if entry.checklist:
        found["checklist"] = [_item(item) for item in entry.checklist]
    if entry.private or entry.private_fields:
        found["private"] = _private(entry)
    return found


def _private(entry: Entry) -> bool | list[str]:
    """Return `True`, the names of the fields, or both: then `*` stands for the whole entry."""
    names = sorted(entry.private_fields)
    if entry.private and names:
        return ["*", *names]
    return entry.private or names


def _mention(mention: Mention) -> dict[str, str]:
    names = ("name", "email", "title", "phone", "linkedin", "company", "notes")
    return {name: value for name in names if (value := getattr(mention, name))}


def _item(item: Item) -> dict[str, Any]:
    found: dict[str, Any] = {item.verb: item.object}
    details = {
        "due": str(item.due) if isinstance(item.due, DueRule) else None,
        "done": _done(item.done),
        "skipped": item.skipped,
        "snoozed": f"{item.snoozed} {item.snoozed_because}".strip() if item.snoozed else None,
        "note": item.note,
        "drafted": _done(item.drafted),
        "proofread_by": item.proofread_by,
        "via": item.via,
        "accepted": _done(item.accepted),
    }
    found.update({name: value for name, value in details.items() if value})
    found.update({key: plain(value) for key, value in item.extra.items()})
    return found


def person_data(person: Person) -> dict[str, Any]:
    """Return a person with everything that the journal says of them."""
    return {
        "id": person.id,
        "name": person.name,
        "emails": list(person.emails),
        "phones": list(person.phones),
        "linkedin": person.linkedin,
        "titles": list(person.titles),
        "companies": list(person.companies),
        "notes": list(person.notes),
        "entries": list(person.entries),
    }


def document(snapshot: Snapshot, *, with_private: bool) -> dict[str, Any]:
    """Return the whole journal on a day, as `afterword.json` holds it.

    Without `with_private` it is that of the journal as if private entries and fields had never
    been written. That of a shared copy says so.
    """
    parts = _parts(snapshot if with_private else public(snapshot))
    return {name: list(value) if isinstance(value, Iterator) else value for name, value in parts}


def document_in_pieces(snapshot: Snapshot, *, with_private: bool) -> Iterator[bytes]:
    """Yield the same as JSON: as a whole that of years would take ten times its length."""
    begin = "{"
    for name, value in _parts(snapshot if with_private else public(snapshot)):
        yield f"{begin}{_encode(name)}:".encode()
        begin = ","
        if isinstance(value, Iterator):
            between = "["
            while some := list(islice(value, _AT_ONCE)):
                yield f"{between}{_encode(some)[1:-1]}".encode()
                between = ","
            yield b"[]" if between == "[" else b"]"
        else:
            yield _encode(value).encode()
    yield b"}\n"


def _parts(snapshot: Snapshot) -> Iterator[tuple[str, Any]]:
    """Yield what a document is made of; lists as iterators."""
    yield "format", FORMAT
    yield "today", snapshot.today.isoformat()
    if snapshot.journal.shared:
        yield "shared", True
    yield "tasks", map(task_data, snapshot.tasks)
    yield "entries", map(entry_data, snapshot.journal.entries)
    yield "opportunities", map(row_data, pipeline(snapshot).rows)
    yield "people", map(person_data, snapshot.journal.people.by_id.values())
    yield "problems", map(problem_data, snapshot.problems)


def to_json(value: Any) -> str:
    """Return data as JSON text with a final newline."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _done(done: Done) -> str | bool | None:
    return done.isoformat() if isinstance(done, dt.date) else done


def plain(value: Data | Any) -> Any:
    """Return dates as ISO texts, mappings and lists as JSON has them; anything else as it is."""
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return value
