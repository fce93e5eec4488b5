"""Tests what a checklist says itself: it overrides the playbook, and keeps every task's id."""

from __future__ import annotations

import pytest

from tests.playbook.journals import Tree, problems_of, seen, seen_of, tasks_of


def _entry(*lines: str, more: str = "") -> str:
    """Return an interview of 18 Nov with Jane Doe and Raj Patel that has these checklist lines."""
    items = "".join(f"  - {line}\n" for line in lines)
    return (
        "== interviews/2026-11-18-acme.md\n---\ncompany: Acme Robotics\n"
        "interviewers: Jane Doe <jane@acme.example>, Raj Patel <raj@acme.example>\n"
        "hear_back_by: 2026-11-27\n"
        f"{more}checklist:\n{items}---\n"
    )


THANK_JANE = "2026-11-18-acme/thank-jane-doe"
FOLLOW_UP = "2026-11-18-acme/follow-up"
PROMISED = "due 1 Dec: they said 27 Nov, plus 2 business days"


def test_what_is_written_down_is_not_implied_a_second_time(tree: Tree) -> None:
    root = tree(_entry("thank: Jane", "connect: RAJ PATEL", "follow-up: raj"))
    assert {name: task.implied for name, task in tasks_of(root, "2026-11-18").items()} == {
        THANK_JANE: False,
        "2026-11-18-acme/connect-raj-patel": False,
        "2026-11-18-acme/follow-up-raj-patel": False,
        "2026-11-18-acme/connect-jane-doe": True,
        "2026-11-18-acme/thank-raj-patel": True,
    }


def test_a_bare_line_keeps_the_playbooks_due_date_and_knows_its_own_line(tree: Tree) -> None:
    tasks = tasks_of(tree(_entry("thank: Jane", "follow_up: Acme Robotics")), "2026-11-18")
    assert seen(tasks[THANK_JANE]) == (
        "upcoming",
        "2026-11-19",
        "due 19 Nov: the interview on 18 Nov, plus 1 business day",
    )
    assert seen(tasks[FOLLOW_UP]) == ("upcoming", "2026-12-01", PROMISED)
    assert [task.line for task in tasks.values() if not task.implied] == [6, 7]


@pytest.mark.parametrize("written", ["Acme Robotics", "acme  ROBOTICS", "", "true"])
def test_a_follow_up_with_the_company_is_the_same_however_it_is_written(
    tree: Tree, written: str
) -> None:
    tasks = tasks_of(tree(_entry(f"follow_up: {written}")), "2026-11-18")
    assert [task.id for task in tasks.values() if task.verb == "follow_up"] == [FOLLOW_UP]
    assert tasks[FOLLOW_UP].label == "Follow up with Acme Robotics"


@pytest.mark.parametrize(
    ("due", "expected", "reason"),
    [
        ("2026-12-03", "2026-12-03", "due 3 Dec, as written"),
        (
            "+2 business days",
            "2026-11-20",
            "due 20 Nov: the interview on 18 Nov, plus 2 business days",
        ),
        (
            "hear_back_by - 1 day",
            "2026-11-26",
            "due 26 Nov: they said 27 Nov, minus 1 day",
        ),
        (
            "hear_back_by - 1 business day",
            "2026-11-25",
            "due 25 Nov: they said 27 Nov, minus 1 business day (26 Nov is Thanksgiving Day)",
        ),
        ("hear_back_by", "2026-11-27", "due 27 Nov: they said 27 Nov"),
        ("+ 2 weeks", "2026-12-02", "due 2 Dec: the interview on 18 Nov, plus 2 weeks"),
        ("+3 months", "2027-02-18", "due 18 Feb 2027: the interview on 18 Nov, plus 3 months"),
        (
            "deadline - 1 day, else hear_back_by + 1 day",
            "2026-11-28",
            "due 28 Nov: they said 27 Nov, plus 1 day",
        ),
        ("deadline, else 2026-12-24", "2026-12-24", "due 24 Dec, as written"),
    ],
)
def test_a_due_date_of_ones_own_explains_itself(
    tree: Tree, due: str, expected: str, reason: str
) -> None:
    root = tree(_entry(f"task: Send the code sample\n    due: {due}"))
    found = seen_of(root, "2026-11-18", "holidays: US")
    assert found["2026-11-18-acme/task-send-the-code-sample"] == ("upcoming", expected, reason)


