"""Tests `afterword people`, `momentum` and `proof` as they are typed."""

from __future__ import annotations

import json

import pytest

from tests.cli.running import CONFIG, SAMPLE, run
from tests.playbook.journals import Tree

JOURNAL = """\
== journal/interviews/2026-11-18-acme.md
---
company: Acme Robotics
role: Backend Engineer
contact: Rita Cole <rita@acme.example>
interviewers:
  - {name: Jane Doe, title: Staff Engineer, email: jane@acme.example}
checklist:
  - {thank: Jane Doe, done: 2026-11-19, proofread_by: Sam}
---
== journal/conversations/2026-07-01-ted.md
---
people: Ted Kowalczyk <ted@fernhill.example>
checklist:
  - {connect: Ted, skipped: no account}
---
"""
DRAFTED = """\
== journal/interviews/2026-11-20-tide.md
---
company: Tide
role: Data Engineer
interviewers: [Ana Ruiz <ana@tide.example>, Bo Lind <bo@tide.example>]
---
We spoke about backfills and the orders table.

## Thank-you note: Ana Ruiz

Dear Anna,

thank you for you time.
"""


def test_people_are_printed_with_what_is_owed(tree: Tree) -> None:
    assert run(tree(CONFIG + JOURNAL), "people") == (
        0,
        """\
As of Sunday, 22 November 2026

In a live matter (1)
  Jane Doe, Staff Engineer, Acme Robotics
    last touch 2026-11-19, be in touch by 2026-12-19
    Connect with Jane Doe on LinkedIn, due 2026-11-23

From before (1)
  Ted Kowalczyk
    last touch 2026-07-01, be in touch now
    invitation not wanted

Named, not met (1)
  Rita Cole, Acme Robotics
    last touch 2026-11-18
    Follow up with Rita Cole, due 2026-11-25

""",
        "",
    )


def test_people_as_data(tree: Tree) -> None:
    ran = run(tree(CONFIG + JOURNAL), "people", "--json")
    ted = next(row for row in json.loads(ran.out) if row["id"] == "ted-kowalczyk")
    assert {key: ted[key] for key in ("met", "live", "late", "next_touch", "invitation")} == {
        "met": True,
        "live": False,
        "late": True,
        "next_touch": "2026-11-01",
        "invitation": "not wanted",
    }
    assert ted["thanks"] == [{"task": "2026-07-01-ted/thank-ted-kowalczyk", "state": "missed"}]


def test_nobody_yet(tree: Tree) -> None:
    root = tree(CONFIG)
    (root / "journal").mkdir()
    assert "Nobody yet" in run(root, "people").out
    assert "Nothing has happened yet" in run(root, "momentum").out


def test_momentum_is_printed_with_its_reasons(tree: Tree) -> None:
    out = run(tree(CONFIG + JOURNAL), "momentum").out
    assert out.startswith(
        """\
As of Sunday, 22 November 2026

1 live opportunity, 2 fewer than the 3 to keep up: look for 2 more; the last new step was 4 days \
ago. The last conversation outside the interviews was 144 days ago.

  live: 1 live opportunity, 2 fewer than the 3 to keep up
    what would change it: look for 2 more

  conversations: The last conversation outside the interviews was 144 days ago
    what would change it: call someone who is due on the page People, or ask for one introduction

  last application:  none yet
  last interview:    2026-11-18, 4 days ago
  last conversation: 2026-07-01, 144 days ago
"""
    )
    assert out.endswith("\n  No rates below 10 opportunities; there are 1.\n")


def test_the_samples_rates_are_those_of_its_data() -> None:
    data = json.loads(run(SAMPLE.parent, "momentum", "--json").out)
    assert data["counted"] >= 10
    out = run(SAMPLE.parent, "momentum").out
    told = ", ".join(f"{rate['stage']} {rate['count']}" for rate in data["rates"])
    assert f"Of {data['counted']} opportunities came as far as: {told}" in out
    assert sum(sum(v for k, v in week.items() if k != "monday") for week in data["weeks"]) > 10


FOUND = """\
journal/interviews/2026-11-20-tide.md:10:1: INTEREST no word of interest: say that you want the \
position, and why.
journal/interviews/2026-11-20-tide.md:10:1: SPECIFIC it could be sent to anyone: name one thing \
that you talked about.
journal/interviews/2026-11-20-tide.md:10:6: NAME `Anna` is `Ana` in the front matter.
"""


def test_a_draft_is_proofread_with_its_places(tree: Tree) -> None:
    ran = run(tree(CONFIG + JOURNAL + DRAFTED), "proof")
    assert ran.code == 1
    assert ran.out.startswith(FOUND)
    assert "2026-11-20-tide.md:12:15: GRAMMAR `you` stands for `your`.\n" in ran.out
    assert ran.err == (
        "Ana Ruiz (2026-11-20-tide): 7 words (75 to 150 are usual), "
        f"{len(ran.out.splitlines())} findings.\n"
    )


def test_a_proof_as_data(tree: Tree) -> None:
    ran = run(tree(CONFIG + JOURNAL + DRAFTED), "proof", "--json", "tide")
    assert ran.code == 1
    (proof,) = json.loads(ran.out)
    assert {key: proof[key] for key in ("task", "path", "line", "words", "remark")} == {
        "task": "2026-11-20-tide/thank-ana-ruiz",
        "path": "interviews/2026-11-20-tide.md",
        "line": 10,
        "words": 7,
        "remark": "",
    }
    assert {finding["code"] for finding in proof["findings"]} >= {"INTEREST", "SPECIFIC", "NAME"}


@pytest.mark.parametrize(
    ("entry", "code", "said"),
    [
        ("acme", 0, "No draft is waiting: every note is sent, or not begun.\n"),
        ("interviews/2026-11-20-tide.md", 1, "Ana Ruiz (2026-11-20-tide)"),
        ("2026-11-20-tide", 1, "Ana Ruiz (2026-11-20-tide)"),
        ("dune", 2, "afterword: no entry `dune`; its id is its file's name"),
        (
            "2026-11",
            2,
            "afterword: `2026-11` can be any of these:\n  2026-11-18-acme\n  2026-11-20-tide\n",
        ),
    ],
)
def test_one_entry_is_chosen_by_any_unique_part(
    tree: Tree, entry: str, code: int, said: str
) -> None:
    ran = run(tree(CONFIG + JOURNAL + DRAFTED), "proof", entry)
    assert ran.code == code
    assert said in ran.err
