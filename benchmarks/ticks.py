"""Measures ticks on the served site: `python benchmarks/ticks.py --entries 300 --ticks 200`.

A generated journal is served, and that many tasks are skipped and taken back one after the other,
then by several clients at once, while the server rebuilds. It prints how long each run took, the
slowest answer, and whether every tick is in the files, once.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from generate import write_journal

REASON = "measured, and taken back"
OPEN = ("overdue", "today", "upcoming", "undated", "moot", "missed")


def main() -> None:
    """Serve a journal and print what ticking in it takes."""
    parser = argparse.ArgumentParser(description="Measure ticks on the served site.")
    parser.add_argument("--entries", type=int, default=300)
    parser.add_argument("--ticks", type=int, default=200)
    parser.add_argument("--clients", type=int, default=6, help="as many as a browser has")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_journal(folder, chosen.entries, 1)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--quiet"]
        command += ["-f", str(folder / "mkdocs.yml"), "-a", f"127.0.0.1:{port}"]
        server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            token = _token(port)
            print(f"{chosen.entries} entries, {chosen.ticks} ticks")
            _reopen(port, token, chosen.ticks)
            for clients in (1, chosen.clients):
                _measure(folder, port, token, chosen.ticks, clients)
        finally:
            server.terminate()
            server.wait()


def _measure(folder: Path, port: int, token: str, count: int, clients: int) -> None:
    tasks = _ask(port, token, "GET", "state")[1]["tasks"]
    wanted = [(key, each["state"]) for key, each in tasks.items() if each["state"] in OPEN][:count]
    if len(wanted) < count:
        sys.exit(f"Only {len(wanted)} tasks can be skipped; take more entries.")
    print(f"{clients} at once" if clients > 1 else "one after the other")
    asked: Sequence[dict[str, Any]] = [
        {"task": key, "seen": state, "change": "skip", "reason": REASON} for key, state in wanted
    ]
    _run(port, token, asked, clients, "skipped")
    found = sum(file.read_text().count(REASON) for file in folder.rglob("journal/**/*.md"))
    print(f"  in the files: {found} of {count}")
    undone = [{"task": key, "seen": "skipped", "change": "undo"} for key, _ in wanted]
    _run(port, token, undone, clients, "taken back")


def _reopen(port: int, token: str, count: int) -> None:
    """Take back what is done until there are enough tasks to tick."""
    tasks = _ask(port, token, "GET", "state")[1]["tasks"]
    done = [key for key, task in tasks.items() if task["state"] == "done"]
    for key in done[: count * 2]:
        _ask(port, token, "POST", "tick", {"task": key, "seen": "done", "change": "undo"})


def _run(port: int, token: str, asked: Sequence[dict[str, Any]], clients: int, what: str) -> None:
    def one(body: dict[str, Any]) -> tuple[float, int, bool]:
        start = time.perf_counter()
        status, answer = _ask(port, token, "POST", "tick", body)
        return time.perf_counter() - start, status, bool(answer.get("written"))

    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        found = list(pool.map(one, asked))
    whole = time.perf_counter() - start
    good = sum(status == 200 and written for _, status, written in found)
    slowest = max(each[0] for each in found)
    print(f"  {what}: {good} of {len(asked)} in {whole:.1f} s, the slowest in {slowest:.2f} s")


def _ask(port: int, token: str, method: str, name: str, body: Any = None) -> tuple[int, Any]:
    headers = {"X-Afterword-Token": token}
    if body is not None:
        headers |= {"Content-Type": "application/json", "Origin": f"http://127.0.0.1:{port}"}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    data = json.dumps(body) if body is not None else None
    connection.request(method, f"/_afterword/{name}", data, headers)
    answer = connection.getresponse()
    found = answer.status, json.loads(answer.read())
    connection.close()
    return found


def _token(port: int) -> str:
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/")
            page = connection.getresponse().read().decode()
        except OSError:
            time.sleep(0.1)
            continue
        found = re.search(r'name="afterword-server" content="([^"]+)"', page)
        if found:
            return found[1]
    sys.exit("The server does not answer.")


if __name__ == "__main__":
    main()
