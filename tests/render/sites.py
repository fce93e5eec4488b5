"""Journals rendered and built, and built sites as a reader and a search find them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

from click.testing import CliRunner, Result

from afterword.cli.main import main
from afterword.pages import addresses

ROOT = Path(__file__).resolve().parents[2]
BUILD = (sys.executable, "-m", "mkdocs", "build")
_MARKUP = re.compile(r"<[^>]*>")

HOSTILE = """== mkdocs.yml
site_name: Search
docs_dir: journal
theme:
  name: material
  features: [navigation.tabs]
plugins:
  - search
  - afterword: {today: 2026-11-20}
extra:
  owner: Jane
markdown_extensions: [footnotes, pymdownx.superfences, md_in_html, attr_list]
== journal/interviews/2026-11-18-odd.md
---
company: "<script>alert(1)</script> `code` [x](y) **b**"
role: "</aside></div> ``` ~~~ {: .c }"
round: "A & B &amp; C"
tags: ["<img src=x onerror=alert(1)>", "a & b"]
interviewers: ["Jane `<b>` Doe <jane@odd.example>"]
---
Text with `code`, a note[^1] and [a page](../notes.md).

[^1]: The note.

```afterword
view: overdue
```
== journal/interviews/2026-11-19-private.md
---
company: Hidden Works 😀
private: true
---
Nobody finds this.
== journal/people/ada-secret.md
---
name: Ada Secret
private: true
---
Nobody finds her.
== journal/people/kim-nord.md
---
name: Kim Nord
---
An old friend, [see](../notes.md).
== journal/people/jane-b-doe-b.md
---
name: "Jane `<b>` Doe"
---
Plays *chess*.
== journal/interviews/2026-11-16-broken.md
---
company: [
---
Text of a *broken* entry.
== journal/notes.md
# My notes

- a list, [back](interviews/2026-11-18-odd.md)

```afterword
view: pipeline
```

The end.
== journal/interviews/2026-11-17-list.md
---
company: "*Star* _line_ `code` [x](y) {{ 1 }} 😀 ~~~"
role: "![i](k) <b> $x$ :smile:"
---
A footnote is written `[^a-z]`.

- what is open:

    ```afterword
    view: pipeline
    ```

    and more
"""


class Page(HTMLParser):
    """What a built page shows: its title, the words of its article, its links and images."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: set[str] = set()
        self.navigation: list[str] = []
        self.title = ""
        self.ids: set[str] = set()
        self.images = 0
        self.copied: list[str] = []
        self._address = address
        self._article = False
        self._in_title = False
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self._article = self._article or tag == "article"
        if self._hidden or (tag in ("div", "nav") and "hidden" in named):
            self._hidden += tag in ("div", "nav")
        self._in_title = tag == "title" and not self.title
        self.copied += filter(None, [named.get("data-aw-copy")])
        self.images += tag == "img"
        self.ids.add(named.get("id") or "")
        href = named.get("href")
        if tag != "a" or href is None:
            return
        target = urljoin(f"http://site/{self._address}", href)
        if self._article and href and "headerlink" not in (named.get("class") or ""):
            self.links.add(target)
        if "md-nav__link" in (named.get("class") or "") and "#" not in href:
            self.navigation.append(target)

    def handle_endtag(self, tag: str) -> None:
        self._article = self._article and tag != "article"
        self._in_title = False
        self._hidden -= bool(self._hidden) and tag in ("div", "nav")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        if self._article and not self._hidden:
            self.words += data.replace("\xb6", " ").split()


def pages(site: Path) -> Iterator[tuple[str, Page]]:
    """Yield each page of a built site by its file, but for that of missing pages."""
    for file in sorted(site.rglob("*.html")):
        if file.name != "404.html":
            page = Page(file.relative_to(site).as_posix().removesuffix("index.html"))
            page.feed(file.read_text("utf-8"))
            yield file.relative_to(site).as_posix(), page


def found_in(site: Path) -> dict[str, set[str]]:
    """Return the words of the search index by page, that of MkDocs or of Zensical."""
    found: dict[str, set[str]] = {}
    index = site / "search/search_index.json"
    whole = json.loads((index if index.is_file() else site / "search.json").read_text("utf-8"))
    for each in whole["docs" if index.is_file() else "items"]:
        words = found.setdefault(each["location"].partition("#")[0], set())
        words |= set(_MARKUP.sub(" ", each["text"]).split())
    return found


def build(folder: Path, site: Path, *, strict: bool = True) -> None:
    """Build a folder with MkDocs; raises where it has anything to say, if it is to be strict.

    Not `--quiet`: with it, MkDocs counts no warnings.
    """
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    words = [*BUILD, *(("--strict",) if strict else ()), "--site-dir", str(site)]
    subprocess.run(words, check=True, cwd=folder, env=environment)


def render_journal(journal: Path, folder: Path, name: str = "mkdocs.yml") -> Result:
    """Run `afterword render` with the configuration of that name."""
    config = str(journal / name)
    return CliRunner().invoke(main, ["render", str(folder), "-f", config])


def assert_same(own: Path, other: Path) -> None:
    """Compare two sites page by page: addresses, titles, links, words, what a search finds."""
    ours, theirs = dict(pages(own)), dict(pages(other))
    assert list(ours) == list(theirs)
    for path, page in ours.items():
        assert page.title == theirs[path].title, path
        assert page.navigation == theirs[path].navigation, path
        assert page.links == theirs[path].links, path
        assert page.copied == theirs[path].copied, path
        assert page.images == theirs[path].images, path
        assert page.words == theirs[path].words, path
        assert {each for each in page.ids if each.startswith("aw-")} <= theirs[path].ids, path
    found, also = found_in(own), found_in(other)
    assert found.keys() == also.keys()
    for path, words in found.items():
        assert not {each for each in words ^ also[path] if each.isalnum()}, path
    for feed in (addresses.DATA, addresses.CALENDAR, addresses.RECORD_TABLE):
        assert (own / feed).read_bytes() == (other / feed).read_bytes(), feed
