"""Tests of copies of the process: what they hand over, and where there is none."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading

import pytest

from afterword.source.copies import WAITING, Copy, can_copy

linux = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be copied here")

TAKE = """
import sys
from afterword.source.copies import Copy

def work():
    yield from ({"a": 1}, "b" * 300_000, [None])
    1 / 0

sys.stdout.write("Before. ")
copy = Copy(work)
print([copy.take() == each for each in ({"a": 1}, "b" * 300_000, [None])], copy.take(), copy.take())
copy.end()
"""


@linux
def test_a_copy_hands_over_one_thing_after_another_and_says_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # So that what was said before is still in memory, and could be said twice.
    monkeypatch.delenv("PYTHONUNBUFFERED", raising=False)
    done = subprocess.run([sys.executable, "-c", TAKE], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("Before. [True, True, True] None None\n", "")


@linux
def test_where_no_process_can_be_made_nothing_is_handed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse() -> int:
        raise BlockingIOError(errno.EAGAIN, "too many processes")

    monkeypatch.setattr(os, "fork", refuse)
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    copy = Copy(lambda: [1])
    assert (copy.is_ready(), copy.take()) == (True, None)
    copy.end()
    assert not before or len(os.listdir("/proc/self/fd")) == before


def test_nothing_is_copied_beside_threads_that_do_more_than_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr(threading, "enumerate", lambda: [threading.current_thread()])
    assert can_copy()
    for name, can in ((WAITING, True), ("another", False)):
        other = threading.Thread(name=name)
        monkeypatch.setattr(
            threading, "enumerate", lambda other=other: [threading.current_thread(), other]
        )
        assert can_copy() is can
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    monkeypatch.setattr(threading, "enumerate", lambda: [threading.current_thread()])
    assert not can_copy()
