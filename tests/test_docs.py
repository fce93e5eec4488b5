"""Keeps what is written for users true: the reference, the README's example, the changelog."""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from click import Context, Group
from click.testing import CliRunner

from afterword.cli.main import main
from afterword.model.entry import Entry, Kind
from afterword.model.settings import Settings
from afterword.playbook.sharing import KEPT, NAMES, PEOPLE, TEXTS
from afterword.playbook.snapshot import take_snapshot
from afterword.source.entry import read_entry
from afterword.source.load import load_journal
from afterword.source.schema import FIELDS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_reference_is_what_the_code_says() -> None:
    page = _made("make_reference").reference()
    assert (ROOT / "docs" / "reference.md").read_text("utf-8") == page


def test_the_readmes_entry_reads_without_a_problem() -> None:
    entry, problems = read_entry(_example(), "interviews/x.md", Kind.INTERVIEW, Settings())
    assert isinstance(entry, Entry)
    assert problems == ()


def test_the_readmes_entry_brings_along_what_the_readme_says(tmp_path: Path) -> None:
    file = tmp_path / "interviews" / "2026-11-18-acme-onsite.md"
    file.parent.mkdir()
    file.write_bytes(_example())
    settings = Settings(holidays="US")
    journal = load_journal(tmp_path, settings).journal
    tasks = take_snapshot(journal, dt.date(2026, 11, 18), settings).tasks
    assert {task.label: task.due for task in tasks if task.implied} == {
        "Thank Raj Patel": dt.date(2026, 11, 19),
        "Connect with Jane Doe on LinkedIn": dt.date(2026, 11, 23),
        "Connect with Raj Patel on LinkedIn": dt.date(2026, 11, 23),
        "Follow up with Acme Robotics": dt.date(2026, 12, 1),
    }


def test_the_readmes_message_is_the_one_that_is_printed(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("docs_dir: journal\nplugins: [afterword]\n", "utf-8")
    file = tmp_path / "journal" / "interviews" / "2026-11-18-acme-onsite.md"
    file.parent.mkdir(parents=True)
    file.write_bytes(_example().replace(b"by: 2026-11-27", b"by: 2026-02-30"))
    shown = re.search(r"```\njournal/(interviews/.*)\n```", README)
    assert shown is not None
    result = CliRunner().invoke(main, ["check", "-f", str(tmp_path / "mkdocs.yml")])
    line = next(line for line in result.stdout.splitlines() if "AW-DATE" in line)
    where, said = shown[1].split(": ", 1)
    assert line.endswith(said)
    assert where.split(":")[0] in line


def test_every_command_is_in_the_readme_and_the_page_of_commands_is_what_they_say() -> None:
    assert isinstance(main, Group)
    for name in main.list_commands(Context(main)):
        assert f"afterword {name}" in README
    page = _made("make_commands").commands_page()
    assert (ROOT / "docs" / "commands.md").read_text("utf-8") == page


def test_the_schema_for_editors_is_what_entries_are_read_with() -> None:
    text = (ROOT / "docs" / "entry.schema.json").read_text("utf-8")
    assert text == _made("make_schema").schema_text()


def test_the_page_on_importing_is_what_the_importer_knows() -> None:
    page = _made("make_import").import_page()
    assert (ROOT / "docs" / "import.md").read_text("utf-8") == page


def test_the_page_on_sharing_says_of_every_field_what_becomes_of_it() -> None:
    page = (ROOT / "docs" / "sharing.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.*) \| (.*) \|$", page, re.MULTILINE)
    named = [re.findall(r"`(\w+)`", row[0]) for row in rows]
    apart = {"checklist", "opportunity"}
    assert [set(names) for names in named] == [
        set(KEPT),
        set(NAMES),
        set(TEXTS),
        set(PEOPLE),
        {"checklist"},
        {"opportunity"},
        {each.name for each in FIELDS} - {*KEPT, *NAMES, *TEXTS, *PEOPLE, *apart},
    ]
    assert rows[-1][1] == "left out"


def test_the_page_on_offers_is_what_terms_are_read_with() -> None:
    page = _made("make_offers").offers_page()
    assert (ROOT / "docs" / "offers.md").read_text("utf-8") == page


def test_every_promise_has_its_tests_where_the_page_says() -> None:
    page = (ROOT / "docs" / "guarantees.md").read_text("utf-8")
    promised = dict(re.findall(r"^(\d+)\. (.*)$", page, re.MULTILINE))
    assert list(map(int, promised)) == list(range(1, 26))
    files = {"guarantees": sorted((ROOT / "tests" / "guarantees").glob("test_*.py"))}
    files |= {name: [ROOT / name] for name in re.findall(r"`(tests/\S+\.py)`", page)}
    shown = {
        name: {int(each) for file in group for each in _numbers(file)}
        for name, group in files.items()
    }
    assert shown["guarantees"] == set(range(1, 26))
    for number, text in promised.items():
        for name in re.findall(r"`(tests/browser/\S+\.py)`", text):
            if name != "tests/browser/test_everyone.py":  # It shows what holds of every page.
                assert int(number) in shown[name], (number, name)


def _numbers(file: Path) -> list[str]:
    return re.findall(r"^def test_(\d+)_", file.read_text("utf-8"), re.MULTILINE)


def test_no_page_of_the_docs_names_a_machine() -> None:
    for file in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        assert not re.search(r"/(?:root|home|tmp|work)/", file.read_text("utf-8")), file


def _made(name: str) -> Any:
    """Return a program of `docs/` as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _example() -> bytes:
    found = re.search(r"```markdown\n(---\n.*?)```", README, re.DOTALL)
    assert found is not None
    return found[1].encode()


def test_the_documentation_is_built_as_a_site_that_asks_no_other_host(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir"]
    words = [*build, str(tmp_path), "--config-file", str(ROOT / "docs" / "site" / "mkdocs.yml")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert (built.returncode, built.stderr) == (0, "")
    for page in (ROOT / "docs").glob("*.md"):
        assert (tmp_path / page.stem / "index.html").is_file(), page.name
    loaded = re.compile(
        r"<(?:script|img|link|iframe)\b[^>]*\b(?:src|href)=\"?https?:", re.IGNORECASE
    )
    for file in tmp_path.rglob("*.html"):
        assert not loaded.search(file.read_text("utf-8")), file


def test_every_locked_package_has_a_licence_that_is_allowed_and_told() -> None:
    made = _made("make_licences")
    page = (ROOT / "docs" / "licences.md").read_text("utf-8")
    for name in made.locked():
        said = made.licence(name)
        assert f"\n| {name} | " in page
        if said is not None:
            assert made.is_allowed(said), f"{name}: {said}"
            assert f"\n| {name} | {said} |" in page
