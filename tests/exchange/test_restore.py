"""Tests the journal's own JSON read back: out and in again is the same journal."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from afterword.exchange.data import document, entry_data, to_json
from afterword.exchange.restore import entry_from_data, read_document
from afterword.model.entry import Entry, Kind, without_places
from afterword.pen.intake import plan, take_in
from afterword.pen.planned import Fate
from afterword.playbook.snapshot import Snapshot, take_snapshot
from afterword.source.config import read_config
from afterword.source.load import load_journal
from tests.cli.running import SAMPLE
from tests.pen.desks import desk_in
from tests.source.test_compose import entries

TODAY = dt.date(2026, 11, 22)


def _plain(entry: Entry) -> Entry:
    """Return an entry as it reads: `date + 0 weeks` is the same as `date`."""
    again, said = entry_from_data(json.loads(json.dumps(entry_data(entry))))
    assert again is not None, said
    return without_places(again)


@given(entries())
def test_whatever_an_entry_says_comes_back_from_its_data(entry: Entry) -> None:
    if entry.private:
        entry = replace(entry, private_fields=frozenset())
    data = json.loads(json.dumps(entry_data(entry)))
    again, said = entry_from_data(data)
    assert said == ()
    assert again is not None
    assert entry_data(again) == entry_data(entry)
    assert _plain(again) == without_places(again)
    assert replace(without_places(again), checklist=()) == replace(
        without_places(entry), checklist=()
    )


def test_private_fields_beside_a_private_entry() -> None:
    data = {"kind": "update", "date": "2026-01-01"}
    both, _ = entry_from_data({**data, "private": ["*", "pay"]})
    whole, _ = entry_from_data({**data, "private": True})
    assert both is not None
    assert whole is not None
    assert (both.private, both.private_fields) == (True, frozenset({"pay"}))
    assert (whole.private, whole.private_fields) == (True, frozenset())


def _sample() -> tuple[Snapshot, list[dict[str, str]]]:
    """Return the sample journal, and its files that are no entries as they stand."""
    config, _ = read_config(SAMPLE)
    loaded = load_journal(config.root, config.settings, config.excluded)
    entries = {entry.path for entry in loaded.journal.entries}
    pages = [
        {"path": path, "text": (config.root / path).read_bytes().decode()}
        for path in sorted(loaded.publishable)
        if path not in entries
    ]
    return take_snapshot(loaded.journal, TODAY, config.settings), pages


def _without_lines(data: dict[str, Any]) -> dict[str, Any]:
    """Return a document without the lines on which something stands, which are the layout's."""
    return {
        **data,
        "tasks": [{**task, "line": None} for task in data["tasks"]],
        "entries": [{**entry, "body_line": None} for entry in data["entries"]],
    }


def test_the_sample_journal_out_and_in_again_is_the_same(tmp_path: Path) -> None:
    before, pages = _sample()
    whole = document(before, with_private=True)
    data = to_json({**whole, "pages": pages, "left_out": ["x.png"]}).encode()
    incoming, remarks, wrong = read_document(data)
    assert (wrong, remarks) == ("", ("left out of the export: x.png",))
    (tmp_path / "journal").mkdir()
    desk = desk_in(tmp_path, before.settings)
    written = take_in(desk, incoming)
    assert {each.fate for each in written} == {Fate.NEW}
    assert _without_lines(document(desk.look()[1], with_private=True)) == _without_lines(whole)
    for page in pages:
        assert (tmp_path / "journal" / page["path"]).read_bytes() == page["text"].encode()
    assert {each.fate for each in plan(desk, incoming)} == {Fate.THERE}


@pytest.mark.parametrize(
    "path",
    [
        *("../x.md", "/etc/x.md", "a/../../x.md", "applications/.x.md", ".git/x.md", "a//x.md"),
        *(
            "applications/x.exe",
            "applications\\x.md",
            "x\u0000.md",
            "applications/",
            "elsewhere/x.md",
        ),
    ],
)
def test_a_path_that_is_none_of_the_journals_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "journal").mkdir()
    entry = entry_data(Entry("x", path, Kind.APPLICATION, TODAY, company="Acme"))
    data = json.dumps({"format": 1, "entries": [entry]}).encode()
    incoming, _, _ = read_document(data)
    assert [each.fate for each in take_in(desk_in(tmp_path), incoming)] == [Fate.REFUSED]
    assert [each.name for each in tmp_path.iterdir() if each.name != ".cache"] == ["journal"]
    assert list((tmp_path / "journal").iterdir()) == []


def test_a_folder_that_leads_out_of_the_journal_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "journal").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "journal" / "applications").symlink_to(tmp_path / "outside")
    entry = entry_data(Entry("x", "applications/x.md", Kind.APPLICATION, TODAY, company="Acme"))
    incoming, _, _ = read_document(json.dumps({"format": 1, "entries": [entry]}).encode())
    with pytest.raises(Exception, match="not a regular file inside the journal"):
        take_in(desk_in(tmp_path), incoming)
    assert list((tmp_path / "outside").iterdir()) == []


def test_another_file_of_the_name_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "journal" / "applications" / "x.md"
    file.parent.mkdir(parents=True)
    file.write_text("---\ndate: 2026-01-01\ncompany: Tide\n---\n", "utf-8")
    entry = entry_data(Entry("x", "applications/x.md", Kind.APPLICATION, TODAY, company="Acme"))
    page = {"path": "applications/x.md", "text": "y"}
    for data in ({"entries": [entry]}, {"entries": [], "pages": [page]}):
        incoming, _, _ = read_document(json.dumps({"format": 1, **data}).encode())
        (each,) = take_in(desk_in(tmp_path), incoming)
        assert (each.fate, each.said) == (
            Fate.REFUSED,
            ("another file of this name is there, which is not written over",),
        )
    assert "Tide" in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "not readable as JSON"),
        (b"[]", "no journal in JSON"),
        (b"\xff", "not readable as JSON"),
        (b'{"format": 9, "entries": []}', "format 9 is not known"),
        (b"[" * 100_000, "not readable as JSON"),
        (b'{"format": 1, "entries": [], "pages": {"a": 1}}', "`pages` wants a list"),
    ],
)
def test_what_is_no_journal_is_refused(data: bytes, said: str) -> None:
    assert said in read_document(data)[2]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"date": "2026-02-30"}, "`date: 2026-02-30` is no ISO date"),
        ({"date": None}, "`date` wants a text"),
        ({"kind": "party"}, "`kind: party` is none of"),
        ({"time": "25:99"}, "`time: 25:99` is no time"),
        ({"comapny": "Acme"}, "unknown key `comapny`"),
        ({"drafts": []}, "unknown key `drafts`"),
        ({"tags": "a"}, "`tags` wants a list"),
        ({"contact": ["Jane"]}, "`contact` wants people"),
        ({"terms": []}, "`terms` wants keys and values"),
        ({"extra": {"x-a": 5}}, "`extra` wants a text"),
        ({"checklist": ["x"]}, "`checklist` wants tasks"),
        ({"checklist": [{"due": "2026-01-01"}]}, "a task without a verb"),
        ({"checklist": [{"task": "x", "due": "soon"}]}, "`due: soon` is no date and no rule"),
    ],
)
def test_an_entry_that_is_not_as_it_should_be_is_refused_with_the_reason(
    change: dict[str, Any], said: str
) -> None:
    data = {"path": "updates/x.md", "kind": "update", "date": "2026-01-01", **change}
    incoming, _, _ = read_document(json.dumps({"format": 1, "entries": [data]}).encode())
    assert said in incoming[0].refused
