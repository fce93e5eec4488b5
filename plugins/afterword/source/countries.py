"""Which countries and subdivisions the setting `holidays` can name."""

from __future__ import annotations

from collections.abc import Mapping

_known: dict[str, tuple[str, ...]] = {}


def subdivisions_of(country: str) -> tuple[str, ...] | None:
    """Return the subdivisions of a country by its two letters, `None` where it is not known."""
    if country not in _known:
        import holidays  # Costs 130 ms, so only where nobody knows it.

        supported = holidays.list_supported_countries()
        if country not in supported:
            return None
        _known[country] = tuple(supported[country])
    return _known[country]


def known_countries() -> Mapping[str, tuple[str, ...]]:
    """Return what is known by now, for whoever keeps it."""
    return dict(_known)


def learn_countries(known: Mapping[str, tuple[str, ...]]) -> None:
    """Know from now on what was kept."""
    _known.update(known)
