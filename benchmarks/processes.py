"""Runs what is measured: a whole process, or an edit until the live server shows it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

_POLL = 0.01
_PATIENCE = 300.0
"""Seconds until a server that does not answer is given up."""


class FailedError(Exception):
    """A program that is measured ended with an error, or its server never showed the page."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: seconds by the clock, and its peak memory in MB."""

    seconds: float
    memory: float


def _environment() -> dict[str, str]:
    """Return the environment of users: Python may keep its bytecode."""
    found = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    found.pop("PYTHONDONTWRITEBYTECODE", None)
    return found


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run a command in a folder and return its cost; raises `FailedError` with what it said."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process.stderr or contextlib.nullcontext() as stream:
        said = stream.read() if stream else ""
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise FailedError(f"{' '.join(command[:4])} ...: exit {process.returncode}: {said[-500:]}")
    # Linux counts in kB, macOS in bytes.
    return Cost(seconds, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2))


class Server:
    """A live server. It is paused while another one is measured, so that none slows the other."""

    def __init__(self, process: subprocess.Popen[bytes], page: str) -> None:
        self._process = process
        self._page = page

    def wait(self, text: str) -> float:
        """Return the seconds until the page shows a text."""
        start = time.perf_counter()
        while time.perf_counter() - start < _PATIENCE:
            if self._process.poll() is not None:
                raise FailedError(f"the server ended with exit {self._process.returncode}")
            with (
                contextlib.suppress(urllib.error.URLError, HTTPException, OSError),
                urllib.request.urlopen(self._page, timeout=_PATIENCE) as answer,
            ):
                if text.encode() in answer.read():
                    return time.perf_counter() - start
            time.sleep(_POLL)
        raise FailedError(f"the server did not show the page within {_PATIENCE:.0f} s")

    def pause(self) -> None:
        """Let the server's processes rest."""
        os.killpg(self._process.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """Let them run again."""
        os.killpg(self._process.pid, signal.SIGCONT)


@contextlib.contextmanager
def serving(command: Sequence[str], folder: Path, page: str) -> Iterator[Server]:
    """Run a live server; `{port}` in the command is a free port. `page` is the page to look at."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [part.replace("{port}", str(port)) for part in command],
        cwd=folder,
        env=_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield Server(process, f"http://127.0.0.1:{port}/{page}")
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGCONT)
            os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
