"""Tests whom one thanks and connects with, until when, and what a note still needs."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from afterword.model.task import Step
from tests.playbook.journals import Tree, problems_of, seen, seen_of, tasks_of

ONSITE = """\
== interviews/2026-11-18-acme.md
---
company: Acme Robotics
role: Backend Engineer
interviewers: Jane Doe <jane@acme.example>, Raj Patel <raj@acme.example>
---
"""


def _thanks(tasks: Mapping[str, object]) -> list[str]:
    return [name for name in tasks if "/thank-" in name]


def _connects(tasks: Mapping[str, object]) -> list[str]:
    return [name for name in tasks if "/connect-" in name]


def test_each_interviewer_is_owed_a_thank_you_by_the_next_business_day(tree: Tree) -> None:
    tasks = tasks_of(tree(ONSITE), "2026-11-18")
    reason = "due 19 Nov: the interview on 18 Nov, plus 1 business day"
    thanked = [task for task in tasks.values() if task.verb == "thank"]
    assert [(task.id, task.label, task.person, seen(task)) for task in thanked] == [
        (
            "2026-11-18-acme/thank-jane-doe",
            "Thank Jane Doe",
            "jane-doe",
            ("upcoming", "2026-11-19", reason),
        ),
        (
            "2026-11-18-acme/thank-raj-patel",
            "Thank Raj Patel",
            "raj-patel",
            ("upcoming", "2026-11-19", reason),
        ),
    ]
    assert [(task.implied, task.line) for task in thanked] == [(True, None)] * 2


def test_what_is_implied_says_which_opportunity_it_is_for_though_its_entry_names_no_role(
    tree: Tree,
) -> None:
    applied = ONSITE.replace("interviews/2026-11-18", "applications/2026-11-02")
    root = tree(applied + ONSITE.replace("role: Backend Engineer\n", ""))
    task = tasks_of(root, "2026-11-18")["2026-11-18-acme/thank-jane-doe"]
    assert (task.opportunity, task.company, task.role) == (
        "acme-robotics-backend-engineer",
        "Acme Robotics",
        "Backend Engineer",
    )


@pytest.mark.parametrize(
    ("today", "state", "days_overdue", "reason"),
    [
        ("2026-11-18", "upcoming", 0, "due 19 Nov: the interview on 18 Nov, plus 1 business day"),
        ("2026-11-19", "today", 0, "due 19 Nov: the interview on 18 Nov, plus 1 business day"),
        ("2026-11-20", "overdue", 1, "due 19 Nov: the interview on 18 Nov, plus 1 business day"),
        ("2026-12-02", "overdue", 13, "due 19 Nov: the interview on 18 Nov, plus 1 business day"),
        (
            "2026-12-03",
            "missed",
            0,
            "too late after 2 Dec; was due 19 Nov: the interview on 18 Nov, plus 1 business day",
        ),
        (
            "2027-01-04",
            "missed",
            0,
            (
                "too late after 2 Dec 2026; "
                "was due 19 Nov 2026: the interview on 18 Nov 2026, plus 1 business day"
            ),
        ),
    ],
)
def test_a_thank_you_is_due_then_overdue_and_after_14_days_missed(
    tree: Tree, today: str, state: str, days_overdue: int, reason: str
) -> None:
    task = tasks_of(tree(ONSITE), today)["2026-11-18-acme/thank-jane-doe"]
    assert seen(task) == (state, "2026-11-19", reason)
    assert task.days_overdue == days_overdue


def test_a_thank_you_after_a_friday_waits_for_monday(tree: Tree) -> None:
    root = tree("""\
        == interviews/2026-11-20-acme.md
        ---
        company: Acme Robotics
        interviewers: Jane Doe
        ---
        """)
    assert seen_of(root, "2026-11-22")["2026-11-20-acme/thank-jane-doe"] == (
        "upcoming",
        "2026-11-23",
        "due 23 Nov: the interview on 20 Nov, plus 1 business day",
    )


def test_a_holiday_that_moves_a_thank_you_is_named(tree: Tree) -> None:
    root = tree("""\
        == interviews/2026-11-25-acme.md
        ---
        company: Acme Robotics
        interviewers: Jane Doe
        ---
        """)
    assert seen_of(root, "2026-11-25", "holidays: US")["2026-11-25-acme/thank-jane-doe"] == (
        "upcoming",
        "2026-11-27",
        "due 27 Nov: the interview on 25 Nov, plus 1 business day (26 Nov is Thanksgiving Day)",
    )


def test_a_person_met_twice_on_a_day_is_thanked_once_and_on_another_day_again(tree: Tree) -> None:
    root = tree("""\
        == interviews/2026-11-18-acme-1-morning.md
        ---
        company: Acme Robotics
        interviewers: Jane Doe
        ---
        == interviews/2026-11-18-acme-2-afternoon.md
        ---
        company: ACME  robotics
        interviewers: jane doe, Raj Patel
        ---
        == interviews/2026-11-19-acme.md
        ---
        company: Acme Robotics
        interviewers: Jane Doe
        ---
        """)
    assert _thanks(tasks_of(root, "2026-11-19")) == [
        "2026-11-18-acme-1-morning/thank-jane-doe",
        "2026-11-18-acme-2-afternoon/thank-raj-patel",
        "2026-11-19-acme/thank-jane-doe",
    ]


def test_a_person_met_for_two_companies_on_a_day_is_thanked_for_each(tree: Tree) -> None:
    root = tree("""\
        == interviews/2026-11-18-acme.md
        ---
        company: Acme Robotics
        interviewers: Dana Whitlock <dana@northgate.example>
        ---
        == interviews/2026-11-18-borealis.md
        ---
        company: Borealis
        interviewers: Dana Whitlock <dana@northgate.example>
        ---
        """)
    tasks = tasks_of(root, "2026-11-19")
    assert _thanks(tasks) == [
        "2026-11-18-acme/thank-dana-whitlock",
        "2026-11-18-borealis/thank-dana-whitlock",
    ]
    assert _connects(tasks) == ["2026-11-18-acme/connect-dana-whitlock"]


def test_everybody_met_in_an_interview_is_thanked_but_not_the_coordinator(tree: Tree) -> None:
    root = tree("""\
        == interviews/2026-11-18-acme.md
        ---
        company: Acme Robotics
        interviewers: Jane Doe
        people: Sam Lee
        contact: Rita Cole
        ---
        """)
    assert _thanks(tasks_of(root, "2026-11-18")) == [
        "2026-11-18-acme/thank-jane-doe",
        "2026-11-18-acme/thank-sam-lee",
    ]


def test_a_conversation_brings_a_thank_you_and_an_invitation(tree: Tree) -> None:
    root = tree("""\
        == conversations/2026-11-18-ted.md
        ---
        people: Ted Kowalczyk <ted@fernhill.example>
        ---
        == conversations/2026-11-18-dana.md
        ---
        agency: Northgate Talent
        contact: Dana Whitlock <dana@northgate.example>
        ---
        """)
    thank = (
        "upcoming",
        "2026-11-19",
        "due 19 Nov: the conversation on 18 Nov, plus 1 business day",
    )
    connect = (
        "upcoming",
        "2026-11-23",
        "due 23 Nov: the conversation on 18 Nov, plus 3 business days",
    )
    assert seen_of(root, "2026-11-18") == {
        "2026-11-18-dana/thank-dana-whitlock": thank,
        "2026-11-18-dana/connect-dana-whitlock": connect,
        "2026-11-18-ted/thank-ted-kowalczyk": thank,
        "2026-11-18-ted/connect-ted-kowalczyk": connect,
    }


@pytest.mark.parametrize("folder", ["applications", "offers", "updates"])
def test_who_is_only_named_and_was_not_met_is_not_thanked(tree: Tree, folder: str) -> None:
    root = tree(f"""\
        == {folder}/2026-11-18-acme.md
        ---
        company: Acme Robotics
        contact: Rita Cole
        people: Jane Doe
        ---
        """)
    tasks = tasks_of(root, "2026-11-20")
    assert [task.id for task in tasks.values() if task.verb in ("thank", "connect")] == []


def test_nothing_is_owed_before_the_day_of_the_interview(tree: Tree) -> None:
    root = tree(ONSITE)
    assert tasks_of(root, "2026-11-17") == {}
    assert sorted(tasks_of(root, "2026-11-18")) == [
        "2026-11-18-acme/connect-jane-doe",
        "2026-11-18-acme/connect-raj-patel",
        "2026-11-18-acme/follow-up",
        "2026-11-18-acme/thank-jane-doe",
        "2026-11-18-acme/thank-raj-patel",
    ]


@pytest.mark.parametrize("outcome", ["cancelled", "no-show"])
def test_nothing_is_owed_for_an_interview_that_did_not_take_place(tree: Tree, outcome: str) -> None:
    root = tree(f"""\
        == interviews/2026-11-18-acme.md
        ---
        company: Acme Robotics
        interviewers: Jane Doe
        hear_back_by: 2026-11-20
        outcome: {outcome}
        ---
        """)
    assert tasks_of(root, "2026-11-20") == {}
    assert problems_of(root, "2026-11-20") == []


def test_a_thank_you_that_is_written_down_is_moot_when_the_interview_was_cancelled(
    tree: Tree,
) -> None:
    root = tree("""\
        == interviews/2026-11-18-acme.md
        ---
        company: Acme Robotics
        interviewers: Jane Doe
        outcome: cancelled
        checklist:
          - thank: Jane Doe
        ---
        """)
    assert seen_of(root, "2026-11-20") == {
        "2026-11-18-acme/thank-jane-doe": (
            "moot",
            "2026-11-19",
            "not needed: the interview did not take place (cancelled)",
        )
    }


def test_being_turned_down_does_not_save_one_the_thank_you(tree: Tree) -> None:
    root = tree(
        ONSITE
        + """\
