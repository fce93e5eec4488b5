"""Tests what counts as done in the search: on which day, with whom, and what came of it."""

from __future__ import annotations

import datetime as dt

import pytest

from afterword.views.activities import activities, by_week
from tests.playbook.journals import Tree, look

Told = tuple[str, str]


def _told(journal: str, tree: Tree, today: str = "2026-11-22") -> list[Told]:
    return [(each.date.isoformat(), each.name) for each in activities(look(tree(journal), today))]


def test_only_what_took_place_by_now_counts(tree: Tree) -> None:
    journal = """\
        == applications/2026-11-02-acme.md
        ---
        company: Acme
        ---
        == applications/2026-11-03-tide.md
        ---
        company: Tide
        stage: lead
        ---
        == applications/2026-11-04-nimbus.md
        ---
        company: Nimbus
        stage: lead
        checklist:
          - {apply: Nimbus, done: 2026-11-06}
        ---
        == interviews/2026-11-09-acme.md
        ---
        company: Acme
        round: Screen
        interviewers: Jane Doe
        ---
        == interviews/2026-11-10-acme.md
        ---
        company: Acme
        outcome: cancelled
        ---
        == interviews/2026-11-11-acme.md
        ---
        company: Acme
        round: Take-home
        deadline: 2026-11-20
        checklist:
          - {task: Hand in the take-home work, done: 2026-11-19}
          - {task: Buy a tie, done: 2026-11-19}
        ---
        == interviews/2026-11-24-acme.md
        ---
        company: Acme
        ---
        == conversations/2026-11-12-ann.md
        ---
        people: Ann Lee
        ---
        == offers/2026-11-20-acme.md
        ---
        company: Acme
        ---
        == updates/2026-11-13-tide.md
        ---
        company: Tide
        outcome: rejected
        ---
        == updates/2026-11-14-nimbus.md
        ---
        company: Nimbus
        outcome: withdrawn
        ---
        """
    assert _told(journal, tree) == [
        ("2026-11-02", "Applied"),
        ("2026-11-06", "Applied"),
        ("2026-11-09", "Interviewed: Screen"),
        ("2026-11-11", "Received take-home work"),
        ("2026-11-12", "Conversation"),
        ("2026-11-14", "Withdrew"),
        ("2026-11-19", "Handed in take-home work"),
        ("2026-11-20", "Received an offer"),
    ]


def test_what_was_sent_counts_on_its_day_and_not_without_one(tree: Tree) -> None:
    journal = """\
        == interviews/2026-11-09-acme.md
        ---
        company: Acme
        interviewers: Jane Doe, Raj Patel
        checklist:
          - {thank: Jane Doe, done: 2026-11-10}
          - {thank: Raj Patel, done: true}
          - {connect: Jane Doe, done: 2026-11-12}
          - {connect: Raj Patel, skipped: not wanted}
          - {follow_up: Acme, done: 2026-11-16}
          - {follow_up: Acme, done: 2026-11-30}
        ---
        """
    assert _told(journal, tree) == [
        ("2026-11-09", "Interviewed"),
        ("2026-11-10", "Thank-you sent"),
        ("2026-11-12", "Invitation to connect sent"),
        ("2026-11-16", "Follow-up sent"),
    ]


def test_an_activity_says_with_whom_how_and_what_came_of_it(tree: Tree) -> None:
    root = tree("""\
        == applications/2026-11-02-acme.md
        ---
        company: Acme
        role: Engineer
        contact: {name: Rita Cole, phone: +1 415 555 0100}
        source: a friend
        url: https://acme.example/jobs/17
        checklist:
          - {follow_up: Acme, done: 2026-11-06, via: phone}
        ---
        == interviews/2026-11-09-acme.md
        ---
        company: Acme
        role: Engineer
        format: video
        interviewers: Jane Doe <jane@acme.example>, Raj Patel
        outcome: advanced
        ---
        == updates/2026-11-12-acme.md
        ---
        company: Acme
        role: Engineer
        outcome: rejected
        ---
        """)
    found = activities(look(root, "2026-11-22"))
    assert [(each.person, each.reached_at, each.how, each.url, each.result) for each in found] == [
        (
            "Rita Cole",
            "+1 415 555 0100",
            "a friend",
            "https://acme.example/jobs/17",
            "rejected 2026-11-12",
        ),
        ("Rita Cole", "+1 415 555 0100", "phone", "", "rejected 2026-11-12"),
        ("Jane Doe, Raj Patel", "jane@acme.example", "video", "", "advanced"),
    ]
    earlier = activities(look(root, "2026-11-10"))
    assert [each.result for each in earlier] == [
        "interviewing since 2026-11-09",
        "interviewing since 2026-11-09",
        "advanced",
    ]


@pytest.mark.parametrize(
    ("from_sunday", "weeks"),
    [
        (False, [("2026-11-09", "2026-11-15", 2), ("2026-11-16", "2026-11-22", 1)]),
        (True, [("2026-11-08", "2026-11-14", 1), ("2026-11-15", "2026-11-21", 2)]),
    ],
)
def test_weeks_begin_on_monday_or_on_sunday(
    tree: Tree, from_sunday: bool, weeks: list[tuple[str, str, int]]
) -> None:
    days = ("2026-11-09", "2026-11-15", "2026-11-16")
    root = tree("".join(f"== applications/{day}.md\n---\ncompany: A\n---\n" for day in days))
    found = by_week(activities(look(root, "2026-11-22")), from_sunday=from_sunday)
    assert [(str(w.begin), str(w.end), len(w.activities)) for w in found] == weeks


@pytest.mark.parametrize("from_sunday", [False, True])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_week_there_is_are_weeks(
    tree: Tree, day: str, from_sunday: bool
) -> None:
    root = tree(f"== applications/{day}.md\n---\ncompany: A\n---\n")
    (week,) = by_week(activities(look(root, "9999-12-31")), from_sunday=from_sunday)
    assert week.begin <= dt.date.fromisoformat(day) <= week.end


def test_both_ends_of_a_span_count_and_tomorrow_never_does(tree: Tree) -> None:
    days = ("2026-11-08", "2026-11-09", "2026-11-15", "2026-11-16", "2026-11-23")
    root = tree("".join(f"== applications/{day}.md\n---\ncompany: A\n---\n" for day in days))
    snapshot = look(root, "2026-11-22")
    span = activities(snapshot, dt.date(2026, 11, 9), dt.date(2026, 11, 15))
    assert [each.date.day for each in span] == [9, 15]
    assert [each.date.day for each in activities(snapshot, until=dt.date(2027, 1, 1))] == [
        *(8, 9, 15, 16)
    ]
