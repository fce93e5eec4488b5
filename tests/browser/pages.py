"""What tests look for in a page of the site."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, Request, expect

from tests.browser.serving import SAMPLE

SECONDS = 15
"""How long anything on a page may take; a rebuild on a busy machine is in it."""

expect.set_options(timeout=SECONDS * 1000)


def row(page: Page, identity: str = SAMPLE) -> Locator:
    """Return the first row of a task."""
    return page.locator(f'li[data-aw-task="{identity}"]').first


def hold_reload(page: Page) -> None:
    """Keep a rebuild from reloading the page."""
    page.route(re.compile("/livereload/"), lambda route: route.abort())


def told(page: Page) -> Locator:
    """Return what the page said last."""
    return page.locator(".aw-told")


def outside_of(home: str, page: Page) -> list[str]:
    """Return a list that fills with the requests that leave a site."""
    found: list[str] = []

    def add(request: Request) -> None:
        if not request.url.startswith((home, "data:", "blob:", "about:")):
            found.append(request.url)

    page.on("request", add)
    return found
