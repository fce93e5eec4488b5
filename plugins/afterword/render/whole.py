"""Everything that a site is made of, as files for another generator."""

from __future__ import annotations

import datetime as dt
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import escape

from afterword.exchange.calendar import calendar
from afterword.exchange.data import document_in_pieces
from afterword.exchange.table import BOM, activity_table, to_csv
from afterword.model.settings import Settings
from afterword.pages import addresses
from afterword.pages.assets import assets
from afterword.pages.head import head
from afterword.pages.render import Renderer
from afterword.playbook.public import public
from afterword.playbook.sharing import shared_copy
from afterword.playbook.snapshot import take_snapshot
from afterword.render import config
from afterword.render.links import Links
from afterword.render.pages import Sources
from afterword.source.files import PAGE_SUFFIXES
from afterword.source.frontmatter import split
from afterword.source.load import Loaded
from afterword.views.activities import activities

HERE = Path(__file__).parent
STYLE = "assets/afterword-rendered.css"
_SAID = re.compile(r"^title:[ \t]*(.+)$", re.MULTILINE)
_HEADING = re.compile(r"^# (.+?)[ \t#]*$", re.MULTILINE)
_STYLE = """/* What stands between drawn parts is the user's own text. */
.md-typeset .md-content__inner > :not(.aw-drawn) a:not(.headerlink) {
  text-decoration: underline;
}
"""


def render(
    loaded: Loaded, root: Path, today: dt.date, settings: Settings, nodes: Sequence[Any]
) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of every file; `nodes` are those of the configuration.

    Raises an `OSError` where a file of the journal cannot be read.
    """
    if settings.share:
        # From here on nothing but the copy is known.
        loaded = Loaded(shared_copy(loaded.journal), {}, frozenset())
    snapshot = take_snapshot(loaded.journal, today, settings)
    paths = loaded.publishable | {entry.path for entry in loaded.journal.entries}
    links = Links(paths)
    made = {**assets(), STYLE: _STYLE}
    files = [path for path in (*made, addresses.DATA, addresses.CALENDAR) if links.add_new(path)]
    links.add_new(addresses.RECORD_TABLE)
    footnotes = config.lists(nodes, "markdown_extensions", "footnotes")
    tags = config.lists(nodes, "plugins", "tags") and not settings.share
    sources = Sources(loaded, Renderer(snapshot), links, footnotes=footnotes, tags=tags)
    written = {path: text.encode() for path, text in sources.pages()}
    others = sorted(loaded.publishable - written.keys())
    for path in others:
        data = (root / path).read_bytes()
        if path.lower().endswith(PAGE_SUFFIXES):
            data = sources.with_blocks(path, data.decode("utf-8-sig")).encode()
        written[path] = data
    for path in files:
        if path in made:
            written[path] = made[path].encode()
    shown = public(snapshot)
    written[addresses.DATA] = b"".join(document_in_pieces(shown, with_private=False))
    written[addresses.CALENDAR] = calendar(shown)
    table = BOM + to_csv(activity_table(activities(shown)))
    written[addresses.RECORD_TABLE] = table.encode()
    for path, data in sorted(written.items()):
        yield f"docs/{path}", data
    fixed = settings.today is not None
    beginning = head("", None if fixed else today, settings.timezone).removeprefix("<head>")
    yield "hooks/drawn_links.py", (HERE / "drawn_links.py").read_bytes()
    yield "overrides/main.html", _override(beginning).encode()
    pages = [path for path in others if path.lower().endswith(PAGE_SUFFIXES)]
    own = None if settings.share else config.own_navigation(nodes)
    titles = sources.titles | {path: _title(path, written[path].decode()) for path in pages}
    views = [path for path in addresses.NAVIGATION if path in titles and path not in pages]
    listed = [*({titles[path]: path} for path in views), *_sections(pages, titles)]
    where = {"css": addresses.STYLESHEET, "js": addresses.SCRIPT}
    yield (
        "mkdocs.yml",
        config.configuration(nodes, listed, where, own, shared=settings.share).encode(),
    )


def _override(beginning: str) -> str:
    # What a page may load has to be said before anything in it is loaded.
    return (
        '{% extends "base.html" %}\n{% block site_meta %}\n'
        f"{beginning.strip()}\n"
        "  {{ super() }}\n{% endblock %}\n{% block extrahead %}\n  {{ super() }}\n"
        '<link rel="stylesheet" href="{{ \'' + STYLE + "' | url }}\">\n{% endblock %}\n"
    )


def _title(path: str, text: str) -> str:
    """Return a page's title as MkDocs finds it: as it says, its first heading, its file's name."""
    part = split(text)
    said = _SAID.search(part.front)
    heading = _HEADING.search(part.body)
    name = posixpath.splitext(posixpath.basename(path))[0].replace("-", " ").replace("_", " ")
    told = said[1].strip("\"'") if said else heading[1] if heading else ""
    return str(escape(told.strip() or name.capitalize()))


def _sections(paths: Sequence[str], titles: Mapping[str, str]) -> list[object]:
    """Return the user's own pages as a navigation, folders as sections."""
    found: list[object] = []
    sections: dict[str, list[object]] = {"": found}
    for path in sorted(paths, key=lambda each: (each.count("/") > 0, each)):
        folder = path.rpartition("/")[0]
        listed = ""
        for part in folder.split("/") if folder else ():
            parent, listed = listed, f"{listed}/{part}".lstrip("/")
            if listed not in sections:
                sections[listed] = []
                title = str(escape(part.replace("-", " ").replace("_", " ").capitalize()))
                sections[parent].append({title: sections[listed]})
        sections[listed].append({titles[path]: path})
    return found
