"""What one file of the journal says: an entry, the people in it and its checklist."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TypeAlias

from afterword.model.due import DueRule
from afterword.model.frozen import frozen
from afterword.model.problem import START, Place
from afterword.model.text import paragraphs


class Kind(StrEnum):
    """What an entry is about."""

    APPLICATION = "application"
    INTERVIEW = "interview"
    CONVERSATION = "conversation"
    OFFER = "offer"
    UPDATE = "update"


class Stage(StrEnum):
    """How far an opportunity has come; the order of definition is the order of the search."""

    LEAD = "lead"
    APPLIED = "applied"
    SCREENING = "screening"
    INTERVIEWING = "interviewing"
    OFFER = "offer"
    ACCEPTED = "accepted"

    @property
    def rank(self) -> int:
        """Position in the order of the search, 0 for a lead."""
        return _STAGE_RANK[self]


_STAGE_RANK = {stage: rank for rank, stage in enumerate(Stage)}


class Outcome(StrEnum):
    """How an event or an opportunity ended or paused."""

    ADVANCED = "advanced"
    """The interview led to the next step."""
    CANCELLED = "cancelled"
    """The event did not take place."""
    NO_SHOW = "no-show"
    """Somebody did not turn up."""
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    """You withdrew."""
    DECLINED = "declined"
    """You turned the offer down."""
    CLOSED = "closed"
    """The position went away."""
    GHOSTED = "ghosted"
    """They never answered; only ever written by you."""
    ON_HOLD = "on-hold"
    """Postponed; `resumes:` says until when."""
    REOPENED = "reopened"
    ACCEPTED = "accepted"
    RESCINDED = "rescinded"
    """They took their offer back."""


EVENT_OUTCOMES = frozenset({Outcome.ADVANCED, Outcome.CANCELLED, Outcome.NO_SHOW})
"""What says something of the event only; every other outcome is the opportunity's too."""

ENDINGS = frozenset(
    {
        Outcome.REJECTED,
        Outcome.WITHDRAWN,
        Outcome.DECLINED,
        Outcome.CLOSED,
        Outcome.GHOSTED,
        Outcome.ACCEPTED,
        Outcome.RESCINDED,
    }
)
"""The outcomes after which nothing more is expected of an opportunity."""

_BREAK = re.compile(r"\r\n|\r|\n")

IMPORT_KEY = "x-import"
"""The key that says from which row of which program an entry came, and on which day.

Written `table/0123456789ab 2026-11-18`; the day is that of the import, not of the event.
"""

Data: TypeAlias = "str | tuple[Data, ...] | Mapping[str, Data]"
"""A value of the user's own, as written: texts, lists and mappings."""


EMPTY: Mapping[str, Data] = MappingProxyType({})
"""The mapping of whoever gives none: one for all, since there are thousands."""


def _empty() -> Mapping[str, Data]:
    return EMPTY


@frozen
class Mention:
    """A person as one entry names them; `name` is never empty, the rest where not given."""

    name: str
    email: str = ""
    title: str = ""
    phone: str = ""
    linkedin: str = ""
    company: str = ""
    notes: str = ""
    place: Place = START


Done: TypeAlias = dt.date | bool | None
"""A date, `True` where done without a date, `None` where not done."""


@frozen
class Item:
    """One line of a checklist, as written.

    `verb` in its canonical spelling (`follow_up`), `object` what stands behind it. `snoozed` moves
    the due date to that day; `due` keeps the old one.
    """

    verb: str
    object: str
    due: DueRule | None = None
    done: Done = None
    skipped: str = ""
    snoozed: dt.date | None = None
    snoozed_because: str = ""
    note: str = ""
    drafted: Done = None
    proofread_by: str = ""
    via: str = ""
    accepted: Done = None
    extra: Mapping[str, Data] = field(default_factory=_empty)
    place: Place = START


@frozen
class Draft:
    """The text of a thank-you note as it stands in a file.

    `to` is whom its heading, or the checklist line that names the file, says it is for. `text` is
    Markdown and begins on line `line` of the file `path`.
    """

    to: str
    text: str
    path: str
    line: int
    place: Place = START
    """Where the entry says that there is a draft: the heading's place, or the checklist line's."""
    sure: bool = True
    """Whether the heading is the one for drafts; one that is nearly so may be any other."""


