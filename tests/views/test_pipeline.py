"""Tests the board: where each opportunity stands, what it waits for, how far each ever came."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from afterword.views.pipeline import Pipeline, Row, pipeline
from tests.playbook.journals import Tree, look

JOURNAL = """\
== applications/2026-11-16-lead.md
---
company: Acme Robotics
stage: lead
---
== applications/2026-11-16-borealis.md
---
company: Borealis
---
== applications/2026-11-10-cobalt.md
---
company: Cobalt
---
== interviews/2026-11-12-dune.md
---
company: Dune
stage: screening
interviewers: Jane Doe
---
== interviews/2026-11-12-ember.md
---
company: Ember
interviewers: Sam Lee
---
== offers/2026-11-12-fjord.md
---
company: Fjord
deadline: 2026-12-04
---
== offers/2026-11-01-gull.md
---
company: Gull
---
== updates/2026-11-02-gull.md
---
company: Gull
outcome: declined
---
== interviews/2026-11-05-heron.md
---
company: Heron
---
== updates/2026-11-09-heron.md
---
company: Heron
outcome: rejected
---
== applications/2026-11-03-ibis.md
---
company: Ibis
---
== updates/2026-11-09-ibis.md
---
company: Ibis
outcome: ghosted
---
== interviews/2026-11-03-jade.md
---
company: Jade
outcome: on-hold
resumes: 2027-01-11
---
== interviews/2026-11-03-kite.md
---
company: Kite
outcome: on-hold
---
== interviews/2026-11-03-lark.md
---
company: Lark
outcome: on-hold
resumes: 2026-12-01
---
"""


def _companies(rows: Iterable[Row]) -> list[str]:
    return [row.opportunity.company for row in rows]


def _columns(board: Pipeline) -> dict[str, list[str]]:
    return {stage.value: _companies(rows) for stage, rows in board.columns}


def _row(board: Pipeline, company: str) -> Row:
    (found,) = (row for row in board.rows if row.opportunity.company == company)
    return found


def test_live_opportunities_stand_by_stage_with_the_longest_silence_first(tree: Tree) -> None:
    board = pipeline(look(tree(JOURNAL), "2026-11-22"))
    assert _columns(board) == {
        "lead": ["Acme Robotics"],
        "applied": ["Cobalt", "Borealis"],
        "screening": ["Dune"],
        "interviewing": ["Ember"],
        "offer": ["Fjord"],
        "accepted": [],
    }
    assert _companies(board.live) == [
        *("Acme Robotics", "Cobalt", "Borealis", "Dune", "Ember", "Fjord")
    ]


def test_what_is_on_hold_stands_by_the_day_it_resumes_and_what_ended_the_latest_first(
    tree: Tree,
) -> None:
    board = pipeline(look(tree(JOURNAL), "2026-11-22"))
    assert _companies(board.on_hold) == ["Lark", "Jade", "Kite"]
    assert [(row.opportunity.company, row.standing.outcome) for row in board.ended] == [
        ("Heron", "rejected"),
        ("Ibis", "ghosted"),
        ("Gull", "declined"),
    ]


def test_a_rejection_erases_no_interview_and_a_ghosting_is_no_rejection(tree: Tree) -> None:
    board = pipeline(look(tree(JOURNAL), "2026-11-22"))
    assert _row(board, "Heron").standing.furthest == "interviewing"
    assert _row(board, "Gull").standing.furthest == "offer"
    assert {each.stage.value: each.count for each in board.funnel} == {
        "lead": 12,
        "applied": 11,
        "screening": 8,
        "interviewing": 7,
        "offer": 2,
        "accepted": 0,
    }


def test_the_past_can_be_looked_at_as_it_was(tree: Tree) -> None:
    board = pipeline(look(tree(JOURNAL), "2026-11-08"))
    assert _columns(board)["interviewing"] == ["Heron"]
    assert _companies(board.ended) == ["Gull"]


def test_an_accepted_offer_stands_in_its_own_column_until_it_is_rescinded(tree: Tree) -> None:
    root = tree("""\
        == offers/2026-11-20-acme.md
        ---
        company: Acme Robotics
        outcome: accepted
        ---
        == updates/2026-11-24-acme.md
        ---
        company: Acme Robotics
        outcome: rescinded
        ---
        """)
    held = pipeline(look(root, "2026-11-23"))
    assert (_columns(held)["accepted"], _companies(held.ended)) == (["Acme Robotics"], [])
    lost = pipeline(look(root, "2026-11-24"))
    assert (_columns(lost)["accepted"], _companies(lost.ended)) == ([], ["Acme Robotics"])
    assert _row(lost, "Acme Robotics").standing.furthest == "accepted"


def test_what_was_ghosted_or_on_hold_is_live_again_with_the_next_interview(tree: Tree) -> None:
    root = tree(
        JOURNAL
        + """\
