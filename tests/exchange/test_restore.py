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
from afterword.exchange.whole import whole
from afterword.model.entry import Entry, Kind, without_places
from afterword.model.settings import Settings
from afterword.pen.intake import plan, take_in
from afterword.pen.planned import Fate
from afterword.playbook.snapshot import Snapshot, take_snapshot
from afterword.source.config import read_config
from afterword.source.folder import read_folder
from afterword.source.load import load_journal
from tests.cli.running import SAMPLE
from tests.pen.desks import FORMS, desk_in
from tests.source.test_compose import entries

TODAY = dt.date(2026, 11, 22)
NO_TEXT = ("latin-1", "nul", "utf-16", "utf-16-without-mark")
"""Files of the sample faults that are no UTF-8 text, and so left out of an export."""


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


def _sample() -> Snapshot:
    config, _ = read_config(SAMPLE)
    loaded = load_journal(config.root, config.settings, config.excluded)
    return take_snapshot(loaded.journal, TODAY, config.settings)


def test_the_site_s_data_of_the_sample_says_the_same_when_it_is_taken_in(tmp_path: Path) -> None:
    # The pages about people and opportunities are not in it, so the entries alone are held.
    before = _sample()
    found = document(before, with_private=True)
    incoming, remarks, wrong = read_document(to_json({**found, "left_out": ["x.png"]}).encode())
    assert (wrong, remarks) == ("", ("left out of the export: x.png",))
    (tmp_path / "journal").mkdir()
    desk = desk_in(tmp_path, before.settings)
    written = take_in(desk, incoming)
    assert {each.fate for each in written} == {Fate.NEW}
    assert document(desk.look()[1], with_private=True)["entries"] == found["entries"]
    assert {each.fate for each in plan(desk, incoming)} == {Fate.THERE}


def _files(root: Path) -> dict[str, bytes]:
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in sorted(root.rglob("*"))
        if file.is_file()
    }


def _out_and_in(source: Path, target: Path, settings: Settings) -> None:
    """Take a whole journal out of one folder and into another, and hold the two to be equal."""
    loaded = load_journal(source, settings)
    before = take_snapshot(loaded.journal, TODAY, settings)
    exported = whole(before, read_folder(source, loaded), with_private=True)
    incoming, remarks, wrong = read_document(to_json(exported).encode())
    assert (remarks, wrong) == ((), "")
    (target / "journal").mkdir()
    desk = desk_in(target, settings)
    refused = [each for each in take_in(desk, incoming) if each.fate is not Fate.NEW]
    assert refused == []
    assert _files(target / "journal") == _files(source)
    again = load_journal(target / "journal", settings)
    after = take_snapshot(again.journal, TODAY, settings)
    assert whole(after, read_folder(target / "journal", again), with_private=True) == exported
    assert {each.fate for each in plan(desk, incoming)} == {Fate.THERE}


def test_the_sample_journal_out_and_in_again_is_the_same_to_the_byte(tmp_path: Path) -> None:
    config, _ = read_config(SAMPLE)
    _out_and_in(config.root, tmp_path, config.settings)


