"""Loads a journal: the folder's files sorted into entries, pages about them, and ordinary pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from pathlib import Path

from afterword.model.entry import Broken, Entry
from afterword.model.frozen import frozen
from afterword.model.journal import Journal, make_journal
from afterword.model.opportunity import OpportunityPage
from afterword.model.person import PersonPage
from afterword.model.problem import Problem
from afterword.model.settings import Settings
from afterword.source.blocks import Block, blocks_in, unknown_names
from afterword.source.drafts import note_files, with_note_files
from afterword.source.entry import (
    check_page,
    entry_id,
    read_entry,
    read_opportunity_page,
    read_person_page,
)
from afterword.source.files import MAX_BYTES, Scan, kind_of_path, scan
from afterword.source.frontmatter import Split
from afterword.source.kept import Kept, digest
from afterword.source.memory import Memory, Reader
from afterword.source.store import Store


@frozen
class Loaded:
    """A journal with what is known of its folder.

    `refused` are ordinary pages whose front matter must not reach MkDocs' own reader, taken apart;
    `publishable` the paths of everything that may be published: not the notes that stand among
    entries, whose text the entry shows.
    """

    journal: Journal
    refused: Mapping[str, Split]
    publishable: frozenset[str]
    digests: Mapping[str, bytes] = field(default_factory=dict, compare=False)
    """What stands for the pages' bytes, by path, where a store was at hand."""
    gists: Mapping[str, bytes] = field(default_factory=dict, compare=False)
    """What stands for all that others may show of a page, by path, where a store was at hand."""

    @property
    def known(self) -> dict[str, str]:
        """What stands for the entries by their id: the bytes that they were read from."""
        found: dict[str, str] = {}
        for entry in self.journal.entries:
            if entry.path in self.digests:
                notes = [draft for draft in entry.drafts if draft.path != entry.path]
                key = self.digests[entry.path].hex()
                found[entry.id] = f"{entry.id} {entry.path} {key} {notes!r}"
        return found


def load_journal(
    root: Path,
    settings: Settings,
    excluded: Callable[[str], bool] | None = None,
    memory: Memory | None = None,
    wrote: str = "",
    store: Store | None = None,
    found: Scan | None = None,
) -> Loaded:
    """Read the journal in the folder `root`; never raises for anything a file in it holds.

    With a `memory` or a `store`, only files are parsed that changed since it was used last.
    `wrote` is the path of one that was just written: then the others count as they were read last.
    `found` is what the folder holds, where somebody looked already.
    """
    if found is None:
        found = (memory.after(root, wrote) if memory and wrote else None) or scan(root, excluded)
    if memory and (same := memory.begin(found, settings)):
        return same
    kept = Kept(store, settings) if store else None
    read: Reader = kept.entry if kept else read_entry
    if memory:
        read = memory.over(read)
    problems = list(found.problems)
    entries: list[Entry] = []
    broken: list[Broken] = []
    opportunity_pages: list[OpportunityPage] = []
    person_pages: list[PersonPage] = []
    refused: dict[str, Split] = {}
    blocks: dict[str, tuple[Block, ...]] = {}
    kinds = {path: kind_of_path(path, settings.folders) for path in found.pages}
    own_ids, clashes = _own_ids([path for path, kind in kinds.items() if kind])
    problems += clashes
    if kept:
        kept.begin(found.pages, kinds)
    for path, data in found.pages.items():
        kind = kinds[path]
        if kind is not None:
            entry, said = read(data, path, kind, settings)
            if path in own_ids:
                entry = replace(entry, id=own_ids[path])
            if isinstance(entry, Entry):
                entries.append(entry)
                blocks[path] = blocks_in(entry.body, path, entry.body_line)
            else:
                broken.append(entry)
        elif _is_about(path, "opportunities"):
            page, said = read_opportunity_page(data, path)
            opportunity_pages.append(page)
            blocks[path] = blocks_in(page.body, path, page.body_line)
        elif _is_about(path, "people"):
            person, said = read_person_page(data, path)
            person_pages.append(person)
            blocks[path] = blocks_in(person.body, path, person.body_line)
        else:
            part, said = check_page(data, path)
            blocks[path] = blocks_in(part.body, path, part.body_line)
            if any(problem.is_error for problem in said):
                refused[path] = part
        problems += said
    states: dict[str, bytes] = {}
    gists: dict[str, bytes] = {}
    if kept:
        for path, kind in kinds.items():
            if kind:
                states[path] = kept.state(found.pages[path], kind)
                gists[path] = kept.gist(path, states[path])
        kept.keep(found.pages)
    entries, said_of_notes, others = _with_note_files(root, found, entries)
    for path, found_in in blocks.items():
        problems += (problem for block in found_in for problem in block.problems)
        problems += unknown_names(found_in, path, entries, settings.verbs)
    # A file that holds a note is no entry, though it may stand in a folder of entries.
    notes = {path for path in _note_paths(entries) if kinds.get(path)}
    entries = [entry for entry in entries if entry.path not in notes]
    broken = [each for each in broken if each.path not in notes]
    problems = [each for each in problems if each.path not in notes] + said_of_notes
    for path in found.unread:
        kind = kind_of_path(path, settings.folders)
        if kind is not None and path.endswith(".md"):
            broken.append(Broken(entry_id(path), path, kind))
    journal = make_journal(entries, opportunity_pages, person_pages, problems, broken)
    if kept:
        states = {path: states.get(path) or digest(data) for path, data in found.pages.items()}
        # Of a note in a file of its own everything is shown with the entry.
        gists = {
            path: state if path in notes else gists.get(path, state)
            for path, state in states.items()
        }
    publishable = (frozenset(found.pages) | found.others) - notes
    loaded = Loaded(journal, refused, publishable, states, gists)
    if memory and not others:
        memory.keep(found, loaded)
    return loaded


