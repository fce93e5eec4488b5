"""A line on the terminal while something takes long, so that nobody thinks that it hangs."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from afterword.source.copies import WAITING

PATIENCE = 1.0
"""Seconds after which something takes long."""
_AGAIN = 0.2
"""Seconds between two looks at how far it is."""


class Waiting:
    """What is being done, told by whoever does it."""

    def __init__(self, doing: str) -> None:
        self._doing = doing

    def at(self, doing: str, number: int, total: int) -> None:
        """Say that `number` of `total` are done."""
        self._doing = f"{doing} {number:,} of {total:,}"

    def line(self) -> str:
        """Return what is shown."""
        return f"{self._doing} ..."


@contextmanager
def waiting(doing: str) -> Iterator[Waiting]:
    """Show on a terminal what is being done once that takes long, and wipe it away at the end.

    Goes to stderr, never to a file or a pipe, and not to a terminal that cannot wipe.
    """
    state = Waiting(doing)
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield state
        return
    done = threading.Event()
    thread = threading.Thread(target=_show, args=(state, done), name=WAITING, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        done.set()
        thread.join()


def _show(state: Waiting, done: threading.Event) -> None:
    if done.wait(PATIENCE):
        return
    width = 0
    over = False
    while not over:
        # Blanks over what was there, since not every terminal knows a code for it.
        line = state.line()
        width = max(width, len(line))
        sys.stderr.write(f"\r{line:<{width}}")
        sys.stderr.flush()
        over = done.wait(_AGAIN)
    sys.stderr.write(f"\r{'':<{width}}\r")
    sys.stderr.flush()
