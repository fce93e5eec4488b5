"""Tests the weeks: each thing in its own, what moved, what went quiet, and what comes next."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.model.task import State
from afterword.views.pipeline import pipeline
from afterword.views.weeks import WeekReview, monday_of, week_id, week_of, weeks
from tests.playbook.journals import Tree, look

TODAY = "2026-11-25"  # A Wednesday, of week 48.
JOURNAL = """\
== applications/2026-10-05-acme.md
---
company: Acme
checklist:
  - {follow_up: Acme, done: 2026-10-12}
---
== interviews/2026-11-09-acme.md
---
company: Acme
stage: screening
interviewers: Jane Doe <jane@acme.example>
checklist:
  - {thank: Jane Doe, done: 2026-11-10, proofread_by: Sam}
  - {connect: Jane Doe, skipped: not wanted}
  - {task: Send the sample, due: 2026-11-13}
---
== interviews/2026-11-18-acme.md
---
company: Acme
interviewers: Raj Patel <raj@acme.example>
checklist:
  - {thank: Raj Patel, due: 2026-11-19, done: 2026-11-23, proofread_by: Sam}
  - {connect: Raj Patel}
---
== interviews/2026-11-27-acme.md
---
company: Acme
round: Final
checklist:
  - {task: Prepare, due: 2026-11-26}
---
== interviews/2026-11-28-acme.md
---
company: Acme
round: Lunch
outcome: cancelled
---
== applications/2026-11-02-tide.md
---
company: Tide
---
== updates/2026-11-20-tide.md
---
company: Tide
outcome: rejected
---
== updates/2026-11-24-tide.md
---
company: Tide
outcome: reopened
---
"""


def _by_id(root: Path, today: str = TODAY) -> dict[str, WeekReview]:
    return {week.id: week for week in weeks(look(root, today))}


def _names(week: WeekReview) -> dict[str, list[str]]:
    return {
        "happened": [entry.id for entry in week.happened],
        "ahead": [entry.id for entry in week.ahead],
        "done": [task.label for task in week.done],
        "due": [f"{task.label}, {task.state}" for task in week.due],
        "moved": [
            f"{move.opportunity.company}: {move.before} > {move.stage} "
            f"{move.outcome or ''}{'reopened' if move.reopened else ''}".strip()
            for move in week.moved
        ],
        "quiet": [f"{each.opportunity.company} {each.date}" for each in week.quiet],
    }


def test_the_present_week_holds_what_is_done_due_and_ahead(tree: Tree) -> None:
    week = _by_id(tree(JOURNAL))["2026-W48"]
    assert (week.is_present, week.monday, week.sunday) == (
        True,
        dt.date(2026, 11, 23),
        dt.date(2026, 11, 29),
    )
    assert _names(week) == {
        "happened": ["2026-11-24-tide"],
        "ahead": ["2026-11-27-acme"],
        "done": ["Thank Raj Patel"],
        "due": [
            "Connect with Raj Patel on LinkedIn, overdue",
            "Prepare, upcoming",
        ],
        "moved": ["Tide: applied > applied reopened"],
        "quiet": [],
    }
    assert [task.label for task in week.next] == [
        "Send the sample",
        "Connect with Raj Patel on LinkedIn",
        "Prepare",
    ]


def test_past_weeks_hold_what_was_and_what_came_next(tree: Tree) -> None:
    found = _by_id(tree(JOURNAL))
    assert list(found) == [
        *("2026-W48", "2026-W47", "2026-W46", "2026-W45", "2026-W42", "2026-W41")
    ]
    assert _names(found["2026-W46"]) == {
        "happened": ["2026-11-09-acme"],
        "ahead": [],
        "done": ["Thank Jane Doe"],
        "due": ["Send the sample, overdue"],
        "moved": ["Acme: applied > screening"],
        "quiet": [],
    }
    assert _names(found["2026-W47"])["moved"] == [
        "Acme: screening > interviewing",
        "Tide: applied > applied rejected",
    ]
    assert all(task.due and task.due > dt.date(2026, 11, 15) for task in found["2026-W46"].next)
    assert State.DONE in {task.state for task in found["2026-W46"].next}


def test_an_opportunity_goes_quiet_once_in_each_silence(tree: Tree) -> None:
    # Twenty-one days after the follow-up of 12 October, and again after nothing else came.
    root = tree(JOURNAL[: JOURNAL.index("== interviews/2026-11-09")])
    found = _by_id(root, "2026-12-20")
    assert found["2026-W51"].quiet == ()
    quiet = week_of(look(root, "2026-12-20"), dt.date(2026, 11, 4)).quiet
    assert [(each.date, each.last_touch, each.allowed) for each in quiet] == [
        (dt.date(2026, 11, 3), dt.date(2026, 10, 12), 21)
    ]


def test_a_matter_that_ended_or_moved_on_in_time_never_went_quiet(tree: Tree) -> None:
    found = _by_id(tree(JOURNAL))
    assert [
        each for week in found.values() for each in week.quiet if each.opportunity.id != "acme"
    ] == []


def test_quiet_on_the_board_and_in_the_weeks_are_one_rule(tree: Tree) -> None:
    root = tree(JOURNAL[: JOURNAL.index("== interviews/2026-11-09")])
    for day in ("2026-11-02", "2026-11-03"):
        snapshot = look(root, day)
        told = [each for week in weeks(snapshot) for each in week.quiet]
        told += week_of(snapshot, snapshot.today).quiet if not told else ()
        assert bool(told) is any(row.quiet for row in pipeline(snapshot).rows)


def test_an_empty_journal_has_the_present_week(tree: Tree) -> None:
    (week,) = weeks(look(tree(""), TODAY))
    assert week == WeekReview(dt.date(2026, 11, 23), is_present=True)


@pytest.mark.parametrize(
    ("day", "week"),
    [("2027-01-03", "2026-W53"), ("2027-01-04", "2027-W01"), ("2024-12-30", "2025-W01")],
)
def test_weeks_are_iso_weeks(day: str, week: str) -> None:
    assert week_id(dt.date.fromisoformat(day)) == week
    assert week_of(look(Path("/nowhere-at-all"), TODAY), dt.date.fromisoformat(day)).id == week


@given(st.dates())
def test_every_day_of_the_calendar_has_a_week(day: dt.date) -> None:
    monday = monday_of(day)
    assert monday <= day
    assert monday.weekday() == 0 or monday == dt.date.min
    assert WeekReview(monday, is_present=False).sunday >= day


def test_nothing_that_happened_is_in_two_weeks_or_none(tree: Tree) -> None:
    snapshot = look(tree(JOURNAL), TODAY)
    found = [entry.id for week in weeks(snapshot) for entry in (*week.happened, *week.ahead)]
    called_off = "2026-11-28-acme"
    assert sorted(found) == sorted({e.id for e in snapshot.journal.entries} - {called_off})