== interviews/2026-11-18-ibis.md
---
company: Ibis
---
== interviews/2026-11-18-kite.md
---
company: Kite
---
"""
    )
    board = pipeline(look(root, "2026-11-22"))
    assert _columns(board)["interviewing"] == ["Ember", "Ibis", "Kite"]


TOUCHED = """\
== interviews/2026-11-02-acme.md
---
company: Acme Robotics
interviewers: Jane Doe
checklist:
  - {thank: Jane Doe, done: 2026-11-03, proofread_by: Sam}
  - {connect: Jane Doe, done: true}
  - {follow_up: Acme Robotics, done: 2026-11-12}
  - {task: Read about robots, done: 2026-11-30}
---
== interviews/2026-11-10-acme.md
---
company: Acme Robotics
outcome: cancelled
---
== interviews/2026-11-25-acme.md
---
company: Acme Robotics
---
"""


@pytest.mark.parametrize(
    ("today", "touch", "days"),
    [
        ("2026-11-02", "2026-11-02", 0),
        ("2026-11-11", "2026-11-03", 8),
        ("2026-11-12", "2026-11-12", 0),
        ("2026-11-24", "2026-11-12", 12),
        ("2026-11-25", "2026-11-25", 0),
    ],
)
def test_the_last_touch_is_what_took_place_or_was_done_by_then(
    tree: Tree, today: str, touch: str, days: int
) -> None:
    row = _row(pipeline(look(tree(TOUCHED), today)), "Acme Robotics")
    assert (str(row.last_touch), row.quiet_days) == (touch, days)


def test_telling_an_offer_to_another_company_is_a_touch_of_that_company(tree: Tree) -> None:
    root = tree("""\
        == interviews/2026-11-02-borealis.md
        ---
        company: Borealis
        ---
        == offers/2026-11-05-acme.md
        ---
        company: Acme Robotics
        checklist:
          - {follow_up: Borealis, done: 2026-11-06}
        ---
        """)
    board = pipeline(look(root, "2026-11-10"))
    assert str(_row(board, "Borealis").last_touch) == "2026-11-06"
    assert str(_row(board, "Acme Robotics").last_touch) == "2026-11-05"


def test_what_is_only_to_come_has_no_touch_yet(tree: Tree) -> None:
    root = tree("== interviews/2026-11-25-acme.md\n---\ncompany: Acme Robotics\n---\n")
    row = _row(pipeline(look(root, "2026-11-22")), "Acme Robotics")
    assert (row.last_touch, row.quiet_days, row.quiet, row.standing.stage) == (
        None,
        0,
        False,
        "lead",
    )
    assert row.next_event is not None
    assert row.next_event.id == "2026-11-25-acme"


@pytest.mark.parametrize(
    ("entry", "last_fine_day", "first_quiet_day"),
    [
        ("applications/2026-11-02-acme.md", "2026-11-23", "2026-11-24"),
        ("interviews/2026-11-02-acme.md\n---\nstage: screening", "2026-11-20", "2026-11-21"),
        ("interviews/2026-11-02-acme.md", "2026-11-14", "2026-11-15"),
        ("offers/2026-11-02-acme.md", "2026-11-07", "2026-11-08"),
    ],
    ids=["applied: 21 days", "screening: 18", "interviewing: 12", "offer: 5"],
)
def test_silence_is_marked_by_what_is_usual_at_each_stage(
    tree: Tree, entry: str, last_fine_day: str, first_quiet_day: str
) -> None:
    name, _, more = entry.partition("\n---\n")
    root = tree(f"== {name}\n---\ncompany: Acme Robotics\n{more}\n---\n")
    quiet = [
        _row(pipeline(look(root, day)), "Acme Robotics").quiet
        for day in (last_fine_day, first_quiet_day)
    ]
    assert quiet == [False, True]


def test_a_saved_posting_and_what_has_ended_are_never_quiet(tree: Tree) -> None:
    board = pipeline(look(tree(JOURNAL), "2027-11-22"))
    assert [row.opportunity.company for row in board.rows if not row.quiet] == [
        *("Acme Robotics", "Lark", "Jade", "Kite", "Heron", "Ibis", "Gull")
    ]


def test_the_days_of_silence_can_be_set(tree: Tree) -> None:
    board = pipeline(look(tree(JOURNAL), "2026-11-22", "silence: {applied: 6, lead: 5}"))
    assert _companies(row for row in board.live if row.quiet) == [
        *("Acme Robotics", "Cobalt", "Fjord")
    ]


def test_the_next_step_is_the_most_urgent_open_task_and_the_next_event_the_nearest(
    tree: Tree,
) -> None:
    root = tree(
        TOUCHED
        + """\
