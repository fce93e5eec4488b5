"""Has the served site answer while it is built anew, and after a build that failed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mkdocs.plugins import get_plugin_logger

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger(__name__)


def serve_meanwhile(server: LiveReloadServer, is_whole: Callable[[], bool]) -> None:
    """Let requests be answered at once from what is there, while `is_whole` says that it is.

    MkDocs lets every request wait until the newest build is there, since it empties the folder
    first; after one that failed they wait for ever. Pages are told of a new build as before.
    """
    kind: Any = type(server)
    build, here = server.builder, threading.get_ident()

    class Answering(kind):  # type: ignore[misc]
        """A server of which only the thread that builds knows that a build is wanted."""

        @property
        def _wanted_epoch(self) -> int:
            wanted: int = self._wanted
            visible: int = self._visible_epoch
            return wanted if threading.get_ident() == here or not is_whole() else visible

        @_wanted_epoch.setter
        def _wanted_epoch(self, epoch: int) -> None:
            self._wanted = epoch

    def builder() -> None:
        try:
            build()
        except BaseException:
            if is_whole():
                log.warning("Until it is put right, the pages of the last good build are served.")
            raise

    wanted = vars(server).pop("_wanted_epoch")
    server.__class__ = Answering
    vars(server)["_wanted"] = wanted
    server.builder = builder
