"""Offers side by side: what each comes to, until when, and who else could answer before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from afterword.model.entry import Data, Entry, Kind, Stage
from afterword.model.figures import YEAR
from afterword.model.frozen import frozen
from afterword.model.money import currency_of
from afterword.model.opportunity import Opportunity, Standing
from afterword.model.task import State, Task
from afterword.model.terms import TERMS, currency_in
from afterword.model.totals import YEARS, Total, Totals, totals
from afterword.playbook.calendar import business_calendar
from afterword.playbook.due import say_day
from afterword.playbook.snapshot import Snapshot
from afterword.views.pipeline import row_of
from afterword.views.records import event_name
from afterword.views.terms import Change, StandingTerms, standing_terms

LAPSED = "lapsed?"
"""How an offer stands whose deadline passed without an answer: asked, never written by itself."""
DECIDED = "decided?"
"""How one stands that was decided on before its deadline, without an outcome written down."""
FURTHEST = 366
"""Calendar days ahead up to which business days are counted."""


@frozen
class Other:
    """Another live opportunity, while an offer is open.

    `day` is the next day on which something is known to come of it, for the reason `because`;
    `None` where none is known. `before` is whether that is no later than the offer's deadline,
    `None` where either is not known. `task` is what to do, or what was done, about it: the
    follow-up that says an offer is in hand, else the one that is due there anyway.
    """

    opportunity: Opportunity
    standing: Standing
    day: dt.date | None
    because: str
    before: bool | None
    task: Task | None


@frozen
class Offer:
    """One offer as it stands.

    `entry` is the latest entry that offers, `state` empty while it is open, else `lapsed?`,
    `decided?` or what became of its opportunity. `deadline` is the latest one given; `days` and
    `business_days` are those left up to it, 0 on the day itself, negative (`None` for business
    days) after it.
    `tasks` are the open ones that the offer itself brings along, the most urgent first. `highest`
    names the totals that are higher than those of every other open offer in the same currency.
    """

    opportunity: Opportunity
    standing: Standing
    entry: Entry
    state: str
    deadline: dt.date | None
    days: int | None
    business_days: int | None
    stands: StandingTerms
    totals: Totals
    tasks: tuple[Task, ...]
    others: tuple[Other, ...]
    highest: frozenset[str] = frozenset()

    @property
    def terms(self) -> Mapping[str, Data]:
        """The terms as they stand."""
        return self.stands.terms

    @property
    def changes(self) -> tuple[Change, ...]:
        """What changed since the terms were first said."""
        return self.stands.changes


@frozen
class Offers:
    """Every offer: the open ones by deadline, then the others with the latest first."""

    open: tuple[Offer, ...]
    past: tuple[Offer, ...]


def offers(snapshot: Snapshot) -> Offers:
    """Return the offers of the snapshot's day."""
    found = [
        offer
        for opportunity in snapshot.journal.opportunities.values()
        if (offer := _offer(opportunity, snapshot)) is not None
    ]
    is_open = [offer for offer in found if not offer.state]
    is_open.sort(key=lambda offer: (offer.deadline or dt.date.max, offer.opportunity.id))
    past = [offer for offer in found if offer.state]
    past.sort(key=lambda offer: offer.entry.order, reverse=True)
    past.sort(key=lambda offer: offer.state not in (LAPSED, DECIDED))
    return Offers(_with_highest(is_open), tuple(past))


def _offer(opportunity: Opportunity, snapshot: Snapshot) -> Offer | None:
    """Return the offer of an opportunity, `None` where there has been none."""
    today = snapshot.today
    given = [e for e in opportunity.entries if e.kind is Kind.OFFER and e.took_place(today)]
    if not given:
        return None
    stands = snapshot.standings[opportunity.id]
    deadline = next((entry.deadline for entry in reversed(given) if entry.deadline), None)
    state = stands.outcome.value if stands.outcome else ""
    if not state and deadline and deadline < today:
        decided = row_of(opportunity, snapshot).suggestion == DECIDED
        state = DECIDED if decided else LAPSED
    days = (deadline - today).days if deadline else None
    business = None
    if deadline and days is not None and 0 <= days <= FURTHEST:
        business = business_calendar(snapshot.settings.holidays).count(today, deadline)
    said = standing_terms(opportunity, today)
    latest = given[-1]
    tasks = [
        task
        for entry in given
        for task in snapshot.tasks_of_entry.get(entry.id, ())
        if task.is_open
    ]
    return Offer(
        opportunity=opportunity,
        standing=stands,
        entry=latest,
        state=state,
        deadline=deadline,
        days=days,
        business_days=business,
        stands=said,
        totals=totals(said.terms, said.figures),
        tasks=tuple(sorted(tasks, key=lambda task: task.urgency)),
        others=() if state else _others(opportunity, latest, deadline, snapshot),
    )


