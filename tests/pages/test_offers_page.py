"""The page of offers as it is drawn: two that are open, one that was declined, and no offer."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from afterword.model.settings import Settings
from afterword.pages.render import Renderer
from afterword.playbook.snapshot import take_snapshot
from afterword.source.load import load_journal
from tests.pages.test_pages import Html
from tests.playbook.journals import Tree

OFFERS = """\
== offers/2026-11-17-acme.md
---
company: Acme Robotics
role: Engineer
deadline: 2026-12-01
terms:
  base: 160000
  currency: USD
  bonus: 10% target
  sign_on: 10000
  equity: {amount: 40000, years: 4, cliff: 1}
  parking: <b>free</b>
private: [terms]
---
== updates/2026-11-18-acme.md
---
company: Acme Robotics
role: Engineer
terms: {base: 168000, pto: 25 days}
---
== offers/2026-11-20-aurel.md
---
company: "Aurel & Co <script>alert(1)</script>"
terms: {base: 14 000 kr a month, currency: NOK, bonus: 5, retirement_match: 50% up to 6%}
---
== offers/2026-11-02-tide.md
---
company: Tide
deadline: 2026-11-09
outcome: declined
terms: {rate: 74 per hour, currency: USD, length: 3 months}
---
== interviews/2026-11-16-nimbus.md
---
company: Nimbus
role: Data Engineer
interviewers: Jo <jo@nimbus.example>
hear_back_by: 2026-11-25
---
"""
TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def whole(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Html)


def _drawn(root: Path) -> tuple[str, Renderer]:
    settings = Settings(holidays="US")
    renderer = Renderer(take_snapshot(load_journal(root, settings).journal, TODAY, settings))
    view = next(view for view in renderer.views() if view.title == "Offers")
    assert not view.in_search
    return renderer.draw(view, lambda path: "/" + path), renderer


def test_offers_side_by_side(tree: Tree, whole: SnapshotAssertion) -> None:
    drawn, _ = _drawn(tree(OFFERS))
    assert drawn == whole
    assert "<script" not in drawn
    assert "<b>" not in drawn


def test_offers_that_are_all_answered(tree: Tree, whole: SnapshotAssertion) -> None:
    tide = "== offers/2026-11-02-tide" + OFFERS.split("== offers/2026-11-02-tide")[1]
    drawn, _ = _drawn(tree(tide.split("== interviews")[0]))
    assert drawn == whole


def test_an_opportunity_shows_which_terms_changed_and_when(tree: Tree) -> None:
    _, renderer = _drawn(tree(OFFERS))
    view = renderer.opportunity_view("acme-robotics-engineer")
    drawn = renderer.draw(view, lambda path: "/" + path)
    assert '<div class="aw-soft">Base <bdi>160,000</bdi> → <bdi>168,000</bdi></div>' in drawn
    assert '<div class="aw-soft">PTO <bdi>25 days</bdi> (added)</div>' in drawn
    assert '<a href="/offers/index.md">What the offer comes to</a>' in drawn
