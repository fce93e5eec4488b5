"""Everyone who was met: where, what is owed to them, and when to be in touch next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum

from afterword.model.due import Interval
from afterword.model.entry import Entry, Kind
from afterword.model.frozen import frozen
from afterword.model.names import fold
from afterword.model.opportunity import Opportunity
from afterword.model.person import Person
from afterword.model.task import State, Task
from afterword.model.text import quotes
from afterword.playbook.due import say_day
from afterword.playbook.snapshot import Snapshot
from afterword.views.records import event_name


class Invitation(StrEnum):
    """How far the invitation to connect has come."""

    TO_DO = "to do"
    SENT = "sent"
    ACCEPTED = "accepted"
    NOT_WANTED = "not wanted"
    MISSED = "not sent"
    NONE = "none"
    """Nothing is asked for: the person was never met, or the playbook's rule is off."""


@frozen
class Meeting:
    """One entry that names a person; `part` is what they were in it.

    `thanks` is the thank-you owed for it, if any.
    """

    entry: Entry
    person: Person
    name: str
    part: str
    thanks: Task | None

    @property
    def said(self) -> tuple[str, ...]:
        """What the entry says of the person; read when asked, since few pages show it."""
        return quotes(self.entry.own_text, self.names, alone=self.is_alone)

    @property
    def names(self) -> frozenset[str]:
        """The first and last names that a sentence about the person holds."""
        whole = [name.split() for name in (self.person.name, *self.person.spellings)]
        return frozenset(part for parts in whole for part in (*parts[:1], *parts[-1:]))

    @property
    def is_alone(self) -> bool:
        """Whether all that the entry says is of this person: there was nobody else."""
        return len(self.entry.met) <= 1 or self.entry.kind is Kind.CONVERSATION


@frozen
class PersonRow:
    """One person as they stand on the snapshot's day.

    `meetings` come with the latest first. `last_touch` is the last day, up to today, on which
    anything passed; `next_touch` when to be in touch again, for the reason `next_reason`; `late`
    whether that day has come. `namesakes` are other people of the same name.
    """

    person: Person
    meetings: tuple[Meeting, ...]
    opportunities: tuple[Opportunity, ...]
    tasks: tuple[Task, ...]
    invitation: Invitation
    invitation_task: Task | None
    last_touch: dt.date | None
    next_touch: dt.date | None
    next_reason: str
    late: bool
    live: bool
    met: bool
    namesakes: tuple[Person, ...]

    @property
    def has_page(self) -> bool:
        """Whether there is more to say of them than that an entry names them.

        They were met or are to be, one writes to them, or the user wrote a page about them.
        """
        known = self.met or self.person.page is not None
        return known or any(meeting.part for meeting in self.meetings)

    @property
    def open(self) -> tuple[Task, ...]:
        """What is still to be done for them, the most urgent first."""
        return tuple(sorted((t for t in self.tasks if t.is_open), key=lambda task: task.urgency))

    @property
    def settled(self) -> tuple[Task, ...]:
        """What is done, skipped, or not needed any more."""
        return tuple(task for task in self.tasks if not task.is_open)

    @property
    def thanks(self) -> tuple[Task, ...]:
        """Every thank-you, in the order of the entries."""
        return tuple(task for task in self.tasks if task.verb == "thank")


def people(snapshot: Snapshot) -> tuple[PersonRow, ...]:
    """Return everyone, in the order of when to be in touch; without such a day, by name."""
    journal = snapshot.journal
    tasks: dict[str, list[Task]] = {}
    for task in snapshot.tasks:
        if task.person:
            tasks.setdefault(task.person, []).append(task)
    named: dict[str, list[Person]] = {}
    for person in journal.people.by_id.values():
        named.setdefault(fold(person.name), []).append(person)
    rows = [
        _row(person, snapshot, tasks.get(person.id, ()), named[fold(person.name)])
        for person in journal.people.by_id.values()
    ]
    if not journal.shared:  # There they are in the order of their numbers already.
        rows.sort(key=lambda row: (fold(row.person.name), row.person.id))
    rows.sort(key=lambda row: row.next_touch or dt.date.max)
    return tuple(rows)


