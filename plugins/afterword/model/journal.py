"""The whole journal: entries with the people and opportunities they make up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from afterword.model.entry import Broken, Entry, Mention
from afterword.model.frozen import frozen
from afterword.model.grouping import group_entries
from afterword.model.names import fold, near_equal
from afterword.model.opportunity import Opportunity, OpportunityPage
from afterword.model.person import (
    People,
    Person,
    PersonPage,
    merge_people,
    part_of_name,
)
from afterword.model.problem import Problem, problem_at


@frozen
class Journal:
    """Everything that was read, brought together; a value that the views are computed from.

    `entries` are in order. `problems` are those found in the files and those that only the whole
    shows. Entries that cannot be read at all are `broken`, and in no view but Problems. `shared` is
    whether this is a shared copy, with names, addresses, notes and pay left out.
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
    shared: bool = False

    def opportunity(self, entry: Entry) -> Opportunity | None:
        """Return the opportunity that the entry belongs to, if any."""
        identity = self.opportunity_of.get(entry.id)
        return self.opportunities[identity] if identity else None

    def find_person(
        self, entry: Entry, text: str, *, whole: bool = False
    ) -> tuple[Person | None, tuple[str, ...]]:
        """Return whom a checklist of `entry` means by `text`: `(person, choices)`.

        Looked for among the people of the entry, then of its opportunity: the whole name in both,
        and only then (unless `whole`) a part of a name. No person and no choices: unknown; no
        person and several choices: ambiguous.
        """
        wanted = fold(text)
        if not wanted:
            return None, ()
        opportunity = self.opportunity(entry)
        circles: list[Sequence[Entry]] = [(entry,), opportunity.entries if opportunity else ()]
        for match in (wanted.__eq__,) if whole else (wanted.__eq__, part_of_name(wanted)):
            for circle in circles:
                found = self._named(circle, match)
                if len(found) == 1:
                    return next(iter(found.values())), ()
                if found:
                    return None, tuple(person.name for person in found.values())
        return None, ()

    def _named(self, entries: Sequence[Entry], match: Callable[[str], object]) -> dict[str, Person]:
        return {
            identity: self.people.by_id[identity]
            for entry in entries
            for name, identity in self.people.called_in(entry)
            if match(name)
        }

    def contact_of(self, entry: Entry) -> tuple[Entry, Mention] | None:
        """Return whom one writes to about an entry: its contact, else its opportunity's latest."""
        if entry.contact:
            return entry, entry.contact[0]
        opportunity = self.opportunity(entry)
        if opportunity:
            for other in reversed(opportunity.entries):
                if other.contact and other.order <= entry.order:
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
        problems=tuple(sorted({*read, *found, *_near_names(ordered)})),
        broken=tuple(broken),
        read_problems=read,
    )


def _near_names(entries: Sequence[Entry]) -> Iterable[Problem]:
    """Yield what looks like one company, or one role at a company, in two spellings."""
    companies: dict[str, Entry] = {}
    roles: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        if entry.company:
            companies.setdefault(entry.company, entry)
            if entry.role and not entry.opportunity:
                roles.setdefault(fold(entry.company), {}).setdefault(entry.role, entry)
    for what, first in (("company", companies), *(("role", found) for found in roles.values())):
        for earlier, later in near_equal(first):
            entry = first[later]
            yield problem_at(
                entry.path,
                entry.place_of(what),
                "AW-NEAR",
                f"`{later}` looks like `{earlier}` ({first[earlier].path}): spell them alike if "
                f"they are one {what}.",
            )
