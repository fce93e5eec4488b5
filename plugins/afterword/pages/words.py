"""Dates, states and counts in words, as pages show them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from afterword.model.links import link_target
from afterword.model.task import State, Task
from afterword.prose.finding import USUAL_WORDS
from afterword.prose.letter import Letter

_ABBREVIATIONS = frozenset({"pto", "cv", "rsu", "hr"})

_BACKTICKS = re.compile(r"`([^`]+)`")
STATE_NAMES = {
    State.OVERDUE: "Overdue",
    State.TODAY: "Due today",
    State.UPCOMING: "Coming",
    State.UNDATED: "Without a date",
    State.DONE: "Done",
    State.SKIPPED: "Skipped",
    State.MOOT: "Not needed any more",
    State.MISSED: "Missed",
}


def count(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 day`, `3 days`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def sentence(text: str) -> str:
    """Return a text as a sentence of its own: a capital first, a full stop last."""
    return text[:1].upper() + text[1:].rstrip(".") + "."


def short_day(day: dt.date, today: dt.date) -> str:
    """Return `Fri 20 Nov`, with the year where it is another than today's."""
    return _without_year(day) if day.year == today.year else f"{_without_year(day)} {day.year}"


@cache
def day(date: dt.date, today: dt.date) -> Markup:
    """Return a day as pages show it; a few hundred days stand in thousands of places."""
    return Markup(f'<time datetime="{date}">{short_day(date, today)}</time>')  # noqa: S704  A date.


@cache
def _without_year(day: dt.date) -> str:
    return f"{day:%a} {day.day} {day:%b}"


def long_day(day: dt.date) -> str:
    """Return `Friday, 20 November 2026`."""
    return f"{day:%A}, {day.day} {day:%B %Y}"


def distance(day: dt.date, today: dt.date) -> str:
    """Return how far a day is away: `today`, `tomorrow`, `in 5 days`, `2 days ago`."""
    days = (day - today).days
    if days == 0:
        return "today"
    if days == 1:
        return "tomorrow"
    if days == -1:
        return "yesterday"
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def away(day: dt.date, today: dt.date) -> Markup:
    """Return how far a day is away, so marked that a page corrects it on a later day."""
    return Markup(f'<span data-aw-on="{day}">{distance(day, today)}</span>')  # noqa: S704  A date.


def standing_of(task: Task, today: dt.date) -> str:
    """Return a task's state in words, which says as much as its mark does."""
    if task.state is State.OVERDUE:
        return f"{count(task.days_overdue, 'day')} overdue"
    if task.state is State.UPCOMING and task.due:
        return distance(task.due, today)
    if task.state is State.DONE and task.done_on:
        return f"done {short_day(task.done_on, today)}"
    return STATE_NAMES[task.state].lower()


def anchor(task: Task) -> str:
    """Return a task's anchor on its entry's page, apart from those of the user's headings."""
    return "aw-" + task.id.split("/", 1)[1]


def codes(message: str) -> Markup:
    """Return a message with what stands between backticks as code."""
    escaped = str(escape(message))
    return Markup(_BACKTICKS.sub(r"<code>\1</code>", escaped))  # noqa: S704  Escaped before.


def link(text: str, label: str = "") -> Markup | str:
    """Return an address as a link where it may be one, else as the text it is."""
    target = link_target(text)
    if target is None:
        return label or text
    return _anchor(target, ' rel="noreferrer"', label or text)


def mail(address: str) -> Markup | str:
    """Return an e-mail address as a mailto link where it is one."""
    target = link_target(f"mailto:{address}")
    return _anchor(target, "", address) if target else address


def mailto(letter: Letter, address: str) -> str:
    """Return the address that opens a note in the mail program, subject and text (RFC 6068)."""
    text = quote(letter.text.replace("\n", "\r\n"), safe="")
    return f"mailto:{quote(address, safe='@')}?subject={quote(letter.subject, safe='')}&body={text}"


def usual_length(words: int) -> str:
    """Return a note's length in words, beside the usual one where it is another."""
    low, high = USUAL_WORDS
    said = count(words, "word")
    return said if low <= words <= high else f"{said} ({low} to {high} are usual)"


def _anchor(target: str, more: str, text: str) -> Markup:
    # `Markup.format` takes five times as long, on every page for everyone in it.
    return Markup(f'<a href="{escape(target)}"{more}>{escape(text)}</a>')  # noqa: S704  Escaped.


def bare_address(text: str) -> str:
    """Return an address without its scheme, for people."""
    return text.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def humanize(key: str) -> str:
    """Return a key as a caption: `hear_back_by` is `Hear back by`."""
    if key.lower() in _ABBREVIATIONS:
        return key.upper()
    if key[:1].isupper():
        return key  # A caption already.
    words = key.removeprefix("x-").replace("_", " ").replace("-", " ").strip() or key
    return words[:1].upper() + words[1:]


def is_mapping(value: Any) -> bool:
    """Whether a value of the user's own is a mapping."""
    return isinstance(value, Mapping)


def is_list(value: Any) -> bool:
    """Whether a value of the user's own is a list."""
    return isinstance(value, tuple)
