"""Built sites, as a reader and a search find them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin


class Page(HTMLParser):
    """What a built page shows: the words of its article, where its links and navigation lead."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: set[str] = set()
        self.navigation: list[str] = []
        self._address = address
        self._article = False
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self._article = self._article or tag == "article"
        if named.get("class") == "aw-found" or self._hidden:
            self._hidden += tag == "div"
        if tag != "a" or (href := named.get("href")) is None:
            return
        target = urljoin(f"http://site/{self._address}", href)
        if self._article and href:
            self.links.add(target)
        if "md-nav__link" in (named.get("class") or "").split() and "#" not in href:
            self.navigation.append(target)

    def handle_endtag(self, tag: str) -> None:
        self._article = self._article and tag != "article"
        self._hidden -= bool(self._hidden) and tag == "div"

    def handle_data(self, data: str) -> None:
        if self._article and not self._hidden:
            self.words += data.replace("\xb6", " ").split()


def pages(site: Path) -> Iterator[tuple[str, Page]]:
    """Yield path and page of a built site, but for the one for missing pages."""
    for file in sorted(site.rglob("*.html")):
        if file.name != "404.html":
            page = Page(file.relative_to(site).as_posix().removesuffix("index.html"))
            page.feed(file.read_text("utf-8"))
            yield file.relative_to(site).as_posix(), page


def found_in(site: Path) -> dict[str, set[str]]:
    """Return the words of the search index by page: MkDocs' own, or that of Zensical."""
    found: dict[str, set[str]] = {}
    index, of_zensical = site / "search/search_index.json", site / "search.json"
    if index.is_file():
        listed = json.loads(index.read_text("utf-8"))["docs"]
    else:
        listed = json.loads(of_zensical.read_text("utf-8"))["items"]
    for each in listed:
        words = found.setdefault(each["location"].partition("#")[0], set())
        words |= set(each["text"].replace("<", " <").replace(">", "> ").split())
    return found
