"""A saved posting, from the day it is saved to the day it was applied for."""

from __future__ import annotations

import datetime as dt

from afterword.model.entry import Stage

from .journals import Tree, look, problems_of, seen_of

LEAD = """\
== applications/2026-11-16-nimbus.md
---
company: Nimbus
role: Data Engineer
stage: lead
apply_by: 2026-11-25
{checklist}---
"""
APPLIED = LEAD.format(checklist="checklist:\n  - {apply: Nimbus, done: 2026-11-20}\n")


def test_a_lead_whose_apply_is_done_counts_as_applied_from_that_day(tree: Tree) -> None:
    snapshot = look(tree(APPLIED), "2026-11-22")
    (stands,) = snapshot.standings.values()
    assert (stands.stage, stands.stage_since) == (Stage.APPLIED, dt.date(2026, 11, 20))


def test_what_was_applied_for_is_followed_up_from_the_day_of_applying(tree: Tree) -> None:
    assert seen_of(tree(APPLIED), "2026-11-22")["2026-11-16-nimbus/follow-up"] == (
        "upcoming",
        "2026-11-27",
        "due 27 Nov: the application of 20 Nov, plus 5 business days",
    )


def test_a_lead_is_only_to_be_applied_for(tree: Tree) -> None:
    assert seen_of(tree(LEAD.format(checklist="")), "2026-11-22") == {
        "2026-11-16-nimbus/apply-nimbus": (
            "upcoming",
            "2026-11-25",
            "due 25 Nov: applications close 25 Nov",
        )
    }


def test_a_role_in_two_spellings_is_told_and_levels_are_not(tree: Tree) -> None:
    roles = {"a": "Data Engineer", "b": "Data Enginer", "c": "Engineer I", "d": "Engineer II"}
    root = tree(
        "".join(
            f"== applications/2026-11-1{at}-{name}.md\n---\ncompany: Nimbus\nrole: {role}\n---\n"
            for at, (name, role) in enumerate(roles.items())
        )
    )
    said = (
        "applications/2026-11-11-b.md:3:1: AW-NEAR `Data Enginer` looks like `Data Engineer` "
        "(applications/2026-11-10-a.md): spell them alike if they are one role."
    )
    assert problems_of(root, "2026-11-22") == [said]


def test_an_entry_in_a_folder_of_the_wrong_name_is_told(tree: Tree) -> None:
    root = tree("== interview/2026-11-18-acme.md\n---\ntitle: Round one\ncompany: Acme\n---\n")
    said = (
        "interview/2026-11-18-acme.md:3:1: AW-FOLDER `company` makes this look like an entry, but "
        "`interview/2026-11-18-acme.md` stands in no folder of entries: move it to applications, "
        "interviews, conversations, offers or updates."
    )
    assert problems_of(root, "2026-11-22") == [said]
