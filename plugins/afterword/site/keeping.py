"""One build with pages kept from the builds before: what is held, what is made, what is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import get_context
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import get_build_date

from afterword.pages.fingerprint import NotReadyError, digest
from afterword.site.frame import Frame, FramedTemplate, Key
from afterword.site.kept import KeptFile, Row, Shelf, around, is_as_it_was, sample, standing
from afterword.site.pages import JournalPage

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from afterword.site.folder import Output, SiteFolder
    from afterword.site.links import Links

_SHOWN = (InclusionLevel.NOT_IN_NAV, InclusionLevel.INCLUDED, InclusionLevel.UNDEFINED)


class Keeping:
    """What one build keeps; `head` is what every page gets besides what the theme draws."""

    def __init__(
        self,
        shelf: Shelf,
        folder: SiteFolder,
        config: MkDocsConfig,
        head: str,
        *,
        serving: bool,
    ) -> None:
        self._shelf, self._folder, self._config, self._head = shelf, folder, config, head
        self._left_out = (InclusionLevel.EXCLUDED, *([] if serving else [InclusionLevel.DRAFT]))
        self._held: dict[str, tuple[File, Row]] = {}
        self._keys: dict[str, str] = {}
        self._leads_as_before: bool | None = None
        self._told_late: dict[str, Callable[[], str]] = {}
        self.make_ready: Callable[[], object] = bool
        """Waits until every page can be told."""
        self._made: dict[str, JournalPage] = {}
        self._index: dict[str, str] = {}
        self.outputs: dict[str, Output] = {}
        """What was written, once the build is finished."""

    def hold(self, file: File, drawn_from: Callable[[], str], links: Links, files: Files) -> bool:
        """Let a page be as it was made before, where all that it shows is as it was.

        One that cannot be told yet is made, and told when everything is ready.
        """
        if file.inclusion not in _SHOWN or not links.is_last_at_its_address(file):
            return False
        path = file.src_uri
        try:
            key = self._keys[path] = self._shelf.key(drawn_from())
        except NotReadyError:
            self._told_late[path] = drawn_from
            return False
        row = self._shelf.row(path, key)
        if self._leads_as_before is None:
            self._leads_as_before = self._shelf.leads_as_before(links)
        to_check = None if self._leads_as_before else links
        if row is None or not is_as_it_was(row, file, to_check, files, self._config):
            return False
        _ = file.dest_uri, file.url  # Told while it is still a page's.
        file.__class__ = KeptFile
        file.page = standing(file, row, self._config, get_build_date())  # type: ignore[assignment]
        self._held[path] = (file, row)
        return True

    def pages(self, files: Files) -> Sequence[File]:
        """Return the files of all pages, made and kept, in their order; no drafts."""
        return [
            each
            for each in files
            if each.inclusion in _SHOWN
            and (each.is_documentation_page() or each.src_uri in self._held)
        ]

    def paths(self, files: Files) -> frozenset[str]:
        """Return the paths of all that is in the site, drafts too where they are shown."""
        return frozenset(each.dest_uri for each in files if each.inclusion not in self._left_out)

    def made(self, page: Page, entries: Sequence[Any], *, alone: bool) -> None:
        """Take up a page that was made, with what the search index has of it.

        What does not stand `alone`, but has blocks in it, is made anew in every build.
        """
        path = page.file.src_uri
        self._index[path] = json.dumps(entries, separators=(",", ":"), default=str)[1:-1]
        if alone and isinstance(page, JournalPage):
            self._made[path] = page

    def finish(self, files: Files, nav: Navigation, env: jinja2.Environment) -> None:
        """Write the kept pages that are not there, and keep those that were made."""
        template = env.get_template("main.html")
        if not isinstance(template, FramedTemplate):
            return
        around_pages = "".join(around(nav.items))
        frames = self._frames(template, around_pages, files, nav)
        digests = {key: digest(*frame.pieces) for key, frame in frames.items()}
        rows, contents = self._new_rows(template)
        all_rows = {path: row for path, (_, row) in self._held.items()} | rows
        outputs = {
            path: digest(digests[row.frame], row.holes, self._head)
            for path, row in all_rows.items()
        }
        self._write_held(frames, outputs)
        self._shelf.put(rows, contents, self._held)
        if self._leads_as_before is not None:
            self._shelf.put_links()
        told = {file.dest_uri: outputs.get(file.src_uri, "") for file in self.pages(files)}
        self.outputs = self._folder.outputs(told.items(), self.paths(files))

    def search_index(self, files: Files, empty: str) -> str:
        """Return the search index; `empty` is one without pages."""
        pieces = [empty.removesuffix("]}")]
        for each in files:
            if part := self._part(each.src_uri):
                pieces += (part, ",")
        pieces[-1] = pieces[-1].removesuffix(",")
        return "".join([*pieces, "]}"])  # At once: it is long.

    def _part(self, path: str) -> str:
        if path in self._held:
            return self._held[path][1].search
        return self._index.get(path, "")

    def _frames(
        self, template: FramedTemplate, around_pages: str, files: Files, nav: Navigation
    ) -> dict[Key, Frame]:
        """Return the frames of all pages, those that nobody knows drawn now."""
        known = self._shelf.frames(around_pages)
        found: dict[Key, Frame] = dict(template.frames)
        for file, row in self._held.values():
            if row.frame not in found:
                frame = known.get(json.dumps(row.frame))
                if frame is None:
                    kept, page = file.page, sample(file, row, self._config)
                    context = get_context(nav, self.pages(files), self._config, page)
                    page.active = True
                    frame = template.draw_frame(dict(context))
                    file.page = kept
                found[row.frame] = frame
        named = {json.dumps(key): frame for key, frame in found.items()}
        if named.keys() != known.keys():
            self._shelf.put_frames(named, around_pages)
        return found

    def _new_rows(self, template: FramedTemplate) -> tuple[dict[str, Row], dict[str, bytes]]:
        if self._told_late:
            self.make_ready()
        for path, drawn_from in self._told_late.items():
            self._keys[path] = self._shelf.key(drawn_from())
        rows: dict[str, Row] = {}
        contents: dict[str, bytes] = {}
        for path, page in self._made.items():
            if path in self._keys and path in template.drawn and _may_be_kept(page):
                frame, holes, contents[path] = template.drawn[path]
                rows[path] = Row(
                    key=self._keys[path],
                    frame=frame,
                    holes=holes,
                    asked=page.asked,
                    links=page.asked_in_text,
                    anchors=tuple(sorted(page.present_anchor_ids or ())),
                    search=self._index[path],
                )
        return rows, contents

    def _write_held(self, frames: dict[Key, Frame], outputs: dict[str, str]) -> None:
        wanted = {
            path: row.holes
            for path, (file, row) in self._held.items()
            if not self._folder.holds(file.dest_uri, outputs[path])
        }
        contents = self._shelf.holes(wanted) if wanted else {}
        for path in wanted:
            file, row = self._held[path]
            text = frames[row.frame].fill(contents[path])
            self._folder.write(file.dest_uri, text.replace("<head>", self._head, 1))


def _may_be_kept(page: JournalPage) -> bool:
    """Whether nothing was said of a page, and nothing is left to be said."""
    anchors = page.links_to_anchors or {}
    own = all(file is page.file for file in anchors)
    found = all(
        name in (page.present_anchor_ids or ()) for each in anchors.values() for name in each
    )
    return page.quiet and own and found


def paths_in(nav: Iterable[object]) -> Iterator[str]:
    """Yield the paths that the setting `nav` names."""
    for item in nav:
        if isinstance(item, str):
            yield item
        elif isinstance(item, Mapping):
            for value in item.values():
                yield from paths_in(value if isinstance(value, list) else [value])
