"""Tests how dates, times and due rules are read, and what is advised where they are not."""

from __future__ import annotations

import datetime as dt

import pytest

from afterword.source.dates import read_date, read_due, read_time

ANY_RULE = (
    "is neither an ISO date nor a rule: write `2026-12-01`, `+2 business days` or "
    "`hear_back_by + 1 week` (anchors: date, hear_back_by, deadline, apply_by, resumes)."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-18", dt.date(2026, 11, 18)),
        (" 2026-11-18 ", dt.date(2026, 11, 18)),
        ("2028-02-29", dt.date(2028, 2, 29)),
        ("9999-12-31", dt.date(9999, 12, 31)),
    ],
)
def test_an_iso_date_is_read(text: str, expected: dt.date) -> None:
    assert read_date(text) == (expected, "")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("2026-02-30", "is no day of the calendar: the month's last day is `2026-02-28`."),
        ("2026-02-29", "is no day of the calendar: the month's last day is `2026-02-28`."),
        ("2026-11-31", "is no day of the calendar: the month's last day is `2026-11-30`."),
        (
            "2026-18-11",
            "is no day of the calendar: month and day exchanged? That would be `2026-11-18`.",
        ),
        (
            "2026-00-10",
            "is no day of the calendar: write year-month-day, such as `2026-11-18`.",
        ),
        ("20260301", "is not an ISO date: write `2026-03-01`."),
        ("2026-3-1", "is not an ISO date: write `2026-03-01`."),
        ("2026/03/01", "is not an ISO date: write `2026-03-01`."),
        ("18.11.2026", "is not an ISO date: write `2026-11-18`."),
        ("13/12/2026", "is not an ISO date: write `2026-12-13`."),
        ("12/13/2026", "is not an ISO date: write `2026-12-13`."),
        ("12/12/2026", "is not an ISO date: write `2026-12-12`."),
        ("March 1, 2026", "is not an ISO date: write `2026-03-01`."),
        ("1st of March 2026", "is not an ISO date: write `2026-03-01`."),
        ("Wed 18 Nov 2026", "is not an ISO date: write `2026-11-18`."),
        ("March 1", "has no year: write it as year-03-01, such as `2026-03-01`."),
        (
            "2026-11-18 14:30",
            "is a date with a time: write `2026-11-18` here and the time in `time: 14:30`.",
        ),
        (
            "2026-11-18T14:30:00Z",
            "is a date with a time: write `2026-11-18` here and the time in `time: 14:30`.",
        ),
        ("tomorrow", "is not a date: write year-month-day, such as `2026-11-18`."),
        ("2026-11", "is not a date: write year-month-day, such as `2026-11-18`."),
        ("99/99/9999", "is not a date: write year-month-day, such as `2026-11-18`."),
    ],
)
def test_another_form_is_answered_with_the_iso_form_meant(text: str, advice: str) -> None:
    assert read_date(text) == (None, f"`{text}` {advice}")


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("11/12/2026", "`2026-11-12` or `2026-12-11`"),
        ("1-2-2026", "`2026-01-02` or `2026-02-01`"),
        ("26-03-01", "`2026-03-01` or `2001-03-26`"),
        ("18-11-26", "`2018-11-26` or `2026-11-18`"),
        ("01/02/03", "`2001-02-03` or `2003-01-02` or `2003-02-01`"),
    ],
)
def test_an_ambiguous_date_is_never_guessed_and_every_form_is_named(text: str, forms: str) -> None:
    assert read_date(text) == (None, f"`{text}` can be read in more than one way: write {forms}.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:30", dt.time(14, 30)),
        ("09:30", dt.time(9, 30)),
        ("9:30", dt.time(9, 30)),
        ("12:30", dt.time(12, 30)),
        ("00:00", dt.time(0, 0)),
        ("14:30:15", dt.time(14, 30)),
    ],
)
def test_a_time_of_day_is_read_to_the_minute(text: str, expected: dt.time) -> None:
    assert read_time(text) == (expected, "")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("2pm", "is not in the 24-hour form: write `14:00`."),
        ("2:30 p.m.", "is not in the 24-hour form: write `14:30`."),
        ("12am", "is not in the 24-hour form: write `00:00`."),
        ("12pm", "is not in the 24-hour form: write `12:00`."),
        ("24:00", "is no time of day: write 00:00 to 23:59."),
        ("12:60", "is no time of day: write 00:00 to 23:59."),
        ("14:30-15:30", "is a span: write `14:30` here and its length in `duration:`."),
        (
            "750",
            "is not a time: write hours and minutes, such as `14:30`, in the journal's time zone.",
        ),
        (
            "14:30 CET",
            "is not a time: write hours and minutes, such as `14:30`, in the journal's time zone.",
        ),
    ],
)
def test_another_time_is_answered_with_the_form_meant(text: str, advice: str) -> None:
    assert read_time(text) == (None, f"`{text}` {advice}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-01", "2026-12-01"),
        ("+2 business days", "date + 2 business days"),
        ("+ 1 Business  Day", "date + 1 business day"),
        ("-3 days", "date - 3 days"),
        ("\u22123 days", "date - 3 days"),
        ("date + 1 day", "date + 1 day"),
        ("hear_back_by + 2 weeks", "hear_back_by + 2 weeks"),
        ("Hear back by+1 week", "hear_back_by + 1 week"),
        ("deadline - 3 business days", "deadline - 3 business days"),
        ("apply_by", "apply_by"),
        ("resumes + 1 month", "resumes + 1 month"),
        (
            "hear_back_by + 2 business days, else deadline - 1 week, else 2026-12-01",
            "hear_back_by + 2 business days, else deadline - 1 week, else 2026-12-01",
        ),
    ],
)
def test_a_due_date_is_a_day_or_counts_from_an_anchor(text: str, expected: str) -> None:
    rule, said = read_due(text)
    assert (str(rule), said) == (expected, "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2 days", "`2 days` has no direction: write `+2 days`."),
        (
            "hear_back_by + 1 week, else 5 business days",
            "`5 business days` has no direction: write `+5 business days`.",
        ),
        ("interview + 2 days", f"`interview + 2 days` {ANY_RULE}"),
        ("+2 fortnights", f"`+2 fortnights` {ANY_RULE}"),
        ("+2", f"`+2` {ANY_RULE}"),
        ("+1.5 days", f"`+1.5 days` {ANY_RULE}"),
        ("soon", f"`soon` {ANY_RULE}"),
        ("done + 5 days", f"`done + 5 days` {ANY_RULE}"),
        ("+2 days, else", f"`+2 days, else` {ANY_RULE}"),
        (
            "2026-02-30",
            "`2026-02-30` is no day of the calendar: the month's last day is `2026-02-28`.",
        ),
        ("20261201", "`20261201` is not an ISO date: write `2026-12-01`."),
        ("March 1", "`March 1` has no year: write it as year-03-01, such as `2026-03-01`."),
        (
            "11/12/2026",
            "`11/12/2026` can be read in more than one way: write `2026-11-12` or `2026-12-11`.",
        ),
    ],
)
def test_a_due_date_that_cannot_be_read_is_answered_with_one_that_can(text: str, said: str) -> None:
    assert read_due(text) == (None, said)


def test_the_playbook_alone_may_count_from_the_day_a_task_was_done() -> None:
    rule, said = read_due("done + 5 business days", with_done=True)
    assert (str(rule), said) == ("done + 5 business days", "")
