"""The charts of the sample's site: valid, and with the figures that the commands print."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from afterword.cli.main import main
from tests.pages.charts.reading import CHART, Chart, charts_in
from tests.site.built import SAMPLE, Built, build_tree

Table = list[list[str]]

ENDINGS = {"live": "still live", "on-hold": "on hold"}


def _printed(command: str) -> Any:
    ran = CliRunner().invoke(main, [command, "--json", "-f", str(SAMPLE)])
    return json.loads(ran.stdout)


def _tables(page: str) -> dict[str, Table]:
    """Return the tables of a page by caption: their rows, the head first."""
    found = {}
    for table in re.findall(r"<table.*?</table>", page, re.DOTALL):
        caption = re.search(r"<caption>(.*?)</caption>", table)
        assert caption is not None
        assert 'scope="col"' in table
        assert 'scope="row"' in table
        rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
        found[caption[1]] = [
            [html.unescape(re.sub(r"<[^>]*>", "", cell)) for cell in _cells(row)] for row in rows
        ]
    return found


def _cells(row: str) -> list[str]:
    return re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)


@pytest.fixture(scope="module")
def pages(sample: Built) -> dict[str, str]:
    return {name: sample.page(f"{name}/").raw for name in ("pipeline", "momentum")}


@pytest.fixture(scope="module")
def tables(pages: dict[str, str]) -> dict[str, Table]:
    return _tables(pages["pipeline"]) | _tables(pages["momentum"])


@pytest.fixture(scope="module")
def charts(pages: dict[str, str]) -> dict[str, Chart]:
    return charts_in(pages["pipeline"]) | charts_in(pages["momentum"])


def test_each_page_has_its_charts_with_their_text_and_a_table_each(pages: dict[str, str]) -> None:
    assert list(charts_in(pages["pipeline"])) == ["funnel", "transitions", "time-in-stage"]
    assert list(charts_in(pages["momentum"])) == ["weeks", "days"]
    for page in pages.values():
        found = charts_in(page)
        assert len(_tables(page)) == len(found)
        for chart in found.values():
            assert chart.title
            assert chart.description.endswith(".")


def test_charts_stand_below_what_is_to_be_done(pages: dict[str, str]) -> None:
    first = pages["pipeline"].index("aw-chart")
    assert pages["pipeline"].index('class="aw-board"') < first
    assert pages["momentum"].index('id="signals"') < pages["momentum"].index("aw-chart")


def test_nothing_in_a_chart_is_a_style_or_an_address(pages: dict[str, str]) -> None:
    for page in pages.values():
        for svg in re.findall(CHART, page, re.DOTALL):
            assert "style" not in svg
            assert "href" not in svg
            assert "url(" not in svg


def test_the_funnel_is_what_the_command_prints(
    tables: dict[str, Table], charts: dict[str, Chart]
) -> None:
    funnel = [(each["stage"], str(each["count"])) for each in _printed("pipeline")["funnel"]]
    rows = tables["Opportunities that came as far as each stage"][1:]
    assert [(stage.lower(), count) for stage, count in rows] == funnel
    words = charts["funnel"].words
    assert [(a.lower(), b) for a, b in zip(words[::2], words[1::2], strict=True)] == funnel
    said = re.findall(r"(\w+) (\d+)", charts["funnel"].description.lower())
    assert said == funnel


def test_the_transitions_are_what_the_command_prints(
    tables: dict[str, Table], charts: dict[str, Chart]
) -> None:
    flows = _printed("pipeline")["transitions"]
    rows = tables["Opportunities that went from one stage to another, or ended there"][1:]
    assert [[source.lower(), target, count] for source, target, count in rows] == [
        [flow["from"] or "the beginning", ENDINGS.get(flow["to"], flow["to"]), str(flow["count"])]
        for flow in flows
    ]
    came: dict[str, int] = {}
    for flow in flows:
        came[flow["to"]] = came.get(flow["to"], 0) + flow["count"]
    words = " ".join(charts["transitions"].words).lower()
    for name, count in came.items():
        assert f"{ENDINGS.get(name, name)} {count}" in words
    for flow in flows:
        if flow["from"]:
            (told,) = re.findall(
                rf"{flow['from'].capitalize()} \d+: (.*?)\.", charts["transitions"].description
            )
            way = re.compile(rf"{flow['count']} (?:to )?{ENDINGS.get(flow['to'], flow['to'])}\b")
            assert way.search(told), flow


def test_the_time_in_stage_is_what_the_command_prints(
    tables: dict[str, Table], charts: dict[str, Chart]
) -> None:
    times = [
        each
        for each in _printed("pipeline")["time_in_stage"]
        if each["finished"] or each["running"]
    ]
    rows = tables["Calendar days in each stage"][1:]
    assert [row[0].lower() for row in rows] == [each["stage"] for each in times]
    for row, each in zip(rows, times, strict=True):
        median = "not told" if each["median"] is None else f"{each['median']:g}"
        longest = "" if each["longest"] is None else str(each["longest"])
        assert row[1:4] == [str(len(each["finished"])), median, longest]
        assert (_spread(row[4]), row[5]) == (each["finished"], str(len(each["running"])))
        assert _spread(row[6]) == each["running"]
        told = re.search(
            rf"{each['stage'].capitalize()}: (.*?)\.", charts["time-in-stage"].description
        )
        assert told is not None
        for days in each["running"] + (each["finished"] if each["median"] is None else []):
            assert re.search(rf"\b{days}\b", told[1])


def _spread(cell: str) -> list[int]:
    """Return the single values of `3, 5 (2 times)`."""
    found: list[int] = []
    for value, times in re.findall(r"(\d+)(?: \((\d+) times\))?", cell):
        found += [int(value)] * int(times or 1)
    return found


def test_the_weeks_are_what_the_command_prints(
    tables: dict[str, Table], charts: dict[str, Chart]
) -> None:
    weeks = _printed("momentum")["weeks"]
    head, *rows = tables["Steps in each week, by kind"]
    kinds = [name.lower().removesuffix("s") for name in head[1:-1]]
    assert [row[1:-1] for row in rows] == [[str(week[kind]) for kind in kinds] for week in weeks]
    totals = [sum(week[kind] for kind in kinds) for week in weeks]
    assert [int(row[-1]) for row in rows] == totals
    told = [int(count) for count in re.findall(r"20\d\d: (\d+)", charts["weeks"].description)]
    assert told == [total for total in totals if total]


def test_the_days_are_what_the_command_prints(
    tables: dict[str, Table], charts: dict[str, Chart]
) -> None:
    printed = _printed("momentum")
    days = printed["days"]
    rows = tables["Steps on each day"][1:]
    assert len(rows) == 26
    counts = [int(cell) for row in rows for cell in row[1:] if cell]
    assert [count for count in counts if count] == list(days["counts"].values())
    squares = [
        element[0].text
        for element in charts["days"].svg.iter("{http://www.w3.org/2000/svg}rect")
        if len(element)
    ]
    assert len(squares) == len(days["counts"])
    assert f"{sum(counts)} steps on {len(squares)} days" in charts["days"].description
    recent = sum(count for day, count in days["counts"].items() if day >= "2026-08-31")
    weekly = [
        count for week in printed["weeks"] for kind, count in week.items() if kind != "monday"
    ]
    assert recent == sum(weekly)


@pytest.mark.parametrize("companies", [[], ["Acme"], ["Acme", "Borealis"]])
def test_a_tiny_journal_has_sentences_instead_of_empty_frames(
    tree: Callable[[str], Path], companies: list[str]
) -> None:
    files = "".join(
        f"== journal/applications/2026-11-18-{each.lower()}.md\n---\ncompany: {each}\n---\n"
        for each in companies
    )
    built = build_tree(tree(files or "== journal/notes.md\nMine\n"))
    for address in ("pipeline/", "momentum/"):
        page = built.page(address)
        assert charts_in(page.raw) == {}
        assert "<table" not in page.raw
    said = built.page("momentum/").article
    assert f"{['No step', '1 step', '2 steps'][len(companies)]} in the last half year." in said
    if companies:
        assert "stand here from 3 opportunities on" in built.page("pipeline/").article
