"""Has drafts read by a process of their own, which gives back the engine's memory as it ends.

The dictionary takes some 130 MB, and cannot be let go of. Where there is no such process, or it
fails, the drafts are as good as not asked about.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from afterword.prose.finding import Slip, packed, unpacked

Asked = tuple[str, tuple[str, ...]]
"""A text, and the words that are right in it whatever the dictionary says."""

# Where modules are is told, so that it finds what this process would, and need not look.
_PROGRAM = (
    "import json, sys; told = json.loads(sys.stdin.readline()); sys.path[:] = told['path']; "
    "from afterword.prose.engine import answer; answer(told['dialect'], sys.stdin)"
)


class Reader:
    """A process that reads drafts while this one goes on; both know only each other's pipes."""

    def __init__(self, dialect: str) -> None:
        self._dialect = dialect
        self._asked: tuple[Asked, ...] = ()
        self._found: Mapping[Asked, list[Slip]] = {}
        self._process: subprocess.Popen[bytes] | None = None
        # Who ends before does not wait for it, and it ends by itself.
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Have the dictionary loaded, which takes longest, before it is known what to read."""
        if self._process or not sys.executable or hasattr(sys, "frozen"):
            return  # It would be another program that starts.
        with suppress(OSError, TypeError, subprocess.SubprocessError):
            self._process = subprocess.Popen(  # noqa: S603  This very Python, with what is above.
                [sys.executable, "-P", "-S", "-c", _PROGRAM],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            self._tell({"path": sys.path, "dialect": self._dialect})

    def ask(self, asked: Iterable[Asked]) -> None:
        """Take what is to be read, once it shall `begin`; where that is nothing, it ends."""
        self._asked = tuple(asked)
        if self._process and not self._asked:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def begin(self) -> None:
        """Begin to read, unless that was done."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._read, name="afterword-reader", daemon=True)
            self._thread.start()

    def found(self, asked: Asked) -> list[Slip] | None:
        """Return what is wrong with a text, once it is read; `None` where that is not known."""
        if asked not in self._asked:
            return None
        self.begin()
        if self._thread:
            self._thread.join()
        return self._found.get(asked)

    def _read(self) -> None:
        self.start()
        if self._process is None:
            return
        with suppress(OSError, LookupError, TypeError, ValueError), self._process as process:
            self._tell(self._asked)
            # Another line than the last the engine may have printed by itself.
            found = json.loads(process.stdout.read().splitlines()[-1] if process.stdout else b"")
            slips = ([unpacked(slip) for slip in each] for each in found)
            self._found = dict(zip(self._asked, slips, strict=True))

    def _tell(self, value: object) -> None:
        if self._process and self._process.stdin:
            self._process.stdin.write(json.dumps(value).encode() + b"\n")
            self._process.stdin.flush()


def findings(found: Sequence[Sequence[Slip]]) -> str:
    """Return what the process says: what is wrong with each text, in one line."""
    return json.dumps([[packed(slip) for slip in slips] for slips in found])
