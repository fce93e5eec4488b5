"""Tests the lines of a checklist: one verb each, with what has become of it."""

from __future__ import annotations

import datetime as dt

import pytest

from afterword.model.due import Anchor, DueRule, Offset, Unit
from afterword.model.entry import Item
from afterword.model.problem import Place
from afterword.model.settings import Settings

from .reading import entry_of, faults_of

DAY = dt.date(2026, 11, 18)
AT = Place(5, 3)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("- thank: Jane Doe", Item("thank", "Jane Doe", place=AT)),
        ("- {thank: Jane, done: 2026-11-18}", Item("thank", "Jane", done=DAY, place=AT)),
        ("- thank: Jane\n  done: true", Item("thank", "Jane", done=True, place=AT)),
        ("- thank: Jane\n  done: Yes", Item("thank", "Jane", done=True, place=AT)),
        ("- thank: Jane\n  done: false", Item("thank", "Jane", place=AT)),
        ("- thank: Jane\n  done:", Item("thank", "Jane", place=AT)),
        (
            "- thank: Jane\n  drafted: true\n  proofread_by: Sam\n  via: card",
            Item("thank", "Jane", drafted=True, proofread_by="Sam", via="card", place=AT),
        ),
        (
            "- thank: Jane\n  proofread-by: nobody\n  drafted: 2026-11-18",
            Item("thank", "Jane", drafted=DAY, proofread_by="nobody", place=AT),
        ),
        ("- connect: Raj\n  accepted: 2026-11-18", Item("connect", "Raj", accepted=DAY, place=AT)),
        ("- connect: Raj\n  accepted: yes", Item("connect", "Raj", accepted=True, place=AT)),
        (
            "- connect: Raj\n  skipped: not wanted",
            Item("connect", "Raj", skipped="not wanted", place=AT),
        ),
        ("- connect: Raj\n  skipped: no", Item("connect", "Raj", place=AT)),
        (
            "- follow_up: Jane\n  due: 2026-11-30\n  snoozed: 2026-11-18 waiting for budget",
            Item(
                "follow_up",
                "Jane",
                due=DueRule((dt.date(2026, 11, 30),)),
                snoozed=DAY,
                snoozed_because="waiting for budget",
                place=AT,
            ),
        ),
        ("- task: Call\n  snoozed: 2026-11-18", Item("task", "Call", snoozed=DAY, place=AT)),
        (
            "- task: Call\n  snoozed: 2026-11-18 because they asked",
            Item("task", "Call", snoozed=DAY, snoozed_because="they asked", place=AT),
        ),
        (
            "- due: hear_back_by - 1 week\n  task: Call",
            Item(
                "task",
                "Call",
                due=DueRule((Offset(Anchor.HEAR_BACK_BY, -1, Unit.WEEK),)),
                place=AT,
            ),
        ),
        ("- follow-up: Jane", Item("follow_up", "Jane", place=AT)),
        ("- Follow up: Jane", Item("follow_up", "Jane", place=AT)),
        ("- follow_up:", Item("follow_up", "", place=AT)),
        ("- task: Buy 5 * 3 m", Item("task", "Buy 5 * 3 m", place=AT)),
        (
            "- task: Call\n  note: 12:30\n  x-mood: good",
            Item("task", "Call", note="12:30", extra={"x-mood": "good"}, place=AT),
        ),
    ],
)
def test_a_task_is_read_whole(written: str, expected: Item) -> None:
    assert entry_of(f"checklist:\n{written}").checklist == (expected,)


@pytest.mark.parametrize(
    "written", ["[{thank: Jane}, {connect: Raj}]", "\n  - thank: Jane\n  - connect: Raj"]
)
def test_a_checklist_may_stand_in_one_line_or_in_several(written: str) -> None:
    items = entry_of(f"checklist: {written}").checklist
    assert [(item.verb, item.object) for item in items] == [("thank", "Jane"), ("connect", "Raj")]


def test_a_single_task_needs_no_list_and_an_empty_checklist_is_fine() -> None:
    assert [item.verb for item in entry_of("checklist: {thank: Jane}").checklist] == ["thank"]
    assert entry_of("checklist:").checklist == ()


