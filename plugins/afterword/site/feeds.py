"""What the site offers to other programs: the journal as JSON, a calendar, a table."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.exchange.data import document, to_json
from afterword.exchange.table import BOM, activity_table, to_csv
from afterword.pages import addresses
from afterword.playbook.public import public
from afterword.playbook.snapshot import Snapshot
from afterword.views.activities import activities


def feeds(snapshot: Snapshot) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the bytes of each, without anything that is private.

    As bytes: as text its line ends would be doubled on Windows.
    """
    from afterword.exchange.calendar import calendar  # Its library is slow to load.

    shown = public(snapshot)
    data = to_json(document(shown, with_private=False), indented=False)
    yield addresses.DATA, data.encode()
    yield addresses.CALENDAR, calendar(shown)
    yield addresses.RECORD_TABLE, (BOM + to_csv(activity_table(activities(shown)))).encode()
