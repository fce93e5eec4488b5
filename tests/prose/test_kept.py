"""What was found in a draft is kept, and is what would be found again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from afterword.model.settings import Settings
from afterword.playbook.snapshot import Snapshot, take_snapshot
from afterword.prose.engine import Engine
from afterword.prose.proof import prepare, proofs
from afterword.source.load import load_journal

Tree = Callable[[str], Path]

NOTE = """== interviews/2026-11-18-acme.md
---
date: 2026-11-18
company: Acme
role: Engineer
interviewers: [Jane Doe, Raj Patel]
---
## Thank-you note: Jane Doe

Subject: Thank you

Dear Jane, thank you for teh time. I could of said more about {topic} at Acme.

## Thank-you note: Raj Patel

Dear Raj, thank you for the hour. I recieved your mail about {topic}.
"""


class Shelf:
    """Keeps values in memory."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[bytes, bytes]] = {}

    def get(self, room: str, names: Iterable[str] | None = None) -> dict[str, tuple[bytes, bytes]]:
        return dict(self.rows)

    def put(
        self, room: str, rows: Iterable[tuple[str, bytes, bytes]], gone: Iterable[str] = ()
    ) -> bool:
        for name in gone:
            del self.rows[name]
        self.rows.update((name, (key, value)) for name, key, value in rows)
        return True


def _snapshot(tree: Tree, topic: str) -> Snapshot:
    root = tree(NOTE.format(topic=topic))
    journal = load_journal(root, Settings()).journal
    return take_snapshot(journal, dt.date(2026, 11, 19), Settings())


def _refuse(*_: object) -> None:
    raise AssertionError("the engine was asked again")


def test_what_is_kept_is_what_is_found_anew_without_the_engine(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot, shelf = _snapshot(tree, "caching"), Shelf()
    anew = proofs(snapshot)
    assert proofs(snapshot, shelf) == anew
    assert any("teh" in finding.message for proof in anew.values() for finding in proof.findings)
    monkeypatch.setattr(Engine, "check", _refuse)
    monkeypatch.setattr(Engine, "prepare", _refuse)
    prepare(snapshot, shelf)
    assert proofs(snapshot, shelf) == anew


def test_an_edited_draft_is_read_anew_and_the_old_one_forgotten(tree: Tree) -> None:
    shelf = Shelf()
    proofs(_snapshot(tree, "caching"), shelf)
    edited = _snapshot(tree, "queueing")
    assert proofs(edited, shelf) == proofs(edited)
    assert len(shelf.rows) == 2


def test_another_dictionary_is_another_finding(tree: Tree) -> None:
    shelf = Shelf()
    snapshot = _snapshot(tree, "colours")
    american = proofs(snapshot, shelf)
    british = take_snapshot(snapshot.journal, snapshot.today, Settings(dialect="en-GB"))
    assert proofs(british, shelf) == proofs(british) != american
