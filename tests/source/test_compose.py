"""Tests the text of a file that is written anew: whole files, and that it reads back the same."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.model.due import Anchor, DueRule, Offset, Unit
from afterword.model.entry import (
    EVENT_OUTCOMES,
    Entry,
    Item,
    Kind,
    Mention,
    Outcome,
    Stage,
    without_places,
)
from afterword.model.settings import Settings
from afterword.source.compose import ORDER, due_text, entry_text
from afterword.source.entry import read_entry
from afterword.source.load import load_journal
from afterword.source.schema import FIELDS
from tests.cli.running import SAMPLE

SETTINGS = Settings()


def _read(text: str, kind: Kind) -> tuple[Entry, tuple[Any, ...]]:
    entry, problems = read_entry(text.encode(), "interviews/2026-01-01-x.md", kind, SETTINGS)
    assert isinstance(entry, Entry), problems
    return entry, problems


def test_every_field_has_its_place() -> None:
    assert sorted((*ORDER, "checklist")) == sorted(field.name for field in FIELDS)


def test_a_whole_file() -> None:
    entry = Entry(
        id="",
        path="",
        kind=Kind.INTERVIEW,
        date=dt.date(2026, 11, 18),
        time=dt.time(9, 30),
        company="Acme: Robotics",
        role="No",
        interviewers=(
            Mention("Jane Doe", "jane@acme.example"),
            Mention("Raj Patel", title="Staff Engineer"),
            Mention("Lee, Sam"),
        ),
        contact=(Mention("Rita Cole", "rita@acme.example"),),
        tags=("a b", "c, d"),
        hear_back_by=dt.date(2026, 11, 27),
        private_fields=frozenset({"pay", "notes"}),
        extra={"x-floor": "3rd", "x-list": ("a", {"b": "- c"})},
        checklist=(
            Item(
                "thank",
                "Jane Doe",
                due=DueRule((Offset(Anchor.DATE, 1, Unit.BUSINESS_DAY), dt.date(2026, 12, 1))),
                drafted=True,
                proofread_by="Sam #2",
            ),
            Item(
                "connect",
                "Raj Patel",
                snoozed=dt.date(2026, 12, 1),
                snoozed_because="away: ill",
            ),
        ),
        body="\nIt went well.\n",
    )
    assert (
        entry_text(entry, Kind.INTERVIEW)
        == """\
---
date: 2026-11-18
time: 09:30
company: 'Acme: Robotics'
role: No
interviewers:
  - Jane Doe <jane@acme.example>
  - name: Raj Patel
    title: Staff Engineer
  - Lee, Sam
contact: Rita Cole <rita@acme.example>
tags: [a b, 'c, d']
hear_back_by: 2026-11-27
private: [notes, pay]
x-floor: 3rd
x-list: [a, {b: '- c'}]
checklist:
  - thank: Jane Doe
    due: +1 business day, else 2026-12-01
    drafted: true
    proofread_by: 'Sam #2'
  - connect: Raj Patel
    snoozed: '2026-12-01 away: ill'
---

