"""Sorts entries into opportunities, by the names that they and the opportunities' pages use."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from afterword.model.entry import ENDINGS, Entry, Kind, Outcome
from afterword.model.frozen import frozen
from afterword.model.names import fold, slug
from afterword.model.opportunity import (
    KIND_STAGE,
    SELF_REOPENING,
    Opportunity,
    OpportunityPage,
)
from afterword.model.problem import Problem, problem_at

_Name = tuple[str, str]
"""Company and role, folded; the role is empty where entries name none."""


@frozen
class Grouping:
    """All opportunities, and which one each entry belongs to; entries of none are left out."""

    by_id: Mapping[str, Opportunity]
    of_entry: Mapping[str, str]


class _Draft:
    """An opportunity while its entries are being gathered."""

    def __init__(self, identity: str, company: str, role: str) -> None:
        self.id, self.company, self.role = identity, company, role
        self.entries: list[Entry] = []
        self._turns: list[Entry] = []  # What ended it or took it up again, in order.

    def add(self, entry: Entry) -> None:
        self.entries.append(entry)
        if entry.outcome in ENDINGS or entry.outcome is Outcome.REOPENED:
            insort(self._turns, entry, key=lambda each: each.order)

    def begun_by(self, day: dt.date) -> bool:
        return any(entry.date <= day for entry in self.entries)

    def came_after(self, day: dt.date) -> bool:
        return all(entry.came_after(day) for entry in self.entries)

    def ended_before(self, day: dt.date) -> bool:
        before = bisect_left(self._turns, (day, dt.time.min, ""), key=lambda each: each.order)
        return before > 0 and self._turns[before - 1].outcome in ENDINGS


class _Names:
    """Which opportunity company and role mean: aliases first, then the slug of both."""

    def __init__(self, entries: Sequence[Entry], pages: Sequence[OpportunityPage]) -> None:
        self._known = _claims(entries, pages)
        self._taken = set(self._known.values())
        self._known = _renamed(entries) | self._known
        self.companies = {
            fold(alias): fold(page.company)
            for page in pages
            if page.company
            for alias in page.aliases
        }

    def identity(self, company: str, role: str) -> str:
        name = (fold(company), fold(role))
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._unused(slug(f"{company} {role}"))
        return found

    def _unused(self, wanted: str) -> str:
        number, candidate = 1, wanted
        while candidate in self._taken:
            number += 1
            candidate = f"{wanted}-{number}"
        self._taken.add(candidate)
        return candidate


def _claims(entries: Sequence[Entry], pages: Sequence[OpportunityPage]) -> dict[_Name, str]:
    """Return the names that each page claims: its own and every alias of company or role.

    So do the entries that its file's name fits, of which a page without company and role takes
    them.
    """
    slugs = {page.slug for page in pages}
    fitting = {
        slug(f"{entry.company} {entry.role}"): entry
        for entry in entries
        if slugs and entry.company and entry.role
    }
    claimed: dict[_Name, str] = {}
    for page in pages:
        fit = fitting.get(page.slug)
        if fit:
            claimed[fold(fit.company), fold(fit.role)] = page.slug
        company = page.company or (fit.company if fit else "")
        role = page.role or (fit.role if fit else "")
        if company and role:
            others = [fold(alias) for alias in page.aliases]
            for each in (fold(company), *others):
                for title in (fold(role), *others):
                    claimed[each, title] = page.slug
    return claimed


def _renamed(entries: Sequence[Entry]) -> dict[_Name, str]:
    """Return the names that updates give to opportunities: the new role of a position."""
    found: dict[_Name, set[str]] = {}
    for entry in entries:
        if entry.kind is Kind.UPDATE and entry.opportunity and entry.company and entry.role:
            name = (fold(entry.company), fold(entry.role))
            found.setdefault(name, set()).add(slug(entry.opportunity))
    return {name: next(iter(each)) for name, each in found.items() if len(each) == 1}


def group_entries(
    entries: Sequence[Entry], pages: Sequence[OpportunityPage] = ()
) -> tuple[Grouping, tuple[Problem, ...]]:
    """Sort entries into opportunities; returns them with the problems that this shows.

    An entry's `opportunity:` decides if given, else company and role (or an alias of theirs on an
    opportunity's page). An entry without role joins the company's only opportunity that is live on
    its day; conversations and updates without one never begin an opportunity. What an import told
    of only afterwards takes no entry away from where it belonged before.
    """
    names = _Names(entries, pages)
    drafts: dict[str, _Draft] = {}
    by_company: dict[str, list[_Draft]] = {}

    def add(identity: str, entry: Entry) -> None:
        draft = drafts.get(identity)
        if draft is None:
            draft = drafts[identity] = _Draft(identity, entry.company, entry.role)
            company = fold(entry.company)
            by_company.setdefault(names.companies.get(company, company), []).append(draft)
        draft.company = draft.company or entry.company
        draft.role = draft.role or entry.role
        draft.add(entry)

    roleless: list[Entry] = []
    for entry in entries:
        if entry.opportunity:
            add(slug(entry.opportunity), entry)
        elif entry.company and entry.role:
            add(names.identity(entry.company, entry.role), entry)
        elif entry.company:
            roleless.append(entry)

    problems: list[Problem] = []
    for entry in roleless:
        company = fold(entry.company)
        known = by_company.get(names.companies.get(company, company), [])
        told = entry.imported_on or entry.date
        before = [draft for draft in known if not draft.came_after(told)]
        choices = _choices(before or known, entry.date)
        if len(choices) == 1:
            choices[0].add(entry)
        elif entry.kind in KIND_STAGE and not before:
            add(names.identity(entry.company, ""), entry)
        elif choices:
            problems.append(_ambiguous(entry, choices))

    problems += _strays(drafts.values(), pages, names, by_company)
    grouping = _finished(drafts.values(), {page.slug: page for page in pages})
    for opportunity in grouping.by_id.values():
        problems += _after_the_end(opportunity)
    problems += (_orphan(page) for page in pages if page.slug not in grouping.by_id)
    return grouping, tuple(problems)


def _strays(
    drafts: Iterable[_Draft],
    pages: Sequence[OpportunityPage],
    names: _Names,
    by_company: Mapping[str, Sequence[_Draft]],
) -> Iterator[Problem]:
    """Yield a problem for an `opportunity:` that only updates name: nothing ever began it."""
    written = {page.slug for page in pages}
    for draft in drafts:
        began = any(entry.kind in KIND_STAGE or entry.stage for entry in draft.entries)
        company = fold(draft.company)
        others = by_company.get(names.companies.get(company, company), [])
        known = sorted(other.id for other in others if other is not draft)
        if began or draft.id in written or not known:
            continue
        entry = draft.entries[0]
        if entry.opportunity:
            choices = " or ".join(f"`{each}`" for each in known)
            said = f"`opportunity: {entry.opportunity}` is one that nothing began: {choices}?"
            yield problem_at(entry.path, entry.place_of("opportunity"), "AW-ROLE", said)


def _choices(known: Sequence[_Draft], day: dt.date) -> Sequence[_Draft]:
    """Return the opportunities that an entry of that day without a role may belong to.

    Those live and begun by then; else those that began later; else all of the company's.
    """
    live = [draft for draft in known if not draft.ended_before(day)]
    return [draft for draft in live if draft.begun_by(day)] or live or known


def _finished(drafts: Iterable[_Draft], page_of: Mapping[str, OpportunityPage]) -> Grouping:
    by_id: dict[str, Opportunity] = {}
    of_entry: dict[str, str] = {}
    for draft in drafts:
        timeline = tuple(sorted(draft.entries, key=lambda entry: entry.order))
        role = next((entry.role for entry in reversed(timeline) if entry.role), draft.role)
        opportunity = Opportunity(draft.id, draft.company, role, timeline)
        if page := page_of.get(draft.id):
            opportunity = replace(
                opportunity,
                company=page.company or draft.company,
                role=page.role or role,
                page=page,
            )
        by_id[draft.id] = opportunity
        of_entry.update((entry.id, draft.id) for entry in timeline)
    return Grouping(by_id, of_entry)


def _ambiguous(entry: Entry, choices: Sequence[_Draft]) -> Problem:
    named = (f"role: {each.role}" if each.role else f"opportunity: {each.id}" for each in choices)
    roles = ", ".join(f"`{name}`" for name in sorted(named))
    return problem_at(
        entry.path,
        entry.place_of("company"),
        "AW-ROLE",
        f"{entry.company} has several opportunities; say which one: {roles}.",
    )


def _orphan(page: OpportunityPage) -> Problem:
    return Problem(
        page.path,
        1,
        1,
        "AW-ORPHAN",
        f"No entry belongs to `{page.slug}`: give `company:` and `role:` as the entries spell "
        "them, or rename the file after the opportunity.",
    )


def _after_the_end(opportunity: Opportunity) -> Iterator[Problem]:
    """Yield a problem for each event after an ending that no `reopened` explains."""
    end: Entry | None = None
    for entry in opportunity.entries:
        if entry.outcome is Outcome.REOPENED:
            end = None
        elif end and entry.kind in KIND_STAGE and entry.outcome is not Outcome.CANCELLED:
            if entry.outcome not in ENDINGS and end.outcome not in SELF_REOPENING:
                yield problem_at(
                    entry.path,
                    entry.place_of("date"),
                    "AW-ENDED",
                    f"{opportunity.label} ended on {end.date} ({end.outcome}, {end.path}); "
                    "add an update with `outcome: reopened` if it is live again.",
                )
            end = None
        if entry.outcome in ENDINGS:
            end = entry
