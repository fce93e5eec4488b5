"""Tests the very line that a problem is printed in: path, line, column, code and message."""

from __future__ import annotations

import pytest

from afterword.model.problem import Place
from afterword.source.frontmatter import Lines

from .reading import DATA, front, read

CASES = [
    pytest.param(
        "hear_back_by: 2026-02-30",
        "4:15: AW-DATE `hear_back_by`: `2026-02-30` is no day of the calendar: the month's last "
        "day is `2026-02-28`.",
        id="no such day",
    ),
    pytest.param(
        "\ntime:   2pm",
        "5:9: AW-TIME `time`: `2pm` is not in the 24-hour form: write `14:00`.",
        id="time",
    ),
    pytest.param(
        "role: Engineer\nrole: Manager",
        "5:1: AW-REPEATED `role` stands on line 4 and again on line 5; keep one.",
        id="repeated key",
    ),
    pytest.param(
        "intervewers: Jane",
        "4:1: AW-KEY unknown key `intervewers` in an entry. Did you mean `interviewers`? A key "
        "of your own begins with `x-`.",
        id="unknown key",
    ),
    pytest.param(
        "apply_by: 2026-12-01",
        "4:1: AW-KEY `apply_by` belongs in an application, not in an interview.",
        id="key of another kind",
    ),
    pytest.param(
        "role:\n  - Engineer",
        "5:3: AW-TYPE `role` wants a single value, not a list.",
        id="list",
    ),
    pytest.param(
        "outcome: rejcted",
        "4:10: AW-VALUE `outcome: rejcted` is none of advanced, cancelled, no-show, rejected, "
        "withdrawn, declined, closed, ghosted, on-hold, reopened, accepted, rescinded. Did you "
        "mean `rejected`?",
        id="outcome",
    ),
    pytest.param(
        "role: \u201cEngineer\u201d",
        '4:7: AW-QUOTES typographic quotes are no quotes in YAML: write `"Engineer"` or '
        "`Engineer`.",
        id="smart quotes",
    ),
    pytest.param(
        "\u201crole\u201d: Engineer",
        '4:1: AW-QUOTES typographic quotes are no quotes in YAML: write `"role"` or `role`.',
        id="smart quotes around a key",
    ),
    pytest.param(
        "\trole: Engineer",
        "4:1: AW-YAML a tab at the start of the line: indent with spaces (YAML: found a tab "
        "character that violates indentation).",
        id="tab",
    ),
    pytest.param(
        "checklist:\n\t- thank: Jane",
        "5:1: AW-YAML a tab at the start of the line: indent with spaces (YAML: found character "
        "that cannot start any token).",
        id="tab in a list",
    ),
    pytest.param(
        "role: Engineer: Platform",
        "4:15: AW-YAML a colon followed by a blank inside a value: put the whole value in "
        "quotes; or the line above is not finished (YAML: mapping values are not allowed in this "
        "context).",
        id="colon",
    ),
    pytest.param(
        "role:Senior Engineer\nround: Onsite",
        "4:1: AW-YAML no blank behind the colon: write `role: Senior Engineer` (YAML: could not "
        "find expected ':').",
        id="no blank",
    ),
    pytest.param(
        "checklist:\n  - Send the sample\n    due: 2026-12-01",
        "6:8: AW-YAML no verb in the line above: write `- task: Send the sample`, and its details "
        "below (YAML: mapping values are not allowed in this context).",
        id="no verb",
    ),
    pytest.param(
        'role: "Engineer',
        "4:7: AW-YAML a quote that is never closed (YAML: found unexpected end of stream).",
        id="open quote",
    ),
    pytest.param(
        "role: @home",
        "4:7: AW-YAML YAML allows no tab here, and no `@`, `` ` `` or `%` at the start of a "
        "value: use spaces, or put the value in quotes (YAML: found character that cannot start "
        "any token).",
        id="at sign",
    ),
    pytest.param(
        "interviewers:\n  - name: Jane Doe\n  - title: Manager",
        "6:5: AW-PERSON a person without a name: write `Jane Doe <jane@acme.example>`.",
        id="nameless person",
    ),
    pytest.param(
        "checklist:\n  - thank: Jane\n    due: 2 days",
        "6:10: AW-DUE `2 days` has no direction: write `+2 days`.",
        id="due rule",
    ),
    pytest.param(
        "checklist:\n  - thank: Jane\n    connect: Jane",
        "6:5: AW-ITEM a second verb, `connect`, in one task: begin a new line with `- connect:`.",
        id="second verb",
    ),
    pytest.param(
        "url: javascript:alert(1)",
        "4:6: AW-LINK `javascript:alert(1)` is no http, https or mailto address; it is shown as "
        "text.",
        id="no link",
    ),
    pytest.param(
        "x-mood: \U0001f600\nrole: \U0001f600: x",
        "5:8: AW-YAML a colon followed by a blank inside a value: put the whole value in quotes; "
        "or the line above is not finished (YAML: mapping values are not allowed in this "
        "context).",
        id="emoji is one column",
    ),
]


