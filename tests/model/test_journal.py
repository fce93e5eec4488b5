"""Tests what only the whole journal shows: order, near names, whom a name means."""

from __future__ import annotations

import datetime as dt

from afterword.model.entry import Kind, Mention
from afterword.model.journal import make_journal
from afterword.model.problem import Place

from .making import entry


def test_a_day_is_ordered_by_time_and_then_by_file_name_and_updates_tell_of_it() -> None:
    journal = make_journal(
        [
            entry("z-morning", "2026-01-02", time=dt.time(9, 30)),
            entry("c", "2026-01-02", Kind.APPLICATION),
            entry("b", "2026-01-02", Kind.CONVERSATION),
            entry("a", "2026-01-02", Kind.UPDATE),
            entry("a-noon", "2026-01-02", Kind.UPDATE, time=dt.time(12, 0)),
            entry("a-evening", "2026-01-02", time=dt.time(18, 0)),
            entry("earlier", "2026-01-01"),
        ]
    )
    assert [each.id for each in journal.entries] == [
        *("earlier", "b", "c", "z-morning", "a-noon", "a-evening", "a")
    ]


def test_two_nearly_equal_companies_are_told_at_the_later_one() -> None:
    journal = make_journal(
        [
            entry("b", "2026-01-02", company="Acme Robotic", places={"company": Place(3, 1)}),
            entry("a", "2026-01-01", company="Acme Robotics"),
            entry("c", "2026-01-03", company="ACME ROBOTICS"),
        ]
    )
    assert [str(problem) for problem in journal.problems] == [
        (
            "interviews/b.md:3:1: AW-NEAR `Acme Robotic` looks like `Acme Robotics` "
            "(interviews/a.md): spell them alike if they are one company."
        )
    ]


def test_a_first_name_is_looked_for_in_the_entry_and_then_in_its_opportunity() -> None:
    onsite = entry(
        "onsite",
        "2026-01-05",
        role="Engineer",
        interviewers=(Mention("Jane Doe"), Mention("Sam Lee"), Mention("Sam Ruiz")),
    )
    screen = entry(
        "screen",
        "2026-01-02",
        role="Engineer",
        interviewers=(Mention("Jane Roe"), Mention("Raj Patel")),
    )
    elsewhere = entry(
        "elsewhere", "2026-01-02", company="Beta", interviewers=(Mention("Ana Ruiz"),)
    )
    journal = make_journal([onsite, screen, elsewhere])
    found = {text: journal.find_person(onsite, text) for text in ("Jane", "Raj", "Sam", "Ana")}
    assert {text: (who and who.name, choices) for text, (who, choices) in found.items()} == {
        "Jane": ("Jane Doe", ()),
        "Raj": ("Raj Patel", ()),
        "Sam": (None, ("Sam Lee", "Sam Ruiz")),
        "Ana": (None, ()),
    }


def test_one_writes_to_the_entrys_contact_else_to_the_latest_one_before() -> None:
    rita, omar = Mention("Rita Cole"), Mention("Omar Haddad")
    applied = entry("applied", "2026-01-01", Kind.APPLICATION, role="Engineer", contact=(rita,))
    screen = entry("screen", "2026-01-02", role="Engineer")
    onsite = entry("onsite", "2026-01-05", role="Engineer", contact=(omar,))
    alone = entry("alone", "2026-01-05", company="Beta", role="Engineer")
    journal = make_journal([applied, screen, onsite, alone])
    assert [journal.contact_of(each) for each in (applied, screen, onsite, alone)] == [
        (applied, rita),
        (applied, rita),
        (onsite, omar),
        None,
    ]
