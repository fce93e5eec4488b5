"""Tests the calendar: its whole text, the same in two parsers, stable ids, clocks that change."""

from __future__ import annotations

import datetime as dt
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.exchange.calendar import calendar, clean
from afterword.exchange.duration import read_duration
from afterword.model.entry import Entry, Item, Kind, Mention
from afterword.model.journal import make_journal
from afterword.model.settings import Settings
from afterword.playbook.public import public
from afterword.playbook.snapshot import take_snapshot
from tests.cli.running import SAMPLE
from tests.exchange.calendars import Seen, both
from tests.playbook.journals import Tree, look

JOURNAL = """\
== interviews/2026-11-24-acme.md
---
time: 14:30
company: Acme, Robotics
role: Engineer; Backend
round: Onsite
format: video
duration: 1 h 30
url: https://acme.example/call?a=1,2;b=3
contact: {name: Rita Cole, email: rita@acme.example, phone: +1 415 555 0100}
interviewers:
  - Jane Doe <jane@acme.example>
  - {name: Raj Patel, title: Staff Engineer}
checklist:
  - {task: "Read C:\\\\New, twice", due: 2026-11-23, note: "her own \\\\N paper"}
---
"""
NEW_YORK = "timezone: America/New_York"


def _calendar(root: Path, today: str = "2026-11-22", settings: str = "") -> bytes:
    return calendar(look(root, today, settings))


def _seen(root: Path, today: str = "2026-11-22", settings: str = "") -> dict[str, Seen]:
    return {each.summary: each for each in both(_calendar(root, today, settings))}


def _utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)  # type: ignore[arg-type,misc]


