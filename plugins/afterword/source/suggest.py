"""Did you mean: the known word that a misspelt one is closest to."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word nearest to `word`, or `None` where none is near."""
    candidates = list(known)
    plain = word.strip().lower().replace("-", "_").replace(" ", "_")
    if plain in candidates:
        return plain
    found = difflib.get_close_matches(plain, candidates, n=1, cutoff=0.7)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` Did you mean ...?`, or an empty text where nothing is near."""
    found = closest(word, known)
    return f" Did you mean `{found}`?" if found else ""
