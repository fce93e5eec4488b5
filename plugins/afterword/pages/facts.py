"""The facts of an entry, an opportunity or a person as captions and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from afterword.model.entry import IMPORT_KEY, Entry, Kind, Mention
from afterword.model.opportunity import OpportunityPage
from afterword.model.person import Person, PersonPage

_CAPTIONS = {
    "contact": "Contact",
    "resume": "CV sent",
    "url": "Link",
    "pay": "Pay",
    "people": "With",
    "interviewers": "Interviewers",
}
_ORDER = [
    "kind",
    "round",
    "format",
    "duration",
    "interviewers",
    "people",
    "contact",
    "agency",
    "outcome",
    "stage",
    "hear_back_by",
    "resumes",
    "apply_by",
    "deadline",
    "resume",
    "pay",
    "terms",
    "url",
    "source",
    "tags",
]
_SHOWN_ELSEWHERE = frozenset({"kind"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One caption with its value: `kind` says how a template shows it."""

    name: str
    kind: str
    value: Any
    private: bool = False


def words_of(facts: Iterable[Fact]) -> Iterator[str]:
    """Yield what facts say as plain text, for the search index; private ones are left out."""
    for fact in facts:
        if not fact.private and fact.kind != "date":
            yield " ".join(_texts(fact.value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mention):
        yield from (text for text in (value.name, value.title, value.company) if text)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield key
            yield from _texts(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    else:
        yield str(value)


def entry_facts(entry: Entry) -> Iterator[Fact]:
    """Yield what an entry's front matter says, in a fixed order.

    Nothing of it is left out but the mark of the row that it was imported from.
    """
    for name in _ORDER:
        value = getattr(entry, name)
        if value in ("", None, (), {}) or name in _SHOWN_ELSEWHERE:
            continue
        caption = _CAPTIONS.get(name, name.replace("_", " ").capitalize())
        if name == "people" and entry.kind not in (Kind.INTERVIEW, Kind.CONVERSATION):
            caption = "People"
        yield Fact(caption, _kind(name), value, name in entry.private_fields)
    for name, value in entry.extra.items():
        if name != IMPORT_KEY:
            yield Fact(name, "data", value, name in entry.private_fields)


def _kind(name: str) -> str:
    if name in ("interviewers", "people", "contact"):
        return "people"
    if name in ("hear_back_by", "resumes", "apply_by", "deadline"):
        return "date"
    if name in ("outcome", "stage"):
        return "word"
    return {"url": "url", "tags": "tags", "terms": "data", "pay": "data"}.get(name, "text")


def opportunity_facts(page: OpportunityPage | None, entries: Sequence[Entry]) -> Iterator[Fact]:
    """Yield the lasting facts of an opportunity: its page's, else what its entries say."""

    def first(name: str) -> tuple[Any, bool]:
        """Return the first value given, and whether it stands where it is private."""
        if page and (own := getattr(page, name, None)):
            return own, False
        given = (
            (value, entry.private or name in entry.private_fields)
            for entry in entries
            if (value := getattr(entry, name))
        )
        return min(given, key=lambda each: each[1], default=(None, False))

    contacts = (page.contact if page else ()) or _contacts(entries)
    if contacts:
        private = any(entry.private or "contact" in entry.private_fields for entry in entries)
        yield Fact("Contact", "people", contacts, private)
    for name in ("agency", "source", "url", "tags"):
        value, private = first(name)
        if value:
            yield Fact(_CAPTIONS.get(name, name.capitalize()), _kind(name), value, private)
    if page and page.aliases:
        yield Fact("Formerly", "tags", page.aliases)
    for name, value in page.facts.items() if page else ():
        yield Fact(name, "data", value)


def _contacts(entries: Sequence[Entry]) -> tuple[Mention, ...]:
    found: dict[str, Mention] = {}
    for entry in entries:
        for mention in entry.contact:
            known = found.get(mention.name)
            if known is None or (mention.email and not known.email):
                found[mention.name] = mention
    return tuple(found.values())


def person_facts(person: Person, *, private: bool) -> Iterator[Fact]:
    """Yield what the journal says of a person; `private` where some of it stands in private."""
    given = (
        ("Title", "lines", person.titles),
        ("Company", "lines", person.companies),
        ("E-mail", "emails", person.emails),
        ("LinkedIn", "url", person.linkedin),
        ("Phone", "lines", person.phones),
    )
    for name, kind, value in given:
        if value:
            yield Fact(name, kind, value, private)
    if person.notes:
        yield Fact("Notes", "lines", person.notes, private=True)
    if person.page and person.page.aliases:
        yield Fact("Also known as", "tags", person.page.aliases)


def page_facts(page: PersonPage) -> Iterator[Fact]:
    """Yield what the page of a person says whom no entry names."""
    for name in ("title", "company", "phone"):
        if value := getattr(page, name):
            yield Fact(name.replace("_", " ").capitalize(), "text", value)
    if page.keep_in_touch:
        yield Fact("Keep in touch", "text", str(page.keep_in_touch))
    if page.email:
        yield Fact("E-mail", "emails", (page.email,))
    if page.linkedin:
        yield Fact("LinkedIn", "url", page.linkedin)
    if page.aliases:
        yield Fact("Also known as", "tags", page.aliases)
