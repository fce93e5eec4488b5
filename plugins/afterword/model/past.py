"""What the journal said before: commits, and how the text of an entry changed with each."""

from __future__ import annotations

import datetime as dt

from afterword.model.entry import Entry
from afterword.model.frozen import frozen


@frozen
class Commit:
    """One commit: its short id, and the moment at which it was written, in UTC."""

    id: str
    at: dt.datetime


@frozen
class Turn:
    """How one file of an entry changed in one commit; `commit` is `None` for what is in none yet.

    `before` is what the file said in each commit that this one follows: several where it brings two
    machines' work together, `None` where the file was not there. `after` is `None` where it is gone
    since. `path` and `was` are relative to the journal's folder; `was` is the former path, empty
    where the file kept its name. What cannot be read, `readable` denies; the next turn of the file
    then begins with what could be read last.
    """

    commit: Commit | None
    path: str
    before: tuple[Entry | None, ...]
    after: Entry | None
    was: str = ""
    readable: bool = True


@frozen
class Past:
    """Everything that commits say of some entries, the oldest first.

    `shallow` is whether the clone holds only the latest commits; `missing` counts the texts that it
    does not hold.
    """

    turns: tuple[Turn, ...]
    shallow: bool = False
    missing: int = 0
