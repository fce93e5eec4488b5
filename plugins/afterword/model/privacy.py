"""The journal without what is marked private, as feeds and copies may show it."""

from __future__ import annotations

from dataclasses import fields, replace

from afterword.model.entry import Entry
from afterword.model.journal import Journal, make_journal

_ALWAYS_KNOWN = frozenset({"id", "path", "kind", "date", "places"})


def has_private(journal: Journal) -> bool:
    """Whether anything in the journal is private, or may be: a broken entry cannot tell."""
    return bool(journal.broken) or any(
        entry.private or entry.private_fields for entry in journal.entries
    )


def without_private(journal: Journal) -> Journal:
    """Return the journal as if private entries and fields had never been written.

    Everything derived is derived anew, so that no stage, reason or name tells of what is left
    out. Problems in files that hold anything private are left out whole.
    """
    silent = {entry.path for entry in journal.entries if entry.private or entry.private_fields}
    silent |= {broken.path for broken in journal.broken}
    hidden = {
        identity
        for identity, opportunity in journal.opportunities.items()
        if all(entry.private for entry in opportunity.entries)
    }
    return make_journal(
        [_public(entry) for entry in journal.entries if not entry.private],
        [page for page in journal.opportunity_pages if page.slug not in hidden],
        journal.person_pages,
        [
            problem
            for problem in journal.read_problems
            if problem.path not in silent and not any(path in problem.message for path in silent)
        ],
    )


def _public(entry: Entry) -> Entry:
    hidden = entry.private_fields - _ALWAYS_KNOWN
    if not hidden:
        return entry
    blank = Entry(entry.id, entry.path, entry.kind, entry.date)
    unset = {field.name: getattr(blank, field.name) for field in fields(Entry)}
    kept = {name: value for name, value in entry.extra.items() if name not in hidden}
    return replace(
        entry, **{"extra": kept} | {name: unset[name] for name in hidden if name in unset}
    )
