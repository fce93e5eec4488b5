"""Pages for everyone: axe and html-validate find nothing but Material's own, nothing overflows."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.pages import outside_of
from tests.browser.serving import Served, files_served, serve, write_journal
from tests.browser.tools import PACKAGES, node, package
from tests.site.built import ROOT, Built, build_site

KINDS = (
    "",
    "overdue/",
    "pipeline/",
    "offers/",
    "people/",
    "people/hana-sugimoto/",
    "momentum/",
    "weeks/",
    "weeks/2026-W46/",
    "weeks/record/",
    "archive/",
    "archive/2026/",
    "problems/",
    "opportunities/larkfield-energy-senior-infrastructure-engineer/",
    "interviews/2026-11-19-larkfield-energy-panel/",
    "applications/2026-11-18-halden-maps-tiles/",
    "offers/2026-11-20-quillmark-offer/",
    "notes/questions-to-ask/",
)
"""Each kind of page of the sample journal."""
WIDTHS = (320, 768, 1280)
SCHEMES = ("light", "dark")


@pytest.fixture(scope="module")
def address(sample: Built) -> Iterator[str]:
    with files_served(sample.folder) as address:
        yield address


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site of Material's alone, with the sample's look: what its own faults are."""
    root = tmp_path_factory.mktemp("plain")
    (root / "docs").mkdir()
    text = "# Plain\n\n## One\n\nWords.\n"
    (root / "docs" / "index.md").write_text(text, "utf-8")
    config = (ROOT / "mkdocs.yml").read_text("utf-8").replace("docs_dir: journal", "docs_dir: docs")
    before, _, after = config.partition("  afterword:\n")
    (root / "mkdocs.yml").write_text(before + after[after.index("\nmarkdown_ext") :], "utf-8")
    return build_site(root / "mkdocs.yml", root / "site").folder


def _axe(page: Page) -> Counter[tuple[str, str]]:
    """Return what axe finds on the page, each rule with its weight and how often."""
    page.evaluate((package("axe-core") / "axe.min.js").read_text("utf-8"))
    options = "{resultTypes: ['violations'], runOnly: "
    options += "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}"
    found: dict[str, Any] = page.evaluate(f"axe.run(document, {options})")
    return Counter(
        {(each["id"], each["impact"]): len(each["nodes"]) for each in found["violations"]}
    )


@pytest.fixture(scope="module")
def baseline(browser: Browser, plain: Path) -> Counter[tuple[str, str]]:
    page = browser.new_page()
    with files_served(plain) as address:
        page.goto(address)
        found = _axe(page)
    page.close()
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_but_the_themes_own(
    address: str, browser: Browser, baseline: Counter[tuple[str, str]], kind: str
) -> None:
    for scheme in SCHEMES:
        page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
        page.goto(address + kind)
        for details in page.locator("article details").all():
            details.evaluate("each => { each.open = true; }")
        found = _axe(page) - baseline
        page.close()
        assert found == Counter(), scheme


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_the_controls_and_the_form(
    sample_served: Served, browser: Browser, baseline: Counter[tuple[str, str]], scheme: str
) -> None:
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.route("**/livereload/**", lambda route: route.abort())
    page.goto(sample_served.address)
    expect(page.locator(".aw-do").first).to_be_visible()
    page.locator(".aw-menu > summary").nth(3).click()
    page.locator("summary", has_text="I just had an interview").click()
    page.get_by_role("button", name="Write the entry").click()
    expect(page.locator("[data-aw-field=company] .aw-field__wrong")).to_be_visible()
    page.locator(".aw-do").nth(1).click()
    expect(page.locator(".aw-told--shown")).to_be_visible()
    found = _axe(page) - baseline
    page.locator(".aw-told").get_by_role("button", name="Undo").click()
    expect(page.locator(".aw-told")).to_contain_text("Taken back")
    page.close()
    assert found == Counter()


@pytest.fixture(scope="module")
def sample_served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("sample-served")
    files = {
        str(file.relative_to(ROOT)): file.read_text("utf-8")
        for file in (ROOT / "journal").rglob("*.md")
    }
    write_journal(root, (ROOT / "mkdocs.yml").read_text("utf-8"), files)
    for file in ("2026-11-18-acme.md", "2026-11-19-nimbus.md"):
        (root / "journal" / "interviews" / file).unlink()
    with serve(root) as served:
        yield served


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_overflows_and_nothing_leaves_the_site(
    address: str, browser: Browser, kind: str
) -> None:
    for scheme in SCHEMES:
        page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
        outside = outside_of(address, page)
        page.goto(address + kind)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            over = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert over <= 0, (scheme, width)
        page.close()
        assert outside == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_controls_fit_a_small_screen(
    sample_served: Served, browser: Browser, scheme: str
) -> None:
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    outside = outside_of(sample_served.address, page)
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(sample_served.address)
    expect(page.locator(".aw-do").first).to_be_visible()
    page.locator(".aw-menu > summary").nth(3).click()
    page.locator("summary", has_text="I just had an interview").click()
    expect(page.get_by_label("Company")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
    assert outside == []


def _invalid(pages: list[Path]) -> dict[str, Counter[str]]:
    """Return what html-validate's standard set finds by page: each rule, how often."""
    package("html-validate")
    program = PACKAGES / "html-validate" / "bin" / "html-validate.mjs"
    settings = Path(__file__).parent / "htmlvalidate.json"
    # It ends before all is written where its output is read by a program.
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        ran = node(program, "--formatter", f"json={report}", "--config", settings, *pages)
        assert report.is_file(), ran.stderr
        found = json.loads(report.read_text("utf-8"))
    return {
        each["filePath"]: Counter(message["ruleId"] for message in each["messages"])
        for each in found
    }


def test_html_validate_finds_nothing_but_the_themes_own(sample: Built, plain: Path) -> None:
    own = next(iter(_invalid([plain / "index.html"]).values()), Counter[str]())
    pages = [sample.folder / kind / "index.html" for kind in KINDS]
    found = {path: more for path, each in _invalid(pages).items() if (more := each - own)}
    assert found == {}