== interviews/2026-11-28-acme.md
---
company: Acme Robotics
checklist:
  - {task: Some day}
  - {task: Prepare, due: 2026-11-26}
  - {task: Pack, due: 2026-11-27}
---
"""
    )
    row = _row(pipeline(look(root, "2026-11-24")), "Acme Robotics")
    assert row.next_task is not None
    assert row.next_task.label == "Prepare"
    assert row.next_event is not None
    assert row.next_event.id == "2026-11-25-acme"


def test_an_interview_is_still_to_come_on_its_own_day(tree: Tree) -> None:
    row = _row(pipeline(look(tree(TOUCHED), "2026-11-25")), "Acme Robotics")
    assert row.next_event is not None
    assert row.next_event.id == "2026-11-25-acme"


@pytest.mark.parametrize("file", ["interviews", "offers", "updates"])
def test_what_is_written_down_on_its_day_is_not_still_to_come(tree: Tree, file: str) -> None:
    text = "---\ncompany: Tide\nrole: Engineer\n---\n"
    text += "## What they asked\n\nQueues.\n" if file == "interviews" else ""
    row = _row(pipeline(look(tree(f"== {file}/2026-11-25-tide.md\n{text}"), "2026-11-25")), "Tide")
    assert row.next_event is None


def test_a_rejection_on_the_day_of_the_application_ends_it(tree: Tree) -> None:
    root = tree(
        "== applications/2026-11-18-tide.md\n---\ncompany: Tide\n---\n"
        "== updates/2026-11-18-tide-rejected.md\n---\ncompany: Tide\noutcome: rejected\n---\n"
    )
    snapshot = look(root, "2026-11-25")
    assert [problem.code for problem in snapshot.problems] == []
    assert [task.label for task in snapshot.tasks if task.is_open] == []


def test_an_opportunity_with_nothing_open_has_no_next_step(tree: Tree) -> None:
    row = _row(pipeline(look(tree(JOURNAL), "2026-11-22")), "Ibis")
    assert (row.next_task, row.next_event) == (None, None)


@pytest.mark.parametrize(
    ("entry", "today", "suggestion"),
    [
        ("interviews/2026-10-01-acme.md\n---\n", "2026-10-31", ""),
        ("interviews/2026-10-01-acme.md\n---\n", "2026-11-01", "ghosted?"),
        ("interviews/2026-10-01-acme.md\n---\noutcome: rejected\n", "2026-11-01", ""),
        ("applications/2026-10-01-acme.md\n---\n", "2026-11-15", ""),
        ("applications/2026-10-01-acme.md\n---\n", "2026-11-16", "ghosted?"),
        ("offers/2026-10-01-acme.md\n---\ndeadline: 2026-10-08\n", "2026-10-08", ""),
        ("offers/2026-10-01-acme.md\n---\ndeadline: 2026-10-08\n", "2026-10-09", "lapsed?"),
    ],
)
def test_ghosted_and_lapsed_are_suggested_and_never_assumed(
    tree: Tree, entry: str, today: str, suggestion: str
) -> None:
    root = tree(f"== {entry}company: Acme Robotics\ninterviewers: Jane Doe\n---\n")
    row = _row(pipeline(look(root, today)), "Acme Robotics")
    assert row.suggestion == suggestion
    assert row.standing.live == ("outcome" not in entry)
