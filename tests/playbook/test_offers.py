"""Tests leads and offers: applying, deciding, telling the others, and withdrawing."""

from __future__ import annotations

import pytest

from tests.playbook.journals import Seen, Tree, look, seen, seen_of, tasks_of

LEAD = """\
== applications/2026-11-18-nimbus.md
---
company: Nimbus
role: Data Engineer
stage: lead
apply_by: 2026-12-04
---
"""

OFFER = """\
== offers/2026-11-20-acme.md
---
company: Acme Robotics
role: Backend Engineer
deadline: 2026-12-04
---
"""

OTHERS = """\
== applications/2026-11-02-cobalt.md
---
company: Cobalt
role: Backend Engineer
---
== interviews/2026-11-16-borealis.md
---
company: Borealis
role: Platform Engineer
stage: screening
interviewers: Ana Ruiz
---
== interviews/2026-11-17-dune.md
---
company: Dune
role: Backend Engineer
interviewers: Sam Lee
---
== interviews/2026-11-12-ember.md
---
company: Ember
role: Backend Engineer
interviewers: Kim Cho
outcome: rejected
---
== interviews/2026-11-25-fjord.md
---
company: Fjord
role: Backend Engineer
interviewers: Lea Moe
---
"""


def _of(root_seen: dict[str, Seen], entry: str) -> dict[str, Seen]:
    return {
        name.removeprefix(entry + "/"): each
        for name, each in root_seen.items()
        if name.startswith(entry + "/")
    }


@pytest.mark.parametrize(
    ("today", "state", "reason"),
    [
        ("2026-11-18", "upcoming", "due 4 Dec: applications close 4 Dec"),
        ("2026-12-04", "today", "due 4 Dec: applications close 4 Dec"),
        (
            "2027-01-03",
            "overdue",
            (
                "due 4 Dec 2026: applications close 4 Dec 2026; ask whether they still take one, "
                "or write an update with `outcome: closed`"
            ),
        ),
        (
            "2027-01-04",
            "missed",
            "too late after 3 Jan; was due 4 Dec 2026: applications close 4 Dec 2026",
        ),
    ],
)
def test_a_saved_posting_asks_for_an_application_before_it_closes(
    tree: Tree, today: str, state: str, reason: str
) -> None:
    task = tasks_of(tree(LEAD), today)["2026-11-18-nimbus/apply-nimbus"]
    assert (task.label, task.suggestion) == ("Apply to Nimbus", "")
    assert seen(task) == (state, "2026-12-04", reason)


def test_a_posting_without_a_last_day_is_answered_within_5_business_days(tree: Tree) -> None:
    root = tree(LEAD.replace("apply_by: 2026-12-04\n", ""))
    assert seen_of(root, "2026-11-18") == {
        "2026-11-18-nimbus/apply-nimbus": (
            "upcoming",
            "2026-11-25",
            "due 25 Nov: the application of 18 Nov, plus 5 business days",
        )
    }
    assert seen_of(root, "2026-12-18")["2026-11-18-nimbus/apply-nimbus"][0] == "overdue"
    assert seen_of(root, "2026-12-19")["2026-11-18-nimbus/apply-nimbus"][0] == "missed"


@pytest.mark.parametrize(
    ("folder", "reason"),
    [
        ("applications", "not needed: the application on 24 Nov came after"),
        ("interviews", "not needed: the interview on 24 Nov came after"),
        ("offers", "not needed: the offer on 24 Nov came after"),
    ],
)
def test_applying_is_moot_once_the_matter_has_moved(tree: Tree, folder: str, reason: str) -> None:
    root = tree(f"{LEAD}== {folder}/2026-11-24-nimbus.md\n---\ncompany: Nimbus\n---\n")
    assert seen_of(root, "2026-11-23")["2026-11-18-nimbus/apply-nimbus"][0] == "upcoming"
    assert seen_of(root, "2026-11-24")["2026-11-18-nimbus/apply-nimbus"] == (
        "moot",
        "2026-12-04",
        reason,
    )


def test_a_talk_about_a_saved_posting_does_not_replace_applying(tree: Tree) -> None:
    root = tree(f"{LEAD}== conversations/2026-11-24-nimbus.md\n---\ncompany: Nimbus\n---\n")
    assert seen_of(root, "2026-11-24")["2026-11-18-nimbus/apply-nimbus"][0] == "upcoming"


def test_a_posting_that_goes_away_needs_no_application(tree: Tree) -> None:
    root = tree(
        f"{LEAD}== updates/2026-11-24-nimbus.md\n---\ncompany: Nimbus\noutcome: closed\n---\n"
    )
    assert seen_of(root, "2026-11-24")["2026-11-18-nimbus/apply-nimbus"] == (
        "moot",
        "2026-12-04",
        "not needed: Nimbus: closed on 24 Nov",
    )