def _others(
    own: Opportunity, entry: Entry, deadline: dt.date | None, snapshot: Snapshot
) -> tuple[Other, ...]:
    """Return every other live opportunity in which an answer is still to come, by day.

    A saved posting has nobody to answer, and another offer is an answer already.
    """
    found = []
    for other in snapshot.journal.opportunities.values():
        stands = snapshot.standings[other.id]
        rank = stands.stage.rank
        waits = Stage.LEAD.rank < rank < Stage.OFFER.rank
        if other.id == own.id or not stands.live or not waits:
            continue
        day, because = _next_word(other, snapshot)
        found.append(
            Other(
                opportunity=other,
                standing=stands,
                day=day,
                because=because,
                before=day <= deadline if day and deadline else None,
                task=_word_to(other, entry, snapshot),
            )
        )
    found.sort(key=lambda each: (each.day or dt.date.max, each.opportunity.id))
    return tuple(found)


def _word_to(other: Opportunity, entry: Entry, snapshot: Snapshot) -> Task | None:
    """Return the follow-up with another opportunity that is open, else the one that told them."""
    about = [
        task
        for task in snapshot.tasks_of_entry.get(entry.id, ())
        if task.verb == "follow_up" and task.opportunity == other.id
    ]
    is_open = [task for task in about if task.is_open] or _follow_ups(other, snapshot)
    done = [task for task in about if task.state is State.DONE]
    return min(is_open or done, key=lambda task: task.urgency, default=None)


def _follow_ups(opportunity: Opportunity, snapshot: Snapshot) -> list[Task]:
    """Return its own open follow-ups, not those that tell it of an offer elsewhere."""
    return [
        task
        for task in snapshot.tasks_of_opportunity.get(opportunity.id, ())
        if task.verb == "follow_up" and task.is_open
        if snapshot.journal.opportunity_of.get(task.entry) == opportunity.id
    ]


def _next_word(opportunity: Opportunity, snapshot: Snapshot) -> tuple[dt.date | None, str]:
    """Return the next day on which something is known to come of an opportunity, and why then.

    What they promised, else the next event, after which an answer may come, else the day on which
    a follow-up is usual.
    """
    today = snapshot.today
    promised = next(
        (
            entry.hear_back_by
            for entry in reversed(opportunity.entries)
            if entry.hear_back_by and entry.took_place(today)
        ),
        None,
    )
    coming = row_of(opportunity, snapshot).next_event
    if promised and promised >= today and not (coming and coming.date > promised):
        return promised, f"they said {say_day(promised, today)}"
    if coming:
        named = event_name(coming)
        return coming.date, f"{named} on {say_day(coming.date, today)}; an answer comes after it"
    due = [task for task in _follow_ups(opportunity, snapshot) if task.due]
    if not due:
        return None, "no day is known: ask when they decide"
    first = min(due, key=lambda task: task.urgency)
    day = max(first.due or today, today)
    return day, f"no answer promised; follow-up due {say_day(first.due or today, today)}"


COMPARED = (
    "year_one",
    "usual_year",
    "four_years",
    "target_year_one",
    "target_usual_year",
    "target_four_years",
)
"""The totals of which the highest is marked."""


def _with_highest(rows: Iterable[Offer]) -> tuple[Offer, ...]:
    """Mark the totals that are certainly the highest of those in the same currency."""
    rows = tuple(rows)
    return tuple(
        replace(
            offer,
            highest=frozenset(
                name
                for name in COMPARED
                if _is_highest(offer, [other for other in rows if other is not offer], name)
            ),
        )
        for offer in rows
    )


def _is_highest(offer: Offer, others: Sequence[Offer], name: str) -> bool:
    mine: Total = getattr(offer.totals, name)
    if len(mine.sums) != 1 or not mine.sums[0].currency or _runs_short(offer, name):
        return False
    (own,) = mine.sums
    # One whose currency is not known may be a rival.
    rivals = [
        getattr(other.totals, name)
        for other in others
        if {own.currency, ""} & _currencies(other, name) and not _runs_short(other, name)
    ]
    lower = (
        each.exact and len(each.sums) == 1 and each.sums[0].value < own.value
        if each.sums and each.sums[0].currency == own.currency
        else False
        for each in rivals
    )
    return bool(rivals) and all(lower)


def _runs_short(offer: Offer, name: str) -> bool:
    """Whether a contract ends before the years of a total do, so that it is not like the others."""
    months = offer.totals.months
    return months is not None and months < YEAR * (YEARS if name.endswith("four_years") else 1)


def _currencies(offer: Offer, name: str) -> frozenset[str]:
    total: Total = getattr(offer.totals, name)
    found = frozenset(amount.currency for amount in total.sums)
    return found or frozenset({currency_of("", currency_in(offer.terms))})


def keys_of(rows: Iterable[Offer]) -> tuple[str, ...]:
    """Return the terms to show for some offers.

    Those that every offer has, whether said or not, while any is open; then those that any of them
    says besides.
    """
    said = {key: None for offer in rows for key in offer.terms}
    asks = any(not offer.state for offer in rows)
    known = (key for key, term in TERMS.items() if key in said or (term.asked and asks))
    return tuple(dict.fromkeys((*known, *said)))
