"""Tests Markdown taken as plain text, for excerpts and for mail."""

from __future__ import annotations

import pytest

from afterword.model.text import as_mail, plain, sentences, sentences_with


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**Bold** and *soft*, `code`", "Bold and soft, code"),
        ("[what I wrote](../x.md) then", "what I wrote then"),
        ("![a picture](x.png)", "a picture"),
        ("- [ ] a task", "a task"),
        ("> said", "said"),
        ("1. first", "first"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
    ],
)
def test_marks_are_left_out(markdown: str, text: str) -> None:
    assert plain(markdown) == text


def test_a_text_falls_into_its_sentences() -> None:
    assert list(
        sentences(
            "# Heading\nI met Dr. Doe at 3 p.m. today. She asked\nabout queues! Why? no idea.\n\n"
            "```\ncode. Code.\n```\n\n- first\n- second. Third\n\n| a | b |\n"
        )
    ) == [
        "I met Dr. Doe at 3 p.m. today.",
        "She asked about queues!",
        "Why? no idea.",
        "first",
        "second.",
        "Third",
    ]


def test_the_sentences_with_a_word_are_found_each_once() -> None:
    text = "Jane came. Raj and Jane left.\n\nNobody. Else.\n\nThen Jane\nslept. End Raj"
    assert list(sentences_with(text, ["Jane"])) == [
        "Jane came.",
        "Raj and Jane left.",
        "Then Jane slept.",
    ]
    assert list(sentences_with(text, ["Raj", "Jane"])) == [
        "Jane came.",
        "Raj and Jane left.",
        "Then Jane slept.",
        "End Raj",
    ]
    assert list(sentences_with(text, ["Ana"])) == []


def test_a_mail_has_its_paragraphs_on_one_line_each_and_keeps_short_lines() -> None:
    markdown = (
        "Dear Jane,\n\nThank you for the hour on Wednesday, and for drawing the night job.\n"
        "I *enjoyed* it.\n\n- one\n- two\n\nKind regards,\nAlex\n"
    )
    assert as_mail(markdown) == (
        "Dear Jane,\n\n"
        "Thank you for the hour on Wednesday, and for drawing the night job. I enjoyed it.\n\n"
        "- one\n- two\n\n"
        "Kind regards,\nAlex"
    )
