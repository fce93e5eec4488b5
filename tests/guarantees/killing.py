"""Runs a command again and again, each time killed one step later, and says what it left behind.

Usage: killing.py FOLDER FILE PREPARE WORDS..., where PREPARE is a command in one word, or empty.
Prints a line of JSON for each run: whether it was killed, what FILE holds (`null`: nothing), and
the names beside it. The steps are the calls of `os` that a write makes, and the middle of a write.
"""

from __future__ import annotations

import hashlib
import importlib
import io
import json
import os
import shlex
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from afterword.cli.main import main
from afterword.source.store import package_state, program_identity

CALLS = [
    "open",
    "close",
    "stat",
    "lstat",
    "fstat",
    "mkdir",
    "scandir",
    "replace",
    "rename",
    "link",
    "unlink",
    "remove",
    "fsync",
    "chmod",
    "fchmod",
    "chown",
    "fchown",
    "ftruncate",
    "lseek",
]


class _Steps:
    """Counts the steps of a run, and ends the process before the last one that it may make."""

    def __init__(self, last: int) -> None:
        self.left = last

    def count(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def wrap(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:
            self.count()
            return call(*arguments, **options)

        return counted


def _watch(steps: _Steps) -> None:
    for name in CALLS:
        setattr(os, name, steps.wrap(getattr(os, name)))
    fdopen = os.fdopen

    class Halting(io.BufferedWriter):
        """A file that is written in two halves, with a step in between."""

        def write(self, data: Any) -> int:
            half = len(data) // 2
            super().write(data[:half])
            self.flush()
            steps.count()
            return half + super().write(data[half:])

    def watched(descriptor: int, mode: str = "r", *more: Any, **options: Any) -> Any:
        if mode == "wb":
            return Halting(io.FileIO(descriptor, "wb"))
        return fdopen(descriptor, mode, *more, **options)

    os.fdopen = watched  # type: ignore[assignment]


def _run(words: list[str], last: int) -> bool:
    """Run a command in a child; whether it was killed. Zero steps are as many as it likes."""
    child = os.fork()
    if child == 0:
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        if last:
            _watch(_Steps(last))
        try:
            main(words, prog_name="afterword", standalone_mode=False)
        except SystemExit as left:
            os._exit(left.code if isinstance(left.code, int) else 1)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _try_all(root: Path, file: Path, prepare: list[str], words: list[str]) -> None:
    # What a command loads is loaded once, for all the children.
    importlib.import_module(f"afterword.cli.{words[0]}")
    importlib.import_module("afterword.pen.tick")
    before = file.read_bytes() if file.exists() else None
    state, kept = root / ".cache", root / ".kept"
    if prepare:
        _run(prepare, 0)
        shutil.copytree(state, kept)
    prepared = file.read_bytes() if file.exists() else None
    if prepare and prepared == before:
        raise SystemExit("nothing was prepared")
    step, killed = 0, True
    while killed:
        step += 1
        # Whatever an earlier run left in the folder stays there: the next one has to see to it.
        if prepared is None:
            file.unlink(missing_ok=True)
        else:
            file.write_bytes(prepared)
        shutil.rmtree(state, ignore_errors=True)
        if kept.exists():
            shutil.copytree(kept, state)
        killed = _run(words, step)
        beside = sorted(each.name for each in file.parent.iterdir()) if file.parent.exists() else []
        data = file.read_bytes() if file.exists() else None
        found = data and hashlib.sha256(data).hexdigest()
        print(json.dumps({"killed": killed, "file": found, "beside": beside}), flush=True)


if __name__ == "__main__":
    # Told once, before the steps are counted: it looks at every file of the program.
    program_identity()
    package_state("holidays")
    folder, name, prepared, *asked = sys.argv[1:]
    os.chdir(folder)
    _try_all(Path(folder), Path(folder, name), shlex.split(prepared), asked)
