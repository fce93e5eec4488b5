"""Saves real files in the ways editors do, and sees what the served site is told."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from afterword.site.watching import Watcher


class _Told(FileSystemEventHandler):
    """Keeps the names that were told of, each with what the file held then."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str | None]] = []

    def on_any_event(self, event: FileSystemEvent) -> None:
        file = Path(str(event.src_path))
        self.found.append((file.name, file.read_text("utf-8") if file.is_file() else None))


@contextmanager
def watching(folder: Path, *more: Path, observer: Callable[..., Any] = Observer) -> Iterator[_Told]:
    """Watch the folder `journal` until the end of the block."""
    told = _Told()
    watcher = Watcher((str(folder / "journal" / "site"),), observer)
    watcher.schedule(told, str(folder / "journal"), recursive=True)
    for path in more:
        watcher.schedule(told, str(path))
    watcher.start()
    try:
        yield told
    finally:
        watcher.stop()
        watcher.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a journal of one entry, and its settings."""
    (tmp_path / "journal" / "interviews").mkdir(parents=True)
    (tmp_path / "journal" / "interviews" / "acme.md").write_text("before", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("before", "utf-8")
    return tmp_path


def test_a_file_that_is_emptied_and_then_written_is_told_of_when_it_is_whole(folder: Path) -> None:
    entry = folder / "journal" / "interviews" / "acme.md"
    with watching(folder) as told:
        with entry.open("w", encoding="utf-8") as file:
            time.sleep(0.15)
            file.write("after")
        _wait_for(lambda: ("acme.md", "after") in told.found)
    assert {text for _, text in told.found} == {"after"}


def test_a_file_that_is_moved_away_and_written_anew_was_never_gone(folder: Path) -> None:
    entry = folder / "journal" / "interviews" / "acme.md"
    with watching(folder) as told:
        entry.rename(entry.with_name("acme.md~"))
        time.sleep(0.15)
        entry.write_text("after", "utf-8")
        entry.with_name("acme.md~").unlink()
        _wait_for(lambda: ("acme.md", "after") in told.found)
    assert set(told.found) == {("acme.md", "after")}


def test_what_is_removed_or_empty_for_good_is_told_of(folder: Path) -> None:
    entry = folder / "journal" / "interviews" / "acme.md"
    with watching(folder) as told:
        entry.unlink()
        (folder / "journal" / "empty.md").touch()
        _wait_for(lambda: {("acme.md", None), ("empty.md", "")} <= set(told.found))


def test_reading_and_what_programs_write_for_themselves_start_nothing(folder: Path) -> None:
    journal = folder / "journal"
    for name in ("site/index.html", ".cache/x", ".git/index", "a.md~", ".a.md.swp", "#a.md#"):
        (journal / name).parent.mkdir(exist_ok=True)
    with watching(folder) as told:
        for name in ("site/index.html", ".cache/x", ".git/index", "a.md~", ".a.md.swp", "#a.md#"):
            (journal / name).write_text("something", "utf-8")
        (journal / "interviews" / "acme.md").read_text("utf-8")
        (journal / "last.md").write_text("last", "utf-8")
        _wait_for(lambda: ("last.md", "last") in told.found)
    assert {name for name, _ in told.found} == {"last.md"}


def test_settings_are_still_watched_when_another_file_took_their_place(folder: Path) -> None:
    config, other = folder / "mkdocs.yml", folder / "other"
    with watching(folder, config) as told:
        for text in ("one", "two"):
            other.write_text(text, "utf-8")
            other.replace(config)
            _wait_for(lambda text=text: ("mkdocs.yml", text) in told.found)  # type: ignore[misc]
    assert {name for name, _ in told.found} == {"mkdocs.yml"}


def test_without_file_events_the_files_are_looked_at(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Full(PollingObserver):
        def start(self) -> None:
            raise OSError(28, "inotify watch limit reached")

    caplog.set_level("INFO", "mkdocs")
    with watching(folder, observer=Full) as told:
        (folder / "journal" / "new.md").write_text("new", "utf-8")
        _wait_for(lambda: ("new.md", "new") in told.found)
    said = (
        "afterword: Files are looked at twice a second: no file events here "
        "(inotify watch limit reached)."
    )
    assert [each.getMessage() for each in caplog.records if each.levelname == "INFO"] == [said]


def _wait_for(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.parametrize("observer", [Observer, PollingObserver])
def test_nothing_is_heard_of_files_that_are_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, observer: Callable[..., Any]
) -> None:
    heard: list[FileSystemEvent] = []
    note = Watcher._note

    def noted(watcher: Watcher, event: FileSystemEvent) -> None:
        heard.append(event)
        note(watcher, event)

    monkeypatch.setattr(Watcher, "_note", noted)
    entry = folder / "journal" / "interviews" / "acme.md"
    with watching(folder, observer=observer) as told:
        for _ in range(50):
            entry.read_text("utf-8")
            list(entry.parent.iterdir())
        entry.with_name("last.md").write_text("after", "utf-8")
        until = time.monotonic() + 5
        while not told.found and time.monotonic() < until:
            time.sleep(0.02)
    assert told.found
    assert {Path(str(event.src_path)).name for event in heard} == {"last.md"}
