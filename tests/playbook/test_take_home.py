"""Tests take-home work, addresses to ask for, and what prepares for a day that has passed."""

from __future__ import annotations

import pytest

from tests.playbook.journals import Tree, problems_of, seen, seen_of, tasks_of

TAKE_HOME = """\
== interviews/2026-11-18-acme.md
---
company: Acme Robotics
format: take-home
deadline: 2026-11-25
interviewers: Jane Doe <jane@acme.example>
checklist:
  - {{thank: Jane, done: 2026-11-18, proofread_by: Sam}}
  - {{connect: Jane, done: 2026-11-18}}
{more}---
"""
HAND_IN = "2026-11-18-acme/task-hand-in-the-take-home-work"
FOLLOW_UP = "2026-11-18-acme/follow-up"
BY = "due 25 Nov: the take-home work is due 25 Nov"


@pytest.mark.parametrize(
    ("today", "state", "reason"),
    [
        ("2026-11-18", "upcoming", BY),
        ("2026-11-25", "today", BY),
        ("2026-11-26", "overdue", BY),
        ("2026-12-02", "overdue", BY),
        ("2026-12-03", "missed", f"too late after 2 Dec; was {BY}"),
    ],
)
def test_take_home_work_is_handed_in_by_its_deadline(
    tree: Tree, today: str, state: str, reason: str
) -> None:
    found = seen_of(tree(TAKE_HOME.format(more="")), today)
    assert found[HAND_IN] == (state, "2026-11-25", reason)


def test_the_follow_up_counts_from_the_day_the_work_is_due(tree: Tree) -> None:
    found = seen_of(tree(TAKE_HOME.format(more="")), "2026-11-18")
    assert found[FOLLOW_UP] == (
        "upcoming",
        "2026-12-02",
        "due 2 Dec: the take-home work is due 25 Nov, plus 5 business days",
    )


@pytest.mark.parametrize(
    "line",
    [
        "task: Hand in the take-home work",
        "task: hand in the Take-Home work",
        "{task: Send the exercise, due: deadline}",
    ],
)
def test_work_that_is_written_down_is_not_implied_again(tree: Tree, line: str) -> None:
    tasks = tasks_of(tree(TAKE_HOME.format(more=f"  - {line}\n")), "2026-11-18")
    (task,) = [task for task in tasks.values() if task.verb == "task"]
    assert (task.implied, str(task.due)) == (False, "2026-11-25")


def test_a_next_round_shows_that_it_was_handed_in(tree: Tree) -> None:
    later = "== interviews/2026-11-27-acme.md\n---\ncompany: Acme Robotics\n---\n"
    found = seen_of(tree(TAKE_HOME.format(more="") + later), "2026-11-27")
    assert found[HAND_IN] == (
        "moot",
        "2026-11-25",
        "not needed: the interview on 27 Nov came after",
    )
    # One that is only planned does not, nor one that was before the day.
    found = seen_of(tree(TAKE_HOME.format(more="") + later), "2026-11-26")
    assert found[HAND_IN][0] == "overdue"


def test_nothing_is_handed_in_for_an_interview_without_a_deadline(tree: Tree) -> None:
    root = tree(TAKE_HOME.format(more="").replace("deadline: 2026-11-25\n", ""))
    assert HAND_IN not in tasks_of(root, "2026-11-18")


MET = """\
== interviews/2026-11-18-acme.md
---
company: Acme Robotics
interviewers: {who}
{more}---
"""
ASK = "2026-11-18-acme/task-ask-raj-patel-for-a-card-or-an-address"


@pytest.mark.parametrize(
    ("who", "asked"),
    [
        ("Raj Patel", True),
        ("Raj Patel <raj@acme.example>", False),
        ("[{name: Raj Patel, linkedin: https://www.linkedin.com/in/raj}]", False),
        ("[{name: Raj Patel, phone: 555-0100}]", True),
    ],
)
def test_whoever_has_no_address_is_asked_for_one(tree: Tree, who: str, *, asked: bool) -> None:
    task = tasks_of(tree(MET.format(who=who, more="")), "2026-11-18").get(ASK)
    assert (task is not None) == asked
    if task:
        assert seen(task) == (
            "upcoming",
            "2026-11-19",
            "due 19 Nov: the interview on 18 Nov, plus 1 business day",
        )
        assert task.person == "raj-patel"


