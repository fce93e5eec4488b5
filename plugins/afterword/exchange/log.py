"""The work-search record as Markdown: week by week what was done, as offices ask for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from afterword.views.activities import Week, total

_COLUMNS = ("Date", "Activity", "Company", "Role", "Person", "Reached at", "How", "Result")
_MARKUP = re.compile(r"[\\|<>`*\[\]]|~(?=~)|&(?=#?\w+;)|(?<![^\W_])_|_(?![^\W_])")
"""What Markdown takes for more than text; an underscore within a word is none of it."""


def log_markdown(weeks: Sequence[Week]) -> str:
    """Return the record: a heading, a table and a total for each week in which there was any."""
    return "\n".join(_document(weeks)) + "\n"


def _document(weeks: Sequence[Week]) -> Iterator[str]:
    yield "# Work-search record"
    yield ""
    rows = [each for week in weeks for each in week.activities]
    if not rows:
        yield "No activity in this time."
        return
    yield f"{rows[0].date} to {rows[-1].date}: {total(rows)}."
    for week in weeks:
        yield ""
        yield f"## Week of {week.begin} to {week.end}"
        yield ""
        yield _row(_COLUMNS)
        yield "|" + "---|" * len(_COLUMNS)
        for each in week.activities:
            yield _row(
                (
                    each.date.isoformat(),
                    each.name,
                    each.company,
                    each.role,
                    each.person,
                    each.reached_at,
                    ", ".join(part for part in (each.how, each.url) if part),
                    each.result,
                )
            )
        yield ""
        yield f"Total: {total(week.activities)}."


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _cell(text: str) -> str:
    """Return a text in one line, with everything in it shown as it is written."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
