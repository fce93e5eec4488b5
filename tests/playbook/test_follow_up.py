"""Tests when one follows up, with whom, how often, and what makes a follow-up pointless."""

from __future__ import annotations

import pytest

from tests.playbook.journals import Seen, Tree, seen, seen_of, tasks_of

INTERVIEW = """\
== interviews/2026-11-18-acme.md
---
company: Acme Robotics
role: Backend Engineer
interviewers: Jane Doe
---
"""
PROMISED = INTERVIEW.replace("role:", "hear_back_by: 2026-11-27\nrole:")
APPLICATION = """\
== applications/2026-11-12-acme.md
---
company: Acme Robotics
role: Backend Engineer
---
"""


def _follow_ups(seen_tasks: dict[str, Seen]) -> dict[str, Seen]:
    return {name: each for name, each in seen_tasks.items() if "/follow-up" in name}


def test_after_an_interview_the_promised_day_plus_two_business_days_counts(tree: Tree) -> None:
    task = tasks_of(tree(PROMISED), "2026-11-18")["2026-11-18-acme/follow-up"]
    assert seen(task) == (
        "upcoming",
        "2026-12-01",
        "due 1 Dec: they said 27 Nov, plus 2 business days",
    )
    assert (task.label, task.person) == ("Follow up with Acme Robotics", "")


def test_without_a_promise_it_is_five_business_days_with_holidays_named(tree: Tree) -> None:
    root = tree(INTERVIEW.replace("2026-11-18", "2026-11-20"))
    assert seen_of(root, "2026-11-20")["2026-11-20-acme/follow-up"] == (
        "upcoming",
        "2026-11-27",
        "due 27 Nov: the interview on 20 Nov, plus 5 business days",
    )
    assert seen_of(root, "2026-11-20", "holidays: US")["2026-11-20-acme/follow-up"] == (
        "upcoming",
        "2026-11-30",
        "due 30 Nov: the interview on 20 Nov, plus 5 business days (26 Nov is Thanksgiving Day)",
    )


def test_holidays_on_both_sides_of_a_year_end_are_named_with_their_year(tree: Tree) -> None:
    root = tree(INTERVIEW.replace("2026-11-18", "2026-12-22"))
    assert seen_of(root, "2026-12-22", "holidays: DE-BY")["2026-12-22-acme/follow-up"] == (
        "upcoming",
        "2026-12-30",
        "due 30 Dec: the interview on 22 Dec, plus 5 business days (25 Dec is Christmas Day)",
    )
    root = tree(INTERVIEW.replace("2026-11-18", "2026-12-30"))
    assert seen_of(root, "2026-12-30", "holidays: DE-BY")["2026-12-30-acme/follow-up"] == (
        "upcoming",
        "2027-01-08",
        (
            "due 8 Jan 2027: the interview on 30 Dec, plus 5 business days "
            "(1 Jan 2027 is New Year's Day, 6 Jan 2027 is Epiphany)"
        ),
    )


def test_one_follows_up_with_the_contact_whoever_interviewed(tree: Tree) -> None:
    root = tree(
        APPLICATION.replace("role:", "contact: Rita Cole <rita@acme.example>\nrole:") + INTERVIEW
    )
    tasks = tasks_of(root, "2026-11-18")
    task = tasks["2026-11-18-acme/follow-up-rita-cole"]
    assert (task.label, task.person) == ("Follow up with Rita Cole", "rita-cole")


def test_the_entrys_own_contact_comes_before_an_earlier_one(tree: Tree) -> None:
    root = tree(
        APPLICATION.replace("role:", "contact: Rita Cole\nrole:")
        + INTERVIEW.replace("role:", "contact: Paul Roth\nrole:")
    )
    assert sorted(_follow_ups(seen_of(root, "2026-11-18"))) == [
        "2026-11-12-acme/follow-up-rita-cole",
        "2026-11-18-acme/follow-up-paul-roth",
    ]


