"""Tests who was met, what is owed to them, and when to be in touch next."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.views.people import PersonRow, people, to_be_in_touch
from tests.playbook.journals import Tree, look

JOURNAL = """\
== conversations/2026-09-01-jane.md
---
people: J. Doe <Jane@acme.example>
---
We talked about sailing. She likes it cold.
== interviews/2026-11-18-acme.md
---
company: Acme Robotics
role: Engineer
contact: Rita Cole
interviewers:
  - {{name: Jane Doe, email: jane@acme.example, title: Staff Engineer}}
  - Raj Patel
{more}---
Jane drew the night job.
Raj asked about **retries**. Nobody asked about pay.
Doe laughed.
"""


def _rows(root: Path, today: str, settings: str = "") -> dict[str, PersonRow]:
    return {row.person.id: row for row in people(look(root, today, settings))}


def test_one_person_in_several_entries_is_one_and_why_is_told(tree: Tree) -> None:
    rows = _rows(tree(JOURNAL.format(more="")), "2026-11-18")
    jane = rows["j-doe"].person
    assert (jane.spellings, jane.evidence) == (
        ("J. Doe", "Jane Doe"),
        ("the e-mail address jane@acme.example",),
    )
    assert [(each.name, each.part, each.said) for each in rows["j-doe"].meetings] == [
        ("Interview", "interviewer", ("Jane drew the night job.", "Doe laughed.")),
        (
            "Conversation with J. Doe",
            "",
            ("We talked about sailing.", "She likes it cold."),
        ),
    ]
    assert rows["raj-patel"].person.evidence == ()
    assert [each.said for each in rows["raj-patel"].meetings] == [("Raj asked about retries.",)]


def test_two_people_of_one_name_at_two_companies_are_two(tree: Tree) -> None:
    other = "== interviews/2026-11-20-tide.md\n---\ncompany: Tide\ninterviewers: Jane Doe\n---\n"
    rows = _rows(tree(JOURNAL.format(more="") + other), "2026-11-20")
    assert [each.id for each in rows["j-doe"].namesakes] == []
    assert [each.companies for each in rows["jane-doe"].namesakes] == []
    third = other.replace("tide", "dune").replace("Tide", "Dune")
    rows = _rows(tree(JOURNAL.format(more="") + other + third), "2026-11-20")
    assert [each.companies for each in rows["jane-doe"].namesakes] == [("Tide",)] or [
        each.companies for each in rows["jane-doe"].namesakes
    ] == [("Dune",)]


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("", "to do"),
        ("{connect: Raj}", "to do"),
        ("{connect: Raj, done: 2026-11-18}", "sent"),
        ("{connect: Raj, done: 2026-11-18, accepted: 2026-11-18}", "accepted"),
        ("{connect: Raj, skipped: he asked me to wait}", "not wanted"),
    ],
)
def test_how_far_the_invitation_has_come(tree: Tree, line: str, state: str) -> None:
    more = f"checklist:\n  - {line}\n" if line else ""
    row = _rows(tree(JOURNAL.format(more=more)), "2026-11-18")["raj-patel"]
    assert row.invitation == state


def test_an_invitation_that_is_too_late_or_never_due_is_told_apart(tree: Tree) -> None:
    root = tree(JOURNAL.format(more=""))
    assert _rows(root, "2027-01-18")["raj-patel"].invitation == "not sent"
    assert _rows(root, "2026-11-18")["rita-cole"].invitation == "none"


@pytest.mark.parametrize(
    ("today", "settings", "following", "late", "why"),
    [
        ("2026-12-17", "", "2026-12-18", False, "every month while a matter is live"),
        ("2026-12-18", "", "2026-12-18", True, "every month while a matter is live"),
        (
            "2026-12-01",
            "keep_in_touch: {live: every 2 weeks}",
            "2026-12-02",
            False,
            "every 2 weeks while a matter is live",
        ),
    ],
)
def test_someone_is_written_to_monthly_while_a_matter_is_live(
    tree: Tree, today: str, settings: str, following: str, *, late: bool, why: str
) -> None:
    row = _rows(tree(JOURNAL.format(more="")), today, settings)["raj-patel"]
    assert (str(row.next_touch), row.late) == (following, late)
    assert row.next_reason == f"{why}, and the last touch was on 18 Nov"


def test_and_every_four_months_when_it_is_over_or_as_their_page_says(tree: Tree) -> None:
    over = JOURNAL.format(more="outcome: rejected\n")
    row = _rows(tree(over), "2026-12-18")["raj-patel"]
    assert (str(row.next_touch), row.live) == ("2027-03-18", False)
    never = _rows(tree(over), "2026-12-18", "keep_in_touch: {after: never}")["raj-patel"]
    assert (never.next_touch, never.late, never.next_reason) == (
        None,
        False,
        "never to keep in touch",
    )
    page = "== people/raj-patel.md\n---\nkeep_in_touch: every 2 months\n---\n"
    row = _rows(tree(over + page), "2026-12-18")["raj-patel"]
    assert str(row.next_touch) == "2027-01-18"
    assert row.next_reason.startswith("every 2 months, as their page says, and the last touch")


def test_a_task_that_was_done_for_someone_is_a_touch(tree: Tree) -> None:
    more = "checklist:\n  - {thank: Raj, done: 2026-11-25, proofread_by: Sam}\n"
    root = tree(JOURNAL.format(more=more))
    assert str(_rows(root, "2026-11-25")["raj-patel"].last_touch) == "2026-11-25"
    assert str(_rows(root, "2026-11-24")["raj-patel"].last_touch) == "2026-11-18"


def test_whoever_is_owed_something_else_is_not_asked_for_twice(tree: Tree) -> None:
    root = tree(JOURNAL.format(more=""))
    rows = people(look(root, "2026-12-18"))
    assert {row.person.id for row in rows if row.late} == {"raj-patel", "j-doe"}
    assert [row.person.id for row in to_be_in_touch(rows)] == ["j-doe"]
    later = people(look(root, "2027-02-18"))
    assert {row.person.id for row in to_be_in_touch(later)} == {"raj-patel", "j-doe"}


def test_whoever_was_only_named_is_not_to_be_kept_in_touch_with(tree: Tree) -> None:
    row = _rows(tree(JOURNAL.format(more="")), "2027-11-18")["rita-cole"]
    assert (row.met, row.next_touch, row.next_reason, row.late) == (False, None, "", False)
    cancelled = _rows(tree(JOURNAL.format(more="outcome: cancelled\n")), "2027-11-18")["raj-patel"]
    assert (cancelled.met, cancelled.last_touch) == (False, None)