def test_an_address_given_anywhere_will_do(tree: Tree) -> None:
    later = "== updates/2026-11-20-acme.md\n---\ncompany: Acme Robotics\n"
    later += "contact: Raj Patel <raj@acme.example>\n---\n"
    assert ASK not in tasks_of(tree(MET.format(who="Raj Patel", more="") + later), "2026-11-20")


def test_someone_is_asked_once(tree: Tree) -> None:
    entry = MET.format(who="Raj Patel", more="")
    again = entry.replace("2026-11-18", "2026-11-20")
    assert [name for name in tasks_of(tree(entry + again), "2026-11-20") if "-ask-" in name] == [
        ASK
    ]


def test_asking_that_is_written_down_is_the_same_task(tree: Tree) -> None:
    line = "checklist:\n  - task: Ask Raj for a card or an address\n"
    root = tree(MET.format(who="Raj Patel", more=line))
    asked = [task for name, task in tasks_of(root, "2026-11-20").items() if "-ask-" in name]
    assert [(task.implied, task.person, str(task.due)) for task in asked] == [
        (False, "raj-patel", "2026-11-19")
    ]
    known = MET.format(who="Raj Patel <raj@acme.example>", more=line)
    (task,) = [
        task for name, task in tasks_of(tree(known), "2026-11-20").items() if "-ask-" in name
    ]
    assert (task.state, task.reason) == ("moot", "not needed: an address is known")


def test_the_rule_can_be_left_out(tree: Tree) -> None:
    root = tree(MET.format(who="Raj Patel", more=""))
    assert ASK not in tasks_of(root, "2026-11-18", "playbook: {address: off}")


OFFER = """\
== offers/2026-11-18-acme.md
---
company: Acme Robotics
deadline: 2026-11-25
{more}checklist:
  - {{task: Call Ana, due: deadline - 1 business day}}
  - {{task: Order flowers, due: 2026-12-01}}
---
"""
CALL = "2026-11-18-acme/task-call-ana"


def test_what_prepares_for_an_offers_answer_is_off_the_list_when_its_deadline_has_passed(
    tree: Tree,
) -> None:
    root = tree(OFFER.format(more=""))
    assert seen_of(root, "2026-11-25")[CALL][0] == "overdue"
    assert seen_of(root, "2026-11-26")[CALL] == (
        "moot",
        "2026-11-24",
        "not needed: it was to be done by the offer's deadline, 25 Nov, which has passed",
    )
    assert seen_of(root, "2026-12-02")["2026-11-18-acme/task-order-flowers"][0] == "overdue"
    # Once the offer is accepted, what belongs to it is still to be done.
    accepted = tree(OFFER.format(more="outcome: accepted\n"))
    assert seen_of(accepted, "2026-11-26")[CALL][0] == "overdue"


def test_what_prepares_for_an_application_is_off_the_list_when_the_posting_has_closed(
    tree: Tree,
) -> None:
    root = tree("""\
        == applications/2026-11-18-acme.md
        ---
        company: Acme Robotics
        stage: lead
        apply_by: 2026-11-25
        checklist:
          - {task: Rewrite the first page, due: 2026-11-23}
        ---
        """)
    name = "2026-11-18-acme/task-rewrite-the-first-page"
    assert seen_of(root, "2026-11-25")[name][0] == "overdue"
    assert seen_of(root, "2026-11-26")[name] == (
        "moot",
        "2026-11-23",
        (
            "not needed: it was to be done by the last day for applications, 25 Nov, which has "
            "passed"
        ),
    )


@pytest.mark.parametrize(("limit", "told"), [("", True), ("linkedin_note: 300", False)])
def test_a_note_that_linkedin_does_not_take_is_named(tree: Tree, limit: str, *, told: bool) -> None:
    note = "x" * 201
    more = f"checklist:\n  - connect: Raj\n    note: {note}\n"
    root = tree(MET.format(who="Raj Patel <raj@acme.example>", more=more))
    assert problems_of(root, "2026-11-18", limit) == (
        [
            (
                "interviews/2026-11-18-acme.md:5:5: AW-LONG the note to Raj Patel has 201 "
                "characters, and LinkedIn takes 200: shorten it (300 with Premium, see the setting "
                "`linkedin_note`)."
            )
        ]
        if told
        else []
    )
