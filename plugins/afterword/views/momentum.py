"""Whether the search is still moving: live opportunities and the days since anything new."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from afterword.model.entry import Kind
from afterword.playbook.snapshot import Snapshot

_NEW = frozenset({Kind.APPLICATION, Kind.INTERVIEW, Kind.CONVERSATION, Kind.OFFER})


@dataclass(frozen=True, slots=True)
class Momentum:
    """The state of the search.

    `live` against `floor` counts opportunities; `quiet_days` are calendar days since the last
    application, interview, conversation or offer (`None`: there was none yet). `sentence` says it
    for people; `settled` whether an offer is accepted, so that nothing needs to be kept up.
    """

    live: int
    floor: int
    last: dt.date | None
    quiet_days: int | None
    settled: bool
    sentence: str


def momentum(snapshot: Snapshot) -> Momentum:
    """Return the state of the search on the snapshot's day."""
    settings, today = snapshot.settings, snapshot.today
    live = sum(stands.live for stands in snapshot.standings.values())
    last = max(
        (
            entry.date
            for entry in snapshot.journal.entries
            if entry.kind in _NEW and entry.took_place(today)
        ),
        default=None,
    )
    quiet = (today - last).days if last else None
    accepted = snapshot.accepted
    if accepted:
        own = snapshot.journal.opportunity(accepted)
        company = own.company if own else accepted.company
        sentence = f"The offer from {company} is accepted. There is nothing more to keep up."
    elif quiet is None:
        sentence = "Nothing has happened yet: write down the first application or conversation."
    else:
        sentence = f"{_live(live, settings.live)}; {_since(quiet, settings.quiet_days)}."
    return Momentum(live, settings.live, last, quiet, accepted is not None, sentence)


def _live(live: int, floor: int) -> str:
    text = f"{live or 'No'} live {'opportunity' if live == 1 else 'opportunities'}"
    if live >= floor:
        return text
    missing = floor - live
    return f"{text}, {missing} fewer than the {floor} to keep up: look for {_more(missing)}"


def _more(missing: int) -> str:
    return "one more" if missing == 1 else f"{missing} more"


def _since(quiet: int, allowed: int) -> str:
    if quiet == 0:
        return "something new happened today"
    days = "yesterday" if quiet == 1 else f"{quiet} days ago"
    if quiet > allowed:
        return f"the last new step was {days}, which is long: apply, write or call this week"
    return f"the last new step was {days}"
