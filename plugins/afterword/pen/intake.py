"""Taking in what comes from elsewhere: matched with the journal, planned, then written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from afterword.model.entry import Entry, Kind, Outcome, Stage, without_places
from afterword.model.incoming import Incoming
from afterword.model.names import fold, slug
from afterword.model.person import PersonPage
from afterword.pen.desk import Desk
from afterword.pen.marks import marked, marks_in, origin_of
from afterword.pen.places import Places
from afterword.pen.planned import Fate, Planned, StoppedError
from afterword.pen.settling import brought_up, late_tasks
from afterword.pen.strangers import Strangers
from afterword.source.compose import entry_text
from afterword.source.entry import entry_id, read_entry, read_person_page
from afterword.source.files import PAGE_SUFFIXES, kind_of_path
from afterword.source.scalar import scalar
from afterword.source.write import OutsideError, RefusedError, create_file, remove_stale

_SHOWN = 200
"""Characters of a row's text that a remark quotes."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What becomes of each row, and the traces of the files with which they were matched."""

    rows: tuple[Planned, ...]
    traces: Mapping[str, tuple[int, int, int]]


def prepare(
    desk: Desk, incoming: Iterable[Incoming], *, strangers: bool = False, ghosted: bool = False
) -> Prepared:
    """Match rows with the journal; nothing is written.

    `strangers` also takes in people of whom the journal knows nothing. `ghosted` gives those the
    outcome who have been silent for so long that nothing is left to send.
    """
    traces = _traces(desk.root)
    found = _Plan(desk, strangers=strangers, ghosted=ghosted)
    return Prepared(found.of(tuple(incoming)), traces)


def plan(
    desk: Desk, incoming: Iterable[Incoming], *, strangers: bool = False, ghosted: bool = False
) -> tuple[Planned, ...]:
    """Return what becomes of each row, as `prepare` does."""
    return prepare(desk, incoming, strangers=strangers, ghosted=ghosted).rows


def take_in(
    desk: Desk,
    incoming: Iterable[Incoming],
    *,
    strangers: bool = False,
    ghosted: bool = False,
    wrote: Callable[[int, int], None] = lambda _number, _total: None,
    prepared: Prepared | None = None,
) -> tuple[Planned, ...]:
    """Write what is new, each file whole or not at all, and return what became of each row.

    What was `prepared` is written as it is, unless a file of the journal has changed since. `wrote`
    is told after each file how many of how many are written.
    Raises `StoppedError` where a write fails, which says what is in; another `RefusedError` where
    nothing can be written.
    """
    with desk.locked():
        if prepared is None or prepared.traces != _traces(desk.root):
            prepared = prepare(desk, incoming, strangers=strangers, ghosted=ghosted)
        new = [each for each in prepared.rows if each.fate is Fate.NEW]
        targets = [_target(desk.root, each.path) for each in new]
        remove_stale({target.parent for target in targets})
        for number, (each, target) in enumerate(zip(new, targets, strict=True)):
            try:
                create_file(target, each.data)
            except FileExistsError:
                raise StoppedError(new[:number], each, f"{each.path} is there by now") from None
            except RefusedError as error:
                raise StoppedError(new[:number], each, str(error)) from None
            wrote(number + 1, len(new))
    return prepared.rows


