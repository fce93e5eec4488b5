"""Tests `afterword week`: the present week, another one, and its data."""

from __future__ import annotations

import json

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.running import CONFIG, run
from tests.playbook.journals import Tree
from tests.views.test_weeks import JOURNAL, TODAY

FOLDER = CONFIG.replace("2026-11-22", TODAY) + JOURNAL.replace("== ", "== journal/")


def test_the_present_week_and_the_last(tree: Tree, snapshot: SnapshotAssertion) -> None:
    root = tree(FOLDER)
    for words in ((), ("last",)):
        ran = run(root, "week", *words)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out == snapshot


def test_a_week_in_which_nothing_was(tree: Tree) -> None:
    ran = run(tree(CONFIG + "== journal/index.md\n"), "week", "2025-W10")
    assert ran.out.endswith(
        "Week 2025-W10, Monday 2025-03-03 to Sunday 2025-03-09\n\n"
        "Nothing happened in it, and nothing was due.\n"
    )


@pytest.mark.parametrize(
    ("words", "week"),
    [
        ("this", "2026-W48"),
        ("last week", "2026-W47"),
        ("2026W47", "2026-W47"),
        ("2026-w1", "2026-W01"),
        ("2026-11-20", "2026-W47"),
        ("yesterday", "2026-W48"),
    ],
)
def test_any_way_to_say_a_week(tree: Tree, words: str, week: str) -> None:
    assert json.loads(run(tree(FOLDER), "week", words, "--json").out)["week"] == week


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("2026-W60", "`2026-W60` is no week of the calendar; write it as 2026-W47."),
        ("someday", "A week is written as 2026-W47."),
    ],
)
def test_what_is_no_week_is_refused(tree: Tree, words: str, said: str) -> None:
    ran = run(tree(FOLDER), "week", words)
    assert (ran.code, said in ran.err) == (2, True)


def test_the_data_of_a_week(tree: Tree) -> None:
    ran = run(tree(FOLDER), "week", "2026-W47", "--json")
    found = json.loads(ran.out)
    assert (found["monday"], found["sunday"]) == ("2026-11-16", "2026-11-22")
    assert found["happened"] == ["2026-11-18-acme", "2026-11-20-tide"]
    assert found["moved"][1] == {
        "opportunity": "tide",
        "on": "2026-11-20",
        "from": "applied",
        "to": "applied",
        "outcome": "rejected",
        "reopened": False,
    }
    assert found["next"][0]["label"] == "Connect with Raj Patel on LinkedIn"
