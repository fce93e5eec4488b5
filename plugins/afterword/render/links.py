"""How rendered pages link: from source to source, which each generator resolves."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from urllib.parse import quote

from afterword.source.files import PAGE_SUFFIXES, page_address


class Links:
    """The files of a site by source path; the user's own page wins where two have one address."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = set(paths)
        self._by_address = {page_address(path): path for path in self._paths if _is_page(path)}

    def find(self, path: str) -> str:
        """Return the path of the file that stands for a path, "" where there is none."""
        if path in self._paths:
            return path
        return self._by_address.get(page_address(path), "") if _is_page(path) else ""

    def add_new(self, path: str) -> bool:
        """Take a file up unless its address is taken; returns whether it was."""
        if self.find(path):
            return False
        self._paths.add(path)
        if _is_page(path):
            self._by_address[page_address(path)] = path
        return True

    def url(self, path: str, origin: str) -> str:
        """Return the link from one source to another, "" where there is no such file."""
        found = self.find(path)
        return quote(posixpath.relpath(found, posixpath.dirname(origin) or ".")) if found else ""


def _is_page(path: str) -> bool:
    return path.lower().endswith(PAGE_SUFFIXES)
