"""The terms of one opportunity's offer as they stand, and how they came to be so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from afterword.model.entry import Data, Entry
from afterword.model.figures import Figure
from afterword.model.frozen import frozen
from afterword.model.opportunity import Opportunity
from afterword.model.terms import caption, figures_in, in_a_line
from afterword.playbook.due import say_day


@frozen
class Change:
    """One term that an entry said otherwise than those before it; `before` is empty if none did."""

    key: str
    before: Data
    after: Data
    entry: Entry

    @property
    def caption(self) -> str:
        """What changed, as it is shown."""
        return caption(self.key)

    def sentence(self, today: dt.date) -> str:
        """Return the change in a line: `Base 160,000 -> 168,000 on 18 Nov`."""
        step = f"{self.was} -> {self.now}" if self.before else f"{self.now} (added)"
        return f"{self.caption} {step} on {say_day(self.entry.date, today)}"

    @property
    def was(self) -> str:
        """What was said before, in a line."""
        return in_a_line(self.before)

    @property
    def now(self) -> str:
        """What is said since, in a line."""
        return in_a_line(self.after)


@frozen
class StandingTerms:
    """What all entries of an opportunity say of its terms, later ones prevailing key by key.

    `figures` are those of the terms that can be told; `changes` in the order in which they came.
    `private` is whether any entry keeps its terms out of search, feeds and copies.
    """

    terms: Mapping[str, Data]
    figures: Mapping[str, Figure]
    changes: tuple[Change, ...]
    private: bool


def standing_terms(opportunity: Opportunity, today: dt.date) -> StandingTerms:
    """Return the terms as they stand at the end of the day `today`.

    A key that an entry leaves out, or leaves empty, stays as it was.
    """
    terms: dict[str, Data] = {}
    figures: dict[str, Figure] = {}
    changes: list[Change] = []
    private = False
    for entry in opportunity.entries:
        said = {key: data for key, data in entry.terms.items() if data}
        if not said or not entry.took_place(today):
            continue
        private = private or entry.private or "terms" in entry.private_fields
        told = figures_in(entry.terms)
        for key, after in said.items() if terms else ():
            before = terms.get(key, "")
            same = key in told and told[key] == figures.get(key)
            if before != after and not same:
                changes.append(Change(key, before, after, entry))
        terms |= said
        figures = {key: figure for key, figure in figures.items() if key not in said} | told
    return StandingTerms(terms, figures, tuple(changes), private)
