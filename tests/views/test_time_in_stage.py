"""Tests the days spent in each stage: what is over, what goes on, when a median is told."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given

from afterword.model.entry import Stage
from afterword.model.opportunity import Standing
from afterword.views.pipeline import pipeline
from afterword.views.time_in_stage import TimeInStage, days_in_stages, time_in_stage
from tests.playbook.journals import Tree, look
from tests.views.ways import standings

TODAY = dt.date(2026, 2, 16)

APPLIED = "== applications/2026-11-02-acme.md\n---\ncompany: Acme\n---\n"
ONSITE = "== interviews/2026-11-12-acme.md\n---\ncompany: Acme\n---\n"


def _times(tree: Tree, journal: str) -> dict[str, tuple[tuple[int, ...], tuple[int, ...]]]:
    board = pipeline(look(tree(journal), "2026-11-22"))
    return {row.stage: (row.finished, row.running) for row in board.time_in_stage if row.any}


def _update(day: str, lines: str) -> str:
    return f"== updates/2026-11-{day}-acme.md\n---\ncompany: Acme\n{lines}\n---\n"


@pytest.mark.parametrize(
    ("journal", "times"),
    [
        (APPLIED, {"applied": ((), (20,))}),
        (APPLIED + ONSITE, {"applied": ((10,), ()), "interviewing": ((), (10,))}),
        (
            APPLIED + ONSITE + _update("16", "outcome: rejected"),
            {"applied": ((10,), ()), "interviewing": ((4,), ())},
        ),
        # A pause ends nothing.
        (APPLIED + _update("16", "outcome: on-hold"), {"applied": ((), (20,))}),
        (
            APPLIED + _update("05", "outcome: rejected") + _update("16", "outcome: reopened"),
            {"applied": ((), (20,))},
        ),
        # Twice in a stage is one stay of all its days.
        (
            APPLIED + ONSITE + _update("16", "stage: applied"),
            {"applied": ((), (16,)), "interviewing": ((4,), ())},
        ),
        # Ticked off later than what came of it: the interview ended the stage.
        (
            "== applications/2026-11-02-acme.md\n---\ncompany: Acme\nstage: lead\n"
            "checklist:\n  - {apply: Acme, done: 2026-11-20}\n---\n" + ONSITE,
            {"lead": ((10,), ()), "applied": ((0,), ()), "interviewing": ((), (10,))},
        ),
        ("== interviews/2026-11-30-acme.md\n---\ncompany: Acme\n---\n", {}),
    ],
)
def test_the_days_of_one_opportunity(
    tree: Tree, journal: str, times: dict[str, tuple[tuple[int, ...], tuple[int, ...]]]
) -> None:
    assert _times(tree, journal) == times


@given(standings(TODAY))
def test_every_day_up_to_the_ending_is_in_one_stage(found: list[Standing]) -> None:
    for stands in found:
        days = days_in_stages(stands, TODAY)
        assert days.keys() == {stage for stage, _ in stands.moves}
        if not stands.moves:
            continue
        end = stands.outcome_on if stands.ended and stands.outcome_on else TODAY
        first = min(end, *(day for _, day in stands.moves))
        assert sum(days.values()) == (end - first).days
        if len(days) == len(stands.moves):
            assert days[stands.stage] == stands.days_in_stage


@given(standings(TODAY))
def test_each_opportunity_counts_once_in_each_of_its_stages(found: list[Standing]) -> None:
    for row in time_in_stage(found, TODAY):
        been = [each for each in found if any(stage is row.stage for stage, _ in each.moves)]
        assert len(row.finished) + len(row.running) == len(been)
        running = [each for each in been if each.stage is row.stage and not each.ended]
        assert len(row.running) == len(running)


@pytest.mark.parametrize(
    ("finished", "median"),
    [
        ((), None),
        (tuple(range(9)), None),
        (tuple(range(10)), 4.5),
        (tuple(range(11)), 5),
    ],
)
def test_no_median_is_told_below_ten(finished: tuple[int, ...], median: float | None) -> None:
    assert TimeInStage(Stage.APPLIED, finished, (99,) * 10).median == median
