"""Long lists are cut into pages: nothing of them is lost, and no page grows heavy."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.model.settings import Settings
from afterword.pages.parts import cut, even_share, in_parts, month_of, quarter_of, year_of
from afterword.pages.render import Renderer
from afterword.playbook.snapshot import take_snapshot
from afterword.source.load import load_journal

TODAY = dt.date(2026, 11, 20)
HEAVY = 500_000
LIGHT = 90_000
"""Bytes of a page's own part; the theme puts some ten thousand around it."""
ALL = 650
ENDED = 400
"""Opportunities of the long journal: all, and those that ended."""
_LINK = re.compile(r'href="(page:[^"#]+)')

days = st.dates()


@given(st.lists(days), st.integers(1, 20))
def test_a_cut_list_has_every_row_on_its_page_or_in_one_period(
    rows: list[dt.date], most: int
) -> None:
    found = cut(rows, most, lambda day: year_of(day, "pipeline"))
    assert list(found.shown) == rows[:most]
    assert found.total == len(rows)
    assert bool(found.periods) == (len(rows) > most)
    if found.periods:
        assert sorted(day for _, group in found.periods for day in group) == sorted(rows)
        begins = [period.begin for period, _ in found.periods]
        assert begins == sorted(set(begins), reverse=True)


@given(st.lists(st.integers(1, 30)), st.integers(1, 20))
def test_the_parts_of_a_list_are_the_list(sizes: list[int], most: int) -> None:
    parts = in_parts("problems/index.md", sizes, most, lambda size: size)
    assert [size for part in parts for size in part.rows] == sizes
    assert all(sum(part.rows) <= most or len(part.rows) == 1 for part in parts)
    assert all(part.rows for part in parts[1:])
    assert parts[0].path == "problems/index.md"
    assert [part.path for part in parts[1:]] == [
        f"problems/page-{number}.md" for number in range(2, len(parts) + 1)
    ]


@given(st.lists(st.integers(0, 90), max_size=6), st.integers(6, 60))
def test_lists_share_a_page_evenly(lengths: list[int], most: int) -> None:
    share = even_share(lengths, most)
    assert sum(min(length, share) for length in lengths) <= most
    more = sum(min(length, share + 1) for length in lengths)
    assert share == most or more > most


@given(days)
def test_a_period_has_a_day_in_it_and_a_page_of_its_own(day: dt.date) -> None:
    periods = [year_of(day, "a"), quarter_of(day, "b"), month_of(day, "c")]
    assert all(period.begin <= day for period in periods)
    assert periods[0].begin <= periods[1].begin <= periods[2].begin
    assert all(
        period.path.startswith(f"{name}/") for period, name in zip(periods, "abc", strict=True)
    )


def test_quarters_and_months_say_what_they_are() -> None:
    day = dt.date(2025, 11, 30)
    assert quarter_of(day, "weeks/record").title == "Oct to Dec 2025"
    assert quarter_of(day, "weeks/record").path == "weeks/record/2025-q4.md"
    assert month_of(day, "archive").title == "November 2025"
    assert month_of(day, "archive").path == "archive/2025-11.md"


