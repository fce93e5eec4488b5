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
from afterword.model.entry import Kind, Outcome, Stage
from afterword.model.incoming import Incoming
from afterword.model.task import State
from afterword.pages.facts import entry_facts
from afterword.pen import intake
from afterword.pen.intake import plan, prepare, take_in
from afterword.pen.planned import Fate, StoppedError
from afterword.source.write import NotWritableError, OutsideError, create_file
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
    # Of Markdown's own marks the text has its escapes, which a company and a role have not.
    told = unescape(re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", said))
    for cell in (company, *cells):
        for word in _WORD.findall(cell):
            assert word in said or word in told or unescape(word) in told


@pytest.mark.parametrize(
    ("head", "row", "stage", "outcome", "text"),
    [
        ("Status,Stage", "Applied,Interview", Stage.INTERVIEWING, None, "Status: Applied"),
        ("Status,Stage", "Interview,Applied", Stage.INTERVIEWING, None, "Stage: Applied"),
        ("Status,Stage", "Offer,Lead", Stage.OFFER, None, "Stage: Lead"),
        ("Status,Outcome", "Rejected,Ghosted", None, Outcome.REJECTED, "Outcome: Ghosted"),
        ("Status,Outcome", "Interview,Rejected", Stage.INTERVIEWING, Outcome.REJECTED, ""),
        ("Status,Stage", "Applied,Applied", None, None, ""),
    ],
)
def test_of_two_statuses_the_furthest_counts_and_the_other_stays_in_the_text(
    head: str, row: str, stage: Stage | None, outcome: Outcome | None, text: str
) -> None:
    (each,) = _incoming(f"Tide,Dev,2026-11-20,{row}", head=f"Company,Role,Date,{head}")
    assert each.entry is not None
    assert (each.entry.stage, each.entry.outcome) == (stage, outcome)
    assert each.entry.body == (f"\n- {text}\n" if text else "")


def _written(root: Path, files: dict[str, str]) -> Path:
    for path, lines in files.items():
        file = root / "journal" / f"{path}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{lines}\n---\n", "utf-8")
    return root


@pytest.mark.parametrize(
    ("files", "row"),
    [
        (
            {"offers/2026-11-13-foo": "company: Foo\nrole: Dev\ndeadline: 2026-12-02"},
            "Acme,Dev,2026-11-01,Interview",
        ),
        (
            {"updates/2026-11-13-foo": "company: Foo\nrole: Dev\noutcome: accepted"},
            "Acme,Dev,2026-11-01,Interview",
        ),
        (
            {
                "applications/2026-11-10-acme": "company: Acme",
                "updates/2026-11-12-acme": "company: Acme\nrole: Dev\noutcome: rejected",
            },
            "Acme,QA,2026-11-13,Applied",
        ),
    ],
)
def test_nothing_that_was_there_becomes_overdue(
    tmp_path: Path, files: dict[str, str], row: str
) -> None:
    desk = desk_in(_written(tmp_path, files))
    assert [each.fate for each in take_in(desk, _incoming(row))] == [Fate.NEW]
    assert [task.id for task in desk.look()[1].tasks if task.state is State.OVERDUE] == []


def test_what_becomes_overdue_all_the_same_is_told_before(tmp_path: Path) -> None:
    first = "company: Acme\nrole: Dev\nchecklist:\n  - task: Send code\n    due: 2026-11-10"
    ghosted = "company: Acme\nrole: Dev\noutcome: ghosted"
    files = {"applications/2026-11-01-acme": first, "updates/2026-11-05-acme": ghosted}
    desk = desk_in(_written(tmp_path, files))
    # A second application takes up again what had ended, and with it what was left to do.
    (each,) = plan(desk, _incoming("Acme,Dev,2026-11-12,Applied"))
    assert each.said == ("would make overdue: Send code (2026-11-01-acme/task-send-code)",)


def test_what_was_prepared_is_matched_again_where_the_journal_has_changed(tmp_path: Path) -> None:
    (tmp_path / "journal").mkdir()
    desk = desk_in(tmp_path)
    rows = _incoming("A,x,2026-03-05,", "B,x,2026-03-05,")
    prepared = prepare(desk, rows)
    _written(tmp_path, {"applications/2026-03-05-by-hand": "company: A\nrole: x"})
    fates = [each.fate for each in take_in(desk, rows, prepared=prepared)]
    assert fates == [Fate.THERE, Fate.NEW]


def test_an_acceptance_among_more_applications_than_a_list_may_hold(tmp_path: Path) -> None:
    (tmp_path / "journal").mkdir()
    rows = [f"C{number},x,2026-11-0{number % 9 + 1},Interview" for number in range(1100)]
    planned = plan(desk_in(tmp_path), _incoming(*rows, "Tide,Dev,2026-11-10,Accepted"))
    assert {each.fate for each in planned} == {Fate.NEW}


