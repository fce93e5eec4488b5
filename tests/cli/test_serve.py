"""Runs `afterword serve` as it is typed, asks what it serves, and ends it as users do."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import run
from tests.site.serving import JOURNAL, THANK

Tree = Callable[[str], Path]
CONFIG = """\
== mkdocs.yml
site_name: Search
site_url: https://journal.example/my/search/
docs_dir: journal
theme: {name: material}
plugins:
  - search
  - afterword:
      today: 2026-11-22
"""


@dataclass(slots=True)
class Running:
    """A server that was started by the command."""

    root: Path
    port: int
    process: subprocess.Popen[str]
    url: str
    log: Path
    built_in: Path
    token: str = ""

    @property
    def path(self) -> str:
        """The site's own address on its server."""
        return re.sub(r"^http://[^/]+", "", self.url)

    def get(self, page: str) -> tuple[int, str]:
        """Return the status and the text of a page, by its address below the site's own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", self.path + page)
        try:
            reply = connection.getresponse()
            return reply.status, reply.read().decode()
        finally:
            connection.close()

    def ask(self, name: str, body: Any = None) -> tuple[int, Any]:
        """Ask for something as the pages do."""
        headers = {"X-Afterword-Token": self.token}
        if body is not None:
            headers["Content-Type"] = "application/json"
            headers["Origin"] = f"http://127.0.0.1:{self.port}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        data = None if body is None else json.dumps(body)
        connection.request(
            "GET" if body is None else "POST", f"{self.path}_afterword/{name}", data, headers
        )
        try:
            reply = connection.getresponse()
            return reply.status, json.loads(reply.read())
        finally:
            connection.close()

    def wait_for(self, holds: Callable[[], bool]) -> None:
        """Wait until something is so; whatever the machine does meanwhile."""
        until = time.monotonic() + 120
        while not holds():
            assert time.monotonic() < until, self.log.read_text("utf-8")
            time.sleep(0.05)


@contextmanager
def serving(root: Path, *words: str, **environment: str) -> Iterator[Running]:
    """Serve the journal in a folder until the end of the block."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    built_in = root / "built-in"
    built_in.mkdir()
    command = [sys.executable, "-c", "from afterword.cli.main import main; main()", "serve"]
    log = root / "serve.log"
    plain = {key: value for key, value in os.environ.items() if key not in _DISPLAYS}
    with log.open("w") as file:
        process = subprocess.Popen(
            [*command, "--port", str(port), *words],
            cwd=root,
            env={**plain, "TMPDIR": str(built_in), **environment},
            stdout=subprocess.PIPE,
            stderr=file,
            text=True,
        )
    try:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert url, log.read_text("utf-8")
        found = Running(root, port, process, url, log, built_in)
        meta = re.search(r'name="afterword-server" content="([^"]+)"', found.get("")[1])
        found.token = meta[1] if meta else ""
        yield found
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        finally:
            if process.stdout:
                process.stdout.close()


_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")


def test_an_evening_with_the_served_site(tree: Tree) -> None:
    root = tree(CONFIG + JOURNAL)
    entry = root / "journal/interviews/2026-11-18-acme-onsite.md"
    before = entry.read_bytes()
    with serving(root) as site:
        assert site.url == f"http://127.0.0.1:{site.port}/my/search/"
        for page in ("", "overdue/", "no-such-page/", "interviews/2026-11-18-acme-onsite/"):
            assert f'name="afterword-server" content="{site.token}"' in site.get(page)[1]
        assert len(site.token) > 30
        state = site.ask("state")[1]
        assert (state["build"], state["tasks"][THANK]["state"]) == (1, "overdue")

        status, said = site.ask("tick", {"task": THANK, "change": "done", "seen": "overdue"})
        assert (status, said["written"]) == (200, True)
        assert b"done: 2026-11-22" in entry.read_bytes()
        site.wait_for(lambda: site.ask("state")[1]["build"] == 2)
        assert site.token in site.get("")[1]  # The pages made anew know the same server.

        # A slip elsewhere, and settings that are none, take nobody's ticks away.
        (root / "journal/updates").mkdir()
        (root / "journal/updates/2026-11-20-tide.md").write_text("---\ndate: [\n---\n", "utf-8")
        site.wait_for(lambda: site.ask("state")[1]["build"] == 3)
        config = (root / "mkdocs.yml").read_text("utf-8")
        (root / "mkdocs.yml").write_text(config + "      timezone: Nowhere/Town\n", "utf-8")
        site.wait_for(lambda: "Nowhere/Town" in site.log.read_text("utf-8"))
        assert site.ask("tick", {"task": THANK, "change": "undo", "seen": "done"})[0] == 200
        assert entry.read_bytes() == before
        (root / "mkdocs.yml").write_text(config, "utf-8")
        site.wait_for(lambda: site.ask("state")[1]["build"] == 4)

        status, said = site.ask("new", {"kind": "interview", "company": "Tide", "round": "Phone"})
        assert (status, said["url"]) == (201, "interviews/2026-11-22-tide-phone/")
        site.wait_for(lambda: site.get(said["url"])[0] == 200)

        (root / "mkdocs.yml").write_text(config + "      ticking: false\n", "utf-8")
        site.wait_for(lambda: site.ask("state")[0] == 404)
        site.wait_for(lambda: "afterword-server" not in site.get("")[1])
        assert list(site.built_in.glob("mkdocs_*"))
    assert site.process.returncode == 0
    assert list(site.built_in.glob("mkdocs_*")) == []  # The journal's copy is gone.
    assert "Traceback" not in site.log.read_text("utf-8")


