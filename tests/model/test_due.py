"""Tests how due rules count and how they are spelled out."""

from __future__ import annotations

import pytest

from afterword.model.due import Anchor, DueRule, Offset, Unit, add_months

from .making import day


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2026-11-18", 1, "2026-12-18"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-11-18", 0, "2026-11-18"),
    ],
)
def test_a_month_on_is_the_same_day_or_the_months_last(
    start: str, months: int, expected: str
) -> None:
    assert add_months(day(start), months) == day(expected)


def test_a_rule_says_all_its_alternatives_in_the_words_in_which_it_is_written() -> None:
    rule = DueRule(
        (
            Offset(Anchor.HEAR_BACK_BY, 2, Unit.BUSINESS_DAY),
            Offset(Anchor.DEADLINE, -1, Unit.WEEK),
            Offset(Anchor.APPLY_BY),
            day("2026-12-01"),
        )
    )
    assert str(rule) == (
        "hear_back_by + 2 business days, else deadline - 1 week, else apply_by, else 2026-12-01"
    )
