"""What was done to find work, one row for each activity: the work-search record."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from afterword.model.entry import Entry, Kind, Mention, Outcome, Stage
from afterword.model.frozen import frozen
from afterword.model.opportunity import Opportunity
from afterword.model.person import Person
from afterword.model.task import State, Task
from afterword.playbook.aims import HAND_IN
from afterword.playbook.snapshot import Snapshot
from afterword.views.records import event_name

_OWN_ACTS = {
    Outcome.WITHDRAWN: "Withdrew",
    Outcome.DECLINED: "Declined the offer",
    Outcome.ACCEPTED: "Accepted the offer",
}
"""Outcomes that are one's own doing; what the other side says is a result, no activity."""
_COUNTED = {
    Kind.APPLICATION.value: ("application", "applications"),
    Kind.INTERVIEW.value: ("interview", "interviews"),
    Kind.CONVERSATION.value: ("conversation", "conversations"),
    Kind.OFFER.value: ("offer", "offers"),
    "follow_up": ("follow-up", "follow-ups"),
    "thank": ("thank-you", "thank-yous"),
    "connect": ("invitation", "invitations"),
}
"""What the total of a week names, in this order; everything else is counted as `other`."""
_OTHER = ("other", "others")
_TASKS = {
    "thank": "Thank-you sent",
    "connect": "Invitation to connect sent",
    "follow_up": "Follow-up sent",
}


@frozen
class Activity:
    """One thing that was done, on a day in the journal's time zone.

    `name` says what, in a word or two; `kind` the sort it is counted as. `person` is whom it was
    with and `reached_at` their e-mail address, phone number or profile; `how` is the way it was
    done (video, by e-mail, through which site) and `url` the address. `result` is what came of it,
    as far as the journal says on the snapshot's day.
    """

    date: dt.date
    name: str
    kind: str
    company: str
    role: str
    person: str
    reached_at: str
    how: str
    url: str
    result: str


class Week(NamedTuple):
    """The activities of seven days, the first of which is `begin`."""

    begin: dt.date
    activities: tuple[Activity, ...]

    @property
    def end(self) -> dt.date:
        """The last day of the week."""
        return self.begin + dt.timedelta(days=min(6, (dt.date.max - self.begin).days))


def activities(
    snapshot: Snapshot, since: dt.date | None = None, until: dt.date | None = None
) -> tuple[Activity, ...]:
    """Return what was done up to the snapshot's day, by day; both ends count.

    Only what took place: no saved posting, no event that was cancelled or missed, no task that is
    open. A task that is done without a day has no place in it.
    """
    last = min(until or snapshot.today, snapshot.today)
    first = since or dt.date.min
    found = [*_entries(snapshot), *_tasks(snapshot)]
    found = [each for each in found if first <= each.date <= last]
    return tuple(sorted(found, key=lambda each: each.date))


def by_week(found: Iterable[Activity], *, from_sunday: bool) -> tuple[Week, ...]:
    """Return the weeks in which anything was done, from Monday to Sunday or Sunday to Saturday."""
    weeks: dict[dt.date, list[Activity]] = {}
    for each in found:
        past = (each.date.weekday() + from_sunday) % 7
        begin = each.date - dt.timedelta(days=min(past, (each.date - dt.date.min).days))
        weeks.setdefault(begin, []).append(each)
    return tuple(Week(begin, tuple(rows)) for begin, rows in sorted(weeks.items()))


def total(activities: Sequence[Activity]) -> str:
    """Return how many there were, and of which kinds."""
    counts = Counter(_COUNTED.get(each.kind, _OTHER) for each in activities)
    kinds = (*_COUNTED.values(), _OTHER)
    parts = [f"{counts[names]} {names[counts[names] > 1]}" for names in kinds if counts[names]]
    number = len(activities)
    return f"{number} {'activity' if number == 1 else 'activities'} ({', '.join(parts)})"


