"""Whether the search is still moving: what says so, and what would change it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from afterword.model.entry import Entry, Kind, Stage
from afterword.model.frozen import frozen
from afterword.model.opportunity import Opportunity
from afterword.model.rules import FEWEST_FOR_RATES
from afterword.playbook.due import say_day
from afterword.playbook.snapshot import Snapshot
from afterword.views.pipeline import row_of
from afterword.views.records import event_name

NEW = (Kind.APPLICATION, Kind.INTERVIEW, Kind.CONVERSATION, Kind.OFFER)
"""The kinds of entry that count as a new step; an update answers one."""
WEEKS = 12
RECENT_DAYS = 28
"""The four weeks in which one opportunity may have most of what happened."""
FEWEST_RECENT = 4
DAY_WEEKS = 26
"""The weeks of which every day is counted: half a year, as many as a phone shows."""


@frozen
class Since:
    """The last entry of a kind; `days` are calendar days since, `None` where there was none."""

    kind: Kind
    last: dt.date | None
    days: int | None


@frozen
class Week:
    """What happened in the week that begins on `monday`, by kind."""

    monday: dt.date
    counts: Mapping[Kind, int]

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self.counts.values())


@frozen
class Days:
    """The days of the last 26 weeks, from the Monday `begin` to the present day `end`.

    `counts` are the steps of each day on which there was one, in order.
    """

    begin: dt.date
    end: dt.date
    counts: Mapping[dt.date, int]

    @property
    def total(self) -> int:
        """All steps of these weeks."""
        return sum(self.counts.values())

    @property
    def weeks(self) -> tuple[tuple[dt.date, tuple[int | None, ...]], ...]:
        """Each Monday with the counts of its seven days; `None` for days still to come."""
        mondays = range((self.end - self.begin).days // 7 + 1)
        return tuple(
            (monday, tuple(self._count(monday, day) for day in range(7)))
            for monday in (self.begin + dt.timedelta(weeks=week) for week in mondays)
        )

    def _count(self, monday: dt.date, day: int) -> int | None:
        if day > (self.end - monday).days:
            return None
        return self.counts.get(monday + dt.timedelta(days=day), 0)


@frozen
class Signal:
    """One thing that says whether the search moves.

    `good` is whether it is as it should be; `sentence` says how it is, `change` what would change
    it (empty while it is good).
    """

    name: str
    good: bool
    sentence: str
    change: str = ""


@frozen
class Rate:
    """How many of `total` opportunities came as far as `stage`."""

    stage: Stage
    count: int
    total: int


@frozen
class Momentum:
    """The state of the search.

    `live` against `floor` counts opportunities; `quiet_days` are calendar days since the last
    application, interview, conversation or offer (`None`: there was none yet). `sentence` says it
    for people; `settled` whether an offer is accepted, so that nothing needs to be kept up and
    `signals` is empty. `rates` is empty below ten opportunities, of which `counted` is the number.
    """

    live: int
    floor: int
    last: dt.date | None
    quiet_days: int | None
    settled: bool
    sentence: str
    since: tuple[Since, ...]
    weeks: tuple[Week, ...]
    days: Days
    signals: tuple[Signal, ...]
    rates: tuple[Rate, ...]
    counted: int


def momentum(snapshot: Snapshot) -> Momentum:
    """Return the state of the search on the snapshot's day."""
    settings, today = snapshot.settings, snapshot.today
    events = _steps(snapshot)
    last = max((entry.date for entry in events), default=None)
    quiet = (today - last).days if last else None
    live = [key for key, stands in snapshot.standings.items() if stands.live]
    signals: tuple[Signal, ...] = ()
    if snapshot.accepted:
        sentence = _accepted(snapshot.accepted, snapshot)
    elif quiet is None:
        sentence = "Nothing has happened yet: write down the first application or conversation."
    else:
        first = (_live(live, snapshot), _since(quiet, settings.quiet_days))
        worries = (_slump(events, snapshot), _basket(events, snapshot), _talks(events, today))
        signals = (*first, *(each for each in worries if each))
        sentence = _together(signals)
    applied = [
        stands.furthest
        for stands in snapshot.standings.values()
        if stands.furthest.rank >= Stage.APPLIED.rank
    ]
    return Momentum(
        live=len(live),
        floor=settings.live,
        last=last,
        quiet_days=quiet,
        settled=snapshot.accepted is not None,
        sentence=sentence,
        since=tuple(_last_of(kind, events, today) for kind in NEW[:3]),
        weeks=_weeks(events, today),
        days=_days(events, today),
        signals=signals,
        rates=_rates(applied) if len(applied) >= FEWEST_FOR_RATES else (),
        counted=len(applied),
    )


