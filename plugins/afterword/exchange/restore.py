"""The journal's own JSON read back: each entry as it was, each other file as it stood."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum
from typing import Any, TypeGuard, TypeVar

from afterword.model.due import Anchor, DueRule, Offset, Unit
from afterword.model.entry import Data, Done, Entry, Item, Kind, Mention, Outcome, Stage
from afterword.model.incoming import Incoming

FORMATS = (1,)
"""The versions of the data's form that are read."""
LARGEST = 500_000_000
"""Bytes of the largest file that is read: a journal of a lifetime is a tenth of it."""

_Word = TypeVar("_Word", bound=StrEnum)
_PEOPLE = ("interviewers", "people", "contact")
_DETAILS = frozenset(
    {"due", "done", "skipped", "snoozed", "note", "drafted", "proofread_by", "via", "accepted"}
)
_PERSON = tuple(each.name for each in fields(Mention) if each.name != "place")
_DERIVED = frozenset({"drafts", "places", "private_fields"})
"""What the data says elsewhere, or what follows from the text."""
_WHOLE = "*"
_HALF = re.compile("[\ud800-\udfff]")
_DEEPEST = 50
"""Levels of lists and mappings, as many as an entry's file may have."""
_OFFSET = re.compile(
    r"(?P<anchor>[a-z_]+)(?: (?P<sign>[+-]) (?P<amount>\d+) "
    r"(?P<unit>business day|day|week|month)s?)?\Z"
)


class _WrongError(Exception):
    """A value is not what its key wants; the message says which."""


def read_document(data: bytes) -> tuple[tuple[Incoming, ...], tuple[str, ...], str]:
    """Return the files of a journal in JSON, remarks, and why it cannot be read, or "".

    `entries` come with their files' `text` or are written anew; `pages` are texts of other files,
    which win over an entry of that path. What was `left_out` of the export is remarked upon. `row`
    counts the entries, then the pages.
    """
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return (), (), f"not readable as JSON ({error})."
    if not isinstance(found, dict) or not isinstance(found.get("entries"), list):
        return (), (), "no journal in JSON: `entries` is wanted, as `afterword export json` writes."
    if found.get("format") not in FORMATS:
        return (), (), f"format {found.get('format')!r} is not known; install a newer Afterword."
    pages = found.get("pages") or []
    if not isinstance(pages, list):
        return (), (), "`pages` wants a list."
    incoming = [_entry(number, each) for number, each in enumerate(found["entries"], 1)]
    verbatim = [_page(number, each) for number, each in enumerate(pages, len(incoming) + 1)]
    texts = {page.path for page in verbatim}
    kept = [each for each in incoming if not each.path or each.path not in texts]
    left = found.get("left_out") or []
    remarks = [f"left out of the export: {each}" for each in left] if _is_list(left) else []
    return (*kept, *verbatim), tuple(remarks), ""


def _is_list(value: Any) -> bool:
    return isinstance(value, list)


def _entry(number: int, data: Any) -> Incoming:
    said = dict(data) if isinstance(data, dict) else None
    path, text = (said.get("path"), said.pop("text", None)) if said else (None, None)
    entry, problems = entry_from_data(said)
    if not _is_path(path):
        problems, path = (*problems, "no `path`"), ""
    if not isinstance(text, str | None):
        problems, text = (*problems, "`text` wants a text"), None
    return Incoming(number, entry=entry, path=path, text=text, refused="; ".join(problems))


def _is_path(path: Any) -> TypeGuard[str]:
    return isinstance(path, str) and bool(path) and not _HALF.search(path)


def _page(number: int, data: Any) -> Incoming:
    path = data.get("path") if isinstance(data, dict) else None
    text = data.get("text") if isinstance(data, dict) else None
    if not _is_path(path) or not isinstance(text, str):
        return Incoming(number, refused="a page wants `path` and `text`")
    return Incoming(number, text=text, path=path)


def entry_from_data(data: Any) -> tuple[Entry | None, tuple[str, ...]]:
    """Return the entry that `exchange.data.entry_data` made the data from, or why there is none."""
    if not isinstance(data, dict):
        return None, ("an entry wants keys and values",)
    known = {each.name for each in fields(Entry)}
    unknown = [key for key in data if key not in known - _DERIVED]
    if unknown:
        return None, (f"unknown key `{unknown[0]}`",)
    try:
        return _read(data), ()
    except _WrongError as wrong:
        return None, (str(wrong),)


