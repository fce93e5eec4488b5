"""Due rules carried out: from a rule and an entry's dates to a day and its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

from afterword.model.due import Anchor, DueRule, Offset, Unit, add_months, count
from afterword.model.entry import Entry, Kind
from afterword.model.frozen import frozen
from afterword.playbook.calendar import BusinessCalendar

_EVENT = {
    Kind.INTERVIEW: "the interview on {}",
    Kind.APPLICATION: "the application of {}",
    Kind.CONVERSATION: "the conversation on {}",
    Kind.OFFER: "the offer of {}",
    Kind.UPDATE: "the update of {}",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WORDING = {
    Anchor.HEAR_BACK_BY: "they said {}",
    Anchor.DEADLINE: "the offer's deadline is {}",
    Anchor.APPLY_BY: "applications close {}",
    Anchor.RESUMES: "it resumes {}",
    Anchor.DONE: "the follow-up on {}",
}
_HAND_IN = "the take-home work is due {}"


@frozen
class Derived:
    """A due date with its reason; `base` is the anchor's day, from which it was counted."""

    day: dt.date
    reason: str
    base: dt.date


@lru_cache(maxsize=4096)
def say_day(day: dt.date, today: dt.date) -> str:
    """Return a day for people: `1 Dec`, with the year where it is another than today's."""
    text = f"{day.day} {_MONTHS[day.month - 1]}"
    return text if day.year == today.year else f"{text} {day.year}"


def anchors_of(entry: Entry) -> dict[Anchor, dt.date]:
    """Return the dates that an entry gives to count from."""
    given = {Anchor.DATE: entry.date}
    # Each task asks for them, and most entries give no other than their own.
    if entry.hear_back_by:
        given[Anchor.HEAR_BACK_BY] = entry.hear_back_by
    if entry.deadline:
        given[Anchor.DEADLINE] = entry.deadline
    if entry.apply_by:
        given[Anchor.APPLY_BY] = entry.apply_by
    if entry.resumes:
        given[Anchor.RESUMES] = entry.resumes
    return given


def derive(
    rule: DueRule,
    anchors: Mapping[Anchor, dt.date],
    entry: Entry,
    calendar: BusinessCalendar,
    today: dt.date,
) -> Derived | None:
    """Return the first alternative whose anchor is known, or `None` where none is."""
    for part in rule.alternatives:
        if isinstance(part, dt.date):
            return Derived(part, f"due {say_day(part, today)}, as written", part)
        base = anchors.get(part.anchor)
        if base is not None:
            return _count(part, base, entry, calendar, today)
    return None


def _count(
    part: Offset, base: dt.date, entry: Entry, calendar: BusinessCalendar, today: dt.date
) -> Derived:
    passed: tuple[tuple[dt.date, str], ...] = ()
    day = base
    try:
        if part.unit is Unit.BUSINESS_DAY:
            day, passed = calendar.add(base, part.amount)
        elif part.unit is Unit.MONTH:
            day = add_months(base, part.amount)
        else:
            days = part.amount * (7 if part.unit is Unit.WEEK else 1)
            day = base + dt.timedelta(days=days)
    except (OverflowError, ValueError):
        day = dt.date.max if part.amount > 0 else dt.date.min
    event = _EVENT[entry.kind] if part.anchor is Anchor.DATE else _WORDING[part.anchor]
    if part.anchor is Anchor.DEADLINE and entry.kind is Kind.INTERVIEW:
        event = _HAND_IN
    reason = f"due {say_day(day, today)}: {event.format(say_day(base, today))}"
    if part.amount:
        sign = "plus" if part.amount > 0 else "minus"
        reason += f", {sign} {count(abs(part.amount), part.unit)}"
    if passed:
        names = ", ".join(f"{say_day(day, today)} is {name}" for day, name in passed)
        reason += f" ({names})"
    return Derived(day, reason, base)
