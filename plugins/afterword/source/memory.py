"""What was read of the journal's files, kept by whoever looks at it again and again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from afterword.model.entry import Broken, Entry, Kind
from afterword.model.problem import Problem
from afterword.model.settings import Settings
from afterword.source.files import Scan

if TYPE_CHECKING:
    from afterword.source.load import Loaded

Read = tuple[Entry | Broken, tuple[Problem, ...]]
Reader = Callable[[bytes, str, Kind, Settings], Read]
"""Reads one file as an entry: its bytes, its path, what its folder says it is, the settings."""


class Memory:
    """Entries by the very bytes they were read from, and the last journal by those of all files.

    Bytes are compared, not times and sizes, so that nothing that another program wrote is missed.
    Not for several threads at once.
    """

    def __init__(self) -> None:
        self._settings: Settings | None = None
        self._entries: dict[str, tuple[bytes, Kind, Read]] = {}
        self._last: tuple[Scan, Loaded] | None = None

    def after(self, root: Path, path: str) -> Scan | None:
        """Return the files as they were read last, but for one, which is read anew.

        That is what stands in the journal once this file is written under its lock. `None` where
        it is not known.
        """
        if self._last is None or path not in self._last[0].pages:
            return None
        try:
            data = (root / path).read_bytes()
        except OSError:
            return None
        last = self._last[0]
        return replace(last, pages={**last.pages, path: data})

    def begin(self, found: Scan, settings: Settings) -> Loaded | None:
        """Return the journal read last where the files and settings are the same as then."""
        if settings != self._settings:
            self._settings, self._entries, self._last = settings, {}, None
        if self._last and self._last[0] == found:
            return self._last[1]
        self._last = None
        self._entries = {path: kept for path, kept in self._entries.items() if path in found.pages}
        return None

    def over(self, read: Reader) -> Reader:
        """Return a reader that calls `read` only for bytes it has not seen there."""

        def entry(data: bytes, path: str, kind: Kind, settings: Settings) -> Read:
            kept = self._entries.get(path)
            if kept is None or kept[0] != data or kept[1] is not kind:
                kept = self._entries[path] = (data, kind, read(data, path, kind, settings))
            return kept[2]

        return entry

    def keep(self, found: Scan, loaded: Loaded) -> None:
        """Keep a journal that was made of these files and nothing else."""
        self._last = (found, loaded)
