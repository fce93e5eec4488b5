"""Whether a task is still wanted: what made it moot, and when it is too late."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property

from afterword.model.entry import ENDINGS, EVENT_OUTCOMES, Entry, Kind, Outcome
from afterword.model.journal import Journal
from afterword.model.opportunity import Opportunity, Standing, standing
from afterword.playbook.aims import Aim
from afterword.playbook.due import say_day

_MOVES = frozenset({Kind.APPLICATION, Kind.INTERVIEW, Kind.OFFER})
_OWN_RULES = frozenset({"thank", "connect", "follow_up", "decide", "apply"})
_DEADLINE = dict.fromkeys(Kind, "the day of the take-home work, {}") | {
    Kind.OFFER: "the offer's deadline, {}"
}
_LAST_DAY = "the last day for applications, {}"
_AGREED = frozenset({Kind.INTERVIEW, Kind.CONVERSATION})
_BEFORE_THE_EVENT = "it was to be done before {}, which is over"
_BEFORE_THE_DAY = "it was to be done by {}, which has passed"


def say_event(entry: Entry, today: dt.date) -> str:
    """Return an entry in a few words: `the interview on 18 Nov`, `rejected on 20 Nov`."""
    on = say_day(entry.date, today)
    if entry.outcome is not None and entry.outcome not in EVENT_OUTCOMES:
        return f"{entry.outcome} on {on}"
    return f"the {entry.kind} on {on}"


class Day:
    """The journal as it stands on one day; what the state of tasks depends on."""

    def __init__(self, journal: Journal, today: dt.date) -> None:
        self.journal = journal
        self.today = today
        self._standings: dict[str, Standing] = {}

    def standing(self, opportunity: Opportunity) -> Standing:
        """Return where an opportunity stands on this day."""
        found = self._standings.get(opportunity.id)
        if found is None:
            found = self._standings[opportunity.id] = standing(opportunity, self.today)
        return found

    @cached_property
    def acceptance(self) -> Entry | None:
        """The entry with which an offer was accepted, while that holds."""
        held = [
            stands.outcome_entry
            for each in self.journal.opportunities.values()
            if (stands := self.standing(each)).outcome is Outcome.ACCEPTED and stands.outcome_entry
        ]
        return max(held, key=lambda entry: entry.order, default=None)

    def moot(self, aim: Aim) -> str:
        """Return why a task is not needed any more, or an empty text."""
        entry = aim.entry
        asks_for_address = aim.verb == "task" and aim.person is not None
        if aim.verb in ("thank", "connect") or asks_for_address:
            if entry.outcome in (Outcome.CANCELLED, Outcome.NO_SHOW):
                return f"the {entry.kind} did not take place ({entry.outcome})"
            known = asks_for_address and aim.person is not None and aim.person.has_address
            return "an address is known" if known else ""
        if aim.other:
            return self._other_moot(aim, aim.other)
        opportunity = self.journal.opportunity(entry)
        if aim.verb == "follow_up":
            reason = self._answered(entry, opportunity)
        elif aim.verb == "apply":
            reason = self._first(_after(entry, opportunity, self.today), lambda e: e.kind in _MOVES)
        elif aim.verb == "decide":
            reason = self._decided(entry, opportunity)
        elif aim.rule and aim.rule.name == "hand_in":
            reason = self._taken(entry, opportunity)
        else:
            reason = ""
        return reason or self._over(entry, opportunity)

    def too_late_now(self, aim: Aim, due: dt.date | None) -> str:
        """Return why a task that prepares for a day is moot once that has passed, or "".

        The day of its entry's event, an offer's deadline while the offer is undecided, a posting's
        last day, the day on which take-home work was due.
        """
        return next((why for day, why in self._bounds(aim, due) if day < self.today), "")

    def last_day(self, aim: Aim, due: dt.date | None) -> dt.date | None:
        """Return the last day before a task becomes moot by the calendar alone, if there is one."""
        if aim.other:
            return aim.entry.deadline if aim.verb == "follow_up" else None
        return min((day for day, _ in self._bounds(aim, due)), default=None)

    def _bounds(self, aim: Aim, due: dt.date | None) -> Iterable[tuple[dt.date, str]]:
        """Yield the days that a task prepares for, each with why it is moot once that is over."""
        entry = aim.entry
        if aim.verb in _OWN_RULES or aim.rule or due is None:
            return
        if due < entry.date:
            yield entry.date, _BEFORE_THE_EVENT.format(say_event(entry, self.today))
        for day, named in ((entry.deadline, _DEADLINE[entry.kind]), (entry.apply_by, _LAST_DAY)):
            # The work itself may be handed in on its day; what prepares for it comes before.
            before = entry.kind is Kind.INTERVIEW
            if day and (due < day if before else due <= day):
                if self._decided(entry, self.journal.opportunity(entry)):
                    return
                yield day, _BEFORE_THE_DAY.format(named.format(say_day(day, self.today)))

    def _answered(self, entry: Entry, opportunity: Opportunity | None) -> str:
        if entry.outcome is Outcome.ADVANCED:
            return "they answered: advanced"
        # Of what is to come, only what is agreed with them counts; the rest has not happened yet.
        later = _after(entry, opportunity, dt.date.max)
        return self._first(
            later,
            lambda e: not e.only_changes and (e.date <= self.today or e.kind in _AGREED),
        )

    def _taken(self, entry: Entry, opportunity: Opportunity | None) -> str:
        """Return what shows that take-home work was handed in: a next step after its day."""
        later = _after(entry, opportunity, self.today)
        return self._first(
            later, lambda e: e.kind in _MOVES and bool(entry.deadline and e.date > entry.deadline)
        )

    def _decided(self, entry: Entry, opportunity: Opportunity | None) -> str:
        if entry.outcome in ENDINGS:
            return f"decided: {entry.outcome}"
        later = _after(entry, opportunity, self.today)
        return self._first(later, lambda e: e.kind is Kind.OFFER or e.outcome in ENDINGS)

    def _over(self, entry: Entry, opportunity: Opportunity | None) -> str:
        """Return whether the whole matter ended after the entry, here or by another offer."""
        if opportunity is None:
            return ""
        stands = self.standing(opportunity)
        ender = stands.outcome_entry
        # What the ending itself asks for, such as sending back a laptop, is still to be done.
        if ender is entry and (stands.outcome is Outcome.ACCEPTED or entry.kind is Kind.UPDATE):
            return ""
        if stands.ended and ender and ender.order >= entry.order:
            return f"{opportunity.company}: {say_event(ender, self.today)}"
        accepted = self.acceptance
        if accepted and accepted.order > entry.order:
            mine = self.journal.opportunity(accepted)
            if mine and mine.id != opportunity.id:
                on = say_day(accepted.date, self.today)
                return f"the offer from {mine.company} was accepted on {on}"
        return ""

    def _other_moot(self, aim: Aim, other: Opportunity) -> str:
        entry = aim.entry
        if aim.verb == "task":
            stands = self.standing(other)
            return f"{other.company}: {stands.outcome}" if stands.ended else ""
        mine = self.journal.opportunity(entry)
        if reason := self._decided(entry, mine):
            return reason
        if entry.deadline and entry.deadline < self.today:
            return f"the offer's deadline, {say_day(entry.deadline, self.today)}, has passed"
        if moved := self._first(_after(entry, other, self.today), lambda _: True):
            return f"{other.company}: {moved}"
        return self._over(entry, other)

    def _first(self, later: Iterable[Entry], counts: Callable[[Entry], bool]) -> str:
        for entry in later:
            if counts(entry):
                since = "is to come" if entry.date > self.today else "came after"
                return f"{say_event(entry, self.today)} {since}"
        return ""


def _after(entry: Entry, opportunity: Opportunity | None, until: dt.date) -> Iterable[Entry]:
    """Yield what happened to an opportunity after an entry; what was cancelled did not happen."""
    never = (Outcome.CANCELLED, Outcome.NO_SHOW)
    timeline = opportunity.entries if opportunity else ()
    for other in timeline[bisect_right(timeline, entry.order, key=lambda each: each.order) :]:
        if other.date <= until and other.outcome not in never:
            yield other