@pytest.mark.parametrize(("lines", "problem"), CASES)
def test_a_problem_is_named_with_its_line_and_column(lines: str, problem: str) -> None:
    assert read(front(lines))[1] == [f"interviews/acme.md:{problem}"]


@pytest.mark.parametrize(("lines", "problem"), CASES)
def test_with_crlf_a_problem_keeps_its_line_and_column(lines: str, problem: str) -> None:
    assert read(front(lines).replace("\n", "\r\n"))[1] == [f"interviews/acme.md:{problem}"]


def test_a_byte_order_mark_takes_no_column_and_moves_no_line() -> None:
    assert read((DATA / "bom-faults.md").read_bytes())[1] == [
        (
            "interviews/acme.md:2:7: AW-DATE `date`: `2026-02-30` is no day of the calendar: the "
            "month's last day is `2026-02-28`."
        ),
        "interviews/acme.md:3:7: AW-TIME `time`: `2pm` is not in the 24-hour form: write `14:00`.",
        (
            "interviews/acme.md:5:1: AW-KEY unknown key `interviewrs` in an entry. Did you mean "
            "`interviewers`? A key of your own begins with `x-`."
        ),
    ]


def test_a_byte_order_mark_before_a_missing_closing_takes_no_column() -> None:
    _, problems = read("\ufeff--\ndate: 2026-11-18\n--\n")
    assert problems == [
        (
            "interviews/acme.md:1:1: AW-DELIMITER `--` does not open front matter: write `---`, no "
            "more."
        )
    ]


def test_the_line_separator_that_yaml_counts_and_editors_do_not_moves_no_line() -> None:
    assert read((DATA / "line-separator.md").read_bytes())[1] == [
        "interviews/acme.md:4:20: AW-REPEATED `a` stands on line 4 and again on line 4; keep one.",
        (
            "interviews/acme.md:5:7: AW-DATE `date`: `2026-02-30` is no day of the calendar: the "
            "month's last day is `2026-02-28`."
        ),
    ]


def test_problems_in_a_file_that_is_no_text_have_the_place_of_the_byte() -> None:
    said = {name: read((DATA / name).read_bytes())[1] for name in ("latin-1.md", "nul.md")}
    assert said == {
        "latin-1.md": [
            (
                "interviews/acme.md:3:13: AW-ENCODING byte 33 (0xe9) is not UTF-8; save the file "
                "as UTF-8."
            )
        ],
        "nul.md": [
            (
                "interviews/acme.md:3:14: AW-CONTROL the control character U+0000 at byte 34; "
                "delete it."
            )
        ],
    }


@pytest.mark.parametrize(
    ("offset", "place"),
    [(0, (1, 1)), (1, (1, 2)), (3, (2, 1)), (4, (2, 2)), (5, (3, 1)), (6, (4, 1))],
)
def test_lines_end_with_crlf_lf_or_cr(offset: int, place: tuple[int, int]) -> None:
    assert Lines("a\r\nb\n\rc").place(offset) == Place(*place)
