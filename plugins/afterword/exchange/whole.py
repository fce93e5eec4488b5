"""The whole journal as data: what `export json` writes, so that everything in it comes back."""

from __future__ import annotations

from typing import Any

from afterword.exchange.data import document
from afterword.model.folder import Folder
from afterword.model.privacy import has_private, silent_paths
from afterword.playbook.public import public
from afterword.playbook.snapshot import Snapshot


def whole(snapshot: Snapshot, folder: Folder, *, with_private: bool) -> dict[str, Any]:
    """Return the document, and with it the text of every file of the journal.

    An entry comes with that of its file, which has comments and a layout besides what it says.
    Without `with_private` whatever is marked private, or cannot tell, is left out.
    """
    journal = snapshot.journal
    shown = frozenset(folder.texts) if with_private else _public_paths(snapshot, folder)
    found = document(snapshot, with_private=with_private)
    for entry in found["entries"]:
        if entry["path"] in shown:
            entry["text"] = folder.texts[entry["path"]]
    entries = {entry.path for entry in journal.entries}
    found["pages"] = [
        {"path": path, "text": text}
        for path, text in folder.texts.items()
        if path in shown and path not in entries
    ]
    # The very name of a file may tell.
    named = with_private or not has_private(journal)
    found["left_out"] = list(folder.left_out) if named else []
    return found


def _public_paths(snapshot: Snapshot, folder: Folder) -> frozenset[str]:
    """Return the files that a copy without anything private may hold.

    Where anything is private, a file that is neither a page nor the note of an open entry can
    belong to it.
    """
    shown = folder.texts.keys() - folder.marked
    if not has_private(snapshot.journal):
        return frozenset(shown)
    silent = silent_paths(snapshot.journal)
    entries = [each for each in public(snapshot).journal.entries if each.path not in silent]
    notes = {draft.path for entry in entries for draft in entry.drafts}
    known = folder.pages | notes | {entry.path for entry in entries}
    return frozenset(shown & known) - silent
