"""Ticking where it is read: one click, one changed line; refusals take the mark back."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.pages import hold_reload, row, told
from tests.browser.serving import ACME, CONFIG, SAMPLE, Served

Serve = Callable[..., Served]


def changed_lines(served: Served) -> list[str]:
    lines = difflib.ndiff(ACME.splitlines(), served.acme.read_text("utf-8").splitlines())
    return [line for line in lines if line[0] in "+-"]


def test_one_click_writes_one_line_and_undo_restores_the_bytes(served: Serve, page: Page) -> None:
    site = served()
    hold_reload(page)
    page.goto(site.address)
    task = row(page)
    expect(task).to_contain_text("2 days overdue")
    expect(page.locator("#overdue .aw-count")).to_have_text("5")
    height = task.bounding_box()
    task.get_by_role("button", name="Done: Send the code sample").click()
    expect(task).to_contain_text("done Sun 22 Nov")
    expect(told(page)).to_contain_text("Done: Send the code sample.")
    expect(page.locator("#overdue .aw-count")).to_have_text("4")
    assert changed_lines(site) == ["+     done: 2026-11-22"]
    # Nothing has moved.
    after = task.bounding_box()
    assert height is not None
    assert after is not None
    assert after["y"] == height["y"]
    told(page).get_by_role("button", name="Undo").click()
    expect(task).to_contain_text("2 days overdue")
    expect(told(page)).to_contain_text("Taken back: Send the code sample.")
    assert site.acme.read_text("utf-8") == ACME


def test_the_offer_to_undo_outlives_the_rebuild_that_takes_the_task_away(
    served: Serve, page: Page
) -> None:
    site = served()
    page.goto(site.address)
    with page.expect_navigation():
        row(page).get_by_role("button", name="Done").click()
    expect(row(page)).to_have_count(0)
    expect(told(page)).to_contain_text("Done: Send the code sample.")
    told(page).get_by_role("button", name="Undo").click()
    expect(told(page)).to_contain_text("Taken back: Send the code sample.")
    assert site.acme.read_text("utf-8") == ACME
    expect(row(page)).to_be_visible()


def test_the_menu_skips_with_a_reason_and_puts_off_to_a_day(served: Serve, page: Page) -> None:
    site = served()
    hold_reload(page)
    page.goto(site.address)
    task = row(page)
    task.locator("summary").click()
    task.get_by_label("Put off to").fill("2026-12-04")
    task.get_by_role("button", name="Put off").click()
    expect(told(page)).to_contain_text("Put off to Fri 4 Dec: Send the code sample.")
    expect(task).to_contain_text("in 12 days")
    assert changed_lines(site) == ["+     snoozed: 2026-12-04"]
    told(page).get_by_role("button", name="Undo").click()
    expect(told(page)).to_contain_text("Taken back")
    task.locator("summary").click()
    task.get_by_label("Skip, because").fill("they have it already")
    task.get_by_label("Skip, because").press("Enter")
    expect(task).to_contain_text("skipped: they have it already")
    assert changed_lines(site) == ["+     skipped: they have it already"]


def test_a_thank_you_is_proofread_by_name_and_then_sent(served: Serve, page: Page) -> None:
    site = served()
    hold_reload(page)
    page.goto(site.address + "interviews/2026-11-18-acme/")
    task = row(page, "2026-11-18-acme/thank-jane-doe")
    task.locator("summary").click()
    task.get_by_label("Proofread by").fill("Sam")
    task.get_by_role("button", name="Proofread").click()
    expect(task).to_contain_text("proofread by Sam")
    expect(told(page)).to_contain_text("Proofread by Sam: Thank Jane Doe.")
    task.locator("summary").click()
    task.get_by_label("Sent on").fill("2026-11-21")
    task.get_by_role("button", name="Sent", exact=True).click()
    expect(task).to_contain_text("done Sat 21 Nov")
    expect(told(page)).to_have_text(re.compile("^Done: Thank Jane Doe.Undo"))
    assert changed_lines(site) == ["+     proofread_by: Sam", "+     done: 2026-11-21"]


def test_a_note_that_nobody_proofread_is_ticked_and_said_so(served: Serve, page: Page) -> None:
    site = served()
    hold_reload(page)
    page.goto(site.address)
    row(page, "2026-11-18-acme/thank-raj-patel").get_by_role("button", name="Done").click()
    expect(told(page)).to_contain_text("Nobody proofread it")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "overdue/",
        "interviews/2026-11-18-acme/",
        "opportunities/acme-robotics-backend-engineer/",
        "people/raj-patel/",
        "weeks/",
        "mine/",
    ],
)
def test_controls_stand_wherever_tasks_do(one_site: Served, page: Page, address: str) -> None:
    page.goto(one_site.address + address)
    expect(page.locator(".aw-do").first).to_be_visible()
    rows = page.locator("li[data-aw-task]:visible")
    controls = page.locator("li[data-aw-task]:visible :is(.aw-do, .aw-undo)")
    assert rows.count() == controls.count()
    for box in page.evaluate(
        "[...document.querySelectorAll('.aw-do, .aw-menu > summary, .aw-new > summary')]"
        ".filter(each => each.offsetParent).map(each => each.getBoundingClientRect().toJSON())"
    ):
        assert min(box["width"], box["height"]) >= 24, box


def test_05_what_an_editor_has_changed_meanwhile_is_refused_and_the_mark_goes_back(
    served: Serve, page: Page
) -> None:
    site = served()
    hold_reload(page)
    page.goto(site.address)
    expect(row(page).locator(".aw-do")).to_be_visible()
    edited = ACME.replace("queue one\n", "queue one\n    skipped: they have it\n")
    site.acme.write_text(edited, "utf-8")
    row(page).get_by_role("button", name="Done").click()
    expect(told(page)).to_contain_text("reload the page")
    expect(told(page).get_by_role("button", name="Reload")).to_be_visible()
    expect(row(page).locator(".aw-do")).to_be_visible()
    assert site.acme.read_text("utf-8") == edited


def test_25_without_the_server_nothing_is_saved_and_the_page_says_so(
    served: Serve, page: Page
) -> None:
    site = served()
    page.goto(site.address)
    expect(row(page).locator(".aw-do")).to_be_visible()
    site.stop()
    row(page).get_by_role("button", name="Done").click()
    expect(told(page)).to_contain_text("Not saved: the server does not answer.")
    expect(row(page)).to_contain_text("2 days overdue")
    expect(page.locator("#overdue .aw-count")).to_have_text("5")
    assert site.acme.read_text("utf-8") == ACME


def test_25_a_broken_entry_elsewhere_hinders_nobody(served: Serve, page: Page) -> None:
    site = served()
    page.goto(site.address)
    expect(row(page).locator(".aw-do")).to_be_visible()
    broken = site.root / "journal" / "interviews" / "2026-11-19-nimbus.md"
    broken.write_text("---\ncompany: [Nimbus\n---\n", "utf-8")
    row(page).get_by_role("button", name="Done").click()
    expect(told(page)).to_contain_text("Done: Send the code sample.")
    assert changed_lines(site) == ["+     done: 2026-11-22"]
    expect(page.locator(".aw-alert")).to_contain_text("1 error in the journal")
    expect(told(page)).to_contain_text("Done: Send the code sample.")


def test_a_tick_in_the_broken_entry_itself_says_what_is_wrong(served: Serve, page: Page) -> None:
    site = served()
    hold_reload(page)
    page.goto(site.address)
    expect(row(page).locator(".aw-do")).to_be_visible()
    broken = ACME.replace("company: Acme", "company: [Acme")
    site.acme.write_text(broken, "utf-8")
    row(page).get_by_role("button", name="Done").click()
    expect(told(page)).to_contain_text("cannot be read")
    expect(row(page)).to_contain_text("2 days overdue")
    assert site.acme.read_text("utf-8") == broken


def test_everything_works_by_keyboard_alone(served: Serve, page: Page) -> None:
    site = served()
    hold_reload(page)
    page.goto(site.address)
    expect(row(page).locator(".aw-do")).to_be_visible()
    where = "document.activeElement.closest('li[data-aw-task]')?.dataset.awTask"
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(where) == SAMPLE:
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.keyboard.press("Enter")
    expect(told(page)).to_contain_text("Done: Send the code sample.")
    # The focus is where it was taken back from.
    expect(row(page).locator(".aw-undo")).to_be_focused()
    page.keyboard.press("Enter")
    expect(told(page)).to_contain_text("Taken back")
    assert site.acme.read_text("utf-8") == ACME
    expect(row(page).locator(".aw-do")).to_be_focused()
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(row(page).locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(row(page).get_by_label("Skip, because")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(row(page).locator("summary")).to_be_focused()
    expect(row(page).get_by_label("Skip, because")).not_to_be_visible()


def test_two_tabs_agree(served: Serve, page: Page, context: BrowserContext) -> None:
    site = served()
    hold_reload(page)
    page.goto(site.address)
    other = context.new_page()
    hold_reload(other)
    other.goto(site.address + "overdue/")
    expect(row(other).locator(".aw-do")).to_be_visible()
    row(page).get_by_role("button", name="Done").click()
    expect(row(other)).to_contain_text("done Sun 22 Nov")
    expect(other.locator("[data-aw-tasks]")).to_have_text("4 tasks")


def test_a_tab_that_comes_to_the_front_shows_what_the_files_say(served: Serve, page: Page) -> None:
    site = served()
    hold_reload(page)
    page.goto(site.address)
    expect(row(page).locator(".aw-do")).to_be_visible()
    done = ACME.replace("queue one\n", "queue one\n    done: 2026-11-21\n")
    site.acme.write_text(done, "utf-8")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(row(page).locator(".aw-undo")).to_be_visible()


def test_instant_navigation_brings_the_controls_along(served: Serve, page: Page) -> None:
    config = CONFIG.replace("material\n", "material\n  features: [navigation.instant]\n")
    site = served(config=config)
    hold_reload(page)
    page.goto(site.address)
    expect(row(page).locator(".aw-do")).to_be_visible()
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Overdue", exact=True).first.click()
    expect(page.locator("h1")).to_have_text(re.compile("Overdue"))
    row(page).get_by_role("button", name="Done").click()
    expect(told(page)).to_contain_text("Done: Send the code sample.")
    assert page.evaluate("window.same")
    assert changed_lines(site) == ["+     done: 2026-11-22"]


def test_a_site_below_a_path_is_ticked_as_well(served: Serve, page: Page) -> None:
    config = f"site_url: https://journal.example/mine/\n{CONFIG}"
    site = served("/mine/", config=config)
    hold_reload(page)
    page.goto(site.address + "overdue/")
    row(page).get_by_role("button", name="Done").click()
    expect(told(page)).to_contain_text("Done: Send the code sample.")
    assert changed_lines(site) == ["+     done: 2026-11-22"]


def test_where_ticking_is_off_there_is_nothing_to_tick(served: Serve, page: Page) -> None:
    site = served(config=CONFIG + "      ticking: false\n")
    page.goto(site.address)
    page.wait_for_timeout(500)
    expect(page.locator(".aw-do, .aw-menu, .aw-new")).to_have_count(0)


def test_paper_shows_no_controls(one_site: Served, page: Page) -> None:
    page.goto(one_site.address)
    expect(page.locator(".aw-do").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".aw-menu:visible, .aw-new:visible, .aw-undo:visible")).to_have_count(0)
    expect(page.locator(".aw-mark").first).to_be_visible()
