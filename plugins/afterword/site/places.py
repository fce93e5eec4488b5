"""Where the journal's pages stand among MkDocs' files: out of its navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from afterword.site.links import Links

_NOT_IN_NAV = InclusionLevel.NOT_IN_NAV


def view_file(config: MkDocsConfig, path: str) -> File:
    """Return the file of a page that stands for no file."""
    return File.generated(config, path, content="", inclusion=_NOT_IN_NAV)


def out_of_navigation(links: Links, path: str) -> File | None:
    """Return an entry's file, kept out of the navigation.

    A thousand entries in it make MkDocs seven times slower.
    """
    file = links.find(path)
    if file and file.inclusion in (InclusionLevel.INCLUDED, InclusionLevel.UNDEFINED):
        file.inclusion = _NOT_IN_NAV
    return file
