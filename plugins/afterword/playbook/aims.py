"""What a checklist line aims at: the person, company or opportunity, and the task's id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from afterword.model.entry import Entry, Item, Kind
from afterword.model.frozen import frozen
from afterword.model.journal import Journal
from afterword.model.names import few, fold, slug
from afterword.model.opportunity import Opportunity
from afterword.model.person import Person
from afterword.model.problem import Problem, problem_at
from afterword.model.rules import Rule

_WITHDRAWAL = re.compile(r"withdraw from (.+) with thanks", re.IGNORECASE)
_ASKING = re.compile(
    r"ask (.+?) for (?:an? |his |her |their |the )?.{0,20}\b(?:card|address|e-?mail)\b.*",
    re.IGNORECASE,
)
_PERSONAL = frozenset({"thank", "connect"})
HAND_IN = "Hand in the take-home work"
"""How a checklist words that take-home work is handed in."""


@frozen
class Aim:
    """A task before its state is known.

    `object` is what stands, or would stand, behind the verb; `item` is the line it is written on,
    `None` while implied. `other` is another opportunity that it concerns; `previous` the
    follow-up before this one. `rule` is the playbook's for it, if any.
    """

    entry: Entry
    verb: str
    object: str
    item: Item | None = None
    person: Person | None = None
    other: Opportunity | None = None
    previous: Aim | None = None
    rule: Rule | None = None

    def ruled_by(self, rule: Rule | None, previous: Aim | None = None) -> Aim:
        """Return the aim with its rule; as `replace` does, in a fifth of the time."""
        return Aim(
            self.entry,
            self.verb,
            self.object,
            self.item,
            self.person,
            self.other,
            previous,
            rule,
        )

    @property
    def to_company(self) -> bool:
        """Whether it is a follow-up with the entry's own company rather than with a person."""
        return self.verb == "follow_up" and self.person is None and self.other is None


def name_in(entry: Entry, person: Person, journal: Journal) -> str:
    """Return the person's name as the entry spells it, else the person's own."""
    for mention in entry.mentions:
        if journal.people.of_mention.get((entry.id, mention)) == person.id:
            return mention.name
    return person.name


def written_aims(entry: Entry, journal: Journal) -> tuple[list[Aim], list[Problem]]:
    """Return what each checklist line of an entry aims at, with names that cannot be told."""
    aims: list[Aim] = []
    problems: list[Problem] = []
    for item in entry.checklist:
        aim = Aim(entry, item.verb, item.object, item)
        if item.verb == "follow_up":
            aim = _follow_up(aim, item, journal, problems)
        elif item.verb == "task" and (found := _WITHDRAWAL.fullmatch(item.object)):
            aim = Aim(entry, item.verb, item.object, item, other=_other(entry, found[1], journal))
        elif item.verb == "task" and (found := _ASKING.fullmatch(item.object)):
            person, _ = journal.find_person(entry, found[1])
            aim = Aim(entry, item.verb, item.object, item, person)
        elif item.verb in _PERSONAL:
            person = _person(item, entry, journal, problems)
            if person:
                aim = Aim(entry, item.verb, name_in(entry, person, journal), item, person)
        aims.append(aim)
    return aims, problems


def _follow_up(aim: Aim, item: Item, journal: Journal, problems: list[Problem]) -> Aim:
    entry, wanted = aim.entry, fold(item.object)
    if wanted in ("", "true", "yes", fold(entry.company)):
        return Aim(entry, item.verb, entry.company or item.object, item)
    person, _ = journal.find_person(entry, item.object, whole=True)
    if person is None:
        if other := _other(entry, item.object, journal):
            return Aim(entry, item.verb, item.object, item, other=other)
        person, choices = journal.find_person(entry, item.object)
        if person is None:
            problems.append(_who(item, entry, choices, "a person, or the company,"))
            return aim
    return Aim(entry, item.verb, name_in(entry, person, journal), item, person)


def _other(entry: Entry, text: str, journal: Journal) -> Opportunity | None:
    """Return the opportunity other than the entry's own that a text names."""
    own, wanted = journal.opportunity_of.get(entry.id), fold(text)
    for opportunity in journal.opportunities.values():
        if opportunity.id != own and wanted in map(fold, labels(opportunity)):
            return opportunity
    return None


