"""Tests where an opportunity stands on a day: stage, furthest stage, outcome, days."""

from __future__ import annotations

import pytest

from afterword.model.entry import ENDINGS, EVENT_OUTCOMES, Entry, Kind, Outcome, Stage
from afterword.model.opportunity import Opportunity, Standing, standing

from .making import day, entry

APPLICATION, INTERVIEW, OFFER = Kind.APPLICATION, Kind.INTERVIEW, Kind.OFFER
UPDATE, CONVERSATION = Kind.UPDATE, Kind.CONVERSATION


def on(today: str, *entries: Entry) -> Standing:
    ordered = tuple(sorted(entries, key=lambda each: each.order))
    return standing(Opportunity("x", "Acme Robotics", "Engineer", ordered), day(today))


APPLIED = entry("applied", "2026-01-05", APPLICATION)
INTERVIEWED = entry("interviewed", "2026-01-20")


@pytest.mark.parametrize(
    ("single", "expected"),
    [
        (entry("a", "2026-01-05", APPLICATION, stage=Stage.LEAD), Stage.LEAD),
        (entry("a", "2026-01-05", APPLICATION), Stage.APPLIED),
        (entry("a", "2026-01-05", INTERVIEW, stage=Stage.SCREENING), Stage.SCREENING),
        (entry("a", "2026-01-05", INTERVIEW), Stage.INTERVIEWING),
        (entry("a", "2026-01-05", OFFER), Stage.OFFER),
        (entry("a", "2026-01-05", OFFER, outcome=Outcome.ACCEPTED), Stage.ACCEPTED),
        (entry("a", "2026-01-05", UPDATE, stage=Stage.INTERVIEWING), Stage.INTERVIEWING),
    ],
    ids=lambda value: value.value if isinstance(value, Stage) else None,
)
def test_each_kind_of_entry_brings_its_stage(single: Entry, expected: Stage) -> None:
    now = on("2026-01-06", single)
    assert (now.stage, now.furthest, now.stage_since) == (expected, expected, day("2026-01-05"))


def test_the_days_in_a_stage_are_counted_from_the_first_of_its_events() -> None:
    now = on("2026-02-01", APPLIED, INTERVIEWED, entry("again", "2026-01-27"))
    assert (now.stage_since, now.days_in_stage) == (day("2026-01-20"), 12)


def test_the_whole_way_is_remembered_with_the_first_day_of_each_stage() -> None:
    accepted = entry("accepted", "2026-02-10", UPDATE, outcome=Outcome.ACCEPTED)
    now = on(
        "2026-03-01",
        entry("lead", "2026-01-02", APPLICATION, stage=Stage.LEAD),
        APPLIED,
        entry("screen", "2026-01-10", stage=Stage.SCREENING),
        INTERVIEWED,
        entry("again", "2026-01-27"),
        entry("offer", "2026-02-03", OFFER),
        accepted,
    )
    assert now == Standing(
        stage=Stage.ACCEPTED,
        stage_since=day("2026-02-10"),
        furthest=Stage.ACCEPTED,
        reached={
            Stage.LEAD: day("2026-01-02"),
            Stage.APPLIED: day("2026-01-05"),
            Stage.SCREENING: day("2026-01-10"),
            Stage.INTERVIEWING: day("2026-01-20"),
            Stage.OFFER: day("2026-02-03"),
            Stage.ACCEPTED: day("2026-02-10"),
        },
        outcome=Outcome.ACCEPTED,
        outcome_on=day("2026-02-10"),
        outcome_entry=accepted,
        moves=(
            (Stage.LEAD, day("2026-01-02")),
            (Stage.APPLIED, day("2026-01-05")),
            (Stage.SCREENING, day("2026-01-10")),
            (Stage.INTERVIEWING, day("2026-01-20")),
            (Stage.OFFER, day("2026-02-03")),
            (Stage.ACCEPTED, day("2026-02-10")),
        ),
    )
    assert now.ended


def test_conversations_and_plain_updates_move_nothing() -> None:
    now = on(
        "2026-02-01",
        APPLIED,
        entry("talk", "2026-01-08", CONVERSATION, stage=Stage.OFFER),
        entry("note", "2026-01-09", UPDATE),
    )
    assert (now.stage, now.furthest, now.stage_since) == (
        Stage.APPLIED,
        Stage.APPLIED,
        day("2026-01-05"),
    )


def test_a_screen_after_an_interview_is_no_step_back_but_an_update_can_be() -> None:
    screen = entry("screen", "2026-01-25", stage=Stage.SCREENING)
    back = entry("back", "2026-01-28", UPDATE, stage=Stage.APPLIED)
    assert on("2026-01-26", INTERVIEWED, screen).stage is Stage.INTERVIEWING
    now = on("2026-02-01", INTERVIEWED, screen, back)
    assert (now.stage, now.furthest) == (Stage.APPLIED, Stage.INTERVIEWING)


def test_an_interview_counts_from_its_day_on() -> None:
    assert on("2026-01-19", APPLIED, INTERVIEWED).stage is Stage.APPLIED
    assert on("2026-01-20", APPLIED, INTERVIEWED).stage is Stage.INTERVIEWING


