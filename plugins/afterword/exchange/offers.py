"""Offers as plain data: what `afterword offers --json` prints."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

from afterword.exchange.data import FORMAT, plain
from afterword.model.money import Amount
from afterword.model.totals import Total, Totals
from afterword.views.offers import COMPARED, Offer, Offers, Other

KEYS = {
    "opportunity": "the opportunity's id",
    "company": "the company",
    "role": "the role",
    "entry": "the id of the latest entry that offers",
    "state": "`open`, `lapsed?`, `decided?`, or what became of it, such as `declined`",
    "deadline": "the day by which to answer, `null` where none is known",
    "days": "calendar days left, 0 on the day itself, negative after it",
    "business_days": "business days left, `null` after the deadline or more than a year before",
    "tasks": "the ids of its open tasks",
    "terms": "the terms as they stand, as written",
    "private": "whether an entry keeps its terms private",
    "changes": "what changed of the terms since: `key`, `before`, `after`, `on`, `entry`",
    "year_one": "guaranteed cash in the first year, a sum",
    "usual_year": "guaranteed cash in a usual year",
    "four_years": "guaranteed cash in four years",
    "target_year_one": "cash with the target bonus in the first year",
    "target_usual_year": "cash with the target bonus in a usual year",
    "target_four_years": "cash with the target bonus in four years",
    "highest": "which of these are certainly the highest of those in their currency",
    "how": "how a year's pay was worked out, where it is not given for a year",
    "months": "how long a contract runs, `null` where it has no end",
    "equity": "`value`, `count`, `years`, `cliff_months`, `vesting` by year, `four_years`, "
    "`unknown`; `null` where none is known",
    "retirement_match": "what they add in the first year",
    "health_premium": "what you pay in the first year",
    "others": "who could answer before: `opportunity`, `day`, `because`, `before_deadline`, `task`",
}
"""The keys of an offer, with what they mean."""


def offers_data(found: Offers, today: dt.date) -> dict[str, Any]:
    """Return every offer, the open ones first; `today` is the day for which they hold."""
    return {
        "format": FORMAT,
        "today": today.isoformat(),
        "offers": [_offer(offer) for offer in (*found.open, *found.past)],
    }


def _offer(offer: Offer) -> dict[str, Any]:
    return {
        "opportunity": offer.opportunity.id,
        "company": offer.opportunity.company,
        "role": offer.opportunity.role,
        "entry": offer.entry.id,
        "state": offer.state or "open",
        "deadline": plain(offer.deadline),
        "days": offer.days,
        "business_days": offer.business_days,
        "tasks": [task.id for task in offer.tasks],
        "terms": plain(offer.terms),
        "private": offer.stands.private,
        "changes": [
            {
                "key": change.key,
                "before": plain(change.before),
                "after": plain(change.after),
                "on": change.entry.date.isoformat(),
                "entry": change.entry.id,
            }
            for change in offer.changes
        ],
        **{name: _total(getattr(offer.totals, name)) for name in COMPARED},
        "highest": sorted(offer.highest),
        "how": offer.totals.how,
        "months": _number(offer.totals.months),
        "equity": _equity(offer.totals),
        "retirement_match": _total(offer.totals.retirement_match),
        "health_premium": _total(offer.totals.health_premium),
        "others": [_other(other) for other in offer.others],
    }


def _total(total: Total) -> dict[str, Any]:
    return {
        "sums": [_amount(amount) for amount in total.sums],
        "at_least": total.at_least,
        "unknown": list(total.unknown),
    }


def _amount(amount: Amount) -> dict[str, Any]:
    return {"value": _number(amount.value), "currency": amount.currency}


def _number(value: Fraction | None) -> int | float | None:
    """Return a number as JSON has it, in cents at the finest."""
    if value is None:
        return None
    rounded = round(value, 2)
    return int(rounded) if rounded.denominator == 1 else float(rounded)


def _equity(totals: Totals) -> dict[str, Any] | None:
    """Return equity with what vests in each year, `None` where none is known of."""
    vesting = totals.vesting
    equity = vesting.equity
    if equity is None:
        return None
    return {
        "value": _amount(equity.value) if equity.value else None,
        "count": equity.count,
        "years": _number(equity.years),
        "cliff_months": _number(equity.cliff),
        "vesting": [_amount(amount) for amount in vesting.years],
        "four_years": _amount(vesting.total) if vesting.total else None,
        "unknown": vesting.unknown,
    }


def _other(other: Other) -> dict[str, Any]:
    return {
        "opportunity": other.opportunity.id,
        "day": plain(other.day),
        "because": other.because,
        "before_deadline": other.before,
        "task": other.task.id if other.task else None,
    }
