"""Puts another text of an entry into the journal's JSON as it was written before."""

from __future__ import annotations

import json
from typing import Any

_DECODER = json.JSONDecoder()
_LIKELY_BYTES = 1 << 16
"""How long an entry is at most, mostly."""


def with_text(document: bytes, path: str, body: str) -> list[bytes | memoryview] | None:
    """Return a document like `data.document`'s where the entry of a file has another text.

    `None` where the document has no such entry, or one that has no text or gets none. In pieces,
    since the document is long: what stays is not copied.
    """
    after = f',"path":{json.dumps(path, ensure_ascii=False)},"kind":'.encode()
    # In texts, quotation marks are written otherwise.
    at = document.find(after)
    begin = document.rfind(b'{"id":', 0, max(at, 0))
    if begin < 0 or document.find(after, at + 1) >= 0:
        return None
    entry, length = _entry(document[begin : begin + _LIKELY_BYTES])
    if not length:
        entry, length = _entry(document[begin:])
    if not isinstance(entry, dict) or entry.get("path") != path:
        return None
    if not entry.get("body") or not body:
        return None
    entry["body"] = body
    said = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
    stays = memoryview(document)
    return [stays[:begin], said.encode(), stays[begin + length :]]


def _entry(document: bytes) -> tuple[Any, int]:
    """Return what a document begins with, and its length in bytes; nothing where that is cut."""
    text = document.decode(errors="ignore")
    try:
        entry, end = _DECODER.raw_decode(text)
    except ValueError:
        return None, 0
    return entry, len(text[:end].encode())