@pytest.mark.parametrize(
    ("written", "kept", "problem"),
    [
        (
            "- Send the sample",
            [("task", "Send the sample")],
            "5:3: AW-PLAIN read as a task without details: write `- task: Send the sample`.",
        ),
        (
            "- thnk: Jane",
            [("thnk", "Jane")],
            (
                "5:3: AW-VERB unknown verb `thnk`. Did you mean `thank`? A verb of your own is "
                "listed under `verbs:` in mkdocs.yml."
            ),
        ),
        (
            "- thank: Jane\n  connect: Jane",
            [("thank", "Jane")],
            (
                "6:3: AW-ITEM a second verb, `connect`, in one task: begin a new line with "
                "`- connect:`."
            ),
        ),
        (
            "- done: true",
            [],
            "5:3: AW-ITEM a task without a verb: begin it with `- thank: Jane Doe`.",
        ),
        ("- {}", [], "5:3: AW-ITEM a task without a verb: begin it with `- thank: Jane Doe`."),
        ("-", [], "5:2: AW-ITEM an empty checklist line: write `- thank: Jane Doe`."),
        (
            "- - thank: Jane",
            [],
            "5:3: AW-ITEM a list inside the checklist: write `- thank: Jane Doe`.",
        ),
        (
            "- thank: Jane\n  duee: 2026-11-18",
            [("thank", "Jane")],
            (
                "6:3: AW-KEY unknown key `duee` in a task. Did you mean `due`? A key of your own "
                "begins with `x-`."
            ),
        ),
        (
            "- connect: Raj\n  proofread_by: Sam",
            [("connect", "Raj")],
            "6:3: AW-KEY `proofread_by` has no effect on `connect`; it is for thank.",
        ),
        (
            "- proofread_by: Sam\n  connect: Raj",
            [("connect", "Raj")],
            "5:3: AW-KEY `proofread_by` has no effect on `connect`; it is for thank.",
        ),
        (
            "- thank: Jane\n  done: 2026-11-18\n  done: 2026-11-19",
            [("thank", "Jane")],
            "7:3: AW-REPEATED `done` stands on line 6 and again on line 7; keep one.",
        ),
        (
            "- thank: Jane\n  skipped:",
            [("thank", "Jane")],
            "6:11: AW-VALUE `skipped` wants its reason: `skipped: not wanted`.",
        ),
        (
            "- thank: Jane\n  snoozed: later",
            [("thank", "Jane")],
            (
                "6:12: AW-DATE `snoozed` begins with a date, then the reason: `later` is not a "
                "date: write year-month-day, such as `2026-11-18`."
            ),
        ),
        (
            "- thank: Jane\n  due: 11/12/2026",
            [("thank", "Jane")],
            (
                "6:8: AW-DUE `11/12/2026` can be read in more than one way: write `2026-11-12` or "
                "`2026-12-11`."
            ),
        ),
        (
            "- thank: [Jane, Raj]",
            [("thank", "")],
            "5:10: AW-TYPE `thank` wants a single value, not a list.",
        ),
    ],
)
def test_what_is_wrong_with_a_task_is_told_where_it_stands(
    written: str, kept: list[tuple[str, str]], problem: str
) -> None:
    entry, problems = faults_of(f"checklist:\n{written}")
    assert ([(item.verb, item.object) for item in entry.checklist], problems) == (kept, [problem])


def test_a_day_that_cannot_be_read_still_says_that_it_was_done() -> None:
    entry, problems = faults_of("checklist:\n- thank: Jane\n  done: yesterday")
    assert entry.checklist[0].done is True
    assert problems == [
        (
            "6:9: AW-DATE `done`: `yesterday` is not a date: write year-month-day, such as "
            "`2026-11-18`. `true` will do where the day is not known."
        )
    ]


def test_skipped_without_a_reason_is_skipped_all_the_same() -> None:
    assert faults_of("checklist:\n- thank: Jane\n  skipped:")[0].checklist[0].skipped


def test_verbs_of_ones_own_are_listed_in_the_settings() -> None:
    settings = Settings(verbs=frozenset({"look_up"}))
    items = entry_of("checklist:\n- Look up: The team\n", settings=settings).checklist
    assert [(item.verb, item.object) for item in items] == [("look_up", "The team")]
