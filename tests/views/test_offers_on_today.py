"""An offer on Today: announced before its deadline, and not forgotten after it."""

from __future__ import annotations

import pytest

from afterword.views.agenda import agenda
from tests.playbook.journals import Tree, look

OFFER = """\
== offers/2026-11-20-acme.md
---
company: Acme Robotics
role: Engineer
deadline: 2026-12-04
---
"""
DECLINED = """\
== updates/2026-12-07-acme.md
---
company: Acme Robotics
role: Engineer
outcome: declined
---
"""


@pytest.mark.parametrize(
    ("today", "announced", "suggested"),
    [
        ("2026-11-30", [], []),
        ("2026-12-01", ["2026-11-20-acme/decide-acme-robotics"], []),
        ("2026-12-04", [], []),
        ("2026-12-05", [], ["lapsed?"]),
    ],
    ids=["four business days before", "three before", "the day itself: due today", "after"],
)
def test_an_offer_is_announced_then_due_then_asked_about(
    tree: Tree, today: str, announced: list[str], suggested: list[str]
) -> None:
    found = agenda(look(tree(OFFER), today))
    assert [task.id for task in found.announced] == announced
    assert [task.suggestion for task in found.suggested] == suggested


def test_an_offer_that_was_answered_is_asked_about_no_more(tree: Tree) -> None:
    assert agenda(look(tree(OFFER + DECLINED), "2026-12-08")).suggested == ()
