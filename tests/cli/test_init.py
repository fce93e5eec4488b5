"""Tests `afterword init`: a journal that serves at once, private, under git, whole or not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.cli.running import SAMPLE, run

FILES = """\
.gitattributes
.gitignore
README.md
journal/applications/.gitkeep
journal/conversations/.gitkeep
journal/interviews/.gitkeep
journal/interviews/2026-11-20-example-robotics.md
journal/offers/.gitkeep
journal/updates/.gitkeep
mkdocs.yml
"""
DAY = ("--today", "2026-11-20")


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@me.example"}
    who |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@me.example"}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["git", *words],
        cwd=folder,
        env={**os.environ, **who, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(autouse=True)
def _known_to_git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git know whose commits they are, as it does on most machines."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ada@home.example")


def test_a_new_journal_has_all_it_needs(tmp_path: Path) -> None:
    ran = run(tmp_path, "init", "my-search", *DAY)
    assert (ran.code, ran.out) == (0, "".join(f"my-search/{line}\n" for line in FILES.split()))
    assert ran.err == (
        "It is under git, without a remote: private until you add one.\n"
        "Next: cd my-search && afterword serve\n"
    )
    root = tmp_path / "my-search"
    assert [path.name for path in tmp_path.iterdir()] == ["my-search"]
    assert root.stat().st_mode & 0o077 == 0
    assert run(root, "check", "--strict", *DAY).err == "No problems.\n"
    assert "Thank Raj Patel" in run(root, "due", *DAY).out
    assert _git(root, "remote").stdout == ""


def test_its_site_is_built_strictly_at_once(tmp_path: Path) -> None:
    run(tmp_path, "init", "my-search", *DAY, "--timezone", "Europe/Berlin", "--holidays", "DE-BY")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(
        build, cwd=tmp_path / "my-search", env=environment, capture_output=True, check=False
    )
    assert (built.returncode, built.stderr) == (0, b"")
    site = tmp_path / "my-search" / "site"
    assert "Example Robotics" in (site / "index.html").read_text("utf-8")
    assert _git(tmp_path / "my-search", "status", "--short", "--", "site").stdout == ""


def test_without_the_example_nothing_of_it_is_left(tmp_path: Path) -> None:
    run(tmp_path, "init", "my-search", *DAY)
    root = tmp_path / "my-search"
    (root / "journal/interviews/2026-11-20-example-robotics.md").unlink()
    assert run(root, "due", "--json", *DAY).out == "[]\n"
    assert run(root, "check", "--strict", *DAY).code == 0


def test_a_commit_is_checked_first(tmp_path: Path) -> None:
    run(tmp_path, "init", "my-search", *DAY)
    root = tmp_path / "my-search"
    _git(root, "add", ".")
    assert _git(root, "commit", "-m", "Begin").returncode == 0
    entry = root / "journal/updates/2026-11-21-tide.md"
    entry.write_text("---\ncompany: Tide\nresumes: 2026-02-30\n---\n", "utf-8")
    _git(root, "add", ".")
    refused = _git(root, "commit", "-m", "Tide")
    assert refused.returncode == 1
    assert "journal/updates/2026-11-21-tide.md:3:10: AW-DATE" in refused.stdout + refused.stderr
    assert _git(root, "commit", "--no-verify", "-m", "Tide").returncode == 0


def test_what_is_committed_is_checked_and_not_what_lies_in_the_folder(tmp_path: Path) -> None:
    run(tmp_path, "init", "my-search", *DAY)
    root = tmp_path / "my-search"
    _git(root, "add", ".")
    _git(root, "commit", "-m", "Begin")
    entry = root / "journal/updates/2026-11-21-tide.md"
    entry.write_text("---\ncompany: Tide\nresumes: 2026-02-30\n---\n", "utf-8")
    _git(root, "add", ".")
    entry.write_text("---\ncompany: Tide\nresumes: 2026-02-28\n---\n", "utf-8")
    refused = _git(root, "commit", "-m", "Tide")
    assert refused.returncode == 1
    assert "journal/updates/2026-11-21-tide.md:3:10: AW-DATE" in refused.stdout + refused.stderr
    assert _git(root, "commit", "-am", "Tide").returncode == 0
    entry.write_text("---\ncompany: [Tide\n---\n", "utf-8")
    (root / "README.md").write_text("Mine.\n", "utf-8")
    assert _git(root, "commit", "-m", "Read me", "README.md").returncode == 0
    assert _git(root, "status", "--short").stdout == " M journal/updates/2026-11-21-tide.md\n"


def test_ticks_of_two_machines_in_one_entry_are_merged(tmp_path: Path) -> None:
    run(tmp_path, "init", "one", *DAY)
    one, two = tmp_path / "one", tmp_path / "two"
    _git(one, "add", ".")
    _git(one, "commit", "-m", "Begin")
    _git(tmp_path, "clone", "one", "two")
    run(one, "done", "connect-jane", *DAY)
    run(two, "done", "thank-raj", *DAY)
    for root in (one, two):
        _git(root, "commit", "-am", "Tick")
    merged = _git(two, "pull", "--no-rebase", "--no-edit")
    assert merged.returncode == 0, merged.stderr
    text = (two / "journal/interviews/2026-11-20-example-robotics.md").read_text("utf-8")
    assert "  - {thank: Raj Patel, done: 2026-11-20}\n" in text
    assert "  - {connect: Jane Doe, done: 2026-11-20}\n" in text
    assert run(two, "check", *DAY).code == 0


def test_a_merge_that_makes_no_sense_is_not_committed(tmp_path: Path) -> None:
    run(tmp_path, "init", "one", *DAY)
    one, two = tmp_path / "one", tmp_path / "two"
    _git(one, "add", ".")
    _git(one, "commit", "-m", "Begin")
    run(tmp_path, "init", "two", *DAY)
    _git(two, "pull", str(one))
    _git(two, "reset", "--hard", "FETCH_HEAD")
    name = "journal/interviews/2026-11-20-example-robotics.md"
    for root, day in ((one, "2026-11-30"), (two, "2026-12-02")):
        text = (root / name).read_text("utf-8")
        (root / name).write_text(text.replace("2026-11-27", day), "utf-8")
        assert _git(root, "commit", "-am", day).returncode == 0
    merged = _git(two, "pull", "--no-rebase", "--no-edit", str(one))
    assert merged.returncode == 1
    said = "AW-REPEATED `hear_back_by` stands on line 12 and again on line 13; keep one."
    assert f"{name}:13:1: {said}" in merged.stdout + merged.stderr
    lines = (two / name).read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("hear_back_by: 2026-11-30")]
    (two / name).write_text("".join(kept), "utf-8")
    assert _git(two, "commit", "-am", "Merge").returncode == 0
    assert _git(two, "log", "--merges", "--format=%s").stdout == "Merge\n"


@pytest.mark.parametrize("there", ["a file", "a folder", "something hidden"])
def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path, there: str) -> None:
    target = tmp_path / "my-search"
    if there == "a file":
        target.write_text("Mine.")
    else:
        (target / (".git" if there == "something hidden" else "notes")).mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    ran = run(tmp_path, "init", "my-search")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "afterword: my-search: it is not empty; name a folder that is not there yet.\n"
    )
    assert sorted(tmp_path.rglob("*")) == before


def test_an_empty_folder_and_one_deep_down_will_do(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert run(tmp_path, "init", "empty").code == 0
    assert run(tmp_path, "init", "a/b c/ü").code == 0
    assert (tmp_path / "a/b c/ü/mkdocs.yml").is_file()


def test_a_wrong_setting_leaves_nothing_behind(tmp_path: Path) -> None:
    ran = run(tmp_path, "init", "my-search", "--holidays", "Germany")
    assert (ran.code, "write its two letters" in ran.err) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_without_git_the_journal_is_made_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    ran = run(tmp_path, "init", "my-search")
    assert ran.code == 0
    assert ran.err.startswith("git was not found; install it, then `git init` in the folder.\n")
    assert not (tmp_path / "my-search/.git").exists()


def test_the_hooks_for_pre_commit_name_commands_that_are_there() -> None:
    hooks = yaml.safe_load((SAMPLE.parent / ".pre-commit-hooks.yaml").read_text("utf-8"))
    for hook in hooks:
        program, *words = hook["entry"].split()
        assert program == "afterword"
        assert run(SAMPLE.parent, *words, "--help").code == 0


def test_a_machine_whose_git_knows_nobody_is_told_how(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NAME", "EMAIL"):
        monkeypatch.delenv(f"GIT_AUTHOR_{name}", raising=False)
    monkeypatch.delenv("EMAIL", raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.useConfigOnly")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    assert "git does not know you yet" in run(tmp_path, "init", "mine").err
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ada")
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "ada@home.example")
    assert "git does not know you" not in run(tmp_path, "init", "yours").err


def test_the_example_s_note_is_one_to_send(tmp_path: Path) -> None:
    run(tmp_path, "init", "mine")
    ran = run(tmp_path / "mine", "proof")
    assert (ran.code, "nothing found" in ran.err) == (0, True), ran
