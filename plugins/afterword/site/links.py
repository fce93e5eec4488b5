"""Links between pages, and which source paths stand for one and the same page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files

from afterword.source.files import PAGE_SUFFIXES, page_address

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


_PLAIN = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*\.md", re.ASCII)
"""Paths of which no part means more to MkDocs than it says, but for the names below."""
_OF_FOLDERS = ("index", "README")


def usual_addresses(path: str) -> tuple[str, str] | None:
    """Return where MkDocs mostly writes a plainly named page, and its address.

    To ask MkDocs for all pages takes a tenth of a build of which one text changed.
    """
    if not _PLAIN.fullmatch(path):
        return None
    plain = path.removesuffix(".md")
    return None if plain.endswith(_OF_FOLDERS) else (f"{plain}/index.html", f"{plain}/")


def has_usual_addresses(files: Files) -> bool:
    """Whether all plainly named pages have the addresses that `usual_addresses` tells."""
    return all(usual_addresses(file.src_uri) in (None, (file.dest_uri, file.url)) for file in files)


class Links:
    """The site's files by source path, and by destination where the user's own page wins."""

    def __init__(self, files: Files) -> None:
        self._files = files
        # By plain text: MkDocs' own look-up takes a path apart each time.
        self._by_path = dict(files.src_uris)
        self._by_address = {
            page_address(file.src_uri): file for file in files.documentation_pages()
        }
        self._urls: dict[tuple[str, int], str] = {}

    def find(self, path: str) -> File | None:
        """Return the file of a source path, or the one that takes its destination."""
        found = self._by_path.get(path)
        if found is None and _is_page(path):
            found = self._by_address.get(page_address(path))
        return found

    def is_last_at_its_address(self, file: File) -> bool:
        """Whether no page comes after a page that MkDocs writes to the same place."""
        return self._by_address.get(page_address(file.src_uri)) is file

    def add_new(self, file: File) -> bool:
        """Take a generated file up, unless the user has one with the same destination, which wins.

        Returns whether it was taken up.
        """
        if self.find(file.src_uri):
            return False
        self.add(file)
        return True

    def add(self, file: File) -> None:
        """Take a generated file up."""
        self._files.append(file)
        self._urls.clear()  # What led nowhere may lead here.
        self._by_path[file.src_uri] = file
        if _is_page(file.src_uri):
            self._by_address[page_address(file.src_uri)] = file

    def take_usual_addresses(self) -> None:
        """Give pages the addresses that MkDocs would, where nobody gave or asked for any yet."""
        for path, file in self._by_path.items():
            told, found = vars(file), usual_addresses(path)
            if found and "dest_uri" not in told and "url" not in told:
                told["dest_uri"], told["url"] = found

    def whole(self) -> str:
        """Return where every path leads, and whether it may be linked to, as one text."""
        return "\n".join(
            f"{path}\t{file.url}\t{file.inclusion.value}" for path, file in self._by_path.items()
        )

    def url(self, path: str, origin: File) -> str:
        """Return the link from one file's page to another's, "" where there is no such page.

        It goes up to the site's root and down again, which is right from every page.
        """
        depth = origin.url.removeprefix("./").count("/")
        found = self._urls.get((path, depth))
        if found is None:
            file = self.find(path)
            target = f"{'../' * depth}{file.url.removeprefix('./')}" or "./" if file else ""
            found = self._urls[path, depth] = target
        return found


def page_url(path: str, config: MkDocsConfig) -> str:
    """Return the address below the site's own of the page that a file of the journal becomes."""
    url = File(path, config.docs_dir, config.site_dir, config.use_directory_urls).url
    return url.removeprefix("./")


def _is_page(path: str) -> bool:
    return path.lower().endswith(PAGE_SUFFIXES)
