"""The pages of the weeks, and the work-search record."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.pages import addresses
from afterword.pages.view import View
from afterword.playbook.public import public
from afterword.playbook.snapshot import Snapshot
from afterword.views.activities import activities, by_week, total
from afterword.views.weeks import weeks

RECORD_WEEKS = 52
"""Weeks of the work-search record that its page shows; the table has them all."""


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
    recent = done[-RECORD_WEEKS:]
    shown = {
        "weeks": recent[::-1],
        "shown_weeks": len(recent),
        "left_out": len(done) - len(recent),
        "total": total([each for week in recent for each in week.activities]),
    }
    yield View(addresses.RECORD, "Work-search record", "record.html", shown)
