"""A built site opened from disk, without a server and without a network."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.pages import outside_of
from tests.browser.serving import Served, files_served, write_journal
from tests.site.built import Built, build_site, build_tree


def test_search_finds_words_and_asks_nobody(sample: Built, page: Page) -> None:
    outside = outside_of("file://", page)
    page.goto((sample.folder / "index.html").as_uri())
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("gateway")
    results = page.locator(".md-search-result__item a").first
    expect(results).to_be_visible()
    results.click()
    expect(page.locator("h1").first).to_be_visible()
    expect(page.locator("article")).to_contain_text("gateway")
    assert page.url.startswith("file://")
    assert outside == []


def test_search_works_in_a_language_that_brings_scripts_of_its_own(
    tmp_path: Path, page: Page
) -> None:
    config = "site_name: Suche\ndocs_dir: journal\ntheme: {name: material}\n"
    config += "plugins:\n  - search: {lang: [en, de]}\n  - afterword: {today: 2026-11-22}\n"
    write_journal(tmp_path, config)
    built = build_site(tmp_path / "mkdocs.yml", tmp_path / "site")
    page.goto((built.folder / "index.html").as_uri())
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("queues")
    expect(page.locator(".md-search-result__item a").first).to_be_visible()


def test_every_link_of_the_navigation_opens_its_page(sample: Built, page: Page) -> None:
    page.goto((sample.folder / "index.html").as_uri())
    for name in ("Overdue", "Pipeline", "Offers"):
        page.locator(".md-nav--primary").get_by_role("link", name=name, exact=True).click()
        expect(page.locator("h1").first).to_contain_text(name)
    page.locator(".aw-offers__offer a").first.click()
    expect(page.locator("h1").first).to_be_visible()
    page.go_back()
    expect(page.locator("h1").first).to_contain_text("Offers")


@pytest.mark.parametrize("from_disk", [True, False])
def test_25_a_built_site_offers_nothing_to_tick(
    sample: Built, page: Page, *, from_disk: bool
) -> None:
    with files_served(sample.folder) as address:
        page.goto((sample.folder / "index.html").as_uri() if from_disk else address)
        page.wait_for_timeout(300)
        expect(page.locator("li[data-aw-task]").first).to_be_visible()
        expect(page.locator(".aw-do, .aw-menu, .aw-new, .aw-told")).to_have_count(0)
    assert "afterword-server" not in sample.page("").raw


def test_no_website_can_read_the_index_of_a_built_site(
    sample: Built, page: Page, tmp_path: Path
) -> None:
    with files_served(sample.folder) as site:
        (tmp_path / "evil.html").write_text(
            f'<script src="{site}search/search_index.js"></script>', "utf-8"
        )
        with files_served(tmp_path) as evil:
            page.goto(f"{evil}evil.html")
            assert page.evaluate("typeof __index") == "undefined"


def test_a_served_site_has_no_index_written_as_a_script(one_site: Served, page: Page) -> None:
    for name in ("search/search_index.js", "assets/afterword-search.js"):
        reply = page.request.get(one_site.address + name)
        assert reply.status == 404
    page.goto(one_site.address)
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("queues")
    expect(page.locator(".md-search-result__item a").first).to_be_visible()


def test_without_a_script_every_page_reads_well(sample: Built, context: BrowserContext) -> None:
    browser = context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto((sample.folder / "index.html").as_uri())
    expect(page.locator("article")).to_contain_text("As of Sunday, 22 November 2026")
    expect(page.locator("#overdue .aw-count")).to_have_text("6")
    expect(page.get_by_text("Nothing is owed today.")).not_to_be_visible()
    plain.close()


def test_a_site_without_search_has_no_script_for_it(tmp_path: Path) -> None:
    config = "site_name: Bare\ndocs_dir: journal\nplugins: [afterword]\n"
    write_journal(tmp_path, config)
    built = build_tree(tmp_path)
    assert not (built.folder / "search" / "search_index.js").exists()
