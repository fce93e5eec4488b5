"""The marks by which imported entries are known again, wherever in the journal they stand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from afterword.model.entry import IMPORT_KEY, Entry
from afterword.source.files import MAX_BYTES, PAGE_SUFFIXES
from afterword.source.load import Loaded

_MARK = re.compile(rb"^x-import:[ \t]*['\"]?([^\s'\"]+)", re.MULTILINE)


def origin_of(entry: Entry) -> str:
    """Return the row that an entry came from, without the day of its import; "": none."""
    found = entry.extra.get(IMPORT_KEY, "")
    return found.partition(" ")[0] if isinstance(found, str) else ""


def marked(entry: Entry, today: dt.date) -> Entry:
    """Return a new entry with the day on which it is imported behind its mark."""
    origin = origin_of(entry)
    extra = {**entry.extra, IMPORT_KEY: f"{origin} {today}"} if origin else entry.extra
    return replace(entry, extra=extra)


def marks_in(root: Path, loaded: Loaded) -> Iterator[tuple[str, str]]:
    """Yield the rows that entries came from, with their files.

    Those that cannot be read carry their mark all the same; so do those that were moved to where
    no entries are.
    """
    entries = {entry.path: entry for entry in loaded.journal.entries}
    pages = {path for path in loaded.publishable if path.lower().endswith(PAGE_SUFFIXES)}
    pages |= {broken.path for broken in loaded.journal.broken}
    for path in sorted(pages - entries.keys()):
        with suppress(OSError), (root / path).open("rb") as file:
            for found in _MARK.finditer(file.read(MAX_BYTES).replace(b"\r", b"\n")):
                yield found[1].decode("utf-8", "replace"), path
    for path, entry in entries.items():
        if origin := origin_of(entry):
            yield origin, path