== updates/2026-11-19-acme.md
---
company: Acme Robotics
outcome: rejected
---
"""
    )
    tasks = tasks_of(root, "2026-11-20")
    assert tasks["2026-11-18-acme/thank-jane-doe"].state.value == "overdue"
    assert tasks["2026-11-18-acme/connect-jane-doe"].state.value == "upcoming"


@pytest.mark.parametrize(
    ("today", "state", "reason"),
    [
        ("2026-11-22", "upcoming", "due 23 Nov: the interview on 18 Nov, plus 3 business days"),
        ("2026-11-23", "today", "due 23 Nov: the interview on 18 Nov, plus 3 business days"),
        ("2026-11-24", "overdue", "due 23 Nov: the interview on 18 Nov, plus 3 business days"),
        ("2026-12-18", "overdue", "due 23 Nov: the interview on 18 Nov, plus 3 business days"),
        (
            "2026-12-19",
            "missed",
            "too late after 18 Dec; was due 23 Nov: the interview on 18 Nov, plus 3 business days",
        ),
    ],
)
def test_an_invitation_is_due_after_3_business_days_and_missed_after_30_days(
    tree: Tree, today: str, state: str, reason: str
) -> None:
    found = seen_of(tree(ONSITE), today)["2026-11-18-acme/connect-jane-doe"]
    assert found == (state, "2026-11-23", reason)


def test_one_connects_with_a_person_once_ever(tree: Tree) -> None:
    root = tree("""\
        == interviews/2026-09-01-acme.md
        ---
        company: Acme Robotics
        interviewers: {name: Jane Doe, linkedin: https://www.linkedin.com/in/janedoe}
        ---
        == interviews/2026-11-18-acme.md
        ---
        company: Acme Robotics
        interviewers: Jane Doe
        ---
        == conversations/2026-11-18-fair.md
        ---
        people: {name: Jane D., linkedin: linkedin.com/in/JaneDoe/}
        ---
        """)
    assert _connects(tasks_of(root, "2026-11-19")) == ["2026-09-01-acme/connect-jane-doe"]


def test_an_invitation_that_is_not_wanted_is_not_asked_for_again(tree: Tree) -> None:
    root = tree("""\
        == interviews/2026-11-10-acme.md
        ---
        company: Acme Robotics
        interviewers: Jane Doe
        ---
        == interviews/2026-11-18-acme.md
        ---
        company: Acme Robotics
        interviewers: Jane Doe
        checklist:
          - {connect: Jane Doe, skipped: not wanted}
        ---
        """)
    tasks = tasks_of(root, "2026-11-19")
    assert _connects(tasks) == ["2026-11-18-acme/connect-jane-doe"]
    assert seen_of(root, "2026-11-19")["2026-11-18-acme/connect-jane-doe"] == (
        "skipped",
        "2026-11-23",
        "skipped: not wanted",
    )


@pytest.mark.parametrize(
    ("line", "body", "steps"),
    [
        (
            "",
            "",
            [("drafted", False, "", ""), ("proofread", False, "", ""), ("sent", False, "", "")],
        ),
        (
            "",
            "## Thank-you note: Jane Doe\n\nDear Jane, ...",
            [("drafted", True, "", ""), ("proofread", False, "", ""), ("sent", False, "", "")],
        ),
        (
            "",
            "## Thank-you note: Raj Patel\n\nDear Raj, ...",
            [("drafted", False, "", ""), ("proofread", False, "", ""), ("sent", False, "", "")],
        ),
        (
            "checklist: [{thank: Jane, drafted: 2026-11-18}]",
            "",
            [
                ("drafted", True, "2026-11-18", ""),
                ("proofread", False, "", ""),
                ("sent", False, "", ""),
            ],
        ),
        (
            "checklist: [{thank: Jane, drafted: 2026-11-18, proofread_by: Sam}]",
            "",
            [
                ("drafted", True, "2026-11-18", ""),
                ("proofread", True, "", "Sam"),
                ("sent", False, "", ""),
            ],
        ),
        (
            "checklist: [{thank: Jane, proofread_by: nobody, done: 2026-11-19}]",
            "",
            [
                ("drafted", True, "", ""),
                ("proofread", True, "", "nobody"),
                ("sent", True, "2026-11-19", ""),
            ],
        ),
    ],
    ids=["nothing yet", "draft in the entry", "another's draft", "drafted", "proofread", "sent"],
)
def test_a_note_after_an_interview_shows_which_of_its_three_steps_are_done(
    tree: Tree, line: str, body: str, steps: list[tuple[str, bool, str, str]]
) -> None:
    text = f"company: Acme Robotics\ninterviewers: Jane Doe, Raj Patel\n{line}".rstrip()
    root = tree(f"== interviews/2026-11-18-acme.md\n---\n{text}\n---\n{body}\n")
    task = tasks_of(root, "2026-11-19")["2026-11-18-acme/thank-jane-doe"]
    assert [_step(step) for step in task.steps] == steps


def _step(step: Step) -> tuple[str, bool, str, str]:
    return (step.name, step.done, step.on.isoformat() if step.on else "", step.by)


def test_a_note_that_nobody_proofread_is_a_warning_with_its_place(tree: Tree) -> None:
    root = tree("""\
        == interviews/2026-11-18-acme.md
        ---
        company: Acme Robotics
        interviewers: Jane Doe
        checklist:
          - connect: Jane Doe
          - {thank: Jane, done: 2026-11-19}
        ---
        """)
    assert problems_of(root, "2026-11-19") == [
        (
            "interviews/2026-11-18-acme.md:6:5: AW-PROOF the note to Jane Doe was sent, but nobody "
            "proofread it: add `proofread_by:` with the name, or `proofread_by: nobody`."
        )
    ]


@pytest.mark.parametrize(
    "line",
    [
        "{thank: Jane Doe, done: 2026-11-19, proofread_by: Sam}",
        "{thank: Jane Doe, done: 2026-11-19, proofread_by: nobody}",
        "{thank: Jane Doe, drafted: 2026-11-19}",
        "{thank: Jane Doe, skipped: met in person}",
    ],
    ids=["proofread", "openly by nobody", "not sent yet", "skipped"],
)
def test_no_proofreader_is_missing(tree: Tree, line: str) -> None:
    root = tree(f"""\
        == interviews/2026-11-18-acme.md
        ---
        company: Acme Robotics
        interviewers: Jane Doe
        checklist:
          - {line}
        ---
        """)
    assert problems_of(root, "2026-11-19") == []


def test_a_note_after_a_conversation_needs_no_proofreader(tree: Tree) -> None:
    root = tree("""\
        == conversations/2026-11-18-ted.md
        ---
        people: Ted Kowalczyk
        checklist:
          - {thank: Ted, done: 2026-11-19}
        ---
        """)
    tasks = tasks_of(root, "2026-11-19")
    assert tasks["2026-11-18-ted/thank-ted-kowalczyk"].steps == ()
    assert problems_of(root, "2026-11-19") == []


def test_an_interview_with_nobody_to_thank_is_a_warning_once_it_was_held(tree: Tree) -> None:
    root = tree("""\
        == interviews/acme.md
        ---
        company: Acme Robotics
        date: 2026-11-18
        contact: Rita Cole
        ---
        == conversations/2026-11-18-fair.md
        ---
        title: Job fair
        ---
        """)
    assert problems_of(root, "2026-11-17") == []
    assert problems_of(root, "2026-11-18") == [
        (
            "interviews/acme.md:3:1: AW-NOBODY an interview without interviewers, so that nobody "
            "is thanked: add `interviewers:`."
        )
    ]
