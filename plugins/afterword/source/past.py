"""Reads what entries said in earlier commits, with the reader that reads them today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from afterword.model.entry import Entry
from afterword.model.past import Commit, Past, Turn
from afterword.model.settings import Settings
from afterword.source.entry import read_entry
from afterword.source.files import PAGE_SUFFIXES, kind_of_path
from afterword.source.git import FileChange, Log, read_log, read_texts

Wanted = Callable[[str, "Entry | None"], bool]


def read_past(root: Path, settings: Settings, present: Mapping[str, Entry], wanted: Wanted) -> Past:
    """Return what was committed of some entries, and what of them is not committed yet.

    `present` are the journal's entries by path. `wanted` says by path and entry which are asked
    about: the present ones, and those whose file is gone, as they were last. Files are followed
    through renames. Raises a `GitError` where there is no history to read.
    """
    log = read_log(root)
    lines = _lines(log.changes, settings)
    last = {path: changes[-1] for path, changes in lines.items()}
    gone = {path: each for path, each in last.items() if path not in present}
    reader = _Reader(root, settings)
    # What was renamed but not committed, and what was deleted, is asked about as it was last.
    reader.fetch(text for each in gone.values() for text in _ids(each))
    chosen = {path for path, entry in present.items() if wanted(path, entry)}
    chosen |= {path for path, each in gone.items() if wanted(path, reader.last_of(each))}
    mine = [change for path in chosen for change in lines.get(path, ())]
    reader.fetch(text for change in mine for text in _ids(change))
    order = {id(change): number for number, change in enumerate(log.changes)}
    turns = [reader.turn(each) for each in sorted(mine, key=lambda each: order[id(each)])]
    turns += _uncommitted(log, reader, {path: present.get(path) for path in sorted(chosen)})
    return Past(tuple(turns), log.shallow, len(reader.missing))


def _ids(change: FileChange) -> tuple[str, ...]:
    return (*change.before, change.after)


def _lines(changes: Iterable[FileChange], settings: Settings) -> dict[str, list[FileChange]]:
    """Return each file's changes by the path that it has, or had last; renames are one file.

    Two branches may both have changed a file before one of them renamed it.
    """
    named: dict[str, list[FileChange]] = {}
    for change in changes:
        is_page = change.path.lower().endswith(PAGE_SUFFIXES)
        if not is_page or kind_of_path(change.path, settings.folders) is None:
            continue
        if change.was != change.path and change.was in named:
            earlier = named.pop(change.was)
            named[change.path] = [*named.get(change.path, ()), *earlier]
        named.setdefault(change.path, []).append(change)
    return named


class _Reader:
    """Entries by the ids of their texts, each read once."""

    def __init__(self, root: Path, settings: Settings) -> None:
        self.root, self._settings = root, settings
        self._texts: dict[str, bytes] = {}
        self._entries: dict[tuple[str, str], Entry | None] = {}
        self._readable: dict[str, Entry | None] = {}
        self.missing: set[str] = set()

    def fetch(self, ids: Iterable[str]) -> None:
        new = {each for each in ids if each} - self._texts.keys()
        self._texts |= read_texts(self.root, new)
        self.missing |= new - self._texts.keys()

    def entry(self, path: str, text: str) -> Entry | None:
        """Return what the file said, `None` where it was not there or cannot be read."""
        if text not in self._texts:
            return None
        key = (path, text)
        if key not in self._entries:
            kind = kind_of_path(path, self._settings.folders)
            data = self._texts[text]
            found = read_entry(data, path, kind, self._settings)[0] if kind else None
            self._entries[key] = found if isinstance(found, Entry) else None
        return self._entries[key]

    def last_of(self, change: FileChange) -> Entry | None:
        """Return what a file that is gone said last."""
        if change.after:
            return self.entry(change.path, change.after)
        return next((self.entry(change.was, text) for text in change.before if text), None)

    def before(self, path: str, text: str) -> Entry | None:
        """Return what the file said, or what it said last while it could be read."""
        return self.entry(path, text) or self._readable.get(text)

    def turn(self, change: FileChange) -> Turn:
        before = tuple(self.before(change.was, text) for text in change.before)
        after = self.entry(change.path, change.after)
        if change.after and after is None:
            self._readable[change.after] = next((each for each in before if each), None)
        return Turn(
            Commit(change.commit, dt.datetime.fromtimestamp(change.at, dt.UTC)),
            change.path,
            before,
            after,
            change.was if change.was != change.path else "",
            readable=not change.after or after is not None,
        )


def _uncommitted(log: Log, reader: _Reader, chosen: Mapping[str, Entry | None]) -> Iterable[Turn]:
    """Yield how the files differ from what was committed last."""
    reader.fetch(log.present.get(path, "") for path in chosen)
    for path, entry in chosen.items():
        text = log.present.get(path, "")
        if not text and entry is None:
            continue
        before = reader.before(path, text)
        readable = entry is not None or not (reader.root / path).exists()
        yield Turn(None, path, (before,), entry, readable=readable)
