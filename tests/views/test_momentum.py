"""Tests the sentence that says whether the search is still moving."""

from __future__ import annotations

import pytest

from afterword.views.momentum import WEEKS, momentum
from tests.playbook.journals import Tree, look


def _sentence(tree: Tree, journal: str, today: str, settings: str = "") -> str:
    return momentum(look(tree(journal), today, settings)).sentence


def _applications(*companies: str) -> str:
    return "".join(
        f"== applications/2026-11-18-{company.lower()}.md\n---\ncompany: {company}\n---\n"
        for company in companies
    )


@pytest.mark.parametrize(
    ("companies", "sentence"),
    [
        (
            ["Acme"],
            (
                "1 live opportunity, 2 fewer than the 3 to keep up: look for 2 more; "
                "the last new step was 4 days ago."
            ),
        ),
        (
            ["Acme", "Borealis"],
            (
                "2 live opportunities, 1 fewer than the 3 to keep up: look for one more; "
                "the last new step was 4 days ago."
            ),
        ),
        (
            ["Acme", "Borealis", "Cobalt"],
            "3 live opportunities; the last new step was 4 days ago.",
        ),
        (
            ["Acme", "Borealis", "Cobalt", "Dune"],
            "4 live opportunities; the last new step was 4 days ago.",
        ),
    ],
)
def test_fewer_live_opportunities_than_wanted_are_said(
    tree: Tree, companies: list[str], sentence: str
) -> None:
    assert _sentence(tree, _applications(*companies), "2026-11-22") == sentence


def test_what_ended_or_is_on_hold_does_not_count_as_live(tree: Tree) -> None:
    journal = """\
        == applications/2026-11-18-acme.md
        ---
        company: Acme
        outcome: rejected
        ---
        == updates/2026-11-18-borealis.md
        ---
        company: Borealis
        role: Engineer
        outcome: on-hold
        ---
        """
    assert _sentence(tree, journal, "2026-11-19") == (
        "No live opportunities, 3 fewer than the 3 to keep up: look for 3 more; "
        "the last new step was yesterday."
    )


@pytest.mark.parametrize(
    ("today", "since"),
    [
        ("2026-11-18", "something new happened today."),
        ("2026-11-19", "the last new step was yesterday."),
        ("2026-11-20", "the last new step was 2 days ago."),
        ("2026-11-25", "the last new step was 7 days ago."),
        (
            "2026-11-26",
            "the last new step was 8 days ago, which is long: apply, write or call this week.",
        ),
    ],
)
def test_a_search_that_stands_still_is_told_to_move(tree: Tree, today: str, since: str) -> None:
    journal = _applications("Acme", "Borealis", "Cobalt")
    assert _sentence(tree, journal, today) == f"3 live opportunities; {since}"


@pytest.mark.parametrize(
    ("entry", "counts"),
    [
        ("applications/2026-11-20-dune.md\n---\ncompany: Dune", True),
        ("interviews/2026-11-20-acme.md\n---\ncompany: Acme", True),
        ("conversations/2026-11-20-ted.md\n---\npeople: Ted", True),
        ("offers/2026-11-20-acme.md\n---\ncompany: Acme", True),
        ("updates/2026-11-20-acme.md\n---\ncompany: Acme", False),
        ("interviews/2026-11-20-acme.md\n---\ncompany: Acme\noutcome: cancelled", False),
        ("interviews/2026-11-24-acme.md\n---\ncompany: Acme", False),
    ],
    ids=["application", "interview", "conversation", "offer", "update", "cancelled", "to come"],
)
def test_only_what_one_did_and_took_place_is_a_new_step(
    tree: Tree, entry: str, counts: bool
) -> None:
    found = momentum(look(tree(f"{_applications('Acme')}== {entry}\n---\n"), "2026-11-22"))
    assert str(found.last) == ("2026-11-20" if counts else "2026-11-18")
    assert found.quiet_days == (2 if counts else 4)


def test_both_figures_can_be_set(tree: Tree) -> None:
    settings = "momentum: {live: 1, quiet_days: 3}"
    assert _sentence(tree, _applications("Acme"), "2026-11-22", settings) == (
        "1 live opportunity; the last new step was 4 days ago, which is long: "
        "apply, write or call this week."
    )


def test_the_search_goes_on_until_an_offer_is_accepted_and_again_if_it_is_rescinded(
    tree: Tree,
) -> None:
    offer = "== offers/2026-11-20-acme.md\n---\ncompany: Acme\ndeadline: 2026-12-04\n---\n"
    accepted = "== updates/2026-11-23-acme.md\n---\ncompany: Acme\noutcome: accepted\n---\n"
    rescinded = "== updates/2026-11-25-acme.md\n---\ncompany: Acme\noutcome: rescinded\n---\n"
    root = tree(offer + accepted + rescinded)
    found = {day: momentum(look(root, f"2026-11-{day}")) for day in ("22", "23", "25")}
    assert {day: (each.settled, each.live, each.sentence) for day, each in found.items()} == {
        "22": (
            False,
            1,
            (
                "1 live opportunity, 2 fewer than the 3 to keep up: look for 2 more; "
                "the last new step was 2 days ago."
            ),
        ),
        "23": (
            True,
            0,
            "The offer from Acme is accepted. There is nothing more to keep up.",
        ),
        "25": (
            False,
            0,
            (
                "No live opportunities, 3 fewer than the 3 to keep up: look for 3 more; "
                "the last new step was 5 days ago."
            ),
        ),
    }


def test_an_empty_journal_says_what_to_do_first(tree: Tree) -> None:
    found = momentum(look(tree("== index.md\nMy search\n"), "2026-11-22"))
    assert (found.live, found.last, found.quiet_days, found.sentence) == (
        0,
        None,
        None,
        "Nothing has happened yet: write down the first application or conversation.",
    )


def test_the_days_are_those_of_the_steps_in_the_weeks(tree: Tree) -> None:
    journal = (
        _applications("Acme", "Borealis")
        + "== interviews/2026-11-20-acme.md\n---\ncompany: Acme\n---\n"
        + "== interviews/2026-11-23-acme.md\n---\ncompany: Acme\n---\n"
        + "== updates/2026-11-21-acme.md\n---\ncompany: Acme\n---\n"
        + "== conversations/2026-06-01-ted.md\n---\npeople: Ted\n---\n"
        + "== conversations/2026-05-31-ida.md\n---\npeople: Ida\n---\n"
    )
    found = momentum(look(tree(journal), "2026-11-25"))
    days = found.days
    assert (str(days.begin), str(days.end), len(days.weeks)) == ("2026-06-01", "2026-11-25", 26)
    assert {str(day): count for day, count in days.counts.items()} == {
        "2026-06-01": 1,
        "2026-11-18": 2,
        "2026-11-20": 1,
        "2026-11-23": 1,
    }
    assert days.weeks[-2][1] == (0, 0, 2, 0, 1, 0, 0)
    assert days.weeks[-1][1] == (1, 0, 0, None, None, None, None)
    totals = {monday: sum(count or 0 for count in counts) for monday, counts in days.weeks}
    assert [totals[week.monday] for week in found.weeks] == [week.total for week in found.weeks]
    assert len(found.weeks) == WEEKS


def test_at_the_calendars_begin_there_are_fewer_weeks(tree: Tree) -> None:
    found = momentum(look(tree("== index.md\nMy search\n"), "0001-01-10"))
    assert (len(found.weeks), len(found.days.weeks), found.days.total) == (2, 2, 0)
