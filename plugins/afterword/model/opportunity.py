"""One role at one company, and where it stands on a given day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field

from afterword.model.entry import (
    ENDINGS,
    EVENT_OUTCOMES,
    Data,
    Entry,
    Kind,
    Mention,
    Outcome,
    Stage,
)
from afterword.model.frozen import frozen

KIND_STAGE = {
    Kind.APPLICATION: Stage.APPLIED,
    Kind.INTERVIEW: Stage.INTERVIEWING,
    Kind.OFFER: Stage.OFFER,
}
"""The stage that an entry of a kind raises its opportunity to."""
SELF_REOPENING = frozenset({Outcome.GHOSTED, Outcome.ON_HOLD})
"""Outcomes that a later application, interview or offer takes back by itself."""


@frozen
class OpportunityPage:
    """A file `opportunities/<slug>.md`: lasting facts about one opportunity, and prose."""

    slug: str
    path: str
    company: str = ""
    role: str = ""
    aliases: tuple[str, ...] = ()
    url: str = ""
    agency: str = ""
    contact: tuple[Mention, ...] = ()
    source: str = ""
    tags: tuple[str, ...] = ()
    facts: Mapping[str, Data] = field(default_factory=dict)
    private: bool = False
    body: str = ""
    body_line: int = 1


@frozen
class Opportunity:
    """One role at one company; `entries` are its timeline, in order."""

    id: str
    company: str
    role: str
    entries: tuple[Entry, ...]
    page: OpportunityPage | None = None

    @property
    def label(self) -> str:
        """Company and role, as a person would say it."""
        return f"{self.company}, {self.role}" if self.role else self.company


@frozen
class Standing:
    """Where an opportunity stands on a given day.

    `stage_since` is the day on which the present stage was reached, `reached` the first day of
    every stage; `furthest` is never taken back. `outcome` is how it ended or paused, since
    `outcome_on`; `None` while it goes on. `days_in_stage` counts calendar days, up to the ending.
    `moves` are the stages it was in, one after another, each with the day on which it came there;
    an update may have set it back.
    """

    stage: Stage
    stage_since: dt.date | None
    furthest: Stage
    reached: Mapping[Stage, dt.date]
    outcome: Outcome | None = None
    outcome_on: dt.date | None = None
    outcome_entry: Entry | None = None
    resumes: dt.date | None = None
    days_in_stage: int = 0
    moves: tuple[tuple[Stage, dt.date], ...] = ()

    @property
    def ended(self) -> bool:
        """Whether nothing more is expected of it."""
        return self.outcome in ENDINGS

    @property
    def on_hold(self) -> bool:
        """Whether it is postponed."""
        return self.outcome is Outcome.ON_HOLD

    @property
    def live(self) -> bool:
        """Whether it is going on: neither ended nor postponed."""
        return self.outcome is None


def standing(opportunity: Opportunity, today: dt.date) -> Standing:
    """Return where `opportunity` stands at the end of the day `today`.

    Applications, interviews held and offers raise the stage; `stage:` in an update sets it, and in
    an interview or application says which stage it counts for; a lead whose `apply` is done has
    been applied for. Conversations move nothing. An
    interview, application or offer after `ghosted` or `on-hold` takes the matter up again; after
    another ending it takes `outcome: reopened`.
    """
    stage, since = Stage.LEAD, None
    reached: dict[Stage, dt.date] = {}
    moves: list[tuple[Stage, dt.date]] = []
    outcome, ender = None, None
    resumes: dt.date | None = None
    for entry in opportunity.entries:
        if entry.date > today:
            break
        if entry.took_place(today):
            moved = _stage_of(entry)
            if moved is not None:
                sets = entry.kind is Kind.UPDATE and entry.stage is not None
                if since is None or moved.rank > stage.rank or (sets and moved is not stage):
                    stage, since = moved, entry.date
                    moves.append((stage, since))
                reached.setdefault(moved, entry.date)
                if entry.kind is Kind.APPLICATION and moved.rank > Stage.APPLIED.rank:
                    # One that is said to have come further was sent all the same.
                    reached.setdefault(Stage.APPLIED, entry.date)
            applied = entry.applied_on
            if applied and applied <= today and stage.rank < Stage.APPLIED.rank:
                stage, since = Stage.APPLIED, applied
                moves.append((stage, since))
                reached.setdefault(Stage.APPLIED, applied)
            if outcome in SELF_REOPENING and entry.kind in KIND_STAGE:
                outcome, ender, resumes = None, None, None
        if entry.outcome is Outcome.REOPENED:
            outcome, ender, resumes = None, None, None
        elif entry.outcome is not None and entry.outcome not in EVENT_OUTCOMES:
            outcome, ender, resumes = entry.outcome, entry, entry.resumes
        elif entry.resumes and outcome is Outcome.ON_HOLD:
            resumes = entry.resumes
        if entry.outcome is Outcome.ACCEPTED:
            if stage is not Stage.ACCEPTED:
                stage, since = Stage.ACCEPTED, entry.date
                moves.append((stage, since))
            reached.setdefault(Stage.ACCEPTED, entry.date)
    ended_on = ender.date if ender and outcome in ENDINGS else today
    return Standing(
        stage=stage,
        stage_since=since,
        furthest=max(reached, key=lambda each: each.rank, default=Stage.LEAD),
        reached=reached,
        outcome=outcome,
        outcome_on=ender.date if ender else None,
        outcome_entry=ender,
        resumes=resumes,
        days_in_stage=max(0, (ended_on - since).days) if since else 0,
        moves=tuple(moves),
    )


def _stage_of(entry: Entry) -> Stage | None:
    if entry.kind is Kind.CONVERSATION:
        return None
    return entry.stage or KIND_STAGE.get(entry.kind)
