"""Has pages made by a second process, while this one draws the theme around those made before.

A first build makes every page of a journal, which takes as long as all the rest of it. Only where
a process can be copied safely: on Linux, in a build that runs in one thread.
"""

from __future__ import annotations

import logging
import os
import pickle
import select
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from afterword.site.pages import JournalPage

FEWEST = 150
"""Pages for which a second process is worth its start."""
_PATIENCE_SECONDS = 20.0
"""How long a page is waited for that takes some milliseconds; then the other process is ended."""

_LENGTH_BYTES = 8
_MOST_BYTES = 1 << 28
"""More than any page has; what says so is no length."""

Record = tuple[str, int, str]
"""What was said while a page was made: the logger, the level, the message."""


def can_copy() -> bool:
    """Whether this process can be copied, and there is another core for the copy."""
    if not sys.platform.startswith("linux") or threading.active_count() > 1:
        return False
    return len(os.sched_getaffinity(0)) > 1


class Ahead:
    """A copy of this process that makes pages in their order and hands them over.

    Whatever it cannot make, or does not hand over, is made here.
    """

    def __init__(self, pages: Sequence[JournalPage], get_ready: Callable[[], None]) -> None:
        """Begin; `get_ready` is called in the copy, before it makes the first page."""
        self._pages = list(pages)
        self._awaited = {id(page) for page in pages}
        receiving, sending = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            os.close(receiving)
            _make(self._pages, get_ready, sending)
        os.close(sending)
        self._from: int | None = receiving

    def take(self, page: JournalPage) -> None:
        """Give a page what was made of it, if it is the next; say what was said of it."""
        if id(page) not in self._awaited:
            return
        while self._from is not None and self._awaited:
            due = self._pages[len(self._pages) - len(self._awaited)]
            made, said = self._next()
            self._awaited.discard(id(due))
            if due is page:
                if made is not None:
                    for name, level, message in said:
                        logging.getLogger(name).log(level, "%s", message)
                    page.take(made)
                return

    def end(self) -> None:
        """End the copy, whatever it is doing."""
        if self._from is not None:
            os.close(self._from)
            self._from = None
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)

    def _next(self) -> tuple[Any, list[Record]]:
        """Return what comes next: what a page was made into and what was said."""
        with suppress(OSError, EOFError, ValueError, pickle.UnpicklingError):
            length = int.from_bytes(self._read(_LENGTH_BYTES), "big")
            found: tuple[Any, list[Record]] = pickle.loads(self._read(length))  # noqa: S301  Ours.
            return found
        self.end()
        return None, []

    def _read(self, length: int) -> bytes:
        """Return so many bytes; raises an `EOFError` where they do not come."""
        if self._from is None or length > _MOST_BYTES:
            raise EOFError
        parts: list[bytes] = []
        while length:
            if not select.select([self._from], [], [], _PATIENCE_SECONDS)[0]:
                raise EOFError
            part = os.read(self._from, length)
            if not part:
                raise EOFError
            parts.append(part)
            length -= len(part)
        return b"".join(parts)


def _make(pages: Sequence[JournalPage], get_ready: Callable[[], None], sending: int) -> None:
    """Make pages in the copy, which ends with it: nothing else of what it is may go on."""
    said: list[Record] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append((record.name, record.levelno, record.getMessage()))

    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # The first process ends this one.
        for logger in (
            logging.getLogger(),
            *map(logging.getLogger, logging.root.manager.loggerDict),
        ):
            logger.handlers = []
        logging.getLogger().handlers = [Ear()]
        get_ready()
        with os.fdopen(sending, "wb") as target:
            for page in pages:
                said.clear()
                # What fails here is made, and fails, where it can be told.
                made = None
                with suppress(Exception):
                    page.make()
                    made = page.made()
                packed = pickle.dumps((made, said), pickle.HIGHEST_PROTOCOL)
                target.write(len(packed).to_bytes(_LENGTH_BYTES, "big") + packed)
                target.flush()
                page.let_go()
    finally:
        os._exit(0)
