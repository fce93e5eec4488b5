"""Tests amounts as people write them: what is read, and what is refused rather than guessed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.model.money import (
    CODES,
    Amount,
    Per,
    Percent,
    currency_of,
    read_amount,
    read_percent,
    say_amount,
)


@pytest.mark.parametrize(
    ("text", "given", "said"),
    [
        ("168000", "", "168,000"),
        ("168,000", "", "168,000"),
        ("168 000", "", "168,000"),
        ("168\u00a0000", "", "168,000"),
        ("168\u202f000", "", "168,000"),
        ("168'000", "", "168,000"),
        ("168\u2019000", "", "168,000"),
        ("168_000", "", "168,000"),
        ("1.168.000", "", "1,168,000"),
        ("168.000,50", "", "168,000.50"),
        ("168,000.50", "", "168,000.50"),
        ("92,5", "", "92.50"),
        ("12,00,000 INR", "", "1,200,000 INR"),
        ("168k", "", "168,000"),
        ("168.5K", "", "168,500"),
        ("1.2M EUR", "", "1,200,000 EUR"),
        ("$168k", "", "$168,000"),
        ("US$ 168k", "", "US$168,000"),
        ("$168k USD", "", "168,000 USD"),
        ("USD 168000", "", "168,000 USD"),
        ("168000 eur", "", "168,000 EUR"),
        ("168.000 EUR", "", "168,000 EUR"),
        ("\u20ac168.000", "", "\u20ac168,000"),
        ("168.000", "EUR", "168,000"),
        ("R$ 12.000 a month", "", "R$12,000 a month"),
        ("92 per hour", "", "92 an hour"),
        ("92/h", "", "92 an hour"),
        ("92 p.h.", "", "92 an hour"),
        ("168000 p.a.", "", "168,000 a year"),
        ("168,000 USD per annum", "", "168,000 USD a year"),
        ("14 000 kr a month", "", "14,000 kr a month"),
        ("14 000 kr monthly", "", "14,000 kr a month"),
        ("650 EUR a day", "", "650 EUR a day"),
        ("168000, negotiable", "", "168,000"),
        ("168000 (before tax)", "", "168,000"),
        ("none", "", "0"),
        ("no, they never do", "", "0"),
        ("0", "", "0"),
    ],
)
def test_what_people_write_is_read(text: str, given: str, said: str) -> None:
    amount, why = read_amount(text, given)
    assert why == ""
    assert amount is not None
    assert say_amount(amount) == said


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("168.000", ""),
        ("168.000", "USD"),
        ("$168.000", ""),
        ("1.685k", "EUR"),
        ("1,685k", ""),
        ("0,500", ""),
        ("160-170k", ""),
        ("about 168k", ""),
        ("-5", ""),
        ("16,8000", ""),
        ("$5 EUR", ""),
        ("5 XYZ", ""),
        ("4500 options", ""),
        ("14 000, 13 times a year", ""),
        ("5,000, 10,000 later", ""),
        ("to be agreed", ""),
        ("9" * 300, ""),
        ("", ""),
    ],
)
def test_what_can_mean_something_else_is_not_read(text: str, given: str) -> None:
    amount, why = read_amount(text, given)
    assert amount is None
    assert why.startswith(f"`{text}`")
    assert "write" in why


def test_what_is_ambiguous_is_told_with_both_meanings() -> None:
    assert read_amount("168.000")[1] == (
        "`168.000` can be 168 or 168,000: write `168000` or `168`, without a point between "
        "thousands."
    )


@pytest.mark.parametrize(
    ("written", "given", "found"),
    [
        ("", "USD", "USD"),
        ("", "usd", "USD"),
        ("$", "", "$"),
        ("$", "CAD", "CAD"),
        ("$", "EUR", "$"),
        ("\u20ac", "", "EUR"),
        ("\u20ac", "USD", "EUR"),
        ("kr", "NOK", "NOK"),
        ("kr", "", "kr"),
        ("GBP", "USD", "GBP"),
        ("", "cowries", "cowries"),
    ],
)
def test_a_sign_is_the_currency_given_beside_it_where_it_can_be(
    written: str, given: str, found: str
) -> None:
    assert currency_of(written, given) == found


@given(
    st.integers(0, 10**12),
    st.sampled_from(["", *sorted(CODES)]),
    st.sampled_from([None, *Per]),
    st.sampled_from(["{:,}", "{}"]),
)
def test_what_is_said_of_an_amount_reads_back_as_the_same(
    value: int, currency: str, per: Per | None, form: str
) -> None:
    amount = Amount(Fraction(value), currency, per)
    assert read_amount(say_amount(amount)) == (amount, "")
    written = f"{currency} {form.format(value)}".strip()
    assert read_amount(written) == (Amount(Fraction(value), currency), "")


@given(st.text(max_size=300), st.sampled_from(["", "EUR", "USD", "$"]))
def test_any_text_is_read_or_answered(text: str, currency: str) -> None:
    amount, why = read_amount(text, currency)
    assert (amount is None) == bool(why)
    assert amount is None or amount.value >= 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("10%", 10),
        ("2.5 %", Fraction(5, 2)),
        ("4% of base", 4),
        ("4%, half of the first 8%", 4),
        ("3 percent", 3),
        ("10", None),
        ("50% up to 6%", None),
        ("about 3%", None),
    ],
)
def test_a_share_is_read(text: str, found: Fraction | None) -> None:
    assert read_percent(text) == (None if found is None else Percent(Fraction(found)))
