"""Tests what the momentum page tells: signals, weeks, rates; and what is to be settled."""

from __future__ import annotations

import pytest

from afterword.views.agenda import agenda
from afterword.views.momentum import Momentum, momentum
from afterword.views.pipeline import row_of
from afterword.views.records import record
from tests.playbook.journals import Tree, look


def _application(company: str, day: str, more: str = "") -> str:
    return f"== applications/{day}-{company.lower()}.md\n---\ncompany: {company}\n{more}---\n"


def _interview(company: str, day: str, more: str = "") -> str:
    who = f"interviewers: Jane {company} <jane@{company.lower()}.example>\n"
    return f"== interviews/{day}-{company.lower()}.md\n---\ncompany: {company}\n{who}{more}---\n"


def _momentum(tree: Tree, journal: str, today: str, settings: str = "") -> Momentum:
    return momentum(look(tree(journal), today, settings))


def _worries(found: Momentum) -> list[str]:
    return [signal.name for signal in found.signals if not signal.good]


THREE = _application("Acme", "2026-11-02") + _application("Tide", "2026-11-02")
THREE += _application("Dune", "2026-11-02")


def test_most_of_what_happened_for_one_opportunity_is_told(tree: Tree) -> None:
    basket = THREE + "".join(_interview("Acme", f"2026-11-{day:02}") for day in (9, 16, 20))
    found = _momentum(tree, basket, "2026-11-22")
    assert _worries(found) == ["one basket"]
    assert found.sentence == (
        "3 live opportunities; the last new step was 2 days ago. "
        "All eggs in one basket: 4 of the last 6 steps were about Acme."
    )
    # Half of it is no basket, nor is a matter that ended.
    assert _worries(_momentum(tree, basket + _interview("Tide", "2026-11-19"), "2026-11-22")) == [
        "one basket"
    ]
    even = basket + _interview("Tide", "2026-11-19") + _interview("Dune", "2026-11-19")
    assert _worries(_momentum(tree, even, "2026-11-22")) == []


def test_a_matter_that_ended_is_no_basket(tree: Tree) -> None:
    basket = THREE + _application("Ember", "2026-11-02")
    basket += "".join(_interview("Acme", f"2026-11-{day:02}") for day in (9, 16))
    basket += _interview("Acme", "2026-11-20", "outcome: rejected\n")
    assert _worries(_momentum(tree, basket, "2026-11-22")) == []


@pytest.mark.parametrize(
    ("more", "today", "worried"),
    [
        ("", "2026-11-25", False),
        ("", "2026-11-26", True),
        (_application("Ember", "2026-11-18"), "2026-11-26", False),
        (_interview("Tide", "2026-11-20"), "2026-11-27", False),
        ("== conversations/2026-11-20-ted.md\n---\npeople: Ted\n---\n", "2026-11-26", False),
        (_interview("Acme", "2026-11-20"), "2026-11-28", True),
        (
            "== updates/2026-11-20-acme.md\n---\ncompany: Acme\noutcome: rejected\n---\n",
            "2026-11-26",
            False,
        ),
    ],
)
def test_nothing_elsewhere_since_a_good_interview_is_told(
    tree: Tree, more: str, today: str, *, worried: bool
) -> None:
    journal = THREE + _interview("Acme", "2026-11-18", "outcome: advanced\n") + more
    assert ("after a good interview" in _worries(_momentum(tree, journal, today))) == worried


def test_long_without_a_conversation_is_told(tree: Tree) -> None:
    talk = "== conversations/2026-10-20-ted.md\n---\npeople: Ted\n---\n"
    journal = THREE + talk + _application("Ember", "2026-11-17")
    assert _worries(_momentum(tree, journal, "2026-11-17")) == []
    found = _momentum(tree, journal, "2026-11-18")
    assert _worries(found) == ["conversations"]
    assert found.sentence.endswith("The last conversation outside the interviews was 29 days ago.")


def test_a_search_without_any_conversation_is_told(tree: Tree) -> None:
    never = _momentum(tree, THREE + _application("Ember", "2026-11-30"), "2026-12-01")
    assert never.sentence.endswith(
        "In 29 days there was no conversation with anyone outside the interviews."
    )


def test_the_last_of_each_kind_and_twelve_weeks_are_counted(tree: Tree) -> None:
    lead = _application("Lead", "2026-11-20", "stage: lead\n")
    sent = _application(
        "Sent", "2026-11-10", "stage: lead\nchecklist:\n  - {apply: Sent, done: 2026-11-19}\n"
    )
    off = _interview("Dune", "2026-11-21", "outcome: cancelled\n")
    found = _momentum(tree, THREE + lead + sent + off, "2026-11-22")
    assert [(each.kind.value, str(each.last), each.days) for each in found.since] == [
        ("application", "2026-11-19", 3),
        ("interview", "None", None),
        ("conversation", "None", None),
    ]
    assert len(found.weeks) == 12
    assert {str(week.monday): week.total for week in found.weeks if week.total} == {
        "2026-11-02": 3,
        "2026-11-16": 1,
    }
    assert (str(found.weeks[0].monday), str(found.weeks[-1].monday)) == ("2026-08-31", "2026-11-16")


