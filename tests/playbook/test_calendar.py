"""Tests business days: weekends, the holidays of a country, and how the passed ones are named."""

from __future__ import annotations

import datetime as dt

import pytest

from afterword.playbook.calendar import BusinessCalendar


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "amount", "expected"),
    [
        ("2026-11-18", 1, "2026-11-19"),
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-21", 1, "2026-11-23"),
        ("2026-11-22", 1, "2026-11-23"),
        ("2026-11-18", 5, "2026-11-25"),
        ("2026-11-23", -1, "2026-11-20"),
        ("2026-11-22", -1, "2026-11-20"),
        ("2026-12-04", -5, "2026-11-27"),
        ("2026-12-31", 1, "2027-01-01"),
        ("2028-02-28", 1, "2028-02-29"),
        ("2028-03-01", -1, "2028-02-29"),
        ("2026-11-21", 0, "2026-11-21"),
    ],
    ids=[
        "next day",
        "over a weekend",
        "from a Saturday",
        "from a Sunday",
        "a week",
        "back over a weekend",
        "back from a Sunday",
        "a week back",
        "no holidays without a country",
        "to the leap day",
        "back to the leap day",
        "none: the day itself, though a Saturday",
    ],
)
def test_weekends_are_no_business_days(start: str, amount: int, expected: str) -> None:
    assert BusinessCalendar("").add(_day(start), amount) == (_day(expected), ())


@pytest.mark.parametrize(
    ("country", "start", "amount", "expected", "passed"),
    [
        ("US", "2026-11-25", 1, "2026-11-27", {"2026-11-26": "Thanksgiving Day"}),
        ("US", "2026-11-27", -1, "2026-11-25", {"2026-11-26": "Thanksgiving Day"}),
        ("US", "2026-07-02", 1, "2026-07-06", {"2026-07-03": "Independence Day (observed)"}),
        ("US", "2027-12-30", 1, "2028-01-03", {"2027-12-31": "New Year's Day (observed)"}),
        ("US", "2026-12-31", 1, "2027-01-04", {"2027-01-01": "New Year's Day"}),
        ("DE-BY", "2026-06-03", 1, "2026-06-05", {"2026-06-04": "Corpus Christi"}),
        ("DE", "2026-06-03", 1, "2026-06-04", {}),
        ("DE-BY", "2026-10-30", 1, "2026-11-02", {}),
        ("DE-BY", "2026-12-23", 2, "2026-12-28", {"2026-12-25": "Christmas Day"}),
    ],
    ids=[
        "Thanksgiving",
        "Thanksgiving, backwards",
        "a Saturday's holiday, observed on Friday",
        "next year's holiday, observed in this one",
        "the year's end",
        "Corpus Christi in Bavaria",
        "no Corpus Christi in the whole of Germany",
        "a holiday on a Sunday is not worth naming",
        "Christmas Eve is a business day, Christmas Day is none",
    ],
)
def test_public_holidays_of_the_country_are_passed_over_and_named(
    country: str, start: str, amount: int, expected: str, passed: dict[str, str]
) -> None:
    named = tuple((_day(day), name) for day, name in passed.items())
    assert BusinessCalendar(country).add(_day(start), amount) == (_day(expected), named)


@pytest.mark.parametrize("language", ["C", "th", "fr"])
@pytest.mark.parametrize(
    ("country", "day", "name"),
    [("US", "2026-11-26", "Thanksgiving Day"), ("DE-BY", "2026-06-04", "Corpus Christi")],
)
def test_holidays_have_english_names_whatever_language_the_machine_speaks(
    monkeypatch: pytest.MonkeyPatch, country: str, day: str, name: str, language: str
) -> None:
    monkeypatch.setenv("LANGUAGE", language)
    assert BusinessCalendar(country).holiday(_day(day)) == name


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [("9999-12-30", 5, dt.date.max), ("0001-01-03", -5, dt.date.min)],
    ids=["the last day", "the first day"],
)
def test_counting_stops_at_the_ends_of_the_calendar(start: str, amount: int, end: dt.date) -> None:
    assert BusinessCalendar("").add(_day(start), amount) == (end, ())


@pytest.mark.parametrize(
    ("until", "days"),
    [("2026-11-22", 0), ("2026-11-23", 1), ("2026-11-27", 4), ("2026-11-29", 4), ("2026-11-20", 0)],
    ids=["the day itself", "Monday", "Friday after Thanksgiving", "Sunday", "a day before"],
)
def test_business_days_left_are_counted_with_the_last_one(until: str, days: int) -> None:
    assert BusinessCalendar("US").count(_day("2026-11-22"), _day(until)) == days
