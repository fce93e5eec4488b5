"""The terms of an offer: what each is, and the figures that can be told from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from afterword.model.entry import Data
from afterword.model.figures import (
    Figure,
    Read,
    read_base,
    read_bonus,
    read_equity,
    read_length,
    read_no_figure,
    read_once,
    read_pay,
    read_share,
    read_weekly,
)
from afterword.model.frozen import frozen
from afterword.model.money import LONGEST


@frozen
class Term:
    """One term that Afterword knows: `read` tells its figure, `asked` whether every offer has it.

    `examples` are forms that are understood, `meaning` says what the term is.
    """

    key: str
    caption: str
    meaning: str
    examples: tuple[str, ...]
    read: Callable[[Data, str], Read] = read_no_figure
    asked: bool = True


TERMS: Mapping[str, Term] = {
    term.key: term
    for term in (
        Term(
            "base",
            "Base",
            "pay for the work; for a year, unless it says otherwise",
            ("168000", "168,000", "168.000 EUR", "168k", "$168k", "14 000 kr a month"),
            read_base,
        ),
        Term(
            "rate",
            "Rate",
            "pay by the hour, day, week or month, where there is no base",
            ("92 per hour", "650 EUR a day", "$92/h"),
            read_pay,
            asked=False,
        ),
        Term(
            "hours",
            "Hours a week",
            "for a rate by the hour",
            ("40", "37.5"),
            read_weekly,
            asked=False,
        ),
        Term("days", "Days a week", "for a rate by the day", ("5",), read_weekly, asked=False),
        Term(
            "length",
            "Length",
            "how long a contract runs; without it, it has no end",
            ("6 months", "26 weeks", "2 years", "6 months, renewable"),
            read_length,
            asked=False,
        ),
        Term(
            "currency",
            "Currency",
            "that of every amount which does not say its own",
            ("USD", "EUR", "SEK"),
        ),
        Term(
            "bonus",
            "Bonus",
            "a share of base, or an amount a year; what of it is guaranteed",
            (
                "10% target",
                "5,000 guaranteed",
                "10% target, 5,000 guaranteed",
                "5,000 guaranteed in the first year",
                "{target: 10%, guaranteed: 5000}",
                "none",
            ),
            read_bonus,
        ),
        Term("sign_on", "Sign-on", "paid once, at the start", ("10000", "0", "none"), read_once),
        Term(
            "equity",
            "Equity",
            "a part of the company; counted where it is worth money",
            (
                "40000 over 4 years",
                "$40k RSUs over 4 years, 1-year cliff",
                "4,500 options over 4 years, 1-year cliff",
                "0.1% over 4 years",
                "{amount: 40000, years: 4, cliff: 1}",
                "none",
            ),
            read_equity,
        ),
        Term(
            "retirement_match",
            "Retirement match",
            "what they add to your savings: a share of base, or an amount a year",
            ("4%", "4%, half of the first 8%", "4000 a year", "none"),
            read_share,
        ),
        Term(
            "health_premium",
            "Health premium",
            "what you pay for the health plan",
            ("220 a month", "0", "none"),
            read_pay,
        ),
        Term("pto", "PTO", "paid time off", ("25 days",)),
        Term("remote", "Remote", "where the work is done", ("3 days a week",)),
        Term("commute", "Commute", "the way there", ("50 minutes by train",)),
        Term("location", "Location", "the place", ("Boston",)),
        Term("level", "Level", "the grade", ("Senior",)),
        Term("start", "Start", "the first day", ("2027-01-04",)),
        Term("conditions", "Conditions", "what the offer hangs on", ("two references",)),
    )
}
"""The terms in the order in which they are shown; any other key is the user's own."""


def read_term(key: str, said: Data, currency: str) -> Read:
    """Return the figure of a term, and what to write instead where one was meant and is not read.

    `currency` is what the same terms say of it.
    """
    texts = said.values() if isinstance(said, Mapping) else (said,)
    if key not in TERMS or not said or any(len(text) > LONGEST for text in texts):
        return None, ""
    if isinstance(said, Mapping) and cut_short(said):
        return None, ""
    return TERMS[key].read(said, currency)


def figures_in(terms: Mapping[str, Data]) -> dict[str, Figure]:
    """Return the figures that one entry's terms say, by key."""
    currency = currency_in(terms)
    cut = cut_short(terms)
    read = ((key, read_term(key, said, currency)[0]) for key, said in terms.items())
    return {key: figure for key, figure in read if figure is not None and key not in cut}


def cut_short(said: Mapping[str, Data]) -> Mapping[str, str]:
    """Return the keys whose value a comma within braces cut in two, with what was cut off.

    `{base: 168,000}` is `base: 168` and a key `000` without a value.
    """
    return {
        key: rest
        for key, rest in pairwise(said)
        if not said[rest] and isinstance(said[key], str) and _REST.match(rest)
    }


_REST = re.compile(r"\d{1,3}(?:\s|[kK]?\Z)")


def currency_in(terms: Mapping[str, Data]) -> str:
    """Return what terms give as their currency, or an empty text."""
    said = terms.get("currency", "")
    return said if isinstance(said, str) else ""


def caption(key: str) -> str:
    """Return the caption of a known term, else the key of the user's own."""
    return TERMS[key].caption if key in TERMS else key


def shown(said: Data) -> Data:
    """Return a term as it is shown: as written, with commas in a bare figure of thousands."""
    if isinstance(said, str):
        return f"{int(said):,}" if re.fullmatch(r"[1-9]\d{4,14}", said, re.ASCII) else said
    if isinstance(said, Mapping):
        return {key: shown(each) for key, each in said.items()}
    return tuple(map(shown, said))


def in_a_line(said: Data) -> str:
    """Return a term in one line, as it is shown."""
    return ", ".join(_parts(shown(said)))


def _parts(said: Data) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, Mapping):
        yield from (f"{key} {', '.join(_parts(each))}" for key, each in said.items())
    else:
        for each in said:
            yield from _parts(each)
