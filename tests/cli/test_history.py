"""Tests `afterword history`: what commits say of a company's entries, and what git may refuse."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import CONFIG, run
from tests.playbook.journals import Tree

ONSITE = """\
---
company: Acme Robotics
role: Backend Engineer
round: Onsite
interviewers:
  - Jane Doe <jane.doe@acme.example>
hear_back_by: 2026-11-27
checklist:
  - thank: Jane Doe
  - task: Send the code sample
---
It went well.
"""
BEGUN = f"""\
{CONFIG}      timezone: America/New_York
== journal/interviews/2026-11-18-acme.md
{ONSITE}\
== journal/updates/2026-11-10-tide.md
---
company: Tide
outcome: rejected
---
"""


def _git(folder: Path, *words: str, at: str = "2026-11-18T20:00:00-0500") -> str:
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@me.example"}
    who |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@me.example"}
    who |= {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
    ran = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *words],
        cwd=folder,
        env={**os.environ, **who},
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout


def _commit(folder: Path, at: str) -> None:
    _git(folder, "add", "-A", ".")
    _git(folder, "commit", "-qm", "x", at=at)


@pytest.fixture
def journal(tree: Tree) -> Path:
    """A journal with one commit."""
    root = tree(BEGUN)
    _git(root, "init", "-q", ".")
    _commit(root, "2026-11-18T20:00:00-0500")
    return root


def _steps(root: Path, company: str = "acme") -> list[tuple[object, ...]]:
    """Return what the JSON says of each step, without ids of commits."""
    found = json.loads(run(root, "history", company, "--json").out)
    return [
        (
            step["day"],
            step["what"],
            step["entry"],
            {each["what"]: (each["before"], each["after"]) for each in step["changes"]},
        )
        for step in found["steps"]
    ]


def _edit(root: Path, name: str, old: str, new: str) -> None:
    file = root / "journal" / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_what_changed_is_told_from_the_first_commit_to_what_is_not_committed(
    journal: Path,
) -> None:
    name = "interviews/2026-11-18-acme.md"
    _edit(journal, name, "thank: Jane Doe", "thank: Jane Doe\n    done: 2026-11-19")
    _edit(journal, name, "It went well.", "It went well, I think.")
    _commit(journal, "2026-11-19T08:00:00-0500")
    _edit(journal, name, "It went well, I think.", "It went well.")
    _commit(journal, "2026-11-20T08:00:00-0500")
    _git(journal, "mv", f"journal/{name}", "journal/interviews/2026-11-20-acme.md")
    moved = "interviews/2026-11-20-acme.md"
    _edit(journal, moved, "2026-11-27", "2026-12-01")
    _edit(journal, moved, "round: Onsite", "outcome: advanced\nround: Onsite")
    _commit(journal, "2026-11-21T23:30:00-0500")
    _edit(journal, moved, "  - task: Send the code sample\n", "")
    ran = run(journal, "history", "Acme Robotics")
    shown = [line[:14] + line[21:] if line[2:6] == "2026" else line for line in ran.out.split("\n")]
    assert (ran.code, ran.err) == (0, "")
    assert "\n".join(shown) == (
        """\
Acme Robotics
  2026-11-18    Onsite, 2026-11-18: new
      2026-11-18-acme
      hear_back_by: 2026-11-27
      interviewers, Jane Doe: jane.doe@acme.example
  2026-11-19    Onsite, 2026-11-18
      2026-11-18-acme
      thank Jane Doe: done 2026-11-19
  2026-11-21    Onsite, 2026-11-20
      2026-11-20-acme
      file: interviews/2026-11-20-acme.md, was interviews/2026-11-18-acme.md
      date: 2026-11-20, was 2026-11-18
      outcome: advanced
      hear_back_by: 2026-12-01, was 2026-11-27
  not committed yet  Onsite, 2026-11-20
      2026-11-20-acme
      task Send the code sample: taken out, was open
