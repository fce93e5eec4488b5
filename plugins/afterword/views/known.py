"""What the journal knows already, to be chosen from while something new is written."""

from __future__ import annotations

from afterword.model.frozen import frozen
from afterword.model.journal import Journal
from afterword.model.names import fold


@frozen
class KnownCompany:
    """A company as it was spelt last, with its roles, the latest first."""

    name: str
    roles: tuple[str, ...]


@frozen
class Known:
    """Companies, the latest first; people as `Name <e-mail>`, by name."""

    companies: tuple[KnownCompany, ...]
    people: tuple[str, ...]


def known(journal: Journal) -> Known:
    """Return the companies, roles and people that entries name."""
    names: dict[str, str] = {}
    roles: dict[str, dict[str, str]] = {}
    for entry in reversed(journal.entries):
        if entry.company:
            company = fold(entry.company)
            names.setdefault(company, entry.company)
            of_company = roles.setdefault(company, {})
            if entry.role:
                of_company.setdefault(fold(entry.role), entry.role)
    companies = (KnownCompany(name, tuple(roles[key].values())) for key, name in names.items())
    people = {
        f"{person.name} <{person.emails[-1]}>" if person.emails else person.name
        for person in journal.people.by_id.values()
    }
    return Known(tuple(companies), tuple(sorted(people, key=fold)))
