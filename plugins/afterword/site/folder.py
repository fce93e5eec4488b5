"""The folder of the built site, kept between builds: what is right in it is left as it is."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from io import FileIO
from itertools import zip_longest
from typing import Any

from mkdocs import utils
from mkdocs.structure.files import File

_NAMES = ("clean_directory", "write_file", "copy_file")
_BLOCK = 1 << 16
State = tuple[int, int]
"""A file's size, and its time of change in nanoseconds."""
Output = tuple[str, int, int]
"""What stands for a written page, with the file's size and time of change in nanoseconds."""


class OwnFile(File):
    """A file made by the plugin, which is written as pages are."""

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT002  As MkDocs has it.
        """Write the file."""
        utils.write_file(self.content_bytes, self.abs_dest_path)


def write_pieces(pieces: Iterable[bytes | memoryview], path: str) -> State:
    """Write a long file unless it is as it would be; no more than a piece of it is in memory.

    Returns the state of the file as it was written or found.
    """
    os.makedirs(os.path.dirname(path), exist_ok=True)
    beside = f"{path}.{os.getpid()}.new"
    with open(beside, "wb") as file:
        file.writelines(pieces)
        file.flush()
        state = _state_of(file.fileno())
    if os.path.isdir(path):
        shutil.rmtree(path)
    if found := _same(beside, path):
        os.unlink(beside)
        return found
    os.replace(beside, path)  # Whoever reads it meanwhile gets the old file or the new one.
    return state


def _same(beside: str, path: str) -> State | None:
    """Return the state of a file that holds what the other does, `None` where it does not."""
    try:
        with open(path, "rb", buffering=0) as there, open(beside, "rb", buffering=0) as new:
            state = _state_of(there.fileno())
            same = all(a == b for a, b in zip_longest(_blocks(there), _blocks(new)))
            return state if same else None
    except FileNotFoundError:
        return None


def _blocks(file: FileIO) -> Iterator[bytes]:
    while block := file.read(_BLOCK):
        yield block


def _state_of(descriptor: int) -> State:
    state = os.fstat(descriptor)
    return state.st_size, state.st_mtime_ns


class SiteFolder:
    """A site's folder with what was written to it before, by path below it.

    MkDocs empties the folder before it knows what will be in it, and writes every page whether it
    changed or not. Between `begin` and `end` only that is removed which is not known to be a
    page's last output, and only that is written which differs, each file at once. With `others`,
    the paths of all other files that were written, the folder is being served: nothing in it is
    removed before the new site is there.
    """

    def __init__(
        self, folder: str, written: dict[str, Output], others: frozenset[str] | None = None
    ) -> None:
        self.folder = os.path.normpath(folder)
        self._written, self._others = written, others
        self._states: dict[str, State] = {}
        """What was seen of this build's own files when they were written or found to be right."""
        self._found: dict[str, State] = {}
        self._originals: tuple[Any, ...] | None = None

    def begin(self) -> None:
        """Take over cleaning, writing and copying; of other folders MkDocs' own go on."""
        module: Any = utils
        self._originals = tuple(getattr(utils, name) for name in _NAMES)
        for name, own in zip(_NAMES, (self._clean, self._write, self._copy), strict=True):
            setattr(module, name, own)

    def end(self) -> None:
        """Leave all that to MkDocs again."""
        module: Any = utils
        for name, original in zip(_NAMES, self._originals or (), strict=False):
            setattr(module, name, original)
        self._originals = None

    def holds(self, path: str, digest: str) -> bool:
        """Whether a page's file is there as it was written, and would be written so again."""
        known = self._written.get(path)
        if known is None or known[0] != digest:
            return False
        # A build that begins with a look at the folder need not look again.
        if (self._found.get(path) or self._state(path)) != known[1:]:
            return False
        self._states[self._full(path)] = known[1:]
        return True

    def read(self, path: str) -> bytes | None:
        """Return what is in a file, `None` where there is none."""
        try:
            with open(self._full(path), "rb") as file:
                return file.read()
        except OSError:
            return None

    def write(self, path: str, text: str) -> None:
        """Write a page."""
        self._write(text.encode("utf-8", errors="xmlcharrefreplace"), self._full(path))

    def take(self, path: str, state: State) -> None:
        """Take up a file that was written by itself, and its state then."""
        self._states[self._full(path)] = state

    def outputs(
        self, digests: Iterable[tuple[str, str]], others: Iterable[str]
    ) -> dict[str, Output]:
        """Return pages with what stands for them as this build wrote them.

        Removes what else was a page's, but for the paths of `others`, where another file is now.
        """
        found: dict[str, Output] = {}
        for path, digest in digests:
            # Not as it is by now: another build may have written to the folder meanwhile.
            if state := self._states.get(self._full(path)):
                found[path] = (digest, *state)
        for path in self._written.keys() - found.keys() - set(others):
            self._remove(path)
        return found

    def keep_of_others(self, paths: frozenset[str]) -> None:
        """Remove the files that are no pages and not among these any more."""
        for path in (self._others or frozenset()) - paths:
            self._remove(path)

    def _full(self, path: str) -> str:
        return f"{self.folder}{os.sep}{path.replace('/', os.sep)}"

    def _state(self, path: str) -> State | None:
        try:
            state = os.lstat(self._full(path))
        except OSError:
            return None
        return state.st_size, state.st_mtime_ns

    def _remove(self, path: str) -> None:
        full = self._full(path)
        try:
            os.unlink(full)
            while (full := os.path.dirname(full)) != self.folder:
                os.rmdir(full)
        except OSError:
            return  # It is gone already, or others are in the folder.

    def _clean(self, folder: str) -> None:
        if os.path.normpath(folder) != self.folder or not self._written:
            if self._originals:
                self._originals[0](folder)
        elif self._others is None and os.path.isdir(folder):
            self._clean_below(folder, "")

    def _clean_below(self, folder: str, prefix: str) -> bool:
        """Remove what is no page written before; returns whether nothing is left."""
        empty = True
        with os.scandir(folder) as listing:
            for each in listing:
                path = prefix + each.name
                if not prefix and each.name.startswith("."):
                    empty = False  # As MkDocs has it.
                elif each.is_dir(follow_symlinks=False):
                    if self._clean_below(each.path, path + "/"):
                        os.rmdir(each.path)
                    else:
                        empty = False
                elif path in self._written and self._state(path) == self._written[path][1:]:
                    self._found[path] = self._written[path][1:]
                    empty = False
                else:
                    os.unlink(each.path)
        return empty

    def _write(self, content: bytes, path: str) -> None:
        try:
            with open(path, "rb", buffering=0) as file:
                is_as_long = os.fstat(file.fileno()).st_size == len(content)
                if is_as_long and file.read() == content:
                    self._see(file.fileno(), path)
                    return
        except OSError:
            if os.path.isdir(path):
                shutil.rmtree(path)
            os.makedirs(os.path.dirname(path), exist_ok=True)
        # Whoever reads it meanwhile gets the old file or the new one.
        beside = f"{path}.{os.getpid()}.new"
        with open(beside, "wb") as file:
            file.write(content)
            file.flush()
            self._see(file.fileno(), path)
        os.replace(beside, path)

    def _see(self, descriptor: int, path: str) -> None:
        self._states[os.path.normpath(path)] = _state_of(descriptor)

    def _copy(self, source: str, path: str) -> None:
        if os.path.isdir(path):
            path = os.path.join(path, os.path.basename(source))
        with open(source, "rb") as file:
            self._write(file.read(), path)
