"""The files that every site brings along: one stylesheet out of its parts, and one script."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from afterword.pages import addresses

_LOOK = Path(__file__).parent / "look"
_PARTS = (
    "base",
    "tasks",
    "parts",
    "board",
    "timeline",
    "facts",
    "notes",
    "people",
    "charts",
    "offers",
    "weeks",
    "links",
    "print",
)
"""The parts of the stylesheet, in the order in which they override one another."""


@lru_cache(maxsize=1)
def assets() -> dict[str, str]:
    """Return the text of each asset by its address."""
    style = "\n".join((_LOOK / f"{part}.css").read_text("utf-8") for part in _PARTS)
    return {
        addresses.STYLESHEET: style,
        addresses.SCRIPT: (_LOOK / "afterword.js").read_text("utf-8"),
    }
