"""Tests columns of dates: the order that a column shows, and what cannot be told."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.exchange.days import Order, read_days

TODAY = dt.date(2026, 11, 22)
NEW_YORK = ZoneInfo("America/New_York")


def _days(*cells: str, asked: Order | None = None, usual: Order | None = None) -> list[str]:
    """Return the dates as ISO, "" for what is none, then what is said of the order."""
    rows = dict(enumerate(cells, 2))
    found, wrong = read_days(rows, today=TODAY, zone=NEW_YORK, asked=asked, usual=usual)
    assert found is not None, wrong
    days = [found.by_row[row].isoformat() if row in found.by_row else "" for row in rows]
    return [*days, found.said]


def _refused(*cells: str) -> str:
    found, wrong = read_days(dict(enumerate(cells, 2)), today=TODAY, zone=NEW_YORK)
    assert found is None
    return wrong


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("2026-03-05", "2026-03-05"),
        ("2026/3/5", "2026-03-05"),
        ("20260305", "2026-03-05"),
        ("05 Mar 2024", "2024-03-05"),
        ("5-Mar-24", "2024-03-05"),
        ("March 5th, 2024", "2024-03-05"),
        ("Tue, Sept 5, 2023 at 9:12 PM", "2023-09-05"),
        ("2026-03-05 00:00:00", "2026-03-05"),
        # Midnight in UTC is a date that a program wrote so, and no evening before in New York.
        ("2024-03-05T00:00:00Z", "2024-03-05"),
        ("2024-03-05T00:00:00.000+00:00", "2024-03-05"),
        ("2024-03-05T02:30:00Z", "2024-03-04"),
        ("2024-03-05T23:30:00-08:00", "2024-03-06"),
        ("2024-03-05 12:00:00 UTC", "2024-03-05"),
        ("2024-02-30", ""),
        ("1024-02-03", ""),
        ("2030-02-03", ""),
        ("soon", ""),
        ("5 March", ""),
        ("45356", ""),
        ("12:30", ""),
        ("2024-03-05T99:00:00Z", ""),
        ("9" * 400, ""),
    ],
)
def test_what_is_written_in_one_way_only(cell: str, iso: str) -> None:
    assert _days(cell) == [iso, ""]


def test_one_row_settles_the_order_of_the_whole_column() -> None:
    assert _days("03/04/2026", "13/02/2026") == ["2026-04-03", "2026-02-13", "day-first, by row 3"]
    assert _days("03/04/2026", "02/13/2026") == [
        "2026-03-04",
        "2026-02-13",
        "month-first, by row 3",
    ]
    assert _days("03.04.26", "31.12.25") == [
        "2026-04-03",
        "2025-12-31",
        "day-first, by row 3",
    ]
    assert _days("2026-01-09", "03/04/26", "13/02/26")[1] == "2026-04-03"
    assert _days("24/05/03", "24/05/30") == ["2024-05-03", "2024-05-30", "year-first, by row 2"]


def test_a_column_that_no_row_settles_is_refused_with_the_row_and_the_way_out() -> None:
    assert _refused("05/05/2026", "03/04/2026") == (
        "`03/04/2026` (row 3) can be 2026-04-03 or 2026-03-04, and no row settles it; say "
        "`--dates day-first` or `--dates month-first`."
    )
    assert _days("05/05/2026") == ["2026-05-05", ""]


def test_rows_that_contradict_one_another_are_both_named() -> None:
    assert "row 2 holds `13/02/2026` and row 4 `02/14/2026`" in _refused(
        "13/02/2026", "01/02/2026", "02/14/2026"
    )


def test_what_the_user_says_counts_before_what_the_program_does_and_after_the_evidence() -> None:
    cells = ("03/04/2026", "11/3/26, 9:12 PM")
    assert _days(*cells, usual=Order.MONTH_FIRST)[:2] == ["2026-03-04", "2026-11-03"]
    asked = _days(*cells, usual=Order.MONTH_FIRST, asked=Order.DAY_FIRST)
    assert asked == ["2026-04-03", "2026-03-11", "day-first"]
    assert _days("13/02/2026", "03/04/2026", asked=Order.MONTH_FIRST)[1] == "2026-04-03"


@given(st.lists(st.dates(dt.date(2000, 1, 1), dt.date(2027, 1, 1)), min_size=1), st.booleans())
def test_a_column_is_read_as_it_was_written_or_refused(days: list[dt.date], american: bool) -> None:
    form = "%m/%d/%Y" if american else "%d/%m/%Y"
    rows = {row: f"{day:{form}}" for row, day in enumerate(days, 1)}
    found, wrong = read_days(rows, today=TODAY, zone=NEW_YORK)
    settled = any(day.day > 12 for day in days) or all(day.day == day.month for day in days)
    assert (found is not None) == settled, wrong
    if found is not None:
        assert [found.by_row[row] for row in rows] == days
