"""Tests what an offer comes to: nothing unknown counts as nothing, nothing foreign is added."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.model.entry import Data
from afterword.model.figures import Equity
from afterword.model.money import Amount, say_amount
from afterword.model.terms import figures_in, in_a_line
from afterword.model.totals import YEARS, Total, Totals, totals


def _totals(**terms: Data) -> Totals:
    return totals(terms, figures_in(terms))


def _said(total: Total) -> tuple[str, tuple[str, ...]]:
    return " and ".join(map(say_amount, total.sums)), total.unknown


def test_guaranteed_cash_and_the_target_are_kept_apart() -> None:
    found = _totals(base="168000", currency="USD", bonus="10% target", sign_on="10000")
    assert _said(found.year_one) == ("178,000 USD", ())
    assert _said(found.usual_year) == ("168,000 USD", ())
    assert _said(found.four_years) == ("682,000 USD", ())
    assert _said(found.target_year_one) == ("194,800 USD", ())
    assert _said(found.target_usual_year) == ("184,800 USD", ())
    assert _said(found.target_four_years) == ("749,200 USD", ())


@pytest.mark.parametrize(
    ("bonus", "year_one", "usual_year", "target"),
    [
        ("5,000 guaranteed", "105,000", "105,000", "105,000"),
        ("5,000 guaranteed in the first year", "105,000", "100,000", "105,000"),
        ("10% target, 5,000 guaranteed", "105,000", "105,000", "110,000"),
        ({"target": "3%", "guaranteed": "5000"}, "105,000", "105,000", "105,000"),
        ("none", "100,000", "100,000", "100,000"),
        ("0", "100,000", "100,000", "100,000"),
        ("500 a month guaranteed", "106,000", "106,000", "106,000"),
    ],
)
def test_a_bonus_counts_as_it_is_promised(
    bonus: Data, year_one: str, usual_year: str, target: str
) -> None:
    found = _totals(base="100000", bonus=bonus, sign_on="none")
    assert _said(found.year_one) == (year_one, ())
    assert _said(found.usual_year) == (usual_year, ())
    assert _said(found.target_year_one) == (target, ())


def test_a_bare_small_number_may_be_a_share_and_is_neither() -> None:
    found = _totals(base="100000", bonus="10", retirement_match="4")
    assert found.year_one.unknown[0] == "bonus, of which no figure is told"
    assert found.retirement_match.sums == ()
    assert _said(_totals(base="100000", retirement_match="$4").retirement_match) == ("$4", ())


def test_a_promise_for_the_first_year_is_weighed_against_that_years_target() -> None:
    found = _totals(
        base="40000", bonus="10% target, 5,000 guaranteed in the first year", sign_on="none"
    )
    assert _said(found.target_year_one) == ("45,000", ())
    assert _said(found.target_four_years) == ("177,000", ())
    foreign = _totals(base="40000 EUR", bonus="10% target, 5000 USD guaranteed", sign_on="none")
    assert _said(foreign.target_year_one) == (
        "40,000 EUR and 5,000 USD",
        ("the target bonus, in another currency than what is guaranteed of it",),
    )


def test_a_sum_with_something_unknown_in_it_is_the_least_it_can_be() -> None:
    found = _totals(base="100000", bonus="10 %")
    assert found.year_one.at_least
    assert _said(found.year_one) == ("100,000", ("whether the bonus is guaranteed", "sign-on"))
    assert _said(found.target_year_one) == ("110,000", ("sign-on",))
    assert _said(found.usual_year) == ("100,000", ("whether the bonus is guaranteed",))
    said = _totals(base="100000", bonus="generous", sign_on="none").year_one
    assert _said(said) == ("100,000", ("bonus, of which no figure is told",))


def test_without_base_nothing_is_told() -> None:
    found = _totals(sign_on="10000", bonus="none")
    assert _said(found.year_one) == ("", ("no base or rate is given",))
    assert _said(_totals(base="competitive").year_one) == (
        "",
        ("base, of which no figure is told",),
    )
    assert _said(_totals(rate="92").year_one)[1][0].startswith("the rate does not say for how much")


def test_a_rate_by_the_hour_wants_hours() -> None:
    assert _said(_totals(rate="92 per hour").year_one) == (
        "",
        ("rate given per hour; add `hours: 40` a week to see a year",),
    )
    found = _totals(rate="92 per hour", hours="40", bonus="none", sign_on="none")
    assert _said(found.year_one) == ("191,360", ())
    assert found.how == "40 hours a week in 52 weeks a year, all of them paid"
    by_day = _totals(rate="650 EUR a day", days="4", bonus="none", sign_on="none")
    assert _said(by_day.usual_year) == ("135,200 EUR", ())


def test_a_contract_is_no_full_year() -> None:
    found = _totals(
        rate="92 per hour", hours="40", length="6 months, renewable", bonus="none", sign_on="0"
    )
    assert _said(found.year_one) == ("95,680", ())
    assert _said(found.usual_year) == ("", ("it runs for less: 6 months, renewable",))
    assert _said(found.four_years) == ("95,680", ())
    two_years = _totals(base="100000", length="2 years", bonus="none", sign_on="0")
    assert _said(two_years.usual_year) == ("100,000", ())
    assert _said(two_years.four_years) == ("200,000", ())
    unclear = _totals(base="100000", length="6-12 months", bonus="none", sign_on="0")
    assert _said(unclear.year_one) == ("", ("how long it runs",))
    part = _totals(base="100000", length="6 months", bonus="5,000 guaranteed", sign_on="0")
    assert _said(part.year_one) == (
        "50,000",
        ("what of a year's amount is paid in a part of a year",),
    )


def test_currencies_are_never_added() -> None:
    found = _totals(base="100000", currency="USD", bonus="none", sign_on="5000 EUR")
    assert _said(found.year_one) == ("100,000 USD and 5,000 EUR", ())
    same = _totals(base="$100k", currency="CAD", bonus="none", sign_on="5000 CAD")
    assert _said(same.year_one) == ("105,000 CAD", ())
    assert _said(_totals(base="14 000 kr a month", bonus="none").usual_year) == ("168,000 kr", ())


def test_what_stands_beside_the_cash() -> None:
    found = _totals(
        base="100000", retirement_match="4%, half of the first 8%", health_premium="220 a month"
    )
    assert _said(found.retirement_match) == ("4,000", ())
    assert _said(found.health_premium) == ("2,640", ())
    assert _said(_totals(base="1", health_premium="220").health_premium) == (
        "",
        ("for how long: write `220 a month`",),
    )
    assert _said(_totals(base="1").retirement_match) == ("", ("retirement match",))
    assert _said(_totals(base="1", health_premium="none").health_premium) == ("0", ())


def _vesting(equity: Data, **terms: Data) -> list[str]:
    found = _totals(base="100000", currency="USD", equity=equity, **terms).vesting
    assert not (found.years and found.unknown)
    return [found.unknown] if found.unknown else [say_amount(each) for each in found.years]


def test_equity_vests_evenly_once_its_cliff_has_passed() -> None:
    quarter = ["10,000 USD"] * 4
    assert _vesting("40000 over 4 years") == quarter
    assert _vesting("40000 over 4 years, 1-year cliff") == quarter
    assert _vesting({"amount": "40000", "years": "4", "cliff": "2"}) == [
        "0 USD",
        "20,000 USD",
        "10,000 USD",
        "10,000 USD",
    ]
    assert _vesting("30000 over 2.5 years") == ["12,000 USD", "12,000 USD", "6,000 USD", "0 USD"]
    assert _vesting("$40k RSUs over 4 years", length="18 months") == [
        "10,000 USD",
        "5,000 USD",
        "0 USD",
        "0 USD",
    ]


def test_equity_without_a_value_is_not_known_and_in_no_sum() -> None:
    assert _vesting("4,500 options over 4 years, 1-year cliff") == ["value not known"]
    assert _vesting("0.1% over 4 years") == ["value not known"]
    assert _vesting("40000") == ["over how many years is not known"]
    assert _vesting("lots") == ["equity, of which no figure is told"]
    assert _vesting("none, profit share of about 3%") == ["0 USD"] * 4
    with_it = _totals(base="100000", equity="40000 over 4 years")
    assert with_it.four_years == _totals(base="100000").four_years


_WHOLE = st.integers(1, 10**7)


@given(_WHOLE, st.integers(1, 120), st.integers(0, 60), st.integers(0, 200))
def test_no_more_vests_than_was_given_and_nothing_is_taken_back(
    value: int, months: int, cliff: int, at: int
) -> None:
    equity = Equity(Amount(Fraction(value)), "", Fraction(months, 12), Fraction(cliff))
    now, later = equity.vested(Fraction(at)), equity.vested(Fraction(at + 1))
    assert now is not None
    assert later is not None
    assert 0 <= now <= later <= value
    assert equity.vested(Fraction(max(months, cliff))) == value


@given(
    _WHOLE,
    st.integers(0, 10**5),
    st.integers(0, 30),
    st.integers(100, 10**5),
    st.sampled_from(["", ", {} guaranteed", ", {} guaranteed in the first year"]),
)
def test_four_years_are_the_first_and_three_usual_ones(
    base: int, sign_on: int, bonus: int, promise: int, form: str
) -> None:
    said = f"{bonus}% target{form.format(promise)}"
    found = _totals(base=str(base), bonus=said, sign_on=str(sign_on))
    for prefix in ("", "target_"):
        first, usual, four = (
            getattr(found, prefix + name).sums[0].value
            for name in ("year_one", "usual_year", "four_years")
        )
        assert four == first + (YEARS - 1) * usual
    assert found.target_usual_year.sums[0].value >= found.usual_year.sums[0].value


def test_a_term_stands_in_one_line() -> None:
    assert in_a_line("168000") == "168,000"
    assert in_a_line("2026") == "2026"
    assert in_a_line({"amount": "40000", "years": "4"}) == "amount 40,000, years 4"
    assert in_a_line(("a", "b")) == "a, b"
