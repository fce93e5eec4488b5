"""Time in stage: a small bar for each length of stay, above the line once over, below while not."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup

from afterword.pages import words
from afterword.pages.charts.svg import (
    LINE,
    NARROW,
    drawing,
    number,
    path,
    rectangle,
    steps_to,
    text,
)
from afterword.views.time_in_stage import TimeInStage

_LABEL = 100
_PLOT = NARROW - _LABEL - 8
_SHOWN = 0.95
"""How many of the stays the axis is long enough for; the last bar holds those beyond it."""
_BAR = 4
_MOST = 8
"""The height of one opportunity, where they are few."""
_HIGH = 20
"""The height of the highest bar, where they are many."""


def time_chart(rows: Sequence[TimeInStage]) -> Markup:
    """Return a line for each stage that anything was in, all on one axis of calendar days."""
    rows = [row for row in rows if row.any]
    stays = sorted(days for row in rows for days in row.finished + row.running)
    axis = steps_to(stays[math.ceil(_SHOWN * len(stays)) - 1] if stays else 0)
    bottom = 0.0
    lines: list[str] = []
    marks: list[str] = []
    over: list[str] = []
    still: list[str] = []
    labels: list[str] = []
    for row in rows:
        finished, running = _bins(row.finished, axis[-1]), _bins(row.running, axis[-1])
        up, down = max(finished.values(), default=0), max(running.values(), default=0)
        unit = min(_MOST, _HIGH / max(up, down))
        line = bottom + max(up * unit, LINE) + (4 if row.median is None else LINE)
        bottom = line + max(down * unit, LINE) + 6
        lines.append(f"M{_LABEL} {number(line)}h{_PLOT}")
        over += _bars(finished, line, -unit)
        still += _bars(running, line + 1.5, unit, inset=0.6)
        labels.append(text(0, line - 4, row.stage.capitalize()))
        labels.append(text(0, line + LINE - 4, _counts(row), tone="soft"))
        if row.median is not None:
            mark, name = _median(row.median, axis[-1], line, up * unit)
            marks.append(mark)
            labels.append(name)
    labels += _axis(axis, bottom + 4, beyond=bool(stays) and stays[-1] > axis[-1])
    labels += _legend(bottom + 2 * LINE + 4)
    return drawing(
        "time-in-stage",
        "Calendar days spent in each stage",
        " ".join(map(_sentence, rows)) or "Nothing has been in a stage yet.",
        [
            path("axis", lines),
            path("mark", marks),
            path("solid", over),
            path("hollow", still),
            *labels,
        ],
        height=bottom + 3 * LINE + 4,
    )


def _bars(
    bins: Mapping[float, int], line: float, unit: float, *, inset: float = 0
) -> Iterator[str]:
    """Yield bars that hang from a line, or stand on it where `unit` is negative.

    Those that are drawn as outlines are smaller by `inset` on each side, half a stroke's width.
    """
    for place, count in bins.items():
        height = count * abs(unit)
        top = line - height if unit < 0 else line
        yield rectangle(_LABEL + place + inset, top, _BAR - 1 - 2 * inset, height)


def each_of(days: Sequence[int]) -> str:
    """Return each length of stay once, with how often it is there: `3, 5 (4 times), 14`."""
    return ", ".join(
        str(value) if times == 1 else f"{value} ({words.count(times, 'time')})"
        for value, times in Counter(days).items()
    )


def _sentence(row: TimeInStage) -> str:
    """Return the figures of a stage in words: a median from ten on, below it each single value."""
    said = []
    if row.median is not None:
        median = number(row.median)
        said.append(f"{len(row.finished)} over, median {median} days, longest {row.longest} days")
    elif row.finished:
        said.append(f"{len(row.finished)} over, after {_days(row.finished)}")
    if row.running:
        said.append(f"{len(row.running)} still in it, for {_days(row.running)}")
    return f"{row.stage.capitalize()}: {'; '.join(said)}."


def _days(values: Sequence[int]) -> str:
    return f"{each_of(values)} day{'' if values == (1,) else 's'}"


def _counts(row: TimeInStage) -> str:
    said = [f"{len(row.finished)} over"] if row.finished else []
    if row.running:
        said.append(f"{len(row.running)} in it")
    return ", ".join(said)


def _bins(days: Iterable[int], most: int) -> Counter[float]:
    """Return how many there are at each place of the axis; near ones stand in one bar."""
    places = math.floor(_PLOT / _BAR) - 1
    return Counter(min(places, each * places // most) * float(_BAR) for each in days)


def _median(median: float, most: int, line: float, up: float) -> tuple[str, str]:
    """Return the mark of a median, which runs behind the bars, and its name beside it."""
    x = min(_LABEL + median * _PLOT / most, _LABEL + _PLOT)
    late = x > _LABEL + _PLOT / 2
    name = text(
        x + (-4 if late else 4),
        line - up - 3,
        f"median {number(median)}",
        anchor="end" if late else "",
    )
    return f"M{number(x)} {number(line - up - LINE + 3)}V{number(line + 4)}", name


def _axis(figures: Sequence[int], top: float, *, beyond: bool) -> Iterator[str]:
    for figure in figures:
        x = _LABEL + _PLOT * figure / figures[-1]
        more = "+" if beyond and figure == figures[-1] else ""
        yield text(x, top + 10, f"{figure}{more}", anchor="middle", tone="soft")
    yield text(0, top + 10, "Calendar days", tone="soft")


def _legend(top: float) -> Iterator[str]:
    yield path("solid", [rectangle(0, top - 1, _BAR, 10)])
    yield text(8, top + 9, "over", tone="soft")
    yield path("hollow", [rectangle(48, top - 1, _BAR, 10)])
    yield text(57, top + 9, "still in it", tone="soft")