def problems_in(data: bytes, path: str, settings: Settings) -> tuple[Problem, ...]:
    """Return what is wrong in one file by itself, read as its place in the journal wants it."""
    if kind := kind_of_path(path, settings.folders):
        entry, said = read_entry(data, path, kind, settings)
        body, line = entry.body, entry.body_line
    elif _is_about(path, "opportunities"):
        page, said = read_opportunity_page(data, path)
        body, line = page.body, page.body_line
    elif _is_about(path, "people"):
        person, said = read_person_page(data, path)
        body, line = person.body, person.body_line
    else:
        part, said = check_page(data, path)
        body, line = part.body, part.body_line
    return (*said, *(each for block in blocks_in(body, path, line) for each in block.problems))


def _with_note_files(
    root: Path, found: Scan, entries: Sequence[Entry]
) -> tuple[list[Entry], list[Problem], bool]:
    """Return the entries with the drafts that stand in files of their own.

    The last value is whether any of these files is no page, so that it was read only here.
    """
    wanted = {path for entry in entries for _, _, paths in note_files(entry) for path in paths}
    texts = {path: found.pages[path] for path in wanted & found.pages.keys()}
    for path in wanted & found.others:
        with suppress(OSError), open(root / path, "rb") as file:
            texts[path] = file.read(MAX_BYTES + 1)
    with_notes: list[Entry] = []
    problems: list[Problem] = []
    for entry in entries:
        whole, said = with_note_files(entry, texts)
        with_notes.append(whole)
        problems += said
    return with_notes, problems, bool(wanted & found.others)


def _note_paths(entries: Sequence[Entry]) -> Iterator[str]:
    for entry in entries:
        yield from (draft.path for draft in entry.drafts if draft.path != entry.path)


def _is_about(path: str, folder: str) -> bool:
    parent, _, name = path.rpartition("/")
    return parent == folder and name.rsplit(".", 1)[0] not in ("index", "README")


def _own_ids(paths: Sequence[str]) -> tuple[dict[str, str], list[Problem]]:
    """Return an id for each entry whose file name another one has already, and report both."""
    first: dict[str, str] = {}
    again = [path for path in paths if first.setdefault(entry_id(path).casefold(), path) != path]
    own: dict[str, str] = {}
    problems: list[Problem] = []
    for path in again:
        stem = entry_id(path)
        rival = first[stem.casefold()]
        number = 2
        while f"{stem}-{number}".casefold() in first:
            number += 1
        own[path] = f"{stem}-{number}"
        first[own[path].casefold()] = path
        problems.append(
            Problem(
                path,
                1,
                1,
                "AW-ID",
                f"has the same file name as `{rival}`, so that their tasks cannot be told apart; "
                "rename one of the two.",
            )
        )
    return own, problems
