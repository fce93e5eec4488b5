"""What other websites try from the same browser: all of it refused, and the journal as it was."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import told
from tests.browser.serving import SAMPLE, Served, files_served, serve, write_journal
from tests.browser.tools import chromium

BODY = json.dumps({"task": SAMPLE, "change": "done", "seen": "overdue"})
NEW = json.dumps({"kind": "interview", "company": "Evil"})


def _state_of(root: Path) -> dict[str, str]:
    files = sorted((root / "journal").rglob("*"))
    return {
        str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files if file.is_file()
    }


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("victim")
    write_journal(root)
    with serve(root) as served:
        yield served


@pytest.fixture(autouse=True)
def unchanged(victim: Served) -> Iterator[None]:
    """Hold every test to this: whatever was tried, the files are as they were."""
    before = _state_of(victim.root)
    yield
    assert _state_of(victim.root) == before


@pytest.fixture
def evil(tmp_path: Path) -> Iterator[str]:
    """Return the address of another site, on another port of the same machine."""
    (tmp_path / "index.html").write_text("<!doctype html><title>Evil</title>", "utf-8")
    with files_served(tmp_path) as address:
        yield address


def _token(page: Page, victim: Served) -> str:
    """Return the server's token: even who knows it gets nowhere from another site."""
    page.goto(victim.address)
    found = page.locator('meta[name="afterword-server"]').get_attribute("content")
    assert found
    return found


FETCH = """async ([address, method, headers, body, mode]) => {
  try {
    const reply = await fetch(address, { method, headers, body, mode, credentials: 'include' });
    return [reply.type, reply.status, await reply.text()];
  } catch (error) {
    return ['failed', 0, String(error)];
  }
}"""


@pytest.mark.parametrize("mode", ["no-cors", "cors"])
@pytest.mark.parametrize("kind", ["text/plain", "application/json"])
@pytest.mark.parametrize(("name", "body"), [("tick", BODY), ("new", NEW)])
def test_23_another_sites_script_writes_nothing_and_reads_nothing(
    victim: Served, evil: str, page: Page, mode: str, kind: str, name: str, body: str
) -> None:
    token = _token(page, victim)
    page.goto(evil)
    headers = {"Content-Type": kind}
    if mode == "cors":
        headers["X-Afterword-Token"] = token
    words = [f"{victim.address}_afterword/{name}", "POST", headers, body, mode]
    found = page.evaluate(FETCH, words)
    assert found[0] in ("failed", "opaque")
    assert found[2] == "" or found[0] == "failed"


@pytest.mark.parametrize("address", ["", "afterword.json", "_afterword/state", "_afterword/known"])
def test_23_another_sites_script_reads_no_page(
    victim: Served, evil: str, page: Page, address: str
) -> None:
    page.goto(evil)
    for mode in ("cors", "no-cors"):
        found = page.evaluate(FETCH, [victim.address + address, "GET", {}, None, mode])
        assert found[0] == "failed" or (found[0] == "opaque" and found[2] == "")


def test_23_a_form_of_another_site_writes_nothing(victim: Served, evil: str, page: Page) -> None:
    page.goto(evil)
    # The body that a form can send and that reads as JSON.
    page.set_content(
        f'<form method="post" enctype="text/plain" action="{victim.address}_afterword/tick">'
        f"<input name='{BODY[:-1]},\"x\":\"' value='\"}}'><button>Go</button></form>"
    )
    with page.expect_response(re.compile("_afterword/tick")) as reply:
        page.get_by_role("button").click()
    assert reply.value.status == 403


def test_23_a_beacon_writes_nothing(victim: Served, evil: str, page: Page) -> None:
    page.goto(evil)
    for kind in ("text/plain", "application/json"):
        page.evaluate(
            "([to, body, type]) => navigator.sendBeacon(to, new Blob([body], {type}))",
            [f"{victim.address}_afterword/tick", BODY, kind],
        )
    page.wait_for_timeout(500)


def test_23_a_file_on_the_disk_writes_nothing(victim: Served, page: Page, tmp_path: Path) -> None:
    token = _token(page, victim)
    (tmp_path / "evil.html").write_text("<!doctype html><title>Evil</title>", "utf-8")
    page.goto((tmp_path / "evil.html").as_uri())
    headers = {"Content-Type": "application/json", "X-Afterword-Token": token}
    for mode in ("cors", "no-cors"):
        words = [f"{victim.address}_afterword/tick", "POST", headers, BODY, mode]
        assert page.evaluate(FETCH, words)[0] in ("failed", "opaque")