"""
    )


def test_the_json_names_commit_entry_and_both_sides(journal: Path) -> None:
    found = json.loads(run(journal, "history", "tide", "--json").out)
    short = _git(journal, "rev-parse", "--short", "HEAD").strip()
    assert found == {
        "format": 1,
        "today": "2026-11-22",
        "steps": [
            {
                "commit": short,
                "day": "2026-11-18",
                "what": "begun",
                "entry": "2026-11-10-tide",
                "path": "updates/2026-11-10-tide.md",
                "name": "Rejected",
                "date": "2026-11-10",
                "company": "Tide",
                "role": "",
                "changes": [{"what": "outcome", "before": "", "after": "rejected"}],
            }
        ],
    }


def test_what_was_deleted_is_still_told(journal: Path) -> None:
    (journal / "journal/updates/2026-11-10-tide.md").unlink()
    _commit(journal, "2026-11-20T08:00:00-0500")
    assert _steps(journal, "Tide") == [
        ("2026-11-18", "begun", "2026-11-10-tide", {"outcome": ("", "rejected")}),
        ("2026-11-20", "deleted", "2026-11-10-tide", {}),
    ]


def test_an_entry_that_could_not_be_read_for_a_while_loses_no_change(journal: Path) -> None:
    name = "interviews/2026-11-18-acme.md"
    _edit(journal, name, "round: Onsite", "round: [Onsite")
    _commit(journal, "2026-11-19T08:00:00-0500")
    _edit(journal, name, "round: [Onsite", "stage: screening")
    _commit(journal, "2026-11-20T08:00:00-0500")
    assert _steps(journal)[1:] == [
        ("2026-11-19", "unreadable", "2026-11-18-acme", {}),
        ("2026-11-20", "changed", "2026-11-18-acme", {"stage": ("", "screening")}),
    ]


def test_a_merge_tells_only_what_neither_side_said(journal: Path) -> None:
    name = "interviews/2026-11-18-acme.md"
    _git(journal, "checkout", "-qb", "laptop")
    _edit(journal, name, "role: Backend Engineer", "role: Backend Engineer\nstage: screening")
    _commit(journal, "2026-11-19T08:00:00-0500")
    _git(journal, "checkout", "-q", "main")
    _edit(journal, name, "Send the code sample", "Send the code sample\n    done: 2026-11-20")
    _commit(journal, "2026-11-20T08:00:00-0500")
    _git(journal, "merge", "-q", "--no-edit", "laptop", at="2026-11-21T08:00:00-0500")
    _edit(journal, name, "2026-11-27", "2026-12-04")
    _git(journal, "commit", "-q", "--amend", "-a", "--no-edit", at="2026-11-21T08:00:00-0500")
    entry = "2026-11-18-acme"
    assert _steps(journal)[1:] == [
        ("2026-11-19", "changed", entry, {"stage": ("", "screening")}),
        (
            "2026-11-20",
            "changed",
            entry,
            {"task Send the code sample": ("open", "done 2026-11-20")},
        ),
        ("2026-11-21", "changed", entry, {"hear_back_by": ("2026-11-27", "2026-12-04")}),
    ]


def test_a_journal_below_its_repositorys_top_and_odd_names_are_followed(tree: Tree) -> None:
    root = tree("").joinpath("everything")
    tree(BEGUN.replace("== ", "== everything/"))
    odd = root / "journal/interviews/2026-11-19 \u00e4 'b' --x.md"
    odd.write_text(ONSITE.replace("Acme Robotics", "\u00c4ther"), "utf-8")
    _git(root.parent, "init", "-q", ".")
    _commit(root.parent, "2026-11-19T08:00:00-0500")
    _git(root, "mv", str(odd), str(odd.with_name("2026-11-20-aether.md")))
    _commit(root.parent, "2026-11-20T08:00:00-0500")
    assert [step[:3] for step in _steps(root, "\u00c4THER")] == [
        ("2026-11-19", "begun", "2026-11-19 \u00e4 'b' --x"),
        ("2026-11-20", "changed", "2026-11-20-aether"),
    ]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("Nimbus", "nothing of 'Nimbus' was ever in an entry, now or in a commit."),
        ("i", "'i' could be Acme Robotics, Tide; say which."),
        ("--", "Missing argument 'COMPANY'."),
    ],
)
def test_a_company_that_is_none_or_several_is_refused(
    journal: Path, said: str, message: str
) -> None:
    ran = run(journal, "history", said)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err


def test_without_a_repository_or_git_or_commits_it_says_so(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree(BEGUN)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    ran = run(root, "history", "acme")
    assert (ran.code, ran.out) == (2, "")
    assert "is in no git repository, which is where the history is kept" in ran.err
    _git(root, "init", "-q", ".")
    assert run(root, "history", "acme").err == (
        "afterword: nothing was committed yet: `git add .`, then `git commit`.\n"
    )
    monkeypatch.setenv("PATH", str(root))
    assert run(root, "history", "acme").err == (
        "afterword: git was not found; install it: the history is what git keeps.\n"
    )


def test_a_folder_of_another_user_is_left_to_git_to_refuse(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    ran = run(journal, "history", "acme")
    assert (ran.code, ran.out) == (2, "")
    assert "belongs to another user, so that git does not read its history" in ran.err


def test_a_shallow_clone_says_that_more_is_elsewhere(journal: Path) -> None:
    _edit(journal, "interviews/2026-11-18-acme.md", "2026-11-27", "2026-12-01")
    _commit(journal, "2026-11-20T08:00:00-0500")
    _git(journal, "clone", "-q", "--depth", "1", f"file://{journal}", "copy")
    ran = run(journal / "copy", "history", "acme")
    assert ran.code == 0
    assert "git fetch --unshallow" in ran.err


def test_the_past_is_read_without_running_or_writing_anything(journal: Path) -> None:
    marker = journal / "ran"
    script = journal / "script"
    script.write_text(f"#!/bin/sh\ntouch '{marker}'\ncat\n", "utf-8")
    script.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "pager.log", "diff.external", "gpg.program"):
        _git(journal, "config", key, str(script))
    _git(journal, "config", "log.showSignature", "true")
    _git(journal, "config", "diff.md.textconv", str(script))
    (journal / ".git/info/attributes").write_text("*.md diff=md\n", "utf-8")
    marker.unlink(missing_ok=True)
    before = _files(journal)
    assert _steps(journal) != []
    assert _files(journal) == before


def _files(root: Path) -> dict[Path, bytes]:
    """Return what the folder holds, git's own files too, but for what commands keep."""
    files = (file for file in root.rglob("*") if file.is_file() and ".cache" not in file.parts)
    return {file: file.read_bytes() for file in files}


def test_a_thousand_commits_are_read_at_once(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One process for the log and one or two for the texts, however many commits there are."""
    text = (journal / "journal/interviews/2026-11-18-acme.md").read_text("utf-8")
    stream: list[str] = []
    for number in range(1000):
        said = text.replace("2026-11-27", f"2027-{number % 12 + 1:02}-{number % 28 + 1:02}")
        parent = "from refs/heads/main^0\n" if number == 0 else ""
        stream.append(
            f"commit refs/heads/main\ncommitter A <a@me.example> {1795000000 + number} +0000\n"
            f"data 1\nx\n{parent}M 100644 inline journal/interviews/2026-11-18-acme.md\n"
            f"data {len(said.encode())}\n{said}\n"
        )
    git = shutil.which("git")
    assert git is not None
    subprocess.run(
        [git, "fast-import", "--quiet"], cwd=journal, input="".join(stream).encode(), check=True
    )
    ran: list[object] = []
    real = subprocess.run

    def counted(*words: object, **named: object) -> object:
        ran.append(words)
        return real(*words, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", counted)
    assert len(_steps(journal)) > 900
    assert len(ran) <= 8
