"""A desk in a folder of a test's own, and what a tick changed there, line by line."""

from __future__ import annotations

import datetime as dt
import difflib
from pathlib import Path

from afterword.model.settings import Settings
from afterword.pen.desk import Desk

TODAY = dt.date(2026, 11, 22)
FORMS = Path(__file__).resolve().parents[1] / "data" / "forms"


def desk_in(root: Path, settings: Settings | None = None, today: dt.date = TODAY) -> Desk:
    """Return a desk whose journal is the folder `journal` in `root`."""
    return Desk(
        root / "journal", settings or Settings(), None, root / ".cache" / "afterword", today
    )


def numstat(before: bytes, after: bytes) -> tuple[int, int]:
    """Return how many lines were added and removed, as `git diff --numstat` counts them."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    added = removed = 0
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag != "equal":
            removed += i2 - i1
            added += j2 - j1
    return added, removed
