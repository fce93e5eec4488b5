"""What a build tells the next one: what its pages were made of, and what came of it besides."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from afterword.pages.digest import digest
from afterword.source.files import Scan
from afterword.source.store import package_state

ENTRY, ABOUT, VIEW = "entry", "about", "view"
"""The kinds of pages: of an entry, of a file with lasting facts, of no file."""
_PACKAGES = ("holidays", "harper")
"""What tells the days and reads the drafts."""
Quoted = Sequence[tuple[str, Sequence[str], bool]]
"""For each person whose page may quote an entry: its path, their names, whether they were alone."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a build was made of; `files` are the states and gists of its pages by path.

    `facts` stands for all that is neither in a page nor a setting. `planned` are the paths of the
    journal's pages in their order, each with its kind and what it was drawn from besides its own
    text, "" where that is not known. `navigation` has the titles and anchors of the views in the
    navigation, `outputs` what stands for written files where no row says it. `left_out` are the
    pages that were read but not published, `problems` what was said of the journal and whether it
    was an error, `quoted` the people who may be shown sentences of an entry, `blocks` what was
    drawn in place of blocks, by page. `has_usual_addresses` is whether MkDocs gave plainly named
    files the addresses that `site.links.usual_addresses` tells.
    """

    facts: str
    files: Mapping[str, tuple[str, str]]
    planned: Mapping[str, tuple[str, str]]
    navigation: Mapping[str, tuple[str, Sequence[str]]]
    outputs: Mapping[str, str]
    left_out: Sequence[str]
    problems: Sequence[tuple[bool, str]]
    quoted: Mapping[str, Quoted]
    blocks: Mapping[str, Sequence[str]]
    has_usual_addresses: bool

    def pack(self) -> bytes:
        """Return the record as bytes."""
        values = [getattr(self, each.name) for each in fields(self)]
        return json.dumps(values, separators=(",", ":")).encode()

    @classmethod
    def unpack(cls, value: bytes) -> Record:
        """Return what `pack` was given."""
        return cls(*json.loads(value))


def facts(found: Scan, today: dt.date) -> str:
    """Return what stands for all that a site shows but for its pages' texts, and settings."""
    others = sorted(found.others)
    unread = sorted(found.unread.items())
    told = (today.isoformat(), repr(others), repr(unread), repr(found.problems))
    return digest(*told, *map(package_state, _PACKAGES))
