"""Charts as SVG: each a pure function from the rows of a view to a drawing with its text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from afterword.pages.charts.bars import funnel_chart, weeks_chart
from afterword.pages.charts.days import days_chart
from afterword.pages.charts.sankey import name_of, sankey_chart
from afterword.pages.charts.stays import each_of, time_chart

FEWEST = 3
"""Opportunities, or steps, below which a sentence says as much as a chart."""

FILTERS: Mapping[str, Callable[..., Any]] = {
    "days_chart": days_chart,
    "each_of": each_of,
    "funnel_chart": funnel_chart,
    "name_of": name_of,
    "sankey_chart": sankey_chart,
    "time_chart": time_chart,
    "weeks_chart": weeks_chart,
}
"""What templates draw with: a chart from its rows, and the words of its table."""
