"""Public holidays, kept from one run to the next: the library that knows them is slow to load."""

from __future__ import annotations

from afterword.playbook.calendar import business_calendar
from afterword.source.days import keep_days, known_days
from afterword.source.settings import countries_known
from afterword.source.store import Store


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
