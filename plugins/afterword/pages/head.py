"""What every page's head gets: what it may load, for which day it was built, the server's token."""

from __future__ import annotations

import datetime as dt

from markupsafe import escape

_POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'self\' data: blob:; '
    "script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; connect-src 'self'\">"
)
"""Keeps a page from loading anything from another host; without the inline styles tables would
lose their alignment."""


def head(token: str, built_for: dt.date | None, timezone: str) -> str:
    """Return the beginning of a page's head.

    Whether it is served with live reload is not known yet when it is built: with a `token`, the
    page asks. A page of a fixed day, `None` here, is not corrected on a later one.
    """
    lines = ["<head>", _POLICY]
    if token:
        lines.append(_meta("afterword-server", token))
    if built_for is not None:
        lines.append(_meta("afterword-built", built_for.isoformat()))
        lines.append(_meta("afterword-zone", timezone))
    return "\n    ".join(lines)


def with_head(html: str, beginning: str) -> str:
    """Return a page with this beginning of its head."""
    return html.replace("<head>", beginning, 1)


def _meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{escape(content)}">'
