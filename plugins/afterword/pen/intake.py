"""Taking in what comes from elsewhere: matched with the journal, planned, then written."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from afterword.model.entry import (
    IMPORT_KEY,
    Entry,
    Item,
    Kind,
    Outcome,
    Stage,
    without_places,
)
from afterword.model.folder import TEXTS
from afterword.model.incoming import Incoming
from afterword.model.journal import make_journal
from afterword.model.names import fold, slug
from afterword.model.person import PersonPage
from afterword.model.task import State
from afterword.pen.desk import Desk
from afterword.pen.planned import Fate, Planned, StoppedError, left_over
from afterword.pen.strangers import Strangers
from afterword.playbook.snapshot import Snapshot, take_snapshot
from afterword.source.compose import entry_text
from afterword.source.entry import entry_id, read_entry, read_person_page
from afterword.source.files import PAGE_SUFFIXES, page_address
from afterword.source.load import Loaded, kind_of_path
from afterword.source.scalar import scalar
from afterword.source.write import OutsideError, RefusedError, create_file, remove_stale

SETTLED = "due before it was imported"
"""Why a task of an imported entry is skipped that was due before that day."""

_ODD = re.compile(r"[\x00-\x1f\x7f\\]")
_ORIGIN = re.compile(rb"^x-import:[ \t]*['\"]?(\S+?)['\"]?[ \t]*\r?$", re.MULTILINE)


def plan(
    desk: Desk, incoming: Iterable[Incoming], *, strangers: bool = False, ghosted: bool = False
) -> tuple[Planned, ...]:
    """Return what becomes of each row; nothing is written.

    `strangers` also takes in people of whom the journal knows nothing. `ghosted` gives those the
    outcome who have been silent for so long that nothing is left to send.
    """
    return _Plan(desk, strangers=strangers, ghosted=ghosted).of(tuple(incoming))


def take_in(
    desk: Desk,
    incoming: Iterable[Incoming],
    *,
    strangers: bool = False,
    ghosted: bool = False,
    wrote: Callable[[int, int], None] = lambda _number, _total: None,
) -> tuple[Planned, ...]:
    """Write what is new, each file whole or not at all, and return what became of each row.

    `wrote` is told after each file how many of how many are written.
    Raises `StoppedError` where a write fails, which says what is in; another `RefusedError` where
    nothing can be written.
    """
    with desk.locked():
        planned = plan(desk, incoming, strangers=strangers, ghosted=ghosted)
        new = [each for each in planned if each.fate is Fate.NEW]
        remove_stale({(desk.root / each.path).parent for each in new})
        for number, each in enumerate(new):
            try:
                create_file(_target(desk.root, each.path), each.data)
            except FileExistsError:
                raise StoppedError(new[:number], each, f"{each.path} is there by now") from None
            except RefusedError as error:
                raise StoppedError(new[:number], each, str(error)) from None
            wrote(number + 1, len(new))
    return planned


def _target(root: Path, path: str) -> Path:
    """Return where a path of the journal leads; raises `OutsideError` where that is not in it."""
    home = Path(os.path.realpath(root))
    real = Path(os.path.realpath((home / path).parent))
    if not real.is_relative_to(home):
        raise OutsideError(home / path)
    return real / (home / path).name


class _Plan:
    """The journal while rows are matched with it and get their places."""

    def __init__(self, desk: Desk, *, strangers: bool, ghosted: bool) -> None:
        self._desk, self._ghosted, self._all = desk, ghosted, strangers
        self._loaded, self._before = desk.look()
        journal = self._loaded.journal
        self._origins = dict(_origins(desk, self._loaded))
        self._by_path = {entry.path: entry for entry in journal.entries}
        self._ids = {broken.id.casefold(): broken.path for broken in journal.broken}
        self._ids |= {entry.id.casefold(): entry.path for entry in journal.entries}
        self._addresses = {_address(path): path for path in self._loaded.publishable}
        self._together: frozenset[str] = frozenset()
        self._strangers = Strangers(journal)
        self._seen: dict[str, int] = {}
        self._silent: set[str] = set()

    def of(self, incoming: Sequence[Incoming]) -> tuple[Planned, ...]:
        """Return what becomes of each row, in their order."""
        found: dict[int, Planned] = {}
        self._together = frozenset(each.path for each in incoming if each.path)
        claimed = {
            path
            for each in incoming
            if each.entry and (path := self._origins.get(_origin(each.entry)))
        }
        same = self._same(claimed)
        self._strangers.expect(each.person.company for each in incoming if each.person)
        new: list[tuple[int, Incoming, Entry]] = []
        for at, each in enumerate(incoming):
            if each.refused:
                found[at] = _planned(each, Fate.REFUSED, said=(each.refused, *each.remarks))
            elif each.path:
                found[at] = self._restored(each)
            elif each.person:
                found[at] = self._person(each, each.person)
            elif each.entry:
                there = self._known(each, each.entry, same)
                if there:
                    found[at] = there
                else:
                    new.append((at, each, self._placed(each.entry)))
        settled = self._settled([entry for _, _, entry in new])
        for (at, each, before), entry in zip(new, settled, strict=True):
            found[at] = self._composed(each, entry, len(entry.checklist) - len(before.checklist))
        return tuple(found[at] for at in sorted(found))

    def _same(self, claimed: set[str]) -> dict[tuple[str, str, str], list[Entry]]:
        """Return the entries that rows may stand for, by kind, company and role, in order.

        Left out are those whose own row is in the file.
        """
        same: dict[tuple[str, str, str], list[Entry]] = {}
        for entry in self._loaded.journal.entries:
            if entry.path not in claimed:
                same.setdefault(_key(entry), []).append(entry)
        return same

    def _known(
        self, each: Incoming, entry: Entry, same: Mapping[tuple[str, str, str], list[Entry]]
    ) -> Planned | None:
        """Return that a row is in the journal: by its mark, else by what and when it was."""
        origin = _origin(entry)
        if first := self._seen.get(origin):
            return _planned(each, Fate.THERE, said=(f"the same as row {first}",))
        self._seen[origin] = each.row
        if path := self._origins.get(origin):
            return _planned(each, Fate.THERE, path)
        rivals = same.get(_key(entry), [])
        for rival in rivals:
            if not each.dated or rival.date == entry.date:
                rivals.remove(rival)
                said = (*self._differing(entry, rival), *left_over(entry, rival))
                return _planned(each, Fate.THERE, rival.path, said=said)
        return None

    def _differing(self, entry: Entry, there: Entry) -> Iterator[str]:
        """Yield what a row says of where it stands, and the journal does not."""
        opportunity = self._loaded.journal.opportunity(there)
        stands = self._before.standings[opportunity.id] if opportunity else None
        outcome = stands.outcome if stands else there.outcome
        if entry.outcome and entry.outcome is not outcome:
            yield f"differs: {entry.outcome} there, {outcome or 'no outcome'} in the journal"
        stage = entry.stage or Stage.APPLIED
        if stands and stage.rank > stands.furthest.rank:
            yield f"differs: {stage} there, {stands.stage} in the journal"

    def _placed(self, entry: Entry) -> Entry:
        """Return a new entry with a path and an id that are free."""
        folders = self._desk.settings.folders
        mine = [name for name, kind in folders.items() if kind is entry.kind]
        there = [name for name in mine if (self._desk.root / name).is_dir()]
        folder = next(iter((*there, *mine, *folders)), "applications")
        stem = "-".join(part for part in (entry.date.isoformat(), slug(entry.company)) if part)
        path = self._free(f"{folder}/{stem}", ids=True)
        return replace(entry, id=entry_id(path), path=path)

    def _free(self, wanted: str, *, ids: bool) -> str:
        number = 1
        while True:
            path = wanted + (f"-{number}" if number > 1 else "") + ".md"
            number += 1
            taken = ids and entry_id(path).casefold() in self._ids
            if not (taken or _address(path) in self._addresses) and not os.path.lexists(
                self._desk.root / path
            ):
                self._addresses[_address(path)] = path
                self._ids[entry_id(path).casefold()] = path
                return path

    def _settled(self, new: Sequence[Entry]) -> list[Entry]:
        """Return new entries with whatever the playbook would have wanted by now as skipped."""
        if not new:
            return []
        entries = {entry.id: entry for entry in new}
        while True:
            snapshot = self._with(entries.values())
            changed = False
            for entry in tuple(entries.values()):
                after = self._after_its_time(entry, snapshot)
                if after != entry:
                    entries[entry.id] = after
                    changed = True
            if not changed:
                return list(entries.values())

    def _with(self, entries: Iterable[Entry]) -> Snapshot:
        journal = self._loaded.journal
        whole = make_journal(
            (*journal.entries, *entries), journal.opportunity_pages, journal.person_pages
        )
        return take_snapshot(whole, self._desk.today, self._desk.settings)

    def _after_its_time(self, entry: Entry, snapshot: Snapshot) -> Entry:
        late = [
            task
            for task in snapshot.tasks_of_entry.get(entry.id, ())
            if task.implied and task.state in (State.OVERDUE, State.MISSED)
        ]
        if entry.outcome is None and any(task.suggestion == "ghosted?" for task in late):
            self._silent.add(entry.id)
            if self._ghosted:
                return replace(entry, outcome=Outcome.GHOSTED)
        items = tuple(Item(task.verb, task.object, skipped=SETTLED) for task in late)
        return replace(entry, checklist=entry.checklist + items)

    def _composed(self, each: Incoming, entry: Entry, settled: int) -> Planned:
        """Return the file of a new entry, or the refusal of what would not read back the same."""
        kind = kind_of_path(entry.path, self._desk.settings.folders)
        if wrong := self._unusable(entry.path):
            return _planned(each, Fate.REFUSED, said=(wrong,))
        try:
            data = entry_text(entry, kind).encode("utf-8")
            verbatim = None if each.text is None else each.text.encode("utf-8")
        except UnicodeEncodeError as error:
            return _planned(each, Fate.REFUSED, said=(f"it holds half a character ({error}).",))
        if kind is None or not entry.path.lower().endswith(PAGE_SUFFIXES):
            return _planned(
                each, Fate.REFUSED, said=(f"{entry.path} is no file in a folder of entries",)
            )
        if verbatim is not None and self._reads_as(verbatim, entry, kind)[0]:
            # With its problems, if it has any: they were the file's own.
            data = verbatim
        else:
            same, fault = self._reads_as(data, entry, kind)
            if fault or not same:
                why = fault or "it would not read back as it is meant"
                return _planned(each, Fate.REFUSED, said=(why,))
        return Planned(
            each.row,
            Fate.NEW,
            entry.path,
            entry=entry,
            data=data,
            said=each.remarks,
            settled=settled,
            silent=entry.id in self._silent,
        )

    def _reads_as(self, data: bytes, entry: Entry, kind: Kind) -> tuple[bool, str]:
        """Return whether a file says what the entry does, and its first error."""
        found, problems = read_entry(data, entry.path, kind, self._desk.settings)
        fault = next((problem.message for problem in problems if problem.is_error), "")
        return isinstance(found, Entry) and without_places(found) == without_places(entry), fault

    def _unusable(self, path: str, *, excluded: bool = False) -> str:
        """Return why a path cannot be that of a file in the journal, or "".

        A file that is not published, since `exclude_docs` names it, can be one if it was one.
        """
        parts = path.split("/")
        if any(part in ("", ".", "..") or part.startswith(".") for part in parts) or (
            _ODD.search(path) or os.path.isabs(path) or (":" in path and os.name == "nt")
        ):
            return f"`{path}` is no path inside the journal"
        if not path.lower().endswith(TEXTS):
            return f"`{path}` is no text ({', '.join(TEXTS)})"
        if not excluded and self._desk.excluded is not None and self._desk.excluded(path):
            return f"`{path}` is left out by `exclude_docs`"
        return ""

    def _restored(self, each: Incoming) -> Planned:
        """Return what becomes of a file that has its path already.

        Files that were in one journal come into one again, though `check` has something to say of
        their names.
        """
        path = each.path
        if wrong := self._unusable(path, excluded=True):
            return _planned(each, Fate.REFUSED, said=(wrong,))
        entry = replace(each.entry, id=entry_id(path), path=path) if each.entry else None
        there = self._desk.root / path
        if os.path.lexists(there):
            return _planned(each, *self._compared(there, each, entry))
        if self._addresses.get(_address(path), path) not in {path, *self._together}:
            return _planned(each, Fate.REFUSED, said=(f"`{path}` would hide another page",))
        if entry:
            if self._ids.get(entry_id(path).casefold(), path) not in {path, *self._together}:
                return _planned(each, Fate.REFUSED, said=(f"`{path}`: its name is taken",))
            return self._composed(each, entry, 0)
        try:
            data = (each.text or "").encode("utf-8")
        except UnicodeEncodeError as error:
            return _planned(each, Fate.REFUSED, said=(f"it holds half a character ({error}).",))
        return Planned(each.row, Fate.NEW, path, data=data, said=each.remarks)

    def _compared(
        self, there: Path, each: Incoming, entry: Entry | None
    ) -> tuple[Fate, str, tuple[str, ...]]:
        """Return whether the file at a path says the same; it is never written over."""
        if entry:
            known = self._by_path.get(entry.path)
            same = known is not None and without_places(known) == without_places(entry)
        else:
            try:
                same = there.is_file() and there.read_bytes() == (each.text or "").encode("utf-8")
            except (OSError, UnicodeEncodeError):
                same = False
        if same:
            return Fate.THERE, each.path, ()
        said = "another file of this name is there, which is not written over"
        return Fate.REFUSED, each.path, (said,)

    def _person(self, each: Incoming, person: PersonPage) -> Planned:
        """Return what becomes of a connection."""
        if path := self._strangers.page_of(person):
            return _planned(each, Fate.THERE, path)
        if not (self._all or self._strangers.is_known(person)):
            return _planned(each, Fate.PASSED, said=("not in the journal",))
        stem = self._strangers.slug_for(person)
        path = self._free(f"people/{stem}", ids=False)
        page = replace(person, slug=entry_id(path), path=path)
        if wrong := self._unusable(path):
            return _planned(each, Fate.REFUSED, said=(wrong,))
        data = _person_text(page).encode("utf-8", "replace")
        found, problems = read_person_page(data, path)
        if any(problem.is_error for problem in problems) or replace(found, body_line=1) != page:
            return _planned(each, Fate.REFUSED, said=("it would not read back as it is meant",))
        self._strangers.add(page)
        return Planned(each.row, Fate.NEW, path, person=page, data=data, said=each.remarks)


def _person_text(page: PersonPage) -> str:
    names = ("name", "title", "company", "email", "phone", "linkedin")
    lines = [f"{name}: {scalar(value)}\n" for name in names if (value := getattr(page, name))]
    return "---\n" + "".join(lines) + "---\n" + page.body


def _planned(each: Incoming, fate: Fate, path: str = "", said: tuple[str, ...] = ()) -> Planned:
    return Planned(each.row, fate, path, entry=each.entry, person=each.person, said=said)


def _address(path: str) -> str:
    """Return where a file is published, in the form in which two are one."""
    return page_address(path) if path.lower().endswith(PAGE_SUFFIXES) else path


def _key(entry: Entry) -> tuple[str, str, str]:
    return entry.kind, fold(entry.company), fold(entry.role)


def _origin(entry: Entry) -> str:
    """Return the mark of the row that an entry came from; "": none."""
    found = entry.extra.get(IMPORT_KEY, "")
    return found if isinstance(found, str) else ""


def _origins(desk: Desk, loaded: Loaded) -> Iterator[tuple[str, str]]:
    """Yield the marks of rows with their files, of entries that cannot be read as well."""
    for broken in loaded.journal.broken:
        try:
            data = (desk.root / broken.path).read_bytes()
        except OSError:
            continue
        for found in _ORIGIN.finditer(data):
            yield found[1].decode("utf-8", "replace"), broken.path
    for entry in loaded.journal.entries:
        if origin := _origin(entry):
            yield origin, entry.path
