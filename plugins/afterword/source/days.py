"""Public holidays as the library gave them before, kept in the store: it takes long to load."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from afterword.source.store import Store, package_state

ROOM = "holidays"
"""Where the store keeps them, by country and year."""

Years = Mapping[int, Mapping[dt.date, str]]
"""The names of a country's holidays by year and date."""


def known_days(store: Store) -> dict[str, dict[int, dict[dt.date, str]]]:
    """Return what is kept of the library as it is installed now: its holidays by country."""
    found: dict[str, dict[int, dict[dt.date, str]]] = {}
    state = b""
    for name, (key, value) in store.get(ROOM).items():
        state = state or package_state("holidays").encode()
        if key == state:
            country, _, year = name.rpartition(" ")
            lines = (line.partition(" ") for line in value.decode().split("\n") if line)
            days = {dt.date.fromisoformat(day): title for day, _, title in lines}
            found.setdefault(country, {})[int(year)] = days
    return found


def keep_days(store: Store, country: str, years: Years) -> None:
    """Keep a country's holidays, where each has its name in one line."""
    state = package_state("holidays").encode()
    rows = []
    for year, days in years.items():
        if not any("\n" in title for title in days.values()):
            text = "".join(f"{day} {title}\n" for day, title in days.items())
            rows.append((f"{country} {year}", state, text.encode()))
    store.put(ROOM, rows)
