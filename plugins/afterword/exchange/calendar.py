"""The journal as a calendar: open tasks on their days, interviews and conversations at their times.

Loads icalendar, which takes longer than `afterword due` as a whole: only what writes calendars
imports this.
"""

from __future__ import annotations

import datetime as dt
import re
import shlex
import uuid
import zoneinfo
from collections.abc import Iterable

from icalendar import Alarm, Calendar, Component, Event, vDuration, vText

from afterword.exchange.duration import read_duration
from afterword.exchange.zone import vtimezone
from afterword.model.entry import Entry, Kind, Mention, Outcome
from afterword.model.links import link_target
from afterword.model.names import fold
from afterword.model.rules import PAST_DAYS
from afterword.model.task import Task
from afterword.playbook.snapshot import Snapshot
from afterword.views.records import event_name, heading

NAME = "Afterword"
PRODUCT = "-//Afterword//Job-search journal//EN"
REFRESH = dt.timedelta(hours=6)
"""How often a calendar that subscribes may look again."""
USUAL_LENGTH = dt.timedelta(hours=1)
"""How long an event takes whose entry does not say."""
MORNING = dt.timedelta(hours=9)
"""When a task's alarm rings, counted from the day's beginning."""
BEFORE = (dt.timedelta(days=-1), dt.timedelta(hours=-1))
"""When the alarms of an event with a time ring, counted from its beginning."""
MORNING_BEFORE = dt.timedelta(hours=-15)
"""When the alarm of an event without a time rings: at nine on the day before."""

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://afterword.example/")
"""From which the ids of events are made; another one would double every event of a calendar."""
_DAY = dt.timedelta(days=1)
_BREAK = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class _Text(vText):
    """A text that is escaped as it stands: icalendar takes `C:\\New` to hold a line break."""

    def to_ical(self) -> bytes:
        r"""Return the text with `\`, `;`, `,` and line breaks escaped, as UTF-8."""
        text = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return text.replace("\n", "\\n").encode()


def calendar(snapshot: Snapshot, since: dt.date | None = None) -> bytes:
    """Return the journal as iCalendar (RFC 5545), the same bytes for the same journal and day.

    Open tasks are events of a whole day, on the day they are due. Interviews, conversations and
    whatever has a time are events from `since` on (default: thirty days back), in the journal's
    time zone, or in UTC as the machine's zone says where the journal names none. Nothing is left
    out for being private: see `public`.
    """
    begin = since or _plus(snapshot.today, -PAST_DAYS)
    stamp = dt.datetime.combine(snapshot.today, dt.time(), dt.UTC)
    name = snapshot.settings.timezone
    zone = zoneinfo.ZoneInfo(name) if name else None
    events = [
        _event(entry, snapshot, zone)
        for entry in snapshot.journal.entries
        if entry.date >= begin and _is_event(entry)
    ]
    tasks = [
        _task(task, task.due, snapshot.today, shared=snapshot.journal.shared)
        for task in snapshot.tasks
        if task.is_open and task.due is not None
    ]
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("x-wr-calname", NAME)
    found.add("name", NAME)
    # As its own type, since readers that know the property take no other.
    found.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", vDuration(REFRESH))
    years = {each.start.year for each in events if isinstance(each.start, dt.datetime)}
    if zone and zone.key != "UTC" and years:
        found.add_component(vtimezone(zone, years))
    for event in (*events, *tasks):
        event.add("dtstamp", stamp)
        found.add_component(event)
    data: bytes = found.to_ical()
    return data


def _uid(what: str, identity: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, f"{what}/{identity}"))


def _is_event(entry: Entry) -> bool:
    return entry.time is not None or entry.kind in (Kind.INTERVIEW, Kind.CONVERSATION)


def _task(task: Task, due: dt.date, today: dt.date, *, shared: bool) -> Event:
    """Return an open task as an event of a whole day."""
    event = Event()
    event.add("uid", _uid("task", task.id))
    label = task.label
    if task.company and fold(task.company) not in fold(label):
        label += f", {task.company}"
    _say(event, "summary", _one_line(label))
    tick = f"Tick it off: afterword done {shlex.quote(task.id)}"
    if task.verb == "decide":
        tick = f"Answered? Add `outcome: accepted` or `outcome: declined` to {task.path}"
    lines = (
        task.reason[:1].upper() + task.reason[1:],
        f"Role: {task.role}" if task.role else "",
        f"Note: {task.note}" if task.note else "",
        "" if shared else tick,  # Others have no journal to tick it off in.
    )
    _say(event, "description", _lines(lines))
    _say(event, "categories", _one_line(task.verb.replace("_", " ").capitalize()))
    _whole_day(event, due)
    if due >= today:
        event.add_component(_alarm(label, MORNING))
    return event


