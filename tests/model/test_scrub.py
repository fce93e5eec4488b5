"""Tests that no known name and no address is left in a text, and that the rest of it is."""

from __future__ import annotations

import pytest

from afterword.model.scrub import Scrubber

NAMES = (
    ("Jane Doe", "Person 1"),
    ("Raj K. Patel", "Person 2"),
    ("Zoë Müller-Straße", "Person 3"),
    ("山田太郎", "Person 4"),
    ("Dr. Ana de la Cruz", "Person 5"),
    ("Jane Roe", "Person 6"),
    ("Madonna", "Person 7"),
)
ADDRESSES = ("+1 415 555-0134", "linkedin.com/in/rajpatel", "4711", "")
SCRUBBER = Scrubber(NAMES, ADDRESSES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Onsite with Jane Doe", "Onsite with Person 1"),
        ("onsite with JANE  DOE, then lunch", "onsite with Person 1, then lunch"),
        ("Doe, Jane", "Person 1"),
        ("jane.doe's team", "Person 1's team"),
        ("Onsite with Raj", "Onsite with Person 2"),
        ("Onsite with Raj Patel and Doe", "Onsite with Person 2 and Person 1"),
        ("Panel: Zoe Muller-Straße", "Panel: Person 3"),
        ("山田太郎さんと面接", "Person 4さんと面接"),
        ("Call with Dr. Cruz", "Call with Person 5"),
        ("Onsite with Jane", "Onsite with someone"),
        ("Coffee with Madonna", "Coffee with Person 7"),
        ("Visita de la oficina", "Visita de la oficina"),
        ("Janet Doeringer", "Janet Doeringer"),
        ("video, https://zoom.example/j/98765?pwd=x", "video, (left out)"),
        ("video: meet.example.com/abc-defg", "video: (left out)"),
        ("write to rita@acme.example first", "write to (left out) first"),
        ("phone 415.555.0134", "phone (left out)"),
        ("phone +49 (0)30 1234567", "phone (left out)"),
        ("phone, extension 4711", "phone, extension (left out)"),
        ("linkedin.com/in/rajpatel", "(left out)"),
        ("Moved to 2026-11-18 14:00", "Moved to 2026-11-18 14:00"),
        ("Node.js/React, 45 minutes, 2 of 3", "Node.js/React, 45 minutes, 2 of 3"),
        ("", ""),
    ],
)
def test_a_text_loses_names_parts_of_names_and_addresses(text: str, expected: str) -> None:
    assert SCRUBBER.text(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Doe Consulting", "Person 1 Consulting"),
        ("Raj Patel & Sons", "Person 2 & Sons"),
        ("Ana de la Cruz", "Person 5"),
        ("Assistant to Madonna", "Assistant to Person 7"),
        ("Doe Industries", "Doe Industries"),
        ("Cruz Shipping 2026/2027", "Cruz Shipping 2026/2027"),
        ("booking.example", "booking.example"),
        ("jobs@acme.example", "(left out)"),
        ("Engineer (+1 415 555 0134)", "Engineer ((left out))"),
        ("C++ / Node.js Developer", "C++ / Node.js Developer"),
    ],
)
def test_a_company_or_a_role_loses_whole_names_only(text: str, expected: str) -> None:
    assert SCRUBBER.name(text) == expected


def test_what_is_put_in_is_not_looked_at_again() -> None:
    scrubber = Scrubber([("Chris Person", "Person 1"), ("Jo Someone", "someone")], [])
    assert scrubber.text("Chris and Jo Someone") == "Person 1 and someone"


def test_without_anyone_known_nothing_but_addresses_goes() -> None:
    assert (
        Scrubber([], []).text("Onsite with Jane, jane@x.example") == "Onsite with Jane, (left out)"
    )
