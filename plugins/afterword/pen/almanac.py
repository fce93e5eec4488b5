"""Public holidays, kept from one run to the next: the library that knows them is slow to load."""

from __future__ import annotations

import os
from pathlib import Path

from afterword.playbook.calendar import business_calendar
from afterword.source.days import keep_days, known_days
from afterword.source.settings import countries_known
from afterword.source.store import Store, state_folder

_IDENTITY = "holidays 1"
"""They are the library's, whichever Afterword asked for them."""


def of_user() -> Store:
    """Return the store of this user's own, for what hangs on no journal.

    It is used without a word, or not: where it cannot be, the library is asked.
    """
    try:
        folder = state_folder()
    except OSError:
        folder = Path(os.devnull)
    return Store(folder, _say_nothing, identity=_IDENTITY)


def _say_nothing(_: str) -> None:
    """Leave it at that."""


def recall(store: Store) -> None:
    """Tell those who ask for holidays what the store holds of them."""
    for country, years in known_days(store).items():
        business_calendar(country).know(years)
        countries_known.add(country)


def keep(store: Store, country: str) -> None:
    """Keep the holidays of a country, as the settings write it, that were asked for in this run."""
    years = business_calendar(country).years
    if years.keys() - known_days(store).get(country, {}).keys():
        keep_days(store, country, years)
