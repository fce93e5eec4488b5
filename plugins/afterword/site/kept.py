"""Pages kept from one build to the next, which are neither read, drawn nor written again."""

from __future__ import annotations

import json
import logging
import re
import secrets
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from afterword.pages.digest import digest
from afterword.site.frame import Frame, Key, unpack
from afterword.site.record import Record

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from afterword.site.links import Links
    from afterword.source.store import Store


_PLAIN_BASE = re.compile(r"https?://[\w.:-]+/(?:[\w%~-][\w%~.-]*/)*", re.ASCII)
_PLAIN_URL = re.compile(r"(?:[\w%~-][\w%~.-]*/)*(?:[\w%~-][\w%~.-]*)?", re.ASCII)
"""Addresses of which no part means more than it says: joined, they are one behind the other."""


class KeptFile(File):
    """A page's file whose page is made already: to MkDocs it is one that is only copied.

    It keeps its address, so that links to it lead there.
    """

    def is_documentation_page(self) -> bool:
        """Whether MkDocs has to make the page: no."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT002  As MkDocs has it.
        """Leave the copying to whoever kept the page."""


@dataclass(slots=True)
class Standing:
    """What stands for a kept page where others ask about it: links, and the sitemap."""

    file: File
    canonical_url: str | None
    abs_url: str | None
    present_anchor_ids: set[str]
    update_date: str
    is_link: bool = False
    meta: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """What is kept of a page besides its content.

    `frame` is the key of its frame, `holes` stands for what fills it; `leads` says as JSON where
    its links lead, which is seldom asked; `search` is the page's part of the search index as JSON,
    without brackets. `around` is what stood around its text, as JSON. Unless it `may` be, the page
    is not shown again, since more was said of it than it shows.
    """

    key: str
    frame: Key
    holes: str
    leads: str
    anchors: tuple[str, ...]
    search: str
    around: str = "null"
    may: bool = True

    def pack(self) -> bytes:
        """Return the row, but for its key, as bytes."""
        head = json.dumps([self.frame, self.holes, self.anchors, self.may])
        return f"{head}\n{self.leads}\n{self.around}\n{self.search}".encode()

    @classmethod
    def unpack(cls, key: bytes, value: bytes) -> Row:
        """Return what `pack` was given."""
        head, leads, around, search = value.decode().split("\n", 3)
        frame, holes, anchors, may = json.loads(head)
        frame = (*frame[:-1], tuple(frame[-1]))
        return cls(key.decode(), frame, holes, leads, tuple(anchors), search, around, may)

    def leads_to(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return where links lead: of templates by source path, of the text by what is written."""
        asked, links = json.loads(self.leads)
        return asked, links


class Shelf:
    """What the store holds of one configuration's pages, built or served."""

    def __init__(
        self, store: Store, name: str, identity: str, unpacked: dict[str, tuple[bytes, Row]]
    ) -> None:
        """Take up what there is; rows that were `unpacked` by an earlier build are not again."""
        self._unpacked = unpacked
        self._store, self.identity = store, identity
        self._pages, self._holes, self._frames = (
            f"{room} {name}" for room in ("page", "content", "frame")
        )
        self._rows = store.get(self._pages)
        self._contents = store.keys(self._holes)
        self._leads, self._whole = f"links {name}", f"whole {name}"
        self._leads_before = store.get(self._leads)
        self._led, self._own = b"", b""
        self._is_told = self._is_alone = self._can_put = True

    def key(self, *drawn_from: str) -> str:
        """Return the key under which a page is kept that is drawn from so much."""
        return digest(self.identity, *drawn_from)

    def record(self) -> Record | None:
        """Return what the build before told of itself, if it was of this configuration."""
        key, value = self._store.get(self._whole, ["all"]).get("all", (b"", b""))
        return Record.unpack(value) if key == self.identity.encode() else None

    def put_record(self, record: Record) -> None:
        """Keep what a build tells of itself; to be called when all is kept that it speaks of."""
        self._store.put(self._whole, [("all", self.identity.encode(), record.pack())])

    def has(self, path: str) -> bool:
        """Whether anything is kept of a page, under whatever key."""
        return path in self._rows

    def row(self, path: str, key: str) -> Row | None:
        """Return what is kept of a page under a key."""
        was, value = self._rows.get(path, (b"", b""))
        if was != key.encode():
            return None
        known = self._unpacked.get(path)
        if known and known[0] == value and known[1].key == key:
            found = known[1]
        else:
            found = Row.unpack(was, value)
            self._unpacked[path] = (value, found)
        # Without its content, which may be wanted when no page can be made any more, it is nothing.
        return found if self._contents.get(path) == found.holes.encode() else None

    def add(self, path: str, row: Row) -> None:
        """Take another row up, as if it had been kept; it is not, until it is put."""
        self._rows[path] = (row.key.encode(), row.pack())
        self._contents[path] = row.holes.encode()

    def forget(self, paths: Iterable[str]) -> None:
        """Forget pages of which no content is left."""
        self._store.put(self._pages, (), paths)

    def holes(self, wanted: Mapping[str, str]) -> dict[str, dict[str, str]]:
        """Return what fills the frames of pages, by path, where it is what `wanted` says."""
        found = self._store.get(self._holes, wanted)
        return {
            path: unpack(value)
            for path, (key, value) in found.items()
            if key == wanted[path].encode()
        }

    def put(self, rows: Mapping[str, Row], contents: Mapping[str, bytes]) -> None:
        """Keep pages that were made now."""
        if not rows or not self._begins():
            return
        filled = ((path, rows[path].holes.encode(), each) for path, each in contents.items())
        # The content first: a row without it is drawn anew, content without a row is nothing.
        self._store.put(self._holes, filled)
        self._store.put(
            self._pages, ((path, row.key.encode(), row.pack()) for path, row in rows.items())
        )

    def drop_all_but(self, paths: Container[str]) -> None:
        """Forget the pages that were neither made nor kept."""
        gone = [path for path in self._rows if path not in paths]
        if gone and self._begins():
            for room in (self._holes, self._pages):
                self._store.put(room, (), gone)

    def _begins(self) -> bool:
        """Say, before anything is put, that not all of it was looked at together.

        Whoever is stopped half-way, or builds at the same time, leaves it so. Returns whether
        anything can be put at all.
        """
        if not self._own:
            self._is_alone = self._store.get(self._leads) == self._leads_before
            self._is_told, self._own = False, secrets.token_bytes(8)
            self._can_put = self._store.put(self._leads, [("all", b"", self._own)])
        return self._can_put

    def leads_as_before(self, links: Links) -> bool:
        """Whether every path leads where it led when all that is kept was last looked at."""
        self._led = digest(self.identity, links.whole()).encode()
        self._is_told = self._leads_before.get("all", (b"", b""))[0] == self._led
        return self._is_told

    def put_links(self) -> None:
        """Keep where paths lead now; to be called when all pages are kept that go with it."""
        if self._own and self._store.get(self._leads).get("all") != (b"", self._own):
            return  # Somebody else puts pages too.
        if self._is_alone and not self._is_told:
            self._store.put(self._leads, [("all", self._led, secrets.token_bytes(8))])

    def frames(self, around: str) -> dict[str, Frame]:
        """Return the frames that were drawn around pages with this navigation."""
        return {
            name: Frame(json.loads(value))
            for name, (key, value) in self._store.get(self._frames).items()
            if key == digest(self.identity, around).encode()
        }

    def put_frames(self, frames: Mapping[str, Frame], around: str) -> None:
        """Keep frames."""
        key = digest(self.identity, around).encode()
        rows = [(name, key, json.dumps(frame.pieces).encode()) for name, frame in frames.items()]
        gone = self._store.keys(self._frames).keys() - frames.keys()
        self._store.put(self._frames, rows, gone)


