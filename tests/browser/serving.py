"""Serves journals for the browser: with MkDocs and live reload, or as plain files."""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

CONFIG = """\
site_name: Search
docs_dir: journal
theme:
  name: material
plugins:
  - search
  - afterword:
      today: 2026-11-22
"""

ACME = """\
---
date: 2026-11-18
company: Acme Robotics
role: Backend Engineer
round: Onsite
interviewers:
  - Jane Doe <jane@acme.example>
  - Raj Patel
hear_back_by: 2026-11-27
checklist:
  - thank: Jane Doe
    drafted: 2026-11-18
  - task: Send the code sample  # the queue one
    due: 2026-11-20
  - task: Read their handbook
    due: 2026-11-22
---
They asked about queues.
"""
NIMBUS = """\
---
date: 2026-11-19
company: Nimbus
role: Platform Engineer
interviewers: Ana Ruiz <ana@nimbus.example>
---
A calm hour.
"""
SAMPLE = "2026-11-18-acme/task-send-the-code-sample"


@dataclass(slots=True)
class Served:
    """A journal on a server of its own."""

    root: Path
    address: str
    process: subprocess.Popen[bytes]

    @property
    def acme(self) -> Path:
        """The file of the entry about Acme."""
        return self.root / "journal" / "interviews" / "2026-11-18-acme.md"

    def stop(self) -> None:
        """Stop the server, as Ctrl-C does."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def write_journal(root: Path, config: str = CONFIG, more: Mapping[str, str] | None = None) -> None:
    """Write a small journal: two interviews, and whatever else is given by path."""
    files = {
        "mkdocs.yml": config,
        "journal/interviews/2026-11-18-acme.md": ACME,
        "journal/interviews/2026-11-19-nimbus.md": NIMBUS,
        **(more or {}),
    }
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def serve(root: Path, path: str = "/", port: int | None = None) -> Iterator[Served]:
    """Serve a journal with live reload until the block ends."""
    port = port or free_port()
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", f"127.0.0.1:{port}"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    address = f"http://127.0.0.1:{port}{path}"
    with (root / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=root, stdout=log, stderr=log, env=environment)
    served = Served(root, address, process)
    try:
        _wait_for(served)
        yield served
    finally:
        served.stop()


def _wait_for(served: Served) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if served.process.poll() is not None:
            break
        with contextlib.suppress(OSError), urllib.request.urlopen(served.address, timeout=30):  # noqa: S310
            return
        time.sleep(0.05)
    raise RuntimeError((served.root / "server.log").read_text("utf-8"))


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def files_served(folder: Path) -> Iterator[str]:
    """Serve a folder as it is, and yield its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
