"""Dates, times and due rules read from text; anything but ISO is answered with the ISO form."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache

from afterword.model.due import Anchor, DueRule, Interval, Offset, Unit

_LONGEST = 120
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?\Z")
_LOOSE_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap])\.?m?\.?\Z", re.IGNORECASE)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_LIKELY_YEARS = range(1970, 2100)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_NAMED_DAY = re.compile(
    r"(?:(?P<weekday>(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6})\.?,?\s+)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.)?(?:\s+of)?[\s-]+{_MONTH}"
    rf"|{_MONTH}[\s-]+\d{{1,2}}(?:st|nd|rd|th|\.)?),?[\s-]+\d{{4}}\.?\Z",
    re.IGNORECASE,
)
"""A day with its month in letters, and nothing else."""
_NUMBERS_ONLY = re.compile(r"[\d\s./-]+\Z")
_WORDS = re.compile(r"[a-z]+|\d+", re.IGNORECASE)

_TERM = re.compile(
    r"(?:(?P<anchor>[a-z][a-z_ ]*?)\s*)?"
    r"(?:(?P<sign>[+\-\u2212])\s*(?P<amount>\d{1,4})\s*(?P<unit>business\s+days?|days?|weeks?|months?))?\Z",
    re.IGNORECASE,
)
_ELSE = re.compile(r"\s*,\s*else\s+", re.IGNORECASE)
_ANCHORS = {anchor.value: anchor for anchor in Anchor if anchor is not Anchor.DONE}


def _short(text: str) -> str:
    """Return the text, cut where it is far longer than any date or rule.

    The patterns below are meant for short texts; on a whole page of blanks they would crawl.
    """
    text = text.strip()
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "..."


@lru_cache(maxsize=4096)
def read_date(text: str) -> tuple[dt.date | None, str]:
    """Return `(date, "")`, or `(None, what to write instead)`."""
    text = _short(text)
    if found := _ISO.match(text):
        try:
            return dt.date(int(found[1]), int(found[2]), int(found[3])), ""
        except ValueError:
            return None, f"`{text}` is no day of the calendar{_near_day(found)}."
    if found := re.match(r"(\d{4}-\d{2}-\d{2})[T ]+(\d{1,2}:\d{2})", text):
        said = f"write `{found[1]}` here and the time in `time: {found[2]}`"
        return None, f"`{text}` is a date with a time: {said}."
    meant = iso_forms(text)
    if len(meant) == 1:
        return None, f"`{text}` is not an ISO date: write `{meant[0]}`."
    if meant:
        either = " or ".join(f"`{form}`" for form in meant)
        return None, f"`{text}` can be read in more than one way: write {either}."
    if named := _month_and_day(text):
        rest = f"-{named[0]:02d}-{named[1]:02d}"
        return None, f"`{text}` has no year: write it as year{rest}, such as `2026{rest}`."
    return None, f"`{text}` is not a date: write year-month-day, such as `2026-11-18`."


def _near_day(found: re.Match[str]) -> str:
    """Return what may be meant by an ISO form that is no day: the month's end, or a mix-up."""
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    if 1 <= month <= 12 and 28 < day <= 31 and year:
        last = calendar.monthrange(year, month)[1]
        return f": the month's last day is `{year:04d}-{month:02d}-{last}`"
    if 12 < month <= 31 and 1 <= day <= 12 and year:
        return f": month and day exchanged? That would be `{year:04d}-{day:02d}-{month:02d}`"
    return ": write year-month-day, such as `2026-11-18`"


def iso_forms(text: str) -> list[str]:
    """Return the ISO forms of every date that `text` can mean; more than one: ambiguous."""
    text = _short(text).rstrip(".,")
    forms: list[tuple[int, int, int]] = []
    if (found := re.match(r"(\d{4})(\d{2})(\d{2})\Z", text)) or (
        found := re.match(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})\Z", text)
    ):
        forms = [(int(found[1]), int(found[2]), int(found[3]))]
    elif found := re.match(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})\Z", text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        forms = [(year, first, second), (year, second, first)]
    elif found := re.match(r"(\d{2})[-/. ](\d{1,2})[-/. ](\d{2})\Z", text):
        one, two, three = int(found[1]), int(found[2]), int(found[3])
        forms = [(2000 + one, two, three), (2000 + three, one, two), (2000 + three, two, one)]
    elif (named := _month_and_day(text)) and (named_year := re.search(r"\b(\d{4})\b", text)):
        forms = [(int(named_year[1]), *named)]
    valid = []
    for year_, month, day in forms:
        try:
            valid.append(dt.date(year_, month, day).isoformat())
        except ValueError:
            continue
    return list(dict.fromkeys(valid))


def certain_date(text: str) -> str | None:
    """Return the ISO form of a date in another form that can be read in one way only.

    The text says nothing else, and its weekday is that day's.
    """
    forms = iso_forms(text)
    if len(forms) != 1 or forms[0] == text.strip():
        return None
    day = dt.date.fromisoformat(forms[0])
    said = _NAMED_DAY.match(text.strip()) or _NUMBERS_ONLY.match(text.strip())
    if said is None or day.year not in _LIKELY_YEARS:
        return None
    weekday = (said.groupdict().get("weekday") or "").lower()
    return forms[0] if f"{day:%A}".lower().startswith(weekday) else None


