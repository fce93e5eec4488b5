"""From which stage to which the opportunities went, and where they ended or still are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from afterword.model.entry import Outcome, Stage
from afterword.model.frozen import frozen
from afterword.model.opportunity import Standing

End = Outcome | None
"""How an opportunity ended or paused; `None` while it is live."""


@frozen
class Path:
    """The way of one opportunity: each stage further than those before it, then how it ended.

    What sets it back is no part of it, so that its last stage is the furthest one ever reached.
    """

    stages: tuple[Stage, ...]
    end: End


@frozen
class Flow:
    """How many opportunities went from `source` to `target`.

    `source` is `None` where they began with the target; `target` is a stage, an outcome, or `None`
    where they are still live in the source. What comes into a stage goes out of it; but for
    accepted, which is an end as well: who stayed there went nowhere.
    """

    source: Stage | None
    target: Stage | End
    count: int


def path_of(stands: Standing) -> Path:
    """Return the way of the opportunity that stands so; one without a dated stage is a lead."""
    stages: list[Stage] = []
    for stage, _ in stands.moves:
        if not stages or stage.rank > stages[-1].rank:
            stages.append(stage)
    return Path(tuple(stages) or (stands.furthest,), stands.outcome)


def transitions(standings: Iterable[Standing]) -> tuple[Flow, ...]:
    """Return all flows: first where opportunities began, then by stage, further stages first."""
    began: Counter[Stage] = Counter()
    moved: Counter[tuple[Stage, Stage]] = Counter()
    ended: Counter[tuple[Stage, End]] = Counter()
    for stands in standings:
        path = path_of(stands)
        began[path.stages[0]] += 1
        moved.update(pairwise(path.stages))
        if path.end is not Outcome.ACCEPTED:
            ended[path.stages[-1], path.end] += 1
    found = [Flow(None, stage, began[stage]) for stage in Stage]
    for source in Stage:
        found += (Flow(source, stage, moved[source, stage]) for stage in Stage)
        found += (Flow(source, end, ended[source, end]) for end in (None, *Outcome))
    return tuple(flow for flow in found if flow.count)
