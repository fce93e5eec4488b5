"""What the site offers to other programs: the journal as JSON, a calendar, a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from afterword.pages import addresses
from afterword.site.folder import OwnFile, State, write_pieces
from afterword.source.copies import Copy
from afterword.source.store import Store

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from afterword.playbook.snapshot import Snapshot

_ROOM = "feed"
_NOT_IN_CALENDAR = frozenset({"body", "body_line", "checklist", "drafts", "places"})


class Feed(OwnFile):
    """A file for other programs, made when the pages are written: nobody waits for it."""

    make: Callable[[], Iterable[bytes | memoryview]]
    asks_store = False
    """Whether making it asks the store, which no copy of the process may."""

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT002  As MkDocs has it.
        """Leave the writing to `write`."""

    def write(self) -> State:
        """Make the file and write it; returns its state then."""
        return write_pieces(self.make(), self.abs_dest_path)


class Writing:
    """Feeds that are written by a copy of this process meanwhile, and here where it cannot."""

    def __init__(self, feeds: Iterable[Feed]) -> None:
        """Begin with those that a copy may write."""
        wanted = [feed for feed in feeds if not feed.asks_store]
        self._copy: Copy | None = Copy(lambda: ((feed.dest_uri, feed.write()) for feed in wanted))

    def states(self) -> dict[str, State]:
        """Return the states of what was written, by path, when that is done."""
        found: dict[str, State] = {}
        while self._copy:
            if each := self._copy.take():
                path, state = each
                found[path] = state
            else:
                self.end()
        return found

    def end(self) -> None:
        """End the copy, whatever it is doing."""
        if self._copy:
            self._copy.end()
        self._copy = None


def feeds(
    snapshot: Callable[[], Snapshot], store: Store | None, config: MkDocsConfig
) -> Iterator[Feed]:
    """Yield the files, without anything that is private; `snapshot` is asked when one is made.

    As bytes: as text its line ends would be doubled on Windows.
    """
    shown = cache(lambda: _public(snapshot()))
    for path, make in (
        (addresses.DATA, lambda: _data(shown())),
        (addresses.CALENDAR, lambda: [_calendar(shown(), store)]),
        (addresses.RECORD_TABLE, lambda: _table(shown())),
    ):
        feed = Feed.generated(config, path, content=b"")
        if isinstance(feed, Feed):
            feed.make, feed.asks_store = make, path == addresses.CALENDAR
            yield feed


# What makes them is loaded when they are made: mostly they are as they were.
def _public(snapshot: Snapshot) -> Snapshot:
    from afterword.playbook.public import public

    return public(snapshot)


def _data(shown: Snapshot) -> Iterable[bytes]:
    from afterword.exchange.data import document_in_pieces

    return document_in_pieces(shown, with_private=False)


def _table(shown: Snapshot) -> Iterable[bytes]:
    from afterword.exchange.table import BOM, activity_table, to_csv
    from afterword.views.activities import activities

    return [(BOM + to_csv(activity_table(activities(shown)))).encode()]


def _calendar(shown: Snapshot, store: Store | None) -> bytes:
    """Return the calendar, from before where it would be the same: its library is slow to load."""
    key = _key(shown).encode()
    if store:
        was, value = store.get(_ROOM, [addresses.CALENDAR]).get(addresses.CALENDAR, (b"", b""))
        if was == key:
            return value
    from afterword.exchange.calendar import calendar

    made = calendar(shown)
    if store:
        store.put(_ROOM, [(addresses.CALENDAR, key, made)])
    return made


def _key(shown: Snapshot) -> str:
    """Return what the calendar is made of."""
    from dataclasses import fields

    from afterword.model.entry import Entry
    from afterword.model.rules import PAST_DAYS
    from afterword.pages.fingerprint import Fingerprints

    names = [each.name for each in fields(Entry) if each.name not in _NOT_IN_CALENDAR]
    begin = shown.today - dt.timedelta(days=PAST_DAYS)
    recent = [entry for entry in shown.journal.entries if entry.date >= begin]
    opportunities = map(shown.journal.opportunity, recent)
    return Fingerprints({}, {}).of(
        (
            shown.today,
            shown.settings.timezone,
            shown.journal.shared,
            [task for task in shown.tasks if task.is_open],
            [tuple(getattr(entry, name) for name in names) for entry in recent],
            [each.role if each else "" for each in opportunities],
        )
    )
