"""Tests the journal taken along as a whole: nothing stays behind, and nothing private slips in."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

from afterword.exchange.data import (
    entry_data,
    momentum_data,
    pipeline_data,
    to_json,
    week_data,
)
from afterword.exchange.history import history_data
from afterword.exchange.whole import whole
from afterword.model.entry import Entry
from afterword.model.settings import Settings
from afterword.playbook.snapshot import take_snapshot
from afterword.source.compose import ORDER
from afterword.source.folder import read_folder
from afterword.source.load import load_journal
from afterword.views.history import Change, Step
from afterword.views.momentum import momentum
from afterword.views.pipeline import pipeline
from afterword.views.weeks import week_of
from tests.cli.running import SAMPLE
from tests.exchange.test_data import ONSITE
from tests.playbook.journals import Tree, look

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "export.md").read_text("utf-8")

FOLDER = """\
== interviews/2026-11-18-acme.md
---
company: Acme
interviewers: Jane Doe
checklist:
  - {thank: Jane Doe, note: notes/jane.txt}
---
== interviews/notes/jane.txt
Dear Jane, ...
== interviews/2026-11-19-broken.md
---
company: [Broken
---
What they said.
== opportunities/acme.md
---
x-floor: 3rd
---
Prose.
== people/jane-doe.md
---
keep_in_touch: monthly
---
Met at the fair.
== notes/questions.md
# Questions
== data/pay.csv
a,b
"""


def _whole(root: Path, *, with_private: bool = True) -> dict[str, Any]:
    loaded = load_journal(root, Settings())
    snapshot = take_snapshot(loaded.journal, dt.date(2026, 11, 22), Settings())
    data = whole(snapshot, read_folder(root, loaded), with_private=with_private)
    found: dict[str, Any] = json.loads(to_json(data))
    return found


def test_every_file_comes_back(tree: Tree) -> None:
    root = tree(FOLDER)
    found = _whole(root)
    assert [entry["path"] for entry in found["entries"]] == ["interviews/2026-11-18-acme.md"]
    assert [each["path"] for each in found["pages"]] == [
        "data/pay.csv",
        "interviews/2026-11-19-broken.md",
        "interviews/notes/jane.txt",
        "notes/questions.md",
        "opportunities/acme.md",
        "people/jane-doe.md",
    ]
    for page in found["pages"]:
        assert page["text"].encode() == (root / page["path"]).read_bytes()
    assert found["left_out"] == []


def test_every_file_of_the_sample_is_in_it() -> None:
    root = SAMPLE.parent / "journal"
    found = _whole(root)
    paths = {each["path"] for each in found["entries"] + found["pages"]}
    assert paths == {file.relative_to(root).as_posix() for file in root.rglob("*.md")}


def test_a_page_comes_back_to_the_byte(tree: Tree) -> None:
    root = tree("== notes/a.md\n")
    odd = "\ufeff# A\r\nb\rc\n\u2028\u202e\U0001f9ea\t no end".encode()
    (root / "notes/a.md").write_bytes(odd)
    large = b"x" * 1_500_000
    (root / "notes/large.md").write_bytes(large)
    assert [page["text"].encode() for page in _whole(root)["pages"]] == [odd, large]


def test_what_is_no_text_is_named(tree: Tree) -> None:
    root = tree("== notes/a.md\nText.\n")
    (root / "notes/badge.png").write_bytes(b"\x89PNG\x00\xff")
    (root / "interviews").mkdir()
    (root / "interviews/latin.md").write_bytes(b"---\ncompany: Caf\xe9\n---\n")
    (root / "out.md").symlink_to(__file__)
    (root / ".hidden").write_text("not a part of it")
    found = _whole(root)
    assert found["left_out"] == ["interviews/latin.md", "notes/badge.png", "out.md"]
    assert [each["path"] for each in found["pages"]] == ["notes/a.md"]


def test_an_entry_comes_with_its_file_to_the_byte(tree: Tree) -> None:
    text = "---\ndate: 2026-11-18  # a guess\ncompany: 'Acme'\nhear_back_by: soon\n---\n"
    root = tree(f"== updates/a.md\n{text}")
    assert [entry["text"] for entry in _whole(root)["entries"]] == [text]


def test_a_file_that_a_browser_would_run_is_named_only(tree: Tree) -> None:
    root = tree("== notes/a.html\n<script></script>\n== notes/b.js\nx\n")
    found = _whole(root)
    assert (found["pages"], found["left_out"]) == ([], ["notes/a.html", "notes/b.js"])


@pytest.mark.parametrize(
    ("said", "data"),
    [
        ("private: true", True),
        ("private: [role]", ["role"]),
        ("private: [role, x-a]", ["role", "x-a"]),
        ("private: ['*', role]", ["*", "role"]),
    ],
)
def test_what_is_private_in_an_entry_is_said_as_the_entry_says_it(
    tree: Tree, said: str, data: Any
) -> None:
    root = tree(f"== updates/2026-11-18-a.md\n---\nrole: Engineer\nx-a: b\n{said}\n---\n")
    assert _whole(root)["entries"][0]["private"] == data


def test_an_entry_has_every_field_that_a_file_can_have(tree: Tree) -> None:
    root = tree(
        ONSITE.replace("private:", "apply_by: 2026-12-01\nresume: cv\npay: 1\nprivate:").replace(
            "round:", "kind: interview\ndeadline: 2026-12-02\nterms: {base: 1}\nround:"
        )
    )
    (entry,) = load_journal(root, Settings()).journal.entries
    assert isinstance(entry, Entry)
    assert {*ORDER, "checklist"} <= entry_data(entry).keys()


PRIVATE = """\
== interviews/2026-11-18-hush.md
---
company: Canary
private: true
checklist:
  - {thank: Jane, note: canary.txt}
---
== interviews/canary.txt
Canary.
== interviews/2026-11-19-acme.md
---
company: Acme
source: Canary
private: [source]
interviewers: Jane Doe
hear_back_by: canary
checklist:
  - {thank: Jane Doe, note: jane.txt}
---
== interviews/jane.txt
Dear Canary, ...
== interviews/2026-11-20-borealis.md
---
company: Borealis
interviewers: Ann Lee
url: nowhere
checklist:
  - {thank: Ann Lee, note: ann.txt}
---
== interviews/ann.txt
Dear Ann, ...
== interviews/2026-11-21-canary-broken.md
---
company: [Canary
---
== opportunities/acme.md
Canary.
== people/jane-doe.md
Canary.
== notes/open.md
# Open
== notes/closed.md
---
private: true
---
Canary.
== notes/torn.md
---
private: [
---
Canary.
== notes/canary.txt
Canary.
"""


def test_nothing_private_is_in_a_copy_without_it(tree: Tree) -> None:
    root = tree(PRIVATE)
    (root / "notes/canary.png").write_bytes(b"\0")
    assert "canary" in json.dumps(_whole(root)).casefold()
    found = _whole(root, with_private=False)
    assert "canary" not in json.dumps(found).casefold()
    assert [each["path"] for each in found["pages"]] == ["interviews/ann.txt", "notes/open.md"]
    assert ["text" in entry for entry in found["entries"]] == [False, True]
    assert found["left_out"] == []


def test_a_copy_of_a_journal_without_anything_private_is_whole(tree: Tree) -> None:
    broken = FOLDER[FOLDER.index("== interviews/2026-11-19") : FOLDER.index("== opportunities")]
    root = tree(FOLDER.replace(broken, ""))
    assert _whole(root, with_private=False) == _whole(root)


def _documented(heading: str) -> set[str]:
    """Return the keys that a section of the page explains."""
    section = re.split(r"^#+ ", DOCS.split(f"{heading}\n", 1)[1], flags=re.MULTILINE)[0]
    rows = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    return {key for row in rows for key in re.findall(r"`(\w+)`", row)}


def test_every_key_is_documented_and_no_other(tree: Tree) -> None:
    many = tree(
        ONSITE.replace("private:", "apply_by: soon\nresume: cv\npay: 1\nprivate:").replace(
            "round:", "deadline: 2026-12-02\nterms: {base: 1}\nround:"
        )
        + FOLDER.replace("2026-11-18-acme", "2026-11-17-acme")
        + "== applications/2026-11-20-tide.md\n---\ncompany: Tide\napply_by: 2026-12-01\n---\n"
    )
    found = _whole(many)
    assert _documented("## Everything: `json`") == found.keys()
    for name in ("tasks", "entries", "opportunities", "people", "problems", "pages"):
        keys = {key for each in found[name] for key in each}
        assert _documented(f"### Each of `{name}`") == keys, name


def test_every_key_of_what_pipeline_and_momentum_print_is_documented(tree: Tree) -> None:
    snapshot = look(tree(ONSITE), "2026-11-22")
    board = pipeline_data(pipeline(snapshot), snapshot.today)
    assert _documented("## What `pipeline --json` prints") == board.keys()
    assert _documented("### Each of `transitions`") == board["transitions"][0].keys()
    assert _documented("### Each of `time_in_stage`") == board["time_in_stage"][0].keys()
    found = momentum_data(momentum(snapshot), snapshot.today)
    assert _documented("## What `momentum --json` prints") == found.keys()


def test_every_key_of_what_week_prints_is_documented(tree: Tree) -> None:
    silent = "== applications/2026-10-12-tide.md\n---\ncompany: Tide\n---\n"
    snapshot = look(tree(silent), "2026-11-22")
    found = week_data(week_of(snapshot, dt.date(2026, 11, 3)), snapshot.today)
    assert _documented("## What `week --json` prints") == found.keys()
    assert _documented("### Each of `quiet`") == found["quiet"][0].keys()
    begun = week_data(week_of(snapshot, dt.date(2026, 10, 12)), snapshot.today)
    assert _documented("### Each of `moved`") == begun["moved"][0].keys()


def test_every_key_of_what_history_prints_is_documented() -> None:
    change = Change("stage", "", "screening")
    step = Step("", None, "", "", "", None, "", "", "changed", (change,))
    found = history_data([step], dt.date(2026, 11, 22))
    assert _documented("## What `history --json` prints") == found.keys()
    assert _documented("### Each of `steps`") == found["steps"][0].keys()
