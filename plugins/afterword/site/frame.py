"""Draws the theme's frame once for all pages of a folder, and only what differs for each of them.

Outside the navigation, pages of one folder have the same header, navigation and footer. Drawing
them again for a thousand entries takes as long as reading the journal does twice.
"""

from __future__ import annotations

import copy
import json
import os
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import CodeType
from typing import TYPE_CHECKING, Any, NamedTuple

import jinja2
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import get_theme_dir

from afterword.pages.digest import digest
from afterword.site.around import pack_around

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

_THEME = "material"
_WHOLE = "main.html"
_DRAWN_FOR_EACH = {"partials/toc.html": "toc", "partials/content.html": "content"}
"""The theme's parts that show a page itself, by template."""
_HIDING = ("hide", "search")
_FRAMED_META = frozenset({"title", "tags", *_HIDING})
"""What pages may say of themselves without the frame being another."""
_HOLE = "\ufdd0{}\ufdd0"
_HOLES = re.compile(_HOLE.format("([a-z]+)"))
"""Where a frame is to be filled; no text holds these characters, which Unicode reserves."""
_FRAME = "afterword_frame"

_QUICKLY = 1
"""The library's level: the others take longer than the disk would."""
_HEADED = "<h1>"
"""What the theme looks for in a content, to know whether it has a heading."""

Key = tuple[str, bool, bool, bool, bool, tuple[str, ...]]
"""What a frame depends on."""


def use_frames(environment: jinja2.Environment, config: MkDocsConfig) -> None:
    """Draw pages outside the navigation from frames, where the theme is Material's own.

    Templates of the user's, or of another plugin's, may show anything of a page.
    """
    if can_frame(config):
        environment.template_class = FramedTemplate


def can_frame(config: MkDocsConfig) -> bool:
    """Whether the theme is Material's own, with nothing of the user's in place of its parts."""
    return config.theme.name == _THEME and not any(map(_overrides, config.theme.dirs))


@cache
def theme_folder() -> str:
    """Return where Material's own templates are; to ask takes a look at all that is installed."""
    return str(get_theme_dir(_THEME))


def _overrides(folder: str) -> bool:
    return folder != theme_folder() and any(
        os.path.exists(os.path.join(folder, name)) for name in ("partials", "base.html", _WHOLE)
    )


class Frame:
    """What the theme draws around pages, with holes; `values` is what it draws the holes with."""

    def __init__(self, pieces: Sequence[str] = ()) -> None:
        self.values: dict[str, Any] = {}
        self.pieces = list(pieces)

    def fill(self, holes: Mapping[str, str]) -> str:
        pieces = list(self.pieces)
        pieces[1::2] = [holes[name] for name in pieces[1::2]]
        return "".join(pieces)


class Filled(NamedTuple):
    """A page as it was drawn: its frame's key, what stands for what fills it, and that, packed.

    `around` is what stands around its text, as JSON.
    """

    frame: Key
    holes: str
    packed: bytes
    around: str


def pack(holes: Mapping[str, str]) -> tuple[str, bytes]:
    """Return what stands for what fills a page's frame, and that, small.

    JSON for the names and lengths alone: to write the long content so takes ten times as long.
    """
    lengths = json.dumps([(name, len(text)) for name, text in holes.items()])
    told = "".join((lengths, "\n", *holes.values()))
    return digest(told), zlib.compress(told.encode("utf-8", "surrogatepass"), _QUICKLY)


def unpack(packed: bytes) -> dict[str, str]:
    """Return what fills a page's frame."""
    lengths, _, texts = zlib.decompress(packed).decode("utf-8", "surrogatepass").partition("\n")
    holes: dict[str, str] = {}
    begin = 0
    for name, length in json.loads(lengths):
        holes[name] = texts[begin : begin + length]
        begin += length
    return holes


