"""Tests `afterword check`: what it lists, in which form, and when it fails."""

from __future__ import annotations

import json

import pytest

from tests.cli.running import CONFIG, run
from tests.playbook.journals import Tree

WARNING = """\
== journal/interviews/2026-11-18-acme.md
---
company: Acme Robotics
---
"""
ERROR = """\
== journal/updates/old/2026-11-19-acme.md
---
title: A note
hear_back_by: 2026-02-30
---
"""
FINE = """\
== journal/interviews/2026-11-18-fine.md
---
company: Acme Robotics
interviewers: Jane Doe
---
"""

NOBODY = (
    "AW-NOBODY an interview without interviewers, so that nobody is thanked: add `interviewers:`."
)
NO_DAY = (
    "AW-DATE `hear_back_by`: `2026-02-30` is no day of the calendar: "
    "the month's last day is `2026-02-28`."
)


def test_errors_and_warnings_are_printed_with_their_places_and_counted(tree: Tree) -> None:
    assert run(tree(CONFIG + WARNING + ERROR), "check") == (
        1,
        (
            f"journal/interviews/2026-11-18-acme.md:1:1: {NOBODY}\n"
            f"journal/updates/old/2026-11-19-acme.md:3:15: {NO_DAY}\n"
        ),
        "1 error, 1 warning.\n",
    )


def test_paths_are_written_as_they_are_reached_from_the_current_folder(tree: Tree) -> None:
    root = tree(CONFIG + WARNING + ERROR)
    ran = run(root / "journal/updates", "check")
    assert [line.split(":")[0] for line in ran.out.splitlines()] == [
        "../interviews/2026-11-18-acme.md",
        "old/2026-11-19-acme.md",
    ]


@pytest.mark.parametrize(
    ("journal", "options", "code", "counted"),
    [
        (FINE, [], 0, "No problems.\n"),
        (FINE, ["--strict"], 0, "No problems.\n"),
        (WARNING, [], 0, "0 errors, 1 warning.\n"),
        (WARNING, ["--strict"], 1, "0 errors, 1 warning.\n"),
        (ERROR, [], 1, "1 error, 0 warnings.\n"),
        (ERROR, ["--strict"], 1, "1 error, 0 warnings.\n"),
    ],
)
def test_errors_fail_and_warnings_only_where_it_is_strict(
    tree: Tree, journal: str, options: list[str], code: int, counted: str
) -> None:
    ran = run(tree(CONFIG + journal), "check", *options)
    assert (ran.code, ran.err) == (code, counted)


@pytest.mark.parametrize(
    ("paths", "code", "listed"),
    [
        (["journal/interviews/2026-11-18-acme.md"], 0, ["2026-11-18-acme.md"]),
        (["journal/interviews"], 0, ["2026-11-18-acme.md"]),
        (["journal/updates/"], 1, ["2026-11-19-acme.md"]),
        (
            ["journal/interviews", "journal/updates/old"],
            1,
            ["2026-11-18-acme.md", "2026-11-19-acme.md"],
        ),
        (["journal"], 1, ["2026-11-18-acme.md", "2026-11-19-acme.md"]),
        (["journal/interviews/2026-11-18-fine.md"], 0, []),
        (["journal/updates/../interviews"], 0, ["2026-11-18-acme.md"]),
    ],
)
def test_the_check_can_be_kept_to_some_files_and_folders(
    tree: Tree, paths: list[str], code: int, listed: list[str]
) -> None:
    ran = run(tree(CONFIG + WARNING + ERROR + FINE), "check", *paths)
    found = [line.split(":")[0].rsplit("/", 1)[-1] for line in ran.out.splitlines()]
    assert (ran.code, found) == (code, listed)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("journal/nothing.md", "afterword: journal/nothing.md does not exist.\n"),
        ("mkdocs.yml", "afterword: mkdocs.yml is not in the journal "),
        ("..", "afterword: .. is not in the journal "),
    ],
)
def test_a_path_that_is_not_the_journals_is_refused(tree: Tree, path: str, said: str) -> None:
    ran = run(tree(CONFIG + WARNING), "check", path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(said)


@pytest.mark.parametrize("options", [["--format", "json"], ["--json"]])
def test_the_json_holds_the_same_problems(tree: Tree, options: list[str]) -> None:
    ran = run(tree(CONFIG + WARNING + ERROR), "check", *options)
    assert ran.code == 1
    assert json.loads(ran.out) == [
        {
            "path": "interviews/2026-11-18-acme.md",
            "line": 1,
            "column": 1,
            "code": "AW-NOBODY",
            "severity": "warning",
            "message": NOBODY.removeprefix("AW-NOBODY "),
        },
        {
            "path": "updates/old/2026-11-19-acme.md",
            "line": 3,
            "column": 15,
            "code": "AW-DATE",
            "severity": "error",
            "message": NO_DAY.removeprefix("AW-DATE "),
        },
    ]


def test_without_problems_the_json_is_an_empty_array(tree: Tree) -> None:
    assert run(tree(CONFIG + FINE), "check", "--json") == (0, "[]\n", "No problems.\n")


def test_a_workflow_on_github_shows_each_problem_at_its_line(tree: Tree) -> None:
    assert run(tree(CONFIG + WARNING + ERROR), "check", "--format", "github") == (
        1,
        (
            "::warning file=journal/interviews/2026-11-18-acme.md,line=1,col=1,title=AW-NOBODY::"
            f"{NOBODY.removeprefix('AW-NOBODY ')}\n"
            "::error file=journal/updates/old/2026-11-19-acme.md,line=3,col=15,title=AW-DATE::"
            f"{NO_DAY.removeprefix('AW-DATE ')}\n"
        ),
        "1 error, 1 warning.\n",
    )


def test_github_is_given_odd_file_names_and_messages_in_its_own_escapes(tree: Tree) -> None:
    root = tree(
        CONFIG
        + """\
== journal/updates/2026-11-18-100%, really.md
---
outcome: 100% sure
---
"""
    )
    (line,) = run(root, "check", "--format", "github").out.splitlines()
    place, _, message = line.removeprefix("::error ").partition("::")
    assert place == (
        "file=journal/updates/2026-11-18-100%25%2C really.md,line=2,col=10,title=AW-VALUE"
    )
    assert message.startswith("`outcome: 100%25 sure` is none of advanced, ")


def test_an_unknown_form_is_refused(tree: Tree) -> None:
    ran = run(tree(CONFIG + FINE), "check", "--format", "xml")
    assert (ran.code, ran.out) == (2, "")
    assert "'text', 'json', 'github'" in ran.err