def _traces(root: Path) -> dict[str, tuple[int, int, int]]:
    """Return of each file in a folder what changes when it does: number, size and time."""
    found: dict[str, tuple[int, int, int]] = {}
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            with suppress(OSError):
                about = os.lstat(path)
                found[path] = (about.st_ino, about.st_size, about.st_mtime_ns)
    return found


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
        self._origins = dict(marks_in(desk.root, self._loaded))
        self._by_path = {entry.path: entry for entry in self._loaded.journal.entries}
        self._places = Places(desk, self._loaded)
        self._strangers = Strangers(self._loaded.journal)
        self._together: frozenset[str] = frozenset()
        self._seen: dict[str, int] = {}

    def of(self, incoming: Sequence[Incoming]) -> tuple[Planned, ...]:
        """Return what becomes of each row, in their order."""
        found: dict[int, Planned] = {}
        self._together = frozenset(each.path for each in incoming if each.path)
        claimed = {
            path
            for each in incoming
            if each.entry and (path := self._origins.get(origin_of(each.entry)))
        }
        same = self._same(claimed)
        self._strangers.expect(each.person.company for each in incoming if each.person)
        new: dict[int, tuple[Incoming, Entry]] = {}
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
                    new[at] = (each, self._placed(each.entry))
        entries = [entry for _, entry in new.values()]
        late = late_tasks(self._before, entries)
        for at, (each, entry) in new.items():
            tasks = late.get(entry.id, ())
            silent = entry.outcome is None and any(t.suggestion == "ghosted?" for t in tasks)
            ghosted = silent and self._ghosted
            whole = replace(entry, outcome=Outcome.GHOSTED) if ghosted else entry
            found[at] = self._composed(each, whole, settled=len(tasks), silent=silent)
        self._warn(found, set(new))
        return tuple(found[at] for at in range(len(incoming)) if at in found)

    def _warn(self, found: dict[int, Planned], rows: Iterable[int]) -> None:
        """Say of rows that are new what of the journal's own they would make overdue."""
        new = {
            each.entry.id: at
            for at in rows
            if (each := found[at]).fate is Fate.NEW and each.entry is not None
        }
        entries = [entry for at in new.values() if (entry := found[at].entry)]
        pages = (each.person for each in found.values() if each.fate is Fate.NEW and each.person)
        for identity, tasks in brought_up(self._before, entries, pages).items():
            said = (f"would make overdue: {task.label} ({task.id})" for task in tasks)
            each = found[new[identity]]
            found[new[identity]] = replace(each, said=(*each.said, *said))

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
        origin = origin_of(entry)
        if first := self._seen.get(origin):
            return _planned(each, Fate.THERE, said=(f"the same as row {first}",))
        self._seen[origin] = each.row
        if path := self._origins.get(origin):
            return _planned(each, Fate.THERE, path)
        rivals = same.get(_key(entry), [])
        for rival in rivals:
            if not each.dated or rival.date == entry.date:
                rivals.remove(rival)
                said = (*self._differing(entry, rival), *_left_over(entry, rival))
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
        stem = "-".join(part for part in (entry.date.isoformat(), slug(entry.company)) if part)
        path = self._places.free(f"{self._places.folder(entry.kind)}/{stem}", entry=True)
        self._places.take(path)
        return replace(marked(entry, self._desk.today), id=entry_id(path), path=path)

    def _composed(
        self, each: Incoming, entry: Entry, *, settled: int = 0, silent: bool = False
    ) -> Planned:
        """Return the file of a new entry, or the refusal of what would not read back the same."""
        kind = kind_of_path(entry.path, self._desk.settings.folders)
        if wrong := self._places.unusable(entry.path):
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
            silent=silent,
        )

    def _reads_as(self, data: bytes, entry: Entry, kind: Kind) -> tuple[bool, str]:
        """Return whether a file says what the entry does, and its first error."""
        found, problems = read_entry(data, entry.path, kind, self._desk.settings)
        fault = next((problem.message for problem in problems if problem.is_error), "")
        return isinstance(found, Entry) and _same(found, entry), fault

    def _restored(self, each: Incoming) -> Planned:
        """Return what becomes of a file that has its path already.

        Files that were in one journal come into one again, though `check` has something to say of
        their names.
        """
        path = each.path
        if wrong := self._places.unusable(path, published=each.entry is not None):
            return _planned(each, Fate.REFUSED, said=(wrong,))
        entry = replace(each.entry, id=entry_id(path), path=path) if each.entry else None
        there = self._desk.root / path
        if os.path.lexists(there):
            return _planned(each, *self._compared(there, each, entry))
        if self._places.hides(path, together=self._together):
            return _planned(each, Fate.REFUSED, said=(f"`{path}` would hide another page",))
        # Another entry may have its name: so it was in the journal that it comes from.
        planned = self._composed(each, entry) if entry else self._verbatim(each)
        if planned.fate is Fate.NEW:
            self._places.take(path)
        return planned

    def _verbatim(self, each: Incoming) -> Planned:
        try:
            data = (each.text or "").encode("utf-8")
        except UnicodeEncodeError as error:
            return _planned(each, Fate.REFUSED, said=(f"it holds half a character ({error}).",))
        return Planned(each.row, Fate.NEW, each.path, data=data, said=each.remarks)

    def _compared(
        self, there: Path, each: Incoming, entry: Entry | None
    ) -> tuple[Fate, str, tuple[str, ...]]:
        """Return whether the file at a path says the same; it is never written over."""
        if entry:
            known = self._by_path.get(entry.path)
            same = known is not None and _same(known, entry)
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
        if page := self._strangers.page_of(person):
            return _planned(each, Fate.THERE, page.path, said=tuple(_untold(person, page)))
        if not (self._all or self._strangers.is_known(person)):
            return _planned(each, Fate.PASSED, said=("not in the journal",))
        stem = self._strangers.slug_for(person)
        path = self._places.free(f"people/{stem}", entry=False)
        page = replace(person, slug=entry_id(path), path=path)
        if wrong := self._places.unusable(path):
            return _planned(each, Fate.REFUSED, said=(wrong,))
        data = _person_text(page).encode("utf-8", "replace")
        found, problems = read_person_page(data, path)
        if any(problem.is_error for problem in problems) or replace(found, body_line=1) != page:
            return _planned(each, Fate.REFUSED, said=("it would not read back as it is meant",))
        self._strangers.add(page)
        self._places.take(path)
        return Planned(each.row, Fate.NEW, path, person=page, data=data, said=each.remarks)


