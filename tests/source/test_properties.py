"""Tests laws that hold for whatever a file holds: no exception, honest offsets and places."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.model.entry import Broken, Entry, Kind
from afterword.model.problem import CODES, Problem
from afterword.model.settings import Settings
from afterword.source.config import read_settings
from afterword.source.entry import (
    check_page,
    read_entry,
    read_opportunity_page,
    read_person_page,
)
from afterword.source.frontmatter import Lines, decode, split
from afterword.source.schema import FIELDS

BREAKS = st.sampled_from(["\n", "\r\n", "\r", "\u2028", "\u0085"])

PIECES = st.sampled_from(
    [
        "---", "...", "--", "----", "\u2014", "+++", "\ufeff", " ", "  ", "\t", "- ", "? ", ": ",
        "[", "]", "{", "}", ",", '"', "'", "|", ">", "#", "&a", "*a", "!t", "!!str ", "<<: ", "%",
        "@", "\\", "\u201c", "\u201d", "\u2028", "\x00", "\x1b", "\U0001f600", "<<<<<<< HEAD",
        "date: 2026-11-18", "company: Acme", "checklist:", "thank: Jane", "due: ", "kind: offer",
        "Jane <j@acme.example>", "2026-02-30", "12:30", "Note: text", "word",
    ]
)  # fmt: skip

ROUGH = st.lists(PIECES | BREAKS, max_size=40).map("".join)
OPENED = st.tuples(ROUGH, BREAKS, ROUGH).map(
    lambda parts: f"---\n{parts[0]}{parts[1]}---\n{parts[2]}"
)

SCALARS = st.sampled_from(
    [
        "", "~", "NO", "true", "[]", "{}", "-", "*", "&", "!", "'", '"', "|", ">-", "@x", "a: b",
        "2026-11-18", "2026-02-30", "11/12/2026", "March 1", "14:30", "2pm", "+2 business days",
        "2 days", "hear_back_by + 1 week, else 2026-12-01", "Jane Doe <jane@acme.example>, Raj",
        "<x>", "on hold", "rejected", "offer", "https://acme.example", "javascript:x",
        "\u201ca\u201d", "[a, [b, {c: d}]]", "{name: Jane, name: Raj}",
        "{thank: Jane, due: soon, done: x}",
        "\n  - thank: Jane\n    snoozed: 2026-12-04 later\n  - - x\n  -\n  - done: true",
        "\n  - name: Jane\n    nmae: x\n  - <j@acme.example>\n  - [a]",
        "\n  - a\n - b", "a\n  b\n\n  c", "'a \U0001f600 b'", '"a\\', "x" * 300,
    ]
)  # fmt: skip

KEYS = st.sampled_from([field.name for field in FIELDS] + ["x-own", "Date", "1", "content", "<<"])
LINES = st.lists(st.tuples(KEYS, SCALARS), max_size=8).map(
    lambda pairs: "".join(f"{key}: {value}\n" for key, value in pairs)
)
FRONT = LINES.map(lambda lines: f"---\n{lines}---\nWent well.\n")

ANY_TEXT = st.text(max_size=200) | ROUGH | OPENED | FRONT
KINDS = st.sampled_from(list(Kind))


def check(data: bytes, entry: Entry | Broken, problems: tuple[Problem, ...]) -> None:
    """Hold a read file to what every reader may rely on."""
    lines = len(decode(data)[0].replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for problem in problems:
        assert problem.path == "interviews/2026-11-18-a.md"
        assert problem.code in CODES
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert problem.message
    if isinstance(entry, Broken):
        assert any(problem.is_error for problem in problems)


@given(st.binary(max_size=300), KINDS)
def test_any_bytes_are_an_entry_or_a_broken_one_with_a_reason(data: bytes, kind: Kind) -> None:
    entry, problems = read_entry(data, "interviews/2026-11-18-a.md", kind, Settings())
    check(data, entry, problems)


@given(ANY_TEXT, KINDS)
def test_any_text_is_an_entry_or_a_broken_one_with_a_reason(text: str, kind: Kind) -> None:
    data = text.encode()
    entry, problems = read_entry(data, "interviews/2026-11-18-a.md", kind, Settings())
    check(data, entry, problems)


@given(FRONT, KINDS)
def test_any_values_in_any_fields_are_an_entry_or_a_broken_one(text: str, kind: Kind) -> None:
    data = text.encode()
    entry, problems = read_entry(data, "interviews/2026-11-18-a.md", kind, Settings())
    check(data, entry, problems)
    assert entry.body == "Went well.\n"


@given(ANY_TEXT)
def test_any_text_is_a_page_about_something(text: str) -> None:
    data = text.encode()
    for problems in (
        read_opportunity_page(data, "opportunities/a.md")[1],
        read_person_page(data, "people/a.md")[1],
        check_page(data, "a.md")[1],
    ):
        assert all(problem.line >= 1 and problem.column >= 1 for problem in problems)


@given(ANY_TEXT | st.binary(max_size=300).map(lambda data: decode(data)[0]))
def test_front_matter_and_body_stand_in_the_text_where_the_splitter_says(text: str) -> None:
    part = split(text)
    assert text[part.start : part.start + len(part.front)] == part.front
    assert text.endswith(part.body)
    assert part.body_line == Lines(text).place(len(text) - len(part.body)).line
    assert part.start + len(part.front) <= len(text) - len(part.body)


@given(st.lists(st.tuples(KEYS, SCALARS), max_size=8), st.text("ab:-.#\n ", max_size=40))
def test_no_line_of_the_body_is_lost_or_taken_for_front_matter(
    pairs: list[tuple[str, str]], body: str
) -> None:
    keys = "".join(f"{key}: {value}\n" for key, value in pairs)
    assert split(f"---\n{keys}---\n{body}").body == body


@given(FRONT)
def test_crlf_changes_neither_what_is_read_nor_where_problems_stand(text: str) -> None:
    path = "interviews/2026-11-18-a.md"
    plain, problems = read_entry(text.encode(), path, Kind.INTERVIEW, Settings())
    crlf, same = read_entry(text.replace("\n", "\r\n").encode(), path, Kind.INTERVIEW, Settings())
    assert same == problems
    assert replace(crlf, body=plain.body) == plain


@pytest.mark.parametrize("mark", ["\ufeff", "\n", "\n \n"], ids=["BOM", "blank", "two blank"])
@given(text=FRONT)
def test_what_stands_before_the_dashes_changes_nothing_that_is_read(mark: str, text: str) -> None:
    path = "interviews/2026-11-18-a.md"
    plain, problems = read_entry(text.encode(), path, Kind.INTERVIEW, Settings())
    other, same = read_entry((mark + text).encode(), path, Kind.INTERVIEW, Settings())
    assert type(other) is type(plain)
    assert [(each.code, each.column) for each in same] == [
        (each.code, each.column) for each in problems
    ]
    assert other.body_line == plain.body_line + mark.count("\n")


@given(ANY_TEXT)
def test_any_text_gives_settings_and_problems_with_a_place(text: str) -> None:
    _, problems = read_settings(text, "mkdocs.yml")
    assert all(
        problem.code == "AW-SETTING" and problem.line >= 1 and problem.column >= 1
        for problem in problems
    )
