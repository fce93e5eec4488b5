"""Tests every form in which people are named."""

from __future__ import annotations

import pytest

from afterword.model.entry import Mention
from afterword.model.problem import Place

from .reading import entry_of, faults_of

JANE, RAJ = ("Jane Doe", "jane@acme.example"), ("Raj Patel", "")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Jane Doe <jane@acme.example>", [JANE]),
        ("Jane Doe <mailto:jane@acme.example>", [JANE]),
        ("Jane Doe <jane@acme.example>, Raj Patel", [JANE, RAJ]),
        ("[Jane Doe <jane@acme.example>, Raj Patel]", [JANE, RAJ]),
        ("\n- Jane Doe <jane@acme.example>\n- Raj Patel", [JANE, RAJ]),
        ("{name: Jane Doe, email: jane@acme.example}", [JANE]),
        ("\n- name: Jane Doe <jane@acme.example>\n- Raj Patel", [JANE, RAJ]),
        ("Jane Doe, PhD, Raj Patel", [("Jane Doe, PhD", ""), RAJ]),
        ("Jane Doe, PhD <jane@acme.example>, Raj Patel", [("Jane Doe, PhD", JANE[1]), RAJ]),
        ("Sam Lee, Jr., Raj Patel, M.D.", [("Sam Lee, Jr.", ""), ("Raj Patel, M.D.", "")]),
        ("\n- Jane Doe, PhD", [("Jane Doe, PhD", "")]),
        (" Jane Doe ,, Raj Patel, ", [("Jane Doe", ""), RAJ]),
        ("NO", [("NO", "")]),
        ("", []),
        ("[]", []),
    ],
)
def test_people_are_named_in_a_line_in_a_list_or_in_mappings(
    written: str, expected: list[tuple[str, str]]
) -> None:
    people = entry_of(f"interviewers: {written}").interviewers
    assert [(who.name, who.email) for who in people] == expected


def test_a_mapping_may_say_all_that_is_known_of_a_person() -> None:
    entry = entry_of(
        "interviewers:\n"
        "  - name: Raj Patel\n"
        "    title: Staff Engineer\n"
        "    email: raj@acme.example\n"
        "    phone: 0612345670\n"
        "    linkedin: https://www.linkedin.com/in/rajpatel\n"
        "    company: Acme Labs\n"
        "    notes: Plays the cello\n"
        "    x-met: Lyon"
    )
    assert entry.interviewers == (
        Mention(
            "Raj Patel",
            "raj@acme.example",
            "Staff Engineer",
            "0612345670",
            "https://www.linkedin.com/in/rajpatel",
            "Acme Labs",
            "Plays the cello",
            Place(5, 5),
        ),
    )


@pytest.mark.parametrize("key", ["people", "contact", "interviewers"])
def test_people_are_read_alike_in_every_key(key: str) -> None:
    assert [who.name for who in entry_of(f"{key}: Jane Doe, Raj Patel").mentions] == [
        "Jane Doe",
        "Raj Patel",
    ]


@pytest.mark.parametrize(
    ("written", "names", "problems"),
    [
        (
            "\n- name: Jane Doe\n  nmae: x",
            ["Jane Doe"],
            [
                (
                    "6:3: AW-KEY unknown key `nmae` in a person of `interviewers`. Did you mean "
                    "`name`? A key of your own begins with `x-`."
                )
            ],
        ),
        (
            "\n- Jane Doe\n- title: Manager",
            ["Jane Doe"],
            ["6:3: AW-PERSON a person without a name: write `Jane Doe <jane@acme.example>`."],
        ),
        (
            "[Jane Doe, <raj@acme.example>]",
            ["Jane Doe"],
            [
                (
                    "4:26: AW-PERSON `raj@acme.example` has no name: write "
                    "`Jane Doe <jane@acme.example>`."
                )
            ],
        ),
        (
            "Jane Doe <jane at acme>",
            ["Jane Doe"],
            ["4:15: AW-EMAIL `jane at acme` is not an e-mail address; it becomes no link."],
        ),
        (
            "{name: Jane Doe, name: Raj}",
            ["Jane Doe"],
            ["4:32: AW-REPEATED `name` stands on line 4 and again on line 4; keep one."],
        ),
    ],
    ids=["unknown key", "no name", "only an address", "no address", "repeated key"],
)
def test_what_is_wrong_with_a_person_is_told_and_the_others_are_read(
    written: str, names: list[str], problems: list[str]
) -> None:
    entry, said = faults_of(f"interviewers: {written}")
    assert ([who.name for who in entry.interviewers], said) == (names, problems)


def test_an_address_alone_is_no_name() -> None:
    _, problems = faults_of("interviewers: jane@acme.example")
    assert problems == [
        "4:15: AW-PERSON `jane@acme.example` has no name: write `Jane Doe <jane@acme.example>`."
    ]