@pytest.mark.parametrize(
    ("today", "state", "reason", "suggestion"),
    [
        ("2026-12-01", "today", "due 1 Dec: they said 27 Nov, plus 2 business days", ""),
        ("2026-12-02", "overdue", "due 1 Dec: they said 27 Nov, plus 2 business days", ""),
        ("2026-12-27", "overdue", "due 1 Dec: they said 27 Nov, plus 2 business days", ""),
        (
            "2026-12-28",
            "missed",
            "too late after 27 Dec; was due 1 Dec: they said 27 Nov, plus 2 business days",
            "ghosted?",
        ),
    ],
)
def test_a_follow_up_after_an_interview_is_missed_after_30_days_and_asks_whether_ghosted(
    tree: Tree, today: str, state: str, reason: str, suggestion: str
) -> None:
    task = tasks_of(tree(PROMISED), today)["2026-11-18-acme/follow-up"]
    assert (*seen(task), task.suggestion) == (state, "2026-12-01", reason, suggestion)


@pytest.mark.parametrize(
    ("later", "reason"),
    [
        ("updates/2026-11-20-acme.md", "not needed: the update on 20 Nov came after"),
        ("conversations/2026-11-20-acme.md", "not needed: the conversation on 20 Nov came after"),
        ("applications/2026-11-20-acme.md", "not needed: the application on 20 Nov came after"),
        ("interviews/2026-11-20-acme.md", "not needed: the interview on 20 Nov came after"),
        ("interviews/2026-12-03-acme.md", "not needed: the interview on 3 Dec is to come"),
        ("interviews/2027-01-04-acme.md", "not needed: the interview on 4 Jan 2027 is to come"),
        ("offers/2026-11-20-acme.md", "not needed: the offer on 20 Nov came after"),
    ],
)
def test_a_follow_up_is_moot_when_anything_later_happens(
    tree: Tree, later: str, reason: str
) -> None:
    root = tree(f"{PROMISED}== {later}\n---\ncompany: Acme Robotics\n---\n")
    found = seen_of(root, "2026-12-02")["2026-11-18-acme/follow-up"]
    assert found == ("moot", "2026-12-01", reason)


def test_a_later_interview_counts_as_one_whatever_came_of_it(tree: Tree) -> None:
    root = tree(f"""\
{PROMISED}\
== interviews/2026-11-24-acme.md
---
company: Acme Robotics
interviewers: Jane Doe
outcome: advanced
---
""")
    found = seen_of(root, "2026-12-02")["2026-11-18-acme/follow-up"]
    assert found == ("moot", "2026-12-01", "not needed: the interview on 24 Nov came after")


@pytest.mark.parametrize("outcome", ["rejected", "closed", "ghosted", "withdrawn", "on-hold"])
def test_what_ends_or_pauses_the_matter_is_named_as_the_reason(tree: Tree, outcome: str) -> None:
    root = tree(f"""\
{PROMISED}\
== updates/2026-11-30-acme.md
---
company: Acme Robotics
outcome: {outcome}
---
""")
    found = seen_of(root, "2026-12-02")["2026-11-18-acme/follow-up"]
    assert found == ("moot", "2026-12-01", f"not needed: {outcome} on 30 Nov came after")


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        ("advanced", "not needed: they answered: advanced"),
        ("rejected", "not needed: Acme Robotics: rejected on 18 Nov"),
    ],
)
def test_an_outcome_in_the_interview_itself_is_an_answer(
    tree: Tree, outcome: str, reason: str
) -> None:
    root = tree(PROMISED.replace("role:", f"outcome: {outcome}\nrole:"))
    found = seen_of(root, "2026-12-02")["2026-11-18-acme/follow-up"]
    assert found == ("moot", "2026-12-01", reason)


@pytest.mark.parametrize(
    "later",
    [
        "interviews/2026-11-24-acme.md\n---\ncompany: Acme Robotics\noutcome: cancelled",
        "interviews/2026-11-24-acme.md\n---\ncompany: Acme Robotics\noutcome: no-show",
        "interviews/2026-12-04-acme.md\n---\ncompany: Acme Robotics\noutcome: cancelled",
        "interviews/2026-11-24-borealis.md\n---\ncompany: Borealis",
        "interviews/2026-11-24-acme.md\n---\ncompany: Acme Robotics\nrole: Another Role",
        "applications/2026-11-10-acme.md\n---\ncompany: Acme Robotics",
    ],
    ids=[
        "cancelled",
        "nobody came",
        "cancelled before its day",
        "elsewhere",
        "another role",
        "before it",
    ],
)
def test_what_did_not_happen_or_happened_elsewhere_leaves_a_follow_up_overdue(
    tree: Tree, later: str
) -> None:
    root = tree(f"{PROMISED}== {later}\n---\n")
    found = seen_of(root, "2026-12-02")["2026-11-18-acme/follow-up"]
    assert found == ("overdue", "2026-12-01", "due 1 Dec: they said 27 Nov, plus 2 business days")


