"""Makes entries by hand, for tests that need no file."""

from __future__ import annotations

import datetime as dt
from typing import Any

from afterword.model.entry import Entry, Kind


def day(text: str) -> dt.date:
    """Return the day `text` in ISO form."""
    return dt.date.fromisoformat(text)


def entry(name: str, date: str, kind: Kind = Kind.INTERVIEW, **fields: Any) -> Entry:
    """Return the entry `name`, at Acme Robotics unless `company` says otherwise."""
    fields.setdefault("company", "Acme Robotics")
    return Entry(id=name, path=f"{kind}s/{name}.md", kind=kind, date=day(date), **fields)
