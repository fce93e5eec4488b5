"""Bars: how far opportunities came, and how much happened in each week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from markupsafe import Markup

from afterword.model.entry import Kind
from afterword.pages import words
from afterword.pages.charts.svg import (
    LINE,
    NARROW,
    drawing,
    listed,
    path,
    rectangle,
    text,
)
from afterword.views.momentum import NEW, Week
from afterword.views.pipeline import Reached

_ROW = 22
_LABEL = 80
_FIGURE = 28
_PLOT = 96
"""The height of the bars of the fullest week."""
TONES = {
    Kind.APPLICATION: "solid",
    Kind.INTERVIEW: "hatched",
    Kind.CONVERSATION: "dotted",
    Kind.OFFER: "hollow",
}
"""How the bars of a kind are filled: told apart by pattern, not by color."""
_PATTERNS = (
    '<defs><pattern id="aw-hatched" width="4" height="4" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><path d="M0 1h4"/></pattern>'
    '<pattern id="aw-dotted" width="4" height="4" patternUnits="userSpaceOnUse">'
    '<circle cx="2" cy="2" r="1"/></pattern></defs>'
)


def funnel_chart(funnel: Sequence[Reached]) -> Markup:
    """Return a bar for each stage: the opportunities that ever came as far."""
    most = max((each.count for each in funnel), default=0)
    bars, labels = [], []
    for row, each in enumerate(funnel):
        top = row * _ROW
        width = (NARROW - _LABEL - _FIGURE) * each.count / most if most else 0
        bars.append(rectangle(_LABEL, top + 3, width, _ROW - 6))
        labels.append(text(0, top + 15, each.stage.capitalize()))
        labels.append(text(_LABEL + width + 6, top + 15, each.count))
    return drawing(
        "funnel",
        "The furthest stage that opportunities reached",
        f"{listed(f'{each.stage} {each.count}' for each in funnel)}.".capitalize(),
        [path("solid", bars), *labels],
        height=len(funnel) * _ROW,
    )


def weeks_chart(weeks: Sequence[Week]) -> Markup:
    """Return a bar for each week, made up of what happened in it by kind."""
    most = max((week.total for week in weeks), default=0)
    unit = _PLOT / most if most else 0
    column = NARROW / len(weeks)
    bars: dict[Kind, list[str]] = {kind: [] for kind in NEW}
    labels = []
    for at, week in enumerate(weeks):
        bottom = float(LINE + _PLOT)
        for kind, count in week.counts.items():
            bottom -= count * unit
            bars[kind].append(rectangle(at * column + 4, bottom, column - 8, count * unit))
        middle = (at + 0.5) * column
        if week.total:
            labels.append(text(middle, bottom - 4, week.total, anchor="middle"))
        labels += _week_label(week.monday, middle, LINE + _PLOT, first=not at)
    labels.append(path("axis", [f"M0 {LINE + _PLOT}h{NARROW}"]))
    totals = {kind: sum(week.counts[kind] for week in weeks) for kind in NEW}
    top = LINE + _PLOT + 2 * LINE + 12
    labels += _legend(totals, top)
    said = "; ".join(_said(week) for week in weeks if week.total)
    return drawing(
        "weeks",
        "Activity by week",
        f"Steps in the week of {said}." if said else "No step in these weeks.",
        [_PATTERNS, *(path(TONES[kind], bars[kind]) for kind in NEW), *labels],
        height=top + 2 * LINE + 8,
    )


def _week_label(monday: dt.date, x: float, y: float, *, first: bool) -> list[str]:
    """Return a week's first day, and below it the month where it is another one."""
    labels = [text(x, y + LINE, monday.day, anchor="middle", tone="soft")]
    if first or monday.day <= 7:
        labels.append(text(x, y + 2 * LINE, f"{monday:%b}", anchor="middle", tone="soft"))
    return labels


def _legend(totals: dict[Kind, int], top: float) -> list[str]:
    found = []
    shown = [(kind, total) for kind, total in totals.items() if total]
    for place, (kind, total) in enumerate(shown):
        x, y = (place % 2) * NARROW / 2, top + (place // 2) * (LINE + 4)
        found.append(path(TONES[kind], [rectangle(x + 1, y, 12, 10)]))
        found.append(text(x + 19, y + 9, words.count(total, kind.value)))
    return found


def _said(week: Week) -> str:
    kinds = [words.count(count, kind.value) for kind, count in week.counts.items() if count]
    return f"{week.monday.day} {week.monday:%B %Y}: {week.total} ({', '.join(kinds)})"