@pytest.mark.parametrize(
    ("today", "state", "reason", "suggestion"),
    [
        ("2026-11-20", "upcoming", "due 4 Dec: the offer's deadline is 4 Dec", ""),
        ("2026-12-04", "today", "due 4 Dec: the offer's deadline is 4 Dec", ""),
        (
            "2026-12-05",
            "missed",
            "too late after 4 Dec; was due 4 Dec: the offer's deadline is 4 Dec",
            "lapsed?",
        ),
    ],
)
def test_an_offer_is_decided_by_its_deadline_and_may_have_lapsed_after_it(
    tree: Tree, today: str, state: str, reason: str, suggestion: str
) -> None:
    task = tasks_of(tree(OFFER), today)["2026-11-20-acme/decide-acme-robotics"]
    assert task.label == "Decide on the offer from Acme Robotics"
    assert (*seen(task), task.suggestion) == (state, "2026-12-04", reason, suggestion)


@pytest.mark.parametrize(
    ("deadline", "notices"),
    [
        ("2026-12-04", ["2026-12-01", "2026-12-03"]),
        ("2026-11-30", ["2026-11-24", "2026-11-27"]),
        ("2026-11-29", ["2026-11-24", "2026-11-27"]),
    ],
    ids=["within a week", "over a weekend and Thanksgiving", "on a Sunday"],
)
def test_a_decision_is_announced_3_and_1_business_days_before(
    tree: Tree, deadline: str, notices: list[str]
) -> None:
    root = tree(OFFER.replace("2026-12-04", deadline))
    task = tasks_of(root, "2026-11-20", "holidays: US")["2026-11-20-acme/decide-acme-robotics"]
    assert [day.isoformat() for day in task.notices] == notices


def test_an_offer_without_a_deadline_asks_for_one(tree: Tree) -> None:
    root = tree(OFFER.replace("deadline: 2026-12-04\n", ""))
    assert seen_of(root, "2026-12-24")["2026-11-20-acme/decide-acme-robotics"] == (
        "undated",
        "",
        "no deadline is known: ask for one, and add `deadline:`",
    )


@pytest.mark.parametrize(
    ("later", "reason"),
    [
        (
            "updates/2026-11-24-acme.md\n---\ncompany: Acme Robotics\noutcome: accepted",
            "not needed: accepted on 24 Nov came after",
        ),
        (
            "updates/2026-11-24-acme.md\n---\ncompany: Acme Robotics\noutcome: declined",
            "not needed: declined on 24 Nov came after",
        ),
        (
            "updates/2026-11-24-acme.md\n---\ncompany: Acme Robotics\noutcome: rescinded",
            "not needed: rescinded on 24 Nov came after",
        ),
        (
            "offers/2026-11-24-acme.md\n---\ncompany: Acme Robotics\ndeadline: 2026-12-08",
            "not needed: the offer on 24 Nov came after",
        ),
        (
            "offers/2026-11-24-borealis.md\n---\ncompany: Borealis\noutcome: accepted",
            "not needed: the offer from Borealis was accepted on 24 Nov",
        ),
    ],
    ids=["accepted", "declined", "rescinded", "a better offer", "another offer accepted"],
)
def test_a_decision_that_has_fallen_is_moot(tree: Tree, later: str, reason: str) -> None:
    found = seen_of(tree(f"{OFFER}== {later}\n---\n"), "2026-11-24")
    assert found["2026-11-20-acme/decide-acme-robotics"] == ("moot", "2026-12-04", reason)


@pytest.mark.parametrize("outcome", ["declined", "rescinded"])
def test_an_offer_that_ended_on_the_spot_asks_for_nothing(tree: Tree, outcome: str) -> None:
    root = tree(OTHERS + OFFER.replace("deadline:", f"outcome: {outcome}\ndeadline:"))
    assert _of(seen_of(root, "2026-11-24"), "2026-11-20-acme") == {}


def test_a_decision_written_down_is_moot_when_the_offer_was_declined_on_the_spot(
    tree: Tree,
) -> None:
    root = tree(OFFER.replace("deadline:", "outcome: declined\nchecklist: [decide: ]\ndeadline:"))
    found = seen_of(root, "2026-11-24")
    assert list(found.values()) == [("moot", "2026-12-04", "not needed: decided: declined")]