@pytest.mark.parametrize(
    ("date", "due", "expected"),
    [
        ("2028-01-31", "+1 month", "2028-02-29"),
        ("2027-01-31", "+1 month", "2027-02-28"),
        ("2028-02-28", "+1 day", "2028-02-29"),
        ("2028-02-29", "+12 months", "2029-02-28"),
        ("2026-12-31", "+1 day", "2027-01-01"),
        ("2026-12-31", "+1 business day", "2027-01-01"),
        ("2028-03-31", "date - 1 month", "2028-02-29"),
    ],
)
def test_leap_days_and_year_ends_are_counted_as_the_calendar_has_them(
    tree: Tree, date: str, due: str, expected: str
) -> None:
    root = tree(f"""\
        == updates/acme.md
        ---
        date: {date}
        company: Acme Robotics
        checklist:
          - task: Call them
            due: {due}
        ---
        """)
    assert seen_of(root, date)["acme/task-call-them"][1] == expected


def test_a_rule_whose_date_is_not_given_is_a_warning_and_leaves_the_task_undated(
    tree: Tree,
) -> None:
    root = tree(_entry("task: Sign the papers\n    due: deadline - 1 day, else resumes"))
    assert seen_of(root, "2026-11-18")["2026-11-18-acme/task-sign-the-papers"] == (
        "undated",
        "",
        "no due date",
    )
    assert problems_of(root, "2026-11-18") == [
        (
            "interviews/2026-11-18-acme.md:6:5: AW-ANCHOR `due: deadline - 1 day, else resumes` "
            "counts from a date that is not given: add `deadline:` or `resumes:` to the entry, or "
            "another way behind `, else`."
        )
    ]


@pytest.mark.parametrize(
    ("today", "state"),
    [("2026-12-03", "upcoming"), ("2026-12-04", "today"), ("2026-12-05", "overdue")],
)
def test_a_task_put_off_keeps_its_old_date_and_the_reason(
    tree: Tree, today: str, state: str
) -> None:
    root = tree(
        _entry("follow_up: Acme Robotics\n    snoozed: 2026-12-04 because waiting for budget")
    )
    assert seen_of(root, today)[FOLLOW_UP] == (
        state,
        "2026-12-04",
        f"put off to 4 Dec (waiting for budget); was {PROMISED}",
    )


def test_a_task_put_off_beyond_its_last_useful_day_is_missed_only_after_the_new_one(
    tree: Tree,
) -> None:
    root = tree(_entry("{thank: Jane Doe, snoozed: 2026-12-10}"))
    reason = "put off to 10 Dec; was due 19 Nov: the interview on 18 Nov, plus 1 business day"
    assert seen_of(root, "2026-12-10")[THANK_JANE] == ("today", "2026-12-10", reason)
    assert seen_of(root, "2026-12-11")[THANK_JANE] == (
        "missed",
        "2026-12-10",
        f"too late after 10 Dec; was {reason}",
    )


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "{follow_up: Acme Robotics, done: 2026-12-02}",
            ("done", "2026-12-01", f"done on 2 Dec; was {PROMISED}"),
        ),
        ("{follow_up: Acme Robotics, done: true}", ("done", "2026-12-01", f"done; was {PROMISED}")),
        ("{follow_up: Acme Robotics, done: false}", ("overdue", "2026-12-01", PROMISED)),
        (
            "{follow_up: Acme Robotics, skipped: Rita is on leave}",
            ("skipped", "2026-12-01", "skipped: Rita is on leave"),
        ),
        (
            "{follow_up: Acme Robotics, skipped: on leave, done: 2026-12-02}",
            ("done", "2026-12-01", f"done on 2 Dec; was {PROMISED}"),
        ),
    ],
    ids=["done on a day", "done on an unknown day", "not done", "skipped", "done after all"],
)
def test_what_became_of_a_task_is_its_state(
    tree: Tree, line: str, found: tuple[str, str, str]
) -> None:
    assert seen_of(tree(_entry(line)), "2026-12-03")[FOLLOW_UP] == found


def test_what_is_done_stays_done_whatever_happens_later(tree: Tree) -> None:
    root = tree(
        _entry(
            "{follow_up: Acme Robotics, done: 2026-12-02}", "{connect: Raj, skipped: not wanted}"
        )
        + "== updates/2026-12-03-acme.md\n---\ncompany: Acme Robotics\noutcome: rejected\n---\n"
    )
    found = seen_of(root, "2027-06-01")
    assert found[FOLLOW_UP][0] == "done"
    assert found["2026-11-18-acme/connect-raj-patel"][0] == "skipped"


