"""Has a day begin while a site is served, and a rebuild give way to what is asked."""

from __future__ import annotations

import datetime as dt
import threading
import time
from pathlib import Path

from afterword.site.new_day import NewDay
from afterword.site.turns import Turns


def test_a_day_that_begins_is_written_into_the_watched_file_once(tmp_path: Path) -> None:
    file = tmp_path / ".cache" / "afterword" / "today"
    days = [dt.date(2026, 11, 22)]
    looked = threading.Semaphore(0)

    def today() -> dt.date:
        looked.release()
        return days[-1]

    watch = NewDay(file, today, seconds=0.001)
    assert watch.begin()
    assert file.read_text() == "2026-11-22\n"
    written = file.stat().st_mtime_ns
    for _ in range(5):
        assert looked.acquire(timeout=10)
    assert file.stat().st_mtime_ns == written
    days.append(dt.date(2026, 11, 23))
    _wait_for(lambda: file.read_text() == "2026-11-23\n")
    days.append(dt.date(2026, 11, 22))  # The clock was set back.
    _wait_for(lambda: file.read_text() == "2026-11-22\n")
    watch.end()
    _wait_for(lambda: not [t for t in threading.enumerate() if t.name == "afterword-new-day"])


def test_where_nothing_can_be_written_the_site_is_served_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    watch = NewDay(tmp_path / "file" / "today", lambda: dt.date(2026, 11, 22))
    assert not watch.begin()
    watch.end()


def test_a_rebuild_waits_for_what_is_asked_and_comes_to_an_end_all_the_same() -> None:
    turns = Turns()
    order: list[str] = []

    def step(name: str) -> None:
        turns.give_way()
        order.append(name)

    with turns.asking():
        builder = threading.Thread(target=step, args=("step",))
        builder.start()
        order.append("answer")
    builder.join(10)
    assert order == ["answer", "step"]
    with turns.asking():
        step("in spite of a request that takes long")
    assert order[-1].startswith("in spite")
    turns.give_way()


def _wait_for(holds: object) -> None:
    until = time.monotonic() + 20
    while not (callable(holds) and holds()):
        assert time.monotonic() < until
        time.sleep(0.01)
