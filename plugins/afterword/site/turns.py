"""Lets what is asked of the server go before a rebuild that runs in the same process."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

_AT_MOST = 0.5
"""Seconds that a rebuild waits at each of its steps, so that it comes to an end all the same."""
_QUIET = 0.05
"""Seconds without a request after which a rebuild goes on: who ticks one task often ticks more."""


class Turns:
    """Counts the requests that are being answered; a rebuild waits for them between two pages.

    Both run in one interpreter: a request that has to read three hundred files beside a rebuild
    would wait for its turn at each of them.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._asking = 0
        self._quiet_from = 0.0

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
                self._quiet_from = time.monotonic() + _QUIET
                self._changed.notify_all()

    def give_way(self) -> None:
        """Wait until nothing is asked any more, but not for long."""
        until = time.monotonic() + _AT_MOST
        with self._changed:
            while (now := time.monotonic()) < until:
                if self._asking:
                    self._changed.wait(until - now)
                elif now < self._quiet_from:
                    self._changed.wait(min(until, self._quiet_from) - now)
                else:
                    return
