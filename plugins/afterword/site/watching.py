"""Tells the served site what was saved, by the platform's file events, or by looking where not."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs.plugins import get_plugin_logger
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from afterword.source.files import is_leftover

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger(__name__)

BUILD_DELAY = 0.02
"""Seconds without a change after which a build begins."""
_UNFINISHED_SECONDS = 0.5
"""How long a file that is empty or gone may stay so, before it is taken for what is meant.

Editors empty a file and then write it, or move it away and then write another.
"""
_LOOK_SECONDS = 0.02
_POLL_SECONDS = 0.5
_CHANGES: list[type[FileSystemEvent]] = [
    *(DirCreatedEvent, DirDeletedEvent, DirMovedEvent),
    *(FileCreatedEvent, FileDeletedEvent, FileMovedEvent, FileModifiedEvent, FileClosedEvent),
]
"""Events that change a file: the platform would also tell that one was opened and read.

A rebuild reads all files, and to be told so of each takes half as long as the rebuild.
"""


class _Watch(NamedTuple):
    """What is told of changes below `path`, or of `path` itself where it is a file."""

    handler: FileSystemEventHandler
    path: str
    is_folder: bool
    recursive: bool

    def concerns(self, path: str) -> bool:
        if not self.is_folder:
            return path == self.path
        inside = path.startswith(self.path.rstrip(os.sep) + os.sep)
        return inside and not is_leftover(Path(os.path.relpath(path, self.path)).as_posix())


class Watcher:
    """Stands where MkDocs' server has its observer.

    A handler is told that a file was changed when no file is half saved any more, as far as can be
    seen. `ignores` tells which folders of what is watched are written by programs.
    """

    def __init__(
        self, ignores: tuple[str, ...] = (), observer: Callable[..., Any] = Observer
    ) -> None:
        self._ignores = tuple(os.path.realpath(each) + os.sep for each in ignores)
        self._make, self._observer = observer, None
        self._watches: list[_Watch] = []
        self._changed = Condition()
        self._waiting: dict[str, float] = {}
        self._over = False
        self._thread = Thread(target=self._run, name="afterword-watching", daemon=True)

    def schedule(
        self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False
    ) -> _Watch:
        """Watch a file or a folder, as an observer does."""
        real = os.path.realpath(path)  # Events name no link.
        watch = _Watch(handler, real, os.path.isdir(real), recursive)
        self._watches.append(watch)
        if self._observer is not None:
            self._add(self._observer, watch)
        return watch

    def unschedule(self, watch: _Watch) -> None:
        """Tell a handler no more."""
        self._watches.remove(watch)

    def start(self) -> None:
        """Begin to watch: by events, or by looking where they are not to be had."""
        try:
            self._observer = self._started(self._make())
        except OSError as error:
            why = error.strerror or error
            log.info("Files are looked at twice a second: no file events here (%s).", why)
            self._observer = self._started(PollingObserver(timeout=_POLL_SECONDS))
        self._thread.start()

    def stop(self) -> None:
        """Watch no more."""
        with self._changed:
            self._over = True
            self._changed.notify_all()
        if self._observer is not None:
            self._observer.stop()

    def join(self) -> None:
        """Wait until nothing is watched any more."""
        if self._observer is not None:
            self._observer.join()

    def _started(self, observer: Any) -> Any:
        try:
            for watch in self._watches:
                self._add(observer, watch)
            observer.start()
        except OSError:
            with suppress(Exception):
                observer.unschedule_all()
            raise
        return observer

    def _add(self, observer: Any, watch: _Watch) -> None:
        # Of a file its folder: an editor that renames leaves another file in its place.
        folder = watch.path if watch.is_folder else os.path.dirname(watch.path)
        handler = FileSystemEventHandler()
        handler.on_any_event = self._note  # type: ignore[method-assign]
        observer.schedule(
            handler,
            folder,
            recursive=watch.is_folder and watch.recursive,
            event_filter=_CHANGES,
        )

    def _note(self, event: FileSystemEvent) -> None:
        paths = [
            os.fsdecode(each) for each in (event.src_path, getattr(event, "dest_path", "")) if each
        ]
        wanted = [path for path in paths if self._concerned(path)]
        if wanted:
            with self._changed:
                until = time.monotonic() + _UNFINISHED_SECONDS
                for path in wanted:
                    self._waiting.setdefault(path, until)
                self._changed.notify_all()

    def _concerned(self, path: str) -> list[_Watch]:
        if path.startswith(self._ignores):
            return [each for each in self._watches if each.path == path]
        return [each for each in self._watches if each.concerns(path)]

    def _run(self) -> None:
        while True:
            with self._changed:
                while not (self._waiting or self._over):
                    self._changed.wait()
                if self._over:
                    return
                now = time.monotonic()
                if any(now < until and _is_unfinished(p) for p, until in self._waiting.items()):
                    self._changed.wait(_LOOK_SECONDS)
                    continue
                told, self._waiting = list(self._waiting), {}
            for path in told:
                for watch in self._concerned(path):
                    watch.handler.dispatch(FileModifiedEvent(path))


def watch_by_events(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Give a server that is not started yet file events in the place of its polling."""
    beside = Path(config.config_file_path or config.docs_dir).parent
    ignores = [str(beside / ".cache"), config.site_dir]
    built = os.path.realpath(beside / "site")  # While serving, `site_dir` is a folder of MkDocs'.
    if os.path.commonpath((built, os.path.realpath(beside / config.docs_dir))) != built:
        ignores.append(built)
    watcher: Any = Watcher(tuple(ignores))
    # No public name tells what MkDocs watches already.
    watched: dict[str, int] = server._watched_paths  # noqa: SLF001
    before = dict(watched)
    watched.clear()
    server.observer = watcher
    server.build_delay = BUILD_DELAY
    for path, times in before.items():
        for _ in range(times):
            server.watch(path)


def _is_unfinished(path: str) -> bool:
    """Whether a file is empty or gone, as while an editor saves it."""
    try:
        found = os.stat(path)
    except OSError:
        return True
    return not os.path.isdir(path) and found.st_size == 0