def _left_over(entry: Entry, there: Entry) -> Iterator[str]:
    """Yield what a row says besides, and the entry that it stands for does not."""
    names = ("url", "source", "agency", "pay", "resume", "contact", "tags", "apply_by")
    missing = [name for name in names if getattr(entry, name) and not getattr(there, name)]
    yield from _not_taken_over(missing, entry.body)


def _untold(person: PersonPage, there: PersonPage) -> Iterator[str]:
    """Yield what a connection says, and the page that there is of that person does not."""
    names = ("title", "company", "email", "phone", "linkedin")
    missing = [name for name in names if getattr(person, name) not in ("", getattr(there, name))]
    body = "\n".join(line for line in person.body.split("\n") if line not in there.body)
    yield from _not_taken_over(missing, body)


def _not_taken_over(missing: Sequence[str], body: str) -> Iterator[str]:
    if missing:
        yield f"not taken over: {', '.join(missing)}"
    lines = [line for line in body.split("\n") if line and not line.startswith("## ")]
    if lines:
        told = "; ".join(line.removeprefix("- ") for line in lines)
        yield f"not taken over: {told if len(told) <= _SHOWN else told[: _SHOWN - 1] + '…'}"


def _same(one: Entry, other: Entry) -> bool:
    """Whether two files say the same; one that shares its name has another id, as in `AW-ID`."""
    return without_places(replace(one, id="")) == without_places(replace(other, id=""))


def _person_text(page: PersonPage) -> str:
    names = ("name", "title", "company", "email", "phone", "linkedin")
    lines = [f"{name}: {scalar(value)}\n" for name in names if (value := getattr(page, name))]
    return "---\n" + "".join(lines) + "---\n" + page.body


def _planned(each: Incoming, fate: Fate, path: str = "", said: tuple[str, ...] = ()) -> Planned:
    return Planned(each.row, fate, path, entry=each.entry, person=each.person, said=said)


def _key(entry: Entry) -> tuple[str, str, str]:
    return entry.kind, fold(entry.company), fold(entry.role)
