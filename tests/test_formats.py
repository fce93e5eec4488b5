"""Keeps one journal of each released format: read, checked, moved on, exported and built whole."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from afterword.model.settings import FORMAT
from afterword.source import format as forms
from afterword.source.schema import FIELDS
from tests.cli.running import CONFIG, run
from tests.playbook.journals import Tree
from tests.site.built import build_site

FORMATS = Path(__file__).parent / "data" / "formats"
RELEASED = sorted(folder.name for folder in FORMATS.iterdir())


@pytest.fixture(params=RELEASED)
def journal(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A journal of one format, free to be written in."""
    return Path(shutil.copytree(FORMATS / request.param, tmp_path / request.param))


def test_every_format_up_to_the_newest_has_its_journal() -> None:
    assert ["0.1", *map(str, range(1, FORMAT + 1))] == RELEASED
    assert {change.format for change in forms.CHANGES} <= set(range(1, FORMAT + 1))


def test_the_newest_formats_journal_uses_every_field() -> None:
    whole = "\n".join(file.read_text("utf-8") for file in (FORMATS / str(FORMAT)).rglob("*.md"))
    assert [each.name for each in FIELDS if f"\n{each.name}:" not in whole] == []


def test_a_journal_of_any_format_is_read_without_an_error(journal: Path) -> None:
    ran = run(journal, "check")
    assert ran.code == 0
    codes = {line.split(" ")[1] for line in ran.out.splitlines()}
    assert codes == (set() if journal.name == str(FORMAT) else {"AW-OLD"})


def test_what_is_written_as_before_is_named_with_what_is_written_now(tmp_path: Path) -> None:
    root = Path(shutil.copytree(FORMATS / "0.1", tmp_path / "0.1"))
    assert run(root, "check").out == (
        "journal/interviews/2026-11-18-acme.md:5:10: AW-OLD `outcome: canceled` is written "
        "`outcome: cancelled` since format 1, and read as that; `afterword check --fix` moves it "
        "on.\n"
        "journal/updates/2026-11-20-tide.md:4:10: AW-OLD `outcome: re-opened` is written "
        "`outcome: reopened` since format 1, and read as that; `afterword check --fix` moves it "
        "on.\n"
    )


def test_fix_moves_a_journal_on_and_changes_nothing_of_what_it_says(journal: Path) -> None:
    def told() -> list[object]:
        found = json.loads(run(journal, "export", "json").out)
        return [found["tasks"], found["opportunities"], found["people"]]

    before = told()
    run(journal, "check", "--fix")
    ran = run(journal, "check", "--strict")
    assert (ran.code, ran.out, ran.err) == (0, "", "No problems.\n")
    assert told() == before


def test_the_words_are_moved_on_where_they_stand(tmp_path: Path) -> None:
    root = Path(shutil.copytree(FORMATS / "0.1", tmp_path / "0.1"))
    run(root, "check", "--fix")
    entry = (root / "journal/interviews/2026-11-18-acme.md").read_text("utf-8")
    assert "outcome: cancelled # they called in the morning\n" in entry


def test_a_journal_of_any_format_is_exported_and_brought_back_whole(
    journal: Path, tmp_path: Path
) -> None:
    run(journal, "export", "json", "-o", str(tmp_path / "all.json"))
    (tmp_path / "back" / "journal").mkdir(parents=True)
    shutil.copy(journal / "mkdocs.yml", tmp_path / "back")
    ran = run(tmp_path / "back", "import", str(tmp_path / "all.json"), "--yes")
    assert ran.code == 0, ran.err
    files = {file.relative_to(journal) for file in (journal / "journal").rglob("*.md")}
    for file in files:
        assert (tmp_path / "back" / file).read_bytes() == (journal / file).read_bytes()


def test_a_journal_of_any_format_is_built_whole(journal: Path, tmp_path: Path) -> None:
    built = build_site(journal / "mkdocs.yml", tmp_path / "site")
    pages = "".join(built.pages())
    for file in (journal / "journal").rglob("*/*.md"):
        assert file.stem in pages


def test_a_key_that_got_another_name_is_read_by_both_and_moved_on(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    renamed = forms.Change(1, "", "answer_by", "hear_back_by")
    monkeypatch.setattr(forms, "CHANGES", (renamed,))
    root = tree(
        f"{CONFIG}== journal/updates/2026-11-18-tide.md\n---\ncompany: Tide\n"
        "answer_by: 2026-11-20 # or so\n---\n"
        "== journal/updates/2026-11-19-tide.md\n---\ncompany: Tide\nanswer_by: 2026-11-20\n"
        "hear_back_by: 2026-11-24\n---\n"
    )
    assert run(root, "check", "--fix").code == 0
    first = (root / "journal/updates/2026-11-18-tide.md").read_text("utf-8")
    assert first == "---\ncompany: Tide\nhear_back_by: 2026-11-20 # or so\n---\n"
    assert "AW-KEY unknown key `answer_by`" in run(root, "check").out


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--fix"),
        ("done", "acme/follow-up"),
        ("new", "update", "--company", "Tide"),
        ("due",),
        ("export", "json"),
    ],
)
def test_a_newer_format_is_refused_and_nothing_is_written(tree: Tree, words: tuple[str]) -> None:
    root = tree(
        f"{CONFIG}      format: 7\n"
        "== journal/updates/2026-11-18-acme.md\n---\ncompany: Acme\noutcome: re-opened\n---\n"
    )
    before = _files(root)
    ran = run(root, *words)
    assert (ran.code, ran.out) == (2, "")
    assert "mkdocs.yml:5:15: AW-SETTING `format: 7` is newer than what this Afterword" in ran.err
    assert _files(root) == before


def _files(root: Path) -> dict[Path, bytes]:
    """Return what the journal's folder holds, but for what commands keep for themselves."""
    files = (file for file in root.rglob("*") if file.is_file() and ".cache" not in file.parts)
    return {file: file.read_bytes() for file in files}
