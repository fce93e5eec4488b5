"""The pages of the weeks, and the work-search record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterword.pages import addresses
from afterword.pages.parts import Period, by_period, quarter_of
from afterword.pages.view import View
from afterword.playbook.public import public
from afterword.playbook.snapshot import Snapshot
from afterword.views.activities import Week, activities, by_week, total
from afterword.views.weeks import weeks

RECORD_WEEKS = 52
"""Weeks of the work-search record that its page shows at most."""
RECORD_ACTIVITIES = 400
"""Activities that it shows at most; the pages of the quarters and the table have them all."""


def week_views(snapshot: Snapshot) -> Iterator[View]:
    """Yield the pages of the weeks, the present one first, and the work-search record."""
    found = weeks(snapshot)
    present, *earlier = found
    shown = {"present": present, "earlier": earlier}
    yield View(addresses.WEEKS, "Week", "weeks.html", shown)
    for before, week, after in zip([*earlier, None], found, [None, *found], strict=False):
        values = {"week": week, "before": before, "after": after}
        yield View(addresses.week_path(week.id), week.id, "week.html", values)
    # Others get to read it, so that nothing private is in it.
    done = by_week(activities(public(snapshot)), from_sunday=False)
    recent = _recent(done[::-1])
    quarters = by_period(done[::-1], _quarter) if len(recent) < len(done) else ()
    yield View(
        addresses.RECORD,
        "Work-search record",
        "record.html",
        {
            "weeks": recent,
            "all_weeks": len(done),
            "quarters": quarters,
            "total": _total(recent),
        },
    )
    for quarter, rows in quarters:
        yield View(
            quarter.path,
            f"Work-search record, {quarter.title}",
            "record_quarter.html",
            {"quarter": quarter, "weeks": rows, "total": _total(rows)},
        )


def _recent(latest_first: Sequence[Week]) -> tuple[Week, ...]:
    """Return the latest weeks that the page of the record has room for, one at least."""
    found: list[Week] = []
    room = RECORD_ACTIVITIES
    for week in latest_first[:RECORD_WEEKS]:
        room -= len(week.activities)
        if found and room < 0:
            break
        found.append(week)
    return tuple(found)


def _quarter(week: Week) -> Period:
    return quarter_of(week.begin, addresses.RECORD.removesuffix(".md"))


def _total(weeks: Sequence[Week]) -> str:
    return total([each for week in weeks for each in week.activities])
