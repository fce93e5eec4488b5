"""Which texts may become links: http, https and mailto addresses, parsed rather than guessed."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

_NEVER = re.compile(r"[\s\\<>\"`]")
_PLAIN = re.compile(r"https?://[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*(?:/[\w./%+=?&#~-]*)?\Z", re.ASCII)
"""What nearly all addresses look like, of which nothing need be asked further."""
_SCHEMES = frozenset({"http", "https", "mailto"})


@lru_cache(maxsize=4096)
def link_target(text: str) -> str | None:
    """Return `text` as the target of a link, or `None` where it must stay plain text.

    Only http and https addresses with a host, and mailto addresses, are links; anything with
    control characters, blanks or a backslash in it is not.
    """
    address = text.strip()
    if _PLAIN.match(address):
        return address
    if not address.isprintable() or _NEVER.search(address):
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in _SCHEMES:
        return None
    if parts.scheme.lower() == "mailto":
        return address if "@" in parts.path else None
    return address if host else None
