"""Entries as they were read before, taken from the store while their bytes are the same."""

from __future__ import annotations

import datetime as dt
import io
import pickle
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import fields
from hashlib import blake2b
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from afterword.model import due, entry, problem
from afterword.model.entry import EMPTY, Broken, Entry, Kind
from afterword.model.settings import Settings
from afterword.model.text import paragraphs
from afterword.source.blocks import blocks_in
from afterword.source.copies import Copy, can_copy
from afterword.source.drafts import note_files
from afterword.source.entry import read_entry
from afterword.source.memory import Read
from afterword.source.store import Store

ROOM = "entries"
"""Where the store keeps them, by path."""
_GIST_BYTES = 16
_LENGTH_BYTES = 4
FEWEST = 100
"""New entries for which a copy of this process is worth its start."""
_AT_ONCE = 250
"""How many new entries are put into the store, or handed over, together."""
_Row = tuple[bytes, bytes]
"""What stands for an entry's bytes, and the entry behind its gist."""

_ALLOWED: dict[tuple[str, str], Any] = {
    (each.__module__, each.__qualname__): each
    for each in (
        *(entry.Broken, entry.Draft, entry.Entry, entry.Item, entry.Mention),
        *(entry.Kind, entry.Outcome, entry.Stage),
        *(due.Anchor, due.DueRule, due.Offset, due.Unit),
        *(problem.Fix, problem.Place, problem.Problem),
        *(dt.date, dt.time, frozenset),
    )
}
"""All that a value may be made of, besides texts, numbers, tuples and mappings."""


def _empty() -> Mapping[str, Any]:
    return EMPTY


_ALLOWED[_empty.__module__, _empty.__qualname__] = _empty


class _Text:
    """Stands for an entry's text, which is kept beside all else that is known of it."""


def _as_call(made: type) -> Callable[[Any], tuple[Any, ...]]:
    """Return how a frozen object is written: as a call of its class, read faster than a state."""
    values = attrgetter(*(each.name for each in fields(made)))
    if len(fields(made)) == 1:
        return lambda value: (made, (values(value),))
    return lambda value: (made, values(value))


_VALUES = attrgetter(*(each.name for each in fields(Entry)))
_TEXT_AT = [each.name for each in fields(Entry)].index("body")


def _without_text(value: Entry) -> tuple[Any, ...]:
    values = list(_VALUES(value))
    values[_TEXT_AT] = _Text
    return Entry, tuple(values)


def _no_mapping(value: Mapping[str, Any]) -> tuple[Any, ...]:
    if value:
        raise TypeError("only the empty mapping is a view")
    return _empty, ()


class _Pickler(pickle.Pickler):
    dispatch_table = {  # noqa: RUF012  # As the library wants it.
        MappingProxyType: _no_mapping,
        problem.Place: lambda place: (problem.Place, tuple(place)),
        **{
            each: _as_call(each)
            for each in list[type](_ALLOWED.values())
            if hasattr(each, "__dataclass_fields__")
        },
        Entry: _without_text,
    }


