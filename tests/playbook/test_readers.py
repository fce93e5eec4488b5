"""What a first reader of the documentation stumbled over, each as the journal that showed it."""

from __future__ import annotations

import logging

import pytest
from mkdocs.exceptions import Abort

from afterword.views.pipeline import row_of
from tests.cli.running import run
from tests.playbook.journals import Tree, look, problems_of, seen_of, tasks_of
from tests.site.built import build_tree

ENTRY = """\
== interviews/2026-11-18-acme.md
---
company: Acme
role: Engineer
hear_back_by: 2026-11-27
interviewers: Jane Doe <jane@acme.example>
---
"""


@pytest.mark.parametrize(
    "heading",
    [
        "Thank you note: Jane Doe",
        "Thank-you: Jane Doe",
        "Thank-you note for Jane Doe",
        "Thank-you note - Jane",
        "Thank-you note Jane Doe",
        "Thankyou note: Jane Doe",
        "Thanks to Jane",
        "Thank-you note",
    ],
)
def test_a_heading_that_is_nearly_right_is_a_draft(tree: Tree, heading: str) -> None:
    root = tree(ENTRY + f"## {heading}\n\nDear Jane, ...\n")
    task = tasks_of(root, "2026-11-18")["2026-11-18-acme/thank-jane-doe"]
    assert task.draft is not None
    assert task.draft.text == "Dear Jane, ..."
    assert problems_of(root, "2026-11-18") == []


@pytest.mark.parametrize("heading", ["Thanks", "Thank you all", "Thanks for nothing"])
def test_a_heading_that_names_nobody_is_just_a_heading(tree: Tree, heading: str) -> None:
    two = ENTRY.replace("example>", "example>, Raj <raj@acme.example>")
    root = tree(two + f"## {heading}\n\nText.\n")
    assert [task.draft for task in tasks_of(root, "2026-11-18").values() if task.draft] == []
    assert problems_of(root, "2026-11-18") == []


CHANGE = """\
== updates/2026-11-20-acme.md
---
company: Acme
opportunity: acme-engineer
role: Senior Engineer
---
"""


def test_a_change_of_the_position_is_no_answer(tree: Tree) -> None:
    root = tree(ENTRY + CHANGE)
    assert seen_of(root, "2026-11-22")["2026-11-18-acme/follow-up"] == (
        "upcoming",
        "2026-12-01",
        "due 1 Dec: they said 27 Nov, plus 2 business days",
    )
    answer = CHANGE.replace("role: Senior Engineer\n", "")
    root = tree(ENTRY + answer)
    assert seen_of(root, "2026-11-22")["2026-11-18-acme/follow-up"][0] == "moot"


def test_entries_under_the_new_title_belong_to_the_same_opportunity(tree: Tree) -> None:
    later = ENTRY.replace("2026-11-18", "2026-11-24").replace("Engineer", "Senior Engineer")
    root = tree(ENTRY + CHANGE + later)
    (opportunity,) = look(root, "2026-11-24").journal.opportunities.values()
    assert (opportunity.id, opportunity.role) == ("acme-engineer", "Senior Engineer")
    assert problems_of(root, "2026-11-24") == []


def test_an_opportunity_that_nothing_began_is_named(tree: Tree) -> None:
    root = tree(ENTRY + CHANGE.replace("acme-engineer", "acme-enginer"))
    (problem,) = problems_of(root, "2026-11-22")
    said = "AW-ROLE `opportunity: acme-enginer` is one that nothing began: `acme-engineer`?"
    assert problem == f"updates/2026-11-20-acme.md:3:1: {said}"


def test_a_decision_asks_to_be_written_down(tree: Tree) -> None:
    root = tree("""\
        == offers/2026-11-18-acme.md
        ---
        company: Acme
        deadline: 2026-11-27
        checklist: [{decide: Acme, done: 2026-11-20}]
        ---
        """)
    snapshot = look(root, "2026-11-22")
    (opportunity,) = snapshot.journal.opportunities.values()
    row = row_of(opportunity, snapshot)
    assert (row.suggestion, row.suggested_because) == (
        "decided?",
        "you have decided: write `outcome: accepted` or `outcome: declined`",
    )


def test_an_answer_of_a_later_day_is_not_known_before(tree: Tree) -> None:
    no = "== updates/2026-11-25-acme.md\n---\ncompany: Acme\nrole: Engineer\n"
    no += "outcome: rejected\n---\n"
    root = tree(ENTRY.replace("hear_back_by: 2026-11-27\n", "") + no)
    assert seen_of(root, "2026-11-24")["2026-11-18-acme/follow-up"][0] == "upcoming"
    assert seen_of(root, "2026-11-25")["2026-11-18-acme/follow-up"][0] == "moot"


def test_nobody_is_met_in_take_home_work(tree: Tree) -> None:
    for more in ("deadline: 2026-11-25\n", "format: take-home, 3 hours\n"):
        root = tree(ENTRY.replace("role:", more + "role:"))
        assert {task.verb for task in tasks_of(root, "2026-11-18").values()} <= {
            "task",
            "follow_up",
        }
        nobody = ENTRY.replace("interviewers: Jane Doe <jane@acme.example>\n", more)
        assert problems_of(tree(nobody), "2026-11-18") == []


CONFIG = "== mkdocs.yml\nsite_name: S\ndocs_dir: journal\ntheme: {name: material}\n"
CONFIG += "plugins: [afterword]\n"


def test_due_tells_of_interviews_ahead_and_of_what_is_too_late(tree: Tree) -> None:
    entry = ENTRY.replace("== ", "== journal/")
    ahead = entry.replace("2026-11-18", "2026-12-08").replace(
        "hear", "time: 9:30\nround: Panel\nhear"
    )
    root = tree(CONFIG + entry + ahead)
    out = run(root, "due", "--today", "2026-12-05").out
    assert "Interviews ahead\n  Tue  8 Dec 09:30  Panel, Acme\n" in out
    assert "\n1 too late by now: see the page Overdue.\n" in out


def test_a_strict_build_fails_quietly_too(tree: Tree) -> None:
    root = tree(CONFIG + "== journal/interviews/2026-11-18-acme.md\n---\ncompany: [x\n---\n")
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.ERROR)
    build_tree(root)
    level = logging.getLogger("mkdocs.plugins").level
    logging.getLogger("mkdocs.plugins").setLevel(logging.ERROR)
    try:
        with pytest.raises(Abort):
            build_tree(root, strict=True)
    finally:
        logging.getLogger("mkdocs.plugins").setLevel(level)
