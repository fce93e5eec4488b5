"""A page before and after it is drawn, whoever draws it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

Url = Callable[[str], str]
"""Turns a page's source path into a link from the page being drawn; "" where there is none."""

_HEADING = re.compile(r"<h([12]) id=\"([^\"]+)\">(.*?)</h\1>", re.DOTALL)
_ANCHOR = re.compile(r"<h[12] id=\"([^\"]+)\">")
_COUNT = re.compile(r"<span class=\"aw-count\">.*?</span>|<small.*?</small>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a drawn page, for its table of contents; `title` is plain text."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page with the user's own text in its place.

    `headings` are those that are drawn, not those of the text; of a page whose contents are not
    shown, the first one. `for_search` is HTML: all that a search index may hold of the page.
    """

    content: str
    headings: list[Heading]
    for_search: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page before it is drawn: `title` is plain text, `body` the user's own Markdown.

    `draw` wants the way to other pages, and `body` as HTML or what stands in its place.
    """

    title: str
    body: str
    in_search: bool
    draw: Callable[[Url, str], Drawn]
    hides_contents: bool = False
    tags: tuple[str, ...] = ()


def headings(html: str, most: int | None = None) -> list[Heading]:
    """Return the headings of a drawn page in order, not more than the `most`."""
    return [
        Heading(int(level), identity, Markup(_COUNT.sub("", inner)).striptags())  # noqa: S704
        for level, identity, inner in (
            each.groups() for each in islice(_HEADING.finditer(html), most)
        )
    ]


def anchors(html: str) -> set[str]:
    """Return the anchors of a drawn page's headings."""
    return set(_ANCHOR.findall(html))
