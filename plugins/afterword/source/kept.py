"""Entries kept from one run to the next, so that only files are parsed that changed since."""

from __future__ import annotations

import datetime as dt
import io
import pickle
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import fields
from hashlib import blake2b
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from afterword.model.due import Anchor, DueRule, Offset, Unit
from afterword.model.entry import (
    EMPTY,
    Broken,
    Data,
    Draft,
    Entry,
    Item,
    Kind,
    Mention,
    Outcome,
    Stage,
)
from afterword.model.problem import Fix, Place, Problem
from afterword.model.settings import Settings
from afterword.source.entry import read_entry
from afterword.source.memory import Read
from afterword.source.store import Store

ROOM = "entry"
_BYTES = 16
_VALUES = (Offset, DueRule, Broken, Draft, Entry, Item, Mention, Fix, Problem)
_OTHERS = (Anchor, Unit, Kind, Outcome, Stage, Place)


def _mapping(values: dict[str, Data]) -> Mapping[str, Data]:
    return MappingProxyType(values) if values else EMPTY


_KNOWN = {(each.__module__, each.__qualname__): each for each in (*_VALUES, *_OTHERS)} | {
    (__name__, "_mapping"): _mapping,
    ("datetime", "date"): dt.date,
    ("datetime", "time"): dt.time,
}


def digest(data: bytes) -> bytes:
    """Return what tells one text from another."""
    return blake2b(data, digest_size=_BYTES).digest()


class KeptEntries:
    """Reads entries, those of the very bytes from before out of a store.

    Nothing else is believed: not a file's time, and not its size.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = repr(settings).encode()
        self._kept = store.get(ROOM)
        self._new: dict[str, tuple[bytes, bytes]] = {}

    def entry(self, data: bytes, path: str, kind: Kind, settings: Settings) -> Read:
        """Return what `read_entry` does."""
        key = digest(b"%s\0%s\0%s" % (digest(data), kind.encode(), self._settings))
        was, value = self._kept.get(path, (b"", b""))
        if was == key:
            return unpack(value)
        found = read_entry(data, path, kind, settings)
        self._new[path] = (key, pack(found))
        return found

    def keep(self, paths: Container[str]) -> None:
        """Keep what was read now, and forget the files that are not among `paths` any more."""
        gone = [path for path in self._kept if path not in paths]
        if self._new or gone:
            rows = ((path, key, value) for path, (key, value) in self._new.items())
            self._store.put(ROOM, rows, gone)


def pack(read: Read) -> bytes:
    """Return what was read of one file as bytes."""
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(read)
    return buffer.getvalue()


def unpack(value: bytes) -> Read:
    """Return what `pack` was given; makes nothing but values of the model."""
    found: Read = _Unpickler(io.BytesIO(value)).load()
    return found


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str, /) -> Any:
        """Return a class of the model; there is no way to any other, or to a function."""
        return _KNOWN[module, name]


def _reducer(cls: type[Any]) -> Callable[[Any], tuple[Any, tuple[Any, ...]]]:
    # Through the constructor, which is three times as fast as the way of frozen classes.
    names = [each.name for each in fields(cls)]
    if len(names) == 1:
        return lambda value: (cls, (getattr(value, names[0]),))
    values: Callable[[Any], tuple[Any, ...]] = attrgetter(*names)
    return lambda value: (cls, values(value))


def _as_mapping(value: MappingProxyType[Any, Any]) -> tuple[Any, tuple[Any, ...]]:
    return _mapping, (dict(value),)


def _as_tuple(value: Iterable[Any]) -> tuple[Any, tuple[Any, ...]]:
    return type(value), tuple(value)


_REDUCERS: dict[type[Any], Callable[[Any], tuple[Any, ...]]] = {
    **{cls: _reducer(cls) for cls in _VALUES},
    MappingProxyType: _as_mapping,
    Place: _as_tuple,
}
