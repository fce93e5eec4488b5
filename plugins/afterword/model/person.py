"""Who was met: mentions in entries brought together into people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache

from afterword.model.due import Interval
from afterword.model.entry import Entry, Mention
from afterword.model.frozen import frozen
from afterword.model.names import fold, slug

_OTHER_PAGES = frozenset({"index", "readme"})
"""Names of pages that stand for a whole folder."""
_PART_ENDS = "-'."
"""What ends a part of a name, besides a space."""
_LINKEDIN = re.compile(r"^(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/", re.IGNORECASE)


@frozen
class PersonPage:
    """A file `people/<slug>.md`: lasting facts about one person, and prose."""

    slug: str
    path: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    linkedin: str = ""
    title: str = ""
    company: str = ""
    keep_in_touch: Interval | None = None
    private: bool = False
    body: str = ""
    body_line: int = 1


@frozen
class Person:
    """One person, with everything that the journal says of them.

    `entries` are the ids of the entries that name them, in order; `companies` the companies at
    which they were named, the latest last. `spellings` are the names used for them; `evidence` says
    why mentions in several entries are taken for one person, and is empty where there is only one.
    `keep_in_touch` is how often their page says to be in touch; `address_left_out` whether an
    address is known that a shared copy does not show.
    """

    id: str
    name: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    linkedin: str
    titles: tuple[str, ...]
    companies: tuple[str, ...]
    entries: tuple[str, ...]
    notes: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    page: PersonPage | None = None
    keep_in_touch: Interval | None = None
    address_left_out: bool = False

    @property
    def has_address(self) -> bool:
        """Whether a note can be sent: by e-mail, or as a message on LinkedIn."""
        return bool(self.emails or self.linkedin or self.address_left_out)


@frozen
class People:
    """All people, and who each mention in an entry is."""

    by_id: Mapping[str, Person]
    of_mention: Mapping[tuple[str, Mention], str]
    _called: dict[str, tuple[tuple[str, str], ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What `called_in` has returned before: a long checklist asks for each of its lines."""

    def called_in(self, entry: Entry) -> tuple[tuple[str, str], ...]:
        """Return the folded names of everyone in an entry, each with the person's id, in order.

        That is the name as the entry spells it, and the person's own.
        """
        found = self._called.get(entry.id)
        if found is None:
            named = ((each, self.of(entry, each)) for each in entry.mentions)
            pairs = (
                (fold(name), person.id)
                for each, person in named
                for name in (each.name, person.name)
            )
            found = self._called[entry.id] = tuple(dict.fromkeys(pairs))
        return found

    def of(self, entry: Entry, mention: Mention) -> Person:
        """Return the person whom `mention` in `entry` means."""
        return self.by_id[self.of_mention[entry.id, mention]]


def company_at(entry: Entry, mention: Mention) -> str:
    """Return where a person works: their own company, a contact's agency, else the entry's."""
    if mention.company:
        return mention.company
    if entry.agency and mention in entry.contact:
        return entry.agency
    return entry.company


@lru_cache(maxsize=4096)
def linkedin_key(address: str) -> str:
    """Return the part of a LinkedIn address that tells people apart, or "" where there is none."""
    bare = _LINKEDIN.sub("", address.strip())
    if bare == address.strip():
        return ""
    return bare.split("?")[0].split("#")[0].strip("/").casefold()


def _keys(name: str, email: str, linkedin: str, company: str) -> list[str]:
    keys = [f"n:{fold(name)}|{fold(company)}"]
    if email:
        keys.append("e:" + email.casefold())
    if profile := linkedin_key(linkedin):
        keys.append("l:" + profile)
    return keys


