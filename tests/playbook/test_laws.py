"""Tests what holds for every journal on every day, and that ticking changes one task only."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.model.entry import Entry
from afterword.model.journal import Journal, make_journal
from afterword.model.problem import Problem
from afterword.model.settings import FOLDERS, Settings
from afterword.model.task import OPEN, State, Task
from afterword.playbook.snapshot import Snapshot, take_snapshot
from afterword.playbook.tasks import tasks_on
from afterword.source.config import read_config
from afterword.source.entry import read_entry
from afterword.views.agenda import agenda

SAMPLE = Path(__file__).resolve().parents[2] / "mkdocs.yml"
SETTINGS = Settings(holidays="US")
FIRST = dt.date(2026, 11, 2)

Files = Mapping[str, str]

_near = st.integers(0, 40).map(lambda days: FIRST + dt.timedelta(days))
_days = _near | st.sampled_from([dt.date.min, dt.date(2028, 2, 29), dt.date.max])
_todays = _near | st.dates()
# Some names are a part of another: of a contact's, of a company's.
_people = st.lists(
    st.sampled_from(["Jane Doe", "Raj Patel", "Lee", "Kim Cho", "Ada Cobalt"]), unique=True
)
_checklist = st.lists(
    st.sampled_from(
        [
            "{thank: Jane}",
            "{thank: Raj Patel, done: 2026-11-20, proofread_by: nobody}",
            "{thank: nobody at all}",
            "{connect: Lee, skipped: not wanted}",
            "{follow_up: Acme}",
            "{follow_up: Borealis, done: true}",
            "{follow_up: Jane Doe, done: 2026-11-12}",
            "{follow_up: Lee, snoozed: 2026-12-01 waiting}",
            "{follow_up: true, due: hear_back_by + 1 week, else +3 days}",
            "{task: Call, due: date - 1 business day}",
            "{task: Call}",
            "{task: Call, due: resumes, done: true}",
            "{decide: Yes, due: deadline - 2 days}",
            "{apply: }",
            "{research: Their funding, due: 2026-11-20}",
        ]
    ),
    max_size=3,
)
_OUTCOMES = {
    "interviews": ["advanced", "cancelled", "no-show", "rejected", "on-hold"],
    "conversations": ["cancelled", "on-hold"],
    "applications": ["rejected", "ghosted"],
    "offers": ["accepted", "declined", "rescinded"],
    "updates": ["accepted", "rescinded", "rejected", "withdrawn", "closed", "on-hold", "reopened"],
}


_DATES = ("hear_back_by", "resumes", "deadline", "apply_by")


@st.composite
def _entries(draw: st.DrawFn) -> tuple[str, dt.date, str]:
    folder = draw(st.sampled_from(list(FOLDERS)))
    lines = [
        f"company: {draw(st.sampled_from(['Acme', 'acme', 'Borealis', 'Cobalt']))}",
        f"role: {draw(st.sampled_from(['', 'Engineer', 'Analyst']))}",
    ]
    keys = {"interviews": "interviewers", "conversations": "people"}
    if folder in keys and (met := draw(_people)):
        lines.append(f"{keys[folder]}: [{', '.join(met)}]")
    if contact := draw(st.sampled_from(["", "", "Lee", "Kim", "Ada Cobalt"])):
        lines.append(f"contact: {contact}")
    if outcome := draw(st.sampled_from(["", "", *_OUTCOMES[folder]])):
        lines.append(f"outcome: {outcome}")
    days = {key: draw(st.none() | _days) for key in _DATES}
    lines += (f"{key}: {day}" for key, day in days.items() if day)
    if folder == "applications" and draw(st.booleans()):
        lines.append("stage: lead")
    if items := draw(_checklist):
        lines += ["checklist:", *(f"  - {item}" for item in items)]
    return folder, draw(_days), "\n".join(lines)


def _written(entries: list[tuple[str, dt.date, str]]) -> Files:
    return {
        f"{folder}/{day}-{number}.md": f"---\n{lines}\n---\n"
        for number, (folder, day, lines) in enumerate(entries)
    }


_journals = st.lists(_entries(), max_size=7).map(_written)


def _read(files: Files) -> Journal:
    entries: list[Entry] = []
    problems: list[Problem] = []
    for path, text in files.items():
        entry, said = read_entry(text.encode(), path, FOLDERS[path.split("/")[0]], SETTINGS)
        assert isinstance(entry, Entry), said
        entries.append(entry)
        problems += said
    return make_journal(entries, problems=problems)


def _look(files: Files, today: dt.date) -> Snapshot:
    return take_snapshot(_read(files), today, SETTINGS)


@given(_journals, _todays)
def test_every_task_can_be_told_from_every_other(files: Files, today: dt.date) -> None:
    tasks, _ = tasks_on(_read(files), today, SETTINGS)
    assert [name for name, count in Counter(task.id for task in tasks).items() if count > 1] == []


@given(_journals, _todays)
def test_an_open_task_stands_where_its_due_date_puts_it(files: Files, today: dt.date) -> None:
    for task in _look(files, today).tasks:
        if task.state in OPEN:
            assert task.state is _state_of(task.due, today), task
        late = (today - task.due).days if task.due and task.state is State.OVERDUE else 0
        assert task.days_overdue == late, task


def _state_of(due: dt.date | None, today: dt.date) -> State:
    if due is None:
        return State.UNDATED
    if due == today:
        return State.TODAY
    return State.OVERDUE if due < today else State.UPCOMING


@given(_journals, _todays)
def test_every_reason_names_the_day_that_it_is_the_reason_of(files: Files, today: dt.date) -> None:
    for task in _look(files, today).tasks:
        assert task.reason, task
        if task.due and task.is_open:
            assert f"{task.due.day} {task.due:%b}" in task.reason, task


@given(_journals, _todays)
def test_nothing_is_implied_by_what_is_to_come_or_did_not_happen(
    files: Files, today: dt.date
) -> None:
    snapshot = _look(files, today)
    for task in snapshot.tasks:
        if task.implied:
            entry = snapshot.journal.by_id[task.entry]
            assert entry.date <= today, task
            assert entry.outcome not in ("cancelled", "no-show"), task


@given(_journals, _todays, st.integers(0, 60))
def test_every_task_is_in_one_group_of_the_agenda(files: Files, today: dt.date, days: int) -> None:
    snapshot = _look(files, today)
    found = agenda(snapshot, days)
    settled = [task for task in snapshot.tasks if task.state in (State.DONE, State.SKIPPED)]
    groups = [*found.open, *found.moot, *found.missed, *settled]
    assert sorted(task.id for task in groups) == sorted(task.id for task in snapshot.tasks)


def _ticked(text: str, task: Task, today: dt.date) -> str:
    """Return an entry's text with the implied task written down as done, below its others."""
    lines = text.split("\n")
    closing = lines.index("---", 1)
    item = f"  - {{{task.verb}: {json.dumps(task.object)}, done: {today}}}"
    if "checklist:" not in lines[:closing]:
        return "\n".join([*lines[:closing], "checklist:", item, *lines[closing:]])
    end = lines.index("checklist:") + 1
    while lines[end].startswith(" "):
        end += 1
    return "\n".join([*lines[:end], item, *lines[end:]])


