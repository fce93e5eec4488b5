"""What an offer comes to, line by line in words: the same lines on the page and in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from afterword.model.figures import YEAR, say_equity
from afterword.model.frozen import frozen
from afterword.model.money import Amount, say_amount
from afterword.model.terms import TERMS, caption, in_a_line
from afterword.model.totals import YEARS, Total
from afterword.views.offers import Offer, keys_of

NOT_KNOWN = "not known"
"""How it is said that something is not known; it is never shown as nothing."""
GUARANTEED, WITH_TARGET = "Guaranteed cash", "Cash with the target bonus"
EQUITY, BESIDE = "Equity, not part of the cash", "Beside the cash"


@frozen
class Line:
    """One figure of an offer: `value` in words, `notes` what is to be known about it.

    `known` is whether anything is. `mark` is a comparison, such as `highest in USD`.
    """

    key: str
    group: str
    caption: str
    value: str
    notes: tuple[str, ...] = ()
    mark: str = ""
    known: bool = True


def lines_of(rows: Sequence[Offer]) -> Iterator[tuple[Line, ...]]:
    """Yield the figures of offers that are shown together: one line of each for every figure.

    Equity by year only where one of them has a value; where none is open, only the first year and
    what is known of any: there is nobody to ask.
    """
    is_open = any(not offer.state for offer in rows)
    for lines in zip(*map(_lines, rows), strict=True):
        key = lines[0].key
        asked = key == "year_one" or (is_open and not key.startswith("equity_year"))
        if asked or any(line.known for line in lines):
            yield lines


@frozen
class SideBySide:
    """Offers across, what they come to and their terms down.

    `groups` are the figures under their headings, each with one line for every offer; `terms` the
    captions of the terms with what every offer says of them.
    """

    rows: tuple[Offer, ...]
    groups: tuple[tuple[str, tuple[tuple[Line, ...], ...]], ...]
    terms: tuple[tuple[str, tuple[str, ...]], ...]


def side_by_side(rows: Sequence[Offer]) -> SideBySide:
    """Return the table of some offers."""
    groups: dict[str, list[tuple[Line, ...]]] = {}
    for lines in lines_of(rows):
        groups.setdefault(lines[0].group, []).append(lines)
    return SideBySide(
        tuple(rows),
        tuple((group, tuple(lines)) for group, lines in groups.items()),
        tuple((caption(key), tuple(cell(offer, key) for offer in rows)) for key in keys_of(rows)),
    )


def _lines(offer: Offer) -> Iterator[Line]:
    found = offer.totals
    short = found.months is not None and found.months < YEAR
    spans = (("year_one", "Year one"), ("usual_year", "A usual year"), ("four_years", "Four years"))
    for group, prefix in ((GUARANTEED, ""), (WITH_TARGET, "target_")):
        for key, named in spans:
            name = prefix + key
            total: Total = getattr(found, name)
            if short and key == "usual_year":
                yield Line(name, group, named, "none", total.unknown, known=False)
                continue
            notes = [found.how] if found.how and key == "year_one" and total.sums else []
            if found.months is not None and total.sums:
                most = YEAR * YEARS if key == "four_years" else YEAR
                worked = min(found.months, Fraction(most))
                notes.append(f"for {float(worked):g} months")
            mark = f"highest in {total.sums[0].currency}" if name in offer.highest else ""
            line = _total(name, group, named, total, notes, mark)
            # Why nothing can be told is said once.
            again = not total.sums and name != "year_one"
            yield replace(line, notes=()) if again else line
    yield from _equity(offer)
    for key, named, total in (
        ("retirement_match", "Retirement match, year one", found.retirement_match),
        ("health_premium", "Health premium you pay, year one", found.health_premium),
    ):
        line = _total(key, BESIDE, named, total, [], "")
        yield line if key in offer.terms else replace(line, notes=())


def _total(key: str, group: str, named: str, total: Total, notes: Sequence[str], mark: str) -> Line:
    said = say_total(total)
    if not total.sums:
        return Line(key, group, named, said, total.unknown, known=False)
    more = (f"{NOT_KNOWN}: {', '.join(total.unknown)}",) if total.unknown else ()
    return Line(key, group, named, said, (*more, *notes), mark)


def say_total(total: Total) -> str:
    """Return a total in words: `at least 168,000 USD`, `not known`."""
    if not total.sums:
        return NOT_KNOWN
    return ("at least " if total.at_least else "") + " and ".join(map(say_amount, total.sums))


def _equity(offer: Offer) -> Iterator[Line]:
    vesting = offer.totals.vesting
    equity = vesting.equity
    value = NOT_KNOWN
    notes: tuple[str, ...] = ()
    if equity and equity.value is not None and not equity.value.value:
        value = "none"
    elif equity:
        value = say_equity(equity)
        notes = (vesting.unknown,) if vesting.unknown else ()
    yield Line("equity", EQUITY, "As offered", value, notes, known=equity is not None)
    why = (vesting.unknown,) if equity and vesting.unknown else ()
    for number in range(YEARS):
        each = vesting.years[number] if vesting.years else None
        yield _vested(f"equity_year_{number + 1}", f"Vests in year {number + 1}", each, why)
    yield _vested("equity_years", "Vested in four years", vesting.total, why)


def _vested(key: str, named: str, amount: Amount | None, why: tuple[str, ...]) -> Line:
    if amount is None:
        return Line(key, EQUITY, named, NOT_KNOWN, why, known=False)
    worth = bool(amount.value)
    return Line(key, EQUITY, named, say_amount(amount) if worth else "none", known=worth)


def cell(offer: Offer, key: str) -> str:
    """Return what an offer says of a term in a line, or that it is not known."""
    if offer.terms.get(key):
        return in_a_line(offer.terms[key])
    if key in ("base", "rate") and {"base", "rate"} & set(offer.terms):
        return f"none: a {'rate' if key == 'base' else 'base'} is given"
    sums = offer.totals.year_one.sums
    if key == "currency" and sums and sums[0].currency:
        return f"{sums[0].currency}, as the pay says"
    return NOT_KNOWN if key not in TERMS or TERMS[key].asked else "not said"
