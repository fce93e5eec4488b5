"""One role at one company: which entries are its timeline, and where it stands on a given day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from afterword.model.entry import (
    ENDINGS,
    EVENT_OUTCOMES,
    Data,
    Entry,
    Kind,
    Mention,
    Outcome,
    Stage,
)
from afterword.model.names import fold, slug
from afterword.model.problem import Problem, problem_at

_KIND_STAGE = {
    Kind.APPLICATION: Stage.APPLIED,
    Kind.INTERVIEW: Stage.INTERVIEWING,
    Kind.OFFER: Stage.OFFER,
}
_SELF_REOPENING = frozenset({Outcome.GHOSTED, Outcome.ON_HOLD})


@dataclass(frozen=True, slots=True)
class OpportunityPage:
    """A file `opportunities/<slug>.md`: lasting facts about one opportunity, and prose."""

    slug: str
    path: str
    company: str = ""
    role: str = ""
    aliases: tuple[str, ...] = ()
    url: str = ""
    agency: str = ""
    contact: tuple[Mention, ...] = ()
    source: str = ""
    tags: tuple[str, ...] = ()
    facts: Mapping[str, Data] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1


@dataclass(frozen=True, slots=True)
class Opportunity:
    """One role at one company; `entries` are its timeline, in order."""

    id: str
    company: str
    role: str
    entries: tuple[Entry, ...]
    page: OpportunityPage | None = None

    @property
    def label(self) -> str:
        """Company and role, as a person would say it."""
        return f"{self.company}, {self.role}" if self.role else self.company


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an opportunity stands on a given day.

    `stage_since` is the day on which the present stage was reached, `reached` the first day of
    every stage; `furthest` is never taken back. `outcome` is how it ended or paused, since
    `outcome_on`; `None` while it goes on. `days_in_stage` counts calendar days, up to the ending.
    """

    stage: Stage
    stage_since: dt.date | None
    furthest: Stage
    reached: Mapping[Stage, dt.date]
    outcome: Outcome | None = None
    outcome_on: dt.date | None = None
    outcome_entry: Entry | None = None
    resumes: dt.date | None = None
    days_in_stage: int = 0

    @property
    def ended(self) -> bool:
        """Whether nothing more is expected of it."""
        return self.outcome in ENDINGS

    @property
    def on_hold(self) -> bool:
        """Whether it is postponed."""
        return self.outcome is Outcome.ON_HOLD

    @property
    def live(self) -> bool:
        """Whether it is going on: neither ended nor postponed."""
        return self.outcome is None


def standing(opportunity: Opportunity, today: dt.date) -> Standing:
    """Return where `opportunity` stands at the end of the day `today`.

    Applications, interviews held and offers raise the stage; `stage:` in an update sets it, and in
    an interview or application says which stage it counts for. Conversations move nothing. An
    interview, application or offer after `ghosted` or `on-hold` takes the matter up again; after
    another ending it takes `outcome: reopened`.
    """
    stage, since = Stage.LEAD, None
    reached: dict[Stage, dt.date] = {}
    outcome, ender = None, None
    resumes: dt.date | None = None
    for entry in opportunity.entries:
        if entry.date > today:
            break
        if entry.took_place(today):
            moved = _stage_of(entry)
            if moved is not None:
                sets = entry.kind is Kind.UPDATE and entry.stage is not None
                if since is None or moved.rank > stage.rank or (sets and moved is not stage):
                    stage, since = moved, entry.date
                reached.setdefault(moved, entry.date)
            if outcome in _SELF_REOPENING and entry.kind in _KIND_STAGE:
                outcome, ender, resumes = None, None, None
        if entry.outcome is Outcome.REOPENED:
            outcome, ender, resumes = None, None, None
        elif entry.outcome is not None and entry.outcome not in EVENT_OUTCOMES:
            outcome, ender, resumes = entry.outcome, entry, entry.resumes
        elif entry.resumes and outcome is Outcome.ON_HOLD:
            resumes = entry.resumes
        if entry.outcome is Outcome.ACCEPTED:
            if stage is not Stage.ACCEPTED:
                stage, since = Stage.ACCEPTED, entry.date
            reached.setdefault(Stage.ACCEPTED, entry.date)
    ended_on = ender.date if ender and outcome in ENDINGS else today
    return Standing(
        stage=stage,
        stage_since=since,
        furthest=max(reached, key=lambda each: each.rank, default=Stage.LEAD),
        reached=reached,
        outcome=outcome,
        outcome_on=ender.date if ender else None,
        outcome_entry=ender,
        resumes=resumes,
        days_in_stage=max(0, (ended_on - since).days) if since else 0,
    )


def _stage_of(entry: Entry) -> Stage | None:
    if entry.kind is Kind.CONVERSATION:
        return None
    return entry.stage or _KIND_STAGE.get(entry.kind)


