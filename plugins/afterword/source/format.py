"""What changed in the form of entries from one format to the next, and how older ones are read."""

from __future__ import annotations

from typing import NamedTuple


class Change(NamedTuple):
    """One thing that is written otherwise since a format.

    `field` is the key whose word changed, "" where a key itself got another name. `old` is what
    stood there before and cannot mean anything else now; `new` is what is written since.
    """

    format: int
    field: str
    old: str
    new: str


CHANGES: tuple[Change, ...] = (
    # Two spellings that Afterword 0.1 took without a word.
    Change(1, "outcome", "canceled", "cancelled"),
    Change(1, "outcome", "re-opened", "reopened"),
)
"""Every change so far, by which entries of older formats are told and moved on.

An entry says nothing of its format: what is old is told by itself, so that a journal may be moved
on piece by piece.
"""


def newer(field: str, old: str) -> Change | None:
    """Return the change that a word of a field, or a key (of the field ""), has gone through."""
    for each in CHANGES:  # Each key of each entry asks.
        if each.old == old and each.field == field:
            return each
    return None


def said_of(change: Change) -> str:
    """Return what is told where something is still written as before."""
    what = f"{change.field}: " if change.field else ""
    return (
        f"`{what}{change.old}` is written `{what}{change.new}` since format {change.format}, and "
        "read as that; `afterword check --fix` moves it on."
    )
