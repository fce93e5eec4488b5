"""Tests entries as rows: headings, an opportunity's timeline, and the archive by year."""

from __future__ import annotations

import pytest

from afterword.views.records import archive, event_name, heading, record, untold_outcome
from tests.playbook.journals import Tree, look


@pytest.mark.parametrize(
    ("entry", "name", "whole", "untold"),
    [
        ("interviews|round: Onsite", "Onsite", "Onsite, Acme Robotics", False),
        ("interviews|interviewers: Jane Doe", "Interview", "Interview, Acme Robotics", False),
        ("interviews|outcome: no-show", "Interview", "Interview, Acme Robotics", True),
        ("interviews|title: Lunch\nround: Onsite", "Lunch", "Lunch", False),
        ("applications|role: Engineer", "Application", "Application, Acme Robotics", False),
        ("applications|stage: lead", "Saved posting", "Saved posting, Acme Robotics", False),
        (
            "conversations|people: Ted, Ana Ruiz",
            "Conversation with Ted, Ana Ruiz",
            "Conversation with Ted, Ana Ruiz, Acme Robotics",
            False,
        ),
        ("conversations|tags: fair", "Conversation", "Conversation, Acme Robotics", False),
        ("offers|deadline: 2026-12-04", "Offer", "Offer, Acme Robotics", False),
        ("offers|outcome: declined", "Offer", "Offer, Acme Robotics", True),
        ("updates|outcome: on-hold", "On hold", "On hold, Acme Robotics", False),
        ("updates|outcome: rejected\ntitle: Sad news", "Sad news", "Sad news", True),
        ("updates|tags: call", "Update", "Update, Acme Robotics", False),
    ],
)
def test_a_heading_says_what_happened_and_where(
    tree: Tree, entry: str, name: str, whole: str, untold: bool
) -> None:
    folder, _, lines = entry.partition("|")
    root = tree(f"== {folder}/2026-11-18-a.md\n---\ncompany: Acme Robotics\n{lines}\n---\n")
    (found,) = look(root, "2026-11-22").journal.entries
    assert (event_name(found), heading(found), untold_outcome(found)) == (name, whole, untold)


def test_a_conversation_without_company_is_named_after_its_people_alone(tree: Tree) -> None:
    root = tree("== conversations/2026-11-18-ted.md\n---\ncontact: Ted Kowalczyk\n---\n")
    (found,) = look(root, "2026-11-22").journal.entries
    assert heading(found) == "Conversation with Ted Kowalczyk"


TIMELINE = """\
== applications/2026-11-02-acme.md
---
company: Acme Robotics
role: Engineer
---
== interviews/2026-11-09-acme-screen.md
---
company: Acme Robotics
role: Engineer
stage: screening
round: Screen
interviewers: Rita Cole <rita@acme.example>
checklist:
  - {thank: Rita Cole, done: 2026-11-10, proofread_by: Sam}
  - {connect: Rita Cole, skipped: not wanted}
---
== interviews/2026-11-18-acme-onsite.md
---
company: Acme Robotics
role: Engineer
round: Onsite
interviewers: Jane Doe <jane@acme.example>
---
== interviews/2026-11-27-acme-final.md
---
company: Acme Robotics
role: Engineer
round: Final
checklist:
  - {task: Prepare, due: 2026-11-26}
---
"""


def test_a_timeline_begins_with_the_latest_and_marks_what_is_to_come(tree: Tree) -> None:
    snapshot = look(tree(TIMELINE), "2026-11-19")
    (opportunity,) = snapshot.journal.opportunities.values()
    found = record(opportunity, snapshot)
    assert [
        (event.name, event.upcoming, [task.id.split("/")[1] for task in event.tasks])
        for event in found.events
    ] == [
        ("Final", True, ["task-prepare"]),
        ("Onsite", False, ["thank-jane-doe", "connect-jane-doe", "follow-up"]),
        ("Screen", False, ["thank-rita-cole", "connect-rita-cole", "follow-up"]),
        ("Application", False, ["follow-up"]),
    ]


def test_an_event_is_not_to_come_any_more_on_its_own_day(tree: Tree) -> None:
    snapshot = look(tree(TIMELINE), "2026-11-27")
    (opportunity,) = snapshot.journal.opportunities.values()
    assert [event.upcoming for event in record(opportunity, snapshot).events] == [False] * 4


def test_a_record_parts_what_is_open_from_what_is_settled(tree: Tree) -> None:
    snapshot = look(tree(TIMELINE), "2026-11-19")
    (opportunity,) = snapshot.journal.opportunities.values()
    found = record(opportunity, snapshot)
    assert [(task.id, task.state) for task in found.open] == [
        ("2026-11-18-acme-onsite/thank-jane-doe", "today"),
        ("2026-11-18-acme-onsite/connect-jane-doe", "upcoming"),
        ("2026-11-27-acme-final/task-prepare", "upcoming"),
    ]
    assert [(task.id, task.state) for task in found.settled] == [
        ("2026-11-02-acme/follow-up", "moot"),
        ("2026-11-09-acme-screen/thank-rita-cole", "done"),
        ("2026-11-09-acme-screen/connect-rita-cole", "skipped"),
        ("2026-11-09-acme-screen/follow-up", "moot"),
        ("2026-11-18-acme-onsite/follow-up", "moot"),
    ]


def test_a_record_says_when_each_stage_was_reached(tree: Tree) -> None:
    snapshot = look(tree(TIMELINE), "2026-11-19")
    (opportunity,) = snapshot.journal.opportunities.values()
    found = record(opportunity, snapshot)
    assert {stage.value: day for stage, day in found.steps} == {
        "lead": "",
        "applied": "2026-11-02",
        "screening": "2026-11-09",
        "interviewing": "2026-11-18",
        "offer": "",
        "accepted": "",
    }
    assert (found.standing.stage, found.standing.days_in_stage) == ("interviewing", 1)


def test_the_archive_holds_every_entry_by_year_and_month_the_latest_first(tree: Tree) -> None:
    root = tree(
        TIMELINE
        + """\
== updates/2025-12-31-old.md
---
title: Gave notice
---
== updates/2027-01-04-plan.md
---
title: A new year
---
== interviews/2026-11-20-broken.md
---
company: [Broken
---
"""
    )
    years, broken = archive(look(root, "2026-11-22"))
    shown = {
        year.year: {month: [entry.id for entry in entries] for month, entries in year.months}
        for year in years
    }
    assert list(shown.items()) == [
        (2027, {"January": ["2027-01-04-plan"]}),
        (
            2026,
            {
                "November": [
                    "2026-11-27-acme-final",
                    "2026-11-18-acme-onsite",
                    "2026-11-09-acme-screen",
                    "2026-11-02-acme",
                ]
            },
        ),
        (2025, {"December": ["2025-12-31-old"]}),
    ]
    assert [year.count for year in years] == [1, 4, 1]
    assert [entry.id for entry in broken] == ["2026-11-20-broken"]
