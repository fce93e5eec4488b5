"""What becomes of each row that is taken in, and what is said where writing it fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from afterword.model.entry import Entry
from afterword.model.person import PersonPage
from afterword.source.write import RefusedError


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
    it is new. `said` is what to know of it, `settled` how many tasks are left out since they would
    be late, `silent` whether it has gone unanswered for so long that nothing is left to send.
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
