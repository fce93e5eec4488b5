"""Drafts read by a process of their own, and what becomes of them where it fails."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from afterword.model.settings import Settings
from afterword.playbook.snapshot import Snapshot, take_snapshot
from afterword.prose import apart, engine
from afterword.prose.apart import Reader
from afterword.prose.engine import Engine, answer
from afterword.prose.finding import Slip
from afterword.prose.proof import prepare, prepare_apart, proofs
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


@pytest.mark.parametrize("is_early", [False, True])
def test_drafts_read_apart_are_as_if_they_were_read_here(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, is_early: bool
) -> None:
    here = proofs(snapshot)
    monkeypatch.setattr("afterword.prose.proof.engine", _only(Engine("en-US")))
    monkeypatch.setattr(Engine, "_load", _refuse)
    if is_early:
        prepare_apart(snapshot.settings)
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
    assert _reader().found(ASKED) is None


def test_a_program_that_is_no_python_is_not_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert _reader().found(ASKED) is None


def test_what_was_not_asked_about_is_not_known() -> None:
    reader = _reader()
    assert reader.found(("I recieved it.", ())) is None
    assert [slip.code for slip in reader.found(ASKED) or ()] == ["SPELLING"]


def test_the_process_finds_only_what_may_be_imported_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    assert _reader().found(ASKED) is None


def test_the_process_answers_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    slip = Slip(2, 10, "SPELLING", "`recieved`\nis wrong", ("received",))
    monkeypatch.setattr(engine.Engine, "check", lambda *_: [slip])
    answer("en-US", io.StringIO(json.dumps([ASKED]) + "\n"))
    said = '[[[2, 10, "SPELLING", "`recieved`\\nis wrong", ["received"]]]]\n'
    assert capsys.readouterr().out == said


def test_a_process_that_is_asked_nothing_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    answer("en-US", io.StringIO())
    assert capsys.readouterr().out == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks at processes")
def test_a_process_that_was_started_for_nothing_ends(snapshot: Snapshot) -> None:
    sent = replace(snapshot, tasks=tuple(replace(task, draft=None) for task in snapshot.tasks))
    before = _processes()
    prepare_apart(snapshot.settings)
    assert _processes() - before
    assert prepare(sent, apart=True)
    assert not _processes() - before


def _reader() -> Reader:
    reader = Reader("en-US")
    reader.ask([ASKED])
    return reader


def _processes() -> set[str]:
    command = ["ps", "-ww", "--ppid", str(os.getpid()), "-o", "pid,args"]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return {line for line in found.splitlines() if "afterword.prose.engine" in line}


def _only(one: Engine) -> Callable[[str], Engine]:
    return lambda _: one
