"""Public holidays, kept from one run to the next: the library that knows them is slow to load."""

from __future__ import annotations

import datetime as dt
import json

from afterword.playbook.calendar import known_years, learn_years
from afterword.source.countries import known_countries, learn_countries
from afterword.source.store import Store, package_state

ROOM = "holidays"
_COUNTRIES = "countries"
_YEARS = "years"


def recall(store: Store) -> None:
    """Tell those who ask for holidays what the store holds of them."""
    kept = {name: json.loads(value) for name, value in _kept(store).items()}
    learn_countries({code: tuple(parts) for code, parts in kept.get(_COUNTRIES, {}).items()})
    for country, years in kept.get(_YEARS, {}).items():
        for year, names in years.items():
            days = {dt.date.fromisoformat(day): name for day, name in names.items()}
            learn_years(country, int(year), days)


def keep(store: Store) -> None:
    """Keep what was learned in this run."""
    years = {
        country: {
            str(year): {day.isoformat(): name for day, name in days.items()}
            for year, days in known.items()
        }
        for country, known in known_years().items()
    }
    found = {_COUNTRIES: known_countries(), _YEARS: years}
    now = {name: json.dumps(value, sort_keys=True).encode() for name, value in found.items()}
    kept = _kept(store)
    rows = [(name, _state(), value) for name, value in now.items() if value != kept.get(name)]
    if rows:
        store.put(ROOM, rows)


def _kept(store: Store) -> dict[str, bytes]:
    return {name: value for name, (key, value) in store.get(ROOM).items() if key == _state()}


def _state() -> bytes:
    return package_state("holidays").encode()
