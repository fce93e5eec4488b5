"""What a tick changes in one checklist item, as a value: the model's own edit."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Any

from afterword.model.entry import Done, Item
from afterword.model.task import State, Task

KEYS = ("done", "skipped", "snoozed", "drafted", "proofread_by", "via", "accepted", "note")
"""The details of an item that a tick may set or take away."""

_DAYS = frozenset({"done", "drafted", "accepted"})
_PUT_OFF = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s+(.*))?\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Change:
    """One detail to set, or (`value` is `None`) to take away.

    `value` is the text as the file has it: an ISO date or `true` for `done`, `drafted` and
    `accepted`, a date and a reason for `snoozed`, any text for the others.
    """

    key: str
    value: str | None

    def __post_init__(self) -> None:
        """Refuse a key that a tick has nothing to do with."""
        if self.key not in KEYS:
            raise ValueError(self.key)


def changed(item: Item, change: Change) -> Item:
    """Return the item as it reads after the change."""
    if change.key == "snoozed":
        found = _PUT_OFF.match(change.value) if change.value else None
        day = dt.date.fromisoformat(found[1]) if found else None
        return replace(item, snoozed=day, snoozed_because=(found[2] or "") if found else "")
    value: Any = _day(change.value) if change.key in _DAYS else change.value or ""
    return replace(item, **{change.key: value})


def is_set(item: Item, change: Change) -> bool:
    """Whether an item says already what the change would make it say."""
    return changed(item, change) == item


def _day(value: str | None) -> Done:
    if value is None:
        return None
    return True if value == "true" else dt.date.fromisoformat(value)


def senseless(task: Task, change: Change, today: dt.date) -> str:
    """Return why a change makes no sense for a task as it stands, or ""; it ends in a full stop.

    `today` is a day in the journal's time zone.
    """
    if change.value is None:
        return ""
    if change.key in ("drafted", "proofread_by") and task.verb != "thank":
        return "it is no thank-you, which alone is drafted and proofread."
    if change.key in _DAYS and change.value != "true":
        day = dt.date.fromisoformat(change.value)
        if day > today:
            return f"{day} is still to come; a tick says what was done."
    if change.key == "skipped" and task.state is State.DONE:
        return "it is done already; `afterword undo` takes that back."
    if change.key == "snoozed" and (found := _PUT_OFF.match(change.value)):
        day = dt.date.fromisoformat(found[1])
        if day <= today:
            return f"{day} is not after today, {today}; it is put off to a day to come."
        if task.due is not None and day <= task.due:
            return f"it is due on {task.due} already; to have it earlier, write `due:` yourself."
    return ""
