"""Gives the journal's files their pages, and adds the views that stand for no file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

from afterword.pages import addresses
from afterword.pages.keys import Keys
from afterword.site.keeping import Keeping, paths_in
from afterword.site.pages import AboutPage, Build, EntryPage, RefusedPage, ViewPage

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from afterword.source.load import Loaded

_NOT_IN_NAV = InclusionLevel.NOT_IN_NAV
_Planned = tuple[File, Callable[[], str] | None, Callable[[File, "MkDocsConfig", Build], "Page"]]


def hand_out(
    config: MkDocsConfig,
    files: Files,
    loaded: Loaded,
    build: Build,
    keeping: Keeping | None,
    *,
    ready: bool,
) -> None:
    """Give every file of the journal its page, or leave it as it was made before.

    Whether a page is as it was is asked when all files are there, and known where links lead.
    `ready` is whether the proofs of drafts need not be waited for.
    """
    keys = Keys(build.renderer, loaded.known, ready=ready) if keeping else None
    if keeping and keys:
        keeping.make_ready = keys.make_ready
    named = frozenset((*addresses.NAVIGATION, *paths_in(config.nav or ())))
    for file, drawn_from, make in list(_planned(config, loaded, build, keys)):
        if keeping and drawn_from and file.src_uri not in named:
            held = keeping.hold(file, drawn_from, build.links, files)
        else:
            held = False
        if not held:
            make(file, config, build)


def _planned(
    config: MkDocsConfig, loaded: Loaded, build: Build, keys: Keys | None
) -> Iterator[_Planned]:
    """Yield each file with what its page is drawn from, if it may be kept, and how it is made."""
    journal = loaded.journal
    for entry in journal.entries:
        if file := _out_of_navigation(build, entry.path):
            key = partial(keys.of_entry, entry) if keys else None
            yield file, key, partial(EntryPage, entry=entry)
    for broken in journal.broken:
        if file := _out_of_navigation(build, broken.path):
            yield file, None, partial(RefusedPage, refused=broken)
    for about in journal.opportunity_pages:
        if file := _out_of_navigation(build, about.path):
            yield file, None, partial(AboutPage, about=about)
    for person in journal.person_pages:
        if file := _out_of_navigation(build, person.path):
            yield file, None, partial(AboutPage, about=person)
    for path, split in loaded.refused.items():
        if file := build.links.find(path):
            yield file, None, partial(RefusedPage, refused=split)
    for view in build.renderer.views():
        file = File.generated(config, view.path, content="", inclusion=_NOT_IN_NAV)
        if build.links.add_new(file):
            key = partial(keys.of_view, view) if keys else None
            yield file, key, partial(ViewPage, view=view)


def _out_of_navigation(build: Build, path: str) -> File | None:
    """Return an entry's file, kept out of the navigation.

    A thousand entries in it make MkDocs seven times slower.
    """
    file = build.links.find(path)
    if file and file.inclusion in (InclusionLevel.INCLUDED, InclusionLevel.UNDEFINED):
        file.inclusion = _NOT_IN_NAV
    return file
