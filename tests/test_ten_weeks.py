"""A search of ten weeks, written with commands alone and with an editor alone: one and the same."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli.main import main

BY_HAND = Path(__file__).parent / "data" / "ten-weeks"
"""The same journal as an editor would leave it: other order, quotes and layout, comments."""
BEGUN = "2026-09-14"
LOOKED_AT = "2026-11-20"

NOTE = """\
Went well: the talk about retries.

## Thank-you note: Jane Doe

Dear Jane,

thank you for your time on Friday. Your account of how a retry storm took the billing service
down, and of the queue that came out of it, stayed with me.

Best regards
Kim"""

COMMANDS = """\
2026-09-14 new application --company "Acme Robotics" --role "Backend Engineer"
  --resume cv-backend.pdf --source "referral by Ana"
  --url https://acme.example/jobs/17 --text "They build arms."
2026-09-15 new application --company Nimbus --role "Data Engineer" --stage lead --text ""
  --apply-by 2026-09-25
2026-09-16 new conversation --company Tide --with "Ana Ruiz <ana@tide.example>" --title Coffee
  --text "She knows the team."
2026-09-17 done thank-ana
2026-09-18 done nimbus/apply
2026-09-18 done connect-ana --on yesterday
2026-09-21 done 2026-09-14-acme-robotics/follow-up
2026-09-25 new interview --company "Acme Robotics" --role "Backend Engineer" --stage screening
  --round "First call" --time 14:30 --with "Rita Cole <rita@acme.example>"
  --hear-back-by "next friday" --text "Friendly."
2026-09-25 drafted thank-rita
2026-09-28 proofread thank-rita --by Sam
2026-09-28 done thank-rita
2026-09-30 skip connect-rita not wanted
2026-10-05 new interview --company "Acme Robotics" --role "Backend Engineer" --round Onsite
  --on "next friday" --with "Jane Doe <jane.doe@acme.example>" --with "Raj Patel"
  --task "Bring the drawing" --due 2026-10-08 --text NOTE
2026-10-08 done bring-the-drawing
2026-10-12 proofread thank-jane --by Sam
2026-10-12 done thank-jane thank-raj --on 2026-10-12
2026-10-12 proofread thank-raj --by nobody
2026-10-13 done ask-raj connect-jane
2026-10-14 snooze connect-raj 2026-10-20 he is away
2026-10-19 done onsite/follow-up
2026-10-20 done connect-raj
2026-10-21 new update --company Nimbus --role "Data Engineer" --outcome rejected
  --text "A form letter."
2026-10-22 new application --company Tide --role "Platform Engineer" --text ""
  --contact "Ana Ruiz <ana@tide.example>" --private pay --pay "95,000 EUR"
2026-10-27 new offer --company "Acme Robotics" --role "Backend Engineer" --deadline "in 2 weeks"
  --terms base=118000 --terms currency=USD --set x-start=2027-01-04 --text "More days off?"
2026-10-28 new update --company Tide --role "Platform Engineer" --outcome "on hold"
  --resumes 2026-12-01 --text ""
2026-11-09 done offer/decide
2026-11-09 new update --company "Acme Robotics" --role "Backend Engineer" --outcome accepted
  --text "Signed."
"""


def _afterword(folder: Path, words: list[str]) -> None:
    before = Path.cwd()
    os.chdir(folder)
    try:
        ran = CliRunner().invoke(main, words, catch_exceptions=False)
    finally:
        os.chdir(before)
    assert ran.exit_code == 0, (words, ran.stderr)


def _with_commands(folder: Path) -> None:
    _begin(folder)
    for line in COMMANDS.replace("\n  ", " ").splitlines():
        day, words = line.split(" ", 1)
        given = [NOTE if word == "NOTE" else word for word in _words(words)]
        _afterword(folder, [*given, "--today", day])


def _words(line: str) -> list[str]:
    return [quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', line)]


def _with_an_editor(folder: Path) -> None:
    _begin(folder)
    shutil.copytree(BY_HAND, folder / "journal", dirs_exist_ok=True)


def _begin(folder: Path) -> None:
    _afterword(folder.parent, ["init", folder.name, "--holidays", "US", "--today", BEGUN])
    for example in (folder / "journal").rglob("*.md"):
        example.unlink()
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("- afterword:\n", f"- afterword:\n      today: {LOOKED_AT}\n"))


def _site(folder: Path) -> dict[str, str]:
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(build, cwd=folder, env=environment, check=True)
    return {
        file.relative_to(folder / "site").as_posix(): file.read_text("utf-8")
        for file in sorted((folder / "site").rglob("*"))
        if file.suffix in (".html", ".json", ".ics")
    }


def _what_is_said(text: str) -> object:
    """Return the data without what layout and spelling decide: lines, and names cut short."""
    data = json.loads(text)
    for task in data["tasks"]:
        del task["line"], task["object"]
    for entry in data["entries"]:
        entry.pop("checklist", None)
        entry["body"] = entry.get("body", "").strip()
    return data


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], dict[str, str]]:
    """The site of the journal written with commands, and that of the one written by hand."""
    root = tmp_path_factory.mktemp("ten-weeks")
    _with_commands(root / "commands")
    _with_an_editor(root / "editor")
    return _site(root / "commands"), _site(root / "editor")


def test_commands_alone_and_an_editor_alone_give_the_same_site(
    sites: tuple[dict[str, str], dict[str, str]],
) -> None:
    commands, editor = sites
    assert commands.keys() == editor.keys()
    assert len([name for name in commands if name.startswith("interviews/")]) == 2
    for name, text in commands.items():
        if name == "afterword.json":
            assert _what_is_said(text) == _what_is_said(editor[name])
        else:
            assert text == editor[name], name


def test_the_search_came_to_its_end(sites: tuple[dict[str, str], dict[str, str]]) -> None:
    data = json.loads(sites[0]["afterword.json"])
    assert [problem["message"] for problem in data["problems"]] == []
    stands = {each["id"]: (each["stage"], each["outcome"]) for each in data["opportunities"]}
    assert stands == {
        "acme-robotics-backend-engineer": ("accepted", "accepted"),
        "nimbus-data-engineer": ("applied", "rejected"),
        "tide-platform-engineer": ("applied", "on-hold"),
    }
    assert [task["id"] for task in data["tasks"] if task["state"] == "overdue"] == []
