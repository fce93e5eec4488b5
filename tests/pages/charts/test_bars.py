"""Tests the bars: how far opportunities came, the weeks by kind, and the days in each stage."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.model.entry import Kind, Stage
from afterword.pages.charts.bars import TONES, funnel_chart, weeks_chart
from afterword.pages.charts.stays import each_of, time_chart
from afterword.pages.charts.svg import steps_to
from afterword.views.momentum import NEW, Week
from afterword.views.pipeline import Reached
from afterword.views.time_in_stage import TimeInStage
from tests.pages.charts.reading import charts_in

MONDAY = dt.date(2026, 8, 31)


def _weeks(*counts: tuple[int, int, int, int]) -> list[Week]:
    return [
        Week(MONDAY + dt.timedelta(weeks=at), dict(zip(NEW, each, strict=True)))
        for at, each in enumerate(counts)
    ]


def test_a_bar_of_the_funnel_is_as_long_as_its_figure() -> None:
    rows = [Reached(stage, count) for stage, count in zip(Stage, (8, 6, 4, 2, 1, 0), strict=True)]
    chart = charts_in(funnel_chart(rows))["funnel"]
    assert chart.description == (
        "Lead 8, applied 6, screening 4, interviewing 2, offer 1 and accepted 0."
    )
    assert chart.words[1::2] == ["8", "6", "4", "2", "1", "0"]
    widths = [width for _, _, width, _ in chart.rectangles("solid")]
    assert [round(8 * width / widths[0]) for width in widths] == [8, 6, 4, 2, 1]


def test_the_kinds_of_a_week_stand_on_one_another_and_are_told_apart_by_pattern() -> None:
    chart = charts_in(weeks_chart(_weeks((0, 0, 0, 0), (2, 1, 0, 1), (0, 0, 3, 0))))["weeks"]
    assert chart.description == (
        "Steps in the week of 7 September 2026: 4 (2 applications, 1 interview, 1 offer); "
        "14 September 2026: 3 (3 conversations)."
    )
    unit = 96 / 4
    for kind, heights in {
        Kind.APPLICATION: [2],
        Kind.INTERVIEW: [1],
        Kind.CONVERSATION: [3],
        Kind.OFFER: [1],
    }.items():
        drawn = [height / unit for _, _, _, height in chart.rectangles(TONES[kind])]
        assert drawn[:-1] == heights, kind  # The last one stands in the legend.
    assert len(set(TONES.values())) == len(NEW)
    assert {"4", "3", "2 applications", "1 interview", "3 conversations", "1 offer"} <= {
        *chart.words
    }


@given(st.lists(st.tuples(*[st.integers(0, 200)] * 4), min_size=1, max_size=12))
def test_no_bar_leaves_the_frame(counts: list[tuple[int, int, int, int]]) -> None:
    chart = charts_in(weeks_chart(_weeks(*counts)))["weeks"]
    width, height = chart.size
    for tone in TONES.values():
        for left, top, wide, high in chart.rectangles(tone):
            assert left >= 0
            assert top >= 0
            assert left + wide <= width
            assert top + high <= height


def test_below_ten_each_single_value_is_shown_and_no_median() -> None:
    rows = [
        TimeInStage(Stage.APPLIED, (3, 14, 14), (5,)),
        TimeInStage(Stage.SCREENING, (), ()),
        TimeInStage(Stage.OFFER, (), (1,)),
    ]
    chart = charts_in(time_chart(rows))["time-in-stage"]
    assert chart.description == (
        "Applied: 3 over, after 3, 14 (2 times) days; 1 still in it, for 5 days. "
        "Offer: 1 still in it, for 1 day."
    )
    assert chart.words[:4] == ["Applied", "3 over, 1 in it", "Offer", "1 in it"]
    assert [height for *_, height in chart.rectangles("solid")[:2]] == [8, 16]


def test_from_ten_on_the_median_is_marked() -> None:
    chart = charts_in(time_chart([TimeInStage(Stage.APPLIED, tuple(range(5, 16)), ())]))
    found = chart["time-in-stage"]
    assert found.description == "Applied: 11 over, median 10 days, longest 15 days."
    assert "median 10" in found.words
    assert len(found.paths("mark")) == 1


def test_one_that_took_far_longer_than_all_others_stands_at_the_end_of_the_axis() -> None:
    chart = charts_in(time_chart([TimeInStage(Stage.APPLIED, (*range(1, 41), 900), ())]))
    found = chart["time-in-stage"]
    assert "40+" in found.words
    assert "longest 900 days" in found.description
    width, _ = found.size
    assert all(left + wide <= width for left, _, wide, _ in found.rectangles("solid"))


@pytest.mark.parametrize(("days", "said"), [((), ""), ((3,), "3"), ((0, 0, 4), "0 (2 times), 4")])
def test_equal_lengths_are_said_once(days: tuple[int, ...], said: str) -> None:
    assert each_of(days) == said


@given(st.integers(0, 4000))
def test_an_axis_covers_what_it_is_for(most: int) -> None:
    figures = steps_to(most)
    assert figures[0] == 0
    assert figures[-1] >= most
    assert 2 <= len(figures) <= 6