def test_odd_forms_and_faults_out_and_in_again_are_the_same_to_the_byte(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for folder, files in (("interviews", FORMS), ("updates", FORMS.parent)):
        (source / folder).mkdir(parents=True)
        for number, file in enumerate(sorted(files.glob("*.md"))):
            if folder == "updates" and file.stem in NO_TEXT:
                continue
            target = source / folder / f"2026-10-{number % 28 + 1:02}-{folder}-{file.name}"
            target.write_bytes(file.read_bytes())
    more = {
        "updates/2026-11-01-empty.md": "",
        "applications/2026-11-02-empty.md": "",
        "applications/2026-11-03-pay.md": "---\ncompany: Acme\npay: []\n---\n",
        "updates/2026-11-04-verbs.md": "---\nchecklist:\n- research: x\n  task: a # why\n---\n",
        "updates/2026-11-05-verbs.md": "---\nchecklist:\n- {text, thank: Jane}\n---\n",
        "updates/2026-11-06-private.md": "---\nPrivate: true\n---\n",
        "interviews/2026-11-06-private.md": "---\ncompany: Acme\n---\n",
        "notes/a.md": "One.\n",
        "notes/a/index.md": "Two.\n",
        "notes/a/README.mkd": "Three.\n",
        "templates/letter.md": "Dear {{ name }},\n",
    }
    for path, text in more.items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_text(text, "utf-8")
    _out_and_in(source, tmp_path, Settings())


def test_an_entry_that_was_changed_in_the_json_is_written_by_its_keys(tmp_path: Path) -> None:
    (tmp_path / "journal").mkdir()
    data = {"path": "updates/2026-11-18-a.md", "kind": "update", "date": "2026-11-18"}
    text = "---\ncompany: Acme  # or so\n---\n"
    for company, kept in (("Acme", True), ("Borealis", False)):
        entry = {**data, "company": company, "text": text}
        incoming, _, _ = read_document(json.dumps({"format": 1, "entries": [entry]}).encode())
        (planned,) = plan(desk_in(tmp_path), incoming)
        assert (planned.data.decode() == text) is kept
        assert company in planned.data.decode()


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
    (each,) = take_in(desk_in(tmp_path), incoming)
    assert (each.fate, each.said) == (
        Fate.REFUSED,
        ("`applications` is a link, and nothing is read there; make it a folder",),
    )
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


def _deep(levels: int) -> list[Any]:
    found: list[Any] = []
    for _ in range(levels):
        found = [found]
    return found


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
        ({"company": "A\ud800"}, "`company` holds half a character"),
        ({"extra": {"x-a": _deep(450)}}, "`extra` is nested more than 50 levels deep"),
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


def _rows(*paths: str) -> bytes:
    data = {"kind": "update", "date": "2026-11-21"}
    return json.dumps({"format": 1, "entries": [{**data, "path": path} for path in paths]}).encode()


def test_two_entries_of_one_name_come_back_at_once_and_after_an_interruption(
    tmp_path: Path,
) -> None:
    (tmp_path / "journal").mkdir()
    incoming, _, _ = read_document(_rows("interviews/same.md", "updates/same.md"))
    desk = desk_in(tmp_path)
    assert [each.fate for each in take_in(desk, incoming)] == [Fate.NEW, Fate.NEW]
    assert [each.fate for each in take_in(desk, incoming)] == [Fate.THERE, Fate.THERE]
    for file in ("updates/same.md", "interviews/same.md"):
        (tmp_path / "journal" / file).unlink()
        fates = sorted(each.fate for each in take_in(desk, incoming))
        assert fates == [Fate.THERE, Fate.NEW]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (f"updates/{'x' * 300}.md", "its path is too long (names of 255 bytes, 1,000 in all)"),
        (f"updates/{'x/' * 600}x.md", "its path is too long (names of 255 bytes, 1,000 in all)"),
        ("link/updates/x.md", "`link` is a link, and nothing is read there; make it a folder"),
        ("updates/a.md/updates/x.md", "`updates/a.md` is a file, and no folder"),
        ("updates/b.md/updates/x.md", "`updates/b.md` is a file, and no folder"),
        ("updates/c", "`updates/c` is no text (.md,"),
        ("updates/x (conflicted copy).md", "is a name that is never read"),
        ("templates/updates/x.md", "is a name that is never read"),
        ("updates/\ud800.md", "`path` holds half a character"),
    ],
)
def test_a_path_that_cannot_be_written_stops_no_other(tmp_path: Path, path: str, said: str) -> None:
    journal = tmp_path / "journal"
    (journal / "updates").mkdir(parents=True)
    (journal / "updates" / "a.md").write_text("---\ndate: 2026-01-01\n---\n", "utf-8")
    (tmp_path / "outside").mkdir()
    (journal / "link").symlink_to(tmp_path / "outside")
    incoming, _, _ = read_document(_rows("updates/b.md", path, "updates/d.md"))
    first, second, third = take_in(desk_in(tmp_path), incoming)
    assert (first.fate, second.fate, third.fate) == (Fate.NEW, Fate.REFUSED, Fate.NEW)
    assert said in second.said[0]
