"""Tests `afterword offers`: each offer's figures as they are printed, and as JSON."""

from __future__ import annotations

import json

from syrupy.assertion import SnapshotAssertion

from afterword.exchange.offers import KEYS
from tests.cli.running import CONFIG, SAMPLE, run
from tests.playbook.journals import Tree

OFFERS = """\
== journal/offers/2026-11-17-acme.md
---
company: Acme Robotics
role: Engineer
deadline: 2026-12-01
terms: {base: 160000, currency: USD, bonus: 10% target, sign_on: 10000,
        equity: 40000 over 4 years, parking: free}
private: [terms]
---
== journal/updates/2026-11-18-acme.md
---
company: Acme Robotics
role: Engineer
terms: {base: 168000}
---
== journal/offers/2026-11-02-tide.md
---
company: Tide
deadline: 2026-11-09
outcome: declined
terms: {rate: 74 per hour, currency: USD, length: 3 months}
---
== journal/interviews/2026-11-16-nimbus.md
---
company: Nimbus
role: Data Engineer
interviewers: Jo <jo@nimbus.example>
hear_back_by: 2026-11-25
---
"""


def test_the_whole_of_it_is_printed(tree: Tree, snapshot: SnapshotAssertion) -> None:
    ran = run(tree(CONFIG + OFFERS), "offers")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == snapshot


def test_without_an_offer_it_says_what_to_do(tree: Tree) -> None:
    assert run(tree(f"{CONFIG}== journal/index.md\nMy search\n"), "offers") == (
        0,
        """\
As of Sunday, 22 November 2026

No offer yet: when one comes, write it down with its deadline and its terms.
""",
        "",
    )


def test_the_json_is_documented_and_says_the_same(tree: Tree) -> None:
    ran = run(tree(CONFIG + OFFERS), "offers", "--json")
    found = json.loads(ran.out)
    assert (found["format"], found["today"]) == (1, "2026-11-22")
    acme, tide = found["offers"]
    assert list(acme) == list(tide) == list(KEYS)
    assert acme["state"] == "open"
    assert (acme["days"], acme["business_days"], acme["private"]) == (9, 7, True)
    assert acme["year_one"] == {
        "sums": [{"value": 178000, "currency": "USD"}],
        "at_least": False,
        "unknown": [],
    }
    assert acme["equity"]["vesting"] == [{"value": 10000, "currency": "USD"}] * 4
    assert acme["changes"] == [
        {
            "key": "base",
            "before": "160000",
            "after": "168000",
            "on": "2026-11-18",
            "entry": "2026-11-18-acme",
        }
    ]
    assert acme["others"] == [
        {
            "opportunity": "nimbus-data-engineer",
            "day": "2026-11-25",
            "because": "they said 25 Nov",
            "before_deadline": True,
            "task": "2026-11-17-acme/follow-up-nimbus",
        }
    ]
    assert (tide["state"], tide["equity"], tide["year_one"]["sums"]) == ("declined", None, [])
    assert tide["year_one"]["unknown"][0].startswith("rate given per hour; add `hours: 40`")


def test_the_samples_offers_are_complete_enough_to_choose_from() -> None:
    found = json.loads(run(SAMPLE.parent, "offers", "--json").out)["offers"]
    is_open = [each for each in found if each["state"] == "open"]
    assert len(is_open) >= 2
    for offer in is_open:
        assert offer["year_one"]["sums"]
        assert not offer["year_one"]["at_least"]
        assert offer["days"] > 0
        assert any(other["before_deadline"] for other in offer["others"])
    assert any(offer["changes"] for offer in is_open)
