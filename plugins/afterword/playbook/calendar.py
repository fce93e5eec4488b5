"""Business days: weekdays that are no public holiday of the configured country."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

_ONE = dt.timedelta(days=1)
_SATURDAY = 5
_Added = tuple[dt.date, tuple[tuple[dt.date, str], ...]]


class BusinessCalendar:
    """The business days of one country or subdivision (`US`, `DE-BY`); "": weekends only."""

    def __init__(self, country: str) -> None:
        self._country, _, self._subdivision = country.partition("-")
        self._years: dict[int, dict[dt.date, str]] = {}
        self._added: dict[tuple[dt.date, int], _Added] = {}

    @property
    def years(self) -> Mapping[int, Mapping[dt.date, str]]:
        """The holidays that are known by now, by year and date."""
        return self._years

    def know(self, years: Mapping[int, Mapping[dt.date, str]]) -> None:
        """Take the holidays of whole years from whoever has them, so that none need be asked for.

        They must be the library's own.
        """
        self._years.update((year, dict(days)) for year, days in years.items())

    def holiday(self, day: dt.date) -> str:
        """Return the name of the public holiday on `day`, or an empty text."""
        if not self._country:
            return ""
        names = self._years.get(day.year)
        if names is None:
            names = self._years[day.year] = self._of_year(day.year)
        return names.get(day, "")

    def add(self, day: dt.date, amount: int) -> _Added:
        """Return the business day `amount` after `day` (before, where negative).

        With it come the public holidays that were passed over on weekdays, for the reason. The
        calendar's own ends are never crossed: the last day that can be written is returned.
        """
        # Each interview brings several tasks that count from its day.
        found = self._added.get((day, amount))
        if found is None:
            found = self._added[day, amount] = self._add(day, amount)
        return found

    def _add(self, day: dt.date, amount: int) -> _Added:
        step = _ONE if amount >= 0 else -_ONE
        passed: list[tuple[dt.date, str]] = []
        left = abs(amount)
        while left:
            try:
                day += step
            except OverflowError:
                break
            if day.weekday() >= _SATURDAY:
                continue
            if name := self.holiday(day):
                passed.append((day, name))
            else:
                left -= 1
        return day, tuple(passed)

    def count(self, day: dt.date, until: dt.date) -> int:
        """Return how many business days come after `day`, up to and with `until`."""
        days = max(0, (until - day).days)
        each = (day + dt.timedelta(days=number) for number in range(1, days + 1))
        return sum(on.weekday() < _SATURDAY and not self.holiday(on) for on in each)

    def _of_year(self, year: int) -> dict[dt.date, str]:
        import holidays  # Costs 100 ms: only when the first due rule asks for it.

        # Without a language the names would follow the machine's, and reasons with them.
        found = holidays.country_holidays(
            self._country, subdiv=self._subdivision or None, years=year, language="en_US"
        )
        return dict(found.items())


@lru_cache(maxsize=8)
def business_calendar(country: str) -> BusinessCalendar:
    """Return the calendar of a country, kept for the life of the process."""
    return BusinessCalendar(country)
