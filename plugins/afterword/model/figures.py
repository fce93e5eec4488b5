"""Figures told from what is written of an offer: pay, bonus, equity, lengths of time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

from afterword.model.entry import Data
from afterword.model.frozen import frozen
from afterword.model.money import (
    NOTHING,
    Amount,
    Per,
    Percent,
    is_none,
    read_amount,
    read_number,
    read_percent,
    say_amount,
    without_note,
)

Share: TypeAlias = Amount | Percent
"""An amount, or a share of base pay."""

YEAR = 12
"""Months in a year; terms are counted in months."""


@frozen
class Bonus:
    """A bonus: `guaranteed` is paid whatever happens, `target` where all goes as planned.

    `None` where that is not known: of a bonus that is said to be neither, whether any of it is
    guaranteed. `once` is whether what is guaranteed is so in the first year only.
    """

    target: Share | None
    guaranteed: Share | None
    once: bool = False


@frozen
class Equity:
    """A part of the company: `value` is money, `None` where only a number is known.

    `count` is that number as written, such as `4,500 options`. It vests over `years`; `cliff` is
    in months. `None` where not said.
    """

    value: Amount | None
    count: str = ""
    years: Fraction | None = None
    cliff: Fraction | None = None

    def vested(self, months: Fraction) -> Fraction | None:
        """Return what is one's own after so many months, `None` where that is not known.

        It vests evenly, month by month; what gathers before the cliff comes on the cliff's day.
        """
        if self.value is None or (self.years is None and self.value.value):
            return None
        if not self.years or months < (self.cliff or 0):
            return Fraction(0)
        return self.value.value * min(Fraction(int(months)), self.years * YEAR) / self.years / YEAR


@frozen
class Span:
    """How long something lasts, in months."""

    months: Fraction


Figure: TypeAlias = Amount | Percent | Bonus | Equity | Span | Fraction
"""What can be told of one term; a bare number is hours or days a week."""

Read: TypeAlias = tuple[Figure | None, str]
"""A figure and an empty text, or `None` and, where a figure was meant, what to write instead."""

_DIGIT = re.compile(r"\d")
_LEADS = re.compile(r"[^\w]*\d")


def read_pay(said: Data, currency: str) -> Read:
    """Return pay for some time, or a sum, as it is said."""
    amount, why = read_amount(said, currency) if isinstance(said, str) else (None, "")
    return amount, why if _means_figure(said) else ""


def read_base(said: Data, currency: str) -> Read:
    """Return base pay, which is for a year unless it says otherwise."""
    found, why = read_pay(said, currency)
    if isinstance(found, Amount) and found.per is None:
        return Amount(found.value, found.currency, Per.YEAR), ""
    return found, why


def read_once(said: Data, currency: str) -> Read:
    """Return a sum that is paid once."""
    found, why = read_pay(said, currency)
    if isinstance(found, Amount) and found.per is not None:
        return None, f"`{said}` comes once: write the sum alone, such as `10000`."
    return found, why


def read_weekly(said: Data, currency: str) -> Read:
    """Return a number of hours or days a week."""
    text = without_note(said) if isinstance(said, str) else ""
    number = read_number(re.sub(r"\s*(?:hours|h|days|a week|per week|/week)", "", text))
    if number is not None and 0 < number <= 7 * 24:
        return number, ""
    return None, f"`{said}` is no number a week: write `40`." if _means_figure(said) else ""


_SPAN = re.compile(
    r"(\d{1,4}(?:[.,]\d{1,2})?|an?|one|two|three|four|five|six)[\s-]*(week|month|year)s?\Z",
    re.IGNORECASE,
)
_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_IN_MONTHS = {"week": Fraction(12, 52), "month": Fraction(1), "year": Fraction(YEAR)}


def _months(text: str) -> Fraction | None:
    found = _SPAN.match(without_note(text))
    if found is None:
        return None
    number = Fraction(_WORDS.get(found[1].lower(), 0)) or read_number(found[1]) or Fraction(0)
    return number * _IN_MONTHS[found[2].lower()] or None


def read_length(said: Data, currency: str) -> Read:
    """Return how long a contract runs."""
    if isinstance(said, str) and (months := _months(said)):
        return Span(months), ""
    return None, f"`{said}` is no length of time: write `6 months`." if _means_figure(said) else ""


def read_share(said: Data, currency: str) -> Read:
    """Return a share of base, or an amount."""
    if not isinstance(said, str):
        return None, ""
    if percent := read_percent(said):
        return percent, ""
    amount, _ = read_amount(said, currency)
    if amount and 0 < amount.value < LEAST and not (amount.currency or amount.per):
        return None, f"`{said}` can be a share or a sum: write `{said}%` or `{said} a year`."
    if amount:
        return amount, ""
    wanted = "a share of base or an amount first: `4%`, `4%, half of the first 8%` or `4000 a year`"
    return None, f"`{said}` is not one figure: write {wanted}." if _LEADS.match(said) else ""


LEAST = 100
"""What is less, without a currency and a time, may be a share in hundredths."""

_ONCE = re.compile(
    r"\s*\b(?:in|for)\s+(?:the\s+)?(?:first\s+year|year\s+(?:one|1))\b", re.IGNORECASE
)
_SORT = re.compile(r"\s*\b(target|on\s+target|guaranteed)\b\s*", re.IGNORECASE)


def read_bonus(said: Data, currency: str) -> Read:
    """Return a bonus; one that is said to be a target or guaranteed is known to be that."""
    if isinstance(said, Mapping):
        parts = [
            (name, text) for name, text in said.items() if isinstance(text, str) and text.strip()
        ]
        parts = [(name, text) for name, text in parts if name in BONUS_KEYS]
    elif isinstance(said, str):
        if is_none(said):
            return Bonus(NOTHING, NOTHING), ""
        parts = [_sorted_out(each) for each in _bonus_parts(said)]
    else:
        parts = []
    found: dict[str, Share] = {}
    for name, text in parts:
        figure, _ = read_share(_ONCE.sub("", text), currency)
        if isinstance(figure, Amount | Percent) and name not in found:
            found[name] = figure
        elif isinstance(said, Mapping) or _LEADS.match(text):
            wanted = "`10% target`, `5,000 guaranteed` or `{target: 10%, guaranteed: 5000}`"
            return None, f"`{text}` is no bonus that can be counted: write {wanted}."
    if not found:
        return None, ""
    if not any(figure.value for figure in found.values()):
        return Bonus(NOTHING, NOTHING), ""
    guaranteed = found.get("guaranteed", NOTHING if "" not in found else None)
    once = any(name == "guaranteed" and _ONCE.search(text) for name, text in parts)
    return Bonus(found.get("target", found.get("")), guaranteed, once), ""


def _bonus_parts(text: str) -> list[str]:
    """Return a target and a guarantee in one line apart: `10% target, 5,000 guaranteed`."""
    parts = [part for part in re.split(r",\s+|;\s*|\s+and\s+", text) if _SORT.search(part)]
    return parts or [text]


def _sorted_out(text: str) -> tuple[str, str]:
    found = _SORT.search(text)
    if found is None:
        return "", text
    sort = "guaranteed" if found[1].lower() == "guaranteed" else "target"
    return sort, " ".join(_SORT.sub(" ", text).split())


_OVER = re.compile(
    r"\s*,?\s*\b(?:(?:vest(?:s|ed|ing)?\s+)?(?:over|in)|vest(?:s|ed|ing)?)\s+"
    r"(?P<span>[\w.]+[\s-]*(?:years?|months?))\b",
    re.IGNORECASE,
)
_CLIFF = re.compile(
    r"\s*,?\s*(?:and|with|after)?\s*(?:an?\s+)?(?:no\s+cliff\b"
    r"|(?P<span>(?:\d[\d.]*|one|two|three|six|an?)[\s-]*(?:years?|months?))[\s-]+cliff\b"
    r"|cliff\s+(?:of|after)\s+(?P<after>[\w.]+[\s-]*(?:years?|months?))\b)",
    re.IGNORECASE,
)
_PACE = re.compile(r"\s*,?\s*\b(?:monthly|quarterly|yearly)\b(?:\s+vesting\b)?", re.IGNORECASE)
_STOCK = re.compile(
    r"\s*\b(?:in\s+|of\s+)?(?:stock\s+options?|options?|shares?|rsus?|units?|stock|equity|isos?)\Z",
    re.IGNORECASE,
)


def read_equity(said: Data, currency: str) -> Read:
    """Return equity; a number of options, shares or units without a currency is no money."""
    if isinstance(said, Mapping):
        texts = {name: text for name, text in said.items() if isinstance(text, str)}
        amount, years, cliff = (texts.get(name, "").strip() for name in EQUITY_KEYS)
        if read_number(years):
            years = f"{years} years"
        if read_number(cliff):
            cliff = f"{cliff} years"
    elif isinstance(said, str):
        over, wait = _OVER.search(said), _CLIFF.search(said)
        years = over["span"] if over else ""
        cliff = (wait["span"] or wait["after"] or "no") if wait else ""
        amount = _PACE.sub("", _CLIFF.sub("", _OVER.sub("", said))).strip(" ,;")
    else:
        return None, ""
    spans: list[Fraction | None] = []
    odd = ""
    for text in (years, cliff):
        none = is_none(text) or text == "0 years"
        spans.append(Fraction(0) if none else _months(text))
        odd = odd or (text if text and spans[-1] is None else "")
    if odd:
        return None, f"`{odd}` is no length of time: write {_EQUITY_FORMS}."
    length = spans[0] / YEAR if spans[0] else None
    stock = _STOCK.search(without_note(amount))
    bare = without_note(amount)[: stock.start()] if stock else amount
    value, why = read_amount(bare, currency)
    if value is not None and value.per is None:
        # A number of options is no money; with a currency it is.
        if stock and not value.currency and value.value:
            return Equity(None, without_note(amount), length, spans[1]), ""
        return Equity(value, "", length, spans[1]), ""
    if read_percent(bare):
        return Equity(None, f"{without_note(amount)} of the company", length, spans[1]), ""
    why = f"`{amount}` is no equity that can be counted: write {_EQUITY_FORMS}."
    return None, why if _LEADS.match(amount) else ""


_EQUITY_FORMS = (
    "`40000 over 4 years, 1-year cliff`, `4,500 options over 4 years` or "
    "`{amount: 40000, years: 4, cliff: 1}`"
)


def read_no_figure(said: Data, currency: str) -> Read:
    """Return that a term is words: `25 days`, `Boston`."""
    return None, ""


def _means_figure(said: Data) -> bool:
    return isinstance(said, str) and _DIGIT.search(said) is not None


BONUS_KEYS = ("target", "guaranteed")
"""What a bonus that is a mapping may say."""
EQUITY_KEYS = ("amount", "years", "cliff")
"""What equity that is a mapping may say."""


def say_equity(equity: Equity) -> str:
    """Return equity in a few words: `40,000 USD over 4 years, nothing before 12 months`."""
    said = say_amount(equity.value) if equity.value else equity.count
    if equity.years:
        years = f"{float(equity.years):g}"
        said += f" over {years} year{'' if years == '1' else 's'}"
    if equity.cliff:
        said += f", nothing before {float(equity.cliff):g} months"
    return said
