"""The folder that rendered sources are written to: ours alone, and nothing of others is lost."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

MANIFEST = ".afterword-rendered.json"
"""What tells a folder that was made by rendering, with the files that it holds."""


class NotOursError(Exception):
    """A folder is not to be written to; says why."""


def write_folder(
    folder: Path, files: Iterable[tuple[str, bytes]], journal: Path, *, shared: bool
) -> int:
    """Write files to a folder that is empty or was written so before; returns how many.

    They are put together beside it and moved there when all of them are written. Raises a
    `NotOursError`, or an `OSError`; the folder is as it was, unless that came in the midst of
    moving, which the next time makes whole. A `shared` copy has a folder of its own: what was built
    from the journal itself may lie beside its sources.
    """
    folder = Path(os.path.abspath(folder))
    real, home = Path(os.path.realpath(folder)), Path(os.path.realpath(journal))
    if real == home or home in real.parents or real in home.parents:
        raise NotOursError(f"{folder}: name a folder apart from the journal {journal}.")
    before = _made_before(folder, shared=shared)
    beside = folder.with_name(f".{folder.name}-{os.getpid()}.new")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        names = {_write(beside, path, data) for path, data in files}
        _refuse_links(folder, names.union(before))
        folder.mkdir(parents=True, exist_ok=True)
        # Named before they are there: whatever stops this, it can be done again.
        _list(folder, beside, names.union(before), shared=shared)
        _take_place(beside, folder, names, before)
        _list(folder, beside, names, shared=shared)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return len(names)


def _made_before(folder: Path, *, shared: bool) -> list[str]:
    """Return the files that were written to the folder before."""
    if not os.path.lexists(folder):
        return []
    if not folder.is_dir() or folder.is_symlink():
        raise NotOursError(f"{folder}: not a folder; name one that is empty or not there.")
    try:
        found = json.loads((folder / MANIFEST).read_text("utf-8"))
        names, was_shared = found["files"], found["shared"]
    except FileNotFoundError:
        if any(folder.iterdir()):
            said = f"{folder}: holds files that `afterword render` did not write; name another."
            raise NotOursError(said) from None
        return []
    except (ValueError, TypeError, KeyError):
        raise NotOursError(f"{folder}: its {MANIFEST} cannot be read; name another.") from None
    if was_shared is not shared:
        what = "a shared copy" if was_shared else "the journal's own site"
        raise NotOursError(f"{folder}: holds {what}; name another folder, so that they stay apart.")
    return [each for each in names if isinstance(each, str) and _is_inside(each)]


def _is_inside(path: str) -> bool:
    return not os.path.isabs(path) and ".." not in path.split("/")


def _write(folder: Path, path: str, data: bytes) -> str:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return path


def _refuse_links(folder: Path, names: Iterable[str]) -> None:
    """Refuse to write through a link, which may lead into the journal."""
    for each in sorted({parent for path in names for parent in PurePosixPath(path).parents}):
        if (folder / each).is_symlink() and str(each) != ".":
            raise NotOursError(f"{folder / each}: a link; name a folder without it.")


def _list(folder: Path, beside: Path, names: Iterable[str], *, shared: bool) -> None:
    told = json.dumps({"shared": shared, "files": sorted(names)}, indent=0)
    _write(beside, MANIFEST, f"{told}\n".encode())
    os.replace(beside / MANIFEST, folder / MANIFEST)


def _take_place(beside: Path, folder: Path, names: set[str], before: Iterable[str]) -> None:
    """Move what was written to its place; what is no more of it goes, what others wrote stays."""
    for path in sorted(set(before) - names):
        old = folder / path
        old.unlink(missing_ok=True)
        while (old := old.parent) != folder and old.is_dir() and not any(old.iterdir()):
            old.rmdir()
    for path in sorted(names):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(beside / path, target)
