"""Days as people say them, on the command line only; whatever is said is echoed as ISO."""

from __future__ import annotations

import datetime as dt
import re

from afterword.model.due import add_months
from afterword.playbook.calendar import business_calendar
from afterword.source.dates import iso_forms, read_date

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORDS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_DISTANCE = re.compile(
    r"(?P<sign>in|\+|-|)\s*(?P<amount>\d{1,4}|an?|one|two|three|four|five|six)\s+"
    r"(?P<unit>business\s+days?|days?|weeks?|months?)(?P<ago>\s+ago)?\Z"
)
_WEEKDAY = re.compile(r"(?:(?P<which>next|last|this|on)\s+)?(?P<day>[a-z]{3,9})\Z")
_DAY_OF_MONTH = re.compile(
    r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s+(?P<m1>[a-z]{3,9})"
    r"|(?P<m2>[a-z]{3,9})\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?)(?:,?\s+(?P<year>\d{4}))?\Z"
)


def say_date(
    text: str, today: dt.date, *, past: bool, holidays: str = ""
) -> tuple[dt.date | None, str]:
    """Return `(day, "")` for `tomorrow`, `next friday`, `in 3 days`, `18 nov`, an ISO date.

    `today` is a day in the journal's time zone. `next` and `last` are the first such day after and
    before today; a weekday or a day without a year is the nearest in the direction that is meant:
    back for what happened (`past`), on for what is due. What cannot be told is `(None, what to
    write)`; a date in numbers is never guessed.
    """
    said = " ".join(text.lower().split())
    if said in _WORDS:
        return _plus(today, _WORDS[said])
    if found := _DISTANCE.match(said):
        return _distance(found, today, holidays)
    if (found := _WEEKDAY.match(said)) and (day := _weekday(found, today, past=past)):
        return day, ""
    if found := _DAY_OF_MONTH.match(said):
        return _day_of_month(found, today, past=past)
    day, wrong = read_date(text)
    if day is None and not iso_forms(text):
        wrong += " `tomorrow`, `next friday`, `in 3 days`, `18 nov` will do as well."
    return day, wrong


def _plus(day: dt.date, days: int) -> tuple[dt.date | None, str]:
    try:
        return day + dt.timedelta(days=days), ""
    except OverflowError:
        return None, "that is past the end of the calendar."


def _distance(found: re.Match[str], today: dt.date, holidays: str) -> tuple[dt.date | None, str]:
    word = found["amount"]
    amount = _NUMBERS.get(word) or int(word)
    back = found["ago"] is not None or found["sign"] == "-"
    if not (found["sign"] or found["ago"]):
        return None, f"`{found[0]}` has no direction: write `in {found[0]}` or `{found[0]} ago`."
    amount = -amount if back else amount
    unit = found["unit"].removesuffix("s")
    try:
        if unit.startswith("business"):
            return business_calendar(holidays).add(today, amount)[0], ""
        if unit == "month":
            return add_months(today, amount), ""
    except (OverflowError, ValueError):
        return None, "that is past the end of the calendar."
    return _plus(today, amount * (7 if unit == "week" else 1))


def _weekday(found: re.Match[str], today: dt.date, *, past: bool) -> dt.date | None:
    name = found["day"]
    number = next((at for at, day in enumerate(_DAYS) if day.startswith(name)), None)
    if number is None:
        return None
    which = found["which"]
    ahead = (number - today.weekday()) % 7
    if which == "last" or (past and which not in ("next", "this")):
        behind = (today.weekday() - number) % 7
        return today - dt.timedelta(days=behind or (7 if which == "last" else 0))
    return today + dt.timedelta(days=ahead or (7 if which == "next" else 0))


def _day_of_month(
    found: re.Match[str], today: dt.date, *, past: bool
) -> tuple[dt.date | None, str]:
    word = (found["m1"] or found["m2"])[:3]
    if word not in _MONTHS:
        return None, f"`{found[0]}` is not a date: write it as 2026-11-18."
    month, number = _MONTHS.index(word) + 1, int(found["d1"] or found["d2"])
    years = [int(found["year"])] if found["year"] else [today.year - 1, today.year, today.year + 1]
    days: list[dt.date] = []
    for year in years:
        try:
            days.append(dt.date(year, month, number))
        except ValueError:
            continue
    if not days:
        return None, f"`{found[0]}` is no day of the calendar."
    if found["year"]:
        return days[0], ""
    meant = [day for day in days if (day <= today if past else day >= today)]
    return (meant[-1] if past else meant[0]) if meant else days[0], ""
