"""One build with pages kept from the builds before: what is held, what is made, what is kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import get_context
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import get_build_date

from afterword.pages.digest import NotReadyError, digest
from afterword.site.frame import Filled, Frame, FramedTemplate, Key, pack
from afterword.site.kept import (
    KeptFile,
    Row,
    Shelf,
    Standings,
    around,
    is_as_it_was,
    sample,
)
from afterword.site.pages import JournalPage
from afterword.source.store import FOLDER, NAME

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from afterword.site.folder import Output, SiteFolder
    from afterword.site.links import Links

_AT_ONCE = 250
"""How many pages are put into the store together."""
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
        self.shelf, self.folder, self._config, self._head = shelf, folder, config, head
        self._left_out = (InclusionLevel.EXCLUDED, *([] if serving else [InclusionLevel.DRAFT]))
        self._standings = Standings(config, get_build_date())
        self._held: dict[str, tuple[File, Row]] = {}
        self._as_they_are: set[str] = set()
        self._keys: dict[str, str] = {}
        self._leads_as_before: bool | None = None
        self._untold: dict[str, tuple[Callable[[], str], str]] = {}
        self.kinds: dict[str, str] = {}
        """The kinds of the journal's pages, in their order."""
        self.drawn_from: dict[str, str] = {}
        """What pages are drawn from besides their own text, where that is known."""
        self.make_ready: Callable[[], object] = bool
        """Waits until every page can be told."""
        self._template: FramedTemplate | None = None
        self._late: list[JournalPage] = []
        self._rows: dict[str, Row] = {}
        self._contents: dict[str, bytes] = {}
        self._filled: dict[str, tuple[Key, str]] = {}
        self._changed: dict[str, dict[str, str]] = {}
        self._among_others: set[str] = set()
        self._index: dict[str, str] = {}
        self._outputs: dict[str, str] | None = None
        self.outputs: dict[str, Output] = {}
        """What was written, once the build is finished."""
        self.told: dict[str, str] = {}
        """What stands for files that no row tells of, by their path in the site."""

    def hold(
        self, file: File, drawn_from: Callable[[], str], state: str, links: Links, files: Files
    ) -> bool:
        """Let a page be as it was made before, where all that it shows is as it was.

        `state` stands for its own text. One of which nothing is known, or which cannot be told
        yet, is made, and told after that.
        """
        path = file.src_uri
        to_check = None if self.leads_as_before(links) else links
        if _is_keepable(file, links):
            self._untold[path] = (drawn_from, state)
            if self.shelf.has(path):
                self._tell(path)
        else:
            with suppress(NotReadyError):
                self.drawn_from[path] = drawn_from()
        key = self._keys.get(path)
        if key is None:
            return False
        row = self.shelf.row(path, key)
        if row is None or not row.may:
            return False
        if not is_as_it_was(row, file, to_check, files, self._config):
            return False
        _ = file.dest_uri, file.url  # Told while it is still a page's.
        file.__class__ = KeptFile
        file.page = self._standings.of(file, row)  # type: ignore[assignment]
        self._held[path] = (file, row)
        return True

    def _tell(self, path: str) -> None:
        """Work out under which key a page is kept, unless that cannot be told yet."""
        if path in self._untold:
            drawn_from, state = self._untold[path]
            with suppress(NotReadyError):
                told = self.drawn_from[path] = drawn_from()
                self._keys[path] = self.shelf.key(told, state)
                del self._untold[path]

    def leads_as_before(self, links: Links) -> bool:
        """Whether every link leads where it led before; to be asked when all files are there."""
        if self._leads_as_before is None:
            self._leads_as_before = self.shelf.leads_as_before(links)
        return self._leads_as_before

    def change(self, path: str, before: str, now: str, change: Callable[[str], str | None]) -> None:
        """Change the content of a page that is drawn from something else now, where it is known.

        Then it may be held as it is after that; else it has to be made.
        """
        row = self.shelf.row(path, self.shelf.key(before, ""))
        holes = self.shelf.holes({path: row.holes}).get(path) if row else None
        content = change(holes["content"]) if holes else None
        if row and holes and content is not None:
            self._changed[path] = holes = {**holes, "content": content}
            key, told = self.shelf.key(now, ""), pack(holes)[0]
            self.shelf.add(path, replace(row, key=key, holes=told, around="null"))

    def hold_as_it_is(self, page: JournalPage) -> None:
        """Let a page of the navigation be as it is in the folder."""
        file = page.file
        _ = file.dest_uri, file.url
        file.__class__ = KeptFile
        self._as_they_are.add(file.src_uri)

    def around(
        self, file: File, drawn_from: str, states: tuple[str, str], links: Links
    ) -> tuple[Row, Mapping[str, str]] | None:
        """Return what an entry's page was, of which nothing changed but the text, if it is known.

        `states` stand for its text before and now.
        """
        path = file.src_uri
        self.drawn_from[path] = drawn_from
        if not _is_keepable(file, links):
            return None
        before, now = (self.shelf.key(drawn_from, state) for state in states)
        row = self.shelf.row(path, before)
        if row is None or row.around == "null" or not self.leads_as_before(links):
            return None
        holes = self.shelf.holes({path: row.holes}).get(path)
        if holes is None:
            return None
        self._keys[path] = now
        return row, holes

    def holds(self, path: str, known: str) -> bool:
        """Whether a file that no row tells of is there as it was written."""
        return self.folder.holds(path, digest(known, self._head))

    def is_shown(self, file: File) -> bool:
        """Whether a file is in the site at all."""
        return file.inclusion not in self._left_out

    def pages(self, files: Files) -> Sequence[File]:
        """Return the files of all pages, made and kept, in their order; no drafts."""
        return [
            each
            for each in files
            if each.inclusion in _SHOWN
            and (
                each.is_documentation_page()
                or each.src_uri in self._held
                or each.src_uri in self._as_they_are
            )
        ]

    def paths(self, files: Files) -> frozenset[str]:
        """Return the paths of all that is in the site, drafts too where they are shown."""
        return frozenset(each.dest_uri for each in files if self.is_shown(each))

    def made(self, page: Page, entries: Sequence[Any], *, alone: bool) -> None:
        """Take up a page that was made, with what the search index has of it.

        What does not stand `alone`, but has blocks in it, is made anew in every build.
        """
        path = page.file.src_uri
        self._index[path] = json.dumps(entries, separators=(",", ":"), default=str)[1:-1]
        if isinstance(page, JournalPage):
            self._tell(path)
            if not alone:
                self._among_others.add(path)

    def begin(self, env: jinja2.Environment) -> None:
        """Begin to keep pages as they are drawn."""
        template = env.get_template("main.html")
        self._template = template if isinstance(template, FramedTemplate) else None

    def drawn(self, page: JournalPage) -> None:
        """Keep a page that was drawn, now or with some others."""
        path = page.file.src_uri
        if path in self._untold:
            self._late.append(page)
        elif self._template and path in self._template.drawn:
            filled = self._template.drawn.pop(path)
            may = _may_be_kept(page)
            if path in self._keys:
                self._add(path, self._row(page, filled, may=may), filled.packed)
            # Nobody asks for them any more, and MkDocs has nothing to say of these links.
            page.asked, page.asked_in_text = {}, {}
            if may:
                page.links_to_anchors = None

    def keep(self, files: Files, nav: Navigation) -> None:
        """Write the kept pages that are not there, and keep the rest of those that were made."""
        if self._template is None:
            return
        around_pages = "".join(around(nav.items))
        frames = self._frames(self._template, around_pages, files, nav)
        if self._untold:
            self.make_ready()
        for path in tuple(self._untold):
            self._tell(path)
        self.make_ready = bool  # What told them is not wanted any more.
        for page in self._late:
            self.drawn(page)
        for path, (_, row) in self._held.items():
            if path in self._changed:
                self._add(path, row, pack(self._changed[path])[1])
            self._filled[path] = (row.frame, row.holes)
        digests = {key: digest(*frame.pieces) for key, frame in frames.items()}
        outputs = {
            path: digest(digests[frame], holes, self._head)
            for path, (frame, holes) in self._filled.items()
        }
        self._write_held(frames, outputs)
        self._put()
        self.shelf.drop_all_but(self._filled)
        if self._leads_as_before is not None:
            self.shelf.put_links()
        self._outputs = outputs

    def _add(self, path: str, row: Row, content: bytes) -> None:
        self._rows[path], self._contents[path] = row, content
        self._filled[path] = (row.frame, row.holes)
        if len(self._rows) >= _AT_ONCE and path not in self._held:
            self._put()

    def _put(self) -> None:
        self.shelf.put(self._rows, self._contents)
        self._rows, self._contents = {}, {}

    def finish(self, files: Files) -> None:
        """Say what was written, and remove what was written before and is not there any more."""
        outputs = self._outputs
        if outputs is None:
            return
        told = {file.dest_uri: outputs.get(file.src_uri, "") for file in self.pages(files)}
        told |= {path: digest(known, self._head) for path, known in self.told.items()}
        self.outputs = self.folder.outputs(told.items(), self.paths(files))

    def search_index(self, files: Files, empty: str) -> str:
        """Return the search index; `empty` is one without pages."""
        pieces = [empty.removesuffix("]}")]
        for each in files:
            if part := self._part(each.src_uri):
                pieces += (part, ",")
        pieces[-1] = pieces[-1].removesuffix(",") + "]}"
        self._index = {}  # The whole is as long as its parts.
        return "".join(pieces)

    def _part(self, path: str) -> str:
        if path in self._held:
            return self._held[path][1].search
        return self._index.get(path, "")

    def _frames(
        self, template: FramedTemplate, around_pages: str, files: Files, nav: Navigation
    ) -> dict[Key, Frame]:
        """Return the frames of all pages, those that nobody knows drawn now."""
        known = self.shelf.frames(around_pages)
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
            self.shelf.put_frames(named, around_pages)
        return found

    def _row(self, page: JournalPage, filled: Filled, *, may: bool) -> Row:
        path = page.file.src_uri
        return Row(
            key=self._keys[path],
            frame=filled.frame,
            holes=filled.holes,
            leads=json.dumps([page.asked, page.asked_in_text]),
            anchors=tuple(sorted(page.present_anchor_ids or ())),
            search=self._index[path],
            around=filled.around,
            may=may and path not in self._among_others,
        )

    def _write_held(self, frames: dict[Key, Frame], outputs: dict[str, str]) -> None:
        wanted = {
            path: row.holes
            for path, (file, row) in self._held.items()
            if not self.folder.holds(file.dest_uri, outputs[path])
        }
        known = {path: holes for path, holes in wanted.items() if path not in self._changed}
        contents = (self.shelf.holes(known) if known else {}) | self._changed
        if gone := wanted.keys() - contents.keys():
            self.shelf.forget(gone)
            raise PluginError(
                f"Afterword: pages that were kept are gone from {FOLDER}/{NAME}, which another "
                "program changed while the site was built. Build it again."
            )
        for path in wanted:
            file, row = self._held[path]
            text = frames[row.frame].fill(contents[path])
            self.folder.write(file.dest_uri, text.replace("<head>", self._head, 1))


def _is_keepable(file: File, links: Links) -> bool:
    """Whether a page is its address's last and no draft, which MkDocs marks in the page itself."""
    return file.inclusion in _SHOWN and links.is_last_at_its_address(file)


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
