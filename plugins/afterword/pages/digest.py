"""A short text that stands for other texts, and is another one when one of them is."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

_BYTES = 16


def digest(*texts: str) -> str:
    """Return a short text that stands for texts."""
    return digest_of(texts)


def digest_of(texts: Iterable[str]) -> str:
    """Return the same of many texts, no more than one of which is in memory."""
    found = blake2b(digest_size=_BYTES)
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        found.update(b"%d " % len(data))
        found.update(data)
    return found.hexdigest()


class NotReadyError(Exception):
    """What a value shows is not known yet."""
