"""The ways of all opportunities as bands from stage to stage, as wide as they are many (Sankey)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from afterword.model.entry import Outcome, Stage
from afterword.pages.charts.svg import LINE, drawing, listed, number, path, rectangle, text
from afterword.views.transitions import End, Flow

_WIDTH = 640
_RIGHT = 104
"""Room for the longest outcome with its number."""
_TOP = 2 * LINE + 6
_NODE = 10
_GAP = 12
"""Between a stage and what passes it by, and between outcomes."""
_BETWEEN = 3
"""Between bands that pass a stage by."""
_MOST = 12
"""The height of one opportunity, where they are few."""
_HIGH = 230
"""The height of all of them together, where they are many."""

_Target = Stage | End

_ENDS: tuple[End, ...] = (
    None,
    Outcome.ON_HOLD,
    Outcome.REJECTED,
    Outcome.DECLINED,
    Outcome.WITHDRAWN,
    Outcome.GHOSTED,
    Outcome.CLOSED,
    Outcome.RESCINDED,
)
"""The order of what became of opportunities, from top to bottom: what goes on comes first."""


@dataclass(frozen=True, slots=True)
class _Node:
    """A stage or an outcome in the drawing, by its upper left corner."""

    x: float
    y: float
    height: float


class _Plan:
    """Where the stages and outcomes stand, and each band between them.

    A stage stands on top of its column, what passes it by runs below. Bands are laid in one order,
    by target and then by source, in every column: so they cross as seldom as they can. As soon as
    there is room, they run level with the place they go to.
    """

    def __init__(self, flows: Sequence[Flow]) -> None:
        self.came: Counter[_Target] = Counter()
        for flow in flows:
            self.came[flow.target] += flow.count
        self.stages = [stage for stage in Stage if self.came[stage]]
        self.ends = [end for end in _ENDS if self.came[end]]
        began = sum(flow.count for flow in flows if flow.source is None)
        self.unit = min(_MOST, _HIGH / max(1, began))
        columns = len(self.stages) + bool(self.ends)
        self._pitch = (_WIDTH - _RIGHT - _NODE) / max(1, columns - 1)
        self.nodes: dict[_Target, _Node] = {
            stage: _Node(column * self._pitch, _TOP, self.came[stage] * self.unit)
            for column, stage in enumerate(self.stages)
        }
        # Level with what passes the last stage by.
        top = _TOP + (self.nodes[self.stages[-1]].height + _GAP if self.stages else 0)
        for end in self.ends:
            height = self.came[end] * self.unit
            self.nodes[end] = _Node(len(self.stages) * self._pitch, top, height)
            top += max(height, LINE) + _GAP / 2
        self.bottom = max((node.y + node.height for node in self.nodes.values()), default=0)
        self.bands = [*self._bands(flows)]

    def _place(self, target: _Target) -> int:
        """Return the place of a node: its column, and for outcomes the columns' end and on."""
        if isinstance(target, Stage):
            return self.stages.index(target)
        return len(self.stages) + self.ends.index(target)

    def _bands(self, flows: Sequence[Flow]) -> Iterator[str]:
        """Yield each band as an outline."""
        moving = [
            (flow.source, flow.target, flow.count * self.unit) for flow in flows if flow.source
        ]
        moving.sort(key=lambda flow: (self._place(flow[1]), -self._place(flow[0])))
        goes = {target: [node.y, node.y] for target, node in self.nodes.items()}
        free = [_TOP + self.nodes[stage].height + _GAP for stage in self.stages]
        for source, target, height in moving:
            begin, end = self.nodes[source], self.nodes[target]
            last = min(self._place(target), len(self.stages))
            way = [(begin.x, goes[source][1])]
            for column in range(self._place(source) + 1, last):
                level = max(free[column], goes[target][0])
                way.append((column * self._pitch, level))
                free[column] = level + height + _BETWEEN
                self.bottom = max(self.bottom, level + height)
            way.append((end.x, goes[target][0]))
            goes[source][1] += height
            goes[target][0] += height
            yield _outline(way, height)


def sankey_chart(flows: Sequence[Flow]) -> Markup:
    """Return the drawing: stages from left to right, on the right what became of them."""
    plan = _Plan(flows)
    nodes = [rectangle(node.x, node.y, _NODE, max(1, node.height)) for node in plan.nodes.values()]
    return drawing(
        "transitions",
        "From stage to stage",
        _description(flows, plan),
        [
            *(path("band", [band]) for band in plan.bands),
            path("node", nodes),
            *_labels(plan),
        ],
        width=_WIDTH,
        height=plan.bottom + 6,
    )


def name_of(target: Stage | End) -> str:
    """Return a stage or an outcome in words; without one it is still live."""
    return target.value.replace("-", " ") if target else "still live"


def _outline(way: Sequence[tuple[float, float]], height: float) -> str:
    """Return a band that leaves a node, passes columns level, and comes to another node."""
    (x, y), *rest = way
    upper = [f"M{number(x + _NODE)} {number(y)}"]
    lower = ["z"]
    for index, (to, level) in enumerate(rest):
        middle, begin = number((x + _NODE + to) / 2), number(x + _NODE)
        upper.append(f"C{middle} {number(y)} {middle} {number(level)} {number(to)} {number(level)}")
        below, before = number(level + height), number(y + height)
        lower.append(f"C{middle} {below} {middle} {before} {begin} {before}")
        if index + 1 < len(rest):
            upper.append(f"h{_NODE}")
            lower.append(f"h-{_NODE}")
        x, y = to, level
    return "".join((*upper, f"v{number(height)}", *reversed(lower)))


def _labels(plan: _Plan) -> Iterator[str]:
    for stage in plan.stages:
        node = plan.nodes[stage]
        # The first name would be cut off on the left.
        x, anchor = (node.x + _NODE / 2, "middle") if node.x else (0, "")
        yield text(x, LINE - 2, stage.capitalize(), anchor=anchor)
        yield text(x, 2 * LINE - 2, plan.came[stage], anchor=anchor)
    for end in plan.ends:
        node = plan.nodes[end]
        y = node.y + max(node.height, LINE - 4) / 2 + 4
        yield text(node.x + _NODE + 5, y, f"{name_of(end).capitalize()} {plan.came[end]}")


def _description(flows: Sequence[Flow], plan: _Plan) -> str:
    began = [flow for flow in flows if flow.source is None]
    said = listed(f"{flow.count} as {name_of(flow.target)}" for flow in began)
    sentences = [f"{sum(flow.count for flow in began)} opportunities began, {said}."]
    for stage in plan.stages:
        went = [flow for flow in flows if flow.source is stage]
        stayed = plan.came[stage] - sum(flow.count for flow in went)
        ways = [
            f"{flow.count} {'to ' if isinstance(flow.target, Stage) else ''}{name_of(flow.target)}"
            for flow in went
        ]
        if stayed:
            ways.append(f"{stayed} stayed")
        sentences.append(f"{stage.capitalize()} {plan.came[stage]}: {', '.join(ways)}.")
    return " ".join(sentences)
