"""Which people of another program's list the journal knows, and where their pages may stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from afterword.model.journal import Journal
from afterword.model.names import fold, near_equal, slug
from afterword.model.person import PersonPage, linkedin_key

_OTHER_PAGES = frozenset(
    {
        *("index", "readme"),
        # Windows opens devices under these names, whatever stands behind the point.
        *("con", "prn", "aux", "nul"),
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    }
)
"""Names that no page about a person can have."""


class Strangers:
    """The people and companies of a journal, to tell who of a long list matters to it."""

    def __init__(self, journal: Journal) -> None:
        self._pages: dict[str, PersonPage] = {}
        for page in journal.person_pages:
            self.add(page)
        self._names: set[str] = set()
        self._marks: set[str] = set()
        self._companies: dict[str, None] = {}
        self._marks_of_id: dict[str, set[str]] = {}
        for person in journal.people.by_id.values():
            self._names |= {fold(name) for name in (person.name, *person.spellings)}
            marks = {
                *(f"e:{email.casefold()}" for email in person.emails),
                f"l:{linkedin_key(person.linkedin)}",
                *(
                    f"n:{fold(name)}|{fold(company)}"
                    for name in (person.name, *person.spellings)
                    for company in person.companies
                ),
            } - {"l:"}
            self._marks |= marks
            self._marks_of_id[person.id] = marks
            self._companies |= dict.fromkeys(person.companies)
        self._companies |= dict.fromkeys(each.company for each in journal.entries if each.company)
        self._folded = {fold(company) for company in self._companies}

    def add(self, page: PersonPage) -> None:
        """Count a page among those that are there."""
        for mark in _marks(page):
            self._pages.setdefault(mark, page)

    def expect(self, companies: Iterable[str]) -> None:
        """Count companies that are spelled nearly as one of the journal's as that one.

        All at once: comparing each name with each other takes minutes for a long list.
        """
        known = frozenset(self._folded)
        names = dict.fromkeys((*self._companies, *companies))
        self._folded |= {
            fold(later) for earlier, later in near_equal(names) if fold(earlier) in known
        }

    def page_of(self, person: PersonPage) -> PersonPage | None:
        """Return the page that a person has already, if any."""
        return next((self._pages[mark] for mark in _marks(person) if mark in self._pages), None)

    def is_known(self, person: PersonPage) -> bool:
        """Whether the journal names the person, or the company they work for."""
        if fold(person.name) in self._names or not self._marks.isdisjoint(_marks(person)):
            return True
        return fold(person.company) in self._folded

    def slug_for(self, person: PersonPage) -> str:
        """Return how the person's page is to be called, so that it hides nobody else's."""
        wanted = slug(person.name)
        taken = self._marks_of_id.get(wanted)
        if wanted in _OTHER_PAGES or (taken is not None and taken.isdisjoint(_marks(person))):
            further = slug(f"{person.name} {person.company}")
            unlike = further != wanted and further not in _OTHER_PAGES
            return further if unlike else slug(f"{person.name} connection")
        return wanted


def _marks(page: PersonPage) -> Iterator[str]:
    """Yield what tells the person of a page: profile, address, name at a company."""
    if profile := linkedin_key(page.linkedin):
        yield f"l:{profile}"
    if page.email:
        yield f"e:{page.email.casefold()}"
    if page.name:
        yield f"n:{fold(page.name)}|{fold(page.company)}"