def _event(entry: Entry, snapshot: Snapshot, zone: zoneinfo.ZoneInfo | None) -> Event:
    """Return an entry as an event, at its time where it has one."""
    event = Event()
    event.add("uid", _uid("entry", entry.id))
    label = heading(entry)
    _say(event, "summary", _one_line(label))
    _say(event, "description", _lines(_about(entry, snapshot)))
    _say(event, "categories", _one_line(entry.kind.value.capitalize()))
    if entry.format and not entry.is_take_home:
        _say(event, "location", _one_line(entry.format))
    if target := link_target(entry.url):
        event.add("url", target)
    cancelled = entry.outcome in (Outcome.CANCELLED, Outcome.NO_SHOW)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    alarms: tuple[dt.timedelta, ...] = BEFORE
    if entry.time is None or not _at_time(event, entry, entry.time, zone):
        _whole_day(event, entry.date)
        alarms = (MORNING_BEFORE,)
    if not cancelled and entry.date >= snapshot.today:
        for before in alarms:
            event.add_component(_alarm(label, before))
    return event


def _about(entry: Entry, snapshot: Snapshot) -> Iterable[str]:
    opportunity = snapshot.journal.opportunity(entry)
    role = entry.role or (opportunity.role if opportunity else "")
    if entry.round and entry.round != event_name(entry):
        yield f"Round: {entry.round}"
    if role:
        yield f"Role: {role}"
    if entry.is_take_home and entry.deadline:
        yield f"To be handed in by {entry.deadline}"
    met = "; ".join(map(_person, entry.interviewers + entry.people))
    if met:
        yield f"With: {met}"
    if entry.contact:
        yield "Contact: " + "; ".join(map(_person, entry.contact))
    if entry.url and not link_target(entry.url):
        yield f"Address: {entry.url}"
    if not snapshot.journal.shared:
        yield f"Entry: {entry.path}"


def _person(mention: Mention) -> str:
    known = (mention.name, mention.title, mention.email, mention.phone)
    return ", ".join(part for part in known if part)


def _at_time(event: Event, entry: Entry, time: dt.time, zone: zoneinfo.ZoneInfo | None) -> bool:
    """Give an event its beginning and end; `False` at the ends of the calendar, where none fit.

    A time that the clocks leave out is the one an hour later, one that they show twice the first
    of the two, as RFC 5545 has it.
    """
    local = dt.datetime.combine(entry.date, time, zone)
    try:
        begin = local.astimezone(dt.UTC)
        end = begin + (read_duration(entry.duration) or USUAL_LENGTH)
        if zone:
            begin, last = begin.astimezone(zone), end.astimezone(zone)
            if (begin.utcoffset() or _DAY).seconds % 60:
                return False  # Clocks by the sun, from before there were zones: few can read them.
            # The second of two equal times has no name in the zone, but one in UTC.
            end = end if last.fold else last
    except (OverflowError, OSError, ValueError):
        return False
    event.add("dtstart", begin)
    event.add("dtend", end)
    return True


def _whole_day(event: Event, day: dt.date) -> None:
    event.add("dtstart", day)
    if day < dt.date.max:  # Without an end it is one day as well.
        event.add("dtend", day + _DAY)
    event.add("transp", "TRANSPARENT")


def _alarm(label: str, trigger: dt.timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    _say(alarm, "description", _one_line(label))
    alarm.add("trigger", trigger)
    return alarm


def _say(component: Component, name: str, text: str) -> None:
    component[name] = _Text(text)


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(clean(line) for line in lines if line)


def _one_line(text: str) -> str:
    return clean(text).replace("\n", " ")


def clean(text: str) -> str:
    r"""Return a text as a calendar can hold it: breaks as `\n`, controls as U+FFFD."""
    return _CONTROL.sub("\ufffd", _BREAK.sub("\n", text)).replace("\ufeff", "")


def _plus(day: dt.date, days: int) -> dt.date:
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return dt.date.min
