"""Tests `afterword pipeline`: the board as it is printed, and as JSON."""

from __future__ import annotations

import datetime as dt
import json

from afterword.exchange.data import pipeline_data
from afterword.playbook.snapshot import take_snapshot
from afterword.source.config import read_config
from afterword.source.load import load_journal
from afterword.views.pipeline import pipeline
from tests.cli.running import CONFIG, SAMPLE, run
from tests.playbook.journals import Tree

JOURNAL = """\
== journal/applications/2026-11-16-nimbus.md
---
company: Nimbus
stage: lead
apply_by: 2026-11-27
---
== journal/applications/2026-10-01-cobalt.md
---
company: Cobalt
---
== journal/interviews/2026-11-18-acme.md
---
company: Acme Robotics
role: Backend Engineer
interviewers: Jane Doe
checklist:
  - {thank: Jane Doe, done: 2026-11-19, proofread_by: Sam}
---
== journal/interviews/2026-11-24-acme.md
---
company: Acme Robotics
role: Backend Engineer
---
== journal/interviews/2026-11-10-dune.md
---
company: Dune
checklist:
  - task: Read about sand
outcome: on-hold
resumes: 2027-01-11
---
== journal/interviews/2026-11-02-ember.md
---
company: Ember
outcome: rejected
---
"""


def test_the_whole_board_is_printed(tree: Tree) -> None:
    assert run(tree(CONFIG + JOURNAL), "pipeline") == (
        0,
        """\
As of Sunday, 22 November 2026

Lead (1)
  Nimbus
    6 days in this stage, last touch 2026-11-16
    next: Apply to Nimbus, 2026-11-27

Applied (1)
  Cobalt
    52 days in this stage, last touch 2026-10-01, quiet for 52 days, ghosted?
    no next step: write, call, or let it go

Interviewing (1)
  Acme Robotics, Backend Engineer
    4 days in this stage, last touch 2026-11-19
    next: Interview, 2026-11-24

On hold (1)
  Dune
    on-hold 2026-11-10, resumes 2027-01-11; furthest interviewing; last touch 2026-11-10
    next: Follow up with Dune, 2027-01-13

Ended (1)
  Ember
    rejected 2026-11-02; furthest interviewing; last touch 2026-11-02

Furthest stage ever reached: lead 5, applied 4, screening 3, interviewing 3, offer 0, accepted 0
""",
        "",
    )


def test_an_empty_board_says_what_to_do_next(tree: Tree) -> None:
    assert run(tree(f"{CONFIG}== journal/index.md\nMy search\n"), "pipeline") == (
        0,
        "As of Sunday, 22 November 2026\n\nNo opportunity yet: write down the first application.\n",
        "",
    )


def test_the_json_of_the_sample_agrees_with_the_view() -> None:
    config, _ = read_config(SAMPLE)
    journal = load_journal(config.root, config.settings, config.excluded).journal
    today = dt.date(2026, 11, 22)
    board = pipeline(take_snapshot(journal, today, config.settings))
    ran = run(SAMPLE.parent, "pipeline", "--json")
    assert (ran.code, json.loads(ran.out)) == (0, pipeline_data(board, today))


def test_the_json_can_be_read_though_an_entry_cannot(tree: Tree) -> None:
    broken = "== journal/interviews/2026-11-20-broken.md\n---\ncompany: [Acme\n---\n"
    ran = run(tree(CONFIG + broken), "pipeline", "--json")
    assert (ran.code, json.loads(ran.out)["opportunities"]) == (0, [])
    assert ran.err == (
        "1 error in the journal, so that tasks may be missing here; see `afterword check`.\n"
    )
