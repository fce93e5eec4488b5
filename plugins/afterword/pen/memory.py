"""What a server keeps of the journal between two ticks, so that each is answered at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from afterword.model.journal import Journal
from afterword.model.task import Task
from afterword.playbook.snapshot import Snapshot, take_snapshot
from afterword.playbook.tasks import Aims, aims_on, tasks_of
from afterword.source import memory as source
from afterword.source.load import Loaded, load_journal

if TYPE_CHECKING:
    from afterword.pen.desk import Desk


class Memory:
    """What was computed of a journal, for as long as its files, its settings and the day hold.

    The files are read each time, and whatever they say now is what counts. For any number of
    threads.
    """

    def __init__(self) -> None:
        self._lock = RLock()
        self._files = source.Memory()
        self._of: tuple[Loaded, dt.date, Path] | None = None
        self._aims: Aims | None = None
        self._snapshot: Snapshot | None = None

    def look(self, desk: Desk) -> tuple[Loaded, Snapshot]:
        """Return the journal as it is now, with all that is computed of it."""
        with self._lock:
            loaded = self._read(desk)
            if self._snapshot is None:
                self._snapshot = take_snapshot(loaded.journal, desk.today, desk.settings)
            return loaded, self._snapshot

    def find(self, desk: Desk, identity: str, wrote: str = "") -> tuple[Journal, Task | None]:
        """Return the journal as it is now and one of its tasks, `None` where there is none."""
        with self._lock:
            journal = self._read(desk, wrote).journal
            if self._aims is None:
                self._aims = aims_on(journal, desk.today, desk.settings)[0]
            entry = identity.split("/", 1)[0]
            tasks = tasks_of(entry, self._aims, journal, desk.today, desk.settings)
            return journal, next((task for task in tasks if task.id == identity), None)

    def _read(self, desk: Desk, wrote: str = "") -> Loaded:
        loaded = load_journal(desk.root, desk.settings, desk.excluded, self._files, wrote)
        # Settings that changed make another journal, so that they need not be compared here.
        if self._of is None or self._of[0] is not loaded or self._of[1:] != (desk.today, desk.root):
            self._of = (loaded, desk.today, desk.root)
            self._aims = self._snapshot = None
        return loaded
