"""How long an event takes, read from whatever `duration:` says."""

from __future__ import annotations

import datetime as dt
import re

_LONGEST = 60
"""Characters of a duration that are read; a whole page in its place is none."""
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?:\s*(?:h|hours?))?\Z")
_PART = re.compile(
    r"(?P<amount>\d{1,4}(?:[.,]\d{1,2})?|an?|one|two|three|four|half an)\s*"
    r"(?P<unit>hours?|hrs?|h|minutes?|mins?|m|days?|d)(?![a-z])(?:\s*(?:,|and|&))?\s*"
)
_WORDS = {"a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "half an": 0.5}
_UNITS = {"h": 60, "m": 1, "d": 24 * 60}
_AROUND = re.compile(r"^(?:about|around|approx\.?|approximately|ca\.?|circa|~)\s*|[\s.]+\Z")


def read_duration(text: str) -> dt.timedelta | None:
    """Return what `45 minutes`, `1.5 hours`, `1 h 30`, `1:30` say, or `None` if they say none.

    A bare number is minutes from 15 on and hours below; what takes no time or over a week is none.
    """
    said = _AROUND.sub("", " ".join(text[: _LONGEST + 1].lower().split()))
    if len(text) > _LONGEST or not said:
        return None
    minutes = _minutes(said)
    return dt.timedelta(minutes=minutes) if 0 < minutes <= 7 * 24 * 60 else None


def _minutes(said: str) -> int:
    """Return the minutes that a text says, 0 where it cannot be told."""
    if found := _CLOCK.match(said):
        return int(found[1]) * 60 + int(found[2])
    total, position, unit = 0.0, 0, ""
    while part := _PART.match(said, position):
        amount = _WORDS.get(part["amount"]) or float(part["amount"].replace(",", "."))
        unit = part["unit"][0]
        total += amount * _UNITS[unit]
        position = part.end()
    rest = said[position:]
    if unit == "h" and rest in ("half", "a half"):
        return round(total) + 30
    if rest.isascii() and rest.isdigit() and len(rest) <= 3:
        # `1 h 30`, or a number alone.
        bare = int(rest)
        if unit == "h" and bare < 60:
            return round(total) + bare
        return bare * (1 if bare >= 15 else 60) if not position else 0
    # What follows may be a word, such as `with lunch`, but not a second figure.
    return 0 if any(each.isdigit() for each in rest) else round(total)
