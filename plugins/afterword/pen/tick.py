"""Ticking: a task by its id, a minimal edit of its entry, checked against the model, written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from afterword.model.change import Change, changed, is_set, senseless
from afterword.model.entry import Entry, Item, Kind, without_places
from afterword.model.journal import Journal
from afterword.model.problem import Place
from afterword.model.settings import Settings
from afterword.model.task import State, Task
from afterword.pen.desk import Desk, found_in
from afterword.pen.undo import Undo, forget, last_change, remember
from afterword.playbook.snapshot import Snapshot
from afterword.source.edit import (
    CannotEditError,
    Splice,
    add_item,
    change_item,
    item_at,
    remove_item,
)
from afterword.source.entry import read_entry
from afterword.source.frontmatter import decode
from afterword.source.write import (
    ChangedMeanwhileError,
    RefusedError,
    inside,
    read_bytes,
    remove_stale,
    replace_file,
)

_TRIES = 8
_SETTLING = frozenset({"done", "skipped", "drafted", "accepted"})


class NoSuchTaskError(RefusedError):
    """The journal has no task of that id, or not any more."""

    def __init__(self, identity: str) -> None:
        super().__init__(f"no task `{identity}` any more; look at the list again.")


class StaleError(RefusedError):
    """The task stands otherwise than whoever asked for the change saw it."""

    def __init__(self, task: Task, seen: State) -> None:
        self.task = task
        super().__init__(f"{task.label}: it is {task.state} by now, not {seen}.")


class NotSafelyError(RefusedError):
    """The entry is written in a way that no small change can be made in; edit it by hand."""

    def __init__(self, task: Task, why: str) -> None:
        where = f"{task.path}:{task.line}" if task.line else task.path
        super().__init__(f"{where}: {why.rstrip('.')}. Change it by hand.")


class SenselessError(RefusedError):
    """The change makes no sense for the task as it stands."""

    def __init__(self, task: Task, why: str) -> None:
        super().__init__(f"{task.label}: {why}")


@dataclass(frozen=True, slots=True)
class Ticked:
    """What came of a change: the task as it was, and whether the file was written at all.

    `line` is where it stands now, counted from 1. `written` is `False` where the file said so
    already.
    """

    task: Task
    change: Change
    line: int
    written: bool

    @property
    def said(self) -> str:
        """What is to be said of it, in one line without a full stop."""
        key, value = self.change.key, self.change.value
        if not self.written:
            return f"{self.task.label}, {key} already; nothing is changed"
        what = f"{key}: {value}" if value is not None else f"{key} is taken back"
        return f"{self.task.label}, {what}"

    def remarks(self, how: str = "") -> tuple[str, ...]:
        """Return what to know of a task that was ticked off, in whole sentences.

        `how` follows on what is to be done about a note that nobody proofread.
        """
        if self.change.key != "done" or self.change.value is None:
            return ()
        found: list[str] = []
        if self.task.state in (State.MOOT, State.MISSED):
            found.append(f"It was off the list: {self.task.reason}.")
        if any(each.name == "proofread" and not (each.done or each.by) for each in self.task.steps):
            found.append(f"Nobody proofread it: say who did, or `nobody`{how}.")
        return tuple(found)


@contextmanager
def _under_lock(desk: Desk, snapshot: Snapshot | None) -> Iterator[None]:
    """Hold the journal's lock; whoever gives a snapshot that was read under it holds it already."""
    if snapshot is not None:
        yield
        return
    with desk.locked():
        yield


def _find(desk: Desk, snapshot: Snapshot | None, identity: str) -> tuple[Journal, Task]:
    journal, task = found_in(snapshot, identity) if snapshot else desk.find(identity)
    if task is None:
        raise NoSuchTaskError(identity)
    return journal, task


def tick(
    desk: Desk,
    asked: Sequence[tuple[str, Change]],
    *,
    over: bool = False,
    seen: State | None = None,
    snapshot: Snapshot | None = None,
) -> tuple[Ticked, ...]:
    """Make changes in tasks, each named by its whole id.

    What is done or skipped stays as it is, with its day, unless `over`: a tick sets, it does not
    toggle, and the same tick again changes nothing. What stands otherwise than it was `seen`, and
    does not say already what it is to say, is a `StaleError`.

    A file that is saved by somebody else meanwhile is read again and the change made in that, as
    long as the task is still there. Raises a `RefusedError` where nothing can be written; files
    before the refused one are written by then. Whoever holds the lock gives the journal as read
    under it, `snapshot`; else both are seen to here.
    """
    done: list[Ticked] = []
    with _under_lock(desk, snapshot):
        for identity, change in asked:
            entry = identity.split("/", 1)[0]
            if any(each.written and each.task.entry == entry for each in done):
                snapshot = None
            done.append(_tick_one(desk, snapshot, identity, change, over=over, seen=seen))
    return tuple(done)


def _tick_one(
    desk: Desk,
    snapshot: Snapshot | None,
    identity: str,
    change: Change,
    *,
    over: bool,
    seen: State | None,
) -> Ticked:
    for _ in range(_TRIES):
        journal, task = _find(desk, snapshot, identity)
        try:
            return _write(desk, journal, task, change, over=over, seen=seen)
        except ChangedMeanwhileError as error:
            refused = error
            snapshot = None
    raise refused


