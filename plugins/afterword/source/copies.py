"""A copy of this process that works beside it, and hands over what it made.

Only where a process can be copied safely: on Linux, where no thread can hold what the copy needs.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

WAITING = "afterword-waiting"
"""The name of threads that may go on while a copy is made: they wait, and hold nothing."""
PATIENCE_SECONDS = 20.0
"""How long is waited for what takes some milliseconds; then the copy is ended."""

_LENGTH_BYTES = 8
_MOST_BYTES = 1 << 30
"""More than anything that is handed over has; what says so is no length."""


def can_copy() -> bool:
    """Whether this process can be copied, and there is another core for the copy."""
    if not sys.platform.startswith("linux"):
        return False
    own = threading.current_thread()
    if any(each is not own and each.name != WAITING for each in threading.enumerate()):
        return False
    return len(os.sched_getaffinity(0)) > 1


class Copy:
    """A copy of this process, which ends with its work: nothing else of what it is goes on."""

    def __init__(self, work: Callable[[], Iterable[Any]]) -> None:
        """Begin; what `work` yields in the copy is handed over, one after another.

        Where the system makes no more processes, it is as one that hands nothing over.
        """
        self._from: int | None = None
        receiving, sending = os.pipe()
        try:
            self._process = os.fork()
        except OSError:
            os.close(receiving)
            os.close(sending)
            return
        if self._process == 0:
            os.close(receiving)
            _hand_over(work, sending)
        os.close(sending)
        self._from = receiving

    def is_ready(self) -> bool:
        """Whether what comes next need not be waited for, as far as can be seen."""
        return self._from is None or bool(select.select([self._from], [], [], 0)[0])

    def take(self) -> Any:
        """Return what comes next, once it is there; `None` where nothing comes any more."""
        with suppress(OSError, EOFError, ValueError, pickle.UnpicklingError):
            length = int.from_bytes(self._read(_LENGTH_BYTES), "big")
            return pickle.loads(self._read(length))  # noqa: S301  Of this very program.
        self.end()
        return None

    def end(self) -> None:
        """End the copy, whatever it is doing."""
        if self._from is not None:
            os.close(self._from)
            self._from = None
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)

    def _read(self, length: int) -> bytes:
        """Return so many bytes; raises an `EOFError` where they do not come."""
        if self._from is None or length > _MOST_BYTES:
            raise EOFError
        parts: list[bytes] = []
        while length:
            if not select.select([self._from], [], [], PATIENCE_SECONDS)[0]:
                raise EOFError
            part = os.read(self._from, length)
            if not part:
                raise EOFError
            parts.append(part)
            length -= len(part)
        return b"".join(parts)


def _hand_over(work: Callable[[], Iterable[Any]], sending: int) -> None:
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # The first process ends this one.
        with os.fdopen(sending, "wb") as target:
            for each in work():
                packed = pickle.dumps(each, pickle.HIGHEST_PROTOCOL)
                target.write(len(packed).to_bytes(_LENGTH_BYTES, "big") + packed)
                target.flush()
    finally:
        os._exit(0)
