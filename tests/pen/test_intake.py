"""Tests what is taken in: whole files or none, what was there before, and where it then stands."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import tempfile
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.exchange.intake import Asked, read_file
from afterword.model.entry import Kind, Stage
from afterword.model.incoming import Incoming
from afterword.pages.facts import entry_facts
from afterword.pen import intake
from afterword.pen.intake import plan, take_in
from afterword.pen.planned import Fate, StoppedError
from afterword.source.write import NotWritableError, create_file
from afterword.views.records import changes_in
from tests.pen.desks import TODAY, desk_in


def _incoming(*rows: str, head: str = "Company,Role,Date,Status") -> tuple[Incoming, ...]:
    text = "\n".join((head, *rows))
    found, wrong = read_file(text.encode(), "t.csv", Asked({}), today=TODAY, zone=dt.UTC)
    assert found is not None, wrong
    return found.incoming


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        ("Saved", Stage.LEAD),
        ("Applied", Stage.APPLIED),
        ("", Stage.APPLIED),
        ("Phone screen", Stage.SCREENING),
        ("Onsite", Stage.INTERVIEWING),
        ("Offer", Stage.OFFER),
        ("Accepted", Stage.ACCEPTED),
    ],
)
def test_an_imported_application_stands_where_its_status_says(
    tmp_path: Path, status: str, stage: Stage
) -> None:
    (tmp_path / "journal").mkdir()
    desk = desk_in(tmp_path)
    take_in(desk, _incoming(f"Tide,Dev,2026-03-05,{status}"))
    (stands,) = desk.look()[1].standings.values()
    assert stands.stage is stage


def test_a_write_that_fails_says_what_is_in_and_the_next_run_takes_in_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "journal").mkdir()
    desk = desk_in(tmp_path)
    rows = _incoming("A,x,2026-03-05,", "B,x,2026-03-05,", "C,x,2026-03-05,")
    left = [1]

    def full(path: Path, data: bytes) -> None:
        if not left:
            raise NotWritableError(path, "No space left on device")
        left.pop()
        create_file(path, data)

    monkeypatch.setattr(intake, "create_file", full)
    with pytest.raises(StoppedError) as stopped:
        take_in(desk, rows)
    assert "row 3 and those after it were not written" in str(stopped.value)
    assert "No space left on device" in str(stopped.value)
    assert "written are the rows 2;" in str(stopped.value)
    written = [file.name for file in (tmp_path / "journal").rglob("*") if file.is_file()]
    assert written == ["2026-03-05-a.md"]
    monkeypatch.setattr(intake, "create_file", create_file)
    assert [each.fate for each in take_in(desk, rows)] == [Fate.THERE, Fate.NEW, Fate.NEW]


def test_a_file_that_appears_at_the_last_moment_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "journal").mkdir()

    def late(path: Path, data: bytes) -> None:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine", "utf-8")
        create_file(path, data)

    monkeypatch.setattr(intake, "create_file", late)
    with pytest.raises(StoppedError, match="is there by now"):
        take_in(desk_in(tmp_path), _incoming("A,x,2026-03-05,"))
    assert (tmp_path / "journal/applications/2026-03-05-a.md").read_text("utf-8") == "mine"


def test_a_row_that_is_too_long_for_an_entry_is_refused_and_the_others_are_not(
    tmp_path: Path,
) -> None:
    (tmp_path / "journal").mkdir()
    rows = _incoming(
        "A,x,2026-03-05," + "n " * 60_000,
        "B,x,2026-03-05,n",
        head="Company,Role,Date,Notes",
    )
    long = Incoming(2, entry=rows[0].entry and _with_body(rows[0], "n" * 1_000_001).entry)
    planned = take_in(desk_in(tmp_path), (long, rows[1]))
    assert [each.fate for each in planned] == [Fate.REFUSED, Fate.NEW]
    assert "an entry has at most 1 MB" in planned[0].said[0]


def _with_body(each: Incoming, body: str) -> Incoming:
    assert each.entry is not None
    return replace(each, entry=replace(each.entry, body=body))


def test_names_that_are_taken_get_a_number(tmp_path: Path) -> None:
    # The same name in another folder, and a folder's own page of that address.
    for path in ("interviews/2026-03-05-a.md", "applications/2026-03-05-a-2/index.md"):
        file = tmp_path / "journal" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("---\ncompany: Z\n---\n", "utf-8")
    planned = take_in(desk_in(tmp_path), _incoming("A,x,2026-03-05,", "A,y,2026-03-05,"))
    assert [each.path for each in planned] == [
        "applications/2026-03-05-a-3.md",
        "applications/2026-03-05-a-4.md",
    ]


def test_the_mark_of_a_row_is_no_fact_of_its_page(tmp_path: Path) -> None:
    (tmp_path / "journal").mkdir()
    desk = desk_in(tmp_path)
    take_in(desk, _incoming("A,x,2026-03-05,Kiel", head="Company,Role,Date,Location"))
    (entry,) = desk.look()[1].journal.entries
    assert "x-import" in entry.extra
    assert [fact.name for fact in entry_facts(entry)] == ["x-location"]
    assert changes_in(replace(entry, kind=Kind.UPDATE), None) == (("x-location", "Kiel"),)


_CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Cn"])
    | st.sampled_from("#*-_[]<>&|`~=:\n\"',; "),
    max_size=20,
)
_WORD = re.compile(r"\S+")


@settings(max_examples=80)
@given(st.lists(_CELL, min_size=4, max_size=4), _CELL.filter(lambda cell: cell.strip() != ""))
def test_every_word_of_every_cell_is_in_the_file_that_is_written(
    cells: list[str], company: str
) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["Company", "Role", "Date", "Status", "Notes", "Rating"])
    writer.writerow([company, cells[0], "2026-03-05", *cells[1:]])
    found, wrong = read_file(text.getvalue().encode(), "t.csv", Asked({}), today=TODAY, zone=dt.UTC)
    assert found is not None, wrong
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "journal").mkdir()
        (each,) = plan(desk_in(Path(folder)), found.incoming)
    if each.fate is Fate.REFUSED:
        assert company.casefold() == "n/a" or not company.strip()
        return
    assert each.entry is not None
    said = f"{each.entry.company} {each.entry.role} {each.entry.body}"
    said = unescape(re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", said))
    for cell in (company, *cells):
        for word in _WORD.findall(cell):
            assert word in said or unescape(word) in said
