"""What a build that worked the whole journal out tells the next one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from afterword.pages import addresses
from afterword.site.feeds import Feed
from afterword.site.pages import JournalPage
from afterword.site.record import VIEW, Record, facts

if TYPE_CHECKING:
    from mkdocs.structure.files import File, Files

    from afterword.site.keeping import Keeping
    from afterword.site.whole import Whole
    from afterword.source.files import Scan


def write_feeds(feeds: Iterable[Feed], whole: Whole, keeping: Keeping | None) -> None:
    """Write the files for other programs."""
    for feed in feeds:
        feed.write()
        if keeping:
            keeping.told[feed.dest_uri] = whole.all_files()


def tell_of_navigation(files: Files, whole: Whole, keeping: Keeping) -> None:
    """Say of the views in the navigation what they were made of."""
    for file in _views_in_navigation(files, keeping):
        keeping.told[file.dest_uri] = whole.all_files()


def record(
    found: Scan,
    today: dt.date,
    whole: Whole,
    keeping: Keeping,
    blocks: Mapping[str, Sequence[str]],
) -> Record:
    """Return what there is to tell, once all is written."""
    loaded = whole.loaded
    return Record(
        facts=facts(found, today),
        files={path: (state, loaded.gists[path].hex()) for path, state in whole.states.items()},
        planned={
            path: (kind, keeping.drawn_from.get(path, "")) for path, kind in keeping.kinds.items()
        },
        navigation={
            file.src_uri: (file.page.sheet.title, sorted(file.page.present_anchor_ids or ()))
            for file in _views_in_navigation(whole.files, keeping)
            if isinstance(file.page, JournalPage)
        },
        outputs=dict(keeping.told),
        left_out=sorted(found.pages.keys() - loaded.publishable),
        problems=[(problem.is_error, str(problem)) for problem in whole.problems],
        quoted=whole.quoted(),
        blocks=blocks,
    )


def _views_in_navigation(files: Files, keeping: Keeping) -> list[File]:
    found = (files.get_file_from_path(path) for path in addresses.NAVIGATION)
    return [file for file in found if file and keeping.kinds.get(file.src_uri) == VIEW]
