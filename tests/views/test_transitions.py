"""Tests the ways of opportunities: from stage to stage, to an outcome, or still going on."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given

from afterword.model.entry import Outcome, Stage
from afterword.model.opportunity import Standing
from afterword.views.pipeline import pipeline
from afterword.views.transitions import path_of, transitions
from tests.playbook.journals import Tree, look
from tests.views.ways import standings

TODAY = dt.date(2026, 2, 16)

APPLIED = "== applications/2026-11-02-acme.md\n---\ncompany: Acme\n---\n"
SCREENED = "== interviews/2026-11-09-acme.md\n---\ncompany: Acme\nstage: screening\n---\n"
ONSITE = "== interviews/2026-11-12-acme.md\n---\ncompany: Acme\n---\n"


def _update(lines: str) -> str:
    return f"== updates/2026-11-16-acme.md\n---\ncompany: Acme\n{lines}\n---\n"


@pytest.mark.parametrize(
    ("journal", "way"),
    [
        (APPLIED, ["began applied", "applied live"]),
        (APPLIED + SCREENED, ["began applied", "applied screening", "screening live"]),
        # What was skipped is no part of the way.
        (APPLIED + ONSITE, ["began applied", "applied interviewing", "interviewing live"]),
        (ONSITE + _update("outcome: rejected"), ["began interviewing", "interviewing rejected"]),
        (ONSITE + _update("outcome: on-hold"), ["began interviewing", "interviewing on-hold"]),
        # Being set back takes nothing back.
        (
            APPLIED + ONSITE + _update("stage: applied\noutcome: ghosted"),
            ["began applied", "applied interviewing", "interviewing ghosted"],
        ),
        # Accepted is a stage, and an end: nothing goes out of it while that holds.
        (ONSITE + _update("outcome: accepted"), ["began interviewing", "interviewing accepted"]),
        (
            ONSITE
            + _update("outcome: accepted")
            + "== updates/2026-11-18-acme.md\n---\ncompany: Acme\noutcome: rescinded\n---\n",
            ["began interviewing", "interviewing accepted", "accepted rescinded"],
        ),
        # Nothing has happened yet: the board calls it a lead.
        (
            "== interviews/2026-11-30-acme.md\n---\ncompany: Acme\n---\n",
            ["began lead", "lead live"],
        ),
    ],
)
def test_the_way_of_one_opportunity(tree: Tree, journal: str, way: list[str]) -> None:
    flows = pipeline(look(tree(journal), "2026-11-22")).transitions
    assert [f"{flow.source or 'began'} {flow.target or 'live'}" for flow in flows] == way
    assert {flow.count for flow in flows} == {1}


@given(standings(TODAY))
def test_what_comes_into_a_stage_goes_out_of_it_or_stays(found: list[Standing]) -> None:
    flows = transitions(found)
    assert sum(flow.count for flow in flows if flow.source is None) == len(found)
    for stage in Stage:
        came = sum(flow.count for flow in flows if flow.target is stage)
        went = sum(flow.count for flow in flows if flow.source is stage)
        stayed = sum(
            each.outcome is Outcome.ACCEPTED and path_of(each).stages[-1] is stage for each in found
        )
        assert came == went + stayed
        assert not stayed or stage is Stage.ACCEPTED


@given(standings(TODAY))
def test_ways_lead_forward_and_as_far_as_the_funnel_says(found: list[Standing]) -> None:
    for flow in transitions(found):
        if flow.source is not None and isinstance(flow.target, Stage):
            assert flow.source.rank < flow.target.rank
    assert [path_of(each).stages[-1] for each in found] == [each.furthest for each in found]


@given(standings(TODAY))
def test_each_outcome_has_as_many_as_ended_so(found: list[Standing]) -> None:
    ended = [flow for flow in transitions(found) if not isinstance(flow.target, Stage)]
    for end in (None, *Outcome):
        count = sum(flow.count for flow in ended if flow.target is end)
        own = sum(each.outcome is end for each in found)
        assert count == (0 if end is Outcome.ACCEPTED else own)
