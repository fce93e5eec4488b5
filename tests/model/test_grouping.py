"""Tests which entries make up an opportunity, and what is said where that cannot be told."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from afterword.model.entry import Entry, Kind, Outcome
from afterword.model.grouping import group_entries
from afterword.model.opportunity import OpportunityPage

from .making import entry

APPLICATION, CONVERSATION, UPDATE = Kind.APPLICATION, Kind.CONVERSATION, Kind.UPDATE


def groups(
    entries: Iterable[Entry], *pages: OpportunityPage
) -> tuple[dict[str, list[str]], list[str]]:
    """Return the entries of each opportunity, by their ids, and the problems as they are shown."""
    grouping, problems = group_entries(sorted(entries, key=lambda each: each.order), pages)
    assert grouping.of_entry == {
        each.id: identity
        for identity, opportunity in grouping.by_id.items()
        for each in opportunity.entries
    }
    return (
        {key: [each.id for each in made.entries] for key, made in grouping.by_id.items()},
        [str(problem) for problem in problems],
    )


def test_company_and_role_make_one_opportunity_however_they_are_spelled() -> None:
    made, problems = groups(
        [
            entry("c", "2026-01-03", company="Acme\u00a0Café", role="Engineer"),
            entry("a", "2026-01-01", APPLICATION, company="Acme Café", role="Engineer"),
            entry("b", "2026-01-02", company="ACME Cafe\u0301 ", role="engineer"),
        ]
    )
    assert (made, problems) == ({"acme-café-engineer": ["a", "b", "c"]}, [])


def test_two_roles_are_two_opportunities_even_when_only_a_symbol_differs() -> None:
    made, _ = groups(
        [entry(role, "2026-01-01", company="Acme", role=role) for role in ("C", "C++", "C#")]
    )
    assert made == {"acme-c": ["C"], "acme-cpp": ["C++"], "acme-c-sharp": ["C#"]}


def test_different_companies_and_roles_with_one_slug_stay_apart() -> None:
    made, _ = groups(
        [
            entry("a", "2026-01-01", company="Acme", role="Robotics Engineer"),
            entry("b", "2026-01-02", company="Acme Robotics", role="Engineer"),
        ]
    )
    assert made == {"acme-robotics-engineer": ["a"], "acme-robotics-engineer-2": ["b"]}


def test_a_company_without_role_is_not_mixed_up_with_another_companys_role() -> None:
    made, _ = groups(
        [
            entry("a", "2026-01-01", company="Acme", role="Robotics"),
            entry("b", "2026-01-02", company="Acme Robotics"),
        ]
    )
    assert sorted(made.values()) == [["a"], ["b"]]


def test_the_key_opportunity_decides_before_company_and_role() -> None:
    made, _ = groups(
        [
            entry("a", "2026-01-01", role="Engineer"),
            entry("b", "2026-02-01", role="Engineer", opportunity="Second try"),
            entry("c", "2026-02-02", UPDATE, company="", opportunity="second-try"),
        ]
    )
    assert made == {"acme-robotics-engineer": ["a"], "second-try": ["b", "c"]}


@pytest.mark.parametrize(
    ("company", "role"),
    [("Acme Robotics", "Senior Engineer"), ("Acme Labs", "Engineer"), ("acme labs", "Engineer")],
)
def test_a_former_name_on_the_opportunitys_page_leads_to_it(company: str, role: str) -> None:
    page = OpportunityPage(
        "my-acme",
        "opportunities/my-acme.md",
        "Acme Robotics",
        "Engineer",
        ("Senior Engineer", "Acme Labs"),
    )
    made, problems = groups(
        [
            entry("a", "2026-01-01", role="Engineer"),
            entry("b", "2026-01-02", company=company, role=role),
        ],
        page,
    )
    assert (made, problems) == ({"my-acme": ["a", "b"]}, [])


def test_a_former_name_of_the_company_is_known_without_a_role_too() -> None:
    page = OpportunityPage(
        "acme-robotics-engineer",
        "opportunities/acme-robotics-engineer.md",
        "Acme Robotics",
        "Engineer",
        ("Acme Labs",),
    )
    made, _ = groups(
        [
            entry("a", "2026-01-01", APPLICATION, role="Engineer"),
            entry("b", "2026-01-02", company="Acme Labs"),
            entry("c", "2026-01-03", UPDATE, company="Acme Labs"),
        ],
        page,
    )
    assert made == {"acme-robotics-engineer": ["a", "b", "c"]}


def test_a_page_whose_name_says_the_opportunity_needs_only_its_aliases() -> None:
    page = OpportunityPage(
        "acme-robotics-engineer",
        "opportunities/acme-robotics-engineer.md",
        aliases=("Senior Engineer",),
    )
    made, _ = groups(
        [
            entry("a", "2026-01-01", APPLICATION, role="Engineer"),
            entry("b", "2026-01-02", role="Senior Engineer"),
        ],
        page,
    )
    assert made == {"acme-robotics-engineer": ["a", "b"]}


def test_a_page_gives_its_company_and_role_to_the_opportunity() -> None:
    page = OpportunityPage(
        "acme-engineer", "opportunities/acme-engineer.md", "Acme Robotics", "Staff Engineer"
    )
    grouping, _ = group_entries([entry("a", "2026-01-01", company="Acme", role="Engineer")], [page])
    made = grouping.by_id["acme-engineer"]
    assert (made.label, made.page) == ("Acme Robotics, Staff Engineer", page)


@pytest.mark.parametrize("kind", list(Kind))
def test_an_entry_without_role_joins_the_companys_only_opportunity(kind: Kind) -> None:
    made, problems = groups(
        [
            entry("a", "2026-01-01", APPLICATION, role="Engineer"),
            entry("b", "2026-01-02", kind, company="ACME robotics"),
        ]
    )
    assert (made, problems) == ({"acme-robotics-engineer": ["a", "b"]}, [])


def test_an_entry_without_role_joins_the_only_one_that_is_still_live() -> None:
    made, problems = groups(
        [
            entry("a", "2026-01-01", APPLICATION, role="Engineer", outcome=Outcome.REJECTED),
            entry("b", "2026-01-02", APPLICATION, role="Manager"),
            entry("c", "2026-01-05"),
        ]
    )
    assert made == {"acme-robotics-engineer": ["a"], "acme-robotics-manager": ["b", "c"]}
    assert problems == []


def test_what_was_reopened_is_live_again_for_entries_without_role() -> None:
    made, _ = groups(
        [
            entry("a", "2026-01-01", APPLICATION, role="Engineer", outcome=Outcome.REJECTED),
            entry("b", "2026-01-02", APPLICATION, role="Manager", outcome=Outcome.WITHDRAWN),
            entry("c", "2026-01-03", UPDATE, role="Engineer", outcome=Outcome.REOPENED),
            entry("d", "2026-01-05"),
        ]
    )
    assert made["acme-robotics-engineer"] == ["a", "c", "d"]


def test_an_entry_without_role_at_a_company_with_two_live_ones_is_asked_about() -> None:
    made, problems = groups(
        [
            entry("a", "2026-01-01", APPLICATION, role="Engineer"),
            entry("b", "2026-01-02", APPLICATION, role="Manager"),
            entry("c", "2026-01-05"),
        ]
    )
    assert made == {"acme-robotics-engineer": ["a"], "acme-robotics-manager": ["b"]}
    assert problems == [
        (
            "interviews/c.md:1:1: AW-ROLE Acme Robotics has several opportunities; say which one: "
            "`role: Engineer`, `role: Manager`."
        )
    ]


def test_a_later_application_does_not_take_an_old_entry_from_its_opportunity() -> None:
    made, problems = groups(
        [
            entry("a", "2026-01-01", APPLICATION, role="Engineer"),
            entry("b", "2026-02-01", UPDATE),
            entry("c", "2026-06-01", APPLICATION, role="Manager"),
        ]
    )
    assert made == {"acme-robotics-engineer": ["a", "b"], "acme-robotics-manager": ["c"]}
    assert problems == []


def test_entries_without_any_role_make_one_opportunity_of_the_company() -> None:
    made, _ = groups([entry("a", "2026-01-01", APPLICATION), entry("b", "2026-01-02")])
    assert made == {"acme-robotics": ["a", "b"]}


@pytest.mark.parametrize("kind", [CONVERSATION, UPDATE])
def test_a_conversation_or_an_update_at_a_company_begins_no_opportunity(kind: Kind) -> None:
    assert groups([entry("a", "2026-01-01", kind)]) == ({}, [])


def test_an_entry_without_company_belongs_to_nothing() -> None:
    assert groups([entry("a", "2026-01-01", CONVERSATION, company="")]) == ({}, [])


def test_a_page_without_a_single_entry_is_told() -> None:
    page = OpportunityPage("acme-typo", "opportunities/acme-typo.md")
    _, problems = groups([entry("a", "2026-01-01", role="Engineer")], page)
    assert problems == [
        (
            "opportunities/acme-typo.md:1:1: AW-ORPHAN No entry belongs to `acme-typo`: give "
            "`company:` and `role:` as the entries spell them, or rename the file after the "
            "opportunity."
        )
    ]


def test_an_interview_after_the_end_is_told_with_the_ending_and_its_file() -> None:
    _, problems = groups(
        [
            entry("a", "2026-01-01", APPLICATION, role="Engineer", outcome=Outcome.REJECTED),
            entry("b", "2026-01-09", role="Engineer"),
        ]
    )
    assert problems == [
        (
            "interviews/b.md:1:1: AW-ENDED Acme Robotics, Engineer ended on 2026-01-01 (rejected, "
            "applications/a.md); add an update with `outcome: reopened` if it is live again."
        )
    ]


@pytest.mark.parametrize(
    "between",
    [
        [entry("b", "2026-01-05", UPDATE, role="Engineer", outcome=Outcome.REOPENED)],
        [entry("b", "2026-01-05", CONVERSATION, role="Engineer")],
        [entry("b", "2026-01-05", role="Engineer", outcome=Outcome.CANCELLED)],
        [entry("b", "2026-01-05", UPDATE, role="Engineer", outcome=Outcome.CLOSED)],
    ],
    ids=["reopened", "only talked to", "cancelled", "ended once more"],
)
def test_what_goes_together_with_an_ending_is_not_told(between: list[Entry]) -> None:
    end = entry("a", "2026-01-01", APPLICATION, role="Engineer", outcome=Outcome.REJECTED)
    assert groups([end, *between])[1] == []


@pytest.mark.parametrize("outcome", [Outcome.GHOSTED, Outcome.ON_HOLD])
def test_after_silence_or_a_pause_an_interview_needs_no_reopening(outcome: Outcome) -> None:
    _, problems = groups(
        [
            entry("a", "2026-01-01", APPLICATION, role="Engineer", outcome=outcome),
            entry("b", "2026-01-09", role="Engineer"),
        ]
    )
    assert problems == []
