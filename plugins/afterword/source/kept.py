"""Entries as they were read before, taken from the store while their bytes are the same."""

from __future__ import annotations

import datetime as dt
import io
import pickle
from collections.abc import Callable, Container, Mapping
from dataclasses import fields
from hashlib import blake2b
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from afterword.model import due, entry, problem
from afterword.model.entry import EMPTY, Broken, Entry, Kind
from afterword.model.settings import Settings
from afterword.source.entry import read_entry
from afterword.source.memory import Read
from afterword.source.store import Row, Store

ROOM = "entries"
"""Where the store keeps them, by path."""

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


def _as_call(made: type) -> Callable[[Any], tuple[Any, ...]]:
    """Return how a frozen object is written: as a call of its class, read faster than a state."""
    values = attrgetter(*(each.name for each in fields(made)))
    if len(fields(made)) == 1:
        return lambda value: (made, (values(value),))
    return lambda value: (made, values(value))


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
    }


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Return what an entry may be made of; nothing else is ever looked up, or called."""
        try:
            return _ALLOWED[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is no part of an entry") from None


def digest(data: bytes) -> bytes:
    """Return what tells a file's bytes from any others."""
    return blake2b(data, digest_size=16).digest()


def to_bytes(value: Read) -> bytes:
    """Return an entry and its problems as bytes; raises where there is something else in them."""
    target = io.BytesIO()
    _Pickler(target, protocol=5).dump(value)
    return target.getvalue()


def from_bytes(data: bytes) -> Read | None:
    """Return what `to_bytes` was given; `None` where the bytes are not such."""
    try:
        value = _Unpickler(io.BytesIO(data)).load()
    # Bytes that nobody wrote may stop anywhere, with any of Python's exceptions.
    except Exception:  # noqa: BLE001
        return None
    match value:
        case (Entry() | Broken(), tuple()):
            found: Read = value
            return found
    return None


class Kept:
    """A reader of entries that knows again what it read before, on any day, of the same bytes.

    Once all are read, `keep` puts what was new into the store.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = _settings_state(settings)
        self._known = store.get(ROOM)
        self._new: list[Row] = []

    def entry(self, data: bytes, path: str, kind: Kind, settings: Settings) -> Read:
        """Return what `read_entry` does, which is called only for what is not known."""
        key = blake2b(data, key=self._settings, digest_size=16, person=kind.value.encode()).digest()
        known = self._known.get(path)
        if known and known[0] == key:
            found = from_bytes(known[1])
            if found and found[0].path == path:
                return found
        found = read_entry(data, path, kind, settings)
        self._new.append((path, key, to_bytes(found)))
        return found

    def keep(self, paths: Container[str]) -> None:
        """Put what was read anew into the store, and drop what is not among the `paths` any more.

        An entry's file that became another page's stays, which harms nobody.
        """
        gone = [path for path in self._known if path not in paths]
        if self._new or gone:
            self._store.put(ROOM, self._new, gone)


def _settings_state(settings: Settings) -> bytes:
    """Return what is the same for the same settings, in any process."""
    parts = ((each.name, getattr(settings, each.name)) for each in fields(settings))
    text = repr([(name, sorted(v) if isinstance(v, frozenset) else v) for name, v in parts])
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=32).digest()
