"""Where a new file may stand: at a path that is free, and that is read there."""

from __future__ import annotations

import os
import re
from collections.abc import Container
from pathlib import Path

from afterword.model.entry import Kind
from afterword.model.folder import TEXTS
from afterword.pen.desk import Desk
from afterword.source.entry import entry_id
from afterword.source.files import PAGE_SUFFIXES, is_passed_over, kind_of_path, page_address
from afterword.source.load import Loaded

_ODD = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")
_LONGEST, _DEEPEST = 255, 1000
"""Bytes that every file system takes as a name, and as a path."""


class Places:
    """The paths of a journal that are taken, by its files and by those that are to be written."""

    def __init__(self, desk: Desk, loaded: Loaded) -> None:
        self._desk = desk
        journal = loaded.journal
        self._ids = {entry.id.casefold() for entry in journal.entries}
        self._ids |= {broken.id.casefold() for broken in journal.broken}
        self._addresses = {_address(path): path for path in loaded.publishable}
        self._files: set[str] = set()
        self._folders: set[str] = set()
        self._numbers: dict[str, int] = {}

    def folder(self, kind: Kind) -> str:
        """Return a folder for entries of a kind: one that is there, else the first that may be.

        A link to a folder of entries stands for that one.
        """
        folders = self._desk.settings.folders
        mine = [name for name, given in folders.items() if given is kind]
        there = [self._itself(name) for name in mine if (self._desk.root / name).is_dir()]
        mine = mine or [*folders, "applications"]
        read = (
            name
            for name in (*there, *mine)
            if kind_of_path(f"{name}/x.md", folders) and not self._unreachable(f"{name}/x.md")
        )
        return next(read, mine[0])

    def _itself(self, name: str) -> str:
        home = Path(os.path.realpath(self._desk.root))
        real = Path(os.path.realpath(home / name))
        return real.relative_to(home).as_posix() if real.is_relative_to(home) else name

    def free(self, wanted: str, *, entry: bool) -> str:
        """Return a path for a page that no file has; an entry's id, too, is to be its own."""
        while True:
            number = self._numbers[wanted] = self._numbers.get(wanted, 0) + 1
            path = wanted + (f"-{number}" if number > 1 else "") + ".md"
            taken = entry and entry_id(path).casefold() in self._ids
            if not (taken or self.hides(path) or os.path.lexists(self._desk.root / path)):
                return path

    def hides(self, path: str, *, together: Container[str] = ()) -> bool:
        """Whether a page at this path would be published where another one is.

        Those that come `together` with it were in one journal before.
        """
        other = self._addresses.get(_address(path), path)
        return other != path and other not in together

    def take(self, path: str) -> None:
        """Count a path as taken."""
        self._addresses[_address(path)] = path
        self._ids.add(entry_id(path).casefold())
        self._files.add(path)
        self._folders.update(_parents(path))

    def unusable(self, path: str, *, published: bool = True) -> str:
        """Return why a path cannot be that of a file in the journal, or "".

        A file that need not be `published` may be one that `exclude_docs` or MkDocs leaves out.
        """
        parts = path.split("/")
        if any(part in ("", ".", "..") or part.startswith(".") for part in parts) or (
            _ODD.search(path) or os.path.isabs(path) or (":" in path and os.name == "nt")
        ):
            return f"`{path}` is no path inside the journal"
        if len(path.encode()) > _DEEPEST or any(len(part.encode()) > _LONGEST for part in parts):
            return f"its path is too long (names of {_LONGEST} bytes, {_DEEPEST:,} in all)"
        if not path.lower().endswith(TEXTS):
            return f"`{path}` is no text ({', '.join(TEXTS)})"
        if published and self._desk.excluded is not None and self._desk.excluded(path):
            return f"`{path}` is left out by `exclude_docs`"
        if is_passed_over(path, whole=not published):
            return f"`{path}` is a name that is never read"
        return self._unreachable(path)

    def _unreachable(self, path: str) -> str:
        for parent in _parents(path):
            folder = self._desk.root / parent
            if os.path.islink(folder):
                return f"`{parent}` is a link, and nothing is read there; make it a folder"
            if parent in self._files or (os.path.lexists(folder) and not os.path.isdir(folder)):
                return f"`{parent}` is a file, and no folder"
        return f"`{path}` is a folder, and no file" if path in self._folders else ""


def _parents(path: str) -> list[str]:
    """Return the folders above a path, the outermost first."""
    return [path[:at] for at, char in enumerate(path) if char == "/"]


def _address(path: str) -> str:
    """Return where a file is published, in the form in which two are one."""
    return page_address(path) if path.lower().endswith(PAGE_SUFFIXES) else path
