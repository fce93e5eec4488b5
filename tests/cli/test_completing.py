"""Tests what a shell is offered for Tab: tasks, companies, roles and people of the journal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import CONFIG
from tests.playbook.journals import Tree

JOURNAL = f"""\
{CONFIG}== journal/interviews/2026-11-18-acme.md
---
company: Acme Robotics
role: Backend Engineer
interviewers: Jane Doe <jane@acme.example>, Raj Patel
checklist:
  - {{thank: Raj Patel, proofread_by: Sam, done: 2026-11-18}}
---
== journal/applications/2026-11-19-acorn.md
---
company: Acorn
role: Data Engineer
---
"""


def _offered(root: Path, *words: str) -> list[str]:
    """Return what bash is offered for the last word of a command line."""
    environment = {
        **os.environ,
        "_AFTERWORD_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(f"'{word}'" for word in ("afterword", *words)),
        "COMP_CWORD": str(len(words)),
    }
    run = "import sys; sys.argv = ['afterword']; from afterword.cli.main import main"
    ran = subprocess.run(
        [sys.executable, "-c", f"{run}; main(prog_name='afterword')"],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr == ""
    return [line.split(",", 1)[1] for line in ran.stdout.split("\n") if line]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["don"], ["done"]),
        (["done", "thank"], ["2026-11-18-acme/thank-jane-doe"]),
        (
            ["snooze", "JANE"],
            ["2026-11-18-acme/thank-jane-doe", "2026-11-18-acme/connect-jane-doe"],
        ),
        (["new", "interview", "--company", "ac"], ["Acme Robotics", "Acorn"]),
        (["new", "offer", "--company", "Acme Robotics", "--role", ""], ["Backend Engineer"]),
        (["new", "interview", "--with", "jane"], ["Jane Doe <jane@acme.example>"]),
        (["new", "interview", "--hear-b"], ["--hear-back-by"]),
        (["new", "o"], ["offer"]),
        (["done", "nothing-like-it"], []),
    ],
)
def test_tab_offers_what_the_journal_knows(
    tree: Tree, words: list[str], offered: list[str]
) -> None:
    assert _offered(tree(JOURNAL), *words) == offered


def test_where_there_is_no_journal_tab_is_silent(tree: Tree) -> None:
    assert _offered(tree("== notes.md\nNo journal.\n"), "done", "thank") == []
