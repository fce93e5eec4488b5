"""For MkDocs: resolves the links in drawn HTML, which it leaves as they are in the source."""

import posixpath
import re
from typing import Any
from urllib.parse import unquote

_DRAWN = re.compile(r'<aside class="aw-drawn".*?</aside>', re.DOTALL)
_LINK = re.compile(r'(<a\b[^>]*? href=")([^"#?:]+)(?=["#?])')


def on_page_content(html: str, *, page: Any, files: Any, **_: Any) -> str:
    """Turn `href="../people/jane.md"` into the address of that page."""
    up = "../" * page.url.count("/")

    def resolved(found: re.Match[str]) -> str:
        path = posixpath.join(posixpath.dirname(page.file.src_uri), unquote(found[2]))
        file = files.get_file_from_path(posixpath.normpath(path))
        return found[1] + ((up + file.url.removeprefix("./") or "./") if file else found[2])

    return _DRAWN.sub(lambda found: _LINK.sub(resolved, found[0]), html)
