"""The checklist that a new entry begins with: what the playbook brings along, written down."""

from __future__ import annotations

import datetime as dt

from afterword.model.due import Anchor, DueRule, Offset
from afterword.model.entry import Entry, Item
from afterword.model.journal import Journal
from afterword.model.settings import Settings
from afterword.playbook.aims import written_aims
from afterword.playbook.due import anchors_of
from afterword.playbook.implied import with_implied


def checklist_of(
    entry: Entry, journal: Journal, today: dt.date, settings: Settings
) -> tuple[Item, ...]:
    """Return an entry's checklist with everything behind it that the playbook expects of it.

    `journal` holds the entry. Each line has its due rule, so that it still holds when the event is
    moved or an answer promised. What concerns other opportunities is left out: it comes and goes
    with them.
    """
    day = max(today, entry.date)
    written = {each.id: written_aims(each, journal)[0] for each in journal.entries}
    aims = with_implied(written, journal, day, settings.playbook)[entry.id]
    lines = [
        Item(aim.verb, aim.object, due=_own(aim.rule.due, entry))
        for aim in aims
        if aim.item is None and aim.rule is not None and aim.other is None and aim.previous is None
    ]
    return (*entry.checklist, *lines)


_ADDED_LATER = frozenset({Anchor.HEAR_BACK_BY, Anchor.APPLY_BY})
"""Days that are often learnt after an entry was written, and then come first."""


def _own(rule: DueRule, entry: Entry) -> DueRule | None:
    """Return what a rule comes to in an entry: what is given, or may be added before it.

    `None` where nothing to count from is known; the playbook's own rule then still holds.
    """
    known = anchors_of(entry)
    kept: list[Offset | dt.date] = []
    for part in rule.alternatives:
        given = isinstance(part, dt.date) or part.anchor in known
        if given or (isinstance(part, Offset) and part.anchor in _ADDED_LATER):
            kept.append(part)
        if given:
            return DueRule(tuple(kept))
    return None
