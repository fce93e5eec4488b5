"""A time zone as a calendar carries it: the changes of its clocks around the events.

icalendar's own maker of time zones says the local time of a change in the new offset, where RFC
5545 wants it in the old one, which puts the first hour of summer time wrong; hence this one.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAY = dt.timedelta(days=1)
_SECOND = dt.timedelta(seconds=1)


class _Clock(NamedTuple):
    """What the clocks of a zone show at a moment: the offset from UTC, and its name."""

    offset: dt.timedelta
    name: str
    is_summer: bool


def vtimezone(zone: zoneinfo.ZoneInfo, years: Iterable[int]) -> Timezone:
    """Return the zone with every change of its clocks in these years, and the ones beside them."""
    beside = {each for year in years for each in (year - 1, year, year + 1)}
    wanted = sorted(year for year in beside if dt.MINYEAR < year < dt.MAXYEAR)
    part = Timezone()
    part.add("tzid", zone.key)
    # Each change on its own: not every reader knows lists of them, or rules for years to come.
    for before, after, moment in _changes(zone, wanted):
        rule = TimezoneDaylight() if after.is_summer else TimezoneStandard()
        # The time of a change is that of the clocks before it.
        rule.add("dtstart", (moment + before.offset).replace(tzinfo=None))
        rule.add("tzoffsetfrom", before.offset)
        rule.add("tzoffsetto", after.offset)
        rule.add("tzname", after.name)
        part.add_component(rule)
    return part


def _changes(
    zone: zoneinfo.ZoneInfo, years: Iterable[int]
) -> Iterator[tuple[_Clock, _Clock, dt.datetime]]:
    """Yield the clocks before and after, and the moment in UTC; first how they stand at all."""
    known: _Clock | None = None
    for year in years:
        moment = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
        end = dt.datetime(year + 1, 1, 1, tzinfo=dt.UTC)
        clock = _clock(zone, moment)
        if clock != known:
            # At the start, and where years in between are left out.
            yield (known or clock), clock, moment
        while moment < end:
            following = moment + _DAY
            known = _clock(zone, following)
            if known != clock:
                yield clock, known, _between(zone, moment, following)
                clock = known
            moment = following
        known = clock


def _between(zone: zoneinfo.ZoneInfo, low: dt.datetime, high: dt.datetime) -> dt.datetime:
    """Return the first second at which the clocks stand as at `high`."""
    wanted = _clock(zone, high)
    while high - low > _SECOND:
        middle = (low + (high - low) // 2).replace(microsecond=0)
        low, high = (low, middle) if _clock(zone, middle) == wanted else (middle, high)
    return high


def _clock(zone: zoneinfo.ZoneInfo, moment: dt.datetime) -> _Clock:
    local = moment.astimezone(zone)
    return _Clock(local.utcoffset() or dt.timedelta(), local.tzname() or "", bool(local.dst()))
