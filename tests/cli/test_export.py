"""Tests `afterword export`: what goes where, and what is refused without anything being written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import afterword
from tests.cli.running import CONFIG, SAMPLE, run
from tests.cli.test_session import _python
from tests.exchange.calendars import both
from tests.playbook.journals import Tree

JOURNAL = """\
== journal/interviews/2026-11-18-acme.md
---
company: Acme
role: Engineer
interviewers: Jane Doe
---
== journal/interviews/2026-11-24-hush.md
---
company: Hush
private: true
---
"""
FORMATS = ("ics", "csv", "json", "log")
LEFT_OUT = "What is marked private, or cannot be read, is left out; --private takes it along.\n"
HELD = "It holds what is marked private; --no-private leaves it out.\n"


@pytest.mark.parametrize("form", FORMATS)
def test_data_goes_to_standard_output_and_what_became_of_private_things_does_not(
    tree: Tree, form: str
) -> None:
    ran = run(tree(CONFIG + JOURNAL), "export", form)
    assert (ran.code, ran.err) == (0, HELD if form == "json" else LEFT_OUT)
    assert "Acme" in ran.out
    assert ("Hush" in ran.out) == (form == "json")


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_private_can_be_taken_along_or_left_out(tree: Tree, form: str) -> None:
    root = tree(CONFIG + JOURNAL.replace("11-24", "11-20"))
    taken = run(root, "export", form, "--private")
    left = run(root, "export", form, "--no-private")
    assert (taken.err, left.err) == (HELD, LEFT_OUT)
    assert "Hush" in taken.out
    assert "ush" not in left.out


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_said_of_what_is_private_where_there_is_nothing(tree: Tree, form: str) -> None:
    quiet = JOURNAL[: JOURNAL.index("== journal/interviews/2026-11-24")]
    assert run(tree(CONFIG + quiet), "export", form).err == ""


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_holds_what_standard_output_would_and_is_whole(tree: Tree, form: str) -> None:
    root = tree(CONFIG + JOURNAL)
    printed = run(root, "export", form)
    ran = run(root, "export", form, "-o", f"out/search.{form}")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"Written: out/search.{form}\n{printed.err}"
    text = (root / "out" / f"search.{form}").read_bytes().decode()
    assert text.removeprefix("\ufeff").replace("\r\n", "\n") == printed.out.replace("\r\n", "\n")
    # What a spreadsheet wants, nobody else does.
    assert text.startswith("\ufeff") == (form == "csv")
    assert [file.name for file in (root / "out").iterdir()] == [f"search.{form}"]


def test_a_dash_is_standard_output(tree: Tree) -> None:
    root = tree(CONFIG + JOURNAL)
    assert run(root, "export", "csv", "-o", "-") == run(root, "export", "csv")
    assert not (root / "-").exists()


def test_a_record_whose_file_is_a_table_becomes_one(tree: Tree) -> None:
    root = tree(CONFIG + JOURNAL)
    run(root, "export", "log", "-o", "log.csv")
    assert (root / "log.csv").read_text("utf-8").startswith("\ufeffdate,name,kind,company,")


def test_a_file_that_is_there_is_replaced_only_when_told_to(tree: Tree) -> None:
    root = tree(CONFIG + JOURNAL + "== mine.csv\nmine\n")
    ran = run(root, "export", "csv", "-o", "mine.csv")
    assert ran == (
        2,
        "",
        (
            "afterword: mine.csv: it is there already; choose another name, or replace it with "
            "--force.\n"
        ),
    )
    assert (root / "mine.csv").read_text() == "mine\n"
    assert run(root, "export", "csv", "-o", "mine.csv", "--force").code == 0
    assert (root / "mine.csv").read_text("utf-8").startswith("\ufeffid,")
    assert run(root, "export", "csv", "-o", "new.csv", "--force").code == 0


@pytest.mark.parametrize("target", ["journal/backup.json", "link/backup.json"])
def test_a_file_inside_the_journal_is_refused_since_it_would_be_published(
    tree: Tree, target: str
) -> None:
    root = tree(CONFIG + JOURNAL)
    (root / "link").symlink_to(root / "journal")
    ran = run(root, "export", "json", "-o", target)
    assert (ran.code, ran.out) == (2, "")
    assert "so that the site would publish it; choose a place outside.\n" in ran.err
    assert not (root / "journal/backup.json").exists()


def test_a_place_that_cannot_be_written_to_is_refused_with_its_cause(tree: Tree) -> None:
    root = tree(CONFIG + JOURNAL + "== file\n")
    ran = run(root, "export", "csv", "-o", "file/a.csv")
    assert (ran.code, ran.out) == (2, "")
    assert "not written (" in ran.err
    assert (root / "file").read_bytes() == b""
    folder = run(root, "export", "csv", "-o", ".", "--force")
    assert (folder.code, folder.out) == (2, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("ics", "--of", "tasks"), "--of is for csv, not for ics."),
        (("csv", "--since", "today"), "--since is for ics and log, not for csv."),
        (("ics", "--until", "today"), "--until is for log, not for ics."),
        (("json", "--week-starts", "sunday"), "--week-starts is for log, not for json."),
        (
            ("log", "--since", "today", "--until", "yesterday"),
            "--until 2026-11-21 is before --since 2026-11-22.",
        ),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(
    tree: Tree, arguments: tuple[str, ...], said: str
) -> None:
    ran = run(tree(CONFIG + JOURNAL), "export", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[-1] == f"afterword: {said}"


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_exported_as_if_it_were_a_shared_copy(tree: Tree, form: str) -> None:
    shared = "== mkdocs.yml\ndocs_dir: journal\nplugins: {afterword: {share: true}}\n"
    ran = run(tree(shared + JOURNAL), "export", form)
    assert (ran.code, ran.out) == (2, "")
    assert "an export would hold them" in ran.err


def test_an_unknown_format_is_refused_with_those_there_are(tree: Tree) -> None:
    ran = run(tree(CONFIG + JOURNAL), "export", "xml")
    assert (ran.code, ran.out) == (2, "")
    for form in FORMATS:
        assert f"'{form}'" in ran.err


def test_the_record_takes_days_as_people_say_them(tree: Tree) -> None:
    root = tree(
        CONFIG + "== journal/applications/2026-11-02-a.md\n---\ncompany: A\n---\n" + JOURNAL
    )
    ran = run(root, "export", "log", "--since", "last monday", "--week-starts", "sunday")
    assert ran.err.startswith("--since last monday: 2026-11-16, a Monday\n")
    assert "## Week of 2026-11-15 to 2026-11-21" in ran.out
    assert "2026-11-02" not in ran.out
    earlier = run(root, "export", "log", "--until", "2026-11-08")
    assert "2026-11-18" not in earlier.out


def test_the_calendar_goes_back_as_far_as_is_asked_for(tree: Tree) -> None:
    root = tree(CONFIG + JOURNAL)
    near = run(root, "export", "ics", "--since", "2026-11-20").out
    far = run(root, "export", "ics", "--since", "2026-11-18").out
    assert ("Interview\\, Acme" in near, "Interview\\, Acme" in far) == (False, True)


def test_a_calendar_on_standard_output_is_one_that_calendars_read(tree: Tree) -> None:
    root = tree(CONFIG + JOURNAL)
    run(root, "export", "ics", "-o", "a.ics")
    code = "from afterword.cli.main import main; main(['export', 'ics'])"
    package = Path(afterword.__file__).parent.parent
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(package)},
        capture_output=True,
        check=True,
    )
    assert ran.stdout == (root / "a.ics").read_bytes()
    assert len(both(ran.stdout)) > 1


def test_errors_in_the_journal_are_mentioned(tree: Tree) -> None:
    ran = run(
        tree(CONFIG + "== journal/updates/2026-11-18-a.md\n---\na: [\n---\n"), "export", "csv"
    )
    assert ran.code == 0
    assert ran.err.endswith("tasks may be missing here; see `afterword check`.\n")


def test_everything_in_the_journal_is_in_the_backup(tree: Tree) -> None:
    root = tree(CONFIG + JOURNAL + "== journal/notes/a.md\n# A\n")
    (root / "journal/a.png").write_bytes(b"\0")
    found = json.loads(run(root, "export", "json").out)
    assert [entry["company"] for entry in found["entries"]] == ["Acme", "Hush"]
    assert found["pages"] == [{"path": "notes/a.md", "text": "# A\n"}]
    assert found["left_out"] == ["a.png"]


@pytest.mark.parametrize(
    ("form", "loads"), [("ics", True), ("csv", False), ("json", False), ("log", False)]
)
def test_only_the_calendar_loads_the_calendars_library(tree: Tree, form: str, loads: bool) -> None:
    code = (
        f"import sys\nfrom afterword.cli.main import main\n"
        f"main(['export', '{form}', '-o', 'out'], standalone_mode=False)\n"
        "print('icalendar' in sys.modules)"
    )
    assert _python(tree(CONFIG + JOURNAL), code).stdout == f"{loads}\n"


def test_the_command_shows_how_it_is_used() -> None:
    ran = run(SAMPLE.parent, "export", "--help")
    assert (ran.code, ran.err) == (0, "")
    assert "\n    afterword export ics -o search.ics\n" in ran.out