def _steps(snapshot: Snapshot) -> list[Entry]:
    """Return what was begun or held up to today, in order, each with the day on which it was.

    A saved posting is a step on the day of its application only.
    """
    found: list[Entry] = []
    for entry in snapshot.journal.entries:
        if entry.kind not in NEW:
            continue
        if entry.kind is Kind.APPLICATION and entry.stage is Stage.LEAD:
            if entry.applied_on is None:
                continue
            entry = replace(entry, date=entry.applied_on)  # noqa: PLW2901
        if entry.took_place(snapshot.today):
            found.append(entry)
    return sorted(found, key=lambda entry: entry.order)


def _accepted(accepted: Entry, snapshot: Snapshot) -> str:
    own = snapshot.journal.opportunity(accepted)
    company = own.company if own else accepted.company
    return f"The offer from {company} is accepted. There is nothing more to keep up."


def _together(signals: Iterable[Signal]) -> str:
    """Return the signals in one or two sentences: the first two, and one worry more at most."""
    live, since, *worries = signals
    said = f"{live.sentence}{_asked(live)}; {since.sentence}{_asked(since)}."
    if worries and since.good:
        said += f" {worries[0].sentence}"
    return said


def _asked(signal: Signal) -> str:
    return "" if signal.good else f": {signal.change}"


def _live(live: list[str], snapshot: Snapshot) -> Signal:
    number, floor = len(live), snapshot.settings.live
    text = f"{number or 'No'} live {'opportunity' if number == 1 else 'opportunities'}"
    if number < floor:
        missing = floor - number
        return Signal(
            "live",
            good=False,
            sentence=f"{text}, {missing} fewer than the {floor} to keep up",
            change=f"look for {'one more' if missing == 1 else f'{missing} more'}",
        )
    opportunities = snapshot.journal.opportunities
    quiet = sum(row_of(opportunities[each], snapshot).quiet for each in live)
    return Signal("live", good=True, sentence=f"{text}, {quiet} of them quiet" if quiet else text)


def _since(quiet: int, allowed: int) -> Signal:
    if quiet == 0:
        return Signal("new steps", good=True, sentence="something new happened today")
    said = f"the last new step was {'yesterday' if quiet == 1 else f'{quiet} days ago'}"
    if quiet > allowed:
        change = "apply, write or call this week"
        return Signal("new steps", good=False, sentence=f"{said}, which is long", change=change)
    return Signal("new steps", good=True, sentence=said)


def _basket(events: Iterable[Entry], snapshot: Snapshot) -> Signal | None:
    """Return the signal that most of what happened lately was about one opportunity."""
    begin = snapshot.today - dt.timedelta(days=RECENT_DAYS)
    recent = [entry for entry in events if entry.date > begin]
    counted = Counter(
        each.id for entry in recent if (each := snapshot.journal.opportunity(entry)) is not None
    )
    if len(recent) < FEWEST_RECENT or not counted:
        return None
    identity, number = counted.most_common(1)[0]
    if number * 2 <= len(recent) or not snapshot.standings[identity].live:
        return None
    company = snapshot.journal.opportunities[identity].company
    return Signal(
        "one basket",
        good=False,
        sentence=(
            f"All eggs in one basket: {number} of the last {len(recent)} steps were about "
            f"{company}."
        ),
        change="put the next hour into another opportunity, or into finding one.",
    )


