"""Tests that a shared copy tells what the journal without its private parts does, and no name."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.model.due import Anchor, DueRule, Offset, Unit
from afterword.model.entry import Draft, Entry, Item, Kind, Mention, Outcome, Stage
from afterword.model.journal import Journal, make_journal
from afterword.model.opportunity import OpportunityPage
from afterword.model.person import PersonPage
from afterword.model.privacy import without_private
from afterword.model.settings import Settings
from afterword.playbook.sharing import shared_copy
from afterword.playbook.snapshot import Snapshot, take_snapshot
from afterword.source.load import load_journal
from afterword.views.momentum import momentum
from afterword.views.people import people
from afterword.views.pipeline import pipeline
from tests.model.making import day, entry
from tests.playbook.journals import Tree, look

ROOT = Path(__file__).resolve().parents[2]
TODAY = day("2026-11-22")


def _both(journal: Journal, today: dt.date = TODAY) -> tuple[Snapshot, Snapshot]:
    """Return the day of the journal without what is private, and that of the shared copy."""
    settings = Settings()
    return (
        take_snapshot(without_private(journal), today, settings),
        take_snapshot(shared_copy(journal), today, settings),
    )


def _figures(snapshot: Snapshot) -> dict[str, Any]:
    """Return everything that counts, without a name."""
    board, moving = pipeline(snapshot), momentum(snapshot)
    order = {identity: at for at, identity in enumerate(snapshot.journal.opportunities)}
    return {
        "tasks": [
            (
                task.state,
                task.due,
                task.days_overdue,
                task.implied,
                task.done_on,
                task.suggestion,
                task.notices,
                bool(task.accepted),
                [(step.name, step.done, step.on) for step in task.steps],
                order.get(task.opportunity),
                bool(task.person),
            )
            for task in snapshot.tasks
        ],
        "states": Counter(task.state for task in snapshot.tasks),
        "standings": [
            (stands.stage, stands.stage_since, stands.furthest, stands.outcome, stands.resumes)
            for stands in snapshot.standings.values()
        ],
        "columns": [(stage, len(rows)) for stage, rows in board.columns],
        "funnel": board.funnel,
        "quiet": sorted((row.quiet_days, row.quiet, row.suggestion) for row in board.rows),
        "momentum": (moving.live, moving.quiet_days, moving.settled, moving.weeks, moving.rates),
        "signals": [(signal.name, signal.good) for signal in moving.signals],
        "people": Counter(
            (row.met, row.live, row.late, row.last_touch, row.next_touch, row.invitation)
            for row in people(snapshot)
        ),
    }


@pytest.mark.parametrize("folder", ["journal", "tests/data/ten-weeks"])
def test_the_copy_counts_what_the_journal_counts(folder: str) -> None:
    journal = load_journal(ROOT / folder, Settings()).journal
    whole, copy = _both(journal)
    assert whole.tasks
    assert _figures(copy) == _figures(whole)


NAMES = ("Jane Doe", "Raj Patel", "Jane Roe", "Acme", "Sam")
COMPANIES = ("Acme", "ACME", "Tide", "Jane Doe", "")
ROLES = ("Engineer", "Designer", "")
OBJECTS = (
    *NAMES,
    *COMPANIES,
    "Jane",
    "Nobody known",
    "Tide (Engineer)",
    "Acme, Designer",
    "true",
    "Withdraw from Tide with thanks",
    "Withdraw from Acme (Engineer) with thanks",
    "Ask Jane Doe for a card",
    "Hand in the take-home work",
    "Call mother",
)
VERBS = ("thank", "connect", "follow_up", "apply", "decide", "task", "research", "hand_in")
DAYS = st.dates(dt.date(2026, 10, 12), dt.date(2026, 12, 4))
DONE = st.one_of(st.none(), st.just(value=True), DAYS)
MENTIONS = st.lists(
    st.builds(
        Mention,
        name=st.sampled_from(NAMES),
        email=st.sampled_from(["", "jane@acme.example", "raj@tide.example"]),
        company=st.sampled_from(["", "Labs"]),
    ),
    max_size=3,
).map(tuple)
DUE = st.one_of(
    st.none(),
    st.builds(lambda day: DueRule((day,)), DAYS),
    st.sampled_from(
        [DueRule((Offset(Anchor.DEADLINE),)), DueRule((Offset(Anchor.DATE, 2, Unit.BUSINESS_DAY),))]
    ),
)
ITEMS = st.builds(
    Item,
    verb=st.sampled_from(VERBS),
    object=st.sampled_from(OBJECTS),
    due=DUE,
    done=DONE,
    skipped=st.sampled_from(["", "", "not wanted"]),
    snoozed=st.one_of(st.none(), DAYS),
    drafted=DONE,
    proofread_by=st.sampled_from(["", "nobody", "Sam"]),
    accepted=DONE,
)
DRAFTS = st.builds(
    Draft,
    to=st.sampled_from([*NAMES, "Jane", ""]),
    text=st.sampled_from(["Dear Jane", ""]),
    path=st.just("elsewhere.md"),
    line=st.just(1),
)
ENTRIES = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(Kind),
            "date": DAYS,
            "time": st.sampled_from([None, dt.time(9), dt.time(14, 30)]),
            "company": st.sampled_from(COMPANIES),
            "role": st.sampled_from(ROLES),
            "opportunity": st.sampled_from(["", "", "acme-engineer", "of-jane"]),
            "contact": MENTIONS,
            "interviewers": MENTIONS,
            "people": MENTIONS,
            "agency": st.sampled_from(["", "Northgate"]),
            "outcome": st.one_of(st.none(), st.sampled_from(Outcome)),
            "stage": st.one_of(st.none(), st.sampled_from(Stage)),
            "hear_back_by": st.one_of(st.none(), DAYS),
            "resumes": st.one_of(st.none(), DAYS),
            "deadline": st.one_of(st.none(), DAYS),
            "apply_by": st.one_of(st.none(), DAYS),
            "format": st.sampled_from(["", "video", "take-home"]),
            "round": st.sampled_from(["", "Onsite", "With Jane Doe"]),
            "extra": st.sampled_from(
                [
                    {},
                    {"x-location": "Denver"},
                    {"x-import": "table/1"},
                    {"x-import": "table/2 2026-11-10"},
                    {"x-import": "table/3 2026-11-22", "x-location": "Denver"},
                ]
            ),
            "private": st.sampled_from([False, False, False, True]),
            "private_fields": st.sampled_from([frozenset(), frozenset({"contact"})]),
            "checklist": st.lists(ITEMS, max_size=3).map(tuple),
            "drafts": st.lists(DRAFTS, max_size=2).map(tuple),
        }
    ),
    max_size=7,
)


@given(ENTRIES)
def test_whatever_the_journal_holds_the_copy_counts_the_same(found: list[dict[str, Any]]) -> None:
    entries = [
        Entry(id=f"{values['date']}-e{at}", path=f"any/{values['date']}-e{at}.md", **values)
        for at, values in enumerate(found)
    ]
    pages = [
        OpportunityPage("acme-engineer", "opportunities/acme-engineer.md", aliases=("ACME Corp",))
    ]
    persons = [PersonPage("jane", "people/jane.md", name="Jane Doe", company="Acme")]
    whole, copy = _both(make_journal(entries, pages, persons))
    assert _figures(copy) == _figures(whole)


def test_what_can_be_told_of_an_entry_is_written_anew() -> None:
    made = entry(
        "2026-11-18-coffee-with-jane",
        "2026-11-18",
        role="Engineer",
        round="Onsite with Jane Doe",
        title="At Jane's",
        interviewers=(Mention("Jane Doe", "jane@acme.example", title="CTO"),),
        contact=(Mention("Rita Cole"),),
        hear_back_by=day("2026-11-27"),
        pay="100",
        body="Went well.",
        checklist=(
            Item("thank", "Jane", note="by hand", via="e-mail", proofread_by="Sam"),
            Item("follow_up", "acme robotics"),
            Item("task", "Buy flowers for Jane", skipped="too much"),
            Item("jane_doe", "call her"),
            Item("connect", "Who Ever", snoozed=day("2026-12-01"), snoozed_because="shy"),
        ),
    )
    (copied,) = shared_copy(make_journal([made])).entries
    told = {each.name: getattr(copied, each.name) for each in fields(Entry)}
    blank = Entry("", "", Kind.INTERVIEW, TODAY)
    assert {name: each for name, each in told.items() if each != getattr(blank, name)} == {
        "id": "2026-11-18-1",
        "path": "interviews/2026-11-18-1.md",
        "date": day("2026-11-18"),
        "company": "Acme Robotics",
        "role": "Engineer",
        "round": "Onsite with Person 1",
        "interviewers": (Mention("Person 1"),),
        "contact": (Mention("Person 2"),),
        "hear_back_by": day("2026-11-27"),
        "checklist": (
            Item("thank", "Person 1", proofread_by="someone"),
            Item("follow_up", "Acme Robotics"),
            Item("task", "A task", skipped="the reason is left out"),
            Item("own", "a task"),
            Item("connect", "someone unknown", snoozed=day("2026-12-01")),
        ),
    }


def test_a_line_about_another_opportunity_is_still_about_that_one() -> None:
    lines = (
        Item("follow_up", "Jane Doe Ltd"),
        Item("follow_up", "acme robotics, designer"),
        Item("task", "withdraw from Jane Doe Ltd (Engineer) with thanks"),
        Item("task", "Ask Raj for his card"),
        Item("task", "Hand in the pieces for Raj"),
    )
    journal = make_journal(
        [
            entry("a", "2026-11-02", company="Jane Doe Ltd", role="Engineer", people=()),
            entry("b", "2026-11-03", role="Designer", interviewers=(Mention("Jane Doe"),)),
            entry(
                "c",
                "2026-11-04",
                role="Engineer",
                interviewers=(Mention("Raj Patel"),),
                deadline=day("2026-11-09"),
                checklist=lines,
            ),
        ]
    )
    whole, copy = _both(journal)
    assert [item.object for item in copy.journal.entries[2].checklist] == [
        "Person 1 Ltd",
        "Acme Robotics, Designer",
        "Withdraw from Person 1 Ltd (Engineer) with thanks",
        "Ask Person 2 for a card or an address",
        "Hand in the take-home work",
    ]
    numbers = {
        identity: f"opportunity-{at + 1}" for at, identity in enumerate(journal.opportunities)
    }
    assert [task.opportunity for task in copy.tasks] == [
        numbers[task.opportunity] for task in whole.tasks
    ]
    assert _figures(copy) == _figures(whole)


def test_someone_met_under_two_names_at_two_companies_keeps_one_number() -> None:
    one = Mention("Jane Doe", "jane@doe.example")
    other = Mention("J. Doe-Roe", "jane@doe.example")
    journal = make_journal(
        [
            entry("a", "2026-11-01", interviewers=(Mention("Raj Patel"),)),
            entry("b", "2026-11-02", interviewers=(one,)),
            entry("c", "2026-11-03", company="Tide", contact=(other,)),
        ]
    )
    copy = shared_copy(journal)
    assert [each.mentions[0].name for each in copy.entries] == ["Person 1", "Person 2", "Person 2"]
    assert copy.people.by_id["person-2"].companies == ("Acme Robotics", "Tide")
    assert copy.people.by_id["person-2"].has_address


def test_entries_of_a_day_keep_their_order_though_there_are_more_than_nine() -> None:
    made = [entry(f"2026-11-18-{letter}", "2026-11-18") for letter in "abcdefghijkl"]
    copy = shared_copy(make_journal(made))
    assert [each.id for each in copy.entries][:2] == ["2026-11-18-01", "2026-11-18-02"]
    assert sorted(copy.entries, key=lambda each: each.order) == list(copy.entries)


def test_what_only_says_how_the_position_changed_still_answers_nothing(tree: Tree) -> None:
    snapshot = look(
        tree("""\
            == interviews/2026-11-09-acme.md
            ---
            company: Acme
            role: Engineer
            interviewers: Jane <jane@acme.example>
            ---
            == updates/2026-11-10-acme.md
            ---
            company: Acme
            role: Engineer
            x-manager: Jane
            ---
        """),
        "2026-11-22",
    )
    copy = take_snapshot(shared_copy(snapshot.journal), snapshot.today, snapshot.settings)
    follow_up = next(task for task in copy.tasks if task.verb == "follow_up")
    assert follow_up.state == "overdue"
    assert copy.journal.entries[1].extra == {"x-details": "left out"}


def test_a_name_from_private_entries_is_not_told_by_the_others() -> None:
    journal = make_journal(
        [
            entry("a", "2026-11-01", private=True, interviewers=(Mention("Mata Hari"),)),
            entry("b", "2026-11-02", round="After the one with Mata Hari"),
        ]
    )
    assert [each.round for each in shared_copy(journal).entries] == ["After the one with someone"]


def test_a_copy_of_a_copy_is_the_copy() -> None:
    copy = shared_copy(make_journal([entry("a", "2026-11-01")]))
    assert shared_copy(copy) is copy
