"""Turns the text of the journal's pages into HTML with one Markdown parser for all of them.

MkDocs sets a parser up anew for every page, which takes a third of the time that Markdown takes;
`reset` is what the library offers for one document after another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import markdown
from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.toc import get_toc

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_PROCESSORS = (
    "_RawHTMLPreprocessor",
    "_ExtractAnchorsTreeprocessor",
    "_RelativePathTreeprocessor",
)


class Parser:
    """One Markdown parser for all pages of one build."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._config = config
        self._markdown: markdown.Markdown | None = None

    @staticmethod
    def is_usable() -> bool:
        """Whether MkDocs has the parts that tell links and anchors; else it renders by itself."""
        return all(hasattr(mkdocs_pages, name) for name in _PROCESSORS)

    def render(self, page: Page, files: Files) -> None:
        """Render a page's Markdown as MkDocs does, links and anchors included."""
        parser = self._ready()
        raw_html, anchors, links = (
            getattr(mkdocs_pages, name)(*arguments)
            for name, arguments in zip(
                _PROCESSORS, ((), *[(page.file, files, self._config)] * 2), strict=True
            )
        )
        for processor in (raw_html, anchors, links):
            # The processor of the page before has the same name, so that this replaces it.
            processor._register(parser)  # noqa: SLF001
        page.content = parser.convert(page.markdown or "")
        page.toc = get_toc(getattr(parser, "toc_tokens", []))
        page.present_anchor_ids = anchors.present_anchor_ids | raw_html.present_anchor_ids
        page.links_to_anchors = links.links_to_anchors

    def _ready(self) -> Any:
        if self._markdown is None:
            self._markdown = markdown.Markdown(
                extensions=self._config["markdown_extensions"],
                extension_configs=self._config["mdx_configs"] or {},
            )
        return self._markdown.reset()
