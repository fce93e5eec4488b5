"""The short way to a site of which only texts changed: nothing is worked out, little is drawn.

Of a text others show next to nothing: whether there is any, sentences on the pages of people, and
drafts and blocks, with which an entry counts whole. So where all else is as the build before
recorded it, its pages, lists and feeds are as they were too.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from afterword.exchange.again import with_text
from afterword.model.entry import Entry, Kind
from afterword.model.settings import Settings
from afterword.model.text import quotes
from afterword.pages import addresses
from afterword.pages.digest import digest
from afterword.pages.quotes import with_quotes
from afterword.pages.sheet import Drawn, Sheet, Url
from afterword.site.around import sheet_around
from afterword.site.pages import Build, JournalPage
from afterword.site.places import out_of_navigation, view_file
from afterword.site.record import ENTRY, VIEW, facts
from afterword.source.entry import entry_id
from afterword.source.files import Scan, kind_of_path
from afterword.source.kept import Kept
from afterword.source.kept import digest as digest_of_bytes
from afterword.source.store import Store

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files

    from afterword.site.feeds import Feed
    from afterword.site.hand_out import Make
    from afterword.site.keeping import Keeping
    from afterword.site.record import Record
    from afterword.site.whole import Whole


@dataclass(frozen=True, slots=True)
class Changed:
    """An entry as it is read now, and the states of its file then and now.

    `quotes` are the sentences that pages about people show of it in place of others, by path.
    """

    entry: Entry
    states: tuple[str, str]
    quotes: Mapping[str, Sequence[str]]


def short_way(
    record: Record,
    found: Scan,
    today: dt.date,
    settings: Settings,
    store: Store,
    keeping: Keeping,
    whole: Callable[[], Whole],
) -> Shortcut | None:
    """Return the short way to a site where there is one; the `whole` is read where need be."""
    if record.facts != facts(found, today) or [*record.files] != [*found.pages]:
        return None
    changed = _changed(record, found, settings, store)
    if changed is None:
        return None
    reader = Kept(store, settings, ())

    def read(path: str) -> Entry:
        kind = kind_of_path(path, settings.folders)
        entry, _ = reader.entry(found.pages[path], path, kind or Kind.UPDATE, settings)
        assert isinstance(entry, Entry)  # noqa: S101  It was one when the record was made.
        return entry

    shortcut = Shortcut(record, found, changed, keeping, read, whole)
    return shortcut if shortcut.is_open else None


def _changed(
    record: Record, found: Scan, settings: Settings, store: Store
) -> dict[str, Changed] | None:
    """Return the entries of which nothing but the text changed; `None` where more did."""
    kinds = {path: kind_of_path(path, settings.folders) for path in found.pages}
    told = Kept(store, settings, ())
    now = {
        path: (told.state(data, kind) if (kind := kinds[path]) else digest_of_bytes(data)).hex()
        for path, data in found.pages.items()
    }
    paths = [path for path, state in now.items() if state != record.files[path][0]]
    stems = [entry_id(path).casefold() for path, kind in kinds.items() if kind] if paths else []
    reader = Kept(store, settings, paths)
    changed: dict[str, Changed] = {}
    for path in paths:
        kind, data, (before, gist) = kinds[path], found.pages[path], record.files[path]
        if kind is None or path in record.left_out or stems.count(entry_id(path).casefold()) > 1:
            return None  # Of two entries with one name, one has another id here.
        entry, _ = reader.entry(data, path, kind, settings)
        state = bytes.fromhex(now[path])
        if not isinstance(entry, Entry) or reader.gist(path, state).hex() != gist:
            return None
        old = reader.before(path, bytes.fromhex(before))
        said: dict[str, Sequence[str]] = {}
        for person, names, alone in record.quoted.get(path, ()):
            if old is None:
                return None
            was, said_now = (quotes(of.own_text, names, alone=alone) for of in (old, entry))
            if was != said_now:
                said[person] = said_now
        changed[path] = Changed(entry, (before, now[path]), said)
    reader.keep(found.pages)
    return changed


class Shortcut:
    """A build of which only `changed` texts are new; the `whole` is read where that cannot be."""

    def __init__(
        self,
        record: Record,
        found: Scan,
        changed: Mapping[str, Changed],
        keeping: Keeping,
        read: Callable[[str], Entry],
        whole: Callable[[], Whole],
    ) -> None:
        self._record, self._found, self._changed = record, found, changed
        self._keeping, self._read, self._whole = keeping, read, whole
        self._ways: dict[str, Make] = {}
        self._drawn_from: dict[str, str] = {}
        self.blocks = dict(record.blocks)
        self.problems = record.problems

    @property
    def publishable(self) -> AbstractSet[str]:
        """The paths of all that may be published."""
        return (self._found.pages.keys() | self._found.others) - set(self._record.left_out)

    @property
    def is_open(self) -> bool:
        """Whether what cannot be drawn without the whole stands in the folder as it was written."""
        record = self._record
        return all(
            drawn_from or path in record.navigation
            for path, (_, drawn_from) in record.planned.items()
        ) and all(map(self._keeping.holds, record.outputs, record.outputs.values()))

    def hand_out(self, config: MkDocsConfig, files: Files, build: Build) -> None:
        """Let pages be as they are; put new texts into those whose text changed."""
        links, record = build.links, self._record
        for path, (kind, _) in record.planned.items():
            if kind == VIEW:
                links.add(view_file(config, path))
            else:
                out_of_navigation(links, path)
        if record.has_usual_addresses:
            links.take_usual_addresses()
        as_before = self._keeping.leads_as_before(links)
        if not as_before:
            self.blocks.clear()
        for path, (kind, known) in record.planned.items():
            file = links.find(path)
            if file is None or not self._keeping.is_shown(file):
                continue
            if path in record.navigation:
                self._keeping.told[file.dest_uri] = record.outputs[file.dest_uri]
                if as_before:
                    self._let_be(file, config, build)
                else:
                    self._make(file, config, build)
                continue
            drawn_from = self._quote(path, known) or known
            changed = self._changed.get(path) if kind == ENTRY else None
            before = record.files[path][0] if kind == ENTRY else ""
            now = changed.states[1] if changed else before
            if self._keeping.hold(file, partial(str, drawn_from), now, links, files):
                continue
            if kind == ENTRY:
                each = changed or Changed(self._read(path), (before, before), {})
                if self._with_text(file, drawn_from, each, config, build):
                    continue
            self._make(file, config, build)

    def _let_be(self, file: File, config: MkDocsConfig, build: Build) -> None:
        """Let a view of the navigation be, which shows its title."""
        title, anchors = self._record.navigation[file.src_uri]
        page = JournalPage(file, config, build, Sheet(title, "", in_search=False, draw=_not_drawn))
        page.read_source(config)
        page.present_anchor_ids = set(anchors)
        self._keeping.hold_as_it_is(page)

    def _quote(self, path: str, drawn_from: str) -> str:
        """Put other sentences into the page about a person; returns what it is drawn from then."""
        new = [each for each in self._changed.values() if path in each.quotes]
        if not new:
            return ""
        told = digest(drawn_from, *(each.states[1] for each in new))

        def change(html: str) -> str | None:
            changed: str | None = html
            for each in new:
                changed = changed and with_quotes(changed, each.quotes[path], each.entry.id)
            return changed

        self._keeping.change(path, drawn_from, told, change)
        self._drawn_from[path] = told
        return told

    def _with_text(
        self, file: File, drawn_from: str, changed: Changed, config: MkDocsConfig, build: Build
    ) -> JournalPage | None:
        """Make a page of what is known of it and its new text, where enough is known."""
        known = self._keeping.around(file, drawn_from, changed.states, build.links)
        if known is None:
            return None
        row, holes = known

        def otherwise() -> Sheet:
            from afterword.pages.sheets import entry_sheet

            renderer = self._whole().renderer
            return entry_sheet(renderer, renderer.snapshot.journal.by_id[changed.entry.id])

        sheet, anchors = sheet_around(row.around, holes, changed.entry.body, otherwise)
        page = JournalPage(file, config, build, sheet)
        page.own_anchors = anchors
        page.asked, _ = row.leads_to()
        return page

    def _make(self, file: File, config: MkDocsConfig, build: Build) -> None:
        """Make a page as the long way does."""
        from afterword.site.hand_out import ways_to_make

        self._ways = self._ways or ways_to_make(config, self._whole(), build.links)
        self._ways[file.src_uri](file, config, build)

    def begin(self, feeds: Iterable[Feed], *, serving: bool) -> None:
        """Have nothing written by another process: there is little."""

    def ahead(self, *, serving: bool) -> None:
        """Have no pages made by another process: there are few."""

    def end(self) -> None:
        """End nothing: there is no other process."""

    def write(self, feeds: Iterable[Feed]) -> None:
        """Write the files for other programs that are not as they were."""
        for feed in feeds:
            path = feed.dest_uri
            known = self._record.outputs.get(path, "")
            if not known or (path == addresses.DATA and self._changed):
                self._put_texts(feed, known)
                known = digest(known, *(each.states[1] for each in self._changed.values()))
                self._keeping.folder.take(path, feed.write())
            self._keeping.told[path] = known

    def _put_texts(self, feed: Feed, known: str) -> None:
        """Have a file made of what it was and the new texts, where that is known."""
        text = self._keeping.folder.read(feed.dest_uri) if known else None
        pieces: list[bytes | memoryview] | None = [text] if text else None
        for each in self._changed.values():
            pieces = pieces and with_text(b"".join(pieces), each.entry.path, each.entry.body)
        if pieces:
            feed.make = partial(list, pieces)

    def record(self, blocks: Mapping[str, Sequence[str]]) -> Record:
        """Return what this build tells the next one."""
        states = {path: each.states[1] for path, each in self._changed.items()}
        files = {
            path: (states.get(path, state), gist)
            for path, (state, gist) in self._record.files.items()
        }
        planned = {
            path: (kind, self._drawn_from.get(path, drawn_from))
            for path, (kind, drawn_from) in self._record.planned.items()
        }
        return replace(
            self._record,
            files=files,
            planned=planned,
            outputs=dict(self._keeping.told),
            blocks=blocks,
        )


def _not_drawn(_: Url, text: str) -> Drawn:
    raise AssertionError("a page that stands is not drawn")
