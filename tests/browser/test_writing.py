"""A new entry by the form on Today: the file of `afterword new`, and nothing lost on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner
from playwright.sync_api import Page, expect

from afterword.cli.main import main
from tests.browser.pages import row
from tests.browser.serving import ACME, Served, write_journal

Serve = Callable[..., Served]


def _open(page: Page, site: Served) -> None:
    page.goto(site.address)
    page.locator("summary", has_text="I just had an interview").click()
    expect(page.get_by_label("What happened")).to_be_visible()


def test_the_form_writes_the_file_that_the_command_writes(
    served: Serve, page: Page, tmp_path: Path
) -> None:
    site = served()
    _open(page, site)
    page.get_by_label("Company").fill("Nimbus")
    page.get_by_label("Role").fill("Platform Engineer")
    page.get_by_label("Round").fill("Onsite")
    page.get_by_label("They will answer by").fill("2026-11-30")
    page.get_by_label("Person 1").fill("Ana Ruiz")
    page.get_by_label("Person 2").fill("Bo Li <bo@nimbus.example>")
    page.get_by_label("Notes").fill("Went well.\n\nAsked about queues.")
    page.get_by_role("button", name="Write the entry").click()
    link = page.locator(".aw-made a")
    expect(link).to_be_focused()
    expect(page.locator(".aw-made")).to_contain_text("Thank Ana Ruiz: Mon 23 Nov")
    name = link.inner_text()
    assert name == "interviews/2026-11-22-nimbus-onsite.md"
    by_form = (site.root / "journal" / name).read_bytes()

    other = tmp_path / "other"
    write_journal(other)
    said = ["--company", "Nimbus", "--role", "Platform Engineer", "--round", "Onsite"]
    said += ["--hear-back-by", "2026-11-30", "--with", "Ana Ruiz"]
    said += ["--with", "Bo Li <bo@nimbus.example>", "--text", "Went well.\n\nAsked about queues."]
    command = ["new", "interview", "-f", str(other / "mkdocs.yml"), *said]
    ran = CliRunner().invoke(main, command)
    assert ran.exit_code == 0, ran.output
    assert (other / "journal" / name).read_bytes() == by_form

    link.click()
    expect(page.locator("h1")).to_contain_text("Nimbus")
    expect(page.locator("article")).to_contain_text("Asked about queues.")


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_written(
    served: Serve, page: Page
) -> None:
    site = served()
    before = sorted((site.root / "journal").rglob("*"))
    _open(page, site)
    page.get_by_role("button", name="Write the entry").click()
    company = page.get_by_label("Company")
    expect(company).to_be_focused()
    expect(company).to_have_attribute("aria-invalid", "true")
    expect(page.locator('[data-aw-field="company"] .aw-field__wrong')).to_be_visible()
    company.fill("Nimbus")
    page.get_by_label("Person 1").fill("<bo@nimbus.example>")
    page.get_by_role("button", name="Write the entry").click()
    expect(page.locator('[data-aw-field="company"] .aw-field__wrong')).to_have_count(0)
    expect(page.locator('[data-aw-field="people"] .aw-field__wrong')).to_contain_text("name")
    expect(page.get_by_label("Person 1")).to_be_focused()
    assert sorted((site.root / "journal").rglob("*")) == before


def test_each_kind_has_its_own_fields_and_keeps_what_they_share(
    one_site: Served, page: Page
) -> None:
    _open(page, one_site)
    page.get_by_label("Company").fill("Acme Robotics")
    roles = page.locator("#aw-known-role option")
    expect(roles).to_have_count(1)
    assert roles.first.get_attribute("value") == "Backend Engineer"
    page.get_by_label("What happened").select_option("update")
    expect(page.get_by_label("What became of it")).to_be_visible()
    expect(page.get_by_label("Round")).to_have_count(0)
    expect(page.get_by_label("Company")).to_have_value("Acme Robotics")
    page.get_by_label("What happened").select_option("offer")
    expect(page.get_by_label("To be answered by")).to_be_visible()
    page.locator(".aw-new").get_by_role("button", name="Clear").click()
    expect(page.get_by_label("Company")).to_have_value("")


def test_a_half_filled_form_survives_a_rebuild_and_a_visit_to_another_page(
    served: Serve, page: Page
) -> None:
    site = served()
    _open(page, site)
    page.get_by_label("Company").fill("Nimbus")
    page.get_by_label("Person 1").fill("Ana Ruiz")
    notes = page.get_by_label("Notes")
    notes.fill("They asked about")
    with page.expect_navigation():
        site.acme.write_text(ACME + "More.\n", "utf-8")
    expect(notes).to_be_focused()
    page.keyboard.type(" queues.")
    expect(notes).to_have_value("They asked about queues.")
    expect(page.get_by_label("Company")).to_have_value("Nimbus")
    page.goto(site.address + "overdue/")
    page.goto(site.address)
    expect(page.get_by_label("Notes")).to_have_value("They asked about queues.")
    expect(page.get_by_label("Person 1")).to_have_value("Ana Ruiz")


def test_a_rebuild_takes_neither_the_place_nor_an_open_menu_away(served: Serve, page: Page) -> None:
    many = {
        f"journal/interviews/2026-11-{day:02}-firm-{day}.md": "---\n"
        f"company: Firm {day}\ninterviewers: Bo {day}\n---\n"
        for day in range(9, 20)
    }
    site = served(more=many)
    page.goto(site.address)
    identity = "2026-11-15-firm-15/thank-bo-15"
    task = row(page, identity)
    task.locator("summary").click()
    field = task.get_by_label("Skip, because")
    field.fill("they wrote fir")
    before = task.bounding_box()
    assert page.evaluate("scrollY") > 0
    with page.expect_navigation():
        # The list above grows by two rows.
        site.acme.write_text(ACME.replace("  - Raj Patel", "  - Raj Patel\n  - Cy Ng"), "utf-8")
    expect(field).to_be_focused()
    page.wait_for_load_state("load")
    page.keyboard.type("st")
    expect(field).to_have_value("they wrote first")
    page.wait_for_timeout(200)
    after = task.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) < 3


def test_an_empty_journal_begins_with_the_form(served: Serve, page: Page) -> None:
    site = served()
    for file in (site.root / "journal").rglob("*.md"):
        file.unlink()
    page.goto(site.address)
    expect(page.locator("article")).to_contain_text(re.compile("The journal is empty"))
    page.locator("summary", has_text="I just had an interview").click()
    page.get_by_label("Company").fill("Nimbus")
    page.get_by_role("button", name="Write the entry").click()
    expect(page.locator(".aw-made a")).to_be_visible()
    assert [file.name for file in (site.root / "journal").rglob("*.md")] == [
        "2026-11-22-nimbus-interview.md"
    ]
