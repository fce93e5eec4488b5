"""The journal's day as a public copy may show it: what feeds, tables and logs start from."""

from __future__ import annotations

from dataclasses import replace

from afterword.model.privacy import has_private, silent_paths, without_private
from afterword.playbook.snapshot import Snapshot, take_snapshot


def public(snapshot: Snapshot) -> Snapshot:
    """Return the day as if private entries and fields had never been written.

    Of problems only those stay whose files hold nothing private. A second time it changes nothing.
    """
    if not has_private(snapshot.journal):
        return snapshot
    silent = silent_paths(snapshot.journal)
    shown = take_snapshot(without_private(snapshot.journal), snapshot.today, snapshot.settings)
    return replace(
        shown,
        problems=tuple(each for each in shown.problems if each.path not in silent),
        problems_of={path: said for path, said in shown.problems_of.items() if path not in silent},
    )
