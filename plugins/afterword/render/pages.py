"""Every page as a source that any generator reads: front matter, drawn HTML, the user's text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from markupsafe import escape

from afterword.pages.render import Renderer
from afterword.pages.sheet import Sheet
from afterword.pages.sheets import about_sheet, entry_sheet, refused_sheet, view_sheet
from afterword.pages.view import View
from afterword.render.links import Links
from afterword.render.text import as_yaml, in_a_list, raw, without_blank_lines
from afterword.source.blocks import blocks_in
from afterword.source.load import Loaded

_TEXT = "\ufdd1"
"""Stands for the user's text while what is around it is drawn; no text holds this character, which
Unicode reserves."""
_PROSE = re.compile(r'<div class="aw-prose">\s*\ufdd1\s*</div>\n?')
"""The box around the text: Markdown is not read within HTML, so that each stands for itself."""
_FOOTNOTES = "\n///Footnotes Go Here///\n"
"""Where Markdown puts footnotes, else at the very end; without any it would be text."""
_FOOTNOTE = re.compile(r"^ {0,3}\[\^[^\]]+\]:", re.MULTILINE)
_HEADING = re.compile(r'<(h[1-6]) id="([^"]+)">')
_TAG = re.compile(r"<[^>]*>")


class Sources:
    """The pages of one journal as sources.

    `footnotes` is whether Markdown makes any, `tags` whether the theme is to show those of pages.
    """

    def __init__(
        self, loaded: Loaded, renderer: Renderer, links: Links, *, footnotes: bool, tags: bool
    ) -> None:
        self._loaded, self._renderer, self._links = loaded, renderer, links
        self._footnotes, self._shows_tags = footnotes, tags
        self.titles: dict[str, str] = {}
        """The titles of views, escaped, once their pages are made."""
        self._shared = renderer.snapshot.journal.shared

    def pages(self) -> Iterator[tuple[str, str]]:
        """Yield path and text of every page that the journal's own files do not give as it is."""
        views = list(self._renderer.views())
        # First all, so that every link finds where it leads.
        shown = [view for view in views if self._links.add_new(view.path)]
        for path, sheet in self._sheets(shown):
            yield path, self._page(path, sheet)

    def _sheets(self, views: Iterable[View]) -> Iterator[tuple[str, Sheet]]:
        journal, renderer = self._loaded.journal, self._renderer
        for entry in journal.entries:
            yield entry.path, entry_sheet(renderer, entry)
        for broken in journal.broken:
            yield broken.path, refused_sheet(renderer, broken.path, broken.body, broken)
        for about in journal.opportunity_pages:
            yield about.path, about_sheet(renderer, about)
        for person in journal.person_pages:
            yield person.path, about_sheet(renderer, person)
        for path, split in self._loaded.refused.items():
            yield path, refused_sheet(renderer, path, split.body)
        for view in views:
            self.titles[view.path] = str(escape(view.title))
            yield view.path, view_sheet(renderer, view)

    def with_blocks(self, path: str, text: str) -> str:
        """Return Markdown with each block drawn in its place, on one line."""
        pieces: list[str] = []
        last = 0
        for block in blocks_in(text):
            drawn = self._renderer.block(block.query, block.problems, self._url(path))
            line = " ".join(_drawn(drawn, searched=True).split())
            begin = text.rfind("\n", 0, block.start) + 1
            indented = begin < block.start
            pieces += (text[last : block.start], in_a_list(line) if indented else line + "\n")
            last = block.end
        return "".join((*pieces, text[last:]))

    def _url(self, path: str) -> partial[str]:
        return partial(self._links.url, origin=path)

    def _page(self, path: str, sheet: Sheet) -> str:
        """Return a page's source: what is drawn around the user's text, and the text."""
        body = "" if self._shared else self.with_blocks(path, sheet.body).strip("\n")
        drawn = sheet.draw(self._url(path), _TEXT if body.strip() else "")
        head, _, foot = _PROSE.sub(_TEXT, drawn.content).partition(_TEXT)
        meta: dict[str, object] = {"title": str(escape(sheet.title))}
        # Zensical shows tags that nobody asked it for; they stand among the facts.
        hidden = [("toc", sheet.hides_contents), ("tags", sheet.tags and not self._shows_tags)]
        if hide := [name for name, is_hidden in hidden if is_hidden]:
            meta["hide"] = hide
        if not sheet.in_search:
            meta["search"] = {"exclude": True}
        if sheet.tags:
            meta["tags"] = [str(escape(tag)) for tag in sheet.tags]
        lines = [f"{key}: {as_yaml(value)}" for key, value in meta.items()]
        said = drawn.for_search.replace(_TEXT, "") if sheet.in_search else ""
        told = _TAG.sub(" ", said.split("</h1>", 1)[-1]).strip()
        has_footnotes = foot.strip() and self._footnotes and _FOOTNOTE.search(body)
        parts = [
            "---\n" + "\n".join(lines) + "\n---\n",
            f'<div class="aw-found" hidden>{raw(told)}</div>\n' if told else "",
            _drawn(head, searched=sheet.in_search),
            body + "\n" if body.strip() else "",
            _FOOTNOTES if has_footnotes else "",
            _drawn(foot, searched=sheet.in_search),
        ]
        return "\n".join(part for part in parts if part) + "\n"


def _drawn(html: str, *, searched: bool) -> str:
    """Return drawn HTML as Markdown leaves it alone, and as no search reads it."""
    if not html.strip():
        return ""
    # To Material's search a heading with an id begins a part of its own, whatever it stands in.
    html = _HEADING.sub(r'<\1><span id="\2"></span>', html) if searched else html
    # Material's search leaves out what an element holds up to the first end of the same kind.
    html = without_blank_lines(raw(html.strip()))
    return f'<aside class="aw-drawn" role="none" data-search-exclude>\n{html}\n</aside>\n'