def test_another_day_is_looked_from_and_a_new_one_builds_the_site_anew(tree: Tree) -> None:
    root = tree(
        CONFIG.replace("  - afterword:\n      today: 2026-11-22\n", "  - afterword\n") + JOURNAL
    )
    with serving(root, "--today", "2026-11-19") as site:
        state = site.ask("state")[1]
        assert (state["today"], state["tasks"][THANK]["state"]) == ("2026-11-19", "today")
        assert not (root / ".cache/afterword/today").exists()
    (root / "built-in").rmdir()
    with serving(root) as site:
        watched = root / ".cache/afterword/today"
        assert watched.read_text() == site.ask("state")[1]["today"] + "\n"
        time.sleep(1.1)  # The server looks twice a second; what it has not seen does not change.
        watched.write_text("tomorrow\n", "utf-8")
        site.wait_for(lambda: site.ask("state")[1]["build"] == 2)


@pytest.mark.skipif(os.name == "nt", reason="signals are those of Unix")
def test_ctrl_c_ends_it_as_it_ends_mkdocs(tree: Tree) -> None:
    with serving(tree(CONFIG + JOURNAL)) as site:
        site.process.send_signal(signal.SIGINT)
        assert site.process.wait(60) == 0
        assert list(site.built_in.glob("mkdocs_*")) == []


def test_the_browser_is_opened_once_the_site_answers_unless_it_is_not_to_be(tree: Tree) -> None:
    root = tree(CONFIG + JOURNAL)
    opened = root / "opened"
    browser = root / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> "{opened}"\n', "utf-8")
    browser.chmod(0o755)
    with serving(root, "--no-open", BROWSER=str(browser)):
        pass
    assert not opened.exists()
    (root / "built-in").rmdir()
    with serving(root, BROWSER=str(browser)) as site:
        site.wait_for(opened.exists)
        site.wait_for(lambda: opened.read_text("utf-8") == f"{site.url}\n")


def test_a_port_that_is_taken_is_said_before_anything_is_built(tree: Tree) -> None:
    root = tree(CONFIG + JOURNAL)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = run(root, "serve", "--port", str(port))
        assert (ran.code, ran.out) == (2, "")
        assert f"127.0.0.1:{port} is taken by another program; say --port {port + 1}." in ran.err
        (root / "mkdocs.yml").write_text(
            (root / "mkdocs.yml").read_text("utf-8") + f"dev_addr: 127.0.0.1:{port}\n", "utf-8"
        )
        assert f"127.0.0.1:{port} is taken" in run(root, "serve").err


def test_what_keeps_mkdocs_from_serving_ends_the_command_with_its_code(tree: Tree) -> None:
    root = tree(CONFIG.replace("material", "no-such-theme") + JOURNAL)
    command = [sys.executable, "-c", "from afterword.cli.main import main; main()", "serve"]
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    ended = subprocess.run(
        [*command, "--port", str(port)], cwd=root, capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "no-such-theme" in ended.stderr
