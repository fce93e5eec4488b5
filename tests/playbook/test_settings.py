"""Tests what the setting `playbook` changes: due rules, last useful days, rules left out."""

from __future__ import annotations

import pytest

from tests.playbook.journals import Tree, seen_of

JOURNAL = """\
== applications/2026-11-02-cobalt.md
---
company: Cobalt
---
== applications/2026-11-02-dune.md
---
company: Dune
stage: lead
---
== interviews/2026-11-02-borealis.md
---
company: Borealis
interviewers: Jane Doe
---
== updates/2026-11-02-ember.md
---
company: Ember
role: Engineer
hear_back_by: 2026-11-02
checklist:
  - {follow_up: Ember, done: 2026-11-02}
---
== updates/2026-11-02-fjord.md
---
company: Fjord
role: Engineer
hear_back_by: 2026-11-02
---
== offers/2026-11-02-offer-acme.md
---
company: Acme Robotics
deadline: 2026-11-02
---
== offers/2026-11-02-gull.md
---
company: Gull
outcome: accepted
---
"""

RULED = {
    "thank": "2026-11-02-borealis/thank-jane-doe",
    "connect": "2026-11-02-borealis/connect-jane-doe",
    "interview_follow_up": "2026-11-02-borealis/follow-up",
    "application_follow_up": "2026-11-02-cobalt/follow-up",
    "promised_follow_up": "2026-11-02-fjord/follow-up",
    "second_follow_up": "2026-11-02-ember/follow-up-2",
    "apply": "2026-11-02-dune/apply-dune",
    "decide": "2026-11-02-offer-acme/decide-acme-robotics",
    "offer_follow_up": "2026-11-02-offer-acme/follow-up-borealis",
    "withdraw": "2026-11-02-gull/task-withdraw-from-cobalt-with-thanks",
}
"""A task that each rule of the playbook brings along."""

KEPT_BY_ACCEPTANCE = JOURNAL.replace("outcome: accepted", "outcome: declined")
"""The same journal without an accepted offer, which makes most tasks moot."""


def _journal(rule: str) -> str:
    return JOURNAL if rule == "withdraw" else KEPT_BY_ACCEPTANCE


@pytest.mark.parametrize("rule", RULED)
def test_every_rule_can_count_otherwise(tree: Tree, rule: str) -> None:
    anchor = "done" if rule == "second_follow_up" else "date"
    settings = f"playbook: {{{rule}: {{due: {anchor} + 8 days, expires: never}}}}"
    found = seen_of(tree(_journal(rule)), "2026-11-02", settings)
    assert found[RULED[rule]][:2] == ("upcoming", "2026-11-10")
    assert "due 10 Nov: " in found[RULED[rule]][2]
    assert ", plus 8 days" in found[RULED[rule]][2]


@pytest.mark.parametrize("rule", RULED)
def test_every_rule_can_be_left_out_and_takes_no_other_task_along(tree: Tree, rule: str) -> None:
    root = tree(_journal(rule))
    everything = set(seen_of(root, "2026-11-02"))
    for wording in ("off", "{off: true}"):
        left = set(seen_of(root, "2026-11-02", f"playbook: {{{rule}: {wording}}}"))
        gone = everything - left
        assert RULED[rule] in gone
        assert left < everything
        assert {_kind(name) for name in gone} == {_kind(RULED[rule])}


def _kind(task: str) -> str:
    """Return what a task's id says of its rule: the verb, and the entry of a follow-up."""
    entry, _, name = task.partition("/")
    if name.startswith("follow-up"):
        return f"{entry}/follow-up"
    return name.split("-")[0]


def test_a_rule_left_out_leaves_the_written_task_with_its_date(tree: Tree) -> None:
    root = tree("""\
        == interviews/2026-11-18-acme.md
        ---
        company: Acme Robotics
        interviewers: Jane Doe, Raj Patel
        checklist:
          - connect: Raj Patel
        ---
        """)
    found = seen_of(root, "2026-11-18", "playbook: {connect: off}")
    assert {name: each for name, each in found.items() if "/connect-" in name} == {
        "2026-11-18-acme/connect-raj-patel": (
            "upcoming",
            "2026-11-23",
            "due 23 Nov: the interview on 18 Nov, plus 3 business days",
        )
    }


@pytest.mark.parametrize(
    ("expires", "today", "state"),
    [
        ("3", "2026-11-05", "overdue"),
        ("3", "2026-11-06", "missed"),
        ("0", "2026-11-03", "today"),
        ("0", "2026-11-04", "missed"),
        ("never", "2036-11-05", "overdue"),
    ],
)
def test_the_last_useful_day_can_be_set(tree: Tree, expires: str, today: str, state: str) -> None:
    root = tree(KEPT_BY_ACCEPTANCE)
    found = seen_of(root, today, f"playbook: {{thank: {{expires: {expires}}}}}")
    assert found[RULED["thank"]][0] == state


def test_a_changed_rule_holds_for_written_tasks_as_well(tree: Tree) -> None:
    root = tree("""\
        == interviews/2026-11-18-acme.md
        ---
        company: Acme Robotics
        interviewers: Jane Doe
        checklist:
          - thank: Jane Doe
        ---
        """)
    settings = "playbook: {thank: {due: +2 business days}}"
    assert seen_of(root, "2026-11-18", settings)["2026-11-18-acme/thank-jane-doe"] == (
        "upcoming",
        "2026-11-20",
        "due 20 Nov: the interview on 18 Nov, plus 2 business days",
    )