It went well.
"""
    )
    assert "kind: interview\n" in entry_text(entry, Kind.UPDATE)


def test_the_sample_journal_written_anew_says_the_same() -> None:
    for entry in load_journal(SAMPLE.parent / "journal", SETTINGS).journal.entries:
        again, problems = read_entry(
            entry_text(entry, None).encode(), entry.path, Kind.UPDATE, SETTINGS
        )
        assert isinstance(again, Entry), problems
        assert without_places(again) == without_places(entry)


def test_a_due_rule_is_written_short() -> None:
    rule = DueRule((Offset(Anchor.HEAR_BACK_BY, 2), Offset(Anchor.DATE, 1), Offset(Anchor.DATE)))
    assert due_text(rule) == "hear_back_by + 2 days, else +1 day, else date"


_LINE = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co"])
        | st.sampled_from(" :#'\"-?,[]{}&*!|>%@`~"),
        min_size=1,
        max_size=12,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
_DATE = st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1))
_PLAIN = st.from_regex(r"[A-Z][a-z]{1,6}( [A-Z][a-z]{1,6})?", fullmatch=True)
_MENTION = st.builds(
    Mention,
    name=_PLAIN | st.sampled_from(["Lee, Sam", "O'Neil", "#1: A", "no", "5", "山田 太郎"]),
    email=st.sampled_from(["", "a@b.example"]),
    title=st.just("") | _LINE,
    notes=st.just("") | _LINE,
)
_WORD = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co"]), max_size=8)
_DATA = st.recursive(
    _WORD,
    lambda inner: (
        st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(_WORD.filter(lambda key: key.strip() == key), inner, max_size=3)
    ),
    max_leaves=5,
)
_OFFSET = st.builds(
    Offset,
    st.sampled_from([anchor for anchor in Anchor if anchor is not Anchor.DONE]),
    st.integers(-99, 99),
    st.sampled_from(list(Unit)),
)
_DUE = st.none() | st.lists(_OFFSET | _DATE, min_size=1, max_size=3).map(
    lambda parts: DueRule(tuple(parts))
)
_DONE = st.none() | st.just(value=True) | _DATE


@st.composite
def _item(draw: st.DrawFn) -> Item:
    snoozed = draw(st.none() | _DATE)
    return Item(
        draw(st.sampled_from(["thank", "task", "follow_up"])),
        draw(st.just("") | _LINE),
        due=draw(_DUE),
        done=draw(_DONE),
        skipped=draw(st.just("") | _LINE.filter(lambda text: text.lower() not in ("no", "false"))),
        snoozed=snoozed,
        snoozed_because=draw(st.just("") | _PLAIN) if snoozed else "",
        note=draw(st.just("") | _LINE),
        extra=draw(st.dictionaries(_WORD.map(lambda word: "x-" + word.strip()), _DATA, max_size=2)),
    )


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """Return entries of every form."""
    texts = st.just("") | _LINE
    people = st.lists(_MENTION, max_size=3).map(tuple)
    outcomes = [outcome for outcome in Outcome if outcome not in EVENT_OUTCOMES]
    return Entry(
        id="",
        path="interviews/2026-01-01-x.md",
        kind=draw(st.sampled_from(list(Kind))),
        date=draw(_DATE),
        time=draw(st.none() | st.times().map(lambda time: dt.time(time.hour, time.minute))),
        title=draw(texts),
        company=draw(texts),
        role=draw(texts),
        round=draw(texts),
        interviewers=draw(people),
        contact=draw(people),
        tags=draw(st.lists(_LINE, max_size=3).map(tuple)),
        checklist=draw(st.lists(_item(), max_size=3).map(tuple)),
        outcome=draw(st.none() | st.sampled_from(outcomes)),
        stage=draw(st.none() | st.sampled_from(list(Stage))),
        private=draw(st.booleans()),
        private_fields=draw(st.sets(st.sampled_from(["pay", "terms", "x-a"])).map(frozenset)),
        pay=draw(_DATA.map(lambda data: data or "")),
        terms=draw(
            st.dictionaries(_WORD.filter(lambda key: key.strip() == key), _DATA, max_size=2)
        ),
        extra=draw(st.dictionaries(_WORD.map(lambda word: "x-" + word.strip()), _DATA, max_size=2)),
        body=draw(st.sampled_from(["", "Text.\n", "\n\n---\na: b\n---\n", "no end"])),
    )


@given(entries())
def test_whatever_an_entry_says_reads_back_from_its_text(entry: Entry) -> None:
    again, _ = _read(entry_text(entry, None), Kind.UPDATE)
    assert without_places(again) == without_places(entry)


@pytest.mark.parametrize("private", [True, False])
def test_private_fields_stay_beside_a_private_entry(*, private: bool) -> None:
    entry = Entry("", "", Kind.UPDATE, dt.date(2026, 1, 1), private=private)
    both = replace(entry, private_fields=frozenset({"pay"}))
    again, problems = _read(entry_text(both, None), Kind.UPDATE)
    assert (again.private, again.private_fields, problems) == (private, frozenset({"pay"}), ())