def _entries(snapshot: Snapshot) -> Iterator[Activity]:
    for entry in snapshot.journal.entries:
        if not entry.took_place(snapshot.today):
            continue
        name, day = _act(entry), entry.date
        if entry.kind is Kind.APPLICATION and entry.stage is Stage.LEAD:
            # A saved posting is an activity only once it was applied for, on that day.
            if entry.applied_on is None or entry.applied_on > snapshot.today:
                continue
            day = entry.applied_on
        if not name:
            continue
        opportunity = snapshot.journal.opportunity(entry)
        who = _people(entry, entry.met or entry.contact, snapshot)
        yield Activity(
            date=day,
            name=name,
            kind=entry.kind.value,
            company=entry.company,
            role=entry.role or (opportunity.role if opportunity else ""),
            person=", ".join(person.name for person in who),
            reached_at=", ".join(dict.fromkeys(filter(None, map(_address, who)))),
            how=", ".join(part for part in (entry.format, entry.source, entry.agency) if part),
            url=entry.url,
            result=_result(entry, opportunity, snapshot),
        )


def _act(entry: Entry) -> str:
    """Return what an entry says was done, "" where it tells only what came of something."""
    name = event_name(entry)
    if entry.kind is Kind.APPLICATION:
        return "Applied"
    if entry.kind is Kind.OFFER:
        return "Received an offer"
    if entry.kind is Kind.UPDATE:
        return _OWN_ACTS.get(entry.outcome, "") if entry.outcome else ""
    if entry.is_take_home:
        return "Received take-home work"
    if entry.kind is Kind.INTERVIEW:
        return "Interviewed" if name == "Interview" else f"Interviewed: {name}"
    return f"Conversation: {entry.title}" if entry.title else "Conversation"


def _tasks(snapshot: Snapshot) -> Iterator[Activity]:
    for task in snapshot.tasks:
        name = _TASKS.get(task.verb, "")
        if task.verb == "task" and task.object == HAND_IN:
            name = "Handed in take-home work"
        done = task.state is State.DONE and task.done_on is not None
        if not name or not done or task.done_on is None or task.done_on > snapshot.today:
            continue
        people = snapshot.journal.people
        who = [people.by_id[task.person]] if task.person else _written_to(task, snapshot)
        opportunity = snapshot.journal.opportunities.get(task.opportunity)
        yield Activity(
            date=task.done_on,
            name=name,
            kind=task.verb,
            company=task.company,
            role=task.role,
            person=", ".join(person.name for person in who),
            reached_at=", ".join(dict.fromkeys(filter(None, map(_address, who)))),
            how=task.via,
            url="",
            result=_stands(opportunity, snapshot) if task.verb == "follow_up" else "",
        )


def _written_to(task: Task, snapshot: Snapshot) -> list[Person]:
    """Return whom a follow-up with a company went to: the contact, where there is one."""
    found = snapshot.journal.contact_of(snapshot.journal.by_id[task.entry])
    if task.verb != "follow_up" or found is None:
        return []
    return [snapshot.journal.people.of(*found)]


def _people(entry: Entry, mentions: Iterable[Mention], snapshot: Snapshot) -> list[Person]:
    found = (snapshot.journal.people.of(entry, mention) for mention in mentions)
    return list({person.id: person for person in found}.values())


def _address(person: Person) -> str:
    """Return how a person is reached, the likeliest first: e-mail, phone, profile."""
    return next(iter((*person.emails[-1:], *person.phones[-1:], person.linkedin)), "")


def _result(entry: Entry, opportunity: Opportunity | None, snapshot: Snapshot) -> str:
    if entry.outcome and entry.kind is not Kind.UPDATE:
        return entry.outcome.value
    return "" if entry.kind is Kind.UPDATE else _stands(opportunity, snapshot)


def _stands(opportunity: Opportunity | None, snapshot: Snapshot) -> str:
    """Return where an opportunity stands: how it ended and when, else its stage and since when."""
    if opportunity is None:
        return ""
    stands = snapshot.standings[opportunity.id]
    if stands.outcome:
        return f"{stands.outcome} {stands.outcome_on}" if stands.outcome_on else stands.outcome
    return f"{stands.stage} since {stands.stage_since}" if stands.stage_since else stands.stage