@pytest.mark.parametrize(("number", "rates"), [(9, []), (10, [(3, 10), (2, 10), (1, 10)])])
def test_no_rate_is_told_below_ten_opportunities(
    tree: Tree, number: int, rates: list[tuple[int, int]]
) -> None:
    names = [f"Company {letter}" for letter in "ABCDEFGHIJ"[:number]]
    journal = "".join(
        f"== applications/2026-11-02-{index}.md\n---\ncompany: {name}\n---\n"
        for index, name in enumerate(names)
    )
    for index, name in enumerate(names[:3]):
        stage = "stage: screening\n" if index == 2 else ""
        journal += (
            f"== interviews/2026-11-0{index + 3}-i{index}.md\n---\ncompany: {name}\n{stage}---\n"
        )
    journal += f"== offers/2026-11-09-offer.md\n---\ncompany: {names[0]}\n---\n"
    journal += "== applications/2026-11-09-lead.md\n---\ncompany: Lead\nstage: lead\n---\n"
    found = _momentum(tree, journal, "2026-11-22")
    assert found.counted == number
    assert [(rate.count, rate.total) for rate in found.rates] == rates


SILENT = """\
== applications/2026-10-01-acme.md
---
company: Acme
checklist:
  - {follow_up: Acme, done: 2026-10-08}
  - {follow_up: Acme, done: 2026-10-15}
---
"""


@pytest.mark.parametrize(
    ("today", "settings", "because"),
    [
        ("2026-11-29", "", ""),
        (
            "2026-11-30",
            "",
            "the last contact was on 15 Oct, 46 days ago, and nothing is left to send",
        ),
        (
            "2026-10-26",
            "playbook: {application_follow_up: {expires: 10}}",
            "the last contact was on 15 Oct, 11 days ago, and nothing is left to send",
        ),
        ("2027-11-30", "playbook: {application_follow_up: {expires: never}}", ""),
    ],
)
def test_two_follow_ups_and_silence_suggest_that_it_is_over(
    tree: Tree, today: str, settings: str, because: str
) -> None:
    snapshot = look(tree(SILENT), today, settings)
    (opportunity,) = snapshot.journal.opportunities.values()
    row = row_of(opportunity, snapshot)
    assert (row.suggestion, row.suggested_because) == ("ghosted?" if because else "", because)
    assert [each.suggestion for each in agenda(snapshot).suggested] == (
        ["ghosted?"] if because else []
    )
    # It is suggested, never written: the opportunity is live until its keeper says otherwise.
    assert row.standing.live


def test_after_interviews_it_takes_thirty_days(tree: Tree) -> None:
    held = (
        "checklist:\n  - {follow_up: Acme, done: 2026-10-08}\n  - {follow_up: Acme, done: true}\n"
    )
    root = tree(_interview("Acme", "2026-10-01", held))
    for today, word in (("2026-11-07", ""), ("2026-11-08", "ghosted?")):
        snapshot = look(root, today)
        (opportunity,) = snapshot.journal.opportunities.values()
        assert row_of(opportunity, snapshot).suggestion == word
    planned = tree(_interview("Acme", "2026-10-01", held) + _interview("Acme", "2026-12-01"))
    snapshot = look(planned, "2026-11-20")
    (opportunity,) = snapshot.journal.opportunities.values()
    assert row_of(opportunity, snapshot).suggestion == ""


CHANGED = """\
== interviews/2026-11-02-acme.md
---
company: Acme
role: Engineer
opportunity: acme
round: Panel
outcome: cancelled
---
== updates/2026-11-09-acme.md
---
company: Acme
role: Senior Engineer
opportunity: acme
x-location: Denver
x-manager: [Ana, Sam]
---
== interviews/2026-11-12-acme.md
---
company: Acme
opportunity: acme
round: panel
---
"""


def test_what_changed_and_what_was_moved_stands_on_the_timeline(tree: Tree) -> None:
    snapshot = look(tree(CHANGED), "2026-11-22")
    (opportunity,) = snapshot.journal.opportunities.values()
    assert (opportunity.id, opportunity.role) == ("acme", "Senior Engineer")
    events = record(opportunity, snapshot).events
    assert [(event.name, event.changes, event.moved and event.moved.id) for event in events] == [
        ("panel", (), None),
        (
            "Changed",
            (
                ("Role", "Senior Engineer (was Engineer)"),
                ("x-location", "Denver"),
                ("x-manager", ("Ana", "Sam")),
            ),
            None,
        ),
        ("Panel", (), "2026-11-12-acme"),
    ]
