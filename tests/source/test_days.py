"""Tests that holidays from the store are the library's, and that countries are told as by it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import holidays
import pytest

from afterword.playbook.calendar import BusinessCalendar
from afterword.source import days
from afterword.source.days import keep_days, known_days
from afterword.source.settings import _has_country
from afterword.source.store import Store


@pytest.mark.parametrize("country", ["US", "DE-BY", "JP"])
def test_kept_holidays_are_the_librarys(tmp_path: Path, country: str) -> None:
    asked = BusinessCalendar(country)
    for year in (2025, 2026):
        asked.holiday(dt.date(year, 1, 1))
    with Store(tmp_path, pytest.fail) as store:
        keep_days(store, country, asked.years)
    with Store(tmp_path, pytest.fail) as store:
        found = known_days(store)
    assert found == {country: asked.years}
    told = BusinessCalendar(country)
    told.know(found[country])
    friday = dt.date(2025, 12, 19)
    assert told.add(friday, 20) == asked.add(friday, 20)


def test_another_library_is_asked_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = BusinessCalendar("US")
    asked.holiday(dt.date(2026, 1, 1))
    with Store(tmp_path, pytest.fail) as store:
        keep_days(store, "US", asked.years)
        monkeypatch.setattr(days, "package_state", lambda name: f"{name} of another day")
        assert known_days(store) == {}


def test_a_country_is_known_where_the_library_lists_it() -> None:
    listed = holidays.list_supported_countries()
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    pairs = {first + second for first in letters for second in letters}
    assert {pair for pair in pairs if _has_country(pair)} == {
        country for country in listed if len(country) == 2
    }