def _by_id(snapshot: Snapshot) -> dict[str, Task]:
    """Return the tasks by id, without the drafts, which stand a line further down after a tick."""
    return {task.id: replace(task, draft=None) for task in snapshot.tasks}


def _check_ticking(files: Files, today: dt.date, settings: Settings, task: Task) -> None:
    """Hold one implied task to the law: written down as done it keeps its id, alone."""
    journal = _read(files)
    before = _by_id(take_snapshot(journal, today, settings))
    text = _ticked(files[task.path], task, today)
    after = _by_id(take_snapshot(_read({**files, task.path: text}), today, settings))
    done = after.pop(task.id)
    assert (done.state, done.done_on, done.implied) == (State.DONE, today, False)
    # A follow-up about the entry's own matter may be followed by a second one; nothing else is.
    own = task.opportunity == journal.opportunity_of.get(task.entry, "")
    if task.verb == "follow_up" and own and f"{task.id}-2" not in before:
        after.pop(f"{task.id}-2", None)
    # What was applied for is followed up.
    if task.verb == "apply":
        after = {key: each for key, each in after.items() if key in before}
    del before[task.id]
    assert after == before


@given(_journals, _near)
def test_ticking_an_implied_task_settles_it_and_leaves_every_other_as_it_was(
    files: Files, today: dt.date
) -> None:
    for task in _look(files, today).tasks:
        if task.implied:
            _check_ticking(files, today, SETTINGS, task)


@pytest.mark.parametrize("day", ["2026-09-25", "2026-10-23", "2026-11-19", "2026-11-22"])
def test_ticking_settles_one_task_of_the_sample_journal_alone(day: str) -> None:
    config, problems = read_config(SAMPLE)
    assert problems == ()
    folders = [config.root / name for name in FOLDERS]
    files = {
        path.relative_to(config.root).as_posix(): path.read_text("utf-8")
        for folder in folders
        for path in sorted(folder.rglob("*.md"))
    }
    today = dt.date.fromisoformat(day)
    implied = [
        task for task in take_snapshot(_read(files), today, config.settings).tasks if task.implied
    ]
    assert implied != []
    for task in implied:
        _check_ticking(files, today, config.settings, task)