@pytest.mark.parametrize(
    ("today", "state", "reason", "suggestion"),
    [
        ("2026-11-19", "today", "due 19 Nov: the application of 12 Nov, plus 5 business days", ""),
        (
            "2026-12-27",
            "overdue",
            "due 19 Nov: the application of 12 Nov, plus 5 business days",
            "",
        ),
        (
            "2026-12-28",
            "missed",
            (
                "too late after 27 Dec; "
                "was due 19 Nov: the application of 12 Nov, plus 5 business days"
            ),
            "ghosted?",
        ),
    ],
)
def test_an_application_is_followed_up_after_5_business_days_and_missed_after_45_days(
    tree: Tree, today: str, state: str, reason: str, suggestion: str
) -> None:
    task = tasks_of(tree(APPLICATION), today)["2026-11-12-acme/follow-up"]
    assert (*seen(task), task.suggestion) == (state, "2026-11-19", reason, suggestion)


def test_the_first_interview_answers_the_application(tree: Tree) -> None:
    found = seen_of(tree(APPLICATION + INTERVIEW), "2026-11-20")
    assert found["2026-11-12-acme/follow-up"] == (
        "moot",
        "2026-11-19",
        "not needed: the interview on 18 Nov came after",
    )


@pytest.mark.parametrize("folder", ["applications", "conversations", "offers", "updates"])
def test_a_promise_in_any_entry_is_followed_up(tree: Tree, folder: str) -> None:
    root = tree(f"""\
        == {folder}/2026-11-18-acme.md
        ---
        company: Acme Robotics
        hear_back_by: 2026-11-27
        ---
        """)
    assert seen_of(root, "2026-11-18")["2026-11-18-acme/follow-up"] == (
        "upcoming",
        "2026-12-01",
        "due 1 Dec: they said 27 Nov, plus 2 business days",
    )


def test_a_promise_about_a_saved_posting_is_followed_up_too(tree: Tree) -> None:
    root = tree(APPLICATION.replace("role:", "stage: lead\nhear_back_by: 2026-11-27\nrole:"))
    assert _follow_ups(seen_of(root, "2026-11-20")) == {
        "2026-11-12-acme/follow-up": (
            "upcoming",
            "2026-12-01",
            "due 1 Dec: they said 27 Nov, plus 2 business days",
        )
    }


@pytest.mark.parametrize("folder", ["conversations", "updates"])
def test_without_a_promise_nothing_is_followed_up(tree: Tree, folder: str) -> None:
    root = tree(f"== {folder}/2026-11-18-acme.md\n---\ncompany: Acme Robotics\n---\n")
    assert tasks_of(root, "2026-12-18") == {}


ON_HOLD = """\
== updates/2026-11-20-acme.md
---
company: Acme Robotics
role: Backend Engineer
outcome: on-hold
resumes: 2027-01-11
---
"""


@pytest.mark.parametrize(
    ("today", "state", "reason"),
    [
        ("2026-11-20", "upcoming", "due 13 Jan 2027: it resumes 11 Jan 2027, plus 2 business days"),
        ("2027-01-14", "overdue", "due 13 Jan: it resumes 11 Jan, plus 2 business days"),
        ("2027-02-10", "overdue", "due 13 Jan: it resumes 11 Jan, plus 2 business days"),
        (
            "2027-02-11",
            "missed",
            "too late after 10 Feb; was due 13 Jan: it resumes 11 Jan, plus 2 business days",
        ),
    ],
)
def test_a_postponed_position_is_taken_up_again_after_the_day_it_resumes(
    tree: Tree, today: str, state: str, reason: str
) -> None:
    found = seen_of(tree(INTERVIEW + ON_HOLD), today)
    assert found["2026-11-20-acme/follow-up"] == (state, "2027-01-13", reason)
    assert found["2026-11-18-acme/follow-up"] == (
        "moot",
        "2026-11-25",
        f"not needed: on-hold on {'20 Nov 2026' if today > '2027' else '20 Nov'} came after",
    )


