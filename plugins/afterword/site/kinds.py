"""The kinds of pages: one class for each way in which a page's content comes about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from afterword.model.entry import Broken, Entry
from afterword.model.opportunity import OpportunityPage
from afterword.model.person import PersonPage
from afterword.pages.render import Renderer
from afterword.pages.sheet import anchors
from afterword.pages.sheets import about_sheet, entry_sheet, refused_sheet, view_sheet
from afterword.pages.view import View
from afterword.pages.words import anchor
from afterword.site.pages import Build, JournalPage
from afterword.source.frontmatter import Split

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files


class ViewPage(JournalPage):
    """A view: drawn whole, from no file of the user's."""

    def __init__(
        self, file: File, config: MkDocsConfig, build: Build, renderer: Renderer, view: View
    ) -> None:
        super().__init__(file, config, build, view_sheet(renderer, view))

    def convert(self, config: MkDocsConfig, files: Files) -> None:
        """Draw it; there is no text to convert."""
        self.finish()
        self.present_anchor_ids = anchors(self.content or "")


class EntryPage(JournalPage):
    """An entry: heading, facts and checklist above its text, its neighbours below."""

    def __init__(
        self, file: File, config: MkDocsConfig, build: Build, renderer: Renderer, entry: Entry
    ) -> None:
        super().__init__(file, config, build, entry_sheet(renderer, entry))
        # Links to its tasks count as found.
        tasks = renderer.snapshot.tasks_of_entry.get(entry.id, ())
        self.own_anchors = frozenset(map(anchor, tasks))


class RefusedPage(JournalPage):
    """A file that cannot be read: its problems, and its text without the front matter."""

    def __init__(
        self,
        file: File,
        config: MkDocsConfig,
        build: Build,
        renderer: Renderer,
        refused: Broken | Split,
    ) -> None:
        broken = refused if isinstance(refused, Broken) else None
        sheet = refused_sheet(renderer, file.src_uri, refused.body, broken)
        super().__init__(file, config, build, sheet)


class AboutPage(JournalPage):
    """A page of lasting facts about an opportunity or a person, with the user's prose."""

    def __init__(
        self,
        file: File,
        config: MkDocsConfig,
        build: Build,
        renderer: Renderer,
        about: OpportunityPage | PersonPage,
    ) -> None:
        super().__init__(file, config, build, about_sheet(renderer, about))
