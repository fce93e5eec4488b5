"""Promises 22 to 25: the served site answers its own pages alone, and loses nothing.

Attacks over real sockets: everything is refused, and no file is touched.
"""

from __future__ import annotations

import http.client
import json
import re
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from afterword.model.settings import Settings
from afterword.site.guard import allowed_hosts, why_off
from tests.browser.serving import SAMPLE as SENT
from tests.browser.serving import Served as Running
from tests.browser.serving import serve, write_journal
from tests.site.built import build_tree
from tests.site.serving import BASE, ENTRY, JOURNAL, THANK, TOKEN, Served, served

Tree = Callable[[str], Path]
GOOD = {"task": THANK, "change": "done", "seen": "overdue"}


@pytest.fixture
def site(tree: Tree) -> Iterator[Served]:
    """Return a served journal; its files are the same after the test, and it still answers."""
    with served(tree(JOURNAL)) as found:
        before = found.checksums()
        yield found
        assert found.checksums() == before
        assert found.ask("GET", "state").status == 200
        assert found.state_of(THANK) == "overdue"


def test_23_the_page_is_served_and_may_be_framed_by_nobody_nor_kept(site: Served) -> None:
    for path in (BASE, f"{BASE}_afterword/state"):
        reply = site.ask("GET", "", path=path)
        assert reply.status == 200
        assert reply.headers["x-frame-options"] == "DENY"
        assert reply.headers["cache-control"] == "no-store"
        assert reply.headers["cross-origin-resource-policy"] == "same-origin"
        assert not [name for name in reply.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", [BASE, f"{BASE}_afterword/state", "/", "/livereload/0/1"])
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1:{port}.evil.example",
        "user@127.0.0.1:{port}",
        "localhost.:{port}",
        "LOCALHOST:{port}",
        "0.0.0.0:{port}",
        "[::1]",
        "",
        None,
    ],
)
def test_22_under_another_name_nothing_is_read(site: Served, path: str, host: str | None) -> None:
    named = host and host.format(port=site.port)
    # So it comes after DNS rebinding: the host and the origin agree, and no Sec-Fetch header.
    rebound = site.headers(Host=named, Origin=f"http://{named}", Sec_Fetch_Site=None)
    reply = site.ask("GET", "", headers=rebound, path=path)
    assert reply.status == 403
    assert b"journal" not in reply.body
    assert reply.headers["x-frame-options"] == "DENY"


def test_22_under_another_name_nothing_is_written(site: Served) -> None:
    named = f"evil.example:{site.port}"
    rebound = site.headers(Host=named, Origin=f"http://{named}", Sec_Fetch_Site=None)
    assert site.ask("POST", "tick", GOOD, rebound).status == 403
    assert site.ask("POST", "new", {"kind": "update"}, rebound).status == 403


def test_22_two_names_are_none(site: Served) -> None:
    for pair in (("evil.example", site.host), (site.host, "evil.example"), (site.host, site.host)):
        lines = "".join(f"Host: {name}\r\n" for name in pair)
        assert site.send(f"GET {BASE} HTTP/1.1\r\n{lines}\r\n".encode()).status == 403


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]"])
def test_22_every_name_of_this_machine_will_do(site: Served, name: str) -> None:
    host = f"{name}:{site.port}"
    headers = site.headers(Host=host, Origin=f"http://{host}")
    assert site.ask("GET", "state", headers=headers).status == 200


ODD_PAGES = [
    {"Origin": None},
    {"Origin": "null"},  # A page from disk, or in a sandbox.
    {"Origin": "http://evil.example"},
    {"Origin": "http://127.0.0.1:1"},  # Another server on this machine.
    {"Origin": "http://localhost:{port}"},  # The same server by another name.
    {"Origin": "https://127.0.0.1:{port}"},
    {"Origin": "http://127.0.0.1:{port}/"},
    {"Sec_Fetch_Site": "cross-site"},
    {"Sec_Fetch_Site": "same-site"},
    {"Sec_Fetch_Site": "none"},
    {"X_Afterword_Token": None},
    {"X_Afterword_Token": ""},
    {"X_Afterword_Token": TOKEN[:-1]},
    {"X_Afterword_Token": TOKEN + "x"},
    {"X_Afterword_Token": "\u00e9"},
]


