"""Has a served site built anew when a new day begins, by a file that the server watches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

_LOOK_SECONDS = 30.0
"""How often the day is looked at: a computer that slept through midnight is told soon after."""


class NewDay:
    """Writes the day into a file, and again each time that another day has begun.

    `today` gives the day in the journal's time zone. What is written means nothing to the journal:
    that it was written is what makes the server build.
    """

    def __init__(
        self, file: Path, today: Callable[[], dt.date], *, seconds: float = _LOOK_SECONDS
    ) -> None:
        self._file, self._today, self._seconds = file, today, seconds
        self._over = Event()
        self._day: dt.date | None = None

    def begin(self) -> bool:
        """Write the day and start to look; `False` where nothing can be written there."""
        self._day = self._today()
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._write(self._day)
        except OSError:
            return False
        Thread(target=self._run, name="afterword-new-day", daemon=True).start()
        return True

    def end(self) -> None:
        """Stop looking."""
        self._over.set()

    def _run(self) -> None:
        while not self._over.wait(self._seconds):
            day = self._today()
            if day != self._day:
                with suppress(OSError):  # Tried again at the next look.
                    self._write(day)
                    self._day = day

    def _write(self, day: dt.date) -> None:
        self._file.write_text(f"{day.isoformat()}\n", encoding="utf-8")
