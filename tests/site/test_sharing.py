"""Tests that a shared copy holds nothing of what it leaves out, in any byte of any file."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, PluginError

from afterword.model.entry import Kind
from afterword.model.settings import Settings
from afterword.source.config import read_config
from afterword.source.load import load_journal
from afterword.source.schema import FIELDS
from tests.site.built import CONFIG, ROOT, Built, build_site, build_tree
from tests.site.canary import Canary, config, everything, word

Tree = Callable[[str], Path]

SHARED = CONFIG.replace("  - afterword:\n", "  - afterword:\n      share: true\n")


@pytest.fixture(scope="module")
def canary(tmp_path_factory: pytest.TempPathFactory) -> Canary:
    return Canary(tmp_path_factory.mktemp("canary"))


@pytest.fixture(scope="module")
def copy(canary: Canary) -> Built:
    (canary.root / "share.yml").write_text(config(share=True), "utf-8")
    return build_site(canary.root / "share.yml", canary.root / "shared")


def test_every_field_has_been_thought_of(canary: Canary) -> None:
    told = {place.split(": ", 1)[-1] for place in (*canary.left_out, *canary.kept)}
    assert {each.name for each in FIELDS} <= told


def test_nothing_that_is_left_out_is_anywhere_in_the_copy(canary: Canary, copy: Built) -> None:
    whole = everything(copy.folder)
    assert [(place, word) for place, word in canary.words() if word in whole] == []


def test_what_is_kept_is_in_the_copy(canary: Canary, copy: Built) -> None:
    data = (copy.folder / "afterword.json").read_text("utf-8")
    pages = " ".join(html.article for html in copy.pages().values())
    for place, words in canary.kept.items():
        for each in words:
            assert each in data, place
            assert each in pages or '"' in each or place.split()[-1] in _AS_WORDS, place


_AS_WORDS = frozenset({"date", "hear_back_by", "resumes", "apply_by", "deadline", "private"})
"""Fields that pages show in words rather than as they are written."""


def test_the_journals_own_site_shows_it_all(canary: Canary) -> None:
    (canary.root / "mkdocs.yml").write_text(config(share=False), "utf-8")
    whole = everything(build_site(canary.root / "mkdocs.yml", canary.root / "site").folder)
    # What no site shows: what `exclude_docs` names, and a company that only tells people apart.
    hidden = {word("excluded"), word("excludedtext"), word("metpagecompany")}
    assert {each for _, each in canary.words() if each not in whole} == hidden


def test_the_log_of_a_copy_tells_no_more_than_the_copy(canary: Canary, copy: Built) -> None:
    said = "\n".join(message for _, message in copy.messages).lower()
    assert "2 errors and" in said
    assert [each for _, each in canary.words() if each in said] == []


def test_the_copy_has_its_pages_and_no_others(copy: Built) -> None:
    found = {re.sub(r"\d[\d-]*", "N", path).removesuffix("index.html") for path in copy.pages()}
    entries = {f"{folder}/N/" for folder in ("applications", "interviews", "conversations")}
    views = {
        "",
        "overdue/",
        "coming/",
        "pipeline/",
        "offers/",
        "people/",
        "momentum/",
        "weeks/",
        "weeks/NWN/",
        "weeks/record/",
        "archive/",
        "archive/N/",
        "N.html",
    }
    assert found == {
        *entries,
        *views,
        "offers/N/",
        "updates/N/",
        "people/person-N/",
        "opportunities/opportunity-N/",
    }


def test_every_page_says_that_it_is_a_copy_and_no_link_is_dead(copy: Built) -> None:
    for path, html in copy.pages().items():
        if path != "404.html":
            said = "Shared copy , built on Sunday, 22 November 2026 ."
            assert html.article.startswith(said), path
            assert html.attributes("link", "rel").count("icon") == 1
    assert copy.dead_links() == []


def test_the_data_says_whether_it_is_that_of_a_copy(copy: Built, sample: Built) -> None:
    assert list(copy.data())[:3] == ["format", "today", "shared"]
    assert "shared" not in sample.data()
    assert copy.data()["problems"] == []
    assert all(task["line"] is None for task in copy.data()["tasks"])


def test_nothing_in_the_copy_asks_to_run_a_command(copy: Built) -> None:
    for file in copy.folder.rglob("*"):
        if file.suffix in (".html", ".ics", ".json"):
            text = file.read_text("utf-8")
            assert not re.search(r"afterword (done|check|skip)|Tick it off|Entry: ", text), file


def _private_words(canary: Canary) -> set[str]:
    """Return the canaries that stand in fields, and nowhere else."""
    fields = {each.name for each in FIELDS} | {"own keys"}
    return {
        each
        for place, words in canary.left_out.items()
        if place.split(": ")[0] in set(Kind) and place.split(": ")[-1] in fields
        for each in words
        if each not in (word("ownverb"), word("noverb"), word("strangekey"))
    }


def _feeds(built: Built) -> str:
    names = ("afterword.json", "afterword.ics", "search/search_index.json")
    return "\n".join((built.folder / name).read_text("utf-8") for name in names).lower()


def test_every_field_marked_private_is_in_no_index_and_no_feed(tmp_path: Path) -> None:
    names = [each.name for each in FIELDS if each.name not in ("date", "kind", "private")]
    names += ["x-own", word("ownkey"), word("strangekey")]
    canary = Canary(tmp_path, private=f"[{', '.join(names)}]")
    # A key that is none keeps the whole entry back; one of the user's own is listed.
    settings = config(share=False).replace(
        f"keys: [{word('ownkey')}]", f"keys: [{word('ownkey')}, {word('strangekey')}]"
    )
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    shutil.rmtree(tmp_path / "journal" / "people")
    shutil.rmtree(tmp_path / "journal" / "opportunities")
    built = build_site(tmp_path / "mkdocs.yml", tmp_path / "site")
    feeds = _feeds(built)
    assert {each for each in _private_words(canary) if each in feeds} == set()
    assert len(built.data()["entries"]) == len(Kind)
    kept = {
        each.lower() for words in canary.kept.values() for each in words if each.startswith("Kept")
    }
    assert {each for each in kept if each in feeds and "page" not in each} == set()
    assert all(day not in feeds for day in ("2027-01", "2027-02", "2027-03", "2027-04", "03:17"))


def test_an_entry_marked_private_is_in_no_index_and_no_feed(tmp_path: Path) -> None:
    canary = Canary(tmp_path, private="true")
    (tmp_path / "mkdocs.yml").write_text(config(share=False), "utf-8")
    feeds = _feeds(build_site(tmp_path / "mkdocs.yml", tmp_path / "site"))
    private = {
        each
        for place, words in canary.left_out.items()
        if place.split(": ")[0] in set(Kind)
        for each in words
    }
    assert {each for each in private if each in feeds} == set()


def _shared_sample(tmp_path: Path) -> Built:
    """Build the sample's shared copy as the documentation says."""
    page = (ROOT / "docs" / "sharing.md").read_text("utf-8")
    found = re.search(r"```yaml\n( *INHERIT.*?)```", page, re.DOTALL)
    assert found is not None
    (tmp_path / "share.yml").write_text(textwrap.dedent(found[1]), "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "journal", tmp_path / "journal")
    loaded = load_config(str(tmp_path / "share.yml"))
    loaded.plugins.on_startup(command="build", dirty=False)
    build(loaded)
    return Built(tmp_path / "shared")


def test_the_sample_is_shared_as_the_documentation_says(tmp_path: Path) -> None:
    built = _shared_sample(tmp_path)
    whole = everything(built.folder)
    journal = load_journal(ROOT / "journal", Settings()).journal
    for person in journal.people.by_id.values():
        for known in (
            person.name,
            *person.spellings,
            *person.emails,
            *person.phones,
            *person.titles,
        ):
            assert known.lower() not in whole, known
        assert person.id not in whole
    for entry in journal.entries:
        assert entry.id not in whole
        assert not entry.body.strip() or entry.body.strip()[:40].lower() not in whole
    assert "larkfield energy" in whole
    assert built.dead_links() == []
    assert read_config(tmp_path / "share.yml")[0].settings.timezone == "America/New_York"


ONE = """\
== journal/interviews/2026-11-18-acme.md
---
company: Acme
role: Engineer
interviewers: Jane Doe <jane@acme.example>
---
"""


def test_a_site_and_its_copy_never_share_a_folder(
    tree: Tree, caplog: pytest.LogCaptureFixture
) -> None:
    root = tree(ONE)
    (root / "share.yml").write_text(SHARED, "utf-8")
    built = build_tree(root)
    with pytest.raises(Abort):
        build_site(root / "share.yml", root / "site")
    assert "site holds the journal's own site; a shared copy wants a folder" in caplog.text
    assert "Jane Doe" in built.page("").article
    build_site(root / "share.yml", root / "shared")
    build_site(root / "share.yml", root / "shared")
    with pytest.raises(Abort):
        build_site(root / "mkdocs.yml", root / "shared")
    assert "shared holds a shared copy; the journal's own site wants a folder" in caplog.text
    assert "jane doe" not in everything(root / "shared")


def test_a_copy_is_not_built_onto_what_was_there(tree: Tree) -> None:
    root = tree(ONE)
    (root / "mkdocs.yml").write_text(SHARED, "utf-8")
    (root / "site").mkdir()
    (root / "site" / "old.html").write_text("Jane Doe", "utf-8")
    loaded = load_config(str(root / "mkdocs.yml"))
    with pytest.raises(PluginError, match="--dirty"):
        loaded.plugins.on_startup(command="build", dirty=True)
    with pytest.raises(PluginError, match="publish: true"):
        loaded.plugins.on_startup(command="gh-deploy", dirty=False)
    build_tree(root)
    assert "jane doe" not in everything(root / "site")


def test_the_copy_of_an_empty_journal_says_that_it_is_empty(tree: Tree) -> None:
    built = build_tree(tree(""), SHARED, strict=True)
    assert "Nothing in it may be shown." in built.page("").article


def test_a_strict_copy_fails_on_errors_without_quoting_them(tree: Tree) -> None:
    root = tree("== journal/interviews/2026-11-18-acme.md\n---\ncompany: [Jane\n---\n")
    (root / "mkdocs.yml").write_text(SHARED, "utf-8")
    built = build_tree(root)
    assert (
        "WARNING",
        "afterword: 1 error and 0 warnings in the journal; see `afterword check`.",
    ) in built.messages


def test_what_other_plugins_make_of_the_journal_is_left_out(tree: Tree) -> None:
    root = tree(
        ONE
        + """\
== hook.py
from mkdocs.structure.files import File

def on_files(files, config):
    files.append(File.generated(config, "made.md", content="Met Jane Doe."))
    files.append(File.generated(config, "jane.txt", content="Jane Doe"))
"""
    )
    built = build_tree(root, SHARED + "hooks: [hook.py]\n")
    assert "jane" not in everything(built.folder)
    assert not (built.folder / "made").exists()