def _write(
    desk: Desk, journal: Journal, task: Task, change: Change, *, over: bool, seen: State | None
) -> Ticked:
    path = inside(desk.root, task.path)
    remove_stale({path.parent})
    data = read_bytes(path)
    entry = journal.by_id[task.entry]
    now, _ = read_entry(data, task.path, entry.kind, desk.settings)
    if not isinstance(now, Entry) or replace(now, id=entry.id, drafts=()) != replace(
        entry, drafts=()
    ):
        raise ChangedMeanwhileError(path)
    item = _item_of(entry, task)
    settled = item is not None and change.key in _SETTLING and getattr(item, change.key)
    if item is not None and (is_set(item, change) or (settled and not over)):
        return Ticked(task, change, item.place.line, written=False)
    if seen is not None and task.state is not seen:
        raise StaleError(task, seen)
    if why := senseless(task, change, desk.today):
        raise SenselessError(task, why)
    text, _ = decode(data)
    try:
        splice = _splice(text, task, change)
        after = splice.apply(text)
        place = _check(after, entry, task, change, desk.settings)
    except CannotEditError as error:
        raise NotSafelyError(task, str(error)) from None
    new = after.encode("utf-8")
    replace_file(path, data, new)
    remember(desk, Undo.of(task, change, text, splice, new))
    return Ticked(task, change, place.line, written=True)


def _item_of(entry: Entry, task: Task) -> Item | None:
    return next((item for item in entry.checklist if item.place == task.place), None)


def _splice(text: str, task: Task, change: Change) -> Splice:
    if task.place is None:
        if change.value is None:
            raise CannotEditError("it is not written down yet.")
        return add_item(text, task.verb, task.object, change)
    index = item_at(text, task.place)
    if index is None:
        raise CannotEditError("its line is not there any more.")
    return change_item(text, index, change)


def _check(text: str, entry: Entry, task: Task, change: Change, settings: Settings) -> Place:
    """Return where the item stands now; raises unless the text reads as the model's own edit."""
    after = _read(text, entry, settings)
    wanted = list(entry.checklist)
    if task.place is None:
        at = len(wanted)
        wanted.append(changed(Item(task.verb, task.object), change))
    else:
        at = next(i for i, item in enumerate(wanted) if item.place == task.place)
        wanted[at] = changed(wanted[at], change)
    if after is None or without_places(after) != without_places(
        replace(entry, checklist=tuple(wanted))
    ):
        raise CannotEditError("no small change can be made here safely.")
    return after.checklist[at].place


def _read(text: str, entry: Entry, settings: Settings) -> Entry | None:
    kind: Kind = entry.kind
    found, _ = read_entry(text.encode("utf-8", "surrogatepass"), entry.path, kind, settings)
    return found if isinstance(found, Entry) else None


def undo(
    desk: Desk, identity: str, *, seen: State | None = None, snapshot: Snapshot | None = None
) -> Ticked:
    """Take the last change of a task back.

    While the file is as the tick left it, its very bytes are restored; else the detail that was
    set is taken away. Raises a `RefusedError` where there is nothing to take back. `seen` and
    `snapshot` are as in `tick`.
    """
    with _under_lock(desk, snapshot):
        for _ in range(_TRIES):
            journal, task = _find(desk, snapshot, identity)
            if seen is not None and task.state is not seen:
                raise StaleError(task, seen)
            try:
                return _undo(desk, journal, task)
            except ChangedMeanwhileError as error:
                refused = error
                snapshot = None
        raise refused


class NothingToUndoError(RefusedError):
    """The task says nothing that a tick could have set."""

    def __init__(self, identity: str) -> None:
        super().__init__(f"`{identity}` is neither done nor skipped nor snoozed.")


_UNDONE = ("done", "skipped", "snoozed", "accepted", "proofread_by", "drafted")


def _undo(desk: Desk, journal: Journal, task: Task) -> Ticked:
    path = inside(desk.root, task.path)
    remove_stale({path.parent})
    data = read_bytes(path)
    known = last_change(desk, task.id)
    if known is not None and known.is_untouched(data):
        replace_file(path, data, known.restored(data))
        forget(desk, known)
        return Ticked(task, Change(known.key, None), task.line or 1, written=True)
    entry = journal.by_id[task.entry]
    item = _item_of(entry, task)
    key = next((key for key in _UNDONE if item and getattr(item, key)), None)
    if item is None or key is None:
        raise NothingToUndoError(task.id)
    change = Change(key, None)
    text, _ = decode(data)
    index = item_at(text, item.place)
    if index is None:
        raise ChangedMeanwhileError(path)
    try:
        after, line = _without(text, index, item, known, entry, task, change, desk.settings)
    except CannotEditError as error:
        raise NotSafelyError(task, str(error)) from None
    replace_file(path, data, after.encode("utf-8"))
    if known is not None:
        forget(desk, known)
    return Ticked(task, change, line, written=True)


def _without(
    text: str,
    index: int,
    item: Item,
    known: Undo | None,
    entry: Entry,
    task: Task,
    change: Change,
    settings: Settings,
) -> tuple[str, int]:
    """Return the text without a detail (without the whole line where a tick added it), its line."""
    bare = changed(item, change) == Item(item.verb, item.object, place=item.place)
    if known is not None and known.added and known.key == change.key and bare:
        after = remove_item(text, index).apply(text)
        wanted = tuple(each for each in entry.checklist if each is not item)
        read = _read(after, entry, settings)
        if read is not None and without_places(read) == without_places(
            replace(entry, checklist=wanted)
        ):
            return after, item.place.line
    after = change_item(text, index, change).apply(text)
    return after, _check(after, entry, task, change, settings).line
