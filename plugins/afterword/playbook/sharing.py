"""The journal as a coach or a friend may see it: names, addresses, notes and pay left out.

What stays is what the search looks like: what happened when, where everything stands, what is due.
An entry is written anew from the fields named here, so that a field that nobody thought of is left
out. Who is one person and what is one opportunity is carried over and not worked out again, since
it is told by what is left out; so tasks and stages are those of the journal without what is
private.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from afterword.model.entry import EMPTY, IMPORT_KEY, Data, Draft, Entry, Item, Kind, Mention
from afterword.model.journal import Journal
from afterword.model.names import fold
from afterword.model.opportunity import Opportunity
from afterword.model.person import People, Person, company_at
from afterword.model.privacy import without_private
from afterword.model.rules import RULES
from afterword.model.scrub import LEFT_OUT, SOMEONE, Scrubber
from afterword.model.settings import FOLDERS
from afterword.model.task import VERBS
from afterword.playbook.aims import HAND_IN, Aim, asking, labels, withdrawal_from, written_aims
from afterword.playbook.implied import hands_in

KEPT = (
    "kind",
    "date",
    "time",
    "outcome",
    "stage",
    "hear_back_by",
    "resumes",
    "apply_by",
    "deadline",
)
"""Fields of an entry that stay as they are."""
NAMES = ("company", "role")
"""Fields that stay, without whole names of people and their addresses."""
TEXTS = ("round", "format", "duration")
"""Fields that stay likewise, without first and last names by themselves as well."""
PEOPLE = ("interviewers", "people", "contact")
"""Fields whose people get a number each."""
UNKNOWN = "someone unknown"
"""Stands for whom a line names and nobody knows: another text than any that a company can have."""
OWN_VERB, OWN_TASK, A_TASK = "own", "a task", "A task"
"""What stands for verbs and tasks in the user's own words."""
_GIVEN = "left out"
"""Stands for a text of which only matters that there is one."""
_NO_NAMES = frozenset({"", "true", "yes"})
"""What a follow-up with the entry's own company may say."""
_FOLDER = {kind: folder for folder, kind in FOLDERS.items()}


def shared_copy(journal: Journal) -> Journal:
    """Return the copy of a journal that is meant for others; what is private is left out first.

    Entries, opportunities and people get ids and paths that tell nothing. A person is called by a
    number, in the order in which they first appear.
    """
    if journal.shared:
        return journal
    public = without_private(journal)
    return _Copier(public, journal).copy()


