"""Reads a calendar with two parsers that have nothing in common, and says both in one form."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, NamedTuple

import icalendar
import vobject


class Seen(NamedTuple):
    """One event as a calendar shows it; times are in UTC, alarms distances from the beginning."""

    uid: str
    summary: str
    description: str
    start: dt.date
    end: dt.date | None
    location: str
    categories: tuple[str, ...]
    status: str
    transp: str
    url: str
    stamp: dt.date
    alarms: tuple[tuple[str, str, dt.timedelta], ...]


def by_icalendar(data: bytes) -> list[Seen]:
    """Return the events as icalendar reads them."""
    events: Any = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return [
        Seen(
            uid=str(event["uid"]),
            summary=str(event["summary"]),
            description=str(event["description"]),
            start=_in_utc(event["dtstart"].dt),
            end=_in_utc(event["dtend"].dt) if "dtend" in event else None,
            location=str(event.get("location", "")),
            categories=tuple(map(str, event["categories"].cats)),
            status=str(event.get("status", "")),
            transp=str(event.get("transp", "")),
            url=str(event.get("url", "")),
            stamp=_in_utc(event["dtstamp"].dt),
            alarms=tuple(
                (str(alarm["action"]), str(alarm["description"]), alarm["trigger"].dt)
                for alarm in event.walk("VALARM")
            ),
        )
        for event in events
    ]


def by_vobject(data: bytes) -> list[Seen]:
    """Return the events as vobject reads them, with the clocks of the calendar's own time zone."""
    for zone in re.findall(r"^TZID:(.+?)\r", data.decode(), re.MULTILINE):
        # It keeps the first zone of each name that it ever read.
        vobject.icalendar.registerTzid(zone, None)
    whole = vobject.readOne(data.decode())
    return [
        Seen(
            uid=event.uid.value,
            summary=event.summary.value,
            description=event.description.value,
            start=_in_utc(event.dtstart.value),
            end=_in_utc(event.dtend.value) if hasattr(event, "dtend") else None,
            location=_value(event, "location"),
            categories=tuple(event.categories.value),
            status=_value(event, "status"),
            transp=_value(event, "transp"),
            url=_value(event, "url"),
            stamp=_in_utc(event.dtstamp.value),
            alarms=tuple(
                (alarm.action.value, alarm.description.value, alarm.trigger.value)
                for alarm in getattr(event, "valarm_list", ())
            ),
        )
        for event in getattr(whole, "vevent_list", ())
    ]


def both(data: bytes) -> list[Seen]:
    """Return the events, which both parsers must read alike."""
    seen = by_icalendar(data)
    assert by_vobject(data) == seen
    return seen


def _value(event: Any, name: str) -> str:
    return str(getattr(event, name).value) if hasattr(event, name) else ""


def _in_utc(moment: dt.date) -> dt.date:
    return moment.astimezone(dt.UTC) if isinstance(moment, dt.datetime) else moment