def to_be_in_touch(rows: Iterable[PersonRow]) -> tuple[PersonRow, ...]:
    """Return those with whom one should be in touch by now and to whom nothing else is owed."""
    return tuple(row for row in rows if row.late and not row.open)


def _row(
    person: Person,
    snapshot: Snapshot,
    tasks: Sequence[Task],
    namesakes: Sequence[Person],
) -> PersonRow:
    journal, today = snapshot.journal, snapshot.today
    entries = [journal.by_id[identity] for identity in person.entries if identity in journal.by_id]
    found = (journal.opportunity(entry) for entry in entries)
    opportunities = {each.id: each for each in found if each}
    live = any(snapshot.standings[identity].live for identity in opportunities)
    touches = [entry.date for entry in entries if entry.took_place(today)]
    touches += [task.done_on for task in tasks if task.done_on and task.done_on <= today]
    last = max(touches, default=None)
    met = any(_met(person, entry, snapshot) and entry.took_place(today) for entry in entries)
    interval, reason = _interval(person, snapshot, live=live)
    following = interval.after(last) if last and met else None
    state, asked = _invitation(tasks)
    if last and following:
        reason = f"{reason}, and the last touch was on {say_day(last, today)}"
    return PersonRow(
        person=person,
        meetings=tuple(_meeting(person, entry, snapshot, tasks) for entry in reversed(entries)),
        opportunities=tuple(opportunities.values()),
        tasks=tuple(tasks),
        invitation=state,
        invitation_task=asked,
        last_touch=last,
        next_touch=following,
        next_reason=reason if met else "",
        late=following is not None and following <= today,
        live=live,
        met=met,
        namesakes=tuple(each for each in namesakes if each.id != person.id),
    )


def _interval(person: Person, snapshot: Snapshot, *, live: bool) -> tuple[Interval, str]:
    """Return how often to be in touch with someone, and why."""
    settings = snapshot.settings
    if person.keep_in_touch is not None:
        return person.keep_in_touch, f"{person.keep_in_touch}, as their page says"
    if live:
        return settings.keep_in_touch_live, f"{settings.keep_in_touch_live} while a matter is live"
    return settings.keep_in_touch_after, f"{settings.keep_in_touch_after} to keep in touch"


def _met(person: Person, entry: Entry, snapshot: Snapshot) -> bool:
    of_mention = snapshot.journal.people.of_mention
    return any(of_mention.get((entry.id, mention)) == person.id for mention in entry.met)


def _meeting(person: Person, entry: Entry, snapshot: Snapshot, tasks: Iterable[Task]) -> Meeting:
    of_mention = snapshot.journal.people.of_mention
    parts = (
        ("interviewer", entry.interviewers),
        ("contact", entry.contact),
        ("", entry.people),
    )
    part = next(
        (
            named
            for named, mentions in parts
            if any(of_mention.get((entry.id, mention)) == person.id for mention in mentions)
        ),
        "",
    )
    thanks = (task for task in tasks if task.verb == "thank" and task.entry == entry.id)
    return Meeting(entry, person, event_name(entry), part, next(thanks, None))


def _invitation(tasks: Iterable[Task]) -> tuple[Invitation, Task | None]:
    """Return the state of the invitation, and the task it is taken from: the furthest counts."""
    rank = list(Invitation)
    found = [(_state(task), task) for task in tasks if task.verb == "connect"]
    order = [Invitation.ACCEPTED, Invitation.SENT, Invitation.NOT_WANTED, Invitation.TO_DO]
    order += [state for state in rank if state not in order]
    return min(found, key=lambda each: order.index(each[0]), default=(Invitation.NONE, None))


def _state(task: Task) -> Invitation:
    if task.accepted:
        return Invitation.ACCEPTED
    return {
        State.DONE: Invitation.SENT,
        State.SKIPPED: Invitation.NOT_WANTED,
        State.MISSED: Invitation.MISSED,
        State.MOOT: Invitation.NONE,
    }.get(task.state, Invitation.TO_DO)
