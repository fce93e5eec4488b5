"""Every page as a source that any generator reads: front matter, drawn HTML, the user's text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from markupsafe import escape

from afterword.model.entry import Entry
from afterword.model.opportunity import OpportunityPage
from afterword.model.person import PersonPage
from afterword.pages.render import Renderer, in_search
from afterword.pages.view import View
from afterword.render.links import Links
from afterword.render.text import as_yaml, in_a_list, raw
from afterword.source.blocks import blocks_in
from afterword.source.load import Loaded
from afterword.views.records import heading

_FOOTNOTES = "\n///Footnotes Go Here///\n"
"""Where Markdown puts footnotes, else at the very end; without any it would be text."""
_FOOTNOTE = re.compile(r"^ {0,3}\[\^[^\]]+\]:", re.MULTILINE)
_HEADING = re.compile(r'<(h[1-6]) id="([^"]+)">')
_TAG = re.compile(r"<[^>]*>")


class Sources:
    """The pages of one journal as sources; `footnotes` is whether Markdown makes any."""

    def __init__(
        self, loaded: Loaded, renderer: Renderer, links: Links, *, footnotes: bool
    ) -> None:
        self._loaded, self._renderer, self._links = loaded, renderer, links
        self._footnotes = footnotes
        self.titles: dict[str, str] = {}
        """The titles of views, escaped, once their pages are made."""
        self._shared = renderer.snapshot.journal.shared

    def pages(self) -> Iterator[tuple[str, str]]:
        """Yield path and text of every page that the journal's own files do not give as it is."""
        journal = self._loaded.journal
        views = list(self._renderer.views())
        # First all, so that every link finds where it leads.
        shown = [view for view in views if self._links.add_new(view.path)]
        for entry in journal.entries:
            yield entry.path, self._entry(entry)
        for broken in journal.broken:
            head = self._renderer.broken_head(broken, self._url(broken.path))
            name = broken.path.rsplit("/", 1)[-1]
            yield broken.path, self._page(broken.path, name, head, broken.body)
        for about in journal.opportunity_pages:
            yield about.path, self._about(about)
        for person in journal.person_pages:
            yield person.path, self._about(person)
        for path, split in self._loaded.refused.items():
            head = self._renderer.refused_head(path, self._url(path))
            yield path, self._page(path, path.rsplit("/", 1)[-1], head, split.body)
        for view in shown:
            self.titles[view.path] = str(escape(view.title))
            drawn = self._renderer.draw(view, self._url(view.path))
            found = self._renderer.view_for_search(view) if view.in_search else ""
            yield view.path, self._page(view.path, view.title, drawn, search=found, contents=False)

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

    def _entry(self, entry: Entry) -> str:
        url = self._url(entry.path)
        body = "" if self._shared else self.with_blocks(entry.path, entry.body)
        head = self._renderer.entry_head(entry, url, has_body=bool(entry.body.strip()))
        foot = self._renderer.entry_foot(entry, url)
        found = self._renderer.entry_for_search(entry) if in_search(entry) else ""
        return self._page(entry.path, heading(entry), head, body, foot, found)

    def _about(self, about: OpportunityPage | PersonPage) -> str:
        url, body = self._url(about.path), self.with_blocks(about.path, about.body)
        view: View | None
        if isinstance(about, OpportunityPage):
            view, title = self._renderer.opportunity_page(about), about.role or about.slug
        else:
            view, title = self._renderer.person_page(about), about.name or about.slug
        if view is None:
            if isinstance(about, PersonPage):
                head = self._renderer.stranger_head(about, url)
                return self._page(about.path, title, head, body, search=title)
            head = self._renderer.refused_head(about.path, url)
            return self._page(about.path, title, head, body, search=title)
        found = self._renderer.view_for_search(view) if view.in_search else ""
        # Below the view, not within it: HTML that Markdown stands in the midst of is read by each
        # generator in its own way.
        return self._page(about.path, view.title, self._renderer.draw(view, url), body, "", found)

    def _page(
        self,
        path: str,
        title: str,
        head: str,
        body: str = "",
        foot: str = "",
        search: str = "",
        *,
        contents: bool = True,
    ) -> str:
        """Return a page's source; `search` is what a search finds of all that is drawn."""
        meta: dict[str, object] = {"title": str(escape(title))}
        if not contents:
            meta["hide"] = ["toc"]
        if not search:
            meta["search"] = {"exclude": True}
        lines = [f"{key}: {as_yaml(value)}" for key, value in meta.items()]
        told = _TAG.sub(" ", search.split("</h1>", 1)[-1]).strip()
        parts = [
            "---\n" + "\n".join(lines) + "\n---\n",
            f'<div class="aw-found" hidden>{raw(told)}</div>\n' if told else "",
            _drawn(self._renderer.banner() + head, searched=bool(search)),
            body.strip("\n") + "\n" if body.strip() else "",
            _FOOTNOTES if foot and self._footnotes and _FOOTNOTE.search(body) else "",
            _drawn(foot, searched=bool(search)),
        ]
        return "\n".join(part for part in parts if part) + "\n"


def _drawn(html: str, *, searched: bool) -> str:
    """Return drawn HTML as Markdown leaves it alone, and as no search reads it."""
    if not html.strip():
        return ""
    # To Material's search a heading with an id begins a part of its own, whatever it stands in.
    html = _HEADING.sub(r'<\1><span id="\2"></span>', html) if searched else html
    # Material's search leaves out what an element holds up to the first end of the same kind.
    html = raw(html.strip())
    return f'<aside class="aw-drawn" role="none" data-search-exclude>\n{html}\n</aside>\n'