def _pages(files: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return what is drawn of each view, with links as `page:` and the path they lead to."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    loaded = load_journal(folder, Settings())
    renderer = Renderer(take_snapshot(loaded.journal, TODAY, Settings()))
    return {view.path: renderer.draw(view, "page:{}".format) for view in renderer.views()}


def _long_journal() -> dict[str, str]:
    """Return a search of years: much ended, much met, much answered, much left undone."""
    files = {}
    for number in range(ALL):
        day = dt.date(2024, 1, 1) + dt.timedelta(days=number // 2)
        company = f"Firm {number}"
        head = f"---\ncompany: {company}\nrole: Engineer\n"
        person = f"Ida Number{number} <ida{number}@firm.example>"
        files[f"interviews/{day}-{number}.md"] = (
            f"{head}interviewers: {person}\nunknown-key: 1\nchecklist:\n"
            f"  - task: Write a page about {company}\n    due: {day}\n"
            f"  - task: Think about {company}\n"
            f"  - {{thank: Ida, proofread_by: Sam, done: {day}}}\n---\nText.\n"
        )
        if number < 130:
            files[f"offers/{day}-{number}-offer.md"] = (
                f"{head}deadline: {day}\noutcome: declined\n"
                f"terms: {{base: {90 + number}000}}\n---\n"
            )
        elif number < ENDED:
            files[f"updates/{day}-{number}-end.md"] = f"{head}outcome: rejected\n---\n"
    return files


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return _pages(_long_journal(), tmp_path_factory.mktemp("long"))


def test_no_page_of_a_long_search_is_heavy(long: Mapping[str, str]) -> None:
    assert {path: len(html) for path, html in long.items() if len(html) > HEAVY} == {}
    assert len(long["index.md"]) < LIGHT


def test_every_page_of_a_list_is_reached_from_the_page_with_the_known_address(
    long: Mapping[str, str],
) -> None:
    found, ahead = {"index.md"}, ["index.md"]
    views = ("overdue", "pipeline", "offers", "people", "weeks", "archive", "problems")
    ahead += [f"{view}/index.md" for view in views]
    found |= set(ahead)
    while ahead:
        for link in _LINK.findall(long[ahead.pop()]):
            path = link.removeprefix("page:")
            if path in long and path not in found:
                found.add(path)
                ahead.append(path)
    assert set(long) - found == {"momentum/index.md"} - found
    more = {path for path in long if "page-" in path or "by-year" in path or "-q" in path}
    assert {path.split("/")[0] for path in more} == {
        *("overdue", "coming", "pipeline", "offers", "people", "weeks", "problems")
    }
    assert "archive/2024-03.md" in long


def test_nothing_of_a_long_list_is_lost(long: Mapping[str, str]) -> None:
    def on(folder: str) -> str:
        return "".join(html for path, html in long.items() if path.startswith(folder))

    shown = {
        ("overdue/", "Write a page about Firm {}<"): range(ENDED, ALL),
        ("coming/", "Think about Firm {}<"): range(ENDED, ALL),
        ("people/by-year/", "Ida Number{}<"): range(ALL),
        ("archive/2024-", "-{}.md"): range(ALL),
        ("problems/", "-{}.md"): range(ALL),
        ("pipeline/by-year/", "Firm {},"): range(ENDED),
        ("offers/by-year/", ">Firm {}<"): range(130),
    }
    lost = {
        words: [number for number in numbers if words.format(number) not in on(folder)]
        for (folder, words), numbers in shown.items()
    }
    assert {words: numbers for words, numbers in lost.items() if numbers} == {}


def test_a_cut_page_says_how_much_there_is_and_where(long: Mapping[str, str]) -> None:
    lead = r"<p class=\"aw-lead\">\d+ tasks, the longest overdue first: page 1 of \d\."
    assert re.search(lead, long["overdue/index.md"])
    assert re.search(r'<a href="page:overdue/index.md">\d+ more: Overdue</a>', long["index.md"])
    assert re.search(r'<a href="page:coming/index.md">\d+ more: Coming</a>', long["index.md"])
    assert "The latest 100 of 400; all of them stand" in long["pipeline/index.md"]
    assert "The latest 20 of 130; all of them stand" in long["offers/index.md"]
    assert "The first 100; all of them stand" in long["people/index.md"]


def test_a_short_search_has_no_page_more(tmp_path: Path) -> None:
    files = {name: text for name, text in _long_journal().items() if re.search(r"-\d(-|\.)", name)}
    found = _pages(files, tmp_path)
    extra = [path for path in found if re.search(r"page-|by-year|-q\d|coming|\d{4}-\d\d\.", path)]
    assert extra == []
    assert " more: " not in found["index.md"]
