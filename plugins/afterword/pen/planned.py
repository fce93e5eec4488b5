"""What becomes of each row that is taken in, and what is said where writing it fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from afterword.model.entry import Entry
from afterword.model.person import PersonPage
from afterword.source.write import RefusedError

_SHOWN = 200
"""Characters of a row's text that a remark quotes."""


class Fate(StrEnum):
    """What becomes of a row, or of a file of another journal."""

    NEW = "new"
    THERE = "already there"
    PASSED = "passed over"
    """A connection whom the journal knows nothing of."""
    REFUSED = "not written"


@dataclass(frozen=True, slots=True)
class Planned:
    """One row with what becomes of it.

    `path` is where it is written, or where it stands already; `data` the whole file, empty unless
    it is new. `said` is what to know of it, `settled` how many tasks it brings as skipped, `silent`
    whether it has gone unanswered for so long that nothing is left to send.
    """

    row: int
    fate: Fate
    path: str = ""
    entry: Entry | None = None
    person: PersonPage | None = None
    data: bytes = b""
    said: tuple[str, ...] = ()
    settled: int = 0
    silent: bool = False


class StoppedError(RefusedError):
    """A write failed; the rows before it are in, it and those after it are not."""

    def __init__(self, written: Sequence[Planned], at: Planned, cause: str) -> None:
        rows = ", ".join(str(each.row) for each in written)
        done = f"written are the rows {rows}" if rows else "nothing was written"
        super().__init__(
            f"row {at.row} and those after it were not written: {cause.rstrip('.')}. So far, "
            f"{done}; the same command again takes in the rest."
        )


def left_over(entry: Entry, there: Entry) -> Iterator[str]:
    """Yield what a row says besides, and the entry that it stands for does not."""
    names = ("url", "source", "agency", "pay", "resume", "contact", "tags", "apply_by")
    missing = [name for name in names if getattr(entry, name) and not getattr(there, name)]
    if missing:
        yield f"not taken over: {', '.join(missing)}"
    lines = [line for line in entry.body.split("\n") if line and not line.startswith("## ")]
    if lines:
        told = "; ".join(line.removeprefix("- ") for line in lines)
        yield f"not taken over: {told if len(told) <= _SHOWN else told[: _SHOWN - 1] + '…'}"
