"""Measures how soon an edit is served: `python benchmarks/served.py --entries 1000`.

A generated journal is served with live reload, one entry is edited, and its page is asked for until
it shows the edit. Prints the median, the least and the most of all runs.
"""

from __future__ import annotations

import argparse
import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from generate import write_journal

LIMIT_SECONDS = 300.0


def main() -> None:
    """Print what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure from an edit to its page served.")
    parser.add_argument("--entries", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=7)
    chosen = parser.parse_args()
    found = edit_to_served(chosen.entries, chosen.runs)
    print(
        f"{chosen.entries:,} entries, edit to page served, {chosen.runs} runs: median "
        f"{median(found):.2f} s, least {min(found):.2f} s, most {max(found):.2f} s"
    )


def edit_to_served(entries: int, runs: int = 7) -> list[float]:
    """Return the seconds from each edit of an entry until its page shows it."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_journal(folder, entries, 1)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--quiet"]
        command += ["-f", str(folder / "mkdocs.yml"), "-a", f"127.0.0.1:{port}"]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        server = subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment)
        try:
            entry = min((folder / "journal" / "interviews").rglob("*.md"))
            relative = entry.relative_to(folder / "journal").with_suffix("")
            address = f"/{relative.as_posix()}/"
            _wait_for(port, address, b"<h1")
            return [_measure(entry, port, address, run) for run in range(runs)]
        finally:
            server.terminate()
            server.wait()


def _measure(entry: Path, port: int, address: str, run: int) -> float:
    time.sleep(1.0)  # The rebuild before may still be at its end.
    marker = f"marker{run}of{time.time_ns()}"
    text = entry.read_text(encoding="utf-8")
    start = time.perf_counter()
    entry.write_text(f"{text}\n{marker}\n", encoding="utf-8")
    _wait_for(port, address, marker.encode())
    return time.perf_counter() - start


def _wait_for(port: int, address: str, wanted: bytes) -> None:
    """Ask for a page until it holds something; the connection is kept where the server keeps it."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LIMIT_SECONDS)
    until = time.monotonic() + LIMIT_SECONDS
    while time.monotonic() < until:
        try:
            connection.request("GET", address)
            if wanted in connection.getresponse().read():
                connection.close()
                return
        except (OSError, http.client.HTTPException):
            connection.close()
        time.sleep(0.01)
    sys.exit(f"The server did not show the edit within {LIMIT_SECONDS:.0f} s.")


if __name__ == "__main__":
    main()
