"""The long way to a site: everything is read and worked out, and pages that changed are drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from mkdocs.structure.files import InclusionLevel

from afterword.pages import addresses
from afterword.site import ahead
from afterword.site.feeds import Writing
from afterword.site.links import has_usual_addresses
from afterword.site.pages import Build, JournalPage
from afterword.site.record import VIEW, Record, facts
from afterword.source.copies import can_copy

if TYPE_CHECKING:
    import datetime as dt

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from afterword.site.ahead import Ahead
    from afterword.site.feeds import Feed
    from afterword.site.keeping import Keeping
    from afterword.site.whole import Whole
    from afterword.source.files import Scan


class LongWay:
    """A build of the `whole`, which is of what was `found` in the journal's folder."""

    def __init__(
        self, found: Scan, today: dt.date, keeping: Keeping | None, whole: Callable[[], Whole]
    ) -> None:
        self._paths, self._facts = list(found.pages), facts(found, today)
        self._keeping, self._whole = keeping, whole()
        self.blocks: Mapping[str, Sequence[str]] = {}
        self._ahead: Ahead | None = None
        self._writing: Writing | None = None

    @property
    def publishable(self) -> AbstractSet[str]:
        """The paths of all that may be published."""
        return self._whole.loaded.publishable

    @property
    def problems(self) -> list[tuple[bool, str]]:
        """What there is to say of the journal, and whether it is an error."""
        return [(problem.is_error, str(problem)) for problem in self._whole.problems]

    def begin(self, feeds: Sequence[Feed], *, serving: bool) -> None:
        """Begin to have feeds written by another process, where that is worth it."""
        entries = self._whole.loaded.journal.entries
        if not serving and len(entries) >= ahead.FEWEST and can_copy():
            self._writing = Writing(feeds)

    def hand_out(self, config: MkDocsConfig, files: Files, build: Build) -> None:
        """Give every file of the journal its page, and add the views."""
        from afterword.site.hand_out import hand_out

        hand_out(config, self._whole, build, self._keeping)

    def ahead(self, *, serving: bool) -> Ahead | None:
        """Begin to have pages made by another process, where that is worth it; and to read drafts.

        To be called when all pages are there, and none is made.
        """
        if self._keeping and not serving:
            files = self._whole.files.documentation_pages(inclusion=InclusionLevel.is_included)
            pages = [page for file in files if isinstance(page := file.page, JournalPage)]
            pages = [page for page in pages if page.is_unmade]
            if len(pages) >= ahead.FEWEST and can_copy():
                self._ahead = ahead.Ahead(pages, self._whole.renderer.refuse_proofs)
        self._whole.begin_to_read()
        return self._ahead

    def end(self) -> None:
        """End the other processes, whatever they are doing."""
        for each in (self._ahead, self._writing):
            if each:
                each.end()

    def write(self, feeds: Iterable[Feed]) -> None:
        """Write the files for other programs, and say of what they and the views are made."""
        states = {feed.dest_uri: feed.write() for feed in feeds if feed.asks_store}
        states |= self._writing.states() if self._writing else {}
        for feed in feeds:
            state = states.get(feed.dest_uri) or feed.write()
            if self._keeping:
                self._keeping.folder.take(feed.dest_uri, state)
        if self._keeping:
            written = [*feeds, *_views_in_navigation(self._whole.files, self._keeping)]
            all_files = self._whole.all_files()
            self._keeping.told |= {file.dest_uri: all_files for file in written}

    def record(self, blocks: Mapping[str, Sequence[str]]) -> Record | None:
        """Return what this build tells the next one, once all is written."""
        whole, keeping = self._whole, self._keeping
        if keeping is None:
            return None
        gists = whole.loaded.gists
        return Record(
            facts=self._facts,
            files={path: (state, gists[path].hex()) for path, state in whole.states.items()},
            planned={
                path: (kind, keeping.drawn_from.get(path, ""))
                for path, kind in keeping.kinds.items()
            },
            navigation={
                file.src_uri: (file.page.plain_title, sorted(file.page.present_anchor_ids or ()))
                for file in _views_in_navigation(whole.files, keeping)
                if isinstance(file.page, JournalPage)
            },
            outputs=dict(keeping.told),
            left_out=sorted(set(self._paths) - self.publishable),
            problems=self.problems,
            quoted=whole.quoted(),
            blocks=blocks,
            has_usual_addresses=has_usual_addresses(whole.files),
        )


def _views_in_navigation(files: Files, keeping: Keeping) -> list[File]:
    found = (files.get_file_from_path(path) for path in addresses.NAVIGATION)
    return [file for file in found if file and keeping.kinds.get(file.src_uri) == VIEW]
