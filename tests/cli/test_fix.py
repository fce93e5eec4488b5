"""Tests `afterword check --fix`: the whole file before and after, and what is left alone."""

from __future__ import annotations

import pytest

from tests.cli.running import CONFIG, run
from tests.playbook.journals import Tree

PATH = "journal/interviews/2026-11-18-acme.md"
BEFORE = """\
---
Date: 18 Nov 2026   # the day
company: "Acme Robotics"
rol: Engineer
time: 3pm
"Hear back by": 2026/11/27
outcome: advansed
intervewers:
  - nme: Jane Doe
    e-mail: jane@acme.example
checklist:
- thnak: Jane Doe
  done: 11/19/2026
  proofread-by: Sam
- {connect: Jane Doe, snoozed: '2026/11/30 she is away: ill', accepted: "Nov 20, 2026"}
- Send the sample
- {task: Call, duee: 20261130}
---
Text.
"""
AFTER = """\
---
date: 2026-11-18   # the day
company: "Acme Robotics"
role: Engineer
time: 15:00
hear_back_by: 2026-11-27
outcome: advanced
interviewers:
  - name: Jane Doe
    email: jane@acme.example
checklist:
- thank: Jane Doe
  done: 2026-11-19
  proofread-by: Sam
- {connect: Jane Doe, snoozed: '2026-11-30 she is away: ill', accepted: 2026-11-20}
- task: Send the sample
- {task: Call, due: 2026-11-30}
---
Text.
"""


def test_what_has_one_certain_answer_is_put_right_and_shown_first(tree: Tree) -> None:
    root = tree(f"{CONFIG}== {PATH}\n{BEFORE}")
    ran = run(root, "check", "--fix")
    assert (root / PATH).read_text("utf-8") == AFTER
    assert ran.out.startswith(
        f"--- {PATH}\n+++ {PATH}\n@@ -1,18 +1,18 @@\n ---\n"
        "-Date: 18 Nov 2026   # the day\n+date: 2026-11-18   # the day\n"
    )
    assert ran.err == "17 changes written.\nNo problems.\n"
    assert run(root, "check", "--fix").err.startswith("Nothing that has one certain answer.\n")


@pytest.mark.parametrize(
    "text",
    [
        "date: 11/12/2026\ncompany: Acme\n",
        "date: 2026-02-30\ncompany: Acme\n",
        "date: 2026-11-18\ncompany: Acme\nteams: blue\n",
        "date: 2026-11-18\ncompany: Acme\ncompny: Other\n",
        "date: 2026-11-18\ncompany: Acme\nresum: cv\n",
        "date: 2026-11-18\ncompany: Acme\noutcome: no idea\n",
        "date: 2026-11-18\ncompany: Acme\ndedline: soon\n",
        "date: 2026-11-18\ncompany: [Acme\n",
        "date: 2026-11-18\ncompany: Acme\nhear_back_by: not before 20 Nov 2026\n",
        "date: 2026-11-18\ncompany: Acme\nhear_back_by: Nov 20, 2026 (call with Bob)\n",
        "date: 2026-11-18\ncompany: Acme\nhear_back_by: 20 Nov 2026, or later\n",
        "date: 2026-11-18\ncompany: Acme\nhear_back_by: Sat 20 Nov 2026\n",
        "date: 2026-11-18\ncompany: Acme\nhear_back_by: room 4021, 20 Nov 2026\n",
        "date: 2026-11-18\ncompany: Acme\nchecklist: [{task: x, due: after 20 Nov 2026}]\n",
    ],
)
def test_what_can_mean_more_than_one_thing_is_left_alone(tree: Tree, text: str) -> None:
    root = tree(f"{CONFIG}== {PATH}\n---\n{text}---\n")
    before = (root / PATH).read_bytes()
    ran = run(root, "check", "--fix")
    assert (root / PATH).read_bytes() == before
    assert "Nothing that has one certain answer.\n" in ran.err
    assert ran.out.startswith(f"{PATH}:")


def test_line_ends_and_everything_else_stay(tree: Tree) -> None:
    root = tree(f"{CONFIG}== {PATH}\n---\n---\n")
    before = "\ufeff---\r\n# mine\r\ncompany:  Acme \r\nrle:   'x'\r\n---\r\nno end".encode()
    (root / PATH).write_bytes(before)
    run(root, "check", "--fix")
    assert (root / PATH).read_bytes() == before.replace(b"rle:", b"role:")


def test_only_the_files_named_are_touched_and_programs_get_their_json(tree: Tree) -> None:
    other = "journal/updates/2026-11-19-tide.md"
    text = "---\ncompny: Tide\n---\n"
    root = tree(f"{CONFIG}== {PATH}\n{text}== {other}\n{text}")
    ran = run(root, "check", other, "--fix", "--json")
    assert (ran.code, ran.out) == (0, "[]\n")
    assert "+company: Tide\n" in ran.err
    assert (root / PATH).read_text("utf-8") == text
    assert (root / other).read_text("utf-8") == text.replace("compny", "company")


def test_a_file_that_cannot_be_written_is_told(tree: Tree) -> None:
    root = tree(f"{CONFIG}== {PATH}\n---\ncompny: Tide\n---\n")
    (root / PATH).chmod(0o444)
    ran = run(root, "check", "--fix")
    assert ran.code == 2
    assert ran.err.endswith("2026-11-18-acme.md: not written (it is read-only).\n")