@pytest.mark.parametrize("outcome", [Outcome.CANCELLED, Outcome.NO_SHOW])
def test_an_interview_that_did_not_happen_raises_nothing(outcome: Outcome) -> None:
    now = on("2026-02-01", APPLIED, entry("missed", "2026-01-20", outcome=outcome))
    assert (now.stage, now.furthest, now.live) == (Stage.APPLIED, Stage.APPLIED, True)


@pytest.mark.parametrize("outcome", sorted(ENDINGS - {Outcome.ACCEPTED}))
def test_an_ending_keeps_what_was_reached_and_stops_the_days(outcome: Outcome) -> None:
    end = entry("end", "2026-01-30", UPDATE, outcome=outcome)
    now = on("2026-06-30", APPLIED, INTERVIEWED, end)
    assert now == Standing(
        stage=Stage.INTERVIEWING,
        stage_since=day("2026-01-20"),
        furthest=Stage.INTERVIEWING,
        reached={Stage.APPLIED: day("2026-01-05"), Stage.INTERVIEWING: day("2026-01-20")},
        outcome=outcome,
        outcome_on=day("2026-01-30"),
        outcome_entry=end,
        days_in_stage=10,
        moves=((Stage.APPLIED, day("2026-01-05")), (Stage.INTERVIEWING, day("2026-01-20"))),
    )
    assert (now.ended, now.on_hold, now.live) == (True, False, False)


def test_a_rejection_that_is_still_to_come_is_not_looked_at() -> None:
    end = entry("end", "2026-01-30", UPDATE, outcome=Outcome.REJECTED)
    assert on("2026-01-29", INTERVIEWED, end).live


@pytest.mark.parametrize("outcome", sorted(EVENT_OUTCOMES))
def test_the_outcome_of_an_event_is_not_the_opportunitys(outcome: Outcome) -> None:
    now = on("2026-02-01", APPLIED, entry("event", "2026-01-20", outcome=outcome))
    assert (now.outcome, now.live) == (None, True)


def test_turned_down_in_the_interview_itself_it_was_an_interview_all_the_same() -> None:
    now = on("2026-02-01", APPLIED, entry("end", "2026-01-20", outcome=Outcome.REJECTED))
    assert (now.stage, now.furthest, now.outcome) == (
        Stage.INTERVIEWING,
        Stage.INTERVIEWING,
        Outcome.REJECTED,
    )


def test_a_pause_says_until_when_and_a_later_update_moves_that_day() -> None:
    pause = entry("pause", "2026-01-30", UPDATE, outcome=Outcome.ON_HOLD, resumes=day("2026-03-01"))
    later = entry("later", "2026-02-10", UPDATE, resumes=day("2026-04-01"))
    paused = on("2026-02-09", INTERVIEWED, pause, later)
    assert (paused.outcome, paused.resumes) == (Outcome.ON_HOLD, day("2026-03-01"))
    assert (paused.ended, paused.on_hold, paused.live) == (False, True, False)
    assert on("2026-02-10", INTERVIEWED, pause, later).resumes == day("2026-04-01")


@pytest.mark.parametrize("outcome", [Outcome.GHOSTED, Outcome.ON_HOLD])
def test_an_interview_after_silence_or_a_pause_takes_the_matter_up_again(outcome: Outcome) -> None:
    stop = entry("stop", "2026-01-30", UPDATE, outcome=outcome, resumes=day("2026-02-15"))
    talk = entry("talk", "2026-02-10", CONVERSATION)
    cancelled = entry("cancelled", "2026-02-18", outcome=Outcome.CANCELLED)
    again = entry("again", "2026-02-20")
    assert on("2026-02-19", INTERVIEWED, stop, talk, cancelled, again).outcome is outcome
    now = on("2026-02-20", INTERVIEWED, stop, talk, cancelled, again)
    assert (now.outcome, now.outcome_on, now.resumes, now.live) == (None, None, None, True)


def test_after_a_rejection_only_reopened_makes_it_live_again() -> None:
    end = entry("end", "2026-01-30", UPDATE, outcome=Outcome.REJECTED)
    again = entry("again", "2026-02-10")
    reopened = entry("reopened", "2026-02-15", UPDATE, outcome=Outcome.REOPENED)
    assert on("2026-02-14", INTERVIEWED, end, again, reopened).outcome is Outcome.REJECTED
    now = on("2026-02-15", INTERVIEWED, end, again, reopened)
    assert (now.outcome, now.live, now.furthest) == (None, True, Stage.INTERVIEWING)


def test_an_offer_taken_back_after_it_was_accepted_is_over_but_was_accepted() -> None:
    now = on(
        "2026-03-01",
        entry("offer", "2026-02-03", OFFER, outcome=Outcome.ACCEPTED),
        entry("back", "2026-02-20", UPDATE, outcome=Outcome.RESCINDED),
    )
    assert (now.furthest, now.outcome, now.ended) == (Stage.ACCEPTED, Outcome.RESCINDED, True)


def test_an_offer_declined_stays_an_offer() -> None:
    now = on("2026-03-01", APPLIED, entry("offer", "2026-02-03", OFFER, outcome=Outcome.DECLINED))
    assert (now.stage, now.furthest, now.outcome) == (Stage.OFFER, Stage.OFFER, Outcome.DECLINED)


def test_before_anything_happened_it_is_a_lead_since_no_day() -> None:
    assert on("2026-01-01", APPLIED) == Standing(Stage.LEAD, None, Stage.LEAD, {})
