"""Tests what blocks show: every view, and every filter on it."""

from __future__ import annotations

import pytest

from afterword.model.query import FILTERS, VIEWS
from afterword.source.blocks import read_query
from afterword.views.query import Answer, answer
from tests.playbook.journals import Tree, look

TODAY = "2026-11-25"
JOURNAL = """\
== applications/2026-11-02-tide.md
---
company: Tide
role: Analyst
tags: [remote]
---
== updates/2026-11-12-tide.md
---
company: Tide
role: Analyst
outcome: rejected
---
== interviews/2026-11-18-acme.md
---
company: Acme
role: Engineer
stage: screening
interviewers: [Jane Doe <jane@acme.example>, Raj Patel <raj@acme.example>]
checklist:
  - {thank: Jane Doe, done: 2026-11-19, proofread_by: Sam}
  - {connect: Raj Patel, due: 2026-11-25}
---
== interviews/2026-10-01-old.md
---
company: Old
role: Clerk
interviewers: Ann Lee <ann@old.example>
---
== offers/2026-11-20-beta.md
---
company: Beta
role: Lead
deadline: 2026-12-04
contact: Bo Chen <bo@beta.example>
checklist:
  - {task: Undated}
---
== interviews/2026-11-27-acme.md
---
company: Acme
role: Engineer
round: Final
interviewers: Zoe Ray
---
== conversations/2026-11-30-sam.md
---
people: Sam Lee
---
"""


def _answer(tree: Tree, text: str) -> Answer:
    query, problems = read_query(text)
    assert problems == ()
    assert query is not None
    return answer(query, look(tree(JOURNAL), TODAY))


def _shown(found: Answer) -> list[str]:
    return [
        *(task.label for task in found.tasks),
        *(entry.id for entry in found.entries),
        *(row.opportunity.company for row in found.opportunities),
        *(row.person.name for row in found.people),
        *([found.sentence] if found.sentence else []),
    ]


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ("view: overdue\nrole: engineer\nverb: thank", ["Thank Raj Patel"]),
        ("view: overdue\nverb: follow_up", ["Follow up with Acme", "Follow up with Old"]),
        ("view: today", ["Connect with Raj Patel on LinkedIn"]),
        ("view: done", ["Thank Jane Doe"]),
        ("view: ahead", ["2026-11-27-acme", "2026-11-30-sam"]),
        ("view: offers", ["Beta"]),
        ("view: pipeline\noutcome: rejected", ["Tide"]),
        ("view: pipeline\nstage: offer", ["Beta"]),
        ("view: pipeline\nperson: raj", ["Acme"]),
        ("view: pipeline\nrole: ENGINEER", ["Acme"]),
        ("view: pipeline\ncompany: acme", ["Acme"]),
        ("view: entries\nkind: update", ["2026-11-12-tide"]),
        ("view: entries\ntag: Remote", ["2026-11-02-tide"]),
        ("view: entries\nsince: today - 1 week", ["2026-11-20-beta", "2026-11-18-acme"]),
        ("view: entries\nuntil: 2026-10-31", ["2026-10-01-old"]),
        (
            "view: entries\nsince: 2026-11-12\nuntil: 2026-11-18\nrole: analyst",
            ["2026-11-12-tide"],
        ),
        ("view: entries\nperson: bo@beta.example", ["2026-11-20-beta"]),
        ("view: entries\nlimit: 1", ["2026-11-20-beta"]),
        ("view: open\ncompany: beta\nverb: task", ["Undated"]),
        ("view: open\nverb: thank", ["Thank Raj Patel"]),
        (
            "view: open\nverb: follow-up\nkind: offer",
            ["Follow up with Acme", "Follow up with Old"],
        ),
        ("view: open\nperson: Raj", ["Thank Raj Patel", "Connect with Raj Patel on LinkedIn"]),
        ("view: open\nuntil: today - 1 day\nverb: connect", ["Connect with Jane Doe on LinkedIn"]),
        ("view: done\nsince: 2026-11-20", []),
        ("view: upcoming\nverb: decide", ["Decide on the offer from Beta"]),
        ("view: missed\nperson: ann\nverb: thank", ["Thank Ann Lee"]),
        ("view: agenda\nverb: thank", ["Thank Raj Patel"]),
        ("view: people\ncompany: old", ["Ann Lee"]),
        ("view: people\nperson: jane", ["Jane Doe"]),
    ],
)
def test_every_view_with_filters(tree: Tree, lines: str, shown: list[str]) -> None:
    assert _shown(_answer(tree, lines)) == shown


def test_every_view_answers_and_every_filter_of_it_narrows(tree: Tree) -> None:
    nothing = {"since": "2099-01-01", "until": "1999-01-01", "kind": "update", "stage": "accepted"}
    nothing |= {"outcome": "ghosted", "limit": "1"}
    for name, view in VIEWS.items():
        whole = _shown(_answer(tree, f"view: {name}"))
        assert whole, name
        for key in FILTERS[view.rows]:
            text = f"view: {name}\n{key}: {nothing.get(key, 'zzz')}"
            if name == "entries" and key == "kind":
                text = text.replace("update", "conversation")
            found = _answer(tree, text)
            if key == "limit":
                assert (_shown(found), found.more) == (whole[:1], len(whole) - 1)
            else:
                assert _shown(found) == [], text