class _Groups:
    """Keys that mean one person, joined as they are met."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, key: str) -> str:
        parent = self._parent.setdefault(key, key)
        while parent != key:
            grand = self._parent[parent]
            self._parent[key] = grand
            key, parent = parent, grand
        return key

    def join(self, keys: Sequence[str]) -> None:
        first = self.find(keys[0])
        for key in keys[1:]:
            self._parent[self.find(key)] = first


def merge_people(entries: Iterable[Entry], pages: Iterable[PersonPage] = ()) -> People:
    """Bring the mentions of all entries together into people.

    Same e-mail or LinkedIn address: one person; else the same name at the same company. A person's
    id is the slug of the name; where a second person has that name, the company is added.
    """
    groups = _Groups()
    named: list[tuple[Entry, Mention, str]] = []
    for entry in entries:
        for mention in dict.fromkeys(entry.mentions):
            company = company_at(entry, mention)
            keys = _keys(mention.name, mention.email, mention.linkedin, company)
            groups.join(keys)
            named.append((entry, mention, keys[0]))
    page_of: dict[str, PersonPage] = {}
    nameless_pages: dict[str, PersonPage] = {}
    for page in pages:
        if not (page.name and (page.company or page.email or page.linkedin)):
            # Nothing but its file's name says whom it is about.
            nameless_pages[page.slug] = page
        else:
            keys = _keys(page.name, page.email, page.linkedin, page.company)
            for alias in page.aliases:
                keys += _keys(alias, "", "", page.company)
            groups.join(keys)
            page_of[keys[0]] = page
    page_of = {groups.find(key): page for key, page in page_of.items()}

    gathered: dict[str, list[tuple[Entry, Mention]]] = {}
    for entry, mention, key in named:
        gathered.setdefault(groups.find(key), []).append((entry, mention))
    by_id: dict[str, Person] = {}
    of_mention: dict[tuple[str, Mention], str] = {}
    for group, mentions in gathered.items():
        found = page_of.get(group)
        identity = _free_id(mentions, found, by_id)
        found = found or nameless_pages.get(identity)
        by_id[identity] = _person(identity, mentions, found)
        for entry, mention in mentions:
            of_mention[entry.id, mention] = identity
    return People(by_id, of_mention)


def _free_id(
    mentions: list[tuple[Entry, Mention]], page: PersonPage | None, taken: Mapping[str, Person]
) -> str:
    entry, mention = mentions[0]
    wanted = page.slug if page else slug(mention.name)
    if wanted not in taken and wanted not in _OTHER_PAGES:
        return wanted
    wanted = slug(f"{mention.name} {company_at(entry, mention)}")
    number, candidate = 1, wanted
    while candidate in taken or candidate in _OTHER_PAGES:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate


def _person(
    identity: str, mentions: list[tuple[Entry, Mention]], page: PersonPage | None
) -> Person:
    def all_of(values: Iterable[str], first: str = "") -> tuple[str, ...]:
        seen = {fold(value): value for value in (first, *values) if value}
        return tuple(seen.values())

    given = [mention for _, mention in mentions]
    return Person(
        id=identity,
        name=(page and page.name) or given[0].name,
        emails=all_of((m.email for m in given), page.email if page else ""),
        phones=all_of((m.phone for m in given), page.phone if page else ""),
        linkedin=(page and page.linkedin) or next((m.linkedin for m in given if m.linkedin), ""),
        titles=all_of((m.title for m in given), page.title if page else ""),
        companies=all_of(company_at(entry, mention) for entry, mention in mentions),
        entries=tuple(dict.fromkeys(entry.id for entry, _ in mentions)),
        notes=all_of(m.notes for m in given),
        spellings=tuple(dict.fromkeys(m.name for m in given)),
        evidence=_evidence(mentions, page),
        page=page,
        keep_in_touch=page.keep_in_touch if page else None,
    )


def _evidence(
    mentions: Sequence[tuple[Entry, Mention]], page: PersonPage | None
) -> tuple[str, ...]:
    """Return what several entries, or an entry and the person's page, have in common."""
    if len(mentions) == 1 and page is None:
        return ()
    said: dict[str, set[str]] = {}
    where: dict[tuple[str, str, str, str], set[str]] = {}
    for entry, mention in mentions:
        # Most entries say the same of a person.
        facts = (mention.name, mention.email, mention.linkedin, company_at(entry, mention))
        where.setdefault(facts, set()).add(entry.id)
    for facts, places in where.items():
        for fact in _facts(*facts):
            said.setdefault(fact, set()).update(places)
    if page:
        names = (page.name, *page.aliases)
        for fact in {
            f for name in names for f in _facts(name, page.email, page.linkedin, page.company)
        }:
            said.setdefault(fact, set()).add(page.path)
    return tuple(fact for fact, places in said.items() if len(places) > 1)


def _facts(name: str, email: str, linkedin: str, company: str) -> Iterator[str]:
    """Yield in words what `_keys` compares."""
    if name:
        yield f"the name {name}" + (f" at {company}" if company else "")
    if email:
        yield f"the e-mail address {email.casefold()}"
    if profile := linkedin_key(linkedin):
        yield f"the LinkedIn address {profile}"


def part_of_name(wanted: str) -> Callable[[str], bool]:
    """Return what tells whether a folded text is whole words of a folded name, or begins one.

    `Jane`, `Doe` and `J` are parts of `Jane Doe`; `J. Doe` is not guessed to be one.
    """

    def is_part(name: str) -> bool:
        at = name.find(wanted)
        while at > 0 and not (name[at - 1].isspace() or name[at - 1] in _PART_ENDS):
            at = name.find(wanted, at + 1)
        return at >= 0

    return is_part
