"""Where every opportunity stands: the board by stage, and how far each ever came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from afterword.model.entry import Entry, Outcome, Stage
from afterword.model.frozen import frozen
from afterword.model.opportunity import Opportunity, Standing
from afterword.model.task import State, Task
from afterword.playbook.due import say_day
from afterword.playbook.snapshot import Snapshot
from afterword.views.time_in_stage import TimeInStage, time_in_stage
from afterword.views.transitions import Flow, transitions


@frozen
class Row:
    """One opportunity on the board.

    `next_task` is its most urgent open task, `next_event` the next entry still to come; `quiet`
    whether `quiet_days` (calendar days since the last touch) exceed what its stage allows.
    `suggestion` is what to consider, such as `ghosted?`, for the reason `suggested_because`; it is
    never written by itself.
    """

    opportunity: Opportunity
    standing: Standing
    last_touch: dt.date | None
    quiet_days: int
    quiet: bool
    next_task: Task | None
    next_event: Entry | None
    suggestion: str
    suggested_because: str = ""


@frozen
class Reached:
    """How many opportunities ever came as far as `stage`, whatever became of them."""

    stage: Stage
    count: int


@frozen
class Pipeline:
    """The board: live opportunities by stage, then those on hold and those that ended.

    `funnel`, `transitions` and `time_in_stage` tell of all of them together.
    """

    columns: tuple[tuple[Stage, tuple[Row, ...]], ...]
    on_hold: tuple[Row, ...]
    ended: tuple[Row, ...]
    funnel: tuple[Reached, ...]
    transitions: tuple[Flow, ...]
    time_in_stage: tuple[TimeInStage, ...]

    @property
    def live(self) -> tuple[Row, ...]:
        """All live opportunities, by stage."""
        return tuple(row for _, rows in self.columns for row in rows)

    @property
    def rows(self) -> tuple[Row, ...]:
        """All opportunities: live, on hold, ended."""
        return self.live + self.on_hold + self.ended


def pipeline(snapshot: Snapshot) -> Pipeline:
    """Return the board of the snapshot's day, the longest silence first within a stage."""
    rows = [row_of(each, snapshot) for each in snapshot.journal.opportunities.values()]
    live = [row for row in rows if row.standing.live]
    live.sort(key=lambda row: (-row.quiet_days, row.opportunity.id))
    accepted = [row for row in rows if row.standing.outcome is Outcome.ACCEPTED]
    on_hold = [row for row in rows if row.standing.on_hold]
    ended = [row for row in rows if row.standing.ended and row not in accepted]
    latest = dt.date.min
    ended.sort(key=lambda row: row.opportunity.id)
    ended.sort(key=lambda row: row.standing.outcome_on or latest, reverse=True)
    on_hold.sort(key=lambda row: (row.standing.resumes or dt.date.max, row.opportunity.id))
    board = live + accepted
    return Pipeline(
        columns=tuple(
            (stage, tuple(row for row in board if row.standing.stage is stage)) for stage in Stage
        ),
        on_hold=tuple(on_hold),
        ended=tuple(ended),
        funnel=tuple(
            Reached(stage, sum(row.standing.furthest.rank >= stage.rank for row in rows))
            for stage in Stage
        ),
        transitions=transitions(snapshot.standings.values()),
        time_in_stage=time_in_stage(snapshot.standings.values(), snapshot.today),
    )


def row_of(opportunity: Opportunity, snapshot: Snapshot) -> Row:
    """Return one opportunity's row."""
    stands = snapshot.standings[opportunity.id]
    tasks = snapshot.tasks_of_opportunity.get(opportunity.id, ())
    touch = snapshot.last_touch(opportunity)
    quiet_days = (snapshot.today - touch).days if touch else 0
    allowed = snapshot.settings.silence.get(stands.stage)
    next_event = next(
        (entry for entry in opportunity.entries if entry.is_ahead(snapshot.today)), None
    )
    suggestion, because = "", ""
    if stands.live:
        suggestion, because = _suggestion(stands.stage, tasks, touch, next_event, snapshot)
    return Row(
        opportunity=opportunity,
        standing=stands,
        last_touch=touch,
        quiet_days=quiet_days,
        quiet=stands.live and allowed is not None and quiet_days > allowed,
        next_task=min(
            (task for task in tasks if task.is_open), key=lambda task: task.urgency, default=None
        ),
        next_event=next_event,
        suggestion=suggestion,
        suggested_because=because,
    )


_SILENT_AFTER = {
    Stage.APPLIED: "application_follow_up",
    Stage.SCREENING: "interview_follow_up",
    Stage.INTERVIEWING: "interview_follow_up",
}
"""The rule whose `expires` says how many days of silence end the hope in a stage."""


def _suggestion(
    stage: Stage,
    tasks: Sequence[Task],
    touch: dt.date | None,
    next_event: Entry | None,
    snapshot: Snapshot,
) -> tuple[str, str]:
    """Return what to consider for a live opportunity, and why; two empty texts: nothing.

    An offer whose deadline passed has lapsed, perhaps. One is ghosted, perhaps, when a follow-up
    was never sent and it is too late for it, or when those that were sent brought nothing for as
    long.
    """
    missed = [task for task in tasks if task.state is State.MISSED and task.suggestion]
    for word in ("lapsed?", "ghosted?"):
        if late := next((task for task in reversed(missed) if task.suggestion == word), None):
            return word, f"{late.label}: {late.reason}"
    decided = [task for task in tasks if task.verb == "decide" and task.state is State.DONE]
    if decided and stage is Stage.OFFER:
        return "decided?", "you have decided: write `outcome: accepted` or `outcome: declined`"
    rule = snapshot.settings.playbook.get(_SILENT_AFTER.get(stage, ""))
    follow_up = any(task.verb == "follow_up" and task.is_open for task in tasks)
    if rule is None or rule.expires is None or touch is None or follow_up or next_event:
        return "", ""
    days = (snapshot.today - touch).days
    if days <= rule.expires:
        return "", ""
    on = say_day(touch, snapshot.today)
    said = f"the last contact was on {on}, {days} days ago, and nothing is left to send"
    return "ghosted?", said
