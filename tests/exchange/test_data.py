"""Tests the journal as JSON: the keys that others rely on, and nothing of an entry lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from afterword.exchange.data import (
    document,
    document_in_pieces,
    entry_data,
    momentum_data,
    person_data,
    pipeline_data,
    problem_data,
    task_data,
    to_json,
)
from afterword.views.momentum import momentum
from afterword.views.pipeline import pipeline
from tests.playbook.journals import Tree, look

ONSITE = """\
== interviews/2026-11-18-acme.md
---
date: 2026-11-18
time: 14:00
title: On site at last
company: Acme Robotics
role: Backend Engineer
opportunity: acme-backend
contact: Rita Cole <rita@acme.example>
agency: Northgate Talent
people: Sam Lee
url: https://acme.example/jobs/17
source: referral by Ana
tags: [robots, remote]
outcome: advanced
stage: screening
hear_back_by: 2026-11-27
resumes: 2027-01-11
private: [duration]
round: Onsite
format: video
duration: 045
interviewers:
  - name: Jane Doe
    title: Staff Engineer
    email: jane@acme.example
    phone: 0612345670
    linkedin: https://www.linkedin.com/in/janedoe
    company: Acme Labs
    notes: knows every queue
x-mood: {before: calm, after: [tired, glad]}
checklist:
  - thank: Jane Doe
    due: +2 business days
    drafted: 2026-11-18
    proofread_by: Sam
    via: e-mail
    note: by hand
    done: 2026-11-19
  - connect: Jane Doe
    accepted: true
    done: true
  - {follow_up: Acme Robotics, snoozed: 2026-12-04 waiting for budget, x-tone: friendly}
  - {task: Send it, due: "deadline - 1 day, else 2026-12-24", skipped: no need}
---
Went **well**.
"""


def _entry(root: Path) -> dict[str, Any]:
    (entry,) = look(root, "2026-11-22").journal.entries
    return entry_data(entry)


def test_an_interview_loses_nothing_on_its_way_out(tree: Tree) -> None:
    assert _entry(tree(ONSITE)) == {
        "id": "2026-11-18-acme",
        "path": "interviews/2026-11-18-acme.md",
        "kind": "interview",
        "date": "2026-11-18",
        "time": "14:00",
        "title": "On site at last",
        "company": "Acme Robotics",
        "role": "Backend Engineer",
        "opportunity": "acme-backend",
        "contact": [{"name": "Rita Cole", "email": "rita@acme.example"}],
        "agency": "Northgate Talent",
        "people": [{"name": "Sam Lee"}],
        "url": "https://acme.example/jobs/17",
        "source": "referral by Ana",
        "tags": ["robots", "remote"],
        "outcome": "advanced",
        "stage": "screening",
        "hear_back_by": "2026-11-27",
        "resumes": "2027-01-11",
        "private": ["duration"],
        "round": "Onsite",
        "format": "video",
        "duration": "045",
        "interviewers": [
            {
                "name": "Jane Doe",
                "email": "jane@acme.example",
                "title": "Staff Engineer",
                "phone": "0612345670",
                "linkedin": "https://www.linkedin.com/in/janedoe",
                "company": "Acme Labs",
                "notes": "knows every queue",
            }
        ],
        "extra": {"x-mood": {"before": "calm", "after": ["tired", "glad"]}},
        "checklist": [
            {
                "thank": "Jane Doe",
                "due": "date + 2 business days",
                "drafted": "2026-11-18",
                "proofread_by": "Sam",
                "via": "e-mail",
                "note": "by hand",
                "done": "2026-11-19",
            },
            {"connect": "Jane Doe", "accepted": True, "done": True},
            {
                "follow_up": "Acme Robotics",
                "snoozed": "2026-12-04 waiting for budget",
                "x-tone": "friendly",
            },
            {"task": "Send it", "due": "deadline - 1 day, else 2026-12-24", "skipped": "no need"},
        ],
        "body": "Went **well**.\n",
    }


def test_an_application_loses_nothing_either(tree: Tree) -> None:
    root = tree("""\
        == applications/2026-11-18-acme.md
        ---
        company: Acme Robotics
        stage: lead
        apply_by: 2026-12-04
        resume: cv-2.pdf
        pay: {from: 95000, to: 115000, currency: EUR}
        private: true
        ---
        """)
    assert _entry(root) == {
        "id": "2026-11-18-acme",
        "path": "applications/2026-11-18-acme.md",
        "kind": "application",
        "date": "2026-11-18",
        "company": "Acme Robotics",
        "stage": "lead",
        "apply_by": "2026-12-04",
        "resume": "cv-2.pdf",
        "pay": {"from": "95000", "to": "115000", "currency": "EUR"},
        "private": True,
    }


def test_an_offer_loses_nothing_either(tree: Tree) -> None:
    root = tree("""\
        == offers/2026-11-18-acme.md
        ---
        company: Acme Robotics
        deadline: 2026-12-04
        terms: {base: 118,000, currency: USD}
        ---
        """)
    assert _entry(root)["deadline"] == "2026-12-04"


def test_a_task_has_the_keys_of_the_design_in_their_order_and_others_behind(tree: Tree) -> None:
    tasks = {task.id: task for task in look(tree(ONSITE), "2026-11-22").tasks}
    assert list(task_data(tasks["2026-11-18-acme/thank-jane-doe"]).items()) == [
        ("id", "2026-11-18-acme/thank-jane-doe"),
        ("entry", "2026-11-18-acme"),
        ("path", "interviews/2026-11-18-acme.md"),
        ("line", 32),
        ("verb", "thank"),
        ("person", "jane-doe"),
        ("label", "Thank Jane Doe"),
        ("due", "2026-11-20"),
        (
            "reason",
            "done on 19 Nov; was due 20 Nov: the interview on 18 Nov, plus 2 business days",
        ),
        ("state", "done"),
        ("days_overdue", 0),
        ("implied", False),
        (
            "steps",
            [
                {"step": "drafted", "done": True, "on": "2026-11-18", "by": ""},
                {"step": "proofread", "done": True, "on": None, "by": "Sam"},
                {"step": "sent", "done": True, "on": "2026-11-19", "by": ""},
            ],
        ),
        ("opportunity", "acme-backend"),
        ("company", "Acme Robotics"),
        ("role", "Backend Engineer"),
        ("object", "Jane Doe"),
        ("done_on", "2026-11-19"),
        ("skipped", ""),
        ("note", "by hand"),
        ("via", "e-mail"),
        ("suggestion", ""),
    ]


def test_an_implied_task_has_no_line_and_an_undated_one_no_date(tree: Tree) -> None:
    root = tree("""\
        == offers/2026-11-18-acme.md
        ---
        company: Acme Robotics
        ---
        """)
    (task,) = look(root, "2026-11-22").tasks
    data = task_data(task)
    assert (data["line"], data["implied"], data["due"], data["steps"]) == (None, True, None, [])


def test_the_document_has_the_keys_of_the_design_and_holds_every_row(tree: Tree) -> None:
    root = tree(
        ONSITE
        + """\
