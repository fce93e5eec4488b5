"""The parts that charts are drawn of, and the frame that gives each its title and description.

Colors, sizes of text and patterns' strokes stand in `look/charts.css`, so that a chart follows the
palette; nothing here is a style.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from markupsafe import Markup, escape

NARROW = 288
"""The width of a chart that is shown whole on a phone of 320 pixels: there a unit is a pixel."""
LINE = 14
"""The height of a line of text, whose letters are 11 units."""


def drawing(
    name: str,
    title: str,
    description: str,
    parts: Iterable[str],
    *,
    width: float = NARROW,
    height: float,
) -> Markup:
    """Return a whole chart; `name` makes its ids, `description` says its figures in words.

    One that is wider than a phone becomes a region that scrolls, also by keyboard.
    """
    identity = escape(f"aw-chart-{name}")
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(width)} {number(height)}" '
        f'role="img" aria-labelledby="{identity} {identity}-figures">'
        f'<title id="{identity}">{escape(title)}</title>'
        f'<desc id="{identity}-figures">{escape(description)}</desc>{"".join(parts)}</svg>'
    )
    frame = '<div class="aw-chart">'
    if width > NARROW:
        frame = (
            '<div class="aw-chart aw-chart--wide" role="region" tabindex="0" '
            f'aria-label="{escape(title)}">'
        )
    return Markup(f"{frame}{svg}</div>")  # noqa: S704  Escaped above and in `text`.


def number(value: float) -> str:
    """Return a coordinate in as few characters as a tenth of a unit needs."""
    return f"{value:.1f}".removesuffix(".0")


def text(x: float, y: float, words: object, *, anchor: str = "", tone: str = "") -> str:
    """Return words at a place; `anchor` is `middle` or `end`, `tone` such as `soft`."""
    attributes = f' text-anchor="{anchor}"' if anchor else ""
    if tone:
        attributes += f' class="aw-chart__{tone}"'
    return f'<text x="{number(x)}" y="{number(y)}"{attributes}>{escape(words)}</text>'


def rectangle(x: float, y: float, width: float, height: float) -> str:
    """Return a rectangle as a part of a path."""
    return (
        f"M{number(x)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}z"
        if width > 0 and height > 0
        else ""
    )


def path(tone: str, steps: Iterable[str]) -> str:
    """Return one shape out of many parts of one look; nothing where there are none."""
    outline = "".join(steps)
    return f'<path class="aw-chart__{tone}" d="{outline}"/>' if outline else ""


def steps_to(most: float, wanted: int = 4) -> list[int]:
    """Return the figures of an axis from 0 to at least `most`: 1, 2 or 5 times a power of ten.

    Never fewer than two, and about as many as `wanted`.
    """
    rough = max(1.0, most / wanted)
    power = 10 ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= rough)
    return [step * each for each in range(max(1, math.ceil(most / step)) + 1)]


def listed(words: Iterable[str]) -> str:
    """Return words as a list in a sentence: `a, b and c`."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} and {last}" if first else last
