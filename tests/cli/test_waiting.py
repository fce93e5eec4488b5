"""Tests the line that is shown on a terminal while something takes long."""

from __future__ import annotations

import io
import time
from contextlib import redirect_stderr, suppress

import pytest

from afterword.cli import waiting as module
from afterword.cli.waiting import waiting


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _until(shown: io.StringIO, text: str) -> None:
    for _ in range(1000):
        if text in shown.getvalue():
            return
        time.sleep(0.01)
    pytest.fail(f"never shown: {text}")


@pytest.fixture(autouse=True)
def _terminal_that_can_wipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")


def test_a_terminal_is_told_how_far_it_is_and_is_clean_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0)
    monkeypatch.setattr(module, "_AGAIN", 0.001)
    with redirect_stderr(_Terminal()) as shown, waiting("Reading the journal") as state:
        _until(shown, "\rReading the journal ...")
        state.at("Writing", 1200, 3000)
        _until(shown, "\rWriting 1,200 of 3,000 ...")
    assert shown.getvalue().endswith("\r" + " " * 26 + "\r")


def test_what_is_quick_is_not_spoken_of() -> None:
    with redirect_stderr(_Terminal()) as shown, waiting("Reading the journal"):
        pass
    assert shown.getvalue() == ""


@pytest.mark.parametrize(
    ("shown", "term"), [(io.StringIO(), "xterm"), (_Terminal(), "dumb")], ids=["pipe", "dumb"]
)
def test_nothing_is_shown_where_it_could_not_be_wiped_away(
    shown: io.StringIO, term: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(module, "PATIENCE", 0)
    with redirect_stderr(shown), waiting("Reading the journal"):
        time.sleep(0.05)
    assert shown.getvalue() == ""


def test_an_interruption_leaves_a_clean_line_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0)
    with (
        suppress(KeyboardInterrupt),
        redirect_stderr(_Terminal()) as shown,
        waiting("Reading the journal"),
    ):
        _until(shown, "Reading the journal ...")
        raise KeyboardInterrupt
    assert shown.getvalue().endswith("\r" + " " * 23 + "\r")
