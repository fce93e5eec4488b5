"""What stands around the text of a page, kept so that another text can be put in its place."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from afterword.pages.sheet import Drawn, Heading, Sheet, Url

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page


@dataclass(frozen=True, slots=True)
class Around:
    """A page without its text: how much is drawn `before` and `after` it, and its own anchors."""

    before: int
    after: int
    headings: list[Heading]
    for_search: str | None
    anchors: frozenset[str]

    @classmethod
    def of(cls, drawn: Drawn, text: str, anchors: frozenset[str]) -> Around | None:
        """Return what stands around a text; `None` where that cannot be told."""
        if not text.strip() or drawn.content.count(text) != 1:
            return None
        before, _, after = drawn.content.partition(text)
        search: str | None = None
        if drawn.for_search:
            if not drawn.for_search.endswith(text):
                return None
            search = drawn.for_search[: -len(text)]
        return cls(len(before), len(after), drawn.headings, search, anchors)


def pack_around(page: Page, content: str) -> str:
    """Return what is around a page's text as JSON; `content` is what the theme made of the page.

    Both ends stand in it, so that their places are enough.
    """
    around: Around | None = getattr(page, "around", None)
    sheet: Sheet | None = getattr(page, "sheet", None)
    if around is None or sheet is None:
        return "null"
    own = page.content or ""
    begin = content.find(own)
    if begin < 0:
        return "null"
    end = begin + len(own)
    value = (
        *((begin, begin + around.before), (end - around.after, end)),
        [(each.level, each.id, each.title) for each in around.headings],
        *(around.for_search, sorted(around.anchors)),
        *(sheet.title, sheet.in_search, sheet.hides_contents, sheet.tags),
    )
    return json.dumps(value)


def sheet_around(
    packed: str, holes: Mapping[str, str], body: str, otherwise: Callable[[], Sheet]
) -> tuple[Sheet, frozenset[str]]:
    """Return the page with another text in the place of its own, and its own anchors.

    Without any text it may be drawn in another way; then it is drawn as the sheet `otherwise` is.
    """
    first, last, found, for_search, anchors, title, in_search, hides, tags = json.loads(packed)
    content = holes["content"]
    before, after = content[slice(*first)], content[slice(*last)]
    headings = [Heading(*each) for each in found]

    def draw(url: Url, text: str) -> Drawn:
        if not text.strip():
            return otherwise().draw(url, text)
        said = "" if for_search is None else for_search + text
        return Drawn(before + text + after, headings, said)

    return Sheet(title, body, in_search, draw, hides, tuple(tags)), frozenset(anchors)
