"""What an offer comes to: guaranteed cash, cash with the target bonus, equity by year.

Months are counted in twelfths of a year, hours and days in 52 weeks. Amounts in different
currencies are neither added nor converted. What is not known is left out of a sum and named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from afterword.model.entry import Data
from afterword.model.figures import YEAR, Bonus, Equity, Figure, Share, Span
from afterword.model.frozen import frozen
from afterword.model.money import NOTHING, Amount, Per, Percent, currency_of
from afterword.model.terms import caption, currency_in, in_a_line

WEEKS = 52
"""Weeks of pay in a year, for rates by the hour, day and week; unpaid time off is not taken off."""
YEARS = 4
"""Years for which an offer is looked at as a whole: over how many equity usually vests."""

RULES = (
    "Guaranteed cash is base, what is guaranteed of the bonus, and in year one the sign-on. Equity "
    "vests evenly, month by month; what gathers before the cliff comes on the cliff's day. "
    "Currencies are neither added nor converted. What is not known is in no sum: it is said to be "
    "at least so much."
)
"""How the figures are reached, for whoever reads them."""

_A_YEAR = {Per.WEEK: WEEKS, Per.MONTH: YEAR, Per.YEAR: 1}
_FACTORS = {Per.HOUR: "hours", Per.DAY: "days"}
_USUAL = {"hours": 40, "days": 5}


@frozen
class Total:
    """A sum: one amount for each currency in it; none where nothing can be told.

    `unknown` names what is not in it because it is not known, so that it is a sum at least.
    """

    sums: tuple[Amount, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def at_least(self) -> bool:
        """Whether the sum is the least that it can be."""
        return bool(self.sums and self.unknown)

    @property
    def exact(self) -> bool:
        """Whether everything in the sum is known."""
        return bool(self.sums) and not self.unknown


@frozen
class Vesting:
    """Equity by year: what becomes one's own in each of the first years, and in all of them.

    `equity` is `None` where none is known of; `years` and `total` are empty where it has no value
    in money or no time to vest over, and `unknown` says why.
    """

    equity: Equity | None
    years: tuple[Amount, ...] = ()
    total: Amount | None = None
    unknown: str = ""


@frozen
class Totals:
    """What an offer comes to in its first year, in a usual year and in four years.

    `months` is how long a contract runs, `None` where it has no end; `how` says how a year's pay
    was worked out where it is not given for a year.
    """

    months: Fraction | None
    how: str
    year_one: Total
    usual_year: Total
    four_years: Total
    target_year_one: Total
    target_usual_year: Total
    target_four_years: Total
    vesting: Vesting
    retirement_match: Total
    health_premium: Total


def totals(terms: Mapping[str, Data], figures: Mapping[str, Figure]) -> Totals:
    """Return what terms come to; `figures` are those of the terms that can be told."""
    return _Reckoning(terms, figures).totals()


class _Reckoning:
    def __init__(self, terms: Mapping[str, Data], figures: Mapping[str, Figure]) -> None:
        self._terms, self._figures = terms, figures
        self._currency = currency_in(terms)
        length = figures.get("length")
        self.months = length.months if isinstance(length, Span) else None
        self._endless = not terms.get("length")
        self.how, self._why_not = "", ""
        self._pay = self._annual_pay()

    def totals(self) -> Totals:
        one, usual, four = self._in(YEAR), self._usual(), self._in(YEAR * YEARS)
        short = self.months is not None and self.months < YEAR
        return Totals(
            self.months,
            self.how,
            self._cash(one, first=True),
            Total((), (self._short(),)) if short else self._cash(usual, first=False),
            self._cash(four, first=True),
            self._cash(one, first=True, target=True),
            Total((), (self._short(),)) if short else self._cash(usual, first=False, target=True),
            self._cash(four, first=True, target=True),
            self._vesting(),
            self._beside("retirement_match", one),
            self._beside("health_premium", one),
        )

    def _short(self) -> str:
        return f"it runs for less: {in_a_line(self._terms['length'])}"

    def _in(self, months: int) -> Fraction | None:
        """Return how many of the first months are worked, `None` where that is not known."""
        if self._endless:
            return Fraction(months)
        return None if self.months is None else min(Fraction(months), self.months)

    def _usual(self) -> Fraction | None:
        return Fraction(YEAR) if self._endless or self.months is not None else None

    def _annual_pay(self) -> Amount | None:
        base, rate = self._figures.get("base"), self._figures.get("rate")
        found = base if isinstance(base, Amount) else rate
        key = "base" if isinstance(base, Amount) or not self._terms.get("rate") else "rate"
        if not isinstance(found, Amount):
            said = key in self._terms
            self._why_not = _not_known(key, self._terms) if said else "no base or rate is given"
            return None
        currency = currency_of(found.currency, self._currency)
        if found.per is None:
            self._why_not = f"the {key} does not say for how much work: write `92 per hour`"
            return None
        if found.per in _A_YEAR:
            return Amount(found.value * _A_YEAR[found.per], currency)
        factor = _FACTORS[found.per]
        number = self._figures.get(factor)
        if not isinstance(number, Fraction):
            wanted = f"add `{factor}: {_USUAL[factor]}` a week to see a year"
            self._why_not = f"{key} given per {found.per}; {wanted}"
            return None
        self.how = f"{float(number):g} {factor} a week in {WEEKS} weeks a year, all of them paid"
        return Amount(found.value * number * WEEKS, currency)

    def _cash(self, months: Fraction | None, *, first: bool, target: bool = False) -> Total:
        """Return base, bonus and, in a span that holds the first year, what comes once."""
        if self._pay is None:
            return Total((), (self._why_not,))
        if months is None:
            return Total((), ("how long it runs",))
        sums = [Amount(self._pay.value * months / YEAR, self._pay.currency)]
        unknown: list[str] = []
        bonus = self._figures.get("bonus")
        if isinstance(bonus, Bonus):
            sums += self._bonus(bonus, months, first, target, unknown)
        else:
            unknown.append(_not_known("bonus", self._terms))
        if first:
            sign_on = self._figures.get("sign_on")
            if isinstance(sign_on, Amount):
                sums.append(self._own(sign_on))
            else:
                unknown.append(_not_known("sign_on", self._terms))
        return Total(_added(sums), tuple(dict.fromkeys(unknown)))

    def _bonus(
        self, bonus: Bonus, months: Fraction, first: bool, target: bool, unknown: list[str]
    ) -> Iterable[Amount]:
        """Return what comes of a bonus; the target holds what is guaranteed of it.

        What is guaranteed in the first year only is weighed against the target of that year.
        """
        if not bonus.once:
            return self._weighed(bonus.target, bonus.guaranteed, months, target, unknown)
        year = min(months, Fraction(YEAR)) if first else Fraction(0)
        later = self._weighed(bonus.target, NOTHING, months - year, target, unknown)
        if not first:
            return later
        return [*self._weighed(bonus.target, bonus.guaranteed, year, target, unknown), *later]

    def _weighed(
        self,
        aim: Share | None,
        promise: Share | None,
        months: Fraction,
        target: bool,
        unknown: list[str],
    ) -> list[Amount]:
        """Return what is promised in some months, or what is aimed at where that is asked for."""
        promised = self._over(promise, months) if promise else None
        if not target or aim is None:
            if promised is None:
                unknown.append(_PART if promise else "whether the bonus is guaranteed")
            return [promised] if promised else []
        aimed = self._over(aim, months)
        if aimed is None:
            unknown.append(_PART)
            return [promised] if promised else []
        if promised is None or not promised.value:
            return [aimed]
        if promised.currency == aimed.currency:
            return [max(aimed, promised, key=lambda each: each.value)]
        unknown.append("the target bonus, in another currency than what is guaranteed of it")
        return [promised]

    def _over(self, share: Share, months: Fraction) -> Amount | None:
        """Return what a share of base, or an amount a year, comes to in some months.

        An amount a year in a part of a year may be paid whole, in part or not at all.
        """
        if isinstance(share, Percent):
            if self._pay is None:
                return None
            return Amount(share.of(self._pay.value) * months / YEAR, self._pay.currency)
        own = self._own(share)
        if share.per in (Per.HOUR, Per.DAY):
            return None
        if share.per in (Per.WEEK, Per.MONTH):
            return Amount(own.value * _A_YEAR[share.per] * months / YEAR, own.currency)
        if months % YEAR and own.value:
            return None
        return Amount(own.value * (months // YEAR), own.currency)

    def _own(self, amount: Amount) -> Amount:
        return Amount(amount.value, currency_of(amount.currency, self._currency))

    def _beside(self, key: str, months: Fraction | None) -> Total:
        """Return what comes beside the cash of the first year, or is paid from it."""
        found = self._figures.get(key)
        if not isinstance(found, Amount | Percent):
            return Total((), (_not_known(key, self._terms),))
        if months is None:
            return Total((), ("how long it runs",))
        if isinstance(found, Percent) and self._pay is None:
            return Total((), (self._why_not,))
        if key == "health_premium" and isinstance(found, Amount) and found.value and not found.per:
            return Total((), ("for how long: write `220 a month`",))
        amount = self._over(found, months)
        return Total((amount,)) if amount else Total((), (_PART,))

    def _vesting(self) -> Vesting:
        equity = self._figures.get("equity")
        if not isinstance(equity, Equity):
            return Vesting(None, unknown=_not_known("equity", self._terms))
        if equity.value is None:
            return Vesting(equity, unknown="value not known")
        value = self._own(equity.value)
        equity = replace(equity, value=value)
        if equity.years is None and value.value:
            return Vesting(equity, unknown="over how many years is not known")
        ends = [self._in(YEAR * year) for year in range(YEARS + 1)]
        owned = [equity.vested(end) for end in ends if end is not None]
        known = [each for each in owned if each is not None]
        if len(known) <= YEARS:
            return Vesting(equity, unknown="how long it runs")
        return Vesting(
            equity,
            tuple(replace(value, value=after - before) for before, after in pairwise(known)),
            replace(value, value=known[-1]),
        )


_PART = "what of a year's amount is paid in a part of a year"


def _not_known(key: str, terms: Mapping[str, Data]) -> str:
    """Return what is missing, and whether nothing is said or what is said is no figure."""
    name = caption(key)
    name = name if name.isupper() else name[0].lower() + name[1:]
    return f"{name}, of which no figure is told" if terms.get(key) else name


def _added(amounts: Iterable[Amount]) -> tuple[Amount, ...]:
    """Return one sum for each currency, in the order in which they come; no second one of 0."""
    sums: dict[str, Fraction] = {}
    for amount in amounts:
        # Nothing is nothing in any currency.
        if amount.value or not sums:
            sums[amount.currency] = sums.get(amount.currency, Fraction(0)) + amount.value
    return tuple(Amount(value, currency) for currency, value in sums.items())