def _read(data: Mapping[str, Any]) -> Entry:
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key in ("date", "hear_back_by", "resumes", "apply_by", "deadline"):
            values[key] = _day(key, value)
        elif key == "time":
            values[key] = _time(value)
        elif key == "body_line":
            values[key] = value if isinstance(value, int) else 1
        elif key in _WORDS:
            values[key] = _word(key, value, _WORDS[key])
        elif key in _PEOPLE:
            values[key] = tuple(_mention(key, each) for each in _list(key, value))
        elif key == "tags":
            values[key] = tuple(_text(key, each) for each in _list(key, value))
        elif key == "checklist":
            values[key] = tuple(_item(each) for each in _list(key, value))
        elif key == "private":
            names = {_WHOLE} if value is True else {_text(key, each) for each in _list(key, value)}
            values["private"] = _WHOLE in names
            values["private_fields"] = frozenset(names - {_WHOLE})
        elif key in ("terms", "extra"):
            values[key] = _mapping(key, value)
        elif key == "pay":
            values[key] = _data(key, value)
        else:
            values[key] = _text(key, value)
    if "kind" not in values or "date" not in values:
        raise _WrongError("`kind` and `date` are wanted")
    return Entry(**{"id": "", "path": "", **values})


_WORDS: Mapping[str, type[StrEnum]] = {"kind": Kind, "stage": Stage, "outcome": Outcome}


def _text(key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise _WrongError(f"`{key}` wants a text")
    if _HALF.search(value):
        raise _WrongError(f"`{key}` holds half a character")
    return value


def _list(key: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise _WrongError(f"`{key}` wants a list")
    return value


def _mapping(key: str, value: Any, deep: int = 0) -> Mapping[str, Data]:
    if not isinstance(value, dict):
        raise _WrongError(f"`{key}` wants keys and values")
    return {_text(key, name): _data(key, each, deep + 1) for name, each in value.items()}


def _data(key: str, value: Any, deep: int = 0) -> Data:
    if deep > _DEEPEST:
        raise _WrongError(f"`{key}` is nested more than {_DEEPEST} levels deep")
    if isinstance(value, dict):
        return _mapping(key, value, deep)
    if isinstance(value, list):
        return tuple(_data(key, each, deep + 1) for each in value)
    return _text(key, value)


def _day(key: str, value: Any) -> dt.date:
    text = _text(key, value)
    try:
        if len(text) == 10:
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise _WrongError(f"`{key}: {text}` is no ISO date")


def _time(value: Any) -> dt.time:
    text = _text("time", value)
    try:
        if len(text) == 5:
            return dt.time.fromisoformat(text)
    except ValueError:
        pass
    raise _WrongError(f"`time: {text}` is no time such as 14:30")


def _word(key: str, value: Any, words: type[_Word]) -> _Word:
    text = _text(key, value)
    try:
        return words(text)
    except ValueError:
        raise _WrongError(f"`{key}: {text}` is none of {', '.join(words)}") from None


def _mention(key: str, value: Any) -> Mention:
    if not isinstance(value, dict) or not value.get("name") or set(value) - set(_PERSON):
        raise _WrongError(f"`{key}` wants people with a `name` and {', '.join(_PERSON[1:])}")
    texts: dict[str, Any] = {name: _text(name, text) for name, text in value.items()}
    return Mention(**texts)


def _item(value: Any) -> Item:
    if not isinstance(value, dict):
        raise _WrongError("`checklist` wants tasks")
    free = [key for key in value if key not in _DETAILS and not key.startswith("x-")]
    verb = next(iter(free), None)  # It stands before whatever else stands there, as in the file.
    if verb is None:
        raise _WrongError("`checklist` holds a task without a verb")
    found: dict[str, Any] = {}
    for key in ("skipped", "note", "proofread_by", "via"):
        if key in value:
            found[key] = _text(key, value[key])
    for key in ("done", "drafted", "accepted"):
        if key in value:
            found[key] = _done(key, value[key])
    if "due" in value:
        found["due"] = _due(_text("due", value["due"]))
    if "snoozed" in value:
        day, _, because = _text("snoozed", value["snoozed"]).partition(" ")
        found |= {"snoozed": _day("snoozed", day), "snoozed_because": because}
    found["extra"] = {
        key: _data(key, each) for key, each in value.items() if key not in {verb, *_DETAILS}
    }
    return Item(verb, _text(verb, value[verb]), **found)


def _done(key: str, value: Any) -> Done:
    return True if value is True else _day(key, value)


def _due(text: str) -> DueRule:
    parts: list[Offset | dt.date] = []
    for part in text.split(", else "):
        if part[:1].isdigit():
            parts.append(_day("due", part))
            continue
        found = _OFFSET.match(part)
        if not found or found["anchor"] not in set(Anchor):
            raise _WrongError(f"`due: {text}` is no date and no rule")
        amount = int(found["amount"] or 0)
        parts.append(
            Offset(
                Anchor(found["anchor"]),
                -amount if found["sign"] == "-" else amount,
                Unit(found["unit"] or Unit.DAY),
            )
        )
    return DueRule(tuple(parts))
