"""The one writer: files are replaced whole or not at all, and never over somebody else's change."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout

TEMPORARY = ".afterword-"
"""How the names of our temporary files begin; what begins with a dot is never published."""
LOCK_SECONDS = 10.0
"""How long a write waits for others to end theirs."""


class RefusedError(Exception):
    """Nothing was written; the message says why and what to do, with the path."""


class ChangedMeanwhileError(RefusedError):
    """Somebody else saved the file since it was read."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: it was saved by another program meanwhile; look at it again.")


class NotWritableError(RefusedError):
    """The file or its folder cannot be written to."""

    def __init__(self, path: Path, cause: str) -> None:
        super().__init__(f"{path}: not written ({cause}).")


class OutsideError(RefusedError):
    """The path leads out of the journal, or to something that is no file."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: not a regular file inside the journal; it is not written to.")


class BusyError(RefusedError):
    """Another write did not end in time."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: another write is still going on; try again in a moment.")


@contextmanager
def locked(lock: Path, *, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Hold the journal's lock, across processes and threads, while something is written.

    Raises `BusyError` where it cannot be had in time, `NotWritableError` where its folder cannot be
    made.
    """
    try:
        lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(lock, timeout=seconds):
            yield
    except Timeout:
        raise BusyError(lock) from None
    except OSError as error:
        raise NotWritableError(lock, _cause(error)) from None


def inside(root: Path, path: str) -> Path:
    """Return the real file that a path of the journal stands for: a link's target, and no link.

    Raises `OutsideError` for what is not a regular file in the journal.
    """
    home = Path(os.path.realpath(root))
    real = Path(os.path.realpath(home / path))
    try:
        regular = stat.S_ISREG(os.stat(real).st_mode)
    except OSError as error:
        raise NotWritableError(home / path, _cause(error)) from None
    if not regular or not real.is_relative_to(home):
        raise OutsideError(home / path)
    return real


def read_bytes(path: Path) -> bytes:
    """Return what a file holds; raises `NotWritableError` where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotWritableError(path, _cause(error)) from None


def replace_file(path: Path, old: bytes, new: bytes) -> None:
    """Put `new` in the place of a file that still holds `old`, with its mode and owner.

    Written beside it, synced, and renamed over it: whoever is killed at any point leaves the old
    file or the new one, complete. Raises `ChangedMeanwhileError` where the file holds anything but
    `old`, `NotWritableError` with the cause where it cannot be written; then nothing is changed.
    """
    temporary = ""
    try:
        before = os.stat(path)
        if not before.st_mode & 0o222:
            raise NotWritableError(path, "it is read-only")
        temporary = _written_beside(path, new, before)
        # Held open, the old file tells whether an editor wrote into it at the last moment.
        held = None if os.name == "nt" else path.open("rb")
        try:
            if (held.read() if held else path.read_bytes()) != old:
                raise ChangedMeanwhileError(path)
            os.replace(temporary, path)
            temporary = ""
            late = _from_the_start(held) if held else old
        finally:
            if held:
                held.close()
        if late != old:
            # That version stands; ours was never asked for on top of it.
            temporary = _written_beside(path, late, before)
            os.replace(temporary, path)
            temporary = ""
            raise ChangedMeanwhileError(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise NotWritableError(path, _cause(error)) from None
    finally:
        if temporary:
            with suppress(OSError):
                os.unlink(temporary)


def _from_the_start(file: BinaryIO) -> bytes:
    file.seek(0)
    return file.read()


def create_file(path: Path, data: bytes) -> None:
    """Write a file that must not be there yet; raises `FileExistsError` where it is.

    It appears complete, or not at all.
    """
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = _written_beside(path, data, None)
        # A link, unlike a rename, fails where the name is taken.
        try:
            os.link(temporary, path)
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS):
                raise
            _create_without_links(path, data)
        _sync_folder(path.parent)
    except FileExistsError:
        raise
    except OSError as error:
        raise NotWritableError(path, _cause(error)) from None
    finally:
        if temporary:
            with suppress(OSError):
                os.unlink(temporary)


def _create_without_links(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            os.unlink(path)
            raise


def _written_beside(path: Path, data: bytes, like: os.stat_result | None) -> str:
    descriptor, name = tempfile.mkstemp(prefix=TEMPORARY, suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            if like is not None:
                _look_like(file.fileno(), name, like)
            elif hasattr(os, "fchmod"):
                umask = os.umask(0)
                os.umask(umask)
                os.fchmod(file.fileno(), 0o666 & ~umask)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    return name


def _look_like(descriptor: int, name: str, like: os.stat_result) -> None:
    """Give a file another's owner and mode; never its times, by which servers see changes."""
    if hasattr(os, "fchown"):
        with suppress(OSError):
            os.fchown(descriptor, like.st_uid, like.st_gid)
    os.chmod(name, stat.S_IMODE(like.st_mode))


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_stale(folders: set[Path]) -> None:
    """Remove the temporary files that a killed write left behind; only under the lock."""
    for folder in folders:
        with suppress(OSError):
            for child in os.scandir(folder):
                if child.name.startswith(TEMPORARY) and child.is_file(follow_symlinks=False):
                    with suppress(OSError):
                        os.unlink(child.path)


def _cause(error: OSError) -> str:
    return error.strerror or str(error)
