"""Builds a journal's site in this process and reads its pages the way a browser would."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "mkdocs.yml"

CONFIG = """\
site_name: Search
docs_dir: journal
theme:
  name: material
plugins:
  - search
  - afterword:
      today: 2026-11-22
"""

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)


class _Reader(HTMLParser):
    """Gathers what a page holds: text, elements, and where its links lead."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.article: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if "article" in self._open and "script" not in self._open:
            self.article.append(data)


@dataclass(slots=True)
class Html:
    """One page: its raw text, its elements with attributes, the words of its article."""

    raw: str
    elements: list[tuple[str, dict[str, str]]]
    article: str

    def attributes(self, tag: str, name: str) -> list[str]:
        """Return an attribute's values, in the order of the page."""
        return [each[name] for found, each in self.elements if found == tag and name in each]

    def ids(self) -> list[str]:
        """Return all ids, in the order of the page."""
        return [each["id"] for _, each in self.elements if "id" in each]


def read_html(raw: str) -> Html:
    """Take a page apart."""
    reader = _Reader()
    reader.feed(raw)
    return Html(raw, reader.elements, " ".join(" ".join(reader.article).split()))


@dataclass(slots=True)
class Built:
    """A built site and what was logged while it was built."""

    folder: Path
    messages: list[tuple[str, str]] = field(default_factory=list)

    def page(self, address: str) -> Html:
        """Return the page at an address such as `overdue/`."""
        file = self.folder / unquote(address)
        return read_html((file / "index.html" if file.is_dir() else file).read_text("utf-8"))

    def pages(self) -> dict[str, Html]:
        """Return every page of the site by its path."""
        return {
            file.relative_to(self.folder).as_posix(): read_html(file.read_text("utf-8"))
            for file in sorted(self.folder.rglob("*.html"))
        }

    def search_text(self) -> str:
        """Return the whole search index."""
        return (self.folder / "search" / "search_index.json").read_text("utf-8")

    def data(self) -> Any:
        """Return what `afterword.json` holds."""
        return json.loads((self.folder / "afterword.json").read_text("utf-8"))

    def navigation(self, address: str) -> list[str]:
        """Return where the entries of a page's navigation lead, those into the page left out."""
        raw = self.page(address).raw
        nav = raw[raw.index('class="md-nav md-nav--primary"') : raw.index("<article")]
        nav = nav.split("md-sidebar--secondary")[0]
        found = re.findall(r'<a href="([^"]*)" class="md-nav__link', nav)
        return [target for target in found if not target.startswith("#")]

    def dead_links(self) -> list[str]:
        """Return every link within the site that leads to no file, or to no place in it."""
        pages = self.pages()
        places = {path: set(html.ids()) for path, html in pages.items()}
        dead = []
        for path, html in pages.items():
            if path == "404.html":  # Its links are absolute, for any depth.
                continue
            for target in html.attributes("a", "href") + html.attributes("link", "href"):
                parts = urlsplit(target)
                if parts.scheme or parts.netloc:
                    continue
                if parts.path:
                    here = (self.folder / path).parent / unquote(parts.path)
                    file = here / "index.html" if here.is_dir() else here
                    if not file.resolve().is_file():
                        dead.append(f"{path}: {target}")
                        continue
                    other = file.resolve().relative_to(self.folder.resolve()).as_posix()
                else:
                    other = path
                if parts.fragment and unquote(parts.fragment) not in places.get(other, set()):
                    dead.append(f"{path}: {target}")
        return dead


class _Keeper(logging.Handler):
    def __init__(self, kept: list[tuple[str, str]]) -> None:
        super().__init__()
        self._kept = kept

    def emit(self, record: logging.LogRecord) -> None:
        self._kept.append((record.levelname, record.getMessage()))


def build_site(config_file: Path, site: Path, *, strict: bool = False, **options: Any) -> Built:
    """Build a site as `mkdocs build` does."""
    built = Built(site)
    keeper = _Keeper(built.messages)
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(keeper)
    try:
        config = load_config(str(config_file), site_dir=str(site), strict=strict, **options)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    finally:
        logger.removeHandler(keeper)
        logger.setLevel(level)
    return built


def build_tree(root: Path, config: str = CONFIG, **options: Any) -> Built:
    """Build the journal that a test has written below `root`."""
    if not (root / "mkdocs.yml").exists():
        (root / "mkdocs.yml").write_text(config, "utf-8")
    (root / "journal").mkdir(exist_ok=True)
    return build_site(root / "mkdocs.yml", root / "site", **options)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return the sample journal's site, built once."""
    return build_site(SAMPLE, tmp_path_factory.mktemp("sample"))