def test_a_task_without_a_date_stays_open_until_it_is_done(tree: Tree) -> None:
    root = tree(
        _entry("task: Read about queues", "Read about retries", "{task: Read, done: 2026-11-20}")
    )
    found = seen_of(root, "2027-11-18")
    assert found["2026-11-18-acme/task-read"] == ("done", "", "done on 20 Nov 2026")
    assert found["2026-11-18-acme/task-read-about-queues"] == ("undated", "", "no due date")
    assert found["2026-11-18-acme/task-read-about-retries"] == ("undated", "", "no due date")


def test_a_task_is_moot_when_the_whole_matter_ended_and_awake_when_it_is_reopened(
    tree: Tree,
) -> None:
    root = tree(
        _entry("{task: Send the code sample, due: 2026-11-20}")
        + """\
== updates/2026-11-24-acme.md
---
company: Acme Robotics
outcome: closed
---
== updates/2026-11-30-acme.md
---
company: Acme Robotics
outcome: reopened
---
"""
    )
    task = "2026-11-18-acme/task-send-the-code-sample"
    written = ("overdue", "2026-11-20", "due 20 Nov, as written")
    assert seen_of(root, "2026-11-23")[task] == written
    assert seen_of(root, "2026-11-24")[task] == (
        "moot",
        "2026-11-20",
        "not needed: Acme Robotics: closed on 24 Nov",
    )
    assert seen_of(root, "2026-11-30")[task] == written


@pytest.mark.parametrize("outcome", ["withdrawn", "accepted"])
def test_an_ending_settles_what_earlier_entries_asked_for(tree: Tree, outcome: str) -> None:
    root = tree(f"""\
        == updates/2026-11-18-acme.md
        ---
        company: Acme Robotics
        role: Engineer
        checklist:
          - {{task: Send the code sample, due: 2026-11-20}}
        ---
        == updates/2026-11-24-acme.md
        ---
        company: Acme Robotics
        role: Engineer
        outcome: {outcome}
        ---
        """)
    assert seen_of(root, "2026-11-24") == {
        "2026-11-18-acme/task-send-the-code-sample": (
            "moot",
            "2026-11-20",
            f"not needed: Acme Robotics: {outcome} on 24 Nov",
        )
    }


WITHDRAWN = """\
== updates/2026-11-24-acme.md
---
company: Acme Robotics
role: Engineer
outcome: withdrawn
checklist:
  - {task: Send the laptop back, due: 2026-11-26}
---
"""
ACCEPTED = """\
== offers/2026-11-25-borealis.md
---
company: Borealis
outcome: accepted
checklist:
  - {task: Sign the contract, due: 2026-11-26}
---
"""


@pytest.mark.parametrize(
    ("journal", "tasks"),
    [
        (WITHDRAWN, ["2026-11-24-acme/task-send-the-laptop-back"]),
        (ACCEPTED, ["2026-11-25-borealis/task-sign-the-contract"]),
        (
            WITHDRAWN + ACCEPTED,
            [
                "2026-11-24-acme/task-send-the-laptop-back",
                "2026-11-25-borealis/task-sign-the-contract",
            ],
        ),
    ],
    ids=["after withdrawing", "after accepting", "after withdrawing, then accepting elsewhere"],
)
def test_what_the_ending_itself_asks_for_is_still_to_be_done(
    tree: Tree, journal: str, tasks: list[str]
) -> None:
    found = seen_of(tree(journal), "2026-11-28")
    assert [name for name, each in found.items() if each[0] == "overdue"] == tasks


@pytest.mark.parametrize(
    ("today", "state", "reason"),
    [
        ("2026-11-23", "today", "due 23 Nov: the interview on 24 Nov, minus 1 business day"),
        ("2026-11-24", "overdue", "due 23 Nov: the interview on 24 Nov, minus 1 business day"),
        (
            "2026-11-25",
            "moot",
            "not needed: it was to be done before the interview on 24 Nov, which is over",
        ),
    ],
)
def test_preparation_is_moot_once_the_event_is_over(
    tree: Tree, today: str, state: str, reason: str
) -> None:
    root = tree("""\
        == interviews/2026-11-24-acme.md
        ---
        company: Acme Robotics
        interviewers: Jane Doe
        checklist:
          - {task: Prepare questions, due: date - 1 business day}
          - {task: Send the slides, due: date}
        ---
        """)
    found = seen_of(root, today)
    assert found["2026-11-24-acme/task-prepare-questions"] == (state, "2026-11-23", reason)
    assert (found["2026-11-24-acme/task-send-the-slides"][0] == "overdue") == (today > "2026-11-24")


