"""What comes in from another program or another journal, before it is matched and written."""

from __future__ import annotations

from afterword.model.entry import Entry
from afterword.model.frozen import frozen
from afterword.model.person import PersonPage


@frozen
class Incoming:
    """One row of another program's file, or one file of another journal.

    `row` counts from 1 as a spreadsheet does, headers and blank rows included. It becomes the
    `entry`, the `person`'s page, or the very `text` of a file; an entry that has a text is written
    as that where it still says the same. `path` is where it must stand, empty where any free one
    will do. `dated` says whether the date is the row's own. `remarks` tell what was not understood
    and stays in the text; `refused` why nothing can become of it, empty where something can.
    """

    row: int
    entry: Entry | None = None
    person: PersonPage | None = None
    text: str | None = None
    path: str = ""
    dated: bool = True
    remarks: tuple[str, ...] = ()
    refused: str = ""
