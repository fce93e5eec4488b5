"""Tests the agenda: which group a task stands in, in which order, and what is announced."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from afterword.model.task import Task
from afterword.views.agenda import agenda
from tests.playbook.journals import Tree, look

UPDATE = """\
== updates/2026-11-02-acme.md
---
company: Acme Robotics
role: Engineer
checklist:
  - {task: Zebra, due: 2026-11-20}
  - {task: Apple, due: 2026-11-20}
  - {task: Oldest, due: 2026-11-03}
  - {task: Now, due: 2026-11-22}
  - {task: Tomorrow, due: 2026-11-23}
  - {task: In a week, due: 2026-11-29}
  - {task: In eight days, due: 2026-11-30}
  - {task: Next year, due: 2027-02-01}
  - {task: Some day}
  - {task: Another day}
  - {task: Finished, due: 2026-11-03, done: 2026-11-03}
  - {task: Dropped, due: 2026-11-03, skipped: no use}
---
"""


def _names(tasks: Iterable[Task]) -> list[str]:
    return [task.id.split("/task-")[-1] for task in tasks]


def test_tasks_stand_by_urgency_and_equal_ones_by_id(tree: Tree) -> None:
    found = agenda(look(tree(UPDATE), "2026-11-22"))
    assert (str(found.today_is), found.days) == ("2026-11-22", 7)
    assert _names(found.overdue) == ["oldest", "apple", "zebra"]
    assert _names(found.today) == ["now"]
    assert _names(found.soon) == ["tomorrow", "in-a-week"]
    assert _names(found.later) == ["in-eight-days", "next-year"]
    assert _names(found.undated) == ["another-day", "some-day"]
    assert found.moot == found.missed == ()
    assert _names(found.open) == [
        *("oldest", "apple", "zebra", "now", "tomorrow", "in-a-week"),
        *("in-eight-days", "next-year", "another-day", "some-day"),
    ]


@pytest.mark.parametrize(
    ("days", "soon"),
    [
        (0, []),
        (1, ["tomorrow"]),
        (8, ["tomorrow", "in-a-week", "in-eight-days"]),
        (3650, ["tomorrow", "in-a-week", "in-eight-days", "next-year"]),
        (10**9, ["tomorrow", "in-a-week", "in-eight-days", "next-year"]),
    ],
)
def test_one_can_look_as_far_ahead_as_one_likes(tree: Tree, days: int, soon: list[str]) -> None:
    found = agenda(look(tree(UPDATE), "2026-11-22"), days)
    assert _names(found.soon) == soon
    assert len(found.soon) + len(found.later) == 4


def test_what_cannot_be_acted_on_any_more_is_not_among_the_overdue(tree: Tree) -> None:
    root = tree("""\
        == interviews/2026-11-02-acme.md
        ---
        company: Acme Robotics
        interviewers: Jane Doe <jane@acme.example>
        outcome: rejected
        ---
        """)
    found = agenda(look(root, "2026-11-22"))
    assert [task.id for task in found.overdue] == ["2026-11-02-acme/connect-jane-doe"]
    assert [task.id for task in found.moot] == ["2026-11-02-acme/follow-up"]
    assert [task.id for task in found.missed] == ["2026-11-02-acme/thank-jane-doe"]


@pytest.mark.parametrize(
    ("today", "announced"),
    [
        ("2026-11-30", []),
        ("2026-12-01", ["2026-11-20-acme/decide-acme-robotics"]),
        ("2026-12-03", ["2026-11-20-acme/decide-acme-robotics"]),
        ("2026-12-04", []),
    ],
)
def test_a_decision_is_announced_from_3_business_days_before_until_it_is_due(
    tree: Tree, today: str, announced: list[str]
) -> None:
    root = tree("""\
        == offers/2026-11-20-acme.md
        ---
        company: Acme Robotics
        deadline: 2026-12-04
        ---
        """)
    assert [task.id for task in agenda(look(root, today)).announced] == announced


def test_interviews_to_come_are_listed_in_order_on_their_own_day_too(tree: Tree) -> None:
    root = tree("""\
        == interviews/2026-11-21-acme.md
        ---
        company: Acme Robotics
        ---
        == interviews/2026-11-22-acme.md
        ---
        company: Acme Robotics
        time: 16:00
        ---
        == interviews/2026-11-22-borealis.md
        ---
        company: Borealis
        time: 09:00
        ---
        == interviews/2026-11-24-dune.md
        ---
        company: Dune
        outcome: cancelled
        ---
        == interviews/2027-01-04-acme.md
        ---
        company: Acme Robotics
        ---
        == conversations/2026-11-25-ted.md
        ---
        people: Ted Kowalczyk
        ---
        """)
    assert [entry.id for entry in agenda(look(root, "2026-11-22")).interviews] == [
        "2026-11-22-borealis",
        "2026-11-22-acme",
        "2027-01-04-acme",
    ]


def test_an_empty_journal_has_an_empty_agenda(tree: Tree) -> None:
    found = agenda(look(tree("== index.md\nMy search\n"), "2026-11-22"))
    assert found.open == found.moot == found.missed == found.announced == ()
    assert found.interviews == ()