def test_preparation_for_an_interview_to_come_is_on_the_list_before_anything_is_implied(
    tree: Tree,
) -> None:
    root = tree(_entry("{task: Prepare questions, due: date - 1 business day}"))
    assert seen_of(root, "2026-11-16") == {
        "2026-11-18-acme/task-prepare-questions": (
            "upcoming",
            "2026-11-17",
            "due 17 Nov: the interview on 18 Nov, minus 1 business day",
        )
    }


def test_a_verb_of_ones_own_is_a_task_like_any_other(tree: Tree) -> None:
    root = tree(_entry("{research: Their funding, due: 2026-11-20}"))
    task = tasks_of(root, "2026-11-18", "verbs: [research]")[
        "2026-11-18-acme/research-their-funding"
    ]
    assert (task.verb, task.label, seen(task)) == (
        "research",
        "Research: Their funding",
        ("upcoming", "2026-11-20", "due 20 Nov, as written"),
    )


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("apply:", "Apply to Acme Robotics"),
        ("decide:", "Decide on the offer from Acme Robotics"),
        ("follow_up:", "Follow up with Acme Robotics"),
        ("research:", "Research"),
        ("ask_around: at the fair", "Ask around: at the fair"),
    ],
)
def test_a_line_without_an_object_still_says_what_to_do(tree: Tree, line: str, label: str) -> None:
    tasks = tasks_of(tree(_entry(line)), "2026-11-18", "verbs: [research, ask around]")
    assert [task.label for task in tasks.values() if not task.implied] == [label]


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("decide: Take the six months", "Decide on the offer from Acme Robotics"),
        ("apply: with the new resume", "Apply to Acme Robotics"),
    ],
)
def test_words_of_ones_own_behind_a_verb_are_not_taken_for_the_company(
    tree: Tree, line: str, begins: str
) -> None:
    tasks = tasks_of(tree(_entry(line)), "2026-11-18")
    (label,) = [task.label for task in tasks.values() if not task.implied]
    assert label.startswith(begins)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "thank: J",
            "`J` can be `Jane Doe` or `John Roe`: write the whole name.",
        ),
        (
            "thank: Zoe",
            (
                "`Zoe` is not named in this entry; `thank` wants a person it names "
                "(Jane Doe, John Roe)."
            ),
        ),
        ("connect:", "`connect` without a name: write `connect: Jane Doe`."),
        (
            "follow_up: Zoe",
            (
                "`Zoe` is not named in this entry; `follow_up` wants a person, or the company, it "
                "names (Jane Doe, John Roe)."
            ),
        ),
    ],
    ids=["ambiguous", "unknown", "nobody", "unknown to follow up with"],
)
def test_a_name_that_cannot_be_told_is_a_warning_and_its_task_is_kept(
    tree: Tree, line: str, message: str
) -> None:
    root = tree(f"""\
        == interviews/2026-11-18-acme.md
        ---
        company: Acme Robotics
        interviewers: Jane Doe, John Roe
        checklist:
          - {line}
        ---
        """)
    assert problems_of(root, "2026-11-18") == [
        f"interviews/2026-11-18-acme.md:5:5: AW-WHO {message}"
    ]
    assert [task.line for task in tasks_of(root, "2026-11-18").values() if task.line] == [5]


def test_a_checklist_may_name_whoever_was_met_before_in_the_same_matter(tree: Tree) -> None:
    root = tree("""\
        == interviews/2026-11-10-acme.md
        ---
        company: Acme Robotics
        interviewers: Jane Doe
        ---
        == updates/2026-11-18-acme.md
        ---
        company: Acme Robotics
        checklist:
          - follow_up: Jane
        ---
        """)
    assert problems_of(root, "2026-11-18") == []
    task = tasks_of(root, "2026-11-18")["2026-11-18-acme/follow-up-jane-doe"]
    assert (task.label, task.person) == ("Follow up with Jane Doe", "jane-doe")


