"""Puts another text of an entry into the journal's JSON as it was written before."""

from __future__ import annotations

import json

_DECODER = json.JSONDecoder()


def with_text(document: str, path: str, body: str) -> str | None:
    """Return a document like `data.document`'s where the entry of a file has another text.

    `None` where the document has no such entry, or one that has no text or gets none.
    """
    after = f',"path":{json.dumps(path, ensure_ascii=False)},"kind":'
    # In texts, quotation marks are written otherwise.
    at = document.find(after)
    begin = document.rfind('{"id":', 0, max(at, 0))
    if begin < 0 or document.find(after, at + 1) >= 0:
        return None
    try:
        entry, end = _DECODER.raw_decode(document, begin)
    except ValueError:
        return None
    if not isinstance(entry, dict) or entry.get("path") != path:
        return None
    if not entry.get("body") or not body:
        return None
    entry["body"] = body
    said = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
    return document[:begin] + said + document[end:]
