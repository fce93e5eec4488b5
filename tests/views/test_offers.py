"""Tests offers side by side: which are open, how long, what changed, who could answer before."""

from __future__ import annotations

import shutil

import pytest

from afterword.views.offer_lines import cell, lines_of, say_total
from afterword.views.offers import Offer, offers
from tests.playbook.journals import Tree, look

ACME = """\
== offers/2026-11-17-acme.md
---
company: Acme Robotics
role: Engineer
deadline: 2026-12-01
terms: {base: 160000, currency: USD, bonus: none, sign_on: 10000}
---
"""
NIMBUS = """\
== offers/2026-11-20-nimbus.md
---
company: Nimbus
role: Engineer
deadline: 2026-11-27
terms: {base: 165000, currency: USD, bonus: none, sign_on: none}
---
"""
RAISED = """\
== updates/2026-11-18-acme.md
---
company: Acme Robotics
role: Engineer
terms: {base: 168000, sign_on: "10,000", pto: 25 days, currency: }
---
"""


def _open(tree: Tree, journal: str, today: str = "2026-11-22", settings: str = "") -> list[Offer]:
    return list(offers(look(tree(journal), today, settings)).open)


def test_open_offers_stand_by_deadline_with_the_days_left(tree: Tree) -> None:
    undated = "== offers/2026-11-02-tide.md\n---\ncompany: Tide\n---\n"
    found = _open(tree, ACME + NIMBUS + undated, settings="holidays: US")
    assert [(each.opportunity.company, each.days, each.business_days) for each in found] == [
        ("Nimbus", 5, 4),  # Thanksgiving is one of the weekdays in between.
        ("Acme Robotics", 9, 6),
        ("Tide", None, None),
    ]
    assert [task.verb for task in found[0].tasks] == ["decide"]


@pytest.mark.parametrize(
    ("today", "update", "state"),
    [
        ("2026-12-01", "", ""),
        ("2026-12-02", "", "lapsed?"),
        ("2026-12-03", "outcome: declined", "declined"),
        ("2026-12-03", "outcome: accepted", "accepted"),
        ("2026-12-03", "outcome: rescinded", "rescinded"),
        ("2026-12-03", "outcome: on-hold", "on-hold"),
        ("2026-11-16", "", None),
    ],
)
def test_an_offer_is_open_until_it_is_answered_lapses_or_is_taken_back(
    tree: Tree, today: str, update: str, state: str | None
) -> None:
    said = "== updates/2026-12-03-a.md\n---\ncompany: Acme Robotics\nrole: Engineer\n{}\n---\n"
    found = offers(look(tree(ACME + (said.format(update) if update else "")), today))
    rows = [*found.open, *found.past]
    assert [row.state for row in rows] == ([] if state is None else [state])
    assert bool(found.open) == (state == "")
    assert [row.others for row in found.past] == [()] * len(found.past)


def test_an_offer_that_was_decided_on_is_asked_about_when_its_day_has_passed(tree: Tree) -> None:
    decided = ACME.replace("terms:", "checklist: [{decide: Take it, done: 2026-11-30}]\nterms:")
    assert [row.state for row in offers(look(tree(decided), "2026-12-05")).past] == ["decided?"]


def test_terms_that_change_are_kept_as_history(tree: Tree) -> None:
    snapshot = look(tree(ACME + RAISED), "2026-11-22")
    (row,) = offers(snapshot).open
    assert row.terms == {
        "base": "168000",
        "currency": "USD",
        "bonus": "none",
        "sign_on": "10,000",
        "pto": "25 days",
    }
    # Written otherwise, the sign-on is the same sum.
    assert [change.sentence(snapshot.today) for change in row.changes] == [
        "Base 160,000 -> 168,000 on 18 Nov",
        "PTO 25 days (added) on 18 Nov",
    ]
    assert say_total(row.totals.year_one) == "178,000 USD"
    (before,) = _open(tree, ACME + RAISED, "2026-11-17")
    assert (before.terms["base"], before.changes) == ("160000", ())


def test_an_amount_that_a_comma_cut_in_two_is_not_known(tree: Tree) -> None:
    cut = ACME.replace("base: 160000", "base: 160,000")
    (row,) = _open(tree, cut)
    assert row.totals.year_one.sums == ()
    assert row.totals.year_one.unknown == ("base, of which no figure is told",)


def test_a_second_offer_changes_terms_and_deadline(tree: Tree) -> None:
    second = "== offers/2026-11-21-acme-again.md\n---\ncompany: Acme Robotics\nrole: Engineer\n"
    second += "deadline: 2026-12-08\nterms: {equity: 40000 over 4 years}\n---\n"
    (row,) = _open(tree, ACME + RAISED + second)
    assert (row.entry.id, row.days) == ("2026-11-21-acme-again", 16)
    assert row.terms["base"] == "168000"
    assert [change.key for change in row.changes] == ["base", "pto", "equity"]
    assert [task.entry for task in row.tasks] == ["2026-11-21-acme-again"]


def _highest(tree: Tree, *terms: str) -> list[list[str]]:
    shutil.rmtree(tree("") / "offers", ignore_errors=True)
    journal = "".join(
        f"== offers/2026-11-20-c{number}.md\n---\ncompany: C{number}\n"
        f"deadline: 2026-12-0{number + 1}\nterms: {{{each}}}\n---\n"
        for number, each in enumerate(terms)
    )
    return [sorted(row.highest) for row in _open(tree, journal)]


