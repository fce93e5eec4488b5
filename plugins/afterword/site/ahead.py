"""Has pages made by a copy of this process, while this one draws the theme around earlier ones.

A first build makes every page of a journal, which takes as long as all the rest of it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from afterword.source.copies import Copy

if TYPE_CHECKING:
    from afterword.site.pages import JournalPage

FEWEST = 150
"""Pages for which a copy is worth its start."""

Record = tuple[str, int, str]
"""What was said while a page was made: the logger, the level, the message."""


class Ahead:
    """A copy of this process that makes pages in their order and hands them over.

    Whatever it cannot make, or does not hand over, is made here.
    """

    def __init__(self, pages: Sequence[JournalPage], get_ready: Callable[[], None]) -> None:
        """Begin; `get_ready` is called in the copy, before it makes the first page."""
        self._pages = list(pages)
        self._awaited = {id(page) for page in pages}
        self._copy: Copy | None = Copy(lambda: _made(self._pages, get_ready))

    def take(self, page: JournalPage) -> None:
        """Give a page what was made of it, if it is the next; say what was said of it."""
        if id(page) not in self._awaited:
            return
        while self._copy and self._awaited:
            due = self._pages[len(self._pages) - len(self._awaited)]
            found = self._copy.take()
            if found is None:
                self.end()
                return
            self._awaited.discard(id(due))
            if due is page:
                made, said = found
                if made is not None:
                    for name, level, message in said:
                        logging.getLogger(name).log(level, "%s", message)
                    page.take(made)
                return

    def end(self) -> None:
        """End the copy, whatever it is doing."""
        if self._copy:
            self._copy.end()
        self._copy = None


def _made(
    pages: Sequence[JournalPage], get_ready: Callable[[], None]
) -> Iterator[tuple[Any, list[Record]]]:
    """Make pages in the copy; yields what they were made into and what was said of them."""
    said: list[Record] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append((record.name, record.levelno, record.getMessage()))

    for logger in (logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)):
        logger.handlers = []
    logging.getLogger().handlers = [Ear()]
    get_ready()
    for page in pages:
        said.clear()
        # What fails here is made, and fails, where it can be told.
        made = None
        with suppress(Exception):
            page.make()
            made = page.made()
        yield made, said
        page.let_go()