def test_a_link_to_a_folder_that_holds_no_entries_is_not_written_to(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    (journal / "real").mkdir(parents=True)
    (journal / "applications").symlink_to("real")
    (each,) = take_in(desk_in(tmp_path), _incoming("A,x,2026-03-05,"))
    assert (each.fate, each.said) == (
        Fate.REFUSED,
        ("`applications` is a link, and nothing is read there; make it a folder",),
    )
    assert list((journal / "real").iterdir()) == []


def test_a_link_to_a_folder_of_entries_stands_for_that_one(tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    (journal / "jobs" / "applications").mkdir(parents=True)
    (journal / "applications").symlink_to("jobs/applications")
    rows = _incoming("A,x,2026-03-05,")
    desk = desk_in(tmp_path)
    (each,) = take_in(desk, rows)
    assert each.path == "jobs/applications/2026-03-05-a.md"
    assert [each.fate for each in take_in(desk, rows)] == [Fate.THERE]


@pytest.mark.parametrize("ends", ["\r", "\r\n", "\n"])
def test_a_row_is_known_again_in_an_entry_that_cannot_be_read(tmp_path: Path, ends: str) -> None:
    (tmp_path / "journal").mkdir()
    rows = _incoming("A,x,2026-03-05,")
    desk = desk_in(tmp_path)
    (each,) = take_in(desk, rows)
    file = tmp_path / "journal" / each.path
    file.write_bytes(each.data.replace(b"role:", b"role").replace(b"\n", ends.encode()))
    assert [each.fate for each in plan(desk, rows)] == [Fate.THERE]


def test_a_row_is_known_again_where_its_entry_was_moved_out_of_the_entries(tmp_path: Path) -> None:
    (tmp_path / "journal" / "archive").mkdir(parents=True)
    rows = _incoming("A,x,2026-03-05,")
    desk = desk_in(tmp_path)
    (each,) = take_in(desk, rows)
    (tmp_path / "journal" / each.path).rename(tmp_path / "journal" / "archive" / "a.md")
    assert [(each.fate, each.path) for each in plan(desk, rows)] == [(Fate.THERE, "archive/a.md")]


def test_a_row_is_known_again_on_a_later_day(tmp_path: Path) -> None:
    (tmp_path / "journal").mkdir()
    rows = _incoming("A,x,2026-03-05,")
    take_in(desk_in(tmp_path), rows)
    later = desk_in(tmp_path, today=dt.date(2027, 1, 1))
    assert [each.fate for each in plan(later, rows)] == [Fate.THERE]


def test_killed_writes_are_cleared_away_in_the_journal_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = tmp_path / "journal"
    for folder in (journal / "applications", tmp_path / "outside"):
        folder.mkdir(parents=True)
        (folder / ".afterword-x.tmp").write_text("", "utf-8")
    desk = desk_in(tmp_path)
    rows = _incoming("A,x,2026-03-05,")
    prepared = prepare(desk, rows)
    # Whoever puts a link in the folder's place after the last look.
    monkeypatch.setattr(intake, "_traces", lambda _: prepared.traces)
    (journal / "applications").rename(journal / "before")
    (journal / "applications").symlink_to(tmp_path / "outside")
    with pytest.raises(OutsideError):
        take_in(desk, rows, prepared=prepared)
    assert (tmp_path / "outside" / ".afterword-x.tmp").exists()


CONNECTIONS = "First Name,Last Name,URL,Company,Connected On"


def test_a_second_person_of_a_name_is_told_with_what_is_not_taken_over(tmp_path: Path) -> None:
    (tmp_path / "journal").mkdir()
    rows = ("John,Smith,,Acme,05 Mar 2024", "John,Smith,,Acme,07 Sep 2025")
    incoming = _incoming(*rows, head=CONNECTIONS)
    desk = desk_in(tmp_path)
    first, second = take_in(desk, incoming, strangers=True)
    assert (first.fate, first.said) == (Fate.NEW, ())
    assert second.fate is Fate.THERE
    assert second.said == ("not taken over: Connected On: 07 Sep 2025",)
    first, second = take_in(desk, incoming, strangers=True)
    assert (first.said, second.said) == ((), ("not taken over: Connected On: 07 Sep 2025",))


def test_a_page_has_no_name_that_is_a_device_on_windows_or_a_folder_s_own(tmp_path: Path) -> None:
    (tmp_path / "journal").mkdir()
    rows = ("Con,,,,", "Aux,,,Tide,", "Index,~,,~,")
    planned = plan(desk_in(tmp_path), _incoming(*rows, head=CONNECTIONS), strangers=True)
    assert [each.path for each in planned] == [
        "people/con-connection.md",
        "people/aux-tide.md",
        "people/index-connection.md",
    ]
