"""The journal without what is marked private, as feeds and copies may show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

from afterword.model.entry import Entry
from afterword.model.journal import Journal, make_journal
from afterword.model.opportunity import OpportunityPage
from afterword.model.person import PersonPage

NAMING = frozenset({"interviewers", "people", "contact"})
"""Fields whose people the checklist names as well."""
_ALWAYS_KNOWN = frozenset({"kind", "date"})


def has_private(journal: Journal) -> bool:
    """Whether anything in the journal is private, or may be: a broken entry cannot tell."""
    return (
        bool(journal.broken)
        or any(entry.private or entry.private_fields for entry in journal.entries)
        or any(page.private for page in _pages(journal))
    )


def _pages(journal: Journal) -> Iterator[OpportunityPage | PersonPage]:
    yield from journal.opportunity_pages
    yield from journal.person_pages


def silent_paths(journal: Journal) -> frozenset[str]:
    """Return the files of whose problems a public copy must not speak.

    Those that hold anything private, those that cannot tell, and, where there are any such, the
    pages about opportunities and people, whose very names may tell.
    """
    silent = {entry.path for entry in journal.entries if entry.private or entry.private_fields}
    silent |= {broken.path for broken in journal.broken}
    silent |= {page.path for page in _pages(journal) if page.private}
    if silent:
        silent |= {page.path for page in _pages(journal)}
    return frozenset(silent)


def without_private(journal: Journal) -> Journal:
    """Return the journal as if private entries and fields had never been written.

    Everything derived is derived anew, so that no stage, reason or name tells of what is left
    out. Problems in files that hold anything private are left out whole.
    """
    silent = silent_paths(journal)
    # The very name of another file may tell: a conflicted copy has that of its entry.
    spoken = {entry.path for entry in journal.entries} - silent
    hidden = {
        identity
        for identity, opportunity in journal.opportunities.items()
        if all(map(_wholly_private, opportunity.entries))
    }
    return make_journal(
        [_public(entry) for entry in journal.entries if not _wholly_private(entry)],
        [
            page
            for page in journal.opportunity_pages
            if page.slug not in hidden and not page.private
        ],
        [page for page in journal.person_pages if not page.private],
        [
            problem
            for problem in journal.read_problems
            if problem.path in spoken and not any(path in problem.message for path in silent)
        ],
    )


def _wholly_private(entry: Entry) -> bool:
    """Whether nothing of an entry may be shown; one without a date or a kind cannot be."""
    return entry.private or bool(entry.private_fields & _ALWAYS_KNOWN)


def _public(entry: Entry) -> Entry:
    hidden = entry.private_fields
    if not hidden:
        return entry
    if hidden & NAMING:
        hidden |= {"checklist"}
    blank = Entry(entry.id, entry.path, entry.kind, entry.date)
    unset = {field.name: getattr(blank, field.name) for field in fields(Entry)}
    kept = {name: value for name, value in entry.extra.items() if name not in hidden}
    return replace(
        entry,
        private_fields=frozenset(),
        **{"extra": kept} | {name: unset[name] for name in hidden if name in unset},
    )
