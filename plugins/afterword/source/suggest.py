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


def certain(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that a misspelt one can only be, `None` where it may be another."""
    candidates = list(known)
    plain = word.strip().lower().replace("-", "_").replace(" ", "_")
    if plain in candidates:
        return plain
    found = difflib.get_close_matches(plain, candidates, n=2, cutoff=0.8)
    if not found:
        return None
    ratios = [difflib.SequenceMatcher(None, each, plain).ratio() for each in found]
    return found[0] if len(found) == 1 or ratios[0] - ratios[1] > _MARGIN else None


_MARGIN = 0.1
"""How much nearer than any other the nearest word has to be, to be the only one meant."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ` Did you mean ...?`, or an empty text where nothing is near."""
    found = closest(word, known)
    return f" Did you mean `{found}`?" if found else ""
