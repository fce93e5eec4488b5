"""What each page is drawn from, so that one is drawn anew only where anything of it changed."""

from __future__ import annotations

from collections.abc import Mapping

from afterword.model.entry import Entry
from afterword.pages.fingerprint import Fingerprints
from afterword.pages.render import Renderer
from afterword.pages.view import View
from afterword.views.records import event_name, moved_to, neighbours


class Keys:
    """Short texts that stand for what the pages of a renderer show, but for where links lead.

    `known` is what stands for entries by their id: all that their files say. Unless the proofs of
    drafts are `ready`, a page with one has no key before they are asked for: `NotReadyError`.
    """

    def __init__(self, renderer: Renderer, known: Mapping[str, str], *, ready: bool) -> None:
        self._renderer, self._snapshot = renderer, renderer.snapshot
        self._fingerprints = Fingerprints(known, renderer.proofs if ready else None)

    def make_ready(self) -> None:
        """Wait until every draft is read."""
        self._fingerprints.proofs = self._renderer.proofs

    def of_entry(self, entry: Entry) -> str:
        """Return the key of an entry's page, but for what its own file says."""
        opportunity = self._snapshot.journal.opportunity(entry)
        tasks = self._snapshot.tasks_of_entry.get(entry.id, ())
        before, after = neighbours(entry, opportunity)
        others = (before, after, moved_to(entry, opportunity))
        return self._fingerprints.of(
            (
                self._snapshot.today,
                (entry.id, entry.path),
                [draft for draft in entry.drafts if draft.path != entry.path],
                (opportunity.id, opportunity.label) if opportunity else None,
                tuple(
                    (each.path, each.date, event_name(each)) if each else None for each in others
                ),
                tuple(self._renderer.person_of(entry, mention) for mention in entry.mentions),
                tasks,
                tuple(self._renderer.address(task) for task in tasks if task.draft),
                self._snapshot.problems_of.get(entry.path, ()),
            )
        )

    def of_view(self, view: View) -> str:
        """Return the key of a view."""
        shown = (view.path, view.title, view.template, view.in_search, view.values)
        return self._fingerprints.of((self._snapshot.today, shown))