def _month_and_day(text: str) -> tuple[int, int] | None:
    """Return month and day of `March 1`, `1st of March 2026`, `Wed 18 Nov`."""
    words = _WORDS.findall(text.lower())
    months = [
        _MONTHS.index(word[:3]) + 1
        for word in words
        if len(word) >= 3 and word[:3] in _MONTHS and word.isalpha()
    ]
    days = [int(word) for word in words if word.isdigit() and len(word) <= 2]
    if len(months) == 1 and len(days) == 1 and 1 <= days[0] <= 31:
        return months[0], days[0]
    return None


def read_time(text: str) -> tuple[dt.time | None, str]:
    """Return `(time, "")` for `14:30`, or `(None, what to write instead)`."""
    text = _short(text)
    if found := _TIME.match(text):
        hour, minute = int(found[1]), int(found[2])
        if hour < 24 and minute < 60:
            return dt.time(hour, minute), ""
        return None, f"`{text}` is no time of day: write 00:00 to 23:59."
    if meant := certain_time(text):
        return None, f"`{text}` is not in the 24-hour form: write `{meant}`."
    if span := re.match(r"(\d{1,2}:\d{2})\s*[-\u2013]", text):
        return None, f"`{text}` is a span: write `{span[1]}` here and its length in `duration:`."
    said = "write hours and minutes, such as `14:30`, in the journal's time zone"
    return None, f"`{text}` is not a time: {said}."


def certain_time(text: str) -> str | None:
    """Return the 24-hour form of `3pm` and the like."""
    found = _LOOSE_TIME.match(_short(text))
    if found is None or not 1 <= int(found[1]) <= 12 or int(found[2] or 0) >= 60:
        return None
    hour = int(found[1]) % 12 + (12 if found[3].lower() == "p" else 0)
    return f"{hour:02d}:{found[2] or '00'}"


@lru_cache(maxsize=1024)
def read_due(text: str, *, with_done: bool = False) -> tuple[DueRule | None, str]:
    """Return `(rule, "")` for an ISO date or a due rule, or `(None, what to write instead)`.

    The anchor `done` (the previous task's day) is known `with_done` only: in the playbook.
    """
    anchors = {**_ANCHORS, "done": Anchor.DONE} if with_done else _ANCHORS
    alternatives: list[Offset | dt.date] = []
    for part in _ELSE.split(_short(text)):
        if _ISO.match(part):
            day, said = read_date(part)
            if day is None:
                return None, said
            alternatives.append(day)
            continue
        term = _read_term(part, anchors)
        if term is None:
            return None, _why_not(part)
        alternatives.append(term)
    return DueRule(tuple(alternatives)), ""


def _read_term(part: str, anchors: Mapping[str, Anchor]) -> Offset | None:
    found = _TERM.match(part.strip())
    if not found or not part.strip():
        return None
    name = (found["anchor"] or "date").strip().lower().replace(" ", "_")
    anchor = anchors.get(name)
    if anchor is None:
        return None
    if not found["sign"]:
        return Offset(anchor) if found["anchor"] else None
    unit = Unit(" ".join(found["unit"].lower().split()).removesuffix("s"))
    amount = int(found["amount"])
    return Offset(anchor, amount if found["sign"] == "+" else -amount, unit)


_INTERVAL = re.compile(
    r"(?:every\s+)?(?:(\d{1,3}|one|two|three|four|six)\s+)?(day|week|month|year)s?\Z", re.IGNORECASE
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "six": 6}
_ADVERBS = {
    "weekly": Interval(1, Unit.WEEK),
    "monthly": Interval(1),
    "quarterly": Interval(3),
    "yearly": Interval(12),
    "never": Interval(0),
    "no": Interval(0),
    "false": Interval(0),
}


def read_interval(text: str) -> tuple[Interval | None, str]:
    """Return `(interval, "")` for `every 4 months`, `monthly` or `never`, else what to write."""
    text = _short(text)
    if not text:
        return None, ""
    if adverb := _ADVERBS.get(text.casefold()):
        return adverb, ""
    if found := _INTERVAL.match(text):
        number = (found[1] or "1").casefold()
        amount = _NUMBERS.get(number) or int(number)
        unit = found[2].casefold()
        if amount:
            return (Interval(amount * 12) if unit == "year" else Interval(amount, Unit(unit))), ""
    said = "write how often, such as `every 4 months`, `monthly`, or `never`"
    return None, f"`{text}` is not an interval: {said}."


def _why_not(part: str) -> str:
    part = part.strip()
    if found := re.match(r"(\d+)\s*(business\s+days?|days?|weeks?|months?)\Z", part, re.IGNORECASE):
        return f"`{part}` has no direction: write `+{found[1]} {found[2]}`."
    if iso_forms(part) or _month_and_day(part):
        return read_date(part)[1]
    return (
        f"`{part}` is neither an ISO date nor a rule: write `2026-12-01`, `+2 business days` or "
        "`hear_back_by + 1 week` (anchors: " + ", ".join(_ANCHORS) + ")."
    )
