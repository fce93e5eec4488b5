"""An entry to the text of its file: what `read_entry` reads back as the same entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from afterword.model.due import DueRule, Offset
from afterword.model.entry import Data, Entry, Item, Kind, Mention
from afterword.source.people import PERSON_KEYS, split_name
from afterword.source.scalar import scalar

ORDER = (
    "date",
    "time",
    "kind",
    "title",
    "company",
    "role",
    "opportunity",
    "stage",
    "round",
    "format",
    "duration",
    "interviewers",
    "people",
    "contact",
    "agency",
    "source",
    "url",
    "tags",
    "resume",
    "pay",
    "terms",
    "outcome",
    "apply_by",
    "hear_back_by",
    "deadline",
    "resumes",
    "private",
)
"""The order of the keys in a file that is written anew: what, who, where from, what follows."""

_DETAILS = (
    "due",
    "drafted",
    "proofread_by",
    "via",
    "done",
    "accepted",
    "skipped",
    "snoozed",
    "note",
)


def entry_text(entry: Entry, folder: Kind | None) -> str:
    """Return the whole text of an entry's file, with Unix line ends.

    `folder` is the kind that the file's folder gives it; another one is written down. Comments and
    layout of a file that the entry was read from are not in it: changes are made by `source.edit`.
    """
    lines = ["---"]
    for key in ORDER:
        lines += _field(key, _value(entry, key, folder))
    for name, data in entry.extra.items():
        lines.append(f"{_key(name)}: {_flow(data, inside=False)}".rstrip())
    if entry.checklist:
        lines.append("checklist:")
        for item in entry.checklist:
            lines += _item(item)
    return "\n".join(lines) + "\n---\n" + entry.body


def front_lines(said: Mapping[str, str | Sequence[str] | Mapping[str, str]]) -> Iterator[str]:
    """Yield the lines of front matter for fields given as texts, lists, or one level of keys."""
    for key in sorted(said, key=lambda name: ORDER.index(name) if name in ORDER else len(ORDER)):
        value = said[key]
        if isinstance(value, str):
            yield f"{_key(key)}: {scalar(value)}"
        elif isinstance(value, Mapping):
            yield f"{_key(key)}: {_flow(value, inside=False)}"
        else:
            yield f"{_key(key)}:"
            yield from (f"  - {scalar(each)}" for each in value)


def due_text(due: DueRule) -> str:
    """Return a due rule as short as it can be written: `+2 business days` counts from the date."""
    return ", else ".join(
        str(part).removeprefix("date ").replace("+ ", "+", 1)
        if isinstance(part, Offset) and str(part).startswith("date +")
        else str(part)
        for part in due.alternatives
    )


def _value(entry: Entry, key: str, folder: Kind | None) -> Any:
    if key == "kind":
        return entry.kind.value if entry.kind is not folder else ""
    if key == "private":
        names = tuple(sorted(entry.private_fields))
        return (("*", *names) if names else "true") if entry.private else names
    return getattr(entry, key)


def _field(key: str, value: Any) -> Iterator[str]:
    if not value and not (isinstance(value, dt.time)):
        return
    if isinstance(value, dt.time):
        yield f"{key}: {value:%H:%M}"
    elif isinstance(value, dt.date):
        yield f"{key}: {value.isoformat()}"
    elif isinstance(value, str):
        yield f"{key}: {scalar(str(value))}"
    elif isinstance(value, tuple) and isinstance(value[0], Mention):
        yield from _people(key, value)
    else:
        yield f"{key}: {_flow(value, inside=False)}"


def _people(key: str, mentions: Sequence[Mention]) -> Iterator[str]:
    plain = _in_one_line(mentions[0])
    if key == "contact" and len(mentions) == 1 and plain and "," not in plain:
        yield f"{key}: {scalar(plain)}"
        return
    yield f"{key}:"
    for mention in mentions:
        plain = _in_one_line(mention)
        if plain:
            yield f"  - {scalar(plain)}"
            continue
        lead = "  - "
        for name in PERSON_KEYS:
            if text := getattr(mention, name):
                yield f"{lead}{name}: {scalar(text)}"
                lead = "    "


def _in_one_line(mention: Mention) -> str:
    """Return a name, or name and address, that reads back as this person; "" where more is said."""
    if any(getattr(mention, name) for name in PERSON_KEYS if name not in ("name", "email")):
        return ""
    text = f"{mention.name} <{mention.email}>" if mention.email else mention.name
    return text if split_name(text) == (mention.name, mention.email) else ""


def _item(item: Item) -> Iterator[str]:
    yield f"  - {_key(item.verb)}: {scalar(item.object) if item.object else ''}".rstrip()
    for name in _DETAILS:
        if text := _detail(item, name):
            yield f"    {name}: {scalar(text)}"
    for name, data in item.extra.items():
        yield f"    {_key(name)}: {_flow(data, inside=False)}".rstrip()


def _detail(item: Item, name: str) -> str:
    value = getattr(item, name)
    if not value:
        return ""
    if name == "snoozed":
        return f"{value} {item.snoozed_because}".strip()
    if isinstance(value, DueRule):
        return due_text(value)
    if value is True:
        return "true"
    return str(value)


def _key(name: str) -> str:
    return scalar(name) if name else "''"


def _flow(data: Data, *, inside: bool = True) -> str:
    """Return a value of the user's own in one line; texts stand as plain as they can."""
    if isinstance(data, Mapping):
        pairs = (f"{_flow(key)}: {_flow(value)}" for key, value in data.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(data, tuple):
        return "[" + ", ".join(_flow(each) for each in data) + "]"
    return scalar(data, flow=inside) if data else "''"
