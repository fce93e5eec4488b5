"""Tests the calendar of steps: one square for each day with any, the larger the more."""

from __future__ import annotations

import datetime as dt

from afterword.pages.charts.days import days_chart
from afterword.views.momentum import Days
from tests.pages.charts.reading import Chart, charts_in

_SPACE = "{http://www.w3.org/2000/svg}"


def _chart(counts: dict[str, int]) -> Chart:
    days = {dt.date.fromisoformat(day): count for day, count in counts.items()}
    found = Days(dt.date(2026, 6, 1), dt.date(2026, 11, 25), days)
    return charts_in(days_chart(found))["days"]


def test_each_day_with_steps_has_a_square_that_says_its_figure() -> None:
    chart = _chart({"2026-06-01": 1, "2026-11-18": 2, "2026-11-24": 9})
    squares = [
        (each.get("class"), float(each.attrib["width"]), each[0].text)
        for each in chart.svg.iter(f"{_SPACE}rect")
        if len(each)
    ]
    assert squares == [
        ("aw-chart__day-1", 5, "1 Jun 2026: 1 step"),
        ("aw-chart__day-2", 6.6, "18 Nov 2026: 2 steps"),
        ("aw-chart__day-4", 9, "24 Nov 2026: 9 steps"),
    ]
    assert chart.description == (
        "12 steps on 3 days from 1 Jun 2026 to 25 Nov 2026; the most on 24 Nov 2026, 9."
    )


def test_days_without_a_step_are_dots_and_days_to_come_are_nothing() -> None:
    chart = _chart({"2026-11-18": 2})
    until_today = (dt.date(2026, 11, 25) - dt.date(2026, 6, 1)).days + 1
    assert len(chart.rectangles("none")) == until_today - 1


def test_equal_maxima_name_no_day() -> None:
    assert _chart({"2026-11-18": 2, "2026-11-19": 2}).description.endswith("; at most 2 on a day.")
    assert _chart({}).description == "No step on any day."
