"""Makes the ways of opportunities at random: whatever a journal may hold, in any order of days."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from afterword.model.entry import Entry, Item, Kind, Outcome, Stage
from afterword.model.opportunity import Opportunity, Standing, standing

FIRST = dt.date(2026, 1, 5)

_offsets = st.integers(0, 60)


@st.composite
def _entries(draw: st.DrawFn, number: int) -> Entry:
    kind = draw(st.sampled_from(list(Kind)))
    stage = draw(st.none() | st.sampled_from(list(Stage)))
    done = FIRST + dt.timedelta(draw(_offsets))
    return Entry(
        id=f"e{number}",
        path=f"{kind}s/e{number}.md",
        kind=kind,
        date=FIRST + dt.timedelta(draw(_offsets)),
        company="Acme Robotics",
        stage=None if kind is Kind.CONVERSATION else stage,
        outcome=draw(st.none() | st.sampled_from(list(Outcome))),
        checklist=draw(st.sampled_from([(), (Item("apply", "", done=done),)])),
    )


@st.composite
def standings(draw: st.DrawFn, today: dt.date) -> list[Standing]:
    """Return where a few opportunities stand on a day, each after up to six entries."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        entries = [draw(_entries(at)) for at in range(draw(st.integers(1, 6)))]
        entries.sort(key=lambda entry: entry.order)
        one = Opportunity(f"acme-{number}", "Acme Robotics", "", tuple(entries))
        found.append(standing(one, today))
    return found
