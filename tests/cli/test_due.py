"""Tests `afterword due`: what it prints, how far it looks, and what fails."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from afterword.exchange.data import task_data
from afterword.playbook.snapshot import take_snapshot
from afterword.source.config import read_config
from afterword.source.load import load_journal
from tests.cli.running import CONFIG, SAMPLE, run
from tests.playbook.journals import Tree

JOURNAL = """\
== journal/interviews/2026-11-18-acme.md
---
company: Acme Robotics
role: Backend Engineer
interviewers: Jane Doe <jane@acme.example>, Raj Patel <raj@acme.example>
hear_back_by: 2026-11-27
checklist:
  - {connect: Raj Patel, skipped: not wanted}
  - {thank: Raj Patel, done: 2026-11-19, proofread_by: Sam}
  - {task: Send the code sample, due: 2026-11-22}
  - {task: Read about queues}
---
== journal/conversations/2026-11-20-ted.md
---
people: Ted Kowalczyk <ted@fernhill.example>
checklist:
  - {task: Call Ted again, due: 2027-01-04}
---
"""

PRINTED = """\
As of Sunday, 22 November 2026

Overdue (1)
  Thu 19 Nov  Thank Jane Doe, 3 days overdue
              Acme Robotics, Backend Engineer
              due 19 Nov: the interview on 18 Nov, plus 1 business day
              2026-11-18-acme/thank-jane-doe

Today (1)
  Sun 22 Nov  Send the code sample
              Acme Robotics, Backend Engineer
              due 22 Nov, as written
              2026-11-18-acme/task-send-the-code-sample

Next 7 days (3)
  Mon 23 Nov  Connect with Jane Doe on LinkedIn
              Acme Robotics, Backend Engineer
              due 23 Nov: the interview on 18 Nov, plus 3 business days
              2026-11-18-acme/connect-jane-doe
  Mon 23 Nov  Thank Ted Kowalczyk
              due 23 Nov: the conversation on 20 Nov, plus 1 business day
              2026-11-20-ted/thank-ted-kowalczyk
  Wed 25 Nov  Connect with Ted Kowalczyk on LinkedIn
              due 25 Nov: the conversation on 20 Nov, plus 3 business days
              2026-11-20-ted/connect-ted-kowalczyk

Without a date (1)
  no date    Read about queues
              Acme Robotics, Backend Engineer
              no due date
              2026-11-18-acme/task-read-about-queues

2 later.
1 live opportunity, 2 fewer than the 3 to keep up: look for 2 more; \
the last new step was 2 days ago.
"""


def test_the_whole_list_is_printed_with_reasons_and_ids(tree: Tree) -> None:
    assert run(tree(CONFIG + JOURNAL), "due") == (0, PRINTED, "")


def test_what_is_far_off_is_printed_with_its_year_when_asked_for(tree: Tree) -> None:
    ran = run(tree(CONFIG + JOURNAL), "due", "--days", "60")
    assert "Next 60 days (5)\n" in ran.out
    assert (
        """\
  Tue  1 Dec  Follow up with Acme Robotics
              Acme Robotics, Backend Engineer
              due 1 Dec: they said 27 Nov, plus 2 business days
              2026-11-18-acme/follow-up
  Mon  4 Jan 2027  Call Ted again
              due 4 Jan 2027, as written
              2026-11-20-ted/task-call-ted-again
"""
        in ran.out
    )
    assert "later" not in ran.out


def test_another_day_can_be_looked_at(tree: Tree) -> None:
    ran = run(tree(CONFIG + JOURNAL), "due", "--today", "2026-11-17")
    assert ran.out.startswith("As of Tuesday, 17 November 2026\n\nNext 7 days (1)\n")


def test_a_single_day_is_not_called_days(tree: Tree) -> None:
    ran = run(tree(CONFIG + JOURNAL), "due", "--today", "2026-11-20")
    assert "Thank Jane Doe, 1 day overdue\n" in ran.out


def test_with_nothing_to_do_it_says_so_and_what_comes_next(tree: Tree) -> None:
    ran = run(tree(f"{CONFIG}== journal/index.md\nMy search\n"), "due")
    assert ran == (
        0,
        (
            "As of Sunday, 22 November 2026\n\nNothing is due.\n\n"
            "Nothing has happened yet: write down the first application or conversation.\n"
        ),
        "",
    )


def _listed(*arguments: str) -> list[dict[str, object]]:
    ran = run(SAMPLE.parent, "due", "--json", *arguments)
    assert ran.code == 0
    listed: list[dict[str, object]] = json.loads(ran.out)
    return listed


@pytest.mark.parametrize("days", [0, 7, 14])
def test_the_json_of_the_sample_holds_what_is_open_up_to_that_day_the_most_urgent_first(
    days: int,
) -> None:
    config, _ = read_config(SAMPLE)
    journal = load_journal(config.root, config.settings, config.excluded).journal
    today = dt.date(2026, 11, 22)
    horizon = today + dt.timedelta(days)
    tasks = take_snapshot(journal, today, config.settings).tasks
    wanted = [
        task
        for task in tasks
        if task.state in ("overdue", "today", "undated")
        or (task.state == "upcoming" and task.due and task.due <= horizon)
    ]
    listed = _listed("--days", str(days))
    assert sorted(wanted, key=lambda task: task.id) != []
    assert {task.id: task_data(task) for task in wanted} == {each["id"]: each for each in listed}
    assert len(listed) == len(wanted)
    dates = [each["due"] for each in listed if each["due"]]
    assert dates == sorted(dates, key=str)
    assert [each["state"] for each in listed if not each["due"]] == ["undated"]


def test_the_json_is_an_array_though_nothing_is_due(tree: Tree) -> None:
    root = tree(f"{CONFIG}== journal/index.md\nMy search\n")
    assert run(root, "due", "--json") == (0, "[]\n", "")


@pytest.mark.parametrize(
    ("today", "code"),
    [("2026-11-17", 0), ("2026-11-19", 0), ("2026-11-20", 1), ("2027-06-01", 1)],
)
@pytest.mark.parametrize("options", [[], ["--json"]], ids=["text", "json"])
def test_only_what_is_overdue_fails_and_only_when_asked_to(
    tree: Tree, today: str, code: int, options: list[str]
) -> None:
    root = tree(CONFIG + JOURNAL.replace("due: 2027-01-04", "due: 2027-01-04, done: true"))
    failing = run(root, "due", "--fail-overdue", "--today", today, *options)
    plain = run(root, "due", "--today", today, *options)
    assert (failing.code, plain.code) == (code, 0)
    assert failing.out == plain.out


def test_an_entry_that_cannot_be_read_is_mentioned_beside_the_list(tree: Tree) -> None:
    broken = "== journal/interviews/2026-11-20-broken.md\n---\ncompany: [Acme\n---\n"
    another = broken.replace("-20-", "-21-")
    said = "1 error in the journal, so that tasks may be missing here; see `afterword check`.\n"
    root = tree(CONFIG + JOURNAL + broken)
    assert run(root, "due") == (0, PRINTED, said)
    assert run(tree(another), "due").err.startswith("2 errors in the journal, ")
    assert json.loads(run(root, "due", "--json").out)[0]["id"] == "2026-11-18-acme/thank-jane-doe"


@pytest.mark.parametrize("days", ["-1", "3651", "soon"])
def test_a_number_of_days_that_is_none_is_refused(tree: Tree, days: str) -> None:
    ran = run(tree(CONFIG + JOURNAL), "due", "--days", days)
    assert (ran.code, ran.out) == (2, "")
    assert "--days" in ran.err