@dataclass(frozen=True, slots=True)
class Grouping:
    """All opportunities, and which one each entry belongs to (`""`: none)."""

    by_id: Mapping[str, Opportunity]
    of_entry: Mapping[str, str]


class _Draft:
    def __init__(self, identity: str, company: str, role: str) -> None:
        self.id, self.company, self.role = identity, company, role
        self.entries: list[Entry] = []

    def ended_before(self, day: dt.date) -> bool:
        ended = False
        for entry in sorted(self.entries, key=lambda each: each.order):
            if entry.date >= day:
                break
            if entry.outcome in ENDINGS:
                ended = True
            elif entry.outcome is Outcome.REOPENED:
                ended = False
        return ended


def group_entries(
    entries: Sequence[Entry], pages: Sequence[OpportunityPage] = ()
) -> tuple[Grouping, tuple[Problem, ...]]:
    """Sort entries into opportunities; returns them with the problems that this shows.

    An entry's `opportunity:` decides if given, else company and role (or an alias of theirs on an
    opportunity's page). An entry without role joins the company's only opportunity that is live on
    its day; conversations and updates never begin one by themselves.
    """
    drafts: dict[str, _Draft] = {}
    by_name: dict[tuple[str, str], str] = {}
    named: set[str] = set()
    by_company: dict[str, list[_Draft]] = {}
    roleless: list[Entry] = []
    canonical = _aliases(pages)

    def draft(identity: str, entry: Entry) -> _Draft:
        found = drafts.get(identity)
        if found is None:
            found = drafts[identity] = _Draft(identity, entry.company, entry.role)
            by_company.setdefault(fold(entry.company), []).append(found)
        found.company = found.company or entry.company
        found.role = found.role or entry.role
        return found

    for entry in entries:
        if entry.opportunity:
            draft(slug(entry.opportunity), entry).entries.append(entry)
        elif entry.company and entry.role:
            name = (fold(entry.company), fold(entry.role))
            identity = by_name.get(name)
            if identity is None:
                identity = canonical.get(name) or _unused(
                    slug(f"{entry.company} {entry.role}"), named
                )
                by_name[name] = identity
                named.add(identity)
            draft(identity, entry).entries.append(entry)
        else:
            roleless.append(entry)

    problems: list[Problem] = []
    for entry in roleless:
        if not entry.company:
            continue
        known = by_company.get(fold(entry.company), [])
        live = [each for each in known if not each.ended_before(entry.date)]
        if len(live) == 1 or len(known) == 1:
            (live or known)[0].entries.append(entry)
        elif known:
            roles = ", ".join(sorted(f"`role: {each.role}`" for each in (live or known)))
            problems.append(
                problem_at(
                    entry.path,
                    entry.place_of("company"),
                    "AW-ROLE",
                    f"{entry.company} has several opportunities; say which one: {roles}.",
                )
            )
        elif entry.kind not in (Kind.CONVERSATION, Kind.UPDATE):
            draft(slug(entry.company), entry).entries.append(entry)

    page_of = {page.slug: page for page in pages}
    by_id: dict[str, Opportunity] = {}
    of_entry: dict[str, str] = {}
    for identity, each in drafts.items():
        timeline = tuple(sorted(each.entries, key=lambda entry: entry.order))
        page = page_of.pop(identity, None)
        opportunity = Opportunity(identity, each.company, each.role, timeline, page)
        if page:
            opportunity = replace(
                opportunity, company=page.company or each.company, role=page.role or each.role
            )
        by_id[identity] = opportunity
        of_entry.update((entry.id, identity) for entry in timeline)
        problems += _after_the_end(opportunity)
    problems += (
        Problem(
            page.path,
            1,
            1,
            "AW-ORPHAN",
            f"No entry belongs to `{page.slug}`: give `company:` and `role:` as the entries spell "
            "them, or rename the file after the opportunity.",
        )
        for page in page_of.values()
    )
    return Grouping(by_id, of_entry), tuple(problems)


def _aliases(pages: Iterable[OpportunityPage]) -> dict[tuple[str, str], str]:
    """Return the names that an opportunity's page claims: its own and every alias of either."""
    claimed: dict[tuple[str, str], str] = {}
    for page in pages:
        if page.company and page.role:
            others = [fold(alias) for alias in page.aliases]
            for company in (fold(page.company), *others):
                for role in (fold(page.role), *others):
                    claimed[company, role] = page.slug
    return claimed


def _unused(wanted: str, taken: set[str]) -> str:
    number, candidate = 1, wanted
    while candidate in taken:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate


def _after_the_end(opportunity: Opportunity) -> Iterable[Problem]:
    """Yield a problem for each event after an ending that no `reopened` explains."""
    end: Entry | None = None
    for entry in opportunity.entries:
        if entry.outcome is Outcome.REOPENED:
            end = None
        elif end and entry.kind in _KIND_STAGE and entry.outcome is not Outcome.CANCELLED:
            if entry.outcome not in ENDINGS and end.outcome not in _SELF_REOPENING:
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