def is_as_it_was(
    row: Row, file: File, links: Links | None, files: Files, config: MkDocsConfig
) -> bool:
    """Whether every link of a page still leads where it led, without a word from MkDocs.

    `links` is `None` where it is known that every path leads where it led.
    """
    if links is None:
        return True
    asked, in_text = row.leads_to()
    if any(links.url(path, file) != url for path, url in asked.items()):
        return False
    if not in_text:
        return True
    processor = mkdocs_pages._RelativePathTreeprocessor(file, files, config)  # noqa: SLF001
    with listening() as said:
        same = all(processor.path_to_url(raw) == url for raw, url in in_text.items())
    return same and not said


class Standings:
    """Puts up what stands for kept pages, on the day of a build."""

    def __init__(self, config: MkDocsConfig, day: str) -> None:
        self._base = config.site_url
        self._day = day
        base = f"{self._base or ''}".removesuffix("/") + "/"
        self._plain = base if _PLAIN_BASE.fullmatch(base) else ""
        self._path = urlsplit(self._plain).path

    def of(self, file: File, row: Row) -> Standing:
        """Return what stands for a page, with the addresses that MkDocs would give it."""
        url = file.url
        if self._plain and _PLAIN_URL.fullmatch(url):
            whole: str | None = self._plain + url
            path: str | None = self._path + url
        else:
            page = Page.__new__(Page)
            page.file = file
            page._set_canonical_url(self._base)  # noqa: SLF001
            whole, path = page.canonical_url, page.abs_url
        return Standing(file, whole, path, set(row.anchors), self._day)


def sample(file: File, row: Row, config: MkDocsConfig) -> Page:
    """Return a page around which the theme draws what it would draw around a kept one."""
    _, _, _, has_contents, is_bare, hiding = row.frame
    page = Page("-", file, config)
    page.meta = {"title": "-", **({"hide": list(hiding)} if hiding else {})}
    page.markdown, page.content = "", "<h1>" if is_bare else ""
    page.toc = TableOfContents([AnchorLink("", "-", 1)] if has_contents else [])
    return page


def around(items: Iterable[Any]) -> Iterator[str]:
    """Yield what a navigation shows."""
    for item in items:
        yield f"{item.is_page} {item.is_link} {item.title!r} {getattr(item, 'url', '')!r} ("
        meta = getattr(item, "meta", None) or {}
        yield repr({name: meta[name] for name in ("icon", "status") if name in meta})
        yield from around(item.children or ())
        yield ")"


@contextmanager
def listening() -> Iterator[list[str]]:
    """Hear whether MkDocs says anything of a page, also what is not shown at this level."""
    log, said = mkdocs_pages.log, list[str]()
    shown, own = log.getEffectiveLevel(), log.level

    def hear(record: logging.LogRecord) -> bool:
        said.append(record.getMessage())
        return record.levelno >= shown

    log.setLevel(min(shown, logging.INFO))
    log.addFilter(hear)
    try:
        yield said
    finally:
        log.removeFilter(hear)
        log.setLevel(own)
