"""The whole journal as one build shows it: read, worked out, with what there is to say of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from afterword.model.problem import Problem
from afterword.model.settings import Settings
from afterword.pages.addresses import person_path
from afterword.pages.digest import digest
from afterword.pages.render import Renderer
from afterword.pen import almanac
from afterword.playbook.sharing import shared_copy
from afterword.playbook.snapshot import Snapshot, take_snapshot
from afterword.prose.proof import begin, prepare, prepare_apart
from afterword.site.record import Quoted, facts
from afterword.source.drafts import may_hold_drafts
from afterword.source.files import Scan
from afterword.source.kept import ROOM
from afterword.source.load import Loaded, load_journal
from afterword.source.memory import Memory
from afterword.source.store import Store

if TYPE_CHECKING:
    from mkdocs.structure.files import Files


@dataclass(frozen=True)
class Whole:
    """A journal with its day. `problems` are those of everything, though it be a shared copy.

    `facts` stand for what is in no page, `ready` is whether the proofs of drafts need not be waited
    for; `files` are those of MkDocs.
    """

    loaded: Loaded
    facts: str
    snapshot: Snapshot
    problems: tuple[Problem, ...]
    store: Store | None
    ready: bool
    files: Files

    @cached_property
    def renderer(self) -> Renderer:
        """What draws its pages."""
        return Renderer(self.snapshot, self.store)

    def begin_to_read(self) -> None:
        """Begin to read drafts that are read apart."""
        begin(self.snapshot.settings)

    @cached_property
    def states(self) -> Mapping[str, str]:
        """What stands for the text of each page, by path."""
        return {path: found.hex() for path, found in self.loaded.digests.items()}

    @cached_property
    def _all_files(self) -> str:
        return digest(self.facts, *(f"{path} {state}" for path, state in self.states.items()))

    def all_files(self) -> str:
        """Return what stands for all pages together, for whatever may show anything of them."""
        return self._all_files

    def quoted(self) -> dict[str, Quoted]:
        """Return by entry the people whose pages may show sentences of it."""
        found: dict[str, list[tuple[str, list[str], bool]]] = {}
        for row in self.renderer.people:
            if row.has_page:
                path = person_path(row.person)
                for each in row.meetings:
                    told = (path, sorted(each.names), each.is_alone)
                    found.setdefault(each.entry.path, []).append(told)
        return dict(found)


def read_whole(
    root: Path,
    found: Scan,
    today: dt.date,
    settings: Settings,
    files: Files,
    *,
    memory: Memory | None,
    store: Store | None,
) -> Whole:
    """Read a journal whose files were found, and work out how it stands on a day.

    Drafts are read by a process of its own where no `memory` says that more builds follow.
    """
    apart = memory is None
    if apart and store and not store.keys(ROOM) and may_hold_drafts(found.pages.values()):
        prepare_apart(settings)
    loaded = load_journal(root, settings, memory=memory, store=store, found=found)
    snapshot = take_snapshot(loaded.journal, today, settings)
    problems, ready = snapshot.problems, True
    if store:
        with almanac.of_user() as own:
            almanac.keep(own, settings.holidays)
        ready = prepare(snapshot, store, apart=apart)
    if settings.share:
        # From here on nothing but the copy is known.
        loaded = Loaded(shared_copy(loaded.journal), {}, frozenset())
        snapshot = take_snapshot(loaded.journal, today, settings)
    return Whole(loaded, facts(found, today), snapshot, problems, store, ready, files)
