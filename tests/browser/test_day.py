"""A page that is looked at later than it was built shows what a build of that day would."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from functools import cache

import pytest
from playwright.sync_api import Browser, Page, expect

from afterword.model.task import State
from afterword.pages import words
from afterword.site.plugin import AfterwordPlugin
from tests.browser.serving import NIMBUS, write_journal
from tests.browser.tools import node
from tests.pages.test_pages import TODAY
from tests.site.built import ROOT, Built, build_site

CONFIG = """\
site_name: Days
docs_dir: journal
theme: {name: material}
plugins:
  - search
  - afterword: {timezone: Pacific/Auckland}
"""
MORE = {
    "journal/offers/2026-11-20-halden.md": "---\ncompany: Halden\nrole: Engineer\n"
    "deadline: 2026-12-04\n---\n",
    "journal/interviews/2026-11-25-other.md": "---\ncompany: Other\nround: Screen\nchecklist:\n"
    "  - {task: Read their pages, due: 2026-11-23}\n  - task: Ask for the plan\n---\n",
    "journal/applications/2026-10-12-osprey.md": "---\ncompany: Osprey\nrole: Engineer\n---\n",
    "journal/interviews/2026-11-19-nimbus.md": NIMBUS,
}
BUILT = dt.date(2026, 11, 22)

Build = Callable[[dt.date], Built]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return a function that builds the journal's site as on a day, each day once."""
    root = tmp_path_factory.mktemp("days")
    write_journal(root, CONFIG, MORE)

    @cache
    def built_on(day: dt.date) -> Built:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(AfterwordPlugin, "_today", lambda _: day)
            return build_site(root / "mkdocs.yml", root / day.isoformat())

    return built_on


GROUPS = """() => [...document.querySelectorAll('[data-aw-group]')]
  .filter(group => !group.hidden)
  .map(group => [
    group.dataset.awGroup,
    group.querySelector('.aw-count')?.textContent ?? '',
    ...[...group.querySelectorAll('li[data-aw-task]')].filter(row => !row.hidden).map(row => [
      row.dataset.awTask,
      row.className,
      row.querySelector('.aw-mark').className,
      row.querySelector('.aw-task__when').textContent.trim().replace(/\\s+/g, ' '),
    ]),
  ])"""


@pytest.mark.parametrize("days", [1, 2, 3, 7, 9, 12, 31])
@pytest.mark.parametrize("address", ["index.html", "overdue/index.html"])
def test_15_the_page_agrees_with_a_build_of_the_day_on_which_it_is_looked_at(
    build: Build, page: Page, days: int, address: str
) -> None:
    old = build(BUILT)
    day = BUILT + dt.timedelta(days)
    page.clock.set_fixed_time(dt.datetime.combine(day, dt.time(0, 30)))
    new = build(day)
    page.goto((new.folder / address).as_uri())
    wanted = page.evaluate(GROUPS)
    page.goto((old.folder / address).as_uri())
    shown = page.evaluate(GROUPS)
    # What an event brings along once its day has come only a new build can know.
    known = set(re.findall(r'data-aw-task="([^"]+)"', (old.folder / address).read_text("utf-8")))
    wanted = [[group[0], *(row for row in group[2:] if row[0] in known)] for group in wanted]
    assert [[group[0], *group[2:]] for group in shown] == [each for each in wanted if each[1:]]
    rows = [(group[1], len(group) - 2) for group in shown if group[1]]
    assert rows == [(str(number), number) for _, number in rows]
    expect(page.locator("[data-aw-asof]").first).to_contain_text(
        f"Built on Sun 22 Nov; shown as of today, {words.short_day(day, day)}"
    )


def test_15_midnight_passes_while_the_page_is_open_in_the_journals_own_time_zone(
    build: Build, browser: Browser
) -> None:
    built = build(BUILT)
    # Far west of the journal, where it is still the day before.
    context = browser.new_context(timezone_id="America/Los_Angeles")
    page = context.new_page()
    page.clock.install(time=dt.datetime(2026, 11, 22, 10, 58, 30, tzinfo=dt.UTC))
    page.goto((built.folder / "index.html").as_uri())
    read = page.locator('li[data-aw-task="2026-11-18-acme/task-read-their-handbook"]')
    expect(read).to_contain_text("due today")
    before = page.locator("#overdue .aw-count").inner_text()
    # 11:00 UTC is midnight in Auckland.
    page.clock.run_for(150_000)
    expect(read).to_contain_text("1 day overdue")
    expect(page.locator("[data-aw-group=overdue]").filter(has=read)).to_be_visible()
    assert int(page.locator("#overdue .aw-count").inner_text()) == int(before) + 1
    expect(page.locator("[data-aw-group=today]").filter(has=read)).to_have_count(0)
    context.close()


def test_15_a_clock_set_back_re_dates_nothing(build: Build, page: Page) -> None:
    built = build(BUILT)
    page.clock.set_fixed_time(dt.datetime(2026, 11, 3, 12, tzinfo=dt.UTC))
    page.goto((built.folder / "index.html").as_uri())
    expect(page.locator("[data-aw-asof]")).to_contain_text("As of Sunday, 22 November 2026")
    expect(page.locator("li[data-aw-task]").first).to_contain_text("overdue")


def test_a_site_built_for_a_fixed_day_stays_on_it(sample: Built, page: Page) -> None:
    page.clock.set_fixed_time(dt.datetime(2027, 1, 3, 12, tzinfo=dt.UTC))
    page.goto((sample.folder / "index.html").as_uri())
    expect(page.locator("[data-aw-asof]")).to_contain_text("As of Sunday, 22 November 2026")


def test_the_script_says_dates_in_the_words_of_the_build() -> None:
    script = (ROOT / "plugins" / "afterword" / "pages" / "look" / "days.js").read_text("utf-8")
    today = TODAY
    days = [today + dt.timedelta(days) for days in (-400, -40, -2, -1, 0, 1, 2, 30, 39, 40, 400)]
    asked = [day.isoformat() for day in days]
    run = f"""{script}
    console.log(JSON.stringify({json.dumps(asked)}.map(day => [
      shortDay(day, "{today}"), distance(day, "{today}"),
      standing("overdue", day, "", "{today}"), standing("done", "", day, "{today}"),
      plusDays(day, 30), daysBetween("{today}", day),
    ]).concat([Object.keys(STATE_WORDS).map(state => STATE_WORDS[state])])));"""
    said = json.loads(node("-e", run).stdout)
    assert said[-1] == [words.STATE_NAMES[state].lower() for state in map(State, STATES)]
    for day, each in zip(days, said[:-1], strict=True):
        assert each == [
            words.short_day(day, today),
            words.distance(day, today),
            f"{words.count((today - day).days, 'day')} overdue",
            f"done {words.short_day(day, today)}",
            (day + dt.timedelta(30)).isoformat(),
            (day - today).days,
        ]


STATES = ("overdue", "today", "upcoming", "undated", "done", "skipped", "moot", "missed")