@pytest.mark.parametrize("odd", ODD_PAGES, ids=str)
def test_23_what_no_page_of_the_site_sends_is_refused(
    site: Served, odd: dict[str, str | None]
) -> None:
    said = {name: value and value.format(port=site.port) for name, value in odd.items()}
    assert site.ask("POST", "tick", GOOD, site.headers(**said)).status == 403
    assert site.ask("POST", "new", {"kind": "update"}, site.headers(**said)).status == 403
    if odd != {"Origin": None}:  # To read from its own site, a browser names no origin.
        assert site.ask("GET", "state", headers=site.headers(**said)).status == 403
        assert site.ask("GET", "known", headers=site.headers(**said)).status == 403


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonx",
        "text/plain; application/json",
        None,
    ],
)
def test_23_only_json_is_taken_so_that_no_form_of_another_site_will_do(
    site: Served, kind: str | None
) -> None:
    assert site.ask("POST", "tick", GOOD, site.headers(Content_Type=kind)).status == 415


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "TRACE", "FOO", "get"])
def test_23_no_other_method_is_taken(site: Served, method: str) -> None:
    for path in (BASE, f"{BASE}_afterword/tick", f"{BASE}_afterword/state"):
        reply = site.ask(method, "", headers=site.headers(), path=path)
        assert reply.status == 405
        assert reply.headers["allow"] == ("POST" if path.endswith("tick") else "GET")


def test_23_no_other_site_is_told_that_it_may_ask(site: Served) -> None:
    for path in (BASE, f"{BASE}_afterword/tick"):
        asked = site.headers(
            Origin="http://evil.example", Access_Control_Request_Method="POST", Content_Type=None
        )
        reply = site.ask("OPTIONS", "", headers=asked, path=path)
        assert reply.status == 403
        assert not [name for name in reply.headers if name.startswith("access-control")]


def test_23_a_page_is_not_posted_to_and_a_tick_not_fetched(site: Served) -> None:
    assert site.ask("POST", "", GOOD, path=BASE).status == 405
    assert site.ask("GET", "tick").status == 405
    assert site.ask("POST", "state", GOOD).status == 405
    assert site.ask("GET", "others").status == 404


@pytest.mark.parametrize(
    "task",
    [
        "",
        "../../../etc/passwd",
        f"../journal/{ENTRY}",
        ENTRY,
        f"journal/{ENTRY}",
        "/etc/passwd/thank-jane-doe",
        "2026-11-18-acme-onsite/../2026-11-18-acme-onsite/thank-jane-doe",
        "2026-11-18-acme-onsite/thank",  # A part of an id is no id here.
        "2026-11-18-ACME-onsite/thank-jane-doe",
        f"{THANK}\x00",
        "\ud800",
        "no-such/thank-jane-doe",
    ],
)
def test_24_an_id_is_looked_up_and_never_a_path(site: Served, task: str) -> None:
    reply = site.tick(task, "done", "overdue")
    assert (reply.status, reply.data["error"]) == (
        409,
        "There is no such task any more; reload the page",
    )


@pytest.mark.parametrize(
    ("length", "status"),
    [
        (None, 411),
        ("", 411),
        ("-1", 400),
        ("+5", 400),
        ("0x10", 400),
        ("1e3", 400),
        ("5 5", 400),
        ("\u0665", 400),
        ("4097", 413),
        ("999999999", 413),
        ("9" * 5000, 413),
        ("3", 400),
    ],
)
def test_24_a_length_that_is_none_is_refused_at_once(
    site: Served, length: str | None, status: int
) -> None:
    data = json.dumps(GOOD).encode()
    line = b"" if length is None else f"Content-Length: {length}\r\n".encode()
    assert site.send(_head(site) + line + b"\r\n" + data).status == status


def test_24_two_lengths_are_none(site: Served) -> None:
    data = json.dumps(GOOD).encode()
    lines = f"Content-Length: {len(data)}\r\nContent-Length: 0\r\n\r\n".encode()
    assert site.send(_head(site) + lines + data).status == 400


def test_24_a_body_in_chunks_is_refused(site: Served) -> None:
    data = json.dumps(GOOD).encode()
    chunks = f"{len(data):x}\r\n".encode() + data + b"\r\n0\r\n\r\n"
    lines = b"Transfer-Encoding: chunked\r\n\r\n"
    assert site.send(_head(site) + lines + chunks).status == 411
    with_length = f"Content-Length: {len(chunks)}\r\n".encode() + lines
    assert site.send(_head(site) + with_length + chunks).status == 411


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe",
        b'{"task": "\xff"}',
        b"\x00" * 20,
        b"[]",
        b"null",
        b"7",
        b'"text"',
        b"[" * 4000,
        b'{"a":' * 700,
        b'{"task": ' + b"9" * 4000 + b"}",
        b'{"task": 1e999}',
        b'{"task": NaN}',
        b'{"task": ["x"], "change": "done", "seen": "overdue"}',
        b'{"task": "x", "task": "y", "change": "done", "seen": "overdue"}',
        b'{"task": "x", "change": "done", "seen": "overdue", "path": "/etc/passwd"}',
        b'{"task": "x", "change": "done", "seen": "whatever"}',
        b'{"task": "x", "change": "delete", "seen": "overdue"}',
        b'{"task": "x", "change": "done"}',
    ],
)
def test_24_what_is_no_request_is_refused_in_plain_words(site: Served, body: bytes) -> None:
    reply = site.ask("POST", "tick", body)
    assert reply.status == 400
    assert list(reply.data) == ["error"] or reply.data["field"]
    assert b"Traceback" not in reply.body


