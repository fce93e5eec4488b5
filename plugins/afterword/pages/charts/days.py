"""The calendar: a square for each day of half a year, the larger the more happened on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from markupsafe import Markup

from afterword.pages import words
from afterword.pages.charts.svg import LINE, drawing, number, path, rectangle, text
from afterword.views.momentum import Days

_LEFT = 27
_CELL = 10
_SIZES = (5.0, 6.6, 8.0, 9.0)
"""The side of a day's square, for one step, two, three, and more."""
_ROWS = {0: "Mon", 2: "Wed", 4: "Fri", 6: "Sun"}


def days_chart(days: Days) -> Markup:
    """Return the calendar of the last half year, a column for each week."""
    empty, labels, squares = [], [], []
    for row, name in _ROWS.items():
        labels.append(text(0, LINE + row * _CELL + 9, name, tone="soft"))
    for column, (monday, counts) in enumerate(days.weeks):
        left = _LEFT + column * _CELL
        if monday.day <= 7 or (column == 0 and monday.day <= 14):
            # The first month's name needs the room of two columns more.
            labels.append(text(left, LINE - 4, f"{monday:%b}", tone="soft"))
        for row, count in enumerate(counts):
            top = LINE + row * _CELL
            if count == 0:
                empty.append(rectangle(left + 4, top + 4, 1.6, 1.6))
            elif count:
                day = monday + dt.timedelta(days=row)
                squares.append(_day(left, top, count, f"{_said(day)}: {_steps(count)}"))
    bottom = LINE + 7 * _CELL + 8
    labels += _legend(bottom)
    return drawing(
        "days",
        "Steps on each day",
        _description(days),
        [path("none", empty), *squares, *labels],
        height=bottom + LINE,
    )


def _day(left: float, top: float, count: int, title: str = "") -> str:
    level = min(count, len(_SIZES))
    size = _SIZES[level - 1]
    inset = (_CELL - size) / 2
    inner = f"<title>{title}</title>" if title else ""
    return (
        f'<rect class="aw-chart__day-{level}" x="{number(left + inset)}" y="{number(top + inset)}"'
        f' width="{number(size)}" height="{number(size)}">{inner}</rect>'
    )


def _legend(top: float) -> Iterator[str]:
    yield text(_LEFT, top + 9, "Steps a day", tone="soft")
    for level in range(1, len(_SIZES) + 1):
        x = _LEFT + 72 + (level - 1) * 34
        yield _day(x, top, level)
        last = level == len(_SIZES)
        yield text(x + 14, top + 9, f"{level} or more" if last else level, tone="soft")


def _description(days: Days) -> str:
    if not days.counts:
        return "No step on any day."
    most = max(days.counts.values())
    busiest = [day for day, count in days.counts.items() if count == most]
    said = f"the most on {_said(busiest[-1])}, {most}" if len(busiest) == 1 else ""
    return (
        f"{_steps(days.total)} on {words.count(len(days.counts), 'day')} "
        f"from {_said(days.begin)} to {_said(days.end)}; "
        f"{said or f'at most {most} on a day'}."
    )


def _steps(count: int) -> str:
    return words.count(count, "step")


def _said(day: dt.date) -> str:
    return f"{day.day} {day:%b %Y}"