def _with_checklist(*lines: str) -> str:
    items = "".join(f"  - {line}\n" for line in lines)
    return PROMISED.replace("role:", f"checklist:\n{items}role:")


def test_a_follow_up_that_stays_without_answer_is_repeated_once(tree: Tree) -> None:
    root = tree(_with_checklist("{follow_up: Acme Robotics, done: 2026-12-02}"))
    done = (
        "done",
        "2026-12-01",
        "done on 2 Dec; was due 1 Dec: they said 27 Nov, plus 2 business days",
    )
    reason = "due 9 Dec: the follow-up on 2 Dec, plus 5 business days"
    assert _follow_ups(seen_of(root, "2026-12-02")) == {
        "2026-11-18-acme/follow-up": done,
        "2026-11-18-acme/follow-up-2": ("upcoming", "2026-12-09", reason),
    }


@pytest.mark.parametrize(
    ("today", "state", "suggestion"),
    [("2027-01-01", "overdue", ""), ("2027-01-02", "missed", "ghosted?")],
)
def test_the_second_follow_up_is_missed_30_days_after_the_first(
    tree: Tree, today: str, state: str, suggestion: str
) -> None:
    root = tree(_with_checklist("{follow_up: Acme Robotics, done: 2026-12-02}"))
    task = tasks_of(root, today)["2026-11-18-acme/follow-up-2"]
    assert (task.state.value, task.suggestion) == (state, suggestion)


def test_the_second_follow_up_goes_to_the_same_person_as_the_first(tree: Tree) -> None:
    root = tree(_with_checklist("{follow_up: Jane, done: 2026-12-02}"))
    task = tasks_of(root, "2026-12-02")["2026-11-18-acme/follow-up-jane-doe-2"]
    assert (task.label, task.person, task.due and task.due.isoformat()) == (
        "Follow up with Jane Doe",
        "jane-doe",
        "2026-12-09",
    )


def test_after_two_follow_ups_one_lets_go(tree: Tree) -> None:
    root = tree(
        _with_checklist(
            "{follow_up: Acme Robotics, done: 2026-12-02}",
            "{follow_up: Acme Robotics, done: 2026-12-09}",
        )
    )
    found = _follow_ups(seen_of(root, "2026-12-30"))
    assert {name: state for name, (state, _, _) in found.items()} == {
        "2026-11-18-acme/follow-up": "done",
        "2026-11-18-acme/follow-up-2": "done",
    }


@pytest.mark.parametrize(
    "line",
    ["{follow_up: Acme Robotics}", "{follow_up: Acme Robotics, skipped: they asked to wait}"],
    ids=["still open", "skipped"],
)
def test_there_is_no_second_follow_up_before_the_first_was_sent(tree: Tree, line: str) -> None:
    root = tree(_with_checklist(line))
    assert sorted(_follow_ups(seen_of(root, "2026-12-30"))) == ["2026-11-18-acme/follow-up"]


def test_an_answer_makes_the_second_follow_up_moot(tree: Tree) -> None:
    root = tree(
        _with_checklist("{follow_up: Acme Robotics, done: 2026-12-02}")
        + "== updates/2026-12-04-acme.md\n---\ncompany: Acme Robotics\n---\n"
    )
    assert seen_of(root, "2026-12-10")["2026-11-18-acme/follow-up-2"] == (
        "moot",
        "2026-12-09",
        "not needed: the update on 4 Dec came after",
    )


@pytest.mark.parametrize(
    "line",
    [
        "{follow_up: Acme Robotics, done: true}",
        "{follow_up: Acme Robotics, due: 2026-12-01, done: true}",
        "{follow_up: Acme Robotics, due: hear_back_by + 2 business days, done: true}",
    ],
    ids=["due by the playbook", "due on a day", "due by a rule"],
)
def test_after_a_follow_up_done_on_an_unknown_day_the_next_counts_from_when_it_was_due(
    tree: Tree, line: str
) -> None:
    found = seen_of(tree(_with_checklist(line)), "2026-12-02")["2026-11-18-acme/follow-up-2"]
    assert found == (
        "upcoming",
        "2026-12-08",
        "due 8 Dec: the follow-up on 1 Dec, plus 5 business days",
    )