class _Unpickler(pickle.Unpickler):
    text = ""

    def find_class(self, module: str, name: str) -> Any:
        """Return what an entry may be made of; nothing else is ever looked up, or called."""
        if (module, name) == (_Text.__module__, _Text.__qualname__):
            return self.text
        try:
            return _ALLOWED[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of an entry") from None


def digest(data: bytes) -> bytes:
    """Return what tells a file's bytes from any others."""
    return blake2b(data, digest_size=_GIST_BYTES).digest()


def to_bytes(value: Read) -> bytes:
    """Return an entry and its problems as bytes; raises where there is something else in them."""
    text = value[0].body.encode("utf-8", "surrogatepass") if isinstance(value[0], Entry) else b""
    target = io.BytesIO()
    target.write(len(text).to_bytes(_LENGTH_BYTES, "big"))
    target.write(text)
    _Pickler(target, protocol=5).dump(value)
    return target.getvalue()


def from_bytes(data: bytes) -> Read | None:
    """Return what `to_bytes` was given; `None` where the bytes are not such."""
    try:
        packed = _besides_text(data)
        reader = _Unpickler(io.BytesIO(packed))
        text = data[_LENGTH_BYTES : len(data) - len(packed)]
        reader.text = text.decode("utf-8", "surrogatepass")
        value = reader.load()
    # Bytes that nobody wrote may stop anywhere, with any of Python's exceptions.
    except Exception:  # noqa: BLE001
        return None
    match value:
        case (Entry() | Broken(), tuple()):
            found: Read = value
            return found
    return None


def _besides_text(told: bytes) -> bytes:
    """Return what `to_bytes` made of all but an entry's text."""
    return told[_LENGTH_BYTES + int.from_bytes(told[:_LENGTH_BYTES], "big") :]


def gist(read: Read, data: bytes, told: bytes) -> bytes:
    """Return what stands for all that an entry says to others than who reads its own page.

    That is its front matter, with the places of everything in it, and what is wrong with the file;
    of its text no more than whether there is any (and what `model.text.quotes` takes from it, which
    depends on who asks). A text with a draft or a block counts whole; so does one of which
    anything is private, since others see an entry without it. `told` is the entry as bytes.
    """
    entry, _ = read
    if isinstance(entry, Broken) or entry.private or entry.private_fields:
        return digest(data)
    if entry.drafts or any(note_files(entry)) or blocks_in(entry.body, entry.path, 1):
        return digest(data)
    written = b"written" if any(paragraphs(entry.own_text)) else b""
    return digest(_besides_text(told) + written)


class Kept:
    """A reader of entries that knows again what it read before, on any day, of the same bytes.

    Once all are read, `keep` puts the last of what was new into the store.
    """

    def __init__(
        self, store: Store, settings: Settings, paths: Iterable[str] | None = None
    ) -> None:
        """Take from the store what it has of the entries, or of those with the given paths."""
        self._store = store
        self._settings = settings
        self._state_of_settings = _settings_state(settings)
        self._known = store.get(ROOM, paths)
        self._new: dict[str, _Row] = {}
        self._gists: dict[str, tuple[bytes, bytes]] = {}
        self._copy: Copy | None = None
        self._apart: frozenset[str] = frozenset()
        self._handed: dict[str, _Row] = {}

    def begin(self, pages: Mapping[str, bytes], kinds: Mapping[str, Kind | None]) -> None:
        """Have the second half of a journal's new entries read by a copy of this process.

        To be called before they are asked for in the order of the `pages`. Only where they are so
        many that it is worth the copy's start.
        """
        new = [
            (data, path, kind, self._settings)
            for path, data in pages.items()
            if (kind := kinds[path]) and self._known.get(path, (b"",))[0] != self.state(data, kind)
        ]
        if len(new) < FEWEST or not can_copy():
            return
        half = new[len(new) // 2 :]

        def read() -> Iterator[Mapping[str, _Row]]:
            rows = [(each[1], self._read(*each)[1]) for each in half]
            # Not before all is read: who hands something over waits until it is taken.
            for at in range(0, len(rows), _AT_ONCE):
                yield dict(rows[at : at + _AT_ONCE])

        self._copy = Copy(read)
        self._apart = frozenset(path for _, path, _, _ in half)

    def entry(self, data: bytes, path: str, kind: Kind, settings: Settings) -> Read:
        """Return what `read_entry` does, which is called only for what is not known."""
        key = self.state(data, kind)
        while path in self._apart and path not in self._handed:
            self._take()
        handed = self._handed.pop(path, None)
        known = handed or self._known.get(path)
        if known and known[0] == key:
            found = from_bytes(known[1][_GIST_BYTES:])
            if found and found[0].path == path:
                if handed:
                    self._add(path, handed)
                return found
        found, row = self._read(data, path, kind, settings)
        self._add(path, row)
        return found

    def _read(self, data: bytes, path: str, kind: Kind, settings: Settings) -> tuple[Read, _Row]:
        found = read_entry(data, path, kind, settings)
        told = to_bytes(found)
        return found, (self.state(data, kind), gist(found, data, told) + told)

    def _add(self, path: str, row: _Row) -> None:
        """Take up what was read anew, to be put into the store now or with some others."""
        self._new[path] = row
        self._gists[path] = (row[0], row[1][:_GIST_BYTES])
        if len(self._new) >= _AT_ONCE:
            self._put()

    def _put(self, gone: Iterable[str] = ()) -> None:
        self._store.put(ROOM, [(path, *row) for path, row in self._new.items()], gone)
        self._new = {}

    def _take(self) -> None:
        """Take some of what the copy read; what it does not hand over is read here."""
        handed = self._copy.take() if self._copy else None
        if handed is None:
            self._apart = frozenset()
        else:
            self._handed |= handed

    def gist(self, path: str, state: bytes) -> bytes:
        """Return an entry's gist in a state of its file, or the state where it is not known."""
        for rows in (self._gists, self._known):
            key, value = rows.get(path, (b"", b""))
            if key == state:
                return value[:_GIST_BYTES]
        return state

    def before(self, path: str, state: bytes) -> Entry | None:
        """Return an entry as it was read in another state of its file, where that is known."""
        key, value = self._known.get(path, (b"", b""))
        found = from_bytes(value[_GIST_BYTES:]) if key == state else None
        return found[0] if found and isinstance(found[0], Entry) else None

    def keep(self, paths: Container[str]) -> None:
        """Put what was read anew into the store, and drop what is not among the `paths` any more.

        An entry's file that became another page's stays, which harms nobody.
        """
        if self._copy:
            self._copy.end()
        gone = [path for path in self._known if path not in paths]
        if self._new or gone:
            self._put(gone)

    def state(self, data: bytes, kind: Kind) -> bytes:
        """Return what stands for an entry's bytes, as these settings have it."""
        told = kind.value.encode()
        return blake2b(
            data, key=self._state_of_settings, digest_size=_GIST_BYTES, person=told
        ).digest()


def _settings_state(settings: Settings) -> bytes:
    """Return what is the same for the same settings, in any process."""
    parts = ((each.name, getattr(settings, each.name)) for each in fields(settings))
    text = repr([(name, sorted(v) if isinstance(v, frozenset) else v) for name, v in parts])
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=32).digest()
