"""What became of a company's entries commit by commit: stages, dates, tasks, people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from afterword.model.entry import Done, Entry, Item, Mention
from afterword.model.frozen import frozen
from afterword.model.journal import Journal
from afterword.model.names import fold, slug
from afterword.model.past import Past, Turn
from afterword.model.terms import in_a_line
from afterword.views.records import event_name

_FIELDS = (
    "kind",
    "date",
    "time",
    "company",
    "role",
    "opportunity",
    "stage",
    "outcome",
    "apply_by",
    "hear_back_by",
    "deadline",
    "resumes",
)
_SAID_BY_NAME = frozenset({"kind", "date", "time", "company", "role"})
"""What the line of a new entry says already."""
_PEOPLE = ("interviewers", "people", "contact")
OPEN = "open"
"""The state of a task that is neither done nor skipped nor put off."""


@frozen
class Change:
    """One thing that an entry says otherwise than before; "" where it said, or says, nothing."""

    what: str
    before: str
    after: str


@frozen
class Step:
    """What one commit changed in one entry.

    `day` is that of the commit in the journal's time zone, `None` (and `commit` "") for what is not
    committed yet. `what` is `begun`, `changed`, `deleted` or `unreadable`.
    """

    commit: str
    day: dt.date | None
    entry: str
    path: str
    name: str
    date: dt.date | None
    company: str
    role: str
    what: str
    changes: tuple[Change, ...]


def choose(
    journal: Journal, text: str
) -> tuple[Callable[[str, Entry | None], bool], tuple[str, ...]]:
    """Return which entries are meant by a company, or an opportunity's id; and choices if several.

    A part of a company's name will do where only one has it. A company that no entry has any more
    is looked for among those that had it.
    """
    if text in journal.opportunities:
        return partial(_of_opportunity, journal, text), ()
    companies = {fold(entry.company): entry.company for entry in journal.entries if entry.company}
    companies |= {fold(each.company): each.company for each in journal.opportunities.values()}
    wanted = fold(text)
    exact = [each for each in companies if each == wanted or slug(each) == slug(text)]
    found = exact or [each for each in companies if wanted and wanted in each]
    if len(found) > 1:
        return _none, tuple(sorted(companies[each] for each in found))
    return partial(_of_company, journal, found[0] if found else wanted), ()


def _none(path: str, entry: Entry | None) -> bool:
    return False


def _of_company(journal: Journal, company: str, path: str, entry: Entry | None) -> bool:
    if entry is None:
        return False
    opportunity = journal.opportunity(entry) if journal.by_id.get(entry.id) is entry else None
    names = (entry.company, opportunity.company if opportunity else "")
    return company in map(fold, names)


def _of_opportunity(journal: Journal, identity: str, path: str, entry: Entry | None) -> bool:
    if entry is None:
        return False
    if journal.by_id.get(entry.id) is entry:
        return journal.opportunity_of.get(entry.id) == identity
    return slug(entry.opportunity or f"{entry.company} {entry.role}") == identity


def history(past: Past, zone: dt.tzinfo | None) -> tuple[Step, ...]:
    """Return what changed, the oldest first; where only an entry's text changed, nothing is told.

    `zone` is the journal's time zone, `None` the machine's.
    """
    steps = (_step(turn, zone) for turn in past.turns)
    return tuple(step for step in steps if step.changes or step.what != "changed")


def _step(turn: Turn, zone: dt.tzinfo | None) -> Step:
    known = next((each for each in turn.before if each), None)
    entry = turn.after or known
    if not turn.readable:
        what = "unreadable"
    elif turn.after is None:
        what = "deleted"
    else:
        what = "changed" if known else "begun"
    return Step(
        commit=turn.commit.id if turn.commit else "",
        day=turn.commit.at.astimezone(zone).date() if turn.commit else None,
        entry=entry.id if entry else turn.path.rsplit("/", 1)[-1].rsplit(".", 1)[0],
        path=turn.path,
        name=event_name(entry) if entry else "",
        date=entry.date if entry else None,
        company=entry.company if entry else "",
        role=entry.role if entry else "",
        what=what,
        changes=tuple(_changes(turn, turn.after)) if turn.after else (),
    )


def _changes(turn: Turn, entry: Entry) -> Iterator[Change]:
    """Yield what the entry says otherwise than in every commit that this one follows."""
    if turn.was and any(turn.before):
        yield Change("file", turn.was, turn.path)
    after = _facts(entry)
    befores = [_facts(each) for each in turn.before if each] or [{}]
    begun = not any(turn.before)
    for what in dict.fromkeys([*after, *(each for facts in befores for each in facts)]):
        now = after.get(what, "")
        said = [facts.get(what, "") for facts in befores]
        if now in said or (begun and (what in _SAID_BY_NAME or now == OPEN)):
            continue
        yield Change(what, said[0], now)


def _facts(entry: Entry) -> Mapping[str, str]:
    """Return what is compared of an entry: texts by what they are about."""
    found: dict[str, str] = {}
    for name in _FIELDS:
        value = getattr(entry, name)
        if value:
            found[name] = f"{value:%H:%M}" if isinstance(value, dt.time) else str(value)
    for name in _PEOPLE:
        for mention in getattr(entry, name):
            found[f"{name}, {mention.name}"] = _person(mention)
    for key, said in entry.terms.items():
        found[f"terms, {key}"] = in_a_line(said)
    for item in entry.checklist:
        words = f"{item.verb} {item.object}".strip()
        label, number = words, 1
        while label in found:
            number += 1
            label = f"{words} ({number})"
        found[label] = _state(item)
        found |= {f"{label}, {what}": said for what, said in _details(item) if said}
    return found


def _person(mention: Mention) -> str:
    said = (mention.title, mention.email, mention.phone, mention.linkedin, mention.company)
    return ", ".join(each for each in said if each) or "named"


def _state(item: Item) -> str:
    if item.done:
        return _day("done", item.done)
    if item.skipped:
        return f"skipped: {item.skipped}"
    if item.snoozed:
        because = f": {item.snoozed_because}" if item.snoozed_because else ""
        return f"put off to {item.snoozed}{because}"
    return OPEN


def _details(item: Item) -> Iterator[tuple[str, str]]:
    yield "due", str(item.due) if item.due else ""
    yield "drafted", _day("", item.drafted)
    yield "proofread by", item.proofread_by
    yield "accepted", _day("", item.accepted)


def _day(word: str, done: Done) -> str:
    if not done:
        return ""
    return f"{word} {done}".strip() if isinstance(done, dt.date) else word or "yes"
