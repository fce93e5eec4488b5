"""Tests which names are one name, and what becomes of names in ids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.model.names import fold, near_equal, slug


@pytest.mark.parametrize(
    "other",
    [
        "ACME Café",
        "  acme   café ",
        "Acme\u00a0Café",
        "Acme Cafe\u0301",
        "\uff21\uff43\uff4d\uff45 Café",
    ],
    ids=["case", "spaces", "no-break-space", "decomposed", "full-width"],
)
def test_names_equal_but_for_case_spaces_or_unicode_form_are_one(other: str) -> None:
    assert fold(other) == fold("Acme Café")
    assert slug(other) == slug("Acme Café")


def test_an_accent_makes_another_name() -> None:
    assert fold("Acme Cafe") != fold("Acme Café")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme Robotics", "acme-robotics"),
        ("Acme_Robotics", "acme-robotics"),
        ("Sr. Engineer (Backend)", "sr-engineer-backend"),
        ("Jane O'Brien", "jane-o-brien"),
        ("../../etc/passwd", "etc-passwd"),
        ("C", "c"),
        ("C++", "cpp"),
        ("C#", "c-sharp"),
        ("AT&T", "at-and-t"),
        ("Straße", "strasse"),
        ("Łódź", "łódź"),
        ("Привет Мир", "привет-мир"),
        ("東京 株式会社", "東京-株式会社"),
        ("العربية", "العربية"),
    ],
)
def test_a_slug_is_lower_case_words_joined_by_dashes(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [("हिन्दी", 1), ("น้ำมัน ไทย", 2), ("İş Bankası", 2)],
    ids=["Hindi", "Thai", "Turkish"],
)
def test_marks_above_and_below_letters_do_not_break_a_word(text: str, words: int) -> None:
    assert len(slug(text).split("-")) == words


def test_names_that_differ_only_in_vowel_signs_keep_different_slugs() -> None:
    assert slug("राम") != slug("रीम")


def test_a_name_of_any_length_gives_a_file_name_that_file_systems_take() -> None:
    long = [slug("東京" * 100 + end) for end in ("", " a", " b")]
    assert len(set(long)) == 3
    assert all(len(made.encode()) <= 120 for made in long)


def test_names_without_letters_get_ids_of_their_own() -> None:
    made = [slug(text) for text in ("", "!!!", "???", "..", "_", "\U0001f600", "\U0001f601")]
    assert len(set(made)) == 7
    assert all(each.isalnum() for each in made)


def test_an_id_made_up_for_a_name_is_the_same_on_every_day_and_machine() -> None:
    assert slug("!!!") == "xe84c538e"


@given(st.text())
def test_a_slug_is_never_empty_and_never_leaves_its_folder(text: str) -> None:
    made = slug(text)
    assert made
    assert not set(made) & set("/\\.:?#% \t\r\n\0")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Acme", "Acme, Inc."),
        ("Acme Inc", "Acme GmbH"),
        ("Acme-Robotics", "Acme Robotics"),
        ("Acme Robotics", "Acme Robotic"),
        ("Acme Robotics", "Acme Robotiks"),
        ("Google", "Googel"),
        ("Café Nero", "Cafe Nero"),
    ],
)
def test_names_that_look_like_one_are_told_as_a_pair(first: str, second: str) -> None:
    assert list(near_equal([first, second])) == [(first, second)]
    assert list(near_equal([second, first])) == [(second, first)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Acme", "ACME "),
        ("Acme", "Acne"),
        ("Acme", "Beta"),
        ("Northgate Talent", "Northgate Systems"),
        ("AG", "Inc"),
        ("東京", "大阪"),
    ],
    ids=["one name", "short names", "different", "one word shared", "legal forms", "non-Latin"],
)
def test_names_that_are_one_or_clearly_two_are_no_pair(first: str, second: str) -> None:
    assert list(near_equal([first, second])) == []


def test_each_odd_spelling_is_told_once_and_against_an_earlier_one() -> None:
    names = ["Contoso", "Beta", "Contosa", "CONTOSA", "Contoso Ltd"]
    assert list(near_equal(names)) == [("Contoso", "Contosa"), ("Contoso", "Contoso Ltd")]
