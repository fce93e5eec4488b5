"""The sample journal's site: complete, linked, self-contained, and equal to the commands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.exceptions import Abort

from afterword.cli.main import main
from tests.site.built import ROOT, SAMPLE, Built, build_site

POLICY = (
    "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline'; "
    "style-src 'self' 'unsafe-inline'; connect-src 'self'"
)


def test_every_page_that_the_design_names_is_there(sample: Built) -> None:
    for address in (
        "",
        "overdue/",
        "pipeline/",
        "offers/",
        "people/",
        "momentum/",
        "archive/",
        "archive/2026/",
        "problems/",
    ):
        assert "As of Sunday, 22 November 2026" in sample.page(address).article


def test_every_link_leads_somewhere(sample: Built) -> None:
    assert sample.dead_links() == []


def test_links_lead_somewhere_without_directory_addresses_too(tmp_path: Path) -> None:
    built = build_site(SAMPLE, tmp_path, use_directory_urls=False)
    assert built.dead_links() == []


def test_no_page_has_an_id_twice(sample: Built) -> None:
    for path, html in sample.pages().items():
        ids = html.ids()
        assert len(ids) == len(set(ids)), path


def test_the_navigation_holds_the_views_in_order_and_no_entry(sample: Built) -> None:
    assert sample.navigation("overdue/") == [
        "..",
        "./",
        "../pipeline/",
        "../offers/",
        "../people/",
        "../momentum/",
        "../weeks/",
        "../archive/",
        "../problems/",
        "../notes/questions-to-ask/",
    ]


def test_nothing_is_loaded_from_another_host(sample: Built) -> None:
    for path, html in sample.pages().items():
        loaded = html.attributes("script", "src") + html.attributes("img", "src")
        loaded += [
            each["href"]
            for tag, each in html.elements
            if tag == "link" and each.get("rel") not in ("canonical", "prev", "next")
        ]
        assert [url for url in loaded if re.match(r"(?:https?:)?//", url)] == [], path


def test_every_page_carries_the_policy_that_forbids_it(sample: Built) -> None:
    for path, html in sample.pages().items():
        policies = [
            each["content"]
            for tag, each in html.elements
            if tag == "meta" and each.get("http-equiv") == "Content-Security-Policy"
        ]
        assert policies == [POLICY], path


def test_overdue_shows_the_tasks_that_the_command_prints(sample: Built) -> None:
    printed = CliRunner().invoke(main, ["due", "--json", "-f", str(SAMPLE)]).stdout
    overdue = [task for task in json.loads(printed) if task["state"] == "overdue"]
    html = sample.page("overdue/")
    shown = html.raw[: html.raw.index('id="off-the-list"')]
    labels = re.findall(r'aw-task__label" href="[^"]*"><bdi>(.*?)</bdi>', shown)
    assert labels == [task["label"] for task in overdue]
    assert [task["reason"] in html.article for task in overdue] == [True] * len(overdue)


def test_the_data_of_the_site_agrees_with_the_command(sample: Built) -> None:
    printed = CliRunner().invoke(main, ["due", "--json", "-f", str(SAMPLE)]).stdout
    known = {task["id"]: task for task in sample.data()["tasks"]}
    assert [known[task["id"]] for task in json.loads(printed)] == json.loads(printed)


def test_pipeline_shows_each_opportunity_under_the_stage_the_command_prints(sample: Built) -> None:
    printed = CliRunner().invoke(main, ["pipeline", "--json", "-f", str(SAMPLE)]).stdout
    board = json.loads(printed)
    raw = sample.page("pipeline/").raw
    for stage in ("lead", "applied", "screening", "interviewing", "offer"):
        column = raw[raw.index(f'id="stage-{stage}"') :]
        column = column[: column.index("</section>")]
        shown = re.findall(r'href="\.\./opportunities/([^"/]+)/"', column)
        live = [each for each in board["opportunities"] if each["live"]]
        assert shown == [each["id"] for each in live if each["stage"] == stage]


def test_private_terms_are_compared_on_the_page_and_found_nowhere_else(sample: Built) -> None:
    article = sample.page("offers/").article
    assert "728,000 USD" in article
    assert "private terms" in article
    for file in ("search/search_index.json", "afterword.json", "afterword.ics"):
        text = (sample.folder / file).read_text("utf-8")
        assert [each for each in ("728,000", "182,000", "182000") if each in text] == [], file


def test_offers_stand_side_by_side_with_the_figures_the_command_prints(sample: Built) -> None:
    printed = CliRunner().invoke(main, ["offers", "--json", "-f", str(SAMPLE)]).stdout
    article = sample.page("offers/").article
    for offer in json.loads(printed)["offers"]:
        assert offer["company"] in article
        for name in ("year_one", "usual_year", "four_years"):
            for amount in offer[name]["sums"]:
                assert f"{amount['value']:,} {amount['currency']}" in article


def test_an_entry_page_shows_its_checklist_and_by_whom_a_note_was_proofread(sample: Built) -> None:
    article = sample.page("interviews/2026-10-29-tindle-health-onsite/").article
    assert "proofread by" in article
    assert "Checklist" in article


def test_an_entry_leads_to_its_opportunity_and_to_its_neighbours(sample: Built) -> None:
    hrefs = sample.page("interviews/2026-11-19-larkfield-energy-panel/").attributes("a", "href")
    assert "../../opportunities/larkfield-energy-senior-infrastructure-engineer/" in hrefs
    assert [href for href in hrefs if href.startswith("../../updates/")] != []


def test_prose_of_a_page_about_an_opportunity_stands_above_its_timeline(sample: Built) -> None:
    article = sample.page("opportunities/larkfield-energy-senior-infrastructure-engineer/").article
    prose = (ROOT / "journal/opportunities").glob("larkfield*.md")
    first_words = next(prose).read_text("utf-8").split("---\n")[2].split("\n\n")[0].split()[:4]
    assert article.index(" ".join(first_words)) < article.index("Timeline")


def test_the_sample_builds_in_strict_mode(tmp_path: Path) -> None:
    build_site(SAMPLE, tmp_path, strict=True)


def test_deploying_a_journal_is_refused_unless_the_settings_say_so(tmp_path: Path) -> None:
    from mkdocs.config import load_config
    from mkdocs.exceptions import PluginError

    config = load_config(str(SAMPLE), site_dir=str(tmp_path))
    with pytest.raises(PluginError, match="publish: true"):
        config.plugins.on_startup(command="gh-deploy", dirty=False)


def test_a_wrong_setting_stops_the_build_and_is_named_with_its_place(tmp_path: Path) -> None:
    text = SAMPLE.read_text("utf-8").replace("holidays: US", "holidays: Atlantis")
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    (tmp_path / "journal").mkdir()
    line = 1 + text[: text.index("holidays:")].count("\n")
    with pytest.raises(Abort):
        build_site(tmp_path / "mkdocs.yml", tmp_path / "site")
    printed = CliRunner().invoke(main, ["check", "-f", str(tmp_path / "mkdocs.yml")])
    assert f"mkdocs.yml:{line}:15: AW-SETTING `holidays: Atlantis` is no country" in printed.output
    assert printed.exit_code == 1
