"""Gives the journal's files their pages, and adds the views that stand for no file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from afterword.model.opportunity import OpportunityPage
from afterword.model.person import PersonPage
from afterword.pages import addresses
from afterword.pages.keys import Keys
from afterword.site.keeping import Keeping, paths_in
from afterword.site.kinds import AboutPage, EntryPage, RefusedPage, ViewPage
from afterword.site.places import out_of_navigation, view_file
from afterword.site.record import ABOUT, ENTRY, VIEW

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    from afterword.site.links import Links
    from afterword.site.pages import Build
    from afterword.site.whole import Whole

Make = Callable[[File, "MkDocsConfig", "Build"], "Page"]
_Planned = tuple[str, File, Callable[[], str] | None, str, Make]


def hand_out(config: MkDocsConfig, whole: Whole, build: Build, keeping: Keeping | None) -> None:
    """Give every file of the journal its page, or leave it as it was made before.

    Whether a page is as it was is asked when all files are there, and known where links lead.
    """
    keys = Keys(whole.renderer, whole.loaded.known, ready=whole.ready) if keeping else None
    if keeping and keys:
        keeping.make_ready = keys.make_ready
    named = frozenset((*addresses.NAVIGATION, *paths_in(config.nav or ())))
    for kind, file, drawn_from, state, make in list(_planned(config, whole, build.links, keys)):
        held = False
        if keeping:
            keeping.kinds[file.src_uri] = kind
            if drawn_from and file.src_uri not in named:
                held = keeping.hold(file, drawn_from, state, build.links, whole.files)
        if not held:
            make(file, config, build)


def ways_to_make(config: MkDocsConfig, whole: Whole, links: Links) -> dict[str, Make]:
    """Return how each page is made, by its source path, when all files are there."""
    planned = _planned(config, whole, links, None, again=True)
    return {file.src_uri: make for _, file, _, _, make in planned}


def _planned(
    config: MkDocsConfig, whole: Whole, links: Links, keys: Keys | None, *, again: bool = False
) -> Iterator[_Planned]:
    """Yield each page: its kind and file, what it is drawn from, its own text, how it is made.

    `again` is whether the views have their files already.
    """
    journal, renderer = whole.loaded.journal, whole.renderer
    states = whole.states
    for entry in journal.entries:
        if file := out_of_navigation(links, entry.path):
            key = partial(keys.of_entry, entry) if keys else str
            make: Make = partial(EntryPage, renderer=renderer, entry=entry)
            yield ENTRY, file, key, states.get(entry.path, ""), make
    for broken in journal.broken:
        if file := out_of_navigation(links, broken.path):
            make = partial(RefusedPage, renderer=renderer, refused=broken)
            yield ABOUT, file, whole.all_files, "", make
    pages: Sequence[OpportunityPage | PersonPage] = (
        *journal.opportunity_pages,
        *journal.person_pages,
    )
    for about in pages:
        if file := out_of_navigation(links, about.path):
            make = partial(AboutPage, renderer=renderer, about=about)
            yield ABOUT, file, whole.all_files, "", make
    for path, split in whole.loaded.refused.items():
        if file := links.find(path):
            make = partial(RefusedPage, renderer=renderer, refused=split)
            yield ABOUT, file, None, "", make
    for view in renderer.views():
        file = links.find(view.path)
        if file is None:
            file = view_file(config, view.path)
            links.add(file)
        elif not again or file.src_uri != view.path:
            continue  # The user has a page there.
        key = partial(keys.of_view, view) if keys else str
        make = partial(ViewPage, renderer=renderer, view=view)
        yield VIEW, file, key, "", make