== interviews/2026-11-20-borealis.md
---
company: Borealis
---
== interviews/2026-11-21-broken.md
---
company: [Broken
---
"""
    )
    snapshot = look(root, "2026-11-22")
    found = document(snapshot, with_private=True)
    assert list(found) == [
        *("format", "today", "tasks", "entries", "opportunities", "people", "problems")
    ]
    assert (found["format"], found["today"]) == (1, "2026-11-22")
    assert found["tasks"] == [task_data(task) for task in snapshot.tasks]
    assert found["entries"] == [entry_data(entry) for entry in snapshot.journal.entries]
    assert [each["id"] for each in found["opportunities"]] == ["acme-backend", "borealis"]
    assert [each["id"] for each in found["people"]] == ["jane-doe", "sam-lee", "rita-cole"]
    assert [(each["path"], each["code"], each["severity"]) for each in found["problems"]] == [
        ("interviews/2026-11-20-borealis.md", "AW-NOBODY", "warning"),
        ("interviews/2026-11-21-broken.md", "AW-YAML", "error"),
    ]


def test_an_opportunity_says_where_it_stands_and_how_far_it_came(tree: Tree) -> None:
    root = tree("""\
        == applications/2026-11-02-acme.md
        ---
        company: Acme Robotics
        role: Engineer
        ---
        == interviews/2026-11-09-acme.md
        ---
        company: Acme Robotics
        role: Engineer
        interviewers: Jane Doe <jane@acme.example>
        ---
        == updates/2026-11-11-acme.md
        ---
        company: Acme Robotics
        outcome: on-hold
        resumes: 2027-01-11
        ---
        == interviews/2027-01-20-acme.md
        ---
        company: Acme Robotics
        role: Engineer
        ---
        """)
    snapshot = look(root, "2026-11-22")
    assert pipeline_data(pipeline(snapshot), snapshot.today) == {
        "format": 1,
        "today": "2026-11-22",
        "opportunities": [
            {
                "id": "acme-robotics-engineer",
                "company": "Acme Robotics",
                "role": "Engineer",
                "stage": "interviewing",
                "stage_since": "2026-11-09",
                "days_in_stage": 13,
                "furthest": "interviewing",
                "reached": {"applied": "2026-11-02", "interviewing": "2026-11-09"},
                "outcome": "on-hold",
                "outcome_on": "2026-11-11",
                "resumes": "2027-01-11",
                "live": False,
                "last_touch": "2026-11-11",
                "quiet_days": 11,
                "quiet": False,
                "next_task": "2026-11-09-acme/thank-jane-doe",
                "next_event": "2027-01-20-acme",
                "suggestion": "",
                "entries": [
                    "2026-11-02-acme",
                    "2026-11-09-acme",
                    "2026-11-11-acme",
                    "2027-01-20-acme",
                ],
            }
        ],
        "funnel": [
            {"stage": "lead", "count": 1},
            {"stage": "applied", "count": 1},
            {"stage": "screening", "count": 1},
            {"stage": "interviewing", "count": 1},
            {"stage": "offer", "count": 0},
            {"stage": "accepted", "count": 0},
        ],
        "transitions": [
            {"from": None, "to": "applied", "count": 1},
            {"from": "applied", "to": "interviewing", "count": 1},
            {"from": "interviewing", "to": "on-hold", "count": 1},
        ],
        "time_in_stage": [
            {"stage": "lead", "finished": [], "running": [], "median": None, "longest": None},
            {"stage": "applied", "finished": [7], "running": [], "median": None, "longest": 7},
            {"stage": "screening", "finished": [], "running": [], "median": None, "longest": None},
            {
                "stage": "interviewing",
                "finished": [],
                "running": [13],
                "median": None,
                "longest": None,
            },
            {"stage": "offer", "finished": [], "running": [], "median": None, "longest": None},
        ],
    }


def test_a_person_brings_together_what_all_entries_say(tree: Tree) -> None:
    root = tree("""\
        == interviews/2026-11-09-acme.md
        ---
        company: Acme Robotics
        interviewers:
          - {name: Jane Doe, email: jane@acme.example, title: Engineer, notes: likes tea}
        ---
        == conversations/2026-11-18-jane.md
        ---
        people:
          - {name: Jane D., email: JANE@acme.example, title: Staff Engineer,
             phone: +1 415 555 0100, linkedin: https://www.linkedin.com/in/janedoe,
             company: Borealis}
        ---
        """)
    (person,) = look(root, "2026-11-22").journal.people.by_id.values()
    assert person_data(person) == {
        "id": "jane-doe",
        "name": "Jane Doe",
        "emails": ["JANE@acme.example"],
        "phones": ["+1 415 555 0100"],
        "linkedin": "https://www.linkedin.com/in/janedoe",
        "titles": ["Engineer", "Staff Engineer"],
        "companies": ["Acme Robotics", "Borealis"],
        "notes": ["likes tea"],
        "entries": ["2026-11-09-acme", "2026-11-18-jane"],
    }


def test_a_problem_says_where_it_is_and_what_to_write_instead(tree: Tree) -> None:
    root = tree("== updates/2026-11-18-acme.md\n---\nhear_back_by: 2026-02-30\n---\n")
    (problem,) = look(root, "2026-11-22").problems
    assert problem_data(problem) == {
        "path": "updates/2026-11-18-acme.md",
        "line": 2,
        "column": 15,
        "code": "AW-DATE",
        "severity": "error",
        "message": "`hear_back_by`: `2026-02-30` is no day of the calendar: the month's last day "
        "is `2026-02-28`.",
    }


def test_any_character_survives_as_it_was_written(tree: Tree) -> None:
    title = '\u05e9\u05dc\u05d5\u05dd \U0001f9ea </script> "quoted" | \\ NO'
    root = tree(f"== updates/2026-11-18-a.md\n---\ntitle: '{title}'\n---\n")
    text = to_json(document(look(root, "2026-11-22"), with_private=True))
    assert json.loads(text)["entries"][0]["title"] == title
    assert "\u05e9\u05dc\u05d5\u05dd" in text
    assert text.endswith("}\n")


def test_the_days_of_the_search_are_counted_where_anything_was_begun_or_held(tree: Tree) -> None:
    snapshot = look(tree(ONSITE), "2026-11-22")
    assert momentum_data(momentum(snapshot), snapshot.today)["days"] == {
        "begin": "2026-05-25",
        "end": "2026-11-22",
        "counts": {"2026-11-18": 1},
    }


def test_the_document_in_pieces_is_the_document(tree: Tree) -> None:
    many = "".join(
        f"== applications/2026-11-{day:02}-acme-{of}.md\n---\ncompany: Acme °{of}\n---\n"
        for of in range(12)
        for day in range(1, 12)
    )
    for text in ("", ONSITE, many):
        snapshot = look(tree(text), "2026-11-22")
        pieces = b"".join(document_in_pieces(snapshot, with_private=True))
        compact = json.dumps(
            document(snapshot, with_private=True), ensure_ascii=False, separators=(",", ":")
        )
        assert pieces.decode() == compact + "\n"
