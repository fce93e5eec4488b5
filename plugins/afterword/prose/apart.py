"""Has drafts read by a process of their own, which gives back the engine's memory as it ends.

The dictionary takes some 130 MB, and cannot be let go of. Where there is no such process, or it
fails, the drafts are as good as not asked about.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress

from afterword.prose.finding import Slip, packed, unpacked

Asked = tuple[str, tuple[str, ...]]
"""A text, and the words that are right in it whatever the dictionary says."""

# Where modules are is told, so that it finds what this process would, and need not look.
_PROGRAM = (
    "import json, sys; told = json.load(sys.stdin); sys.path[:] = told['path']; "
    "from afterword.prose.engine import answer; print(answer(told['dialect'], told['asked']))"
)


class Reader:
    """A process that reads drafts while this one goes on; both know only each other's pipes."""

    def __init__(self, dialect: str, asked: Sequence[Asked]) -> None:
        """Prepare to read the drafts that are `asked` about, once it shall `begin`."""
        self._dialect, self._asked = dialect, tuple(asked)
        self._found: Mapping[Asked, list[Slip]] = {}
        # Who ends before does not wait for it, and it ends by itself.
        self._thread: threading.Thread | None = None

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
        if not sys.executable or hasattr(sys, "frozen"):
            return  # It would be another program that starts.
        with suppress(OSError, LookupError, TypeError, ValueError, subprocess.SubprocessError):
            told = {"path": sys.path, "dialect": self._dialect, "asked": self._asked}
            done = subprocess.run(  # noqa: S603  This very Python, with what stands above.
                [sys.executable, "-P", "-S", "-c", _PROGRAM],
                input=json.dumps(told).encode(),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                check=True,
            )
            # The last line: the engine may print something by itself.
            found = json.loads(done.stdout.splitlines()[-1])
            slips = ([unpacked(slip) for slip in each] for each in found)
            self._found = dict(zip(self._asked, slips, strict=True))


def findings(found: Sequence[Sequence[Slip]]) -> str:
    """Return what the process says: what is wrong with each text, in one line."""
    return json.dumps([[packed(slip) for slip in slips] for slips in found])