def _person(item: Item, entry: Entry, journal: Journal, problems: list[Problem]) -> Person | None:
    person, choices = journal.find_person(entry, item.object)
    if person is None:
        problems.append(_who(item, entry, choices, "a person"))
    return person


def _who(item: Item, entry: Entry, choices: Iterable[str], wanted: str) -> Problem:
    known = few((f"`{name}`" for name in choices), " or ")
    named = few(dict.fromkeys(mention.name for mention in entry.mentions), ", ")
    if known:
        said = f"`{item.object}` can be {known}: write the whole name."
    elif item.object:
        said = f"`{item.object}` is not named in this entry; `{item.verb}` wants {wanted} it names"
        said += f" ({named})." if named else "."
    else:
        said = f"`{item.verb}` without a name: write `{item.verb}: Jane Doe`."
    return problem_at(entry.path, item.place, "AW-WHO", said)


def labels(opportunity: Opportunity) -> tuple[str, str, str]:
    """Return the names by which a checklist may mean another opportunity."""
    company, role = opportunity.company, opportunity.role
    return company, f"{company} ({role})", opportunity.label


def withdrawal(opportunity: Opportunity, shared: Mapping[str, int]) -> str:
    """Return how a checklist words the withdrawal from another opportunity."""
    return withdrawal_from(opportunity_object(opportunity, shared))


def withdrawal_from(named: str) -> str:
    """Return how a checklist words the withdrawal from what it names so."""
    return f"Withdraw from {named} with thanks"


def asking(name: str) -> str:
    """Return how a checklist words that someone is asked for an address to write to."""
    return f"Ask {name} for a card or an address"


def opportunity_object(opportunity: Opportunity, shared: Mapping[str, int]) -> str:
    """Return how a checklist names another opportunity: the company, with role where needed.

    `shared` says how many opportunities each company has, by its folded name.
    """
    several = shared[fold(opportunity.company)] > 1 and opportunity.role
    return labels(opportunity)[1 if several else 0]


def task_ids(aims: Iterable[Aim]) -> list[str]:
    """Return the ids of one entry's tasks: `<entry>/<verb>-<object>`, repeats with -2, -3.

    A follow-up with the entry's own company is `<entry>/follow-up`.
    """
    counted: dict[str, int] = {}
    taken: set[str] = set()
    ids: list[str] = []
    for aim in aims:
        verb = aim.verb.replace("_", "-")
        plain = aim.to_company and (not aim.object or fold(aim.object) == fold(aim.entry.company))
        bare = f"{aim.entry.id}/{verb}" if plain else f"{aim.entry.id}/{verb}-{slug(aim.object)}"
        number = counted.get(bare, 0) + 1
        candidate = bare if number == 1 else f"{bare}-{number}"
        while candidate in taken:
            number += 1
            candidate = f"{bare}-{number}"
        counted[bare] = number
        taken.add(candidate)
        ids.append(candidate)
    return ids


_LABELS = {
    "thank": "Thank {}",
    "connect": "Connect with {} on LinkedIn",
    "follow_up": "Follow up with {}",
    "task": "{}",
}


def label_of(aim: Aim) -> str:
    """Return what to do, in a short sentence for people."""
    company = aim.entry.company
    if aim.verb == "apply":
        return f"Apply to {company or aim.object}".removesuffix(" to ")
    if aim.verb == "decide":
        return f"Decide on the offer from {company or aim.object}".removesuffix(" from ")
    named = aim.object or company or aim.entry.title
    if aim.verb == "follow_up" and not named:
        return "Follow up"
    if form := _LABELS.get(aim.verb):
        return form.format(named or aim.entry.id)
    verb = aim.verb.replace("_", " ").capitalize()
    return f"{verb}: {aim.object}" if aim.object else verb


def needs_proofreader(aim: Aim) -> bool:
    """Whether a note passes the three steps: a thank-you after an interview does."""
    return aim.verb == "thank" and aim.entry.kind is Kind.INTERVIEW
