"""What a page about a person shows of an entry's text, as HTML that can be put in anew."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape


def quoted(sentences: Iterable[str], entry_id: str) -> Markup:
    """Return sentences of an entry."""
    said = (f'<p class="aw-said"><bdi>{escape(each)}</bdi></p>' for each in sentences)
    return Markup(f"{_begin(entry_id)}{''.join(said)}</div>")  # noqa: S704  Escaped before.


def with_quotes(html: str, sentences: Iterable[str], entry_id: str) -> str | None:
    """Return a page with other sentences of an entry; `None` where it shows none, or twice."""
    found = re.findall(f"{re.escape(_begin(entry_id))}.*?</div>", html, re.DOTALL)
    if len(found) != 1:
        return None
    return html.replace(found[0], quoted(sentences, entry_id), 1)


def _begin(entry_id: str) -> str:
    return f'<div class="aw-quotes" data-entry="{escape(entry_id)}">'
