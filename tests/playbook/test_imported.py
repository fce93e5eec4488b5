"""Tests what an import brings along: what is to come, and nothing that was due before it."""

from __future__ import annotations

import pytest

from tests.playbook.journals import Tree, look, problems_of, seen_of, tasks_of

APPLIED = """\
== applications/2026-11-02-acme.md
---
company: Acme
role: Dev
{}
x-import: table/0123456789ab 2026-11-25
---
"""
OFFER = """\
== offers/{}-foo.md
---
company: Foo
role: Dev
deadline: 2026-12-04
---
"""


def test_what_was_due_before_the_import_is_not_owed(tree: Tree) -> None:
    root = tree(APPLIED.format("stage: lead"))
    assert tasks_of(root, "2026-11-25") == {}
    assert tasks_of(root, "2027-01-25") == {}


def test_what_is_due_from_the_import_on_is(tree: Tree) -> None:
    root = tree(APPLIED.format("hear_back_by: 2026-11-23"))
    assert seen_of(root, "2026-11-26") == {
        "2026-11-02-acme/follow-up": (
            "overdue",
            "2026-11-25",
            "due 25 Nov: they said 23 Nov, plus 2 business days",
        )
    }


@pytest.mark.parametrize(("day", "told"), [("2026-11-20", False), ("2026-11-24", True)])
def test_the_others_are_told_of_an_offer_where_that_was_not_late_already(
    tree: Tree, day: str, *, told: bool
) -> None:
    root = tree(APPLIED.format("stage: interviewing") + OFFER.format(day))
    assert (f"{day}-foo/follow-up-acme" in tasks_of(root, "2026-11-25")) is told


@pytest.mark.parametrize(("day", "left"), [("2026-11-20", False), ("2026-11-24", True)])
def test_one_withdraws_from_what_was_imported_where_that_was_not_late_already(
    tree: Tree, day: str, *, left: bool
) -> None:
    accepted = OFFER.format(day).replace("deadline: 2026-12-04", "outcome: accepted")
    root = tree(APPLIED.format("stage: interviewing") + accepted)
    task = f"{day}-foo/task-withdraw-from-acme-with-thanks"
    assert (task in tasks_of(root, "2026-11-25")) is left


def test_an_imported_acceptance_brings_no_withdrawals(tree: Tree) -> None:
    # Its row says when the application was sent; the offer was accepted some other day.
    other = "== applications/2026-11-24-bar.md\n---\ncompany: Bar\nrole: Dev\n---\n"
    root = tree(APPLIED.format("outcome: accepted") + other)
    assert not any("withdraw" in task for task in tasks_of(root, "2026-11-25"))


ROLELESS = """\
== {}.md
---
company: Acme
{}
---
"""


def test_an_import_takes_no_entry_without_role_away_from_its_opportunity(tree: Tree) -> None:
    root = tree(
        APPLIED.format("")
        + ROLELESS.format("applications/2026-11-10-acme", "")
        + ROLELESS.format("updates/2026-11-12-acme", "role: QA\noutcome: rejected")
    )
    opportunities = look(root, "2026-11-25").journal.opportunities
    assert [entry.id for entry in opportunities["acme-qa"].entries] == [
        "2026-11-10-acme",
        "2026-11-12-acme",
    ]
    assert problems_of(root, "2026-11-25") == []


def test_an_entry_without_role_is_one_of_its_own_where_an_import_told_of_several(
    tree: Tree,
) -> None:
    again = APPLIED.format("").replace("2026-11-02-acme", "2026-11-03-acme").replace("Dev", "QA")
    root = tree(
        APPLIED.format("")
        + again
        + ROLELESS.format("interviews/2026-11-10-acme", "interviewers: Jane Doe")
        + ROLELESS.format("updates/2026-11-12-acme", "outcome: rejected")
    )
    opportunities = look(root, "2026-11-25").journal.opportunities
    assert [entry.id for entry in opportunities["acme"].entries] == [
        "2026-11-10-acme",
        "2026-11-12-acme",
    ]


def test_an_entry_without_role_joins_the_one_that_an_import_told_of(tree: Tree) -> None:
    root = tree(
        APPLIED.format("") + ROLELESS.format("updates/2026-11-12-acme", "outcome: rejected")
    )
    assert len(look(root, "2026-11-25").journal.opportunities["acme-dev"].entries) == 2


def test_an_entry_without_role_that_is_written_after_the_import_may_mean_either(
    tree: Tree,
) -> None:
    root = tree(
        APPLIED.format("")
        + "== applications/2026-11-05-acme.md\n---\ncompany: Acme\nrole: QA\n---\n"
        + ROLELESS.format("interviews/2026-11-26-acme", "interviewers: Jane Doe")
    )
    (said,) = problems_of(root, "2026-11-27")
    assert "say which one: `role: Dev`, `role: QA`" in said
