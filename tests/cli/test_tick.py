"""Tests the commands that tick, as they are typed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from afterword.cli.dates import say_date
from tests.cli.running import run
from tests.playbook.journals import Tree

TODAY = dt.date(2026, 11, 22)  # A Sunday.

JOURNAL = """\
== mkdocs.yml
docs_dir: journal
plugins:
  - afterword: {today: 2026-11-22, holidays: US}
== journal/interviews/2026-11-18-acme.md
---
company: Acme Robotics
interviewers: [Jane Doe <jane@acme.example>, Raj Patel <raj@acme.example>]
checklist:
  - thank: Jane Doe
---
== journal/interviews/2026-11-10-tide.md
---
company: Tide
interviewers: Jane Roe <jane@tide.example>
checklist:
  - {thank: Jane Roe, done: 2026-11-11, proofread_by: Sam}
---
"""
ACME = "journal/interviews/2026-11-18-acme.md"


def _acme(root: Path) -> list[str]:
    return (root / ACME).read_text("utf-8").splitlines()


def test_a_day_of_ticking(tree: Tree) -> None:
    root = tree(JOURNAL)
    before = (root / ACME).read_bytes()
    assert run(root, "drafted", "thank-jane") == (
        0,
        f"{ACME}:5: Thank Jane Doe, drafted: 2026-11-22\n",
        "",
    )
    assert run(root, "proofread", "thank-jane", "--by", "Sam").code == 0
    assert run(root, "done", "thank-jane", "--on", "yesterday") == (
        0,
        f"{ACME}:5: Thank Jane Doe, done: 2026-11-21\n",
        "--on yesterday: 2026-11-21, a Saturday\n",
    )
    assert run(root, "skip", "connect-raj", "not", "wanted,", "yet").code == 0
    assert run(root, "snooze", "acme/follow-up", "next friday", "she is away").code == 0
    assert _acme(root)[4:] == [
        "  - thank: Jane Doe",
        "    drafted: 2026-11-22",
        "    proofread_by: Sam",
        "    done: 2026-11-21",
        "  - {connect: Raj Patel, skipped: 'not wanted, yet'}",
        "  - {follow_up: Acme Robotics, snoozed: 2026-11-27 she is away}",
        "---",
    ]
    for task in ("follow-up", "connect-raj", "thank-jane-doe", "thank-jane-doe", "thank-jane-doe"):
        assert run(root, "undo", f"acme/{task}").code == 0
    assert (root / ACME).read_bytes() == before


def test_several_at_once(tree: Tree) -> None:
    ran = run(tree(JOURNAL), "done", "connect-raj", "thank-jane")
    assert ran == (
        0,
        (
            f"{ACME}:6: Connect with Raj Patel on LinkedIn, done: 2026-11-22\n"
            f"{ACME}:5: Thank Jane Doe, done: 2026-11-22\n"
        ),
        (
            "  Nobody proofread it: say who did, or `nobody`, with "
            "`afterword proofread 2026-11-18-acme/thank-jane-doe --by NAME`.\n"
        ),
    )


def test_what_was_proofread_or_was_not_to_be_is_ticked_without_a_word(tree: Tree) -> None:
    root = tree(JOURNAL)
    for name, who in (("jane", "Sam"), ("raj", "nobody")):
        run(root, "proofread", f"thank-{name}", "--by", who)
        assert run(root, "done", f"thank-{name}").err == ""


def test_a_part_of_the_entry_and_one_of_the_task(tree: Tree) -> None:
    root = tree(JOURNAL.replace("2026-11-18-acme.md", "2026-11-18-acme-onsite.md"))
    ran = run(root, "done", "acme/thank-raj", "acme/follow-up")
    assert (ran.code, ran.out.count("done: 2026-11-22")) == (0, 2)
    ran = run(root, "done", "tide/thank-raj")
    assert (ran.code, "no task `tide/thank-raj`" in ran.err) == (2, True)
    assert "Did you mean `thank-raj-patel`?" in run(root, "done", "thnk-raj-patel").err


def test_what_was_off_the_list_is_ticked_and_told(tree: Tree) -> None:
    text = JOURNAL.replace("2026-11-18-acme.md", "2026-10-18-acme.md")
    ran = run(tree(text), "done", "acme/follow-up")
    assert (ran.code, ran.err.startswith("  It was off the list: ")) == (0, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["done", "connect-raj", "--on", "tomorrow"],
            "LinkedIn: 2026-11-23 is still to come; a tick says what was done.",
        ),
        (
            ["snooze", "connect-raj", "yesterday"],
            "2026-11-21 is not after today, 2026-11-22; it is put off to a day to come.",
        ),
        (
            ["snooze", "acme/follow-up", "2026-11-24"],
            "it is due on 2026-11-25 already; to have it earlier, write `due:` yourself.",
        ),
    ],
)
def test_a_tick_that_makes_no_sense_is_refused(tree: Tree, words: list[str], said: str) -> None:
    root = tree(JOURNAL)
    before = (root / ACME).read_bytes()
    ran = run(root, *words)
    assert (ran.code, said in ran.err) == (2, True), ran.err
    assert (root / ACME).read_bytes() == before


def test_what_is_done_is_not_skipped(tree: Tree) -> None:
    root = tree(JOURNAL)
    run(root, "done", "connect-raj")
    ran = run(root, "skip", "connect-raj-patel", "not wanted")
    assert (ran.code, "it is done already; `afterword undo` takes" in ran.err) == (2, True)


def test_the_same_again_changes_nothing_and_says_so(tree: Tree) -> None:
    root = tree(JOURNAL)
    run(root, "done", "acme/thank-jane-doe")
    before = (root / ACME).read_bytes()
    ran = run(root, "done", "acme/thank-jane-doe", "--today", "2026-11-25")
    assert ran.out == f"{ACME}:5: Thank Jane Doe, done already; nothing is changed\n"
    assert (root / ACME).read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["done", "zzz"], "no task `zzz`; `afterword due` prints the ids"),
        (
            ["done", "thank"],
            (
                "`thank` can be any of these:\n"
                "  2026-11-18-acme/thank-jane-doe  Thank Jane Doe\n"
                "  2026-11-18-acme/thank-raj-patel  Thank Raj Patel\n"
            ),
        ),
        (["done", ""], "no task ``"),
        (["done", "thank-jane", "--on", "soon"], "--on: `soon` is not a date"),
        (["skip", "thank-jane", "no"], "a reason is wanted"),
        (["drafted", "connect-raj"], "is no thank-you"),
        (["proofread", "acme/connect-raj", "--by", "Sam"], "is no thank-you"),
        (["proofread", "thank-jane-doe", "--by", " "], "--by wants a name"),
        (["undo", "acme/thank-jane"], "is neither done nor skipped nor snoozed"),
        (["snooze", "acme/thank-jane", "11/12/2026"], "`11/12/2026` can be read in more"),
    ],
)
def test_what_cannot_be_done_is_refused_untouched(tree: Tree, words: list[str], said: str) -> None:
    root = tree(JOURNAL)
    before = {file: file.read_bytes() for file in root.rglob("*.md")}
    ran = run(root, *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("afterword: ")
    assert said in ran.err
    assert {file: file.read_bytes() for file in root.rglob("*.md")} == before


def test_a_read_only_file_is_told_with_its_path(tree: Tree) -> None:
    root = tree(JOURNAL)
    (root / ACME).chmod(0o444)
    ran = run(root, "done", "thank-jane")
    assert ran.code == 2
    assert ran.err.endswith("2026-11-18-acme.md: not written (it is read-only).\n")


@pytest.mark.parametrize(
    ("text", "past", "day"),
    [
        ("today", True, "2026-11-22"),
        ("Yesterday", True, "2026-11-21"),
        ("tomorrow", False, "2026-11-23"),
        ("2026-12-01", False, "2026-12-01"),
        ("friday", False, "2026-11-27"),
        ("friday", True, "2026-11-20"),
        ("fri", True, "2026-11-20"),
        ("sunday", False, "2026-11-22"),
        ("sunday", True, "2026-11-22"),
        ("next sunday", False, "2026-11-29"),
        ("last sunday", True, "2026-11-15"),
        ("next friday", False, "2026-11-27"),
        ("last friday", False, "2026-11-20"),
        ("on monday", False, "2026-11-23"),
        ("this monday", True, "2026-11-23"),
        ("in 3 days", False, "2026-11-25"),
        ("+2 weeks", False, "2026-12-06"),
        ("- 1 day", True, "2026-11-21"),
        ("two weeks ago", True, "2026-11-08"),
        ("a month ago", True, "2026-10-22"),
        ("in 4 business days", False, "2026-11-27"),
        ("18 nov", True, "2026-11-18"),
        ("Nov 18th", True, "2026-11-18"),
        ("3 january", False, "2027-01-03"),
        ("3 january", True, "2026-01-03"),
        ("18 November 2025", False, "2025-11-18"),
    ],
)
def test_days_as_people_say_them(text: str, past: bool, day: str) -> None:
    found, said = say_date(text, TODAY, past=past, holidays="US")
    assert (str(found), said) == (day, "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("soon", "`tomorrow`, `next friday`"),
        ("3 days", "write `in 3 days` or `3 days ago`"),
        ("11/12/2026", "can be read in more than one way"),
        ("18.11.2026", "write `2026-11-18`"),
        ("31 february", "no day of the calendar"),
        ("5 smarch", "is not a date"),
        ("29 feb", "no day of the calendar"),
        ("in 9999999 days", "is not a date"),
        ("next week", "`tomorrow`"),
    ],
)
def test_what_is_no_day_is_told(text: str, said: str) -> None:
    found, wrong = say_date(text, TODAY, past=False)
    assert found is None
    assert said in wrong
