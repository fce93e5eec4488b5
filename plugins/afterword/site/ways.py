"""The two ways to a site, and which of them a build takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from afterword.site.shortcut import Shortcut, short_way

if TYPE_CHECKING:
    import datetime as dt

    from afterword.model.settings import Settings
    from afterword.site.cache import Cache
    from afterword.site.keeping import Keeping
    from afterword.site.long_way import LongWay
    from afterword.site.whole import Whole
    from afterword.source.files import Scan

Way: TypeAlias = "Shortcut | LongWay"


def find_way(
    cache: Cache,
    keeping: Keeping | None,
    found: Scan,
    today: dt.date,
    settings: Settings,
    whole: Callable[[], Whole],
) -> Way:
    """Return the short way to the site where nothing but texts changed, else the long one."""
    store = cache.store
    if store and keeping and (record := cache.record(keeping)):
        way = short_way(record, found, today, settings, store, keeping, whole)
        if way:
            return way
    # Loaded here, since the short way needs nothing of it.
    from afterword.site.long_way import LongWay

    return LongWay(found, today, keeping, whole)