class _Copier:
    """What each thing is called in the copy."""

    def __init__(self, journal: Journal, whole: Journal) -> None:
        self._journal = journal
        self._entry_ids = dict(_entry_ids(journal.entries))
        self._opportunity_ids = {
            identity: f"opportunity-{number}"
            for number, identity in enumerate(journal.opportunities, 1)
        }
        self._numbers = {identity: at for at, identity in enumerate(journal.people.by_id, 1)}
        self._aims = {entry.id: written_aims(entry, journal)[0] for entry in journal.entries}
        people = journal.people.by_id.values()
        names = [(name, self._name(person)) for person in people for name in _names_of(person)]
        told = {fold(name) for name, _ in names}
        # Those in what is private, those never met, those whom a line names and nobody knows.
        others = {*_other_names(whole), *_unknown(self._aims.values())}
        names += ((name, SOMEONE) for name in sorted(others) if fold(name) not in told)
        self._scrub = Scrubber(names, _addresses(whole))
        self._companies = self._named_apart(
            [entry.company for entry in journal.entries]
            + [each.company for each in journal.opportunities.values()]
        )

    def copy(self) -> Journal:
        entries = {entry.id: self._entry(entry) for entry in self._journal.entries}
        opportunities = {
            self._opportunity_ids[identity]: self._opportunity(opportunity, entries)
            for identity, opportunity in self._journal.opportunities.items()
        }
        return Journal(
            entries=tuple(entries.values()),
            by_id={entry.id: entry for entry in entries.values()},
            opportunities=opportunities,
            opportunity_of={
                self._entry_ids[entry]: self._opportunity_ids[identity]
                for entry, identity in self._journal.opportunity_of.items()
            },
            people=self._people(),
            opportunity_pages=(),
            person_pages=(),
            problems=(),
            shared=True,
        )

    def _named_apart(self, companies: Sequence[str]) -> dict[str, str]:
        """Return companies by their folded names; one that is but a person's name gets a number.

        So two of them stay two, and none is taken for a person.
        """
        people = {fold(self._name(person)) for person in self._journal.people.by_id.values()}
        taken = people | {fold(SOMEONE), fold(LEFT_OUT)}
        taken |= {fold(each) for each in companies if not self._tells_a_name(each)}
        found: dict[str, str] = {}
        for company in companies:
            shown = self._scrub.name(company)
            if self._tells_a_name(company) and fold(company) not in found:
                if fold(shown) in taken:
                    shown = f"Company {len(found) + 1}"
                taken.add(fold(shown))
                found[fold(company)] = shown
        return found

    def _tells_a_name(self, text: str) -> bool:
        return fold(self._scrub.name(text)) != fold(text)

    def _company(self, text: str) -> str:
        return self._companies.get(fold(text), text)

    def _name(self, person: Person) -> str:
        return f"Person {self._numbers[person.id]}"

    def _entry(self, entry: Entry) -> Entry:
        values: dict[str, Any] = {name: getattr(entry, name) for name in KEPT}
        values |= {"company": self._company(entry.company), "role": self._scrub.name(entry.role)}
        values |= {name: self._scrub.text(getattr(entry, name)) for name in TEXTS}
        values |= {name: self._mentions(entry, getattr(entry, name)) for name in PEOPLE}
        identity = self._entry_ids[entry.id]
        return Entry(
            id=identity,
            path=f"{_FOLDER[entry.kind]}/{identity}.md",
            opportunity=self._opportunity_ids[self._journal.opportunity_of[entry.id]]
            if entry.opportunity
            else "",
            checklist=tuple(self._item(aim) for aim in self._aims[entry.id]),
            extra=_changes(entry),
            drafts=tuple(self._drafts(entry)),
            **values,
        )

    def _mentions(self, entry: Entry, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        of = self._journal.people.of
        return tuple(Mention(self._name(of(entry, mention))) for mention in mentions)

    def _item(self, aim: Aim) -> Item:
        item = aim.item
        if item is None:  # Written aims have one.
            return Item(aim.verb, aim.object)
        reader = item.proofread_by
        return Item(
            verb=item.verb if _is_the_playbooks(item.verb) else OWN_VERB,
            object=self._object(aim, item),
            due=item.due,
            done=item.done,
            skipped="the reason is left out" if item.skipped else "",
            snoozed=item.snoozed,
            drafted=item.drafted,
            # That nobody read it is the very thing to talk about.
            proofread_by=reader if fold(reader) in ("", "nobody") else SOMEONE,
            accepted=item.accepted,
        )

    def _object(self, aim: Aim, item: Item) -> str:
        """Return what stands behind a verb in the copy: it means there what it means here."""
        company = self._company(aim.entry.company)
        if aim.person:
            name = self._name(aim.person)
            return asking(name) if item.verb == "task" else name
        if aim.other:
            return self._other(aim.other, item)
        if item.verb == "task":
            return HAND_IN if hands_in(aim) else A_TASK
        if not _is_the_playbooks(item.verb) or item.verb in RULES.keys() - set(VERBS):
            return OWN_TASK
        if fold(item.object) in _NO_NAMES:
            return item.object
        if item.verb in ("apply", "decide"):
            return company
        to_company = item.verb == "follow_up" and fold(item.object) == fold(aim.entry.company)
        return company if to_company else UNKNOWN

    def _other(self, other: Opportunity, item: Item) -> str:
        """Return another opportunity's name in the form in which the line has it."""
        before = [fold(each) for each in labels(other)]
        written = item.verb == "task"
        said = [fold(withdrawal_from(each)) if written else each for each in before]
        form = said.index(fold(item.object)) if fold(item.object) in said else 1
        named = labels(self._opportunity(other, {}))[form]
        return withdrawal_from(named) if written else named

    def _opportunity(self, opportunity: Opportunity, entries: Mapping[str, Entry]) -> Opportunity:
        return Opportunity(
            self._opportunity_ids[opportunity.id],
            self._company(opportunity.company),
            self._scrub.name(opportunity.role),
            tuple(entries[entry.id] for entry in opportunity.entries if entry.id in entries),
        )

    def _drafts(self, entry: Entry) -> Iterator[Draft]:
        """Yield that there is a draft, which is a step of a thank-you."""
        for draft in entry.drafts:
            person, _ = self._journal.find_person(entry, draft.to)
            if person or not draft.to:
                to = self._name(person) if person else ""
                yield Draft(to, _GIVEN if draft.text else "", path="", line=1, sure=draft.sure)

    def _people(self) -> People:
        companies: dict[str, dict[str, None]] = {}
        of_mention: dict[tuple[str, Mention], str] = {}
        for entry in self._journal.entries:
            for mention in entry.mentions:
                person = self._journal.people.of(entry, mention)
                copied = Mention(self._name(person))
                of_mention[self._entry_ids[entry.id], copied] = self._person_id(person)
                told = companies.setdefault(person.id, {})
                if not mention.company and company_at(entry, mention) == entry.company != "":
                    told[self._company(entry.company)] = None
        by_id = {
            self._person_id(person): Person(
                id=self._person_id(person),
                name=self._name(person),
                emails=(),
                phones=(),
                linkedin="",
                titles=(),
                companies=tuple(companies.get(person.id, ())),
                entries=tuple(self._entry_ids[each] for each in person.entries),
                keep_in_touch=person.keep_in_touch,
                address_left_out=person.has_address,
            )
            for person in self._journal.people.by_id.values()
        }
        return People(by_id, of_mention)

    def _person_id(self, person: Person) -> str:
        return f"person-{self._numbers[person.id]}"


def _is_the_playbooks(verb: str) -> bool:
    """Whether a verb is none of the user's own, which may be anyone's name."""
    return verb in VERBS or verb in RULES


def _entry_ids(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Yield what each entry is called: its day and its number in it, in the journal's order."""
    days: dict[dt.date, list[Entry]] = {}
    for entry in entries:
        days.setdefault(entry.date, []).append(entry)
    for day, found in days.items():
        # File names order the entries of a day, as they did before.
        width = len(str(len(found)))
        for number, entry in enumerate(found, 1):
            yield entry.id, f"{day}-{number:0{width}}"


def _names_of(person: Person) -> Iterator[str]:
    yield person.name
    yield from person.spellings
    if person.page:
        yield from filter(None, (person.page.name, *person.page.aliases))


def _other_names(journal: Journal) -> Iterator[str]:
    for person in journal.people.by_id.values():
        yield from _names_of(person)
    for page in journal.person_pages:
        yield from filter(None, (page.name, *page.aliases))
    for about in journal.opportunity_pages:
        yield from (mention.name for mention in about.contact)
    for entry in journal.entries:
        for item in entry.checklist:
            if fold(item.proofread_by) not in ("", "nobody"):
                yield item.proofread_by


def _unknown(lists: Iterable[Iterable[Aim]]) -> Iterator[str]:
    for aims in lists:
        for aim in aims:
            if aim.verb in ("thank", "connect") and aim.person is None and aim.object:
                yield aim.object


def _addresses(journal: Journal) -> Iterator[str]:
    for person in journal.people.by_id.values():
        yield from (*person.emails, *person.phones, person.linkedin)
    for page in journal.person_pages:
        yield from (page.email, page.phone, page.linkedin)
    for mention in (mention for page in journal.opportunity_pages for mention in page.contact):
        yield from (mention.email, mention.phone, mention.linkedin)


def _changes(entry: Entry) -> Mapping[str, Data]:
    """Return what of the keys of one's own the playbook asks for, without what they say.

    When the entry was imported; and that an update says how the position changed, which answers
    nothing by itself.
    """
    found: dict[str, Data] = {}
    if IMPORT_KEY in entry.extra:
        found[IMPORT_KEY] = f"{_GIVEN} {entry.imported_on}" if entry.imported_on else _GIVEN
    if entry.kind is Kind.UPDATE and entry.extra.keys() - {IMPORT_KEY}:
        found["x-details"] = _GIVEN
    return found or EMPTY