@pytest.mark.parametrize(
    "later",
    [
        "interviews/2026-11-24-acme.md\n---\ncompany: Acme Robotics",
        "conversations/2026-11-24-acme.md\n---\ncompany: Acme Robotics",
        "updates/2026-11-24-acme.md\n---\ncompany: Acme Robotics\nhear_back_by: 2026-11-30",
    ],
    ids=["meeting the team", "a call about the terms", "a promise about the terms"],
)
def test_talking_about_an_offer_does_not_decide_it(tree: Tree, later: str) -> None:
    found = seen_of(tree(f"{OFFER}== {later}\n---\n"), "2026-11-24")
    assert found["2026-11-20-acme/decide-acme-robotics"][0] == "upcoming"


IN_HAND = (
    "an offer from Acme Robotics is in hand, to be answered by 4 Dec; "
    "due 23 Nov: the offer of 20 Nov, plus 1 business day"
)


def test_an_offer_in_hand_is_told_to_whoever_is_interviewing_and_to_nobody_else(tree: Tree) -> None:
    tasks = tasks_of(tree(OTHERS + OFFER), "2026-11-20")
    told = [task for task in tasks.values() if task.entry == "2026-11-20-acme"]
    told = [task for task in told if task.verb == "follow_up"]
    assert [(task.id, task.label, task.opportunity, seen(task)) for task in told] == [
        (
            "2026-11-20-acme/follow-up-borealis",
            "Follow up with Borealis",
            "borealis-platform-engineer",
            ("upcoming", "2026-11-23", IN_HAND),
        ),
        (
            "2026-11-20-acme/follow-up-dune",
            "Follow up with Dune",
            "dune-backend-engineer",
            ("upcoming", "2026-11-23", IN_HAND),
        ),
    ]


def test_an_offer_without_deadline_is_told_without_one(tree: Tree) -> None:
    root = tree(OTHERS + OFFER.replace("deadline: 2026-12-04\n", ""))
    assert seen_of(root, "2026-11-20")["2026-11-20-acme/follow-up-dune"] == (
        "upcoming",
        "2026-11-23",
        (
            "an offer from Acme Robotics is in hand; "
            "due 23 Nov: the offer of 20 Nov, plus 1 business day"
        ),
    )


def test_telling_an_offer_stays_overdue_until_its_deadline_has_passed(tree: Tree) -> None:
    root = tree(OTHERS + OFFER)
    told = "2026-11-20-acme/follow-up-dune"
    assert seen_of(root, "2026-12-04")[told] == ("overdue", "2026-11-23", IN_HAND)
    assert seen_of(root, "2026-12-05")[told] == (
        "moot",
        "2026-11-23",
        "not needed: the offer's deadline, 4 Dec, has passed",
    )


def test_telling_an_offer_is_moot_for_the_one_that_moves_and_stays_for_the_other(
    tree: Tree,
) -> None:
    root = tree(OTHERS + OFFER + "== interviews/2026-11-24-dune.md\n---\ncompany: Dune\n---\n")
    before, after = (
        _of(seen_of(root, day), "2026-11-20-acme") for day in ("2026-11-23", "2026-11-24")
    )
    assert before["follow-up-dune"] == ("today", "2026-11-23", IN_HAND)
    assert after["follow-up-dune"] == (
        "moot",
        "2026-11-23",
        "not needed: Dune: the interview on 24 Nov came after",
    )
    assert after["follow-up-borealis"] == ("overdue", "2026-11-23", IN_HAND)


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        ("declined", "not needed: declined on 24 Nov came after"),
        ("accepted", "not needed: accepted on 24 Nov came after"),
        ("rescinded", "not needed: rescinded on 24 Nov came after"),
    ],
)
def test_an_offer_no_longer_in_hand_is_not_told(tree: Tree, outcome: str, reason: str) -> None:
    root = tree(
        f"{OTHERS}{OFFER}== updates/2026-11-24-acme.md\n---\n"
        f"company: Acme Robotics\noutcome: {outcome}\n---\n"
    )
    assert seen_of(root, "2026-11-24")["2026-11-20-acme/follow-up-dune"] == (
        "moot",
        "2026-11-23",
        reason,
    )


def test_two_positions_at_one_company_are_told_apart_by_their_role(tree: Tree) -> None:
    root = tree(
        OTHERS
        + OFFER
        + """\
== interviews/2026-11-13-dune.md
---
company: Dune
role: Data Engineer
---
"""
    )
    tasks = tasks_of(root, "2026-11-20").values()
    told = [task for task in tasks if task.entry == "2026-11-20-acme" and task.verb == "follow_up"]
    assert sorted((task.id, task.label) for task in told) == [
        ("2026-11-20-acme/follow-up-borealis", "Follow up with Borealis"),
        (
            "2026-11-20-acme/follow-up-dune-backend-engineer",
            "Follow up with Dune (Backend Engineer)",
        ),
        ("2026-11-20-acme/follow-up-dune-data-engineer", "Follow up with Dune (Data Engineer)"),
    ]


