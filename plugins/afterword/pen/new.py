"""New entries: from what is said of one to a file of its own, with its checklist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from afterword.model.entry import Broken, Entry, Item, Kind, without_places
from afterword.model.journal import Journal, make_journal
from afterword.model.names import slug
from afterword.model.problem import Problem
from afterword.model.task import Task
from afterword.pen.desk import Desk
from afterword.pen.places import Places
from afterword.playbook.checklist import checklist_of
from afterword.source.compose import entry_text, front_lines
from afterword.source.dates import read_due
from afterword.source.entry import entry_id, read_entry
from afterword.source.outline import outline
from afterword.source.write import RefusedError, create_file, remove_stale


class NotUnderstoodError(RefusedError):
    """Something that was said of the entry cannot be read; nothing was written.

    `field` is the name of what cannot, "" where that cannot be told.
    """

    def __init__(self, problems: Sequence[Problem], field: str = "") -> None:
        self.field = field
        said = "\n".join(problem.message for problem in problems)
        super().__init__(said or "this cannot be written so that it reads back the same.")


@dataclass(frozen=True, slots=True)
class Created:
    """A new entry: its file, the tasks it has now, and what the journal finds odd about it."""

    path: Path
    entry: Entry
    tasks: tuple[Task, ...]
    problems: tuple[Problem, ...]


def new_entry(
    desk: Desk,
    kind: Kind,
    said: Mapping[str, str | Sequence[str] | Mapping[str, str]],
    tasks: Sequence[tuple[str, str]] = (),
    text: str | None = None,
) -> Created:
    """Write a new entry and return it; a file that is there already is never written over.

    `said` are its fields by name, as texts, lists of texts, or a mapping for `terms`; `date` is
    an ISO date. `tasks` are tasks of one's own, each with its due date or rule, or "". The
    checklist gets them first, then what the playbook brings along. `text` is the entry's Markdown,
    an outline where it is not given. Raises `NotUnderstoodError` for a value that cannot be read,
    another `RefusedError` where nothing can be written.
    """
    folder = _folder(desk, kind)
    given = desk.settings.folders[folder]
    entry = _read(desk, kind, folder, said)
    entry = replace(entry, checklist=tuple(_own_task(*task) for task in tasks))
    if text is not None:
        lines = text.replace("\r\n", "\n").strip("\n")
        entry = replace(entry, body=f"\n{lines}\n" if lines.strip() else "")
    with desk.locked():
        loaded, _ = desk.look()
        journal, places = loaded.journal, Places(desk, loaded)
        taken = {entry.id.casefold() for entry in journal.entries}
        taken |= {broken.id.casefold() for broken in journal.broken}
        number = 1
        while True:
            name = _name(entry) + (f"-{number}" if number > 1 else "")
            number += 1
            if name.casefold() in taken:
                continue
            path = f"{folder}/{name}.md"
            whole = _with_checklist(desk, journal, replace(entry, id=entry_id(path), path=path))
            written = entry_text(whole, given)
            _check(desk, written, whole, given)
            if wrong := places.unusable(path):
                raise RefusedError(f"{wrong}; not written.")
            file = desk.root / path
            remove_stale({file.parent})
            try:
                create_file(file, written.encode("utf-8"))
            except FileExistsError:
                continue
            break
        return _created(desk, file, whole.id)


def _folder(desk: Desk, kind: Kind) -> str:
    """Return the folder for a kind: one that is there already, else the first in the settings."""
    folders = [name for name, given in desk.settings.folders.items() if given is kind]
    there = [name for name in folders if (desk.root / name).is_dir()]
    return next(iter((*there, *folders, *desk.settings.folders)))


def _read(
    desk: Desk,
    kind: Kind,
    folder: str,
    said: Mapping[str, str | Sequence[str] | Mapping[str, str]],
) -> Entry:
    given = desk.settings.folders[folder]
    fields = dict(said) if kind is given else {"kind": kind.value, **said}
    lines = ["---", *front_lines(fields), "---", ""]
    text = "\n".join(lines)
    data = text.encode("utf-8", "replace")  # Half characters are refused before it is written.
    found, problems = read_entry(data, f"{folder}/new.md", given, desk.settings)
    if problems or isinstance(found, Broken):
        raise NotUnderstoodError(problems, _field_at(lines, problems[0].line) if problems else "")
    return replace(found, body=outline(found))


def _field_at(lines: Sequence[str], number: int) -> str:
    """Return the key that a line of front matter belongs to, "" for none."""
    above = [line for line in lines[1:number] if line[:1] not in (" ", "-", "")]
    return above[-1].split(":", 1)[0] if above else ""


def _own_task(words: str, due: str) -> Item:
    rule, wrong = read_due(due) if due else (None, "")
    if wrong:
        raise RefusedError(wrong)
    return Item("task", words, due=rule)


def _name(entry: Entry) -> str:
    """Return the file's name: the day, with whom, and what."""
    met = entry.met[0].name if entry.met else ""
    whom = entry.company or met or entry.title
    if entry.kind is Kind.INTERVIEW:
        what = entry.round or entry.format or "interview"
    elif entry.kind is Kind.OFFER:
        what = "offer"
    elif entry.kind is Kind.UPDATE:
        what = str(entry.outcome or "") or ("" if whom == entry.title else entry.title) or "update"
    elif entry.kind is Kind.CONVERSATION:
        what = met if met != whom else "" if whom else "conversation"
    else:
        what = ""
    return "-".join([entry.date.isoformat(), *(slug(part) for part in (whom, what) if part)])


def _with_checklist(desk: Desk, journal: Journal, entry: Entry) -> Entry:
    whole = make_journal((*journal.entries, entry), journal.opportunity_pages, journal.person_pages)
    return replace(entry, checklist=checklist_of(entry, whole, desk.today, desk.settings))


def _check(desk: Desk, text: str, entry: Entry, given: Kind) -> None:
    """Raise unless the text reads as what was meant."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise RefusedError(f"not text in UTF-8 ({error.reason}); nothing was written.") from None
    found, problems = read_entry(data, entry.path, given, desk.settings)
    if not isinstance(found, Entry) or without_places(found) != without_places(entry):
        raise NotUnderstoodError(problems)


def _created(desk: Desk, file: Path, identity: str) -> Created:
    _, snapshot = desk.look()
    entry = snapshot.journal.by_id[identity]
    tasks = sorted(snapshot.tasks_of_entry.get(identity, ()), key=lambda task: task.due or _LAST)
    return Created(file, entry, tuple(tasks), snapshot.problems_of.get(entry.path, ()))


_LAST = dt.date.max
