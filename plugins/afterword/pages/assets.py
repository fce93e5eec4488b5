"""The files that every site brings along: stylesheet and scripts, put together from their parts."""

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
    "controls",
    "links",
    "print",
)
"""The parts of the stylesheet, in the order in which they override one another."""

_SCRIPTS = ("copy", "days", "rows", "server", "ticking", "writing", "keeping", "disk", "start")
"""The parts of the script. They are one file, since browsers load no modules from disk."""


@lru_cache(maxsize=1)
def assets() -> dict[str, str]:
    """Return the text of each asset by its address."""
    parts = "\n".join((_LOOK / f"{part}.js").read_text("utf-8") for part in _SCRIPTS)
    style = "\n".join((_LOOK / f"{part}.css").read_text("utf-8") for part in _PARTS)
    return {
        addresses.STYLESHEET: style,
        # A scope of its own: nothing of it is seen by other scripts, nor the other way round.
        addresses.SCRIPT: f'(() => {{\n"use strict";\n\n{parts}}})();\n',
    }


def search_from_disk() -> str:
    """Return the script with which a built site is searched when it is opened from disk."""
    return (_LOOK / "search-from-disk.js").read_text("utf-8")
