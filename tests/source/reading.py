"""Reads entries from text and bytes, and says their problems as the user sees them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import afterword
from afterword.model.entry import Broken, Entry, Kind
from afterword.model.settings import Settings
from afterword.source.entry import read_entry

DATA = Path(__file__).parent.parent / "data"
PATH = "interviews/acme.md"

_ALONE = """
import json, sys
from afterword.model.entry import Kind
from afterword.model.settings import Settings
from afterword.source.entry import read_entry
data = sys.stdin.buffer.read()
entry, problems = read_entry(data, "interviews/acme.md", Kind.INTERVIEW, Settings())
json.dump([type(entry).__name__, entry.body, [problem.code for problem in problems]], sys.stdout)
"""


def read(
    text: str | bytes,
    path: str = PATH,
    kind: Kind = Kind.INTERVIEW,
    settings: Settings | None = None,
) -> tuple[Entry | Broken, list[str]]:
    """Return what a file holds, with its problems as they are printed."""
    data = text.encode() if isinstance(text, str) else text
    entry, problems = read_entry(data, path, kind, settings or Settings())
    return entry, [str(problem) for problem in problems]


def front(lines: str) -> str:
    """Return a complete entry that has `lines` from line 4 of its file on."""
    return f"---\ndate: 2026-11-18\ncompany: Acme Robotics\n{lines}\n---\nWent well.\n"


def entry_of(lines: str, kind: Kind = Kind.INTERVIEW, settings: Settings | None = None) -> Entry:
    """Return the entry that has `lines` in its front matter and nothing wrong with it."""
    entry, problems = read(front(lines), kind=kind, settings=settings)
    assert problems == []
    assert isinstance(entry, Entry)
    return entry


def faults_of(
    lines: str, kind: Kind = Kind.INTERVIEW, settings: Settings | None = None
) -> tuple[Entry, list[str]]:
    """Return an entry that can be read in spite of its problems, and these without the path."""
    entry, problems = read(front(lines), kind=kind, settings=settings)
    assert isinstance(entry, Entry)
    return entry, [problem.removeprefix(PATH + ":") for problem in problems]


def read_alone(text: str) -> tuple[str, str, list[str]]:
    """Read an entry in a process of its own, so that a crash fails one test and not the run.

    Returns the class of what was read, its body and the codes of its problems.
    """
    done = subprocess.run(
        [sys.executable, "-c", _ALONE],
        input=text.encode(),
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(Path(afterword.__file__).parent.parent)},
        check=False,
    )
    assert done.returncode == 0, f"exit {done.returncode}: {done.stderr.decode()[-500:]}"
    name, body, codes = json.loads(done.stdout)
    return name, body, codes
