"""What the engine found in a draft, kept for the next time: to load it takes half a second."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import blake2b
from typing import Protocol

from afterword.prose.engine import Engine
from afterword.prose.finding import Slip, packed, unpacked

ROOM = "proof"
_BYTES = 16


class Keeper(Protocol):
    """Keeps values by room and name, each with a key; it may have lost them when asked."""

    def get(self, room: str, names: Iterable[str] | None = None) -> dict[str, tuple[bytes, bytes]]:
        """Return key and value by name."""

    def put(
        self, room: str, rows: Iterable[tuple[str, bytes, bytes]], gone: Iterable[str] = ()
    ) -> bool:
        """Keep rows of name, key and value, and drop the names that are gone."""


class KeptFindings:
    """An engine that is asked only about what it was not asked before."""

    def __init__(self, engine: Engine, keeper: Keeper | None) -> None:
        self._engine, self._keeper = engine, keeper
        self._kept = keeper.get(ROOM) if keeper else {}
        self._new: dict[str, tuple[bytes, bytes]] = {}
        self._used: set[str] = set()

    def is_installed(self) -> bool:
        """Whether there is an engine."""
        return self._engine.is_installed()

    def knows(self, task: str, text: str) -> bool:
        """Whether it was asked about a task's draft before, whatever words were right then."""
        return _name(task, text) in self._kept

    def check(self, task: str, text: str, words: Iterable[str]) -> list[Slip]:
        """Return what the engine finds in a task's draft; `words` are spelled right."""
        words = sorted(set(words))
        name = _name(task, text)
        key = _digest(json.dumps([self._engine.state, words])).digest()
        self._used.add(name)
        was, value = self._kept.get(name, (b"", b""))
        if was == key:
            return [unpacked(slip) for slip in json.loads(value)]
        found = self._engine.check(text, words)
        self._new[name] = (key, json.dumps([packed(slip) for slip in found]).encode())
        return found

    def keep(self) -> None:
        """Keep what was found now, and forget what was not asked about."""
        gone = self._kept.keys() - self._used
        if self._keeper and (self._new or gone):
            rows = ((name, key, value) for name, (key, value) in self._new.items())
            self._keeper.put(ROOM, rows, gone)


def _name(task: str, text: str) -> str:
    return _digest(json.dumps([task, text])).hexdigest()


def _digest(text: str) -> blake2b:
    return blake2b(text.encode(), digest_size=_BYTES)