def _slump(events: list[Entry], snapshot: Snapshot) -> Signal | None:
    """Return the signal that nothing has begun elsewhere since a good interview.

    Good is one that led on, or one whose opportunity is still live; an offer is good as well.
    """
    for entry in reversed(events):
        own = snapshot.journal.opportunity(entry)
        if own is None or entry.kind not in (Kind.INTERVIEW, Kind.OFFER):
            continue
        if not snapshot.standings[own.id].live:
            continue
        waited = (snapshot.today - entry.date).days
        if waited <= snapshot.settings.quiet_days or _begun_elsewhere(events, entry, own, snapshot):
            return None
        on = say_day(entry.date, snapshot.today)
        return Signal(
            "after a good interview",
            good=False,
            sentence=(
                f"Since {_named(entry, own)} on {on} nothing has begun elsewhere, "
                f"{waited} days by now."
            ),
            change="keep applying and talking to people while you wait: their timeline is theirs.",
        )
    return None


def _talks(events: Iterable[Entry], today: dt.date) -> Signal | None:
    """Return the signal that it is long since one talked to someone outside the interviews."""
    events = list(events)
    talks = [entry.date for entry in events if entry.kind is Kind.CONVERSATION]
    begun = min(entry.date for entry in events)
    days = (today - max(talks, default=begun)).days
    if days <= RECENT_DAYS:
        return None
    said = (
        f"The last conversation outside the interviews was {days} days ago."
        if talks
        else f"In {days} days there was no conversation with anyone outside the interviews."
    )
    change = "call someone who is due on the page People, or ask for one introduction."
    return Signal("conversations", good=False, sentence=said, change=change)


def _named(entry: Entry, own: Opportunity) -> str:
    if entry.kind is Kind.OFFER:
        return f"the offer from {own.company}"
    name = event_name(entry)
    return f"the interview at {own.company}" + (f" ({name})" if name != "Interview" else "")


def _begun_elsewhere(
    events: Iterable[Entry], since: Entry, own: Opportunity, snapshot: Snapshot
) -> bool:
    return any(
        entry.date >= since.date and snapshot.journal.opportunity(entry) is not own
        for entry in events
    )


def _last_of(kind: Kind, events: Iterable[Entry], today: dt.date) -> Since:
    last = max((entry.date for entry in events if entry.kind is kind), default=None)
    return Since(kind, last, (today - last).days if last else None)


def _weeks(events: Iterable[Entry], today: dt.date) -> tuple[Week, ...]:
    """Return the last twelve weeks, Monday to Sunday, the present one last."""
    begins = list(_mondays(today, WEEKS))
    found: dict[dt.date, Counter[Kind]] = {begin: Counter() for begin in begins}
    for entry in events:
        begin = entry.date - dt.timedelta(days=entry.date.weekday())
        if begin in found:
            found[begin][entry.kind] += 1
    return tuple(
        Week(begin, {kind: counts[kind] for kind in NEW}) for begin, counts in found.items()
    )


def _days(events: Iterable[Entry], today: dt.date) -> Days:
    begin = next(_mondays(today, DAY_WEEKS), dt.date.min)
    counts = Counter(entry.date for entry in events if entry.date >= begin)
    return Days(begin, today, dict(sorted(counts.items())))


def _mondays(today: dt.date, weeks: int) -> Iterator[dt.date]:
    """Yield the Mondays of the last weeks, the present one last; fewer at the calendar's begin."""
    this = today.toordinal() - today.weekday()
    for back in reversed(range(weeks)):
        if this - 7 * back >= 1:
            yield dt.date.fromordinal(this - 7 * back)


def _rates(furthest: list[Stage]) -> tuple[Rate, ...]:
    return tuple(
        Rate(stage, sum(each.rank >= stage.rank for each in furthest), len(furthest))
        for stage in (Stage.SCREENING, Stage.INTERVIEWING, Stage.OFFER)
    )
