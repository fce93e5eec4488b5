"""Lets what is asked of the server go before a rebuild that runs in the same process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

_AT_MOST = 0.5
"""Seconds that a rebuild waits at each of its steps, so that it comes to an end all the same."""


class Turns:
    """Counts the requests that are being answered; a rebuild waits for them between two pages.

    Both run in one interpreter: a request that has to read three hundred files beside a rebuild
    would wait for its turn at each of them.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._asking = 0

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Go before a rebuild for as long as this is held."""
        with self._changed:
            self._asking += 1
        try:
            yield
        finally:
            with self._changed:
                self._asking -= 1
                self._changed.notify_all()

    def give_way(self) -> None:
        """Wait for the requests that are being answered, but not for long."""
        if self._asking:
            with self._changed:
                self._changed.wait_for(lambda: not self._asking, timeout=_AT_MOST)