@frozen
class Entry:
    """One dated thing that happened, or is going to.

    All dates and times are in the journal's time zone. Texts are empty and dates `None` where the
    file does not say. `path` is relative to the journal's folder. `body` is the Markdown below the
    front matter, which starts on line `body_line`.
    """

    id: str
    path: str
    kind: Kind
    date: dt.date
    time: dt.time | None = None
    title: str = ""
    company: str = ""
    role: str = ""
    opportunity: str = ""
    contact: tuple[Mention, ...] = ()
    agency: str = ""
    people: tuple[Mention, ...] = ()
    url: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    checklist: tuple[Item, ...] = ()
    outcome: Outcome | None = None
    stage: Stage | None = None
    hear_back_by: dt.date | None = None
    resumes: dt.date | None = None
    private: bool = False
    private_fields: frozenset[str] = frozenset()
    round: str = ""
    format: str = ""
    interviewers: tuple[Mention, ...] = ()
    duration: str = ""
    apply_by: dt.date | None = None
    resume: str = ""
    pay: Data = ""
    deadline: dt.date | None = None
    terms: Mapping[str, Data] = field(default_factory=_empty)
    extra: Mapping[str, Data] = field(default_factory=_empty)
    body: str = ""
    body_line: int = 1
    drafts: tuple[Draft, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def order(self) -> tuple[dt.date, dt.time, str]:
        """The position in the journal: by date, then time, then file name.

        In a day, what has no time comes first, but an update last: it tells of what came before.
        """
        untimed = dt.time.max if self.kind is Kind.UPDATE else dt.time.min
        return (self.date, self.time or untimed, self.path.rsplit("/", 1)[-1])

    @property
    def met(self) -> tuple[Mention, ...]:
        """The people spoken to.

        An interview's interviewers and the people it names besides; a conversation's people, or
        its contact where it names nobody else; nobody in the other kinds, nor for take-home work.
        """
        if self.kind is Kind.INTERVIEW:
            return () if self.is_take_home else self.interviewers + self.people
        if self.kind is Kind.CONVERSATION:
            return self.interviewers + self.people or self.contact
        return ()

    @property
    def imported_on(self) -> dt.date | None:
        """The day on which the entry came in from another program; `None`: it was written here."""
        mark = self.extra.get(IMPORT_KEY)
        if not isinstance(mark, str):
            return None
        try:
            return dt.date.fromisoformat(mark.rpartition(" ")[2])
        except ValueError:
            return None

    def came_after(self, day: dt.date) -> bool:
        """Whether the journal was told of the entry by an import after that day."""
        told = self.imported_on
        return told is not None and told > day

    @property
    def own_text(self) -> str:
        """The entry's text without the drafts of notes that stand in it."""
        if not any(draft.path == self.path for draft in self.drafts):
            return self.body
        lines = _BREAK.split(self.body)
        for draft in self.drafts:
            if draft.path == self.path:
                first = draft.place.line - self.body_line  # The heading's.
                last = draft.line - self.body_line + draft.text.count("\n")
                lines[first : last + 1] = [""] * (last - first + 1)
        return "\n".join(lines)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Everyone named in the front matter."""
        return self.interviewers + self.people + self.contact

    @property
    def is_take_home(self) -> bool:
        """Whether an interview is work to be handed in, at which nobody is met."""
        if self.kind is not Kind.INTERVIEW:
            return False
        return self.deadline is not None or self.format.casefold().startswith("take-home")

    @property
    def only_changes(self) -> bool:
        """Whether an update says how the position changed, and is no answer to anything."""
        answers = self.outcome or self.hear_back_by or self.resumes or self.stage
        changes = self.extra or (self.opportunity and self.role)
        return self.kind is Kind.UPDATE and bool(changes) and not answers

    @property
    def applied_on(self) -> dt.date | None:
        """The day on which a saved posting was applied for, as its checklist says."""
        if self.kind is not Kind.APPLICATION or self.stage is not Stage.LEAD:
            return None
        done = next((item.done for item in self.checklist if item.verb == "apply"), None)
        return done if isinstance(done, dt.date) else self.date if done else None

    def took_place(self, today: dt.date) -> bool:
        """Whether the entry's date has come and the event was neither cancelled nor missed."""
        return self.date <= today and self.outcome not in (Outcome.CANCELLED, Outcome.NO_SHOW)

    def is_ahead(self, today: dt.date) -> bool:
        """Whether the entry is of something still to come, and not called off.

        On its own day that is an interview or a conversation of which nothing is written yet; what
        else is written down on its day has happened.
        """
        if self.outcome is not None or self.date < today:
            return False
        met = self.kind in (Kind.INTERVIEW, Kind.CONVERSATION)
        written = next(paragraphs(self.own_text), None) is not None
        return self.date > today or (met and not written)

    def place_of(self, key: str) -> Place:
        """Return where `key` stands in the file, or the file's start where it does not."""
        return self.places.get(key, START)


@frozen
class Broken:
    """An entry that cannot be read at all: it is in no view but Problems, and keeps its page.

    `body` is its text without whatever looks like front matter.
    """

    id: str
    path: str
    kind: Kind
    body: str = ""
    body_line: int = 1


def without_places(entry: Entry) -> Entry:
    """Return what an entry says, without where in its file: id, places and drafts are left out.

    Two texts say the same where these are equal.
    """
    return replace(
        entry,
        id="",
        checklist=tuple(replace(item, place=START) for item in entry.checklist),
        interviewers=_placeless(entry.interviewers),
        people=_placeless(entry.people),
        contact=_placeless(entry.contact),
        drafts=(),
        body_line=0,
        places={},
    )


def _placeless(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    return tuple(replace(mention, place=START) for mention in mentions)
