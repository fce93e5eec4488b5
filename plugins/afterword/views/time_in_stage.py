"""How long opportunities stayed in each stage, and how long they have been in the present one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from afterword.model.entry import Stage
from afterword.model.frozen import frozen
from afterword.model.opportunity import Standing
from afterword.model.rules import FEWEST_FOR_RATES


@frozen
class TimeInStage:
    """The calendar days that each opportunity spent in a stage, the shortest first.

    `finished` of those that left it or ended in it, `running` of those that are still in it, on
    hold or not. One that was there twice counts once, with the days of both times.
    """

    stage: Stage
    finished: tuple[int, ...]
    running: tuple[int, ...]

    @property
    def any(self) -> bool:
        """Whether anything was ever in this stage."""
        return bool(self.finished or self.running)

    @property
    def median(self) -> float | None:
        """The median of the finished ones; `None` below ten, where it would say little."""
        number = len(self.finished)
        if number < FEWEST_FOR_RATES:
            return None
        # The module `statistics` takes longer to import than the command to run.
        return (self.finished[(number - 1) // 2] + self.finished[number // 2]) / 2

    @property
    def longest(self) -> int | None:
        """The longest of the finished ones; `None` where there is none."""
        return self.finished[-1] if self.finished else None


def time_in_stage(standings: Iterable[Standing], today: dt.date) -> tuple[TimeInStage, ...]:
    """Return the times of every stage in which one waits: all but accepted."""
    finished: dict[Stage, list[int]] = {stage: [] for stage in Stage}
    running: dict[Stage, list[int]] = {stage: [] for stage in Stage}
    for stands in standings:
        for stage, days in days_in_stages(stands, today).items():
            stays = stage is stands.stage and not stands.ended
            (running if stays else finished)[stage].append(days)
    return tuple(
        TimeInStage(stage, tuple(sorted(finished[stage])), tuple(sorted(running[stage])))
        for stage in Stage
        if stage is not Stage.ACCEPTED
    )


def days_in_stages(stands: Standing, today: dt.date) -> dict[Stage, int]:
    """Return the calendar days that one opportunity spent in each stage, up to its ending.

    A stage ends where the next one begins, even if the file says that it began later: a posting
    may be ticked off as applied for after the interview.
    """
    end = stands.outcome_on if stands.ended and stands.outcome_on else today
    found: dict[Stage, int] = {}
    for stage, begin in reversed(stands.moves):
        begin = min(begin, end)  # noqa: PLW2901  Where the next one began, at the latest.
        found[stage] = found.get(stage, 0) + (end - begin).days
        end = begin
    return found
