"""What a proof finds: a place in a draft, what is wrong there, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

FINDINGS: Mapping[str, str] = MappingProxyType(
    {
        "EMPTY": "A heading for a note, and no note below it.",
        "UNFINISHED": "A placeholder or a trailing `...`: the draft is not finished.",
        "LENGTH": "More than 200 words; 75 to 150 are read.",
        "THANKS": "No word of thanks.",
        "INTEREST": "No word of interest in the position (after interviews only).",
        "SPECIFIC": "Nothing in it belongs to this very interview: it could be sent to anyone.",
        "GREETING": "The note greets nobody by name, or somebody else.",
        "NAME": "A name of a person, company or role is not spelled as in the front matter.",
        "OTHER": "The name of another company, of its role or of someone there: left by copying?",
        "SAME": "Nearly the same text goes to somebody else at the company.",
        "SPELLING": "A word that no dictionary knows.",
        "GRAMMAR": "A slip of grammar, or a word mistaken for another.",
    }
)
"""Every kind of finding, with its meaning for the documentation."""

USUAL_WORDS = (75, 150)
"""The usual length of a note in words (style guides; older ones allow a page)."""
MOST_WORDS = 200
"""The number of words above which a note is too long."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to look at in a draft.

    `path` is relative to the journal's folder; `line` and `column` count from 1; `message` says
    what to write instead.
    """

    path: str
    line: int
    column: int
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}"


@dataclass(frozen=True, slots=True)
class Slip:
    """A finding before its place is known: characters `start` to `end` of the draft's text.

    `ways` are the words that may be meant instead.
    """

    start: int
    end: int
    code: str
    message: str
    ways: tuple[str, ...] = ()


def packed(slip: Slip) -> tuple[Any, ...]:
    """Return a slip as JSON can hold it."""
    return slip.start, slip.end, slip.code, slip.message, slip.ways


def unpacked(values: Sequence[Any]) -> Slip:
    """Return the slip that was `packed`."""
    start, end, code, message, ways = values
    return Slip(start, end, code, message, tuple(ways))