ALL = "bonus: none, sign_on: none"
SIX = sorted(
    f"{prefix}{name}"
    for prefix in ("", "target_")
    for name in ("year_one", "usual_year", "four_years")
)


def test_the_highest_is_said_within_one_currency_and_only_where_it_is_certain(tree: Tree) -> None:
    usd, eur = f"currency: USD, {ALL}", f"currency: EUR, {ALL}"
    assert _highest(tree, f"base: 100000, {usd}", f"base: 90000, {usd}") == [SIX, []]
    assert _highest(tree, f"base: 100000, {usd}", f"base: 90000, {eur}") == [[], []]
    three = _highest(tree, f"base: 100, {usd}", f"base: 90, {usd}", f"base: 1000, {eur}")
    assert three == [SIX, [], []]
    # Equal, of unknown currency, or with a rival that may be more: nothing is said.
    assert _highest(tree, f"base: 100000, {usd}", f"base: 100000, {usd}") == [[], []]
    assert _highest(tree, f"base: 100000, {ALL}", f"base: 90000, {ALL}") == [[], []]
    assert _highest(tree, f"base: 100000, {usd}", "base: 90000, currency: USD") == [[], []]
    assert _highest(tree, f"base: 100000, {usd}", "currency: USD") == [[], []]
    assert _highest(tree, f"base: 100000, {usd}", "remote: yes") == [[], []]
    # A contract that ends before is not compared, neither way.
    assert _highest(tree, f"base: 100000, {usd}", f"base: 90000, length: 6 months, {usd}") == [
        [],
        [],
    ]
    # The least that one can be is more than all of the other.
    assert _highest(tree, f"base: 90000, {usd}", "base: 100000, currency: USD") == [[], SIX]


OTHERS = """\
== interviews/2026-11-10-promised.md
---
company: Promised
interviewers: Jo <jo@promised.example>
hear_back_by: 2026-11-25
---
== interviews/2026-11-10-coming.md
---
company: Coming
interviewers: Al <al@coming.example>
---
== interviews/2026-12-02-coming-panel.md
---
company: Coming
round: Panel
---
== applications/2026-11-19-usual.md
---
company: Usual
---
== interviews/2026-11-12-silent.md
---
company: Silent
interviewers: Di <di@silent.example>
checklist: [{follow_up: Silent, skipped: not now}]
---
== applications/2026-11-19-saved.md
---
company: Saved
stage: lead
---
== updates/2026-11-19-gone.md
---
company: Gone
outcome: rejected
---
"""


def test_who_could_answer_before_the_deadline_and_what_to_do(tree: Tree) -> None:
    (row, _) = _open(tree, ACME.replace("2026-12-01", "2026-11-26") + NIMBUS + OTHERS)
    assert row.opportunity.company == "Acme Robotics"
    assert [
        (each.opportunity.company, str(each.day), each.because, each.before, each.task is not None)
        for each in row.others
    ] == [
        ("Promised", "2026-11-25", "they said 25 Nov", True, True),
        ("Usual", "2026-11-26", "no answer promised; follow-up due 26 Nov", True, True),
        ("Coming", "2026-12-02", "Panel on 2 Dec; an answer comes after it", False, True),
        ("Silent", "None", "no day is known: ask when they decide", None, True),
    ]
    tasks = {each.opportunity.company: each.task for each in row.others}
    told = tasks["Promised"]
    assert told is not None
    assert told.label == "Follow up with Promised"
    assert told.entry == "2026-11-17-acme"
    assert "an offer from Acme Robotics is in hand" in told.reason
    own = tasks["Usual"]
    assert own is not None
    assert own.entry == "2026-11-19-usual"


def test_one_that_was_told_is_shown_as_told(tree: Tree) -> None:
    told = "deadline: 2026-12-01\nchecklist: [{follow_up: Promised, done: 2026-11-18}]"
    journal = ACME.replace("deadline: 2026-12-01", told) + OTHERS
    journal += "== updates/2026-11-19-p.md\n---\ncompany: Promised\nhear_back_by: 2026-11-28\n---\n"
    (row,) = _open(tree, journal.replace("checklist: [{follow_up: Silent", "x-was: [{y"))
    (promised,) = [each for each in row.others if each.opportunity.company == "Promised"]
    assert str(promised.day) == "2026-11-28"
    assert promised.task is not None


def test_what_an_offer_does_not_say_is_told_in_its_table(tree: Tree) -> None:
    eur = "{base: 95.000 EUR, bonus: {target: 10%, guaranteed: 5000}, length: 2 years}"
    (row,) = _open(tree, f"== offers/2026-11-20-a.md\n---\ncompany: A\nterms: {eur}\n---\n")
    assert {key: cell(row, key) for key in ("base", "currency", "bonus", "pto", "hours")} == {
        "base": "95.000 EUR",
        "currency": "EUR, as the pay says",
        "bonus": "target 10%, guaranteed 5000",
        "pto": "not known",
        "hours": "not said",
    }
    assert cell(row, "rate") == "none: a base is given"


def test_every_offer_has_the_same_lines_in_the_same_order(tree: Tree) -> None:
    alone = _open(tree, ACME)
    assert "equity_year_1" not in [line[0].key for line in lines_of(alone)]
    rows = _open(tree, ACME + NIMBUS.replace("bonus: none", "equity: 40000 over 4 years"))
    lines = list(lines_of(rows))
    assert [len(each) for each in lines] == [2] * len(lines)
    assert {cell.key for line in lines for cell in line} >= {"equity_year_1", "equity_years"}
    assert all(cell.value for line in lines for cell in line)
