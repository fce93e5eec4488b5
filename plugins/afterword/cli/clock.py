"""The day in the journal's time zone: the one place where commands read the clock."""

from __future__ import annotations

import datetime as dt


def today_in(timezone: str) -> dt.date:
    """Return today in a time zone by its IANA name; in the machine's where none is given."""
    if not timezone:
        return dt.datetime.now().astimezone().date()
    import zoneinfo

    return dt.datetime.now(zoneinfo.ZoneInfo(timezone)).date()
