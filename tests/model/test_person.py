"""Tests which mentions are one person, and whom a checklist means by a name."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from afterword.model.entry import Entry, Kind, Mention
from afterword.model.journal import make_journal
from afterword.model.person import (
    People,
    PersonPage,
    linkedin_key,
    merge_people,
)

from .making import entry


def met(name: str, date: str, *people: Mention, company: str = "Acme Robotics") -> Entry:
    return entry(name, date, interviewers=people, company=company)


def named_in(people: People) -> dict[str, tuple[str, ...]]:
    """Return the entries that name each person, by the person's id."""
    return {person.id: person.entries for person in people.by_id.values()}


def test_the_same_e_mail_is_one_person_whatever_the_name_and_the_company() -> None:
    people = merge_people(
        [
            met("a", "2026-01-01", Mention("Jane Doe", email="jane@mail.example")),
            met("b", "2026-01-02", Mention("J. Doe", email="Jane@Mail.example"), company="Beta"),
        ]
    )
    assert named_in(people) == {"jane-doe": ("a", "b")}
    assert people.by_id["jane-doe"].companies == ("Acme Robotics", "Beta")


@pytest.mark.parametrize(
    "address",
    [
        "https://linkedin.com/in/RajPatel",
        "http://www.linkedin.com/in/rajpatel/",
        "www.linkedin.com/in/rajpatel",
        "linkedin.com/in/rajpatel?trk=people-guest",
        "https://de.linkedin.com/in/rajpatel/#about",
    ],
)
def test_one_linkedin_profile_in_another_spelling_is_one_person(address: str) -> None:
    people = merge_people(
        [
            met("a", "2026-01-01", Mention("Raj", linkedin="https://www.linkedin.com/in/rajpatel")),
            met("b", "2026-01-02", Mention("Raj Patel", linkedin=address), company="Beta"),
        ]
    )
    assert named_in(people) == {"raj": ("a", "b")}


@pytest.mark.parametrize("text", ["rajpatel", "https://www.linkedin.com/", "https://raj.example/"])
def test_what_is_no_linkedin_profile_joins_nobody(text: str) -> None:
    assert linkedin_key(text) == ""


def test_the_same_name_at_the_same_company_is_one_person() -> None:
    people = merge_people(
        [
            met("a", "2026-01-01", Mention("Jane Doe", title="Manager")),
            met(
                "b", "2026-01-02", Mention("JANE  DOE", phone="0612345670"), company="acme robotics"
            ),
        ]
    )
    assert named_in(people) == {"jane-doe": ("a", "b")}
    jane = people.by_id["jane-doe"]
    assert (jane.name, jane.titles, jane.phones) == ("Jane Doe", ("Manager",), ("0612345670",))


def test_two_janes_at_two_companies_are_two_people() -> None:
    people = merge_people(
        [
            met("a", "2026-01-01", Mention("Jane Doe")),
            met("b", "2026-01-02", Mention("Jane Doe"), company="Beta"),
        ]
    )
    assert named_in(people) == {"jane-doe": ("a",), "jane-doe-beta": ("b",)}


def test_a_persons_own_company_counts_before_the_entrys() -> None:
    people = merge_people(
        [
            met("a", "2026-01-01", Mention("Jane Doe", company="Beta")),
            met("b", "2026-01-02", Mention("Jane Doe"), company="Beta"),
        ]
    )
    assert named_in(people) == {"jane-doe": ("a", "b")}


def test_a_contact_works_for_the_agency_and_is_one_person_across_its_clients() -> None:
    rita = Mention("Rita Cole")
    people = merge_people(
        [
            entry("a", "2026-01-01", contact=(rita,), agency="Northgate Talent"),
            entry("b", "2026-01-02", contact=(rita,), agency="Northgate Talent", company="Beta"),
            met("c", "2026-01-03", rita, company="Beta"),
        ]
    )
    assert named_in(people) == {"rita-cole": ("a", "b"), "rita-cole-beta": ("c",)}
    assert people.by_id["rita-cole"].companies == ("Northgate Talent",)


def test_a_page_joins_the_names_that_it_lists_as_aliases() -> None:
    page = PersonPage(
        "jane-doe", "people/jane-doe.md", "Jane Doe", ("Jane Smith",), company="Acme Robotics"
    )
    people = merge_people(
        [
            met("a", "2026-01-01", Mention("Jane Smith")),
            met("b", "2026-01-02", Mention("Jane Doe")),
            met("c", "2026-01-03", Mention("Jane Smith"), company="Beta"),
        ],
        [page],
    )
    assert named_in(people) == {"jane-doe": ("a", "b"), "jane-smith": ("c",)}
    assert (people.by_id["jane-doe"].name, people.by_id["jane-doe"].page) == ("Jane Doe", page)


def test_a_page_named_after_a_person_is_theirs_without_any_front_matter() -> None:
    page = PersonPage("jane-doe", "people/jane-doe.md", body="Met in Lyon.\n")
    people = merge_people([met("a", "2026-01-01", Mention("Jane Doe"))], [page])
    assert people.by_id["jane-doe"].page == page


def test_the_page_of_one_jane_says_nothing_of_the_other() -> None:
    page = PersonPage(
        "jane-doe",
        "people/jane-doe.md",
        "Jane Doe",
        company="Acme Robotics",
        email="jane@acme.example",
    )
    people = merge_people(
        [
            met("a", "2026-01-01", Mention("Jane Doe"), company="Beta"),
            met("b", "2026-01-02", Mention("Jane Doe")),
        ],
        [page],
    )
    emails = {person.companies: person.emails for person in people.by_id.values()}
    assert emails == {("Beta",): (), ("Acme Robotics",): ("jane@acme.example",)}


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Jane Doe", ["Jane Doe", "Jane Doering"], [0]),
        ("JANE", ["Jane Doe", "Raj Patel"], [0]),
        ("doe", ["Raj Patel", "Jane Doe"], [1]),
        ("Jane D", ["Jane Doe", "Jane Roe"], [0]),
        ("Brien", ["Jane O'Brien"], [0]),
        ("Jane", ["Jane Doe", "Jane Roe"], [0, 1]),
        ("Jane", ["Jane", "Jane Roe"], [0]),
        ("ane", ["Jane Doe"], []),
        ("Sam", ["Jane Doe"], []),
        ("J. Doe", ["Jane Doe"], []),
        ("", ["Jane Doe"], []),
        (".*", ["Jane Doe"], []),
    ],
)
def test_a_name_means_the_exact_one_else_all_of_which_it_begins_a_word(
    text: str, names: Sequence[str], expected: list[int]
) -> None:
    met_all = met("a", "2026-01-01", *(Mention(name) for name in names))
    person, choices = make_journal([met_all]).find_person(met_all, text)
    found = (person.name,) if person else choices
    assert found == tuple(names[index] for index in expected)


def test_nobody_is_met_in_an_application_and_the_contact_in_a_bare_conversation() -> None:
    rita, jane, raj = Mention("Rita Cole"), Mention("Jane Doe"), Mention("Raj Patel")
    interview = entry("a", "2026-01-01", interviewers=(jane,), people=(raj,), contact=(rita,))
    application = entry("b", "2026-01-01", Kind.APPLICATION, people=(raj,), contact=(rita,))
    coffee = entry("c", "2026-01-01", Kind.CONVERSATION, contact=(rita,))
    lunch = entry("d", "2026-01-01", Kind.CONVERSATION, people=(raj,), contact=(rita,))
    assert [each.met for each in (interview, application, coffee, lunch)] == [
        (jane, raj),
        (),
        (rita,),
        (raj,),
    ]