ACCEPTED = OFFER.replace("deadline:", "outcome: accepted\ndeadline:")


def test_accepting_an_offer_asks_to_withdraw_from_every_other_live_opportunity(tree: Tree) -> None:
    tasks = tasks_of(tree(OTHERS + ACCEPTED), "2026-11-20")
    due = (
        "upcoming",
        "2026-11-23",
        "due 23 Nov: the offer of 20 Nov, plus 1 business day",
    )
    found = [task for task in tasks.values() if task.entry == "2026-11-20-acme"]
    assert [(task.id, task.label, task.opportunity, seen(task)) for task in found] == [
        (
            "2026-11-20-acme/task-withdraw-from-cobalt-with-thanks",
            "Withdraw from Cobalt with thanks",
            "cobalt-backend-engineer",
            due,
        ),
        (
            "2026-11-20-acme/task-withdraw-from-borealis-with-thanks",
            "Withdraw from Borealis with thanks",
            "borealis-platform-engineer",
            due,
        ),
        (
            "2026-11-20-acme/task-withdraw-from-dune-with-thanks",
            "Withdraw from Dune with thanks",
            "dune-backend-engineer",
            due,
        ),
    ]


def test_accepting_in_an_update_counts_from_the_update(tree: Tree) -> None:
    root = tree(
        f"{OTHERS}{OFFER}== updates/2026-11-24-acme.md\n---\n"
        "company: Acme Robotics\noutcome: accepted\n---\n"
    )
    found = seen_of(root, "2026-11-24")
    assert {name: each for name, each in found.items() if "withdraw-from-dune" in name} == {
        "2026-11-24-acme/task-withdraw-from-dune-with-thanks": (
            "upcoming",
            "2026-11-25",
            "due 25 Nov: the update of 24 Nov, plus 1 business day",
        )
    }


def test_a_withdrawal_is_moot_once_the_other_matter_has_ended(tree: Tree) -> None:
    root = tree(
        f"{OTHERS}{ACCEPTED}== updates/2026-11-23-dune.md\n---\n"
        "company: Dune\noutcome: withdrawn\n---\n"
    )
    found = _of(seen_of(root, "2026-11-24"), "2026-11-20-acme")
    assert found["task-withdraw-from-dune-with-thanks"] == (
        "moot",
        "2026-11-23",
        "not needed: Dune: withdrawn",
    )
    assert found["task-withdraw-from-cobalt-with-thanks"][0] == "overdue"


def test_with_an_accepted_offer_the_others_are_not_followed_up_any_more(tree: Tree) -> None:
    found = seen_of(tree(OTHERS + LEAD + ACCEPTED), "2026-11-20")
    reason = "not needed: the offer from Acme Robotics was accepted on 20 Nov"
    assert {name: each for name, each in found.items() if each[0] == "moot"} == {
        "2026-11-02-cobalt/follow-up": ("moot", "2026-11-09", reason),
        "2026-11-12-ember/follow-up": (
            "moot",
            "2026-11-19",
            "not needed: Ember: rejected on 12 Nov",
        ),
        "2026-11-16-borealis/follow-up": ("moot", "2026-11-23", reason),
        "2026-11-17-dune/follow-up": ("moot", "2026-11-24", reason),
        "2026-11-18-nimbus/apply-nimbus": ("moot", "2026-12-04", reason),
    }
    assert found["2026-11-17-dune/thank-sam-lee"][0] == "overdue"


def test_an_acceptance_that_is_rescinded_wakes_the_others_up_again(tree: Tree) -> None:
    root = tree(
        f"{OTHERS}{ACCEPTED}== updates/2026-11-24-acme.md\n---\n"
        "company: Acme Robotics\noutcome: rescinded\n---\n"
    )
    assert look(root, "2026-11-23").accepted is not None
    assert look(root, "2026-11-24").accepted is None
    found = seen_of(root, "2026-11-24")
    assert found["2026-11-17-dune/follow-up"] == (
        "today",
        "2026-11-24",
        "due 24 Nov: the interview on 17 Nov, plus 5 business days",
    )
    assert found["2026-11-02-cobalt/follow-up"] == (
        "overdue",
        "2026-11-09",
        "due 9 Nov: the application of 2 Nov, plus 5 business days",
    )
    assert [name for name, each in found.items() if "withdraw" in name and each[0] != "moot"] == []


def test_nothing_is_decided_or_told_before_the_day_of_the_offer(tree: Tree) -> None:
    assert _of(seen_of(tree(OTHERS + OFFER), "2026-11-19"), "2026-11-20-acme") == {}
    assert _of(seen_of(tree(OTHERS + ACCEPTED), "2026-11-19"), "2026-11-20-acme") == {}
