"""Pages for MkDocs whose source the plugin reads itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from sys import intern
from typing import TYPE_CHECKING

from markupsafe import escape
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from afterword.pages.sheet import Drawn, Heading, Sheet
from afterword.site.around import Around
from afterword.site.links import Links
from afterword.site.parser import Parser

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files


@dataclass(frozen=True, slots=True)
class Build:
    """What the pages of one build share.

    `late` is whether a page is made only just before it is written, as nobody looks at it earlier:
    then no more than one is in memory.
    """

    links: Links
    parser: Parser
    late: bool = False


Made = tuple[
    str,
    TableOfContents,
    str,
    dict[str, str],
    dict[str, str],
    set[str] | None,
    dict[str, dict[str, str]],
    bool,
    Around | None,
]
"""What makes a page: content, contents, text for search, links, anchors, and what was said."""
_WRITTEN = Sheet("", "", in_search=False, draw=lambda *_: Drawn("", []))
"""What is left of pages of which nothing more is wanted."""


class JournalPage(Page):
    """A page whose source this plugin reads itself, so that MkDocs' own reader never sees it.

    MkDocs' reader swallows what it cannot parse, prints the front matter and eats a body's leading
    `Word: text` lines.
    """

    def __init__(self, file: File, config: MkDocsConfig, build: Build, sheet: Sheet) -> None:
        # Themes print titles and tags as they are: MkDocs' templates do not escape.
        safe = str(escape(sheet.title))
        self._safe_title = sheet.title if safe == sheet.title else safe
        super().__init__(self._safe_title, file, config)
        self._build = build
        self.plain_title = sheet.title
        self.sheet = sheet
        self._unmade: tuple[MkDocsConfig, Files] | None = None
        self.own_anchors: frozenset[str] = frozenset()
        """What is drawn that links may lead to, besides headings."""
        self.around: Around | None = None
        """What is drawn around the text, once that is known."""
        self.for_search = ""
        """What search plugins get to see in place of the content."""
        self.asked: dict[str, str] = {}
        """Where the links of templates lead, by source path."""
        self.asked_in_text: dict[str, str] = {}
        """What became of the links in the text, by what is written there."""
        # Known from the beginning, so that pages take less memory.
        self.present_anchor_ids, self.links_to_anchors = None, None
        self.quiet = True
        """Whether MkDocs had nothing to say of it."""

    def url_to(self, path: str) -> str:
        """Return the link from this page to the page with a source path, "" where there is none."""
        url = self.asked[path] = self._build.links.url(path, self.file)
        return url

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the user's own text, and set what themes and other plugins read about the page."""
        self.markdown = self.sheet.body
        self.meta = {"title": self._safe_title}
        if not self.sheet.in_search:
            self.meta["search"] = {"exclude": True}
        if self.sheet.hides_contents:
            self.meta["hide"] = ["toc"]
        if self.sheet.tags:
            self.meta["tags"] = [str(escape(tag)) for tag in self.sheet.tags]

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Make the page, now or late."""
        self.content, self._unmade = "", (config, files)
        if not self._build.late:
            self.make()

    def make(self) -> None:
        """Make the page unless that is done."""
        if self._unmade:
            config, files = self._unmade
            self._unmade = None
            self.convert(config, files)

    @property
    def is_unmade(self) -> bool:
        """Whether the page is still to be made."""
        return self._unmade is not None

    def made(self) -> Made:
        """Return what was made, for the same page in another process."""
        links = {file.src_uri: each for file, each in (self.links_to_anchors or {}).items()}
        return (
            self.content or "",
            self.toc,
            self.for_search,
            self.asked,
            self.asked_in_text,
            self.present_anchor_ids,
            links,
            self.quiet,
            self.around,
        )

    def take(self, made: Made) -> None:
        """Take what was made of this page in another process."""
        if self._unmade is None:
            return
        _, files = self._unmade
        self._unmade = None
        self.content, self.toc, self.for_search, asked, self.asked_in_text = made[:5]
        self.present_anchor_ids, links, self.quiet, self.around = made[5:]
        # Thousands of pages have the same links and anchors.
        self.present_anchor_ids = set(map(intern, self.present_anchor_ids or ()))
        self.asked = {intern(path): intern(url) for path, url in asked.items()}
        found = ((files.get_file_from_path(path), each) for path, each in links.items())
        self.links_to_anchors = {file: each for file, each in found if file}

    def let_go(self) -> None:
        """Drop what was written, where nobody looks at it later either."""
        if self._build.late:
            self.content = self.for_search = ""
            self.toc, self.sheet, self.around = TableOfContents([]), _WRITTEN, None
            self.own_anchors = frozenset()

    def convert(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the user's own text, and put it in its place."""
        if self._build.parser.is_usable():
            self.asked_in_text, self.quiet = self._build.parser.render(self, files)
        else:
            self.quiet = False  # So that nobody takes it to be known.
            super().render(config, files)
        self.finish()
        self.present_anchor_ids = (self.present_anchor_ids or set()) | self.own_anchors

    def finish(self) -> None:
        """Put the page together, and the headings of both parts into the contents."""
        text = self.content or ""
        drawn = self.sheet.draw(self.url_to, text)
        self.around = Around.of(drawn, text, self.own_anchors)
        self.content = drawn.content
        self.toc = TableOfContents(_contents(drawn.headings, self.toc))
        self.for_search = drawn.for_search


def _contents(found: list[Heading], below: Iterable[AnchorLink]) -> list[AnchorLink]:
    """Return anchors nested under the page's first heading."""
    below = list(below)
    if not found:
        return below
    links = [AnchorLink(str(escape(each.title)), each.id, each.level) for each in found]
    top = links[0]
    top.children = links[1:]
    own = top.children[-1].children if top.children and found[-1].id == "aw-notes" else top.children
    own += below
    return [top]
