"""Proofs one note in one journal, as tests of its rules want it."""

from __future__ import annotations

import datetime as dt

import pytest

from afterword.model.settings import Settings
from afterword.playbook.snapshot import take_snapshot
from afterword.prose import engine
from afterword.prose.proof import Proof, proofs
from afterword.source.load import load_journal
from tests.playbook.journals import Tree

NOTES = """\
Jane drew the night job and asked for the duplicate bookings in the ledger.
Raj wanted to hear about the rollout that I had stopped, and about retries in the gateway.
"""
BODY = """\
Thank you for the hour on Wednesday, and for drawing the night job as it really is.

I went on thinking about the duplicate bookings in the ledger, and would begin with the two queues.

The position interests me very much, and I would enjoy working on it with you and Raj.
"""

JOURNAL = """\
== interviews/2026-11-18-acme.md
---
company: Acme Robotics
role: Senior Backend Engineer
agency: Northgate Talent
contact: Rita Cole <rita@northgate.example>
interviewers:
  - Jane McDonald <jane@acme.example>
  - Raj Patel <raj@acme.example>
---
{notes}
## Thank-you note: Jane McDonald

{draft}
== interviews/2026-11-10-tide.md
---
company: Tide Analytics
role: Staff Data Engineer
interviewers: Benoit Lachance <benoit@tide.example>
---
Said.
"""


def proof_of(tree: Tree, draft: str, notes: str = NOTES) -> Proof:
    """Return the proof of a note to Jane McDonald of Acme Robotics."""
    root = tree(JOURNAL.format(draft=draft, notes=notes))
    journal = load_journal(root, Settings()).journal
    (proof,) = proofs(take_snapshot(journal, dt.date(2026, 11, 19), Settings())).values()
    return proof


def codes(tree: Tree, draft: str, notes: str = NOTES) -> list[str]:
    """Return what the proof of a note finds, by code."""
    return [finding.code for finding in proof_of(tree, draft, notes).findings]


def letter(
    body: str = BODY, greeting: str = "Dear Jane,", closing: str = "Kind regards,\nAlex"
) -> str:
    """Return a note with a greeting and a closing."""
    return f"{greeting}\n\n{body}\n{closing}\n"


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the extra out."""
    monkeypatch.setattr(engine.Engine, "is_installed", staticmethod(lambda: False))
