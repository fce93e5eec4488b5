"""Tests the drawing of the ways between stages: whole, to scale, and said in words."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.model.entry import EVENT_OUTCOMES, Outcome, Stage
from afterword.pages.charts.sankey import name_of, sankey_chart
from afterword.views.transitions import Flow
from tests.pages.charts.reading import charts_in

FLOWS = (
    Flow(None, Stage.APPLIED, 9),
    Flow(None, Stage.INTERVIEWING, 1),
    Flow(Stage.APPLIED, Stage.SCREENING, 4),
    Flow(Stage.APPLIED, Stage.INTERVIEWING, 2),
    Flow(Stage.APPLIED, Outcome.GHOSTED, 3),
    Flow(Stage.SCREENING, Stage.INTERVIEWING, 3),
    Flow(Stage.SCREENING, None, 1),
    Flow(Stage.INTERVIEWING, Stage.ACCEPTED, 1),
    Flow(Stage.INTERVIEWING, Outcome.ON_HOLD, 1),
    Flow(Stage.INTERVIEWING, Outcome.REJECTED, 4),
)

_EVENTS = {*EVENT_OUTCOMES, Outcome.REOPENED}
_ENDS = (None, *(each for each in Outcome if each not in {*_EVENTS, Outcome.ACCEPTED}))
_ways = st.lists(
    st.tuples(
        st.sets(st.sampled_from(list(Stage)), min_size=1).map(lambda each: sorted(each, key=_rank)),
        st.sampled_from(_ENDS),
    ),
    min_size=1,
    max_size=400,
)


def _rank(stage: Stage) -> int:
    return stage.rank


def test_every_figure_is_said_in_words() -> None:
    chart = charts_in(sankey_chart(FLOWS))["transitions"]
    assert chart.description == (
        "10 opportunities began, 9 as applied and 1 as interviewing. "
        "Applied 9: 4 to screening, 2 to interviewing, 3 ghosted. "
        "Screening 4: 3 to interviewing, 1 still live. "
        "Interviewing 6: 1 to accepted, 1 on hold, 4 rejected. "
        "Accepted 1: 1 stayed."
    )
    assert chart.words == [
        *("Applied", "9", "Screening", "4", "Interviewing", "6", "Accepted", "1"),
        *("Still live 1", "On hold 1", "Rejected 4", "Ghosted 3"),
    ]


def test_bands_and_stages_are_as_high_as_they_are_many() -> None:
    chart = charts_in(sankey_chart(FLOWS))["transitions"]
    assert [height / 12 for *_, height in chart.rectangles("node")] == [9, 4, 6, 1, 1, 1, 4, 3]
    heights = sorted(_height(band) / 12 for band in chart.paths("band"))
    assert heights == sorted(flow.count for flow in FLOWS if flow.source)


@given(_ways)
def test_any_ways_are_drawn_within_the_frame_and_no_band_lies_on_another(
    ways: list[tuple[list[Stage], Outcome | None]],
) -> None:
    flows = [Flow(None, stages[0], 1) for stages, _ in ways]
    for stages, end in ways:
        flows += (Flow(one, other, 1) for one, other in pairwise(stages))
        flows.append(Flow(stages[-1], end, 1))
    chart = charts_in(sankey_chart(_summed(flows)))["transitions"]
    width, height = chart.size
    columns: dict[float, list[tuple[float, float]]] = {}
    for band in chart.paths("band"):
        assert "nan" not in band
        for x, y in _begins(band):
            assert 0 <= x <= width
            assert 0 <= y <= height
            columns.setdefault(x, []).append((y, y + _height(band)))
    for bands in columns.values():
        bands.sort()
        for (_, bottom), (top, _) in pairwise(bands):
            assert top >= bottom - 0.3  # Coordinates are rounded to a tenth.


@pytest.mark.parametrize("outcome", _ENDS[1:])
def test_every_ending_has_its_place(outcome: Outcome) -> None:
    flows = [Flow(None, Stage.APPLIED, 1), Flow(Stage.APPLIED, outcome, 1)]
    words = charts_in(sankey_chart(flows))["transitions"].words
    assert words[-1] == f"{name_of(outcome).capitalize()} 1"


def _summed(flows: list[Flow]) -> list[Flow]:
    counts: dict[tuple[Stage | None, Stage | Outcome | None], int] = {}
    for flow in flows:
        counts[flow.source, flow.target] = counts.get((flow.source, flow.target), 0) + 1
    return [Flow(source, target, count) for (source, target), count in counts.items()]


def _begins(band: str) -> list[tuple[float, float]]:
    """Return where a band leaves a stage, and where it goes past each one."""
    upper = band.split("v", maxsplit=1)[0]
    begins = [tuple(map(float, re.findall(r"[\d.]+", upper.split("C")[0])))]
    x, y = begins[0]
    found = [(x, y)]
    for curve in upper.split("C")[1:]:
        *_, x, y = map(float, re.findall(r"[\d.]+", curve.split("h")[0]))
        if "h" in curve:
            found.append((x + 10, y))
    return found


def _height(band: str) -> float:
    found = re.search(r"v([\d.]+)", band)
    assert found is not None
    return float(found[1])
