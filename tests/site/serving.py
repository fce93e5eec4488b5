"""A development server of a test's own: real sockets, MkDocs' own server, one small journal."""

from __future__ import annotations

import hashlib
import json
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socketserver import BaseServer
from typing import Any

from mkdocs.livereload import LiveReloadServer

from afterword.model.settings import Settings
from afterword.pen.desk import Desk
from afterword.pen.memory import Memory
from afterword.site.answers import Answers
from afterword.site.guard import why_off
from afterword.site.turns import Turns
from afterword.site.writeback import mount
from tests.pen.desks import desk_in

BASE = "/search/"
TOKEN = "the-token-of-this-start"  # noqa: S105
THANK = "2026-11-18-acme-onsite/thank-jane-doe"
RAJ = "2026-11-18-acme-onsite/thank-raj-patel"
ENTRY = "interviews/2026-11-18-acme-onsite.md"
JOURNAL = """\
== journal/interviews/2026-11-18-acme-onsite.md
---
date: 2026-11-18
company: Acme Robotics
role: Backend Engineer
round: Onsite
interviewers:
  - Jane Doe <jane@acme.example>
  - Raj Patel <raj@acme.example>
checklist:
  - thank: Jane Doe  # by e-mail
---
It went well.
== site/index.html
<html><head></head><body>All of the journal</body></html>
"""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back over a socket: the status, the headers in lower case, the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        """The body read as JSON."""
        return json.loads(self.body)


@dataclass(slots=True)
class Served:
    """A server that is running, its journal, and how to ask it."""

    port: int
    desk: Desk
    token: str = TOKEN
    base: str = BASE
    settings: list[Settings] = field(default_factory=lambda: [Settings()])

    @property
    def host(self) -> str:
        """What the server is called."""
        return f"127.0.0.1:{self.port}"

    def headers(self, **others: str | None) -> dict[str, str]:
        """Return what the script of a page sends; `None` leaves a header out."""
        found = {
            "Host": self.host,
            "Origin": f"http://{self.host}",
            "X-Afterword-Token": self.token,
            "Content-Type": "application/json",
            "Sec-Fetch-Site": "same-origin",
        } | {name.replace("_", "-"): value for name, value in others.items() if value is not None}
        gone = {name.replace("_", "-") for name, value in others.items() if value is None}
        return {name: value for name, value in found.items() if name not in gone}

    def send(self, *parts: bytes, wait: float = 20.0) -> Reply:
        """Send bytes as they are, and return what comes back until the server is through."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as connection:
            for part in parts:
                connection.sendall(part)
            found = b""
            while more := connection.recv(65536):
                found += more
        return read_reply(found)

    def ask(
        self,
        method: str,
        name: str,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
        *,
        path: str = "",
    ) -> Reply:
        """Ask for something of the server's own, as a page's script does."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode() if body else b""
        said = dict(self.headers() if headers is None else headers)
        if method == "POST" and "Content-Length" not in said:
            said["Content-Length"] = str(len(data))
        where = path or f"{self.base}_afterword/{name}"
        lines = [f"{method} {where} HTTP/1.1", *(f"{key}: {each}" for key, each in said.items())]
        return self.send("\r\n".join(lines).encode() + b"\r\n\r\n" + data)

    def tick(self, task: str, change: str, seen: str, **more: Any) -> Reply:
        """Ask for a change in a task."""
        return self.ask("POST", "tick", {"task": task, "change": change, "seen": seen, **more})

    def state_of(self, task: str) -> str:
        """Return how a task stands."""
        found: str = self.ask("GET", "state").data["tasks"][task]["state"]
        return found

    def bytes_of(self, path: str = ENTRY) -> bytes:
        """Return what a file of the journal holds."""
        return (self.desk.root / path).read_bytes()

    def checksums(self) -> dict[str, str]:
        """Return the checksum of every file of the journal."""
        files = sorted(file for file in self.desk.root.rglob("*") if file.is_file())
        return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def read_reply(found: bytes) -> Reply:
    """Take an answer apart; one without a head, or that never came, has the status 0."""
    if not found.startswith(b"HTTP/"):
        return Reply(0, {}, found)
    head, _, body = found.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(": ") for line in lines)
    return Reply(int(first.split()[1]), {name.lower(): value for name, _, value in pairs}, body)


@contextmanager
def served(root: Path, *, seconds: float = 5.0, host: str = "127.0.0.1") -> Iterator[Served]:
    """Serve the folder `site` in `root` and the journal beside it, guarded."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = LiveReloadServer(
        builder=lambda: None, host=host, port=port, root=str(root / "site"), mount_path=BASE
    )
    found = Served(port, desk_in(root))
    memory = Memory()

    def desk() -> Desk:
        plain = found.desk
        return Desk(plain.root, found.settings[0], plain.excluded, plain.state, plain.today, memory)

    answers = Answers(desk, lambda: 7, lambda path: path.removesuffix(".md") + "/")
    turns = Turns()
    mount(server, answers, TOKEN, turns, lambda: why_off(found.settings[0], host), seconds=seconds)
    server.server_bind()
    server.server_activate()
    server.serve_thread.daemon = True
    server.serve_thread.start()
    try:
        yield found
    finally:
        # Its observer was never started, which `LiveReloadServer.shutdown` would wait for.
        BaseServer.shutdown(server)
        server.server_close()
