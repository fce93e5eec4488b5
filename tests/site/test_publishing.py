"""Tests what leaves the machine: nothing, until it is asked for; and then only that."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.cli.running import run

SHARING = (Path(__file__).parents[2] / "docs" / "sharing.md").read_text("utf-8")
DAY = ("--today", "2026-11-20")


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    who = {f"GIT_{role}_NAME": "Ada" for role in ("AUTHOR", "COMMITTER")}
    who |= {f"GIT_{role}_EMAIL": "ada@home.example" for role in ("AUTHOR", "COMMITTER")}
    environment = {**os.environ, **who, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def _deploy(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return _run(root, sys.executable, "-m", "mkdocs", "gh-deploy", "--no-history", *words)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A new journal with a remote, and the file from the page on sharing."""
    run(tmp_path, "init", "my-search", *DAY)
    root = tmp_path / "my-search"
    _run(tmp_path, "git", "init", "-q", "--bare", "remote.git")
    _run(root, "git", "remote", "add", "origin", str(tmp_path / "remote.git"))
    _run(root, "git", "add", ".")
    _run(root, "git", "commit", "-qm", "Begin", "--no-verify")
    section = SHARING.split("## Publish it")[1]
    found = re.search(r"```yaml\n(.*?)```", section, re.DOTALL)
    assert found is not None
    (root / "share.yml").write_text(textwrap.dedent(found[1]), "utf-8")
    return root


def _branches(root: Path) -> str:
    return _run(root.parent / "remote.git", "git", "branch").stdout


def test_the_journal_is_not_deployed_though_the_copy_may_be(journal: Path) -> None:
    refused = _deploy(journal)
    assert refused.returncode == 1
    assert "a journal is private, so it is not deployed" in refused.stderr
    assert _branches(journal) == ""
    assert not (journal / "site").exists()


def test_a_copy_is_not_deployed_unless_its_own_file_says_so(journal: Path) -> None:
    text = (journal / "share.yml").read_text("utf-8").replace("    publish: true\n", "")
    (journal / "share.yml").write_text(text, "utf-8")
    assert _deploy(journal, "-f", "share.yml").returncode == 1
    assert _branches(journal) == ""
    assert not (journal / "shared").exists()


def test_a_published_copy_holds_neither_the_journal_nor_a_name(journal: Path) -> None:
    done = _deploy(journal, "-f", "share.yml")
    assert done.returncode == 0, done.stderr
    remote = journal.parent / "remote.git"
    assert _branches(journal).split() == ["gh-pages"]
    assert _run(remote, "git", "log", "--all", "--format=%p").stdout.strip() == ""
    files = _run(remote, "git", "ls-tree", "-r", "--name-only", "gh-pages").stdout.split("\n")
    assert "index.html" in files
    assert [each for each in files if each.endswith((".md", ".yml"))] == []
    for word in ("Jane Doe", "Raj", "robotics.example", "gripper"):
        assert _run(remote, "git", "grep", "-i", word, "gh-pages").stdout == "", word
