"""The folder that rendered sources are written to: ours alone, whole or as it was."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

MANIFEST = ".afterword-rendered.json"
"""What tells a folder that was made by rendering, with the files that it holds."""


class NotOursError(Exception):
    """A folder is not to be written to; says why."""


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]], journal: Path) -> int:
    """Write files to a folder that is empty or was written so before; returns how many.

    They are put together beside it and take its place at the end. Raises a `NotOursError`, or an
    `OSError`; then the folder is as it was.
    """
    folder = Path(os.path.abspath(folder))
    real, home = Path(os.path.realpath(folder)), Path(os.path.realpath(journal))
    if real == home or home in real.parents or real in home.parents:
        raise NotOursError(f"{folder}: name a folder apart from the journal {journal}.")
    before = _made_before(folder)
    beside = folder.with_name(f".{folder.name}-{os.getpid()}.new")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        names = [_write(beside, path, data) for path, data in files]
        _write(beside, MANIFEST, (json.dumps(sorted(names), indent=0) + "\n").encode())
        _take_place(beside, folder, before)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return len(names)


def _made_before(folder: Path) -> list[str]:
    """Return the files that were written to the folder before."""
    if not os.path.lexists(folder):
        return []
    if not folder.is_dir() or folder.is_symlink():
        raise NotOursError(f"{folder}: not a folder; name one that is empty or not there.")
    try:
        found = json.loads((folder / MANIFEST).read_text("utf-8"))
    except FileNotFoundError:
        if any(folder.iterdir()):
            said = f"{folder}: holds files that `afterword render` did not write; name another."
            raise NotOursError(said) from None
        return []
    except ValueError:
        raise NotOursError(f"{folder}: its {MANIFEST} cannot be read; name another.") from None
    return [each for each in found if isinstance(each, str) and _is_inside(each)]


def _is_inside(path: str) -> bool:
    return not os.path.isabs(path) and ".." not in path.split("/")


def _write(folder: Path, path: str, data: bytes) -> str:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return path


def _take_place(beside: Path, folder: Path, before: Iterable[str]) -> None:
    """Move what was written to its place; what is no more of it goes, what others wrote stays."""
    now = {file.relative_to(beside).as_posix() for file in beside.rglob("*") if file.is_file()}
    for path in now:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(beside / path, target)
    for path in set(before) - now:
        old = folder / path
        old.unlink(missing_ok=True)
        while (parent := old.parent) != folder and not any(parent.iterdir()):
            parent.rmdir()
            old = parent
