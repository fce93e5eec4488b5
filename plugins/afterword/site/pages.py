"""Pages for MkDocs: one class for each way in which a page's content comes about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import escape
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from afterword.model.entry import Broken, Entry
from afterword.model.opportunity import OpportunityPage
from afterword.model.person import PersonPage
from afterword.pages.render import Heading, Renderer, headings, in_search
from afterword.pages.view import View
from afterword.pages.words import anchor
from afterword.site.links import Links
from afterword.site.parser import Parser
from afterword.source.frontmatter import Split
from afterword.views.records import heading

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files


@dataclass(frozen=True, slots=True)
class Build:
    """What the pages of one build share."""

    renderer: Renderer
    links: Links
    parser: Parser


class JournalPage(Page):
    """A page whose source this plugin reads itself, so that MkDocs' own reader never sees it.

    MkDocs' reader swallows what it cannot parse, prints the front matter and eats a body's leading
    `Word: text` lines.
    """

    def __init__(self, file: File, config: MkDocsConfig, build: Build, title: str) -> None:
        # Themes print titles as they are: MkDocs' templates do not escape.
        self._safe_title = str(escape(title))
        super().__init__(self._safe_title, file, config)
        self._build = build
        self._renderer = build.renderer
        self.for_search = ""
        """What search plugins get to see in place of the content."""
        self.asked: dict[str, str] = {}
        """Where the links of templates lead, by source path."""
        self.asked_in_text: dict[str, str] = {}
        """What became of the links in the text, by what is written there."""
        self.quiet = True
        """Whether MkDocs had nothing to say of it."""

    def url_to(self, path: str) -> str:
        """Return the link from this page to the page with a source path, "" where there is none."""
        url = self.asked[path] = self._build.links.url(path, self.file)
        return url

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the user's own text."""
        if self._build.parser.is_usable():
            self.asked_in_text, self.quiet = self._build.parser.render(self, files)
        else:
            self.quiet = False  # So that nobody takes it to be known.
            super().render(config, files)

    def describe(self, *, in_search: bool, hide_contents: bool = False) -> None:
        """Set what themes and other plugins read as the page's front matter."""
        self.meta = {"title": self._safe_title}
        if not in_search:
            self.meta["search"] = {"exclude": True}
        if hide_contents:
            self.meta["hide"] = ["toc"]

    def finish(self, drawn: str, text: str = "", foot: str = "") -> None:
        """Put drawn HTML above the user's own text, and the headings of both into the contents.

        Where the contents are not shown, the first heading will do.
        """
        self.content = f"{self._renderer.banner()}{drawn}{text}{foot}"
        found = headings(drawn)[:1] if "hide" in self.meta else headings(drawn)
        self.toc = TableOfContents(_contents(found, self.toc))


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


class ViewPage(JournalPage):
    """A view: drawn whole, from no file of the user's."""

    def __init__(self, file: File, config: MkDocsConfig, build: Build, view: View) -> None:
        super().__init__(file, config, build, view.title)
        self.view = view

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        self.describe(in_search=self.view.in_search, hide_contents=True)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.finish(self._renderer.draw(self.view, self.url_to))
        if self.view.in_search:
            self.for_search = self._renderer.view_for_search(self.view)
        self.present_anchor_ids = {each.id for each in headings(self.content or "")}


class EntryPage(JournalPage):
    """An entry: heading, facts and checklist above its text, its neighbours below."""

    def __init__(self, file: File, config: MkDocsConfig, build: Build, entry: Entry) -> None:
        super().__init__(file, config, build, heading(entry))
        self.entry = entry

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = self.entry.body
        self.describe(in_search=in_search(self.entry))
        if self.entry.tags and "tags" not in self.entry.private_fields:
            self.meta["tags"] = list(self.entry.tags)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        super().render(config, files)
        text = self.content or ""
        head = self._renderer.entry_head(self.entry, self.url_to, has_body=bool(text.strip()))
        foot = self._renderer.entry_foot(self.entry, self.url_to)
        prose = f'<div class="aw-prose">\n{text}\n</div>\n'
        # Nobody's text is in a shared copy.
        self.finish(head, "" if self._renderer.snapshot.journal.shared else prose, foot)
        self.for_search = self._renderer.entry_for_search(self.entry) + text
        tasks = self._renderer.snapshot.tasks_of_entry.get(self.entry.id, ())
        self.present_anchor_ids = (self.present_anchor_ids or set()) | set(map(anchor, tasks))


class RefusedPage(JournalPage):
    """A file that cannot be read: its problems, and its text without the front matter."""

    def __init__(
        self,
        file: File,
        config: MkDocsConfig,
        build: Build,
        refused: Broken | Split,
    ) -> None:
        super().__init__(file, config, build, file.src_uri.rsplit("/", 1)[-1])
        self.refused = refused

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = self.refused.body
        # What it marks as private cannot be told.
        self.describe(in_search=False)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        super().render(config, files)
        if isinstance(self.refused, Broken):
            head = self._renderer.broken_head(self.refused, self.url_to)
        else:
            head = self._renderer.refused_head(self.file.src_uri, self.url_to)
        self.finish(head, self.content or "")


class AboutPage(JournalPage):
    """A page of lasting facts about an opportunity or a person, with the user's prose."""

    def __init__(
        self,
        file: File,
        config: MkDocsConfig,
        build: Build,
        about: OpportunityPage | PersonPage,
    ) -> None:
        self.about = about
        if isinstance(about, OpportunityPage):
            self.view = build.renderer.opportunity_page(about)
            title = about.role or about.slug
        else:
            self.view = build.renderer.person_page(about)
            title = about.name or about.slug
        super().__init__(file, config, build, self.view.title if self.view else title)

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = self.about.body
        self.describe(in_search=self.view is None or self.view.in_search)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        super().render(config, files)
        prose = self.content or ""
        if self.view:
            # The prose stands within the view, whose headings come first all the same.
            self.finish(self._renderer.draw(self.view, self.url_to))
            self.content = self._renderer.draw(self.view, self.url_to, prose)
            self.for_search = self._renderer.view_for_search(self.view) + prose
        elif isinstance(self.about, PersonPage):
            self.finish(self._renderer.stranger_head(self.about, self.url_to), prose)
            self.for_search = self.content or ""
        else:
            self.finish(self._renderer.refused_head(self.file.src_uri, self.url_to), prose)