def test_23_the_journal_cannot_be_framed(victim: Served, evil: str, page: Page) -> None:
    page.goto(evil)
    page.set_content(f'<iframe src="{victim.address}"></iframe>')
    page.wait_for_timeout(500)
    frame = page.frames[-1]
    assert "Overdue" not in frame.content()
    assert frame.locator(".aw-do").count() == 0


def test_23_the_journal_cannot_be_loaded_as_a_script(victim: Served, evil: str, page: Page) -> None:
    page.goto(evil)
    names = (
        "afterword.json",
        "search/search_index.json",
        "_afterword/state",
        "assets/afterword.js",
    )
    for name in names:
        loaded = page.evaluate(
            """address => new Promise(resolve => {
              const script = document.createElement('script');
              script.src = address;
              script.onload = () => resolve('loaded');
              script.onerror = () => resolve('refused');
              document.head.append(script);
            })""",
            victim.address + name,
        )
        assert loaded == "refused", name


@pytest.fixture(scope="module")
def rebound(victim: Served, browser: Browser) -> Iterator[Page]:
    """Return a page whose host's name was turned to this machine: DNS rebinding."""
    # One driver at a time: the second browser is started by the first one's.
    launched = browser.browser_type.launch(
        executable_path=chromium(),
        args=["--no-sandbox", "--host-resolver-rules=MAP evil.example 127.0.0.1"],
    )
    page = launched.new_page()
    yield page
    launched.close()


def test_22_a_name_turned_to_this_machine_reads_nothing(victim: Served, rebound: Page) -> None:
    port = urlsplit(victim.address).port
    for address in ("", "afterword.json", "assets/afterword.js", "_afterword/state", "nowhere/"):
        reply = rebound.goto(f"http://evil.example:{port}/{address}")
        assert reply is not None
        assert reply.status == 403
        assert "Acme" not in rebound.content()
        found = rebound.evaluate(FETCH, ["/afterword.json", "GET", {}, None, "same-origin"])
        assert found[1] == 403
        assert "Acme" not in found[2]


def test_22_a_name_turned_to_this_machine_writes_nothing(victim: Served, rebound: Page) -> None:
    port = urlsplit(victim.address).port
    rebound.goto(f"http://{urlsplit(victim.address).hostname}:{port}/")
    token = rebound.locator('meta[name="afterword-server"]').get_attribute("content")
    rebound.goto(f"http://evil.example:{port}/")
    headers = {"Content-Type": "application/json", "X-Afterword-Token": str(token)}
    for name, body in (("tick", BODY), ("new", NEW)):
        words = [f"/_afterword/{name}", "POST", headers, body, "same-origin"]
        assert rebound.evaluate(FETCH, words)[1] == 403


@pytest.mark.parametrize("task", ["../../../etc/passwd", "interviews/2026-11-18-acme.md", "x/\0y"])
def test_24_a_path_in_the_place_of_an_id_is_no_task(victim: Served, page: Page, task: str) -> None:
    token = _token(page, victim)
    headers = {"Content-Type": "application/json", "X-Afterword-Token": token}
    body = json.dumps({"task": task, "change": "done", "seen": "overdue"})
    words = [f"{victim.address}_afterword/tick", "POST", headers, body, "same-origin"]
    assert page.evaluate(FETCH, words)[1] in (400, 409, 422)


def test_23_without_the_token_the_site_itself_writes_nothing(victim: Served, page: Page) -> None:
    page.goto(victim.address)
    for headers in ({}, {"X-Afterword-Token": "x" * 43}):
        sent = {"Content-Type": "application/json", **headers}
        words = [f"{victim.address}_afterword/tick", "POST", sent, BODY, "same-origin"]
        assert page.evaluate(FETCH, words)[1] == 403


def test_23_a_page_from_before_the_servers_restart_is_told_to_reload(
    victim: Served, page: Page
) -> None:
    page.goto(victim.address)
    expect(page.locator(".aw-do").first).to_be_visible()
    page.evaluate("document.querySelector('meta[name=afterword-server]').content = 'old'")
    page.locator(".aw-do").first.click()
    expect(told(page)).to_contain_text("reload the page")


def test_19_the_pages_policy_lets_no_request_out(victim: Served, page: Page, evil: str) -> None:
    page.goto(victim.address)
    assert page.evaluate(FETCH, [evil, "GET", {}, None, "no-cors"])[0] == "failed"
