"""Whether two people of one company are sent the same text."""

from __future__ import annotations

from collections.abc import Sequence

from afterword.model.names import fold
from afterword.prose.finding import Slip
from afterword.prose.note import Note

_RUN = 4
_ALIKE = 0.5
"""Two notes by one writer share a tenth of their runs of four words at most; a copy with the names
and a sentence exchanged shares more than half."""
_FEWEST = 8


def alike(note: Note, others: Sequence[Note]) -> Slip | None:
    """Return what to say where a note repeats one of the others, which stand before it."""
    mine = _runs(note)
    for other in others:
        theirs = _runs(other)
        fewest = min(len(mine), len(theirs))
        if fewest >= _FEWEST and len(mine & theirs) >= _ALIKE * fewest:
            said = (
                f"nearly the same text as the note to {other.recipient} ({other.draft.path}): "
                "colleagues compare them; name something that only you two talked about."
            )
            return Slip(0, 0, "SAME", said)
    return None


def _runs(note: Note) -> frozenset[tuple[str, ...]]:
    """Return every run of four words, without the names."""
    words = [fold(word.text) for word in note.words]
    plain = [word for word in words if word not in note.name_words]
    return frozenset(tuple(plain[at : at + _RUN]) for at in range(len(plain) - _RUN + 1))
