"""The settings of a journal, with their defaults and what each means."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from afterword.model.due import Interval
from afterword.model.entry import Kind, Stage
from afterword.model.frozen import frozen
from afterword.model.rules import RULES, Rule

FOLDERS: Mapping[str, Kind] = MappingProxyType(
    {
        "applications": Kind.APPLICATION,
        "interviews": Kind.INTERVIEW,
        "conversations": Kind.CONVERSATION,
        "offers": Kind.OFFER,
        "updates": Kind.UPDATE,
    }
)
"""Which folders hold entries, and the kind that each gives."""

SILENCE: Mapping[Stage, int] = MappingProxyType(
    {Stage.APPLIED: 21, Stage.SCREENING: 18, Stage.INTERVIEWING: 12, Stage.OFFER: 5}
)
"""Calendar days of silence by stage before an opportunity is marked as quiet (strelov1/freehire;
only the first figure is well measured)."""


MONTHLY = Interval(1)
EVERY_FOUR_MONTHS = Interval(4)

FORMAT = 1
"""The newest form of entries that is known; it grows when what older versions wrote is written
otherwise (the changes stand in `source/format.py`)."""

DIALECTS = ("en-US", "en-GB", "en-AU", "en-CA", "en-IN")
"""The kinds of English that drafts can be proofread in; the first is the default."""


@frozen
class Settings:
    """What `mkdocs.yml` says under the `afterword` plugin; each attribute is one setting."""

    format: int = FORMAT
    """The form of the journal's entries, so that an older program stops before it misreads them."""
    timezone: str = ""
    """IANA name of the journal's time zone; empty: the machine's."""
    holidays: str = ""
    """Country (`US`), or country and subdivision (`DE-BY`), whose public holidays are no business
    days; empty: none."""
    today: dt.date | None = None
    """A fixed day to look from, for samples and tests; `None`: the clock's."""
    playbook: Mapping[str, Rule] = field(default_factory=lambda: RULES)
    """Every rule of the playbook, with the journal's changes made."""
    live: int = 3
    """`momentum: live`: the number of live opportunities to keep up (one coach's figure)."""
    quiet_days: int = 7
    """`momentum: quiet_days`: calendar days without any new entry before the search counts as
    quiet."""
    silence: Mapping[Stage, int] = field(default_factory=lambda: SILENCE)
    """Calendar days without a sign, by stage, before an opportunity is marked as quiet."""
    keep_in_touch_live: Interval = MONTHLY
    """`keep_in_touch: live`: how often to be in touch with someone while a matter with them is
    live (career-horizons.com: monthly)."""
    keep_in_touch_after: Interval = EVERY_FOUR_MONTHS
    """`keep_in_touch: after`: how often afterwards (selfgrowth.com: every 3 to 6 months)."""
    linkedin_note: int = 200
    """Characters that LinkedIn takes as the note of an invitation: 200, with Premium 300
    (linkedhelper.com, lettercounter.org)."""
    dialect: str = ""
    """The English that drafts are proofread in (`en-GB`); empty: that of the holidays' country,
    else American."""
    folders: Mapping[str, Kind] = field(default_factory=lambda: FOLDERS)
    """Folder names that hold entries, with the kind each gives."""
    keys: frozenset[str] = frozenset()
    """Front-matter keys of the user's own, besides those that start with `x-`."""
    verbs: frozenset[str] = frozenset()
    """Checklist verbs of the user's own."""
    ticking: bool = True
    """Whether tasks can be ticked on the served site."""
    share: bool = False
    """Whether the site is a shared copy, with names, addresses, notes and pay left out."""
    publish: bool = False
    """Whether `mkdocs gh-deploy` may put the journal on the web."""
