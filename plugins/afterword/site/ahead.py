"""Has pages made by a copy of this process, while this one draws the theme around earlier ones.

A first build makes every page of a journal, which takes as long as all the rest of it.
"""

from __future__ import annotations

import logging
import mmap
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from afterword.source.copies import Copy

if TYPE_CHECKING:
    from afterword.site.pages import JournalPage

FEWEST = 150
"""Pages for which a copy is worth its start."""
NEAR = 8
"""How many pages may be made before their turn."""

Record = tuple[str, int, str]
"""What was said while a page was made: the logger, the level, the message."""


class Ahead:
    """A copy of this process that makes pages in their order and hands them over.

    Whatever it cannot make, or does not hand over, is made here; so are some pages that it has not
    come to yet, while this process would have to wait for it.
    """

    def __init__(self, pages: Sequence[JournalPage], get_ready: Callable[[], None]) -> None:
        """Begin; `get_ready` is called in the copy, before it makes the first page."""
        self._pages = list(pages)
        self._places = {id(page): place for place, page in enumerate(pages)}
        self._next = 0
        # Seen by both: a page that was begun here is passed over there. Where both begin one at the
        # same time, it is made twice.
        self._begun = mmap.mmap(-1, len(self._pages))
        self._copy: Copy | None = Copy(lambda: self._make_ahead(get_ready))

    def take(self, page: JournalPage) -> None:
        """Give a page what was made of it, where it was handed over; say what was said of it."""
        place = self._places.get(id(page), -1)
        while self._copy and page.is_unmade and self._next <= place:
            if not self._copy.is_ready():
                self._make_one(place + 1)
            found = self._copy.take()
            if found is None:
                self.end()
                return
            due, self._next = self._next, self._next + 1
            made, said = found
            if due == place and made is not None:
                for name, level, message in said:
                    logging.getLogger(name).log(level, "%s", message)
                page.take(made)

    def _make_one(self, first: int) -> None:
        """Make one of the next pages here."""
        for place in range(first, min(first + NEAR, len(self._pages))):
            page = self._pages[place]
            if page.is_unmade and not self._begun[place]:
                self._begun[place] = 1
                page.make()
                return

    def end(self) -> None:
        """End the copy, whatever it is doing."""
        if self._copy:
            self._copy.end()
        self._copy = None

    def _make_ahead(self, get_ready: Callable[[], None]) -> Iterator[tuple[Any, list[Record]]]:
        """Make pages in the copy; yields what they were made into and what was said of them."""
        said: list[Record] = []

        class Ear(logging.Handler):
            def emit(self, record: logging.LogRecord) -> None:
                said.append((record.name, record.levelno, record.getMessage()))

        others = map(logging.getLogger, logging.root.manager.loggerDict)
        for logger in (logging.getLogger(), *others):
            logger.handlers = []
        logging.getLogger().handlers = [Ear()]
        get_ready()
        for place, page in enumerate(self._pages):
            said.clear()
            made = None
            if not self._begun[place]:
                self._begun[place] = 1
                # What fails here is made, and fails, where it can be told.
                with suppress(Exception):
                    page.make()
                    made = page.made()
            yield made, said
            page.let_go()
