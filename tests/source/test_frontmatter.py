"""Tests the splitter: where front matter begins and ends, and what is said where it does not."""

from __future__ import annotations

import pytest

from afterword.source.files import MAX_BYTES
from afterword.source.frontmatter import Split, decode, split

from .reading import DATA

KEYS = "date: 2026-11-18\ncompany: Acme\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"---\n{KEYS}---\nBody.\n", Split(KEYS, 4, "Body.\n", 5)),
        (f"\ufeff---\n{KEYS}---\nBody.\n", Split(KEYS, 5, "Body.\n", 5)),
        ("---\r\na: b\r\n---\r\nBody.\r\n", Split("a: b\r\n", 5, "Body.\r\n", 4)),
        ("---\ra: b\r---\rBody.\r", Split("a: b\r", 4, "Body.\r", 4)),
        (f"---\n{KEYS}...\nBody.\n", Split(KEYS, 4, "Body.\n", 5)),
        (f"---\n{KEYS}---", Split(KEYS, 4, "", 4)),
        (f"\n \n---\n{KEYS}---\nBody.\n", Split(KEYS, 7, "Body.\n", 7)),
        (f"\ufeff\n---\n{KEYS}---\nBody.\n", Split(KEYS, 6, "Body.\n", 6)),
        (f"--- \n{KEYS}--- \t\nBody.\n", Split(KEYS, 5, "Body.\n", 5)),
        ("---\n---\nBody.\n", Split("", 4, "Body.\n", 3)),
        (f"---\n{KEYS}---\n\n\nBody.\n", Split(KEYS, 4, "\n\nBody.\n", 5)),
        ("Body.\n", Split("", 0, "Body.\n", 1)),
        ("", Split("", 0, "", 1)),
    ],
    ids=[
        "plain",
        "BOM",
        "CRLF",
        "lone CR",
        "closed by dots",
        "closed by the file's end",
        "blank first lines",
        "BOM and blank first line",
        "blanks behind the dashes",
        "empty front matter",
        "blank lines below",
        "no front matter",
        "empty file",
    ],
)
def test_front_matter_and_body_are_taken_apart_to_the_character(text: str, expected: Split) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    "body",
    [
        "---\ntitle: not mine\n---\nText.\n",
        "Note: they asked about Go.\nSalary: not named.\n\nText.\n",
        "Before the rule.\n\n---\n\nBehind it.\n",
        "<!-- ... -->\n...\n",
    ],
    ids=["second block", "words and colons", "rule", "dots"],
)
def test_a_body_that_looks_like_front_matter_stays_body(body: str) -> None:
    assert split(f"---\n{KEYS}---\n{body}") == Split(KEYS, 4, body, 5)


@pytest.mark.parametrize(
    "text",
    [
        "Before the rule.\n\n---\n\nBehind it.\n",
        "Note: call back on Monday.\n\nThey liked the sample.\n\n---\n\nMore.\n",
        "***\n\nStars.\n",
        "# Heading\n\nurl: https://acme.example\n",
    ],
    ids=["rule", "colon and rule", "stars", "heading"],
)
def test_a_page_without_front_matter_is_all_body(text: str) -> None:
    assert split(text) == Split("", 0, text, 1)


def test_dashes_inside_a_block_of_text_close_nothing() -> None:
    keys = "x-note: |\n  ---\n  text\n"
    assert split(f"---\n{keys}---\nBody.\n") == Split(keys, 4, "Body.\n", 6)


@pytest.mark.parametrize("odd", ["--", "----", "+++", "\u2014", "\u2013\u2013", "==="])
def test_an_odd_opening_is_told_and_its_keys_are_not_shown(odd: str) -> None:
    assert split(f"{odd}\n{KEYS}{odd}\nBody.\n") == Split(
        "",
        0,
        "Body.\n",
        5,
        ("AW-DELIMITER", 0, f"`{odd}` does not open front matter: write `---`, no more."),
    )


def test_a_missing_opening_is_told_and_the_keys_are_not_shown() -> None:
    assert split(f"\n{KEYS}---\nBody.\n") == Split(
        "",
        1,
        "Body.\n",
        5,
        ("AW-DELIMITER", 1, "front matter without its opening: put a line `---` above."),
    )


@pytest.mark.parametrize(
    ("rest", "body", "line"),
    [("\nBody.\n", "Body.\n", 5), ("", "", 4), ("----\nBody.\n", "Body.\n", 5)],
    ids=["text", "nothing", "odd closing"],
)
def test_a_missing_closing_is_told_with_its_line_and_the_keys_are_not_shown(
    rest: str, body: str, line: int
) -> None:
    made = split(f"---\n{KEYS}{rest}")
    assert (made.front, made.body, made.body_line) == ("", body, line)
    assert made.fault is not None
    code, offset, message = made.fault
    assert (code, offset) == ("AW-DELIMITER", 0)
    assert message.endswith(f"before line {line}." if rest else "at the end.")


@pytest.mark.parametrize("name", ["bom.md", "crlf.md", "bom-crlf.md", "lone-cr.md"])
def test_files_as_editors_save_them_split_alike(name: str) -> None:
    text, fault = decode((DATA / name).read_bytes())
    made = split(text)
    assert (fault, made.fault) == (None, None)
    assert made.front.splitlines() == [
        "date: 2026-11-18",
        "company: Acme Robotics",
        "role: Engineer",
    ]
    assert (made.body.strip(), made.body_line) == ("Went well.", 6)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "latin-1.md",
            ("AW-ENCODING", 33, "byte 33 (0xe9) is not UTF-8; save the file as UTF-8."),
        ),
        ("utf-16.md", ("AW-ENCODING", 0, "UTF-16 from byte 0; save the file as UTF-8.")),
        (
            "utf-16-without-mark.md",
            ("AW-ENCODING", 0, "UTF-16 from byte 0; save the file as UTF-8."),
        ),
        ("nul.md", ("AW-CONTROL", 34, "the control character U+0000 at byte 34; delete it.")),
        (
            "escape-in-body.md",
            ("AW-CONTROL", 80, "the control character U+001B at byte 80; delete it."),
        ),
        (
            "conflict.md",
            (
                "AW-CONFLICT",
                4,
                "unresolved merge conflict at line 2; keep one side, delete the marker lines.",
            ),
        ),
        (
            "conflict-in-body.md",
            (
                "AW-CONFLICT",
                74,
                "unresolved merge conflict at line 7; keep one side, delete the marker lines.",
            ),
        ),
    ],
)
def test_a_file_that_is_no_clean_text_says_where(name: str, expected: tuple[str, int, str]) -> None:
    assert decode((DATA / name).read_bytes())[1] == expected


def test_the_byte_is_counted_in_bytes_behind_letters_that_take_several() -> None:
    text, fault = decode("é\x00".encode())
    assert fault == ("AW-CONTROL", 1, "the control character U+0000 at byte 2; delete it.")
    assert text == "é\x00"


def test_a_heading_underlined_with_seven_signs_is_no_conflict() -> None:
    assert decode(b"Heading\n=======\n")[1] is None


def test_a_file_of_one_megabyte_is_read_and_a_byte_more_is_too_much() -> None:
    assert decode(b"x" * MAX_BYTES)[1] is None
    text, fault = decode(b"x" * (MAX_BYTES + 1))
    assert text == ""
    assert fault == ("AW-SIZE", 0, "1,000,001 bytes; split it, an entry has at most 1 MB.")
