"""The whole journal: entries with the people and opportunities they make up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from afterword.model.entry import Broken, Entry, Mention
from afterword.model.grouping import group_entries
from afterword.model.names import near_equal
from afterword.model.opportunity import Opportunity, OpportunityPage
from afterword.model.person import People, Person, PersonPage, match_name, merge_people
from afterword.model.problem import Problem, problem_at


@dataclass(frozen=True, slots=True)
class Journal:
    """Everything that was read, brought together; a value that the views are computed from.

    `entries` are in order. `problems` are those found in the files and those that only the whole
    shows. Entries that cannot be read at all are `broken`, and in no view but Problems.
    """

    entries: tuple[Entry, ...]
    by_id: Mapping[str, Entry]
    opportunities: Mapping[str, Opportunity]
    opportunity_of: Mapping[str, str]
    people: People
    opportunity_pages: tuple[OpportunityPage, ...]
    person_pages: tuple[PersonPage, ...]
    problems: tuple[Problem, ...]
    broken: tuple[Broken, ...] = ()
    read_problems: tuple[Problem, ...] = ()
    """Those of the problems that were found in the files one by one."""

    def opportunity(self, entry: Entry) -> Opportunity | None:
        """Return the opportunity that the entry belongs to, if any."""
        identity = self.opportunity_of.get(entry.id)
        return self.opportunities[identity] if identity else None

    def find_person(self, entry: Entry, text: str) -> tuple[Person | None, tuple[str, ...]]:
        """Return whom a checklist of `entry` means by `text`: `(person, choices)`.

        Looked for among the people of the entry, then of its opportunity. No person and no
        choices: unknown; no person and several choices: ambiguous.
        """
        opportunity = self.opportunity(entry)
        circles: list[Sequence[Entry]] = [(entry,)]
        if opportunity:
            circles.append(opportunity.entries)
        for circle in circles:
            known: dict[str, Person] = {}
            names: list[tuple[str, str]] = []
            for each in circle:
                for mention in each.mentions:
                    person = self.people.of(each, mention)
                    known[person.id] = person
                    names += ((mention.name, person.id), (person.name, person.id))
            found = list(
                dict.fromkeys(
                    names[index][1] for index in match_name(text, [name for name, _ in names])
                )
            )
            if len(found) == 1:
                return known[found[0]], ()
            if found:
                return None, tuple(known[identity].name for identity in found)
        return None, ()

    def contact_of(self, entry: Entry) -> tuple[Entry, Mention] | None:
        """Return whom one writes to about an entry: its contact, else its opportunity's latest."""
        if entry.contact:
            return entry, entry.contact[0]
        opportunity = self.opportunity(entry)
        if opportunity:
            for other in reversed(opportunity.entries):
                if other.order <= entry.order and other.contact:
                    return other, other.contact[0]
        return None


def make_journal(
    entries: Iterable[Entry],
    opportunity_pages: Sequence[OpportunityPage] = (),
    person_pages: Sequence[PersonPage] = (),
    problems: Iterable[Problem] = (),
    broken: Iterable[Broken] = (),
) -> Journal:
    """Bring entries together into a journal; adds the problems that only the whole shows."""
    read = tuple(problems)
    ordered = tuple(sorted(entries, key=lambda entry: entry.order))
    grouping, found = group_entries(ordered, opportunity_pages)
    return Journal(
        entries=ordered,
        by_id={entry.id: entry for entry in ordered},
        opportunities=grouping.by_id,
        opportunity_of=grouping.of_entry,
        people=merge_people(ordered, person_pages),
        opportunity_pages=tuple(opportunity_pages),
        person_pages=tuple(person_pages),
        problems=tuple(sorted({*read, *found, *_near_companies(ordered)})),
        broken=tuple(broken),
        read_problems=read,
    )


def _near_companies(entries: Sequence[Entry]) -> Iterable[Problem]:
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.company:
            first.setdefault(entry.company, entry)
    for earlier, later in near_equal(first):
        entry = first[later]
        yield problem_at(
            entry.path,
            entry.place_of("company"),
            "AW-NEAR",
            f"`{later}` looks like `{earlier}` ({first[earlier].path}): spell them alike if they "
            "are one company.",
        )
