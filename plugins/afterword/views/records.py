"""Entries as rows: their headings, their place in a timeline, and the archive by year."""

from __future__ import annotations

from collections.abc import Iterable

from afterword.model.entry import IMPORT_KEY, Broken, Data, Entry, Kind, Outcome, Stage
from afterword.model.frozen import frozen
from afterword.model.names import fold
from afterword.model.opportunity import Opportunity, Standing
from afterword.model.task import Task
from afterword.playbook.snapshot import Snapshot
from afterword.views.pipeline import Row, row_of
from afterword.views.terms import Change, standing_terms

_NAMES = {
    Kind.APPLICATION: "Application",
    Kind.INTERVIEW: "Interview",
    Kind.CONVERSATION: "Conversation",
    Kind.OFFER: "Offer",
    Kind.UPDATE: "Update",
}


def _outcome_name(outcome: Outcome) -> str:
    return outcome.value.replace("-", " ").capitalize()


def event_name(entry: Entry) -> str:
    """Return what happened, in a word or two: its title, an interview's round, else the kind."""
    if entry.title:
        return entry.title
    if entry.kind is Kind.INTERVIEW and entry.round:
        return entry.round
    if entry.kind is Kind.APPLICATION and entry.stage is Stage.LEAD:
        return "Saved posting"
    if entry.kind is Kind.CONVERSATION and entry.met:
        return "Conversation with " + ", ".join(mention.name for mention in entry.met)
    if entry.kind is Kind.UPDATE and entry.outcome:
        return _outcome_name(entry.outcome)
    if entry.kind is Kind.UPDATE and entry.terms and "terms" not in entry.private_fields:
        return "New terms"
    if entry.kind is Kind.UPDATE and entry.extra:
        return "Changed"
    return _NAMES[entry.kind]


def untold_outcome(entry: Entry) -> bool:
    """Whether an entry has an outcome that its name does not say already."""
    return entry.outcome is not None and _outcome_name(entry.outcome) != event_name(entry)


def heading(entry: Entry) -> str:
    """Return an entry's heading: what happened, and where."""
    name = event_name(entry)
    return f"{name}, {entry.company}" if entry.company and not entry.title else name


@frozen
class Event:
    """One entry on a timeline, with its tasks.

    `changes` are what an update says of the position, as captions and values; `terms` what it says
    otherwise of an offer than was said before; `moved` the entry of the day to which a cancelled
    interview was moved.
    """

    entry: Entry
    name: str
    tasks: tuple[Task, ...]
    upcoming: bool
    changes: tuple[tuple[str, Data], ...] = ()
    moved: Entry | None = None
    terms: tuple[Change, ...] = ()


@frozen
class Record:
    """One opportunity with everything about it.

    `steps` are the stages with the day each was first reached; `events` the timeline with the
    latest first; `open`, `settled` its tasks still to be done, and the others.
    """

    row: Row
    steps: tuple[tuple[Stage, str], ...]
    events: tuple[Event, ...]
    open: tuple[Task, ...]
    settled: tuple[Task, ...]

    @property
    def has_offer(self) -> bool:
        """Whether an offer was made."""
        return any(event.entry.kind is Kind.OFFER and not event.upcoming for event in self.events)

    @property
    def opportunity(self) -> Opportunity:
        """The opportunity itself."""
        return self.row.opportunity

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        return self.row.standing


def record(opportunity: Opportunity, snapshot: Snapshot) -> Record:
    """Return everything about one opportunity."""
    tasks = sorted(
        snapshot.tasks_of_opportunity.get(opportunity.id, ()), key=lambda task: task.urgency
    )
    stands = snapshot.standings[opportunity.id]
    changed = standing_terms(opportunity, snapshot.today).changes
    return Record(
        row=row_of(opportunity, snapshot),
        steps=tuple(
            (stage, stands.reached[stage].isoformat() if stage in stands.reached else "")
            for stage in Stage
        ),
        events=tuple(
            Event(
                entry,
                event_name(entry),
                snapshot.tasks_of_entry.get(entry.id, ()),
                entry.date > snapshot.today,
                changes_in(entry, opportunity),
                moved_to(entry, opportunity),
                tuple(change for change in changed if change.entry is entry),
            )
            for entry in reversed(opportunity.entries)
        ),
        open=tuple(task for task in tasks if task.is_open),
        settled=tuple(task for task in tasks if not task.is_open),
    )


def changes_in(entry: Entry, opportunity: Opportunity | None) -> tuple[tuple[str, Data], ...]:
    """Return what an update changes about the position: its role, and what it states besides.

    The role as it is from then on, where it was another before; every key of the user's own, such
    as `x-location` or `x-manager`.
    """
    if entry.kind is not Kind.UPDATE:
        return ()
    found: list[tuple[str, Data]] = []
    before = ""
    for other in opportunity.entries if opportunity else ():
        if other is entry:
            break
        before = other.role or before
    if entry.role and before and fold(entry.role) != fold(before):
        found.append(("Role", f"{entry.role} (was {before})"))
    found += ((name, value) for name, value in entry.extra.items() if name != IMPORT_KEY)
    return tuple(found)


def neighbours(entry: Entry, opportunity: Opportunity | None) -> tuple[Entry | None, Entry | None]:
    """Return what comes before and after an entry in its opportunity."""
    timeline = opportunity.entries if opportunity else ()
    # By identity: comparing entries field by field would cost more than all the rest.
    index = next((at for at, each in enumerate(timeline) if each is entry), 0)
    before = timeline[index - 1] if index else None
    return before, timeline[index + 1] if index + 1 < len(timeline) else None


def moved_to(entry: Entry, opportunity: Opportunity | None) -> Entry | None:
    """Return the interview that takes the place of a cancelled one: the next of the same round."""
    missed = entry.outcome in (Outcome.CANCELLED, Outcome.NO_SHOW)
    if entry.kind is not Kind.INTERVIEW or not missed or opportunity is None:
        return None
    return next(
        (
            other
            for other in opportunity.entries
            if other.kind is Kind.INTERVIEW and other.order > entry.order
            if fold(other.round) == fold(entry.round)
        ),
        None,
    )


@frozen
class Year:
    """One year of the archive: entries by month, the latest first."""

    year: int
    months: tuple[tuple[str, tuple[Entry, ...]], ...]
    count: int


def archive(snapshot: Snapshot) -> tuple[tuple[Year, ...], tuple[Broken, ...]]:
    """Return the archive, the latest year first, and the entries that cannot be read."""
    years: dict[int, dict[str, list[Entry]]] = {}
    for entry in reversed(snapshot.journal.entries):
        months = years.setdefault(entry.date.year, {})
        months.setdefault(f"{entry.date:%B}", []).append(entry)
    return (
        tuple(_year(year, months.items()) for year, months in years.items()),
        snapshot.journal.broken,
    )


def _year(year: int, months: Iterable[tuple[str, list[Entry]]]) -> Year:
    fixed = tuple((name, tuple(entries)) for name, entries in months)
    return Year(year, fixed, sum(len(entries) for _, entries in fixed))
