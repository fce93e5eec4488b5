"""Turns the text of the journal's pages into HTML with one Markdown parser for all of them.

MkDocs sets a parser up anew for every page, which takes a third of the time that Markdown takes;
`reset` is what the library offers for one document after another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import markdown
from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.toc import get_toc

from afterword.site.kept import listening

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

    def render(self, page: Page, files: Files) -> tuple[dict[str, str], bool]:
        """Render a page's Markdown as MkDocs does, links and anchors included.

        Returns what became of each link that may lead to another page, and whether there was
        nothing to say of any.
        """
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
        asked = _recorded(links)
        with listening() as said:
            page.content = parser.convert(page.markdown or "")
        page.toc = get_toc(getattr(parser, "toc_tokens", []))
        page.present_anchor_ids = anchors.present_anchor_ids | raw_html.present_anchor_ids
        page.links_to_anchors = links.links_to_anchors
        return asked, not said

    def _ready(self) -> Any:
        if self._markdown is None:
            self._markdown = markdown.Markdown(
                extensions=self._config["markdown_extensions"],
                extension_configs=self._config["mdx_configs"] or {},
            )
        return self._markdown.reset()


def _recorded(links: Any) -> dict[str, str]:
    """Return what a processor of links will have made of each that names no other host."""
    asked: dict[str, str] = {}
    original = links.path_to_url

    def path_to_url(url: str) -> str:
        found: str = original(url)
        scheme, host, path, *_ = urlsplit(url)
        if path and not scheme and not host:
            asked[url] = found
        return found

    links.path_to_url = path_to_url
    return asked