def test_24_more_than_a_tick_can_be_is_not_read(site: Served) -> None:
    assert site.tick(THANK, "skip", "overdue", reason="x" * 5000).status == 413
    assert site.ask("POST", "new", {"kind": "update", "text": "x" * 70_000}).status == 413


def test_24_bytes_that_are_no_request_are_no_fault(site: Served) -> None:
    for data in (b"\x00\x01\x02\r\n\r\n", b"GET\r\n\r\n", b"\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"):
        assert b"Traceback" not in site.send(data).body
    assert site.send(b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n\r\n").status == 414
    for path in ("/%00", "/search/%00", "/search/../../etc/passwd", "/search/%2e%2e/%2e%2e/site"):
        assert site.ask("GET", "", path=path).status == 404


def test_24_whoever_is_slow_is_cut_off_and_holds_nobody_up(tree: Tree) -> None:
    with served(tree(JOURNAL), seconds=0.5) as site:
        before = site.checksums()
        slow = [socket.create_connection(("127.0.0.1", site.port), timeout=20) for _ in range(30)]
        starts = (b"POST", _head(site), _head(site) + b"Content-Length: 100\r\n\r\n{")
        for number, connection in enumerate(slow):
            connection.sendall(starts[number % 3])
        assert site.state_of(THANK) == "overdue"  # Answered while they are waiting.
        for number, connection in enumerate(slow):
            answer = b""
            while more := connection.recv(65536):
                answer += more
            assert answer.startswith(b"HTTP/1.0 400") if number % 3 == 2 else answer == b""
            connection.close()
        assert site.checksums() == before


def test_24_who_sends_a_byte_now_and_then_is_cut_off_too(tree: Tree) -> None:
    with served(tree(JOURNAL), seconds=0.5) as site:
        with socket.create_connection(("127.0.0.1", site.port), timeout=20) as connection:
            connection.sendall(_head(site) + b"Content-Length: 4000\r\n\r\n")
            connection.settimeout(0.05)
            answer = b""
            for _ in range(400):
                try:
                    connection.sendall(b" ")
                    answer += connection.recv(65536)
                except TimeoutError:
                    continue
                except OSError:
                    break
                if answer:
                    break
            assert answer.startswith(b"HTTP/1.0 400")
        assert site.state_of(THANK) == "overdue"


def test_24_who_goes_away_is_no_fault(site: Served) -> None:
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", site.port)) as connection:
            connection.sendall(_head(site) + b"Content-Length: 400\r\n\r\n{")


def test_22_where_ticking_is_off_nothing_answers_and_it_says_why(tree: Tree) -> None:
    with served(tree(JOURNAL)) as site:
        before = site.checksums()
        for settings, said in (
            (Settings(ticking=False), "Ticking is off: mkdocs.yml says `ticking: false`."),
            (Settings(share=True), "Ticking is off: this is a shared copy."),
        ):
            site.settings[0] = settings
            for method, name in (("GET", "state"), ("GET", "known"), ("POST", "tick")):
                reply = site.ask(method, name, GOOD if method == "POST" else None)
                assert (reply.status, reply.data) == (404, {"error": said})
            assert site.ask("GET", "", path=BASE).status == 200
        assert site.checksums() == before


def test_22_where_others_may_reach_it_nothing_is_ticked(tree: Tree) -> None:
    with served(tree(JOURNAL), host="0.0.0.0") as site:  # noqa: S104
        reply = site.tick(THANK, "done", "overdue")
        assert reply.status == 404
        assert reply.data["error"].startswith("Ticking is off: the site is served on 0.0.0.0")


@pytest.mark.parametrize(
    ("bound", "off"),
    [
        ("127.0.0.1", False),
        ("127.0.0.2", False),
        ("localhost", False),
        ("::1", False),
        ("0.0.0.0", True),  # noqa: S104
        ("::", True),
        ("192.168.1.5", True),
        ("", True),
        ("localhost.example", True),
        ("127.0.0.1.example", True),
    ],
)
def test_22_only_this_very_machine_may_tick(bound: str, *, off: bool) -> None:
    assert bool(why_off(Settings(), bound)) == off


def test_22_the_port_belongs_to_the_name_unless_it_is_that_of_http() -> None:
    assert allowed_hosts("journal.example", 8000) == {
        "127.0.0.1:8000",
        "localhost:8000",
        "[::1]:8000",
        "journal.example:8000",
    }
    assert "localhost" in allowed_hosts("127.0.0.1", 80)
    assert "[fe80::1]:8000" in allowed_hosts("fe80::1", 8000)


def _head(site: Served) -> bytes:
    lines = [f"{name}: {value}" for name, value in site.headers().items()]
    return "\r\n".join([f"POST {BASE}_afterword/tick HTTP/1.1", *lines, ""]).encode()


# The server as it is started, with its rebuilds


class _Asking:
    """A page's script, talking to the server that `mkdocs serve --livereload` started."""

    def __init__(self, served: Running) -> None:
        self.served = served
        self.host = urlsplit(served.address).netloc
        found = re.search(rb'afterword-server" content="([^"]+)"', self.get(""))
        assert found is not None
        self.token = found[1].decode()

    def get(self, page: str, host: str = "") -> bytes:
        connection = http.client.HTTPConnection(self.host, timeout=120)
        connection.request("GET", f"/{page}", headers={"Host": host or self.host})
        data = connection.getresponse().read()
        connection.close()
        return data

    def tick(self, task: str, change: str = "done", seen: str = "overdue") -> tuple[int, Any]:
        connection = http.client.HTTPConnection(self.host, timeout=120)
        headers = {
            "Content-Type": "application/json",
            "Origin": f"http://{self.host}",
            "X-Afterword-Token": self.token,
        }
        body = json.dumps({"task": task, "change": change, "seen": seen})
        connection.request("POST", "/_afterword/tick", body, headers)
        reply = connection.getresponse()
        found = reply.status, json.loads(reply.read())
        connection.close()
        return found


CALLS = "".join(f"  - task: Call {number}\n    due: 2026-11-20\n" for number in range(50))
FOUR = {
    f"journal/interviews/2026-11-1{number}-firm-{number}.md": (
        f"---\ncompany: Firm {number}\nchecklist:\n{CALLS}---\nText.\n"
    )
    for number in range(4)
}


def test_25_two_hundred_ticks_during_rebuilds_are_all_in_the_files_and_none_twice(
    tmp_path: Path,
) -> None:
    """How long they take is measured by benchmarks/ticks.py: below ten seconds, all of them."""
    write_journal(tmp_path, more=FOUR)
    wanted = [
        f"2026-11-1{number}-firm-{number}/task-call-{call}"
        for call in range(50)
        for number in range(4)
    ]
    with serve(tmp_path) as running:
        asking = _Asking(running)
        with ThreadPoolExecutor(6) as pool:
            replies = list(pool.map(asking.tick, wanted))
        assert [status for status, _ in replies] == [200] * 200
        assert all(data["written"] and data["task"]["state"] == "done" for _, data in replies)
        for path, text in FOUR.items():
            done = text.replace("2026-11-20\n", "2026-11-20\n    done: 2026-11-22\n")
            assert (tmp_path / path).read_text("utf-8") == done


def test_25_a_tick_is_answered_from_the_write_while_an_entry_breaks_the_build(
    tmp_path: Path,
) -> None:
    write_journal(tmp_path)
    with serve(tmp_path) as running:
        asking = _Asking(running)
        broken = tmp_path / "journal/interviews/2026-11-19-nimbus.md"
        broken.write_text("---\ncompany: [Nimbus\nx: " + "[" * 25_000 + "\n---\n", "utf-8")
        status, data = asking.tick(SENT)
        assert (status, data["task"]["state"], data["written"]) == (200, "done", True)
        assert "    done: 2026-11-22\n" in running.acme.read_text("utf-8")
        status, data = asking.tick("2026-11-19-nimbus/thank-ana-ruiz")
        assert (status, "cannot be read" in data["error"]) == (422, True)
        # The server stands, and so does what was ticked, whatever became of the build.
        assert b"Acme" in asking.get("")
        assert asking.tick(SENT, "undo", "done")[0] == 200


def test_22_the_running_server_itself_is_guarded(tmp_path: Path) -> None:
    write_journal(tmp_path)
    with serve(tmp_path) as running:
        asking = _Asking(running)
        port = asking.host.rpartition(":")[2]
        for page in ("", "afterword.json", "search/search_index.json", "_afterword/state"):
            assert b"Acme" not in asking.get(page, f"evil.example:{port}")
        assert b"Acme" in asking.get("", f"localhost:{port}")


def test_25_a_built_site_has_no_tick_controls_to_send_with(tree: Tree) -> None:
    """That it shows none, and what it says when the server is gone: tests/browser/."""
    built = build_tree(tree(JOURNAL))
    for path, html in built.pages().items():
        assert "afterword-server" not in html.raw, path
