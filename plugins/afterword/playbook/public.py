"""The journal's day as a public copy may show it: what feeds, tables and logs start from."""

from __future__ import annotations

from dataclasses import replace

from afterword.model.privacy import has_private, silent_paths, without_private
from afterword.playbook.snapshot import Snapshot, take_snapshot


def public(snapshot: Snapshot) -> Snapshot:
    """Return the day as if private entries and fields had never been written.

    Of problems only those stay that are about entries and pages of the journal which hold nothing
    private: what another page says of itself is not known here. A second time it changes nothing.
    """
    journal = snapshot.journal
    known = {entry.path for entry in journal.entries}
    known |= {page.path for page in journal.opportunity_pages}
    known |= {page.path for page in journal.person_pages}
    shown = snapshot
    if has_private(journal):
        known -= silent_paths(journal)
        shown = take_snapshot(without_private(journal), snapshot.today, snapshot.settings)
    if all(path in known for path in shown.problems_of):
        return shown
    return replace(
        shown,
        problems=tuple(each for each in shown.problems if each.path in known),
        problems_of={path: said for path, said in shown.problems_of.items() if path in known},
    )
