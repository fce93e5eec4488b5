"""Blocks in pages: marked in the Markdown, drawn when all else of the page is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from afterword.source.blocks import Block, blocks_in

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

    from afterword.pages.render import Renderer
    from afterword.site.links import Links

_MARK = "afterwordblock7c1e{}z"
"""A word that Markdown leaves alone, and that search plugins do not get to see."""
_MARKED = re.compile(r"(?:<p>\s*)?afterwordblock7c1e(\d+)z(?:\s*</p>)?")


class Blocks:
    """The blocks of all pages of one build; `known` is what was drawn of those that stand still."""

    def __init__(
        self,
        renderer: Callable[[], Renderer],
        links: Links,
        known: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._renderer, self._links, self._known = renderer, links, known or {}
        self._of: dict[str, tuple[Block, ...]] = {}
        self.shown: dict[str, Sequence[str]] = {}
        """What was drawn of them, by page."""

    def mark(self, page: Page, text: str) -> str:
        """Return a page's Markdown with a mark in the place of each block."""
        found = blocks_in(text)
        if not found:
            return text
        self._of[page.file.src_uri] = found
        pieces: list[str] = []
        last = 0
        for number, block in enumerate(found):
            pieces += (text[last : block.start], _MARK.format(number))
            last = block.end
        return "".join((*pieces, text[last:]))

    def are_in(self, page: Page) -> bool:
        """Whether a page has any."""
        return page.file.src_uri in self._of

    def without(self, page: Page, html: str) -> str:
        """Return a page's HTML without its blocks, as the search index may have it."""
        return _MARKED.sub("", html) if self.are_in(page) else html

    def drawn(self, page: Page, html: str) -> str:
        """Return a page's HTML with its blocks."""
        if not self.are_in(page):
            return html
        shown = self.shown[page.file.src_uri] = self._drawn(page)
        by_number = dict(enumerate(shown))
        return _MARKED.sub(lambda found: by_number.get(int(found[1]), found[0]), html)

    def _drawn(self, page: Page) -> Sequence[str]:
        blocks = self._of[page.file.src_uri]
        known = self._known.get(page.file.src_uri, ())
        if len(known) == len(blocks):
            return known
        url, draw = partial(self._links.url, origin=page.file), self._renderer().block
        return [draw(block.query, block.problems, url) for block in blocks]
