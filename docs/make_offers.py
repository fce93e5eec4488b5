"""Writes `docs/offers.md` from the terms that are understood: `python docs/make_offers.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from afterword.exchange.offers import KEYS
from afterword.model.figures import (
    Bonus,
    Equity,
    Figure,
    Read,
    Share,
    Span,
    say_equity,
)
from afterword.model.money import Amount, Percent, read_amount, say_amount
from afterword.model.terms import TERMS, read_term
from afterword.model.totals import WEEKS

TARGET = Path(__file__).parent / "offers.md"

_HEAD = """\
# Offers

The tables of this page are written from the code by `docs/make_offers.py`.

An offer is an entry in `offers/`, with the day until which it is to be answered and its terms:

```yaml
company: Acme Robotics       # journal/offers/2026-12-03-acme.md
role: Senior Backend Engineer
deadline: 2026-12-10
terms:
  base: 118000
  currency: USD
  bonus: 10% target
  sign_on: none
  equity: 40000 over 4 years, 1-year cliff
  retirement_match: 4%
  health_premium: 180 a month
  pto: 25 days
private: [terms]             # kept out of search, afterword.json and what is exported
```

The page Offers and `afterword offers` put the open ones side by side, the nearest deadline first:
what is to be done, who else could answer before, what each comes to, its terms, and what changed.

- **What is not known is shown as not known, never as zero.** A term that is left out is not known.
  `none` or `0` says that there is nothing of it: `sign_on: none`.
  A sum in which something is missing is "at least" so much, and names what is missing.
- **Nothing is converted.** Amounts in different currencies stand beside one another.
  "Highest" is said only among sums of one currency, of whole years, and only where it is certain.
- **There is no score.** What a shorter way to work or a kinder team is worth, only you know.

## Terms that change

What is negotiated is written as an update of the same company and role, with only what is new:

```yaml
company: Acme Robotics       # journal/updates/2026-12-05-acme-terms.md
role: Senior Backend Engineer
terms:
  base: 124000
```

A further entry in `offers/` does the same, and can give a new `deadline:` as well.
Later terms prevail, key by key; what an entry leaves out or leaves empty stays as it was.
The page says what changed when: "Base 118,000 → 124,000 on 5 Dec".
In an update, give the currency with an amount in which a point parts thousands.

## Which terms there are

Any other key is your own and shown as written; one that is nearly one of these is a warning.
"""
_FORMS_HEAD = """\

## How figures are written

"Read as" is what counts. What is not read is shown as written and counts as not known;
where a figure was plainly meant, `afterword check` says so, with line and column (`AW-TERM`).

A remark may stand behind a comma, or in brackets: `6 months, renewable`.
It must not begin with a figure.
"""
_AMOUNTS = (
    ("168000", ""),
    ("168,000", ""),
    ("168 000", ""),
    ("168'000", ""),
    ("168k", ""),
    ("1.2M", ""),
    ("168.000 EUR", ""),
    ("168.000", "EUR"),
    ("168.000", ""),
    ("$168k", ""),
    ("$168k", "CAD"),
    ("CHF 120000", ""),
    ("14 000 kr a month", ""),
    ("92 per hour", ""),
    ("92.50/h", ""),
    ("12,00,000 INR", ""),
    ("none", ""),
    ("160-170k", ""),
    ("14 000 kr a month, 13 times", ""),
)
_RULES = f"""\

## What it comes to

- **Guaranteed cash** is base, what is guaranteed of the bonus, and in the first year the sign-on.
  A bonus that is said to be a target is not guaranteed; of one that is said to be neither,
  it is not known.
- **Cash with the target bonus** takes the target instead, or what is guaranteed where that is more.
- Pay by the month is taken twelve times. Pay by the hour wants `hours:`, by the day `days:` a week,
  and is taken for {WEEKS} weeks, with no unpaid time off taken away.
- **A contract with `length:`** is counted for as long as it runs, never as a full year where it is
  shorter.
  What of an amount a year is paid in a part of a year is not known; a share of base is.
- **Equity** is never part of the cash. It counts where it is worth money; of options, shares and
  percentages the value is not known. It vests evenly, month by month; what gathers before the cliff
  comes on the cliff's day, and nothing after a contract ends.
- **Retirement match and health premium** stand beside the cash, for the first year.
  The premium is what you pay.

## Who else could answer before

Every other live opportunity that you applied for, with the next day on which something is known to
come of it: what they promised (`hear_back_by:`), else the next event, else the follow-up that is
due. Beside it stands what to do: the follow-up that says an offer is in hand, which the playbook
brings along for whoever is in interviews.
"""
_JSON = """\

## As JSON

`afterword offers --json` prints `{format, today, offers}`, open offers first. It is your own copy:
private terms are in it. A sum is `{sums, at_least, unknown}` with `sums` as a list of
`{value, currency}`, one for each currency, empty where nothing is known.
"""


def offers_page() -> str:
    """Return the whole page."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    yield _HEAD
    yield from _table(
        ("key", "what it is", "example"),
        ((f"`{term.key}`", term.meaning, f"`{term.examples[0]}`") for term in TERMS.values()),
    )
    yield _FORMS_HEAD
    yield from _table(
        ("amount", "read as"),
        (
            (f"`{text}`{f' with `currency: {given}`' if given else ''}", _read(text, given))
            for text, given in _AMOUNTS
        ),
    )
    yield ""
    yield from _table(
        ("term", "read as"),
        (
            (f"`{term.key}: {text}`", _said(read_term(term.key, _data(text), "")))
            for term in TERMS.values()
            if term.key != "base"
            for text in term.examples
            if read_term(term.key, _data(text), "")[0] is not None
        ),
    )
    yield _RULES.rstrip()
    yield _JSON
    yield from _table(("key", "meaning"), ((f"`{key}`", said) for key, said in KEYS.items()))


def _data(text: str) -> str | dict[str, str]:
    if not text.startswith("{"):
        return text
    parts = (part.partition(":") for part in text.strip("{}").split(","))
    return {key.strip(): value.strip() for key, _, value in parts}


def _read(text: str, currency: str) -> str:
    amount, why = read_amount(text, currency)
    return say_amount(amount) if amount else "not read: " + why.split(": ", 1)[0]


def _said(read: Read) -> str:
    figure, _ = read
    assert figure is not None
    return _figure(figure)


def _figure(figure: Figure) -> str:
    if isinstance(figure, Amount):
        return say_amount(figure)
    if isinstance(figure, Percent):
        return f"{float(figure.value):g}% of base"
    if isinstance(figure, Span):
        return f"{float(figure.months):g} months"
    if isinstance(figure, Equity):
        none = figure.value is not None and not figure.value.value
        said = "none" if none else say_equity(figure)
        return said if figure.value else f"{said}; value not known"
    if isinstance(figure, Bonus):
        parts = (("target", figure.target), ("guaranteed", figure.guaranteed))
        said = ", ".join(f"{name} {_share(share)}" for name, share in parts)
        return f"{said} in the first year" if figure.once else said
    return f"{float(figure):g} a week"


def _share(share: Share | None) -> str:
    return _figure(share) if share else "not known"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(re.sub(r"\|", r"\\|", cell) for cell in row) + " |"


if __name__ == "__main__":
    TARGET.write_text(offers_page(), encoding="utf-8")