def test_a_whole_calendar(tree: Tree) -> None:
    data = _calendar(tree(JOURNAL), settings=NEW_YORK)
    assert (
        data.decode().replace("\r\n", "\n")
        == r"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Afterword//Job-search journal//EN
CALSCALE:GREGORIAN
NAME:Afterword
X-WR-CALNAME:Afterword
REFRESH-INTERVAL;VALUE=DURATION:PT6H
X-PUBLISHED-TTL:PT6H
BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:STANDARD
DTSTART:20241231T190000
TZNAME:EST
TZOFFSETFROM:-0500
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20250309T020000
TZNAME:EDT
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20251102T020000
TZNAME:EST
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20260308T020000
TZNAME:EDT
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20261101T020000
TZNAME:EST
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20270314T020000
TZNAME:EDT
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20271107T020000
TZNAME:EST
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Onsite\, Acme\, Robotics
DTSTART;TZID=America/New_York:20261124T143000
DTEND;TZID=America/New_York:20261124T160000
DTSTAMP:20261122T000000Z
UID:186cf54c-63fc-597c-9f53-f76a61328278
CATEGORIES:Interview
DESCRIPTION:Role: Engineer\; Backend\nWith: Jane Doe\, jane@acme.example\;
  Raj Patel\, Staff Engineer\nContact: Rita Cole\, rita@acme.example\, +1 4
 15 555 0100\nEntry: interviews/2026-11-24-acme.md
LOCATION:video
STATUS:CONFIRMED
URL:https://acme.example/call?a=1,2;b=3
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Onsite\, Acme\, Robotics
TRIGGER:-P1D
END:VALARM
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Onsite\, Acme\, Robotics
TRIGGER:-PT1H
END:VALARM
END:VEVENT
BEGIN:VEVENT
SUMMARY:Read C:\\New\, twice\, Acme\, Robotics
DTSTART;VALUE=DATE:20261123
DTEND;VALUE=DATE:20261124
DTSTAMP:20261122T000000Z
UID:f20c4619-1311-5a5d-a6e2-1b360c263906
CATEGORIES:Task
DESCRIPTION:Due 23 Nov\, as written\nRole: Engineer\; Backend\nNote: her o
 wn \\N paper\nTick it off: afterword done 2026-11-24-acme/task-read-c-new-
 twice
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Read C:\\New\, twice\, Acme\, Robotics
TRIGGER:PT9H
END:VALARM
END:VEVENT
END:VCALENDAR
"""
    )


def test_lines_end_as_they_must_and_none_is_too_long(tree: Tree) -> None:
    text = _calendar(tree(JOURNAL.replace("Onsite", "\U0001f9ea" * 300)))
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert max(map(len, text.split(b"\r\n"))) <= 75


def test_two_parsers_read_the_sample_alike() -> None:
    settings = "timezone: America/New_York\nholidays: US"
    snapshot = look(SAMPLE.parent / "journal", "2026-11-22", settings)
    seen = both(calendar(snapshot))
    dated = [task for task in snapshot.tasks if task.is_open and task.due]
    assert len(seen) > len(dated) > 10
    assert len({each.uid for each in seen}) == len(seen)
    technical = next(each for each in seen if each.summary == "Technical, Wexcombe Labs")
    assert technical.start == _utc(2026, 11, 24, 19)
    assert technical.end == _utc(2026, 11, 24, 20, 30)


_HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\\;,:\"'\n\r\t\x00\x1b\x7f\x85\u2028\u202e\ufeff\u05e9N n=^%"),
    ),
    min_size=1,
    max_size=300,
).filter(str.strip)


@given(_HOSTILE, _HOSTILE, _HOSTILE)
def test_any_text_is_read_as_it_was_written(name: str, note: str, role: str) -> None:
    entry = Entry(
        "e",
        "interviews/e.md",
        Kind.INTERVIEW,
        dt.date(2026, 11, 24),
        title=name,
        company="Acme",
        role=role,
        format=note,
        interviewers=(Mention(name),),
        checklist=(Item("task", name, note=note),),
    )
    checklist = tuple(replace(item, snoozed=dt.date(2026, 11, 30)) for item in entry.checklist)
    journal = make_journal([replace(entry, checklist=checklist)])
    snapshot = take_snapshot(journal, dt.date(2026, 11, 22), Settings())
    event, task = both(calendar(snapshot))
    assert event.summary == clean(name).replace("\n", " ")
    assert event.location == clean(note).replace("\n", " ")
    assert f"Role: {clean(role)}\nWith: {clean(name)}\n" in event.description
    assert task.summary.startswith(clean(name).replace("\n", " "))
    assert f"Note: {clean(note)}\n" in task.description
    assert task.alarms[0][1] == task.summary


def test_control_characters_are_shown_as_such_and_line_breaks_kept() -> None:
    assert clean("a\r\nb\rc\u2028d\x0be") == "a\nb\nc\nd\ne"
    assert clean("a\x00b\x1b[0mc\td\ufeff") == "a\ufffdb\ufffd[0mc\td"


def test_an_id_stays_when_a_due_date_moves_a_task_is_written_down_or_a_day_passes(
    tree: Tree,
) -> None:
    bare = "== interviews/2026-11-18-acme.md\n---\ncompany: Acme\ninterviewers: Jane Doe\n{}---\n"
    summary = "Thank Jane Doe, Acme"
    implied = _seen(tree(bare.format("")), "2026-11-18")[summary]
    moved = "checklist:\n  - {thank: Jane, due: 2026-11-25, note: by hand}\n"
    written = _seen(tree(bare.format("role: Engineer\n" + moved)), "2026-11-20")[summary]
    assert (implied.start, written.start) == (dt.date(2026, 11, 19), dt.date(2026, 11, 25))
    assert implied.uid == written.uid == "caa8c7f6-75e2-5ec9-9ec3-7ae0186ea5d5"


def test_an_interviews_id_stays_when_it_is_put_off(tree: Tree) -> None:
    form = "== interviews/acme.md\n---\ndate: {}\ncompany: Acme\n---\n"
    first = _seen(tree(form.format("2026-11-24")))["Interview, Acme"]
    later = _seen(tree(form.format("2026-11-30")))["Interview, Acme"]
    assert first.uid == later.uid
    assert first.start < later.start


def test_the_same_journal_on_the_same_day_is_the_same_calendar(tree: Tree) -> None:
    root = tree(JOURNAL)
    assert _calendar(root, settings=NEW_YORK) == _calendar(root, settings=NEW_YORK)
    assert {each.stamp for each in both(_calendar(root, "2026-11-23"))} == {_utc(2026, 11, 23)}


def test_what_is_done_moot_or_without_a_date_is_not_in_it(tree: Tree) -> None:
    root = tree("""\
        == updates/2026-11-18-acme.md
        ---
        company: Acme
        checklist:
          - {task: Call, due: 2026-11-20}
          - {task: Write, due: 2026-11-20, done: 2026-11-19}
          - {task: Wait, due: 2026-11-20, skipped: no need}
          - {task: Think}
        ---
        """)
    (call,) = _seen(root).values()
    assert (call.summary, call.start, call.end) == (
        "Call, Acme",
        dt.date(2026, 11, 20),
        dt.date(2026, 11, 21),
    )
    # It is overdue: what rang already rings no more.
    assert call.alarms == ()


def test_a_days_task_rings_at_nine_and_takes_no_time(tree: Tree) -> None:
    root = tree(
        "== updates/2026-11-18-a.md\n---\nchecklist:\n  - {task: Call, due: 2026-11-22}\n---\n"
    )
    (call,) = _seen(root).values()
    assert call.alarms == (("DISPLAY", "Call", dt.timedelta(hours=9)),)
    assert call.transp == "TRANSPARENT"


def test_an_interview_rings_a_day_and_an_hour_before_and_without_a_time_on_the_eve(
    tree: Tree,
) -> None:
    root = tree("""\
        == interviews/2026-11-24-acme.md
        ---
        company: Acme
        time: 09:00
        ---
        == conversations/2026-11-25-jane.md
        ---
        people: Jane Doe
        ---
        """)
    seen = _seen(root)
    timed, whole = seen["Interview, Acme"], seen["Conversation with Jane Doe"]
    assert [each[2] for each in timed.alarms] == [dt.timedelta(days=-1), dt.timedelta(hours=-1)]
    assert [each[2] for each in whole.alarms] == [dt.timedelta(hours=-15)]
    assert (whole.start, whole.end) == (dt.date(2026, 11, 25), dt.date(2026, 11, 26))


@pytest.mark.parametrize("outcome", ["cancelled", "no-show"])
def test_what_was_cancelled_is_marked_so_and_does_not_ring(tree: Tree, outcome: str) -> None:
    root = tree(
        f"== interviews/2026-11-24-acme.md\n---\ncompany: Acme\ntime: 09:00\n"
        f"outcome: {outcome}\n---\n"
    )
    (event,) = _seen(root).values()
    assert (event.status, event.alarms) == ("CANCELLED", ())


def test_an_event_says_what_is_good_to_know_on_the_day(tree: Tree) -> None:
    root = tree("""\
        == interviews/2026-11-20-acme.md
        ---
        company: Acme
        role: Engineer
        round: Take-home
        deadline: 2026-11-27
        ---
        == interviews/2026-11-24-acme.md
        ---
        company: Acme
        title: The last one
        round: Final
        url: Room 7
        people: Sam Lee
        ---
        """)
    seen = _seen(root)
    assert seen["Take-home, Acme"].description == (
        "Role: Engineer\nTo be handed in by 2026-11-27\nEntry: interviews/2026-11-20-acme.md"
    )
    assert seen["The last one"].description == (
        "Round: Final\nRole: Engineer\nWith: Sam Lee\nAddress: Room 7\n"
        "Entry: interviews/2026-11-24-acme.md"
    )


def test_an_offer_is_settled_by_its_answer_and_everything_else_by_a_tick(tree: Tree) -> None:
    root = tree("""\
        == offers/2026-11-20 acme.md
        ---
        company: Acme
        deadline: 2026-12-04
        checklist:
          - {task: Ask, due: 2026-11-23}
        ---
        """)
    seen = _seen(root)
    assert seen["Decide on the offer from Acme"].description.endswith(
        "\nAnswered? Add `outcome: accepted` or `outcome: declined` to offers/2026-11-20 acme.md"
    )
    assert seen["Ask, Acme"].description.endswith(
        "\nTick it off: afterword done '2026-11-20 acme/task-ask'"
    )


def test_events_go_back_thirty_days_or_as_far_as_is_asked_for(tree: Tree) -> None:
    root = tree("""\
        == interviews/2026-10-22-old.md
        ---
        company: Old
        outcome: rejected
        ---
        == interviews/2026-10-23-acme.md
        ---
        company: Acme
        outcome: rejected
        ---
        """)
    assert [*_seen(root)] == ["Interview, Acme"]
    since = calendar(look(root, "2026-11-22"), dt.date(2026, 10, 1))
    assert [each.summary for each in both(since)] == ["Interview, Old", "Interview, Acme"]


@pytest.mark.parametrize(
    ("zone", "day", "time", "duration", "begin", "end"),
    [
        # An ordinary day on either side of each change of the clocks.
        ("America/New_York", "2026-03-07", "14:00", "", "03-07 19:00", "03-07 20:00"),
        ("America/New_York", "2026-03-08", "14:00", "", "03-08 18:00", "03-08 19:00"),
        ("Europe/Berlin", "2026-03-28", "14:00", "", "03-28 13:00", "03-28 14:00"),
        ("Europe/Berlin", "2026-03-29", "14:00", "", "03-29 12:00", "03-29 13:00"),
        ("Europe/Berlin", "2026-10-25", "14:00", "", "10-25 13:00", "10-25 14:00"),
        # 02:30 does not exist on the first of these days: it is 03:30.
        ("America/New_York", "2026-03-08", "02:30", "", "03-08 07:30", "03-08 08:30"),
        ("America/New_York", "2026-03-08", "03:15", "", "03-08 07:15", "03-08 08:15"),
        ("America/New_York", "2026-03-08", "01:30", "2 h", "03-08 06:30", "03-08 08:30"),
        # 01:30 comes twice: the first is meant, and an end may fall into the second.
        ("America/New_York", "2026-11-01", "01:30", "", "11-01 05:30", "11-01 06:30"),
        ("America/New_York", "2026-11-01", "00:30", "3 h", "11-01 04:30", "11-01 07:30"),
        ("Europe/Berlin", "2026-10-25", "02:30", "30 min", "10-25 00:30", "10-25 01:00"),
        ("Asia/Kathmandu", "2026-11-24", "00:10", "45 min", "11-23 18:25", "11-23 19:10"),
        ("Australia/Lord_Howe", "2026-04-05", "01:45", "", "04-04 14:45", "04-04 15:45"),
        ("Africa/Casablanca", "2026-02-16", "10:00", "", "02-16 10:00", "02-16 11:00"),
        ("UTC", "2026-11-24", "10:00", "", "11-24 10:00", "11-24 11:00"),
    ],
)
def test_a_time_is_that_of_the_journals_clocks_whatever_they_do(
    tree: Tree, zone: str, day: str, time: str, duration: str, begin: str, end: str
) -> None:
    root = tree(
        f"== interviews/acme.md\n---\ndate: {day}\ntime: {time}\ncompany: Acme\n"
        f"duration: {duration}\n---\n"
    )
    event = _seen(root, day, f"timezone: {zone}")["Interview, Acme"]
    assert isinstance(event.end, dt.datetime)
    assert (f"{event.start:%m-%d %H:%M}", f"{event.end:%m-%d %H:%M}") == (begin, end)


def test_without_a_time_zone_it_is_the_machines_and_written_in_utc(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree(JOURNAL)
    for zone, hour in (("America/New_York", b"T193000Z"), ("Asia/Tokyo", b"T053000Z")):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        data = _calendar(root)
        assert b"DTSTART:20261124" + hour + b"\r\n" in data
        assert b"VTIMEZONE" not in data
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_calendars_own_ends_are_days_like_any_other(tree: Tree, zone: str, day: str) -> None:
    root = tree(
        f"== interviews/acme.md\n---\ndate: {day}\ntime: 00:30\ncompany: Acme\n"
        f"checklist:\n  - {{task: Call, due: {day}}}\n---\n"
    )
    data = calendar(look(root, day, f"timezone: {zone}"))
    assert dt.date.fromisoformat(day) in {each.start for each in both(data)}


@pytest.mark.parametrize("far", [2028, 2031, 9126])
def test_years_far_apart_have_their_own_clocks_and_none_in_between(tree: Tree, far: int) -> None:
    form = "== interviews/{0}.md\n---\ndate: {0}-07-01\ntime: 12:00\ncompany: Acme\n---\n"
    data = _calendar(tree(form.format(2026) + form.format(far)), "2026-06-30", NEW_YORK)
    assert [each.start for each in both(data)] == [_utc(2026, 7, 1, 16), _utc(far, 7, 1, 16)]
    assert len(data) < 10_000


def test_nothing_private_is_in_it_once_it_is_made_public(tree: Tree) -> None:
    root = tree("""\
        == interviews/2026-11-24-canary.md
        ---
        company: Canary
        private: true
        checklist:
          - {task: Canary, due: 2026-11-25}
        ---
        == interviews/2026-11-25-acme.md
        ---
        company: Acme
        time: 03:33
        contact: Canary <bird@canary.example>
        format: Canary
        round: Canary
        private: [time, contact, format, round]
        ---
        """)
    snapshot = look(root, "2026-11-22")
    assert b"anary" in calendar(snapshot)
    data = calendar(public(snapshot))
    assert not re.search(rb"canary|33", data, re.IGNORECASE)
    assert [each.summary for each in both(data)] == ["Interview, Acme"]


def test_an_empty_journal_is_a_calendar_without_events(tree: Tree) -> None:
    assert both(_calendar(tree(""))) == []


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45 minutes", 45),
        ("1 h", 60),
        ("1.5 hours", 90),
        ("1,5 h", 90),
        ("90 min", 90),
        ("90min.", 90),
        ("1:30", 90),
        ("2 hours 30 minutes", 150),
        ("1 hour, 15 min", 75),
        ("1h30", 90),
        ("1 h 30 m", 90),
        ("half an hour", 30),
        ("an hour and a half", 90),
        ("About two hours", 120),
        ("3 hours with lunch", 180),
        ("45", 45),
        ("2", 120),
        ("045", 45),
        ("a day", 1440),
    ],
)
def test_a_duration_is_read_as_people_write_it(text: str, minutes: int) -> None:
    assert read_duration(text) == dt.timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "text", ["", "long", "0 min", "1-2 hours", "10:00 - 11:30", "9999 days", "1 h " * 100]
)
def test_what_is_no_duration_is_none(text: str) -> None:
    assert read_duration(text) is None
