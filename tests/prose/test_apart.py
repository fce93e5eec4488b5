"""Drafts read by a process of their own, and what becomes of them where it fails."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.model.settings import Settings
from afterword.playbook.snapshot import Snapshot, take_snapshot
from afterword.prose import apart, engine
from afterword.prose.apart import Reader
from afterword.prose.engine import Engine, answer
from afterword.prose.finding import Slip
from afterword.prose.proof import prepare, proofs
from afterword.source.load import load_journal
from tests.playbook.journals import Tree

NOTES = """== interviews/2026-11-18-acme.md
---
date: 2026-11-18
company: Acme
role: Engineer
interviewers: [Jane Doe, Raj Patel, Kim Lee]
---
## Thank-you note: Jane Doe

Dear Jane, thank you for teh time. I could of said more about caching at Acme.

## Thank-you note: Raj Patel

Dear Raj, thank you for the hour. I recieved your mail about β tests.

## Thank-you note: Kim Lee

Chère Kim, merci beaucoup pour votre temps et pour notre entretien très intéressant hier matin.
"""
ASKED = ("I recieved it.", ("Acme",))


@pytest.fixture
def snapshot(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    engines: dict[str, Engine] = {}
    fresh: Callable[[str], Engine] = lambda dialect: engines.setdefault(dialect, Engine(dialect))  # noqa: E731
    monkeypatch.setattr("afterword.prose.proof.engine", fresh)
    journal = load_journal(tree(NOTES), Settings()).journal
    return take_snapshot(journal, dt.date(2026, 11, 19), Settings())


def _refuse(*_: object) -> None:
    raise AssertionError("the dictionary was loaded here")


def test_drafts_read_apart_are_as_if_they_were_read_here(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = proofs(snapshot)
    monkeypatch.setattr("afterword.prose.proof.engine", _only(Engine("en-US")))
    monkeypatch.setattr(Engine, "_load", _refuse)
    assert not prepare(snapshot, apart=True)
    assert proofs(snapshot) == here
    assert any("recieved" in found.message for each in here.values() for found in each.findings)


@pytest.mark.parametrize(
    "program", ["raise SystemExit(1)", "print('[]')", "print('?')", "pass", "print('[[[1]]]')"]
)
def test_what_such_a_process_cannot_tell_is_read_here(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    here = proofs(snapshot)
    monkeypatch.setattr("afterword.prose.proof.engine", _only(Engine("en-US")))
    monkeypatch.setattr(apart, "_PROGRAM", program)
    prepare(snapshot, apart=True)
    assert proofs(snapshot) == here


@pytest.mark.parametrize("executable", ["", None, str(Path(__file__).parent / "no-such-python")])
def test_without_an_interpreter_nothing_is_started(
    monkeypatch: pytest.MonkeyPatch, executable: str | None
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    assert Reader("en-US", [ASKED]).found(ASKED) is None


def test_a_program_that_is_no_python_is_not_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert Reader("en-US", [ASKED]).found(ASKED) is None


def test_what_was_not_asked_about_is_not_known() -> None:
    reader = Reader("en-US", [ASKED])
    assert reader.found(("I recieved it.", ())) is None
    assert [slip.code for slip in reader.found(ASKED) or ()] == ["SPELLING"]


def test_the_process_finds_only_what_may_be_imported_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    assert Reader("en-US", [ASKED]).found(ASKED) is None


def test_the_process_answers_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    slip = Slip(2, 10, "SPELLING", "`recieved`\nis wrong", ("received",))
    monkeypatch.setattr(engine.Engine, "check", lambda *_: [slip])
    assert (
        answer("en-US", [ASKED]) == '[[[2, 10, "SPELLING", "`recieved`\\nis wrong", ["received"]]]]'
    )


def _only(one: Engine) -> Callable[[str], Engine]:
    return lambda _: one
