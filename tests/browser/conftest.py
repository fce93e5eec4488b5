"""Shares the browser and served journals among the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.pages import SECONDS
from tests.browser.serving import Served, serve, write_journal
from tests.browser.tools import chromium
from tests.site.built import sample

__all__ = ["sample"]

MINE = "# Mine\n\n```afterword\nview: overdue\n```\n"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return one browser for all tests of this process."""
    program = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a browser window without any past."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(SECONDS * 1000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Return a tab, and fail the test for errors in its scripts."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Return a function that writes a small journal and serves it until the test ends."""
    with ExitStack() as stack:

        def start(path: str = "/", **journal: Any) -> Served:
            write_journal(tmp_path, **journal)
            return stack.enter_context(serve(tmp_path, path))

        yield start


@pytest.fixture(scope="session")
def one_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Return a served journal for tests that change nothing, the same for all of them."""
    root = tmp_path_factory.mktemp("served")
    write_journal(root, more={"journal/mine.md": MINE})
    with serve(root) as served:
        yield served
