"""The journal that is written in: its folder, its settings, and where its state is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from afterword.model.journal import Journal
from afterword.model.settings import Settings
from afterword.model.task import Task
from afterword.pen.memory import Memory
from afterword.playbook.snapshot import Snapshot, take_snapshot
from afterword.source.load import Loaded, load_journal
from afterword.source.store import Store
from afterword.source.write import locked


@dataclass(frozen=True, slots=True)
class Desk:
    """A journal to write in.

    `root` is its folder, `state` the folder beside `mkdocs.yml` that git leaves out, for the lock
    and for what `undo` needs. `today` is a day in the journal's time zone.
    """

    root: Path
    settings: Settings
    excluded: Callable[[str], bool] | None
    state: Path
    today: dt.date
    memory: Memory | None = None
    """What whoever stays at the desk keeps of the journal; a command does not stay."""

    def look(self) -> tuple[Loaded, Snapshot]:
        """Read the journal as it is now."""
        if self.memory:
            return self.memory.look(self)
        with Store(self.state.parents[1], _say_nothing) as store:
            loaded = load_journal(self.root, self.settings, self.excluded, store=store)
        return loaded, take_snapshot(loaded.journal, self.today, self.settings)

    def find(self, identity: str, wrote: str = "") -> tuple[Journal, Task | None]:
        """Read the journal as it is now and return one of its tasks, `None` if it has none such.

        Of a desk with a memory, only the file that the caller just `wrote` is read, if it names it.
        """
        if self.memory:
            return self.memory.find(self, identity, wrote)
        return found_in(self.look()[1], identity)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep others from writing meanwhile; raises `BusyError` where they do not end."""
        with _locked(self.state):
            yield


def _say_nothing(_: str) -> None:
    """Leave to the commands that only read what there is to say of the store."""


def found_in(snapshot: Snapshot, identity: str) -> tuple[Journal, Task | None]:
    """Return a snapshot's journal and one of its tasks, `None` where it has none of that id."""
    found = next((task for task in snapshot.tasks if task.id == identity), None)
    return snapshot.journal, found


def desk_beside(
    config: Path,
    root: Path,
    settings: Settings,
    excluded: Callable[[str], bool] | None,
    today: dt.date,
    memory: Memory | None = None,
) -> Desk:
    """Return the desk of the journal that a `mkdocs.yml` describes."""
    return Desk(root, settings, excluded, _state_beside(config), today, memory)


@contextmanager
def lock_beside(config: Path) -> Iterator[None]:
    """Hold the lock of the journal that a `mkdocs.yml` describes; raises `BusyError`."""
    with _locked(_state_beside(config)):
        yield


def _state_beside(config: Path) -> Path:
    return config.resolve().parent / ".cache" / "afterword"


@contextmanager
def _locked(state: Path) -> Iterator[None]:
    with locked(state / "lock"):
        yield