def test_equal_tasks_are_numbered_in_order(tree: Tree) -> None:
    root = tree(
        _entry("{task: Call, done: 2026-11-18}", "task: Call", "thank: Jane", "task: call!", "Call")
    )
    tasks = tasks_of(root, "2026-11-18")
    assert {task.id: task.line for task in tasks.values() if not task.implied} == {
        "2026-11-18-acme/task-call": 6,
        "2026-11-18-acme/task-call-2": 7,
        THANK_JANE: 8,
        "2026-11-18-acme/task-call-3": 9,
        "2026-11-18-acme/task-call-4": 10,
    }


def test_a_numbered_task_never_takes_the_id_of_another(tree: Tree) -> None:
    root = tree(_entry("task: Call", "task: Call 2", "task: Call"))
    tasks = tasks_of(root, "2026-11-18")
    assert [task.id for task in tasks.values() if task.verb == "task"] == [
        "2026-11-18-acme/task-call",
        "2026-11-18-acme/task-call-2",
        "2026-11-18-acme/task-call-3",
    ]


@pytest.mark.parametrize(
    ("line", "task"),
    [
        ("{thank: Jane Doe, note: by hand}", THANK_JANE),
        ("{connect: Raj Patel, note: by hand}", "2026-11-18-acme/connect-raj-patel"),
        ("{follow_up: Acme Robotics, note: call}", FOLLOW_UP),
        ("{follow_up: Borealis, note: call}", "2026-11-18-acme-offer/follow-up-borealis"),
        ("{decide: Acme Robotics, note: ask Ana}", "2026-11-18-acme-offer/decide-acme-robotics"),
        (
            "{task: Withdraw from Borealis with thanks, note: by phone}",
            "2026-11-18-acme-yes/task-withdraw-from-borealis-with-thanks",
        ),
    ],
    ids=["thank", "connect", "follow up", "tell of the offer", "decide", "withdraw"],
)
def test_noting_something_on_an_implied_task_changes_neither_its_date_nor_whom_it_is_for(
    tree: Tree, line: str, task: str
) -> None:
    journal = """\
== interviews/2026-11-17-borealis.md
---
company: Borealis
interviewers: Ana Ruiz
---
== interviews/2026-11-18-acme.md
---
company: Acme Robotics
interviewers: Jane Doe, Raj Patel
---
== offers/2026-11-18-acme-offer.md
---
company: Acme Robotics
deadline: 2026-12-04
---
== updates/2026-11-18-acme-yes.md
---
company: Acme Robotics
outcome: accepted
---
"""
    before = tasks_of(tree(journal), "2026-11-18")[task]
    head = f"{before.path}\n---\n"
    noted = journal.replace(head, f"{head}checklist: [{line}]\n")
    after = tasks_of(tree(noted), "2026-11-18")[task]
    assert (seen(after), after.label, after.company, after.opportunity) == (
        seen(before),
        before.label,
        before.company,
        before.opportunity,
    )


@pytest.mark.parametrize(
    ("journal", "task"),
    [
        (
            """\
            == applications/2026-11-10-acme.md
            ---
            company: Acme Robotics
            contact: Rita
            ---
            == interviews/2026-11-18-acme.md
            ---
            company: Acme Robotics
            interviewers: Rita Cole
            checklist: []
            ---
            """,
            "2026-11-18-acme/follow-up-rita",
        ),
        (
            """\
            == interviews/2026-11-10-ford.md
            ---
            company: Ford
            interviewers: Jane Doe
            ---
            == offers/2026-11-18-acme.md
            ---
            company: Acme Robotics
            contact: Henry Ford
            checklist: []
            ---
            """,
            "2026-11-18-acme/follow-up-ford",
        ),
    ],
    ids=["an earlier contact's name is a part of an interviewer's", "a company's of a person's"],
)
def test_a_whole_name_is_whom_it_names_though_it_is_a_part_of_another(
    tree: Tree, journal: str, task: str
) -> None:
    before = tasks_of(tree(journal), "2026-11-18")
    line = f"{{follow_up: {before[task].object}, done: 2026-11-18}}"
    after = tasks_of(tree(journal.replace("checklist: []", f"checklist: [{line}]")), "2026-11-18")
    assert after[task].state.value == "done"