class FramedTemplate(jinja2.Template):
    """A template of the theme that knows how to draw pages from frames."""

    frames: dict[Key, Frame]
    drawn: dict[str, Filled]
    in_navigation: frozenset[int]
    led_into: frozenset[str]

    @classmethod
    def from_code(
        cls, environment: jinja2.Environment, code: CodeType, *rest: Any, **named: Any
    ) -> jinja2.Template:
        """Return the template; a part drawn for each page leaves a hole while a frame is drawn."""
        found = super().from_code(environment, code, *rest, **named)
        if isinstance(found, cls) and found.name == _WHOLE:
            found.frames, found.drawn = {}, {}
            found.in_navigation, found.led_into = frozenset(), frozenset()
        if hole := _DRAWN_FOR_EACH.get(found.name or ""):
            draw = found.root_render_func

            def part(context: Any) -> Iterator[str]:
                frame: Frame | None = context.parent.get(_FRAME)
                if frame is None:
                    yield from draw(context)
                else:
                    frame.values = context.parent
                    yield _HOLE.format(hole)

            found.root_render_func = part
        return found

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Return the page that the context is about, from its folder's frame where it can be."""
        values = dict(*args, **kwargs)
        key = self._key(values) if self.name == _WHOLE else None
        if key is None:
            return super().render(values)
        frame = self.frames.get(key)
        if frame is None:
            frame = self.frames[key] = self.draw_frame(values)
        page: Page = values["page"]
        holes = {"title": page.meta["title"], "address": page.canonical_url or ""}
        holes["skip"] = next((link.id for link in page.toc), "")
        if frame.values:
            values = {**frame.values, **values}
            for name, hole in _DRAWN_FOR_EACH.items():
                holes[hole] = self.environment.get_template(name).render(values)
        else:
            holes["content"] = page.content or ""
        self.drawn[page.file.src_uri] = Filled(
            key, *pack(holes), pack_around(page, holes["content"])
        )
        return frame.fill(holes)

    def draw_frame(self, values: Mapping[str, Any]) -> Frame:
        """Return the frame of a page, which the context is about."""
        page = copy.copy(values["page"])
        page.meta = {**page.meta, "title": _HOLE.format("title")}
        if page.canonical_url:
            page.canonical_url = _HOLE.format("address")
        bare = _is_bare(values)
        page.toc = [AnchorLink("", _HOLE.format("skip"), 1)] if list(page.toc) else []
        page.content = _HEADED + _HOLE.format("content")
        frame = Frame()
        drawn = super().render({**values, "page": page, _FRAME: None if bare else frame})
        frame.pieces = _HOLES.split(drawn.replace(page.content, _HOLE.format("content")))
        frame.values = {name: each for name, each in frame.values.items() if name != _FRAME}
        return frame

    def _key(self, values: Mapping[str, Any]) -> Key | None:
        """Return what a page's frame depends on; `None` where it depends on the page itself."""
        page: Page | None = values.get("page")
        if page is None or not page.meta.get("title") or page.meta.keys() - _FRAMED_META:
            return None
        if not self.in_navigation:
            self.in_navigation = frozenset(map(id, values["nav"].pages))
            self.led_into = _led_into(values)
        # From a page, what is below it is reached by another link than from pages beside it.
        if page.url in self.led_into or id(page) in self.in_navigation:
            return None
        if page.previous_page or page.next_page or page.parent:
            return None
        return (
            page.url.rstrip("/").rpartition("/")[0],
            page.url.endswith("/"),
            bool(page.canonical_url),
            bool(list(page.toc)),
            _is_bare(values),
            tuple(page.meta.get("hide", ())),
        )


def _led_into(values: Mapping[str, Any]) -> frozenset[str]:
    """Return the folders into which frames have links."""
    config: MkDocsConfig = values["config"]
    paths = list(_urls(values["nav"].items))
    paths += [str(path) for path in (*config.extra_css, *config.extra_javascript)]
    paths += [str(config.theme.get(name) or "") for name in ("logo", "favicon")]
    paths += ["assets/", "search/"]
    parts = [path.split("/")[:-1] for path in paths]
    return frozenset(
        "/".join(folders[:depth]) + "/" for folders in parts for depth in range(1, len(folders) + 1)
    )


def _urls(items: Iterable[Any]) -> Iterator[str]:
    for item in items:
        yield getattr(item, "url", None) or ""
        yield from _urls(item.children or ())


def _is_bare(values: Mapping[str, Any]) -> bool:
    """Whether the theme adds nothing of its own to a page's content, and no table of contents.

    So it is with views: no file of the user's stands behind them.
    """
    page: Page = values["page"]
    headed = "<h1" in (page.content or "") and not any(link.children for link in page.toc)
    return headed and not (
        page.edit_url or values.get("tags") or page.meta.keys() - {"title", *_HIDING}
    )
