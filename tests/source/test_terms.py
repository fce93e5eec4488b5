"""Tests the check of an offer's terms: kept as written, with a warning where a figure was meant."""

from __future__ import annotations

import pytest

from afterword.model.entry import Kind
from afterword.model.terms import TERMS, read_term
from tests.source.reading import entry_of, faults_of


def _said(terms: str) -> list[str]:
    return faults_of(f"terms: {terms}", Kind.OFFER)[1]


@pytest.mark.parametrize(
    ("terms", "where", "said"),
    [
        ("{base: 168.000}", "4:15: AW-TERM", "`base`: `168.000` can be 168 or 168,000"),
        ("{base: 160-170k}", "4:15: AW-TERM", "is not one amount: write `168000`"),
        ("{sign_on: 500 a month}", "4:18: AW-TERM", "comes once"),
        ("{hours: many, days: 5 or 6}", "4:28: AW-TERM", "no number a week: write `40`"),
        ("{length: 6-12 months}", "4:17: AW-TERM", "no length of time: write `6 months`"),
        ("{bonus: 10% or more}", "4:16: AW-TERM", "no bonus that can be counted"),
        ("{bonus: {target: high}}", "4:16: AW-TERM", "no bonus that can be counted"),
        ("{equity: 40000 over the years}", "4:17: AW-TERM", "`the years` is no length of time"),
        ("{equity: 40 or 50 options}", "4:17: AW-TERM", "no equity that can be counted"),
        ("{equity: {amount: 4, years: x}}", "4:17: AW-TERM", "`x` is no length of time"),
        ("{retirement_match: 50% up to 6%}", "4:27: AW-TERM", "`4%, half of the first 8%`"),
        ("{health_premium: 5 or 6}", "4:25: AW-TERM", "is not one amount"),
        ("{deadline: 2026-12-04}", "4:9: AW-TERM", "`deadline:` of the entry"),
        ("{base: 168,000, currency: USD}", "4:15: AW-TERM", "and a key `000`: write `168000`"),
        ("{bonus: 5,000 guaranteed}", "4:16: AW-TERM", 'write `"5,000 guaranteed"`'),
        ("{equity: {amount: 40,000, years: 4}}", "4:26: AW-TERM", "write `40000`"),
        ("{signon: 5000}", "4:9: AW-KEY", "Did you mean `sign_on`?"),
        ("{sign-on: 5000}", "4:9: AW-KEY", "Did you mean `sign_on`?"),
        ("{bonus: {targt: 10%}}", "4:17: AW-KEY", "Did you mean `target`?"),
    ],
)
def test_a_figure_or_a_key_that_is_not_understood_has_its_place(
    terms: str, where: str, said: str
) -> None:
    (problem, *more) = _said(terms)
    assert more == []
    assert where in problem
    assert said in problem


@pytest.mark.parametrize(
    "terms",
    [
        "{base: competitive, bonus: up to the team, equity: some, hours: many, length: open}",
        "{sign_on: }",
        "{parking: 120 a month, x-signon: 3, dog: yes, vacation house: {weeks: 2}}",
        "{equity: [options, RSUs], bonus: [10 %, 1.10], pto: 25 days}",
    ],
)
def test_words_and_keys_of_ones_own_are_fine(terms: str) -> None:
    assert _said(terms) == []


def test_every_documented_form_is_read_without_a_warning() -> None:
    for key, term in TERMS.items():
        for example in term.examples:
            assert faults_of(f"terms:\n  {key}: {example}", Kind.OFFER)[1] == [], example
            if not example.startswith("{"):
                assert read_term(key, example, "")[1] == "", example


def test_terms_are_an_updates_too_and_of_no_other_kind() -> None:
    terms = "terms: {base: 175000}"
    assert faults_of(terms, Kind.UPDATE)[1] == []
    assert entry_of(terms, Kind.UPDATE).terms == {"base": "175000"}
    (problem,) = faults_of(terms, Kind.INTERVIEW)[1]
    assert "`terms` belongs in an offer, not in an interview" in problem


def test_a_page_of_text_in_the_place_of_a_figure_is_no_figure() -> None:
    assert read_term("equity", "9 " * 5000, "") == (None, "")
    assert read_term("bonus", {"target": "9 " * 5000}, "") == (None, "")
