"""Tests `afterword import`: what each program's rows become, whole, and what is refused."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import shutil
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from afterword.cli import importing
from tests.cli.running import CONFIG, Ran, run
from tests.playbook.journals import Tree

EXPORTS = Path(__file__).resolve().parents[1] / "data" / "imports"
KNOWN = """\
== journal/interviews/2026-11-10-acme.md
---
company: Acme Robotics
interviewers: Jane Doe <jane@acme.example>
checklist:
  - {thank: Jane Doe, done: 2026-11-11, proofread_by: Sam}
  - {connect: Jane Doe, done: 2026-11-11}
  - {follow_up: Acme Robotics, done: 2026-11-18}
---
"""
JOURNAL = CONFIG.replace("today:", "timezone: America/New_York\n      today:") + KNOWN


def _import(root: Path, export: str, *options: str) -> Ran:
    shutil.copy(EXPORTS / export, root / export)
    return run(root, "import", export, *options)


def _csv(root: Path, text: str, *options: str, name: str = "t.csv") -> Ran:
    (root / name).write_bytes(text.encode())
    return run(root, "import", name, *options)


def _files(root: Path) -> dict[str, str]:
    """Return every file of the journal by path, but the one that was there."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes().decode()
        for file in sorted((root / "journal").rglob("*"))
        if file.is_file() and file.name != "2026-11-10-acme.md"
    }


@pytest.mark.parametrize("export", sorted(file.name for file in EXPORTS.iterdir()))
def test_what_every_programs_rows_become(
    tree: Tree, export: str, snapshot: SnapshotAssertion
) -> None:
    root = tree(JOURNAL)
    dry = _import(root, export)
    assert _files(root) == {}
    on = ("--on", "2026-11-20") if export == "huntr.csv" else ()
    ran = _import(root, export, "--yes", *on)
    files = _files(root)
    shown = [ran.out, ran.err, *(f"== {path}\n{text}" for path, text in files.items())]
    assert "\n".join(shown) == snapshot
    if not on:
        assert dry.out == ran.out
    assert run(root, "check").err == "No problems.\n"
    again = _import(root, export, "--yes", *on)
    assert "0 new" in again.err
    assert _files(root) == files


def test_without_a_terminal_only_yes_writes(tree: Tree) -> None:
    root = tree(JOURNAL)
    ran = _import(root, "simplify.csv")
    assert (ran.code, _files(root)) == (0, {})
    assert ran.err.endswith("Nothing is written; the same command with --yes writes it.\n")
    ran = _import(root, "simplify.csv", "--dry-run", "--yes")
    assert (ran.code, ran.err.endswith("Nothing is written.\n"), _files(root)) == (0, True, {})


@pytest.mark.parametrize("answer", [True, False])
def test_in_a_terminal_it_asks(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, *, answer: bool
) -> None:
    root = tree(JOURNAL)
    monkeypatch.setattr(importing, "may_ask", lambda: True)
    monkeypatch.setattr("click.confirm", lambda *_, **__: answer)
    assert _import(root, "simplify.csv").code == 0
    assert len(_files(root)) == (2 if answer else 0)


def test_a_terminal_is_asked_how_open_dates_are_written(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree(JOURNAL)
    text = "Company,Applied,Deadline\nAcme,03/04/2026,05/04/2026\n"
    refused = _csv(root, text)
    assert (refused.code, "Applied: `03/04/2026` (row 2) can be" in refused.err) == (2, True)
    asked: list[list[str]] = []

    def _answer(_question: str, **options: Any) -> str:
        asked.append(list(options["type"].choices))
        return "month-first"

    monkeypatch.setattr(importing, "may_ask", lambda: True)
    monkeypatch.setattr("click.prompt", _answer)
    ran = _csv(root, text, "--yes")
    assert (ran.code, list(_files(root))) == (0, ["journal/applications/2026-03-04-acme.md"])
    assert "apply_by: 2026-05-04" in _files(root)["journal/applications/2026-03-04-acme.md"]
    assert asked == [["day-first", "month-first"]] * 2


def test_the_plan_as_data(tree: Tree) -> None:
    ran = _import(tree(JOURNAL), "plain.csv", "--json")
    found = json.loads(ran.out)
    assert (ran.code, found["format"], found["source"]) == (2, 1, "table")
    assert found["columns"][2] == {
        "column": "Date applied",
        "field": "date",
        "dates": "day-first, by row 2",
    }
    assert found["rows"][1] == {
        "row": 3,
        "fate": "new",
        "path": "applications/2026-09-03-tide.md",
        "date": "2026-09-03",
        "kind": "application",
        "stage": None,
        "outcome": "rejected",
        "company": "Tide",
        "role": "Developer",
        "person": None,
        "skipped": 0,
        "said": ["`not a link` is no http or https address"],
    }


def _old(count: int) -> str:
    rows = "".join(
        f"Company {number},Engineer,{_before(number)},{'Saved' if number % 7 == 0 else 'Applied'}\n"
        for number in range(count)
    )
    return "Company,Role,Date,Status\n" + rows


def _before(days: int) -> str:
    return (dt.date(2026, 11, 22) - dt.timedelta(days=days)).isoformat()


def test_a_hundred_old_applications_bring_no_overdue_list_along(tree: Tree) -> None:
    root = tree(JOURNAL)
    assert run(root, "due", "--fail-overdue").code == 0
    assert _csv(root, _old(100), "--yes").code == 0
    assert len(_files(root)) == 100
    ran = run(root, "due", "--fail-overdue")
    assert (ran.code, "Overdue" in ran.out) == (0, False)
    assert "too late by now" not in ran.out
    # What is still to come does come.
    assert "Follow up with Company 5" in run(root, "due", "--days", "14").out


def test_the_long_silent_are_settled_at_once_where_it_is_wanted(tree: Tree) -> None:
    root = tree(JOURNAL)
    ran = _csv(root, _old(100), "--dry-run")
    said = re.search(r"^(\d+) without an answer for so long", ran.err, re.MULTILINE)
    assert said is not None
    _csv(root, _old(100), "--yes", "--ghosted")
    ghosted = [path for path, text in _files(root).items() if "\noutcome: ghosted\n" in text]
    assert len(ghosted) == int(said[1])
    assert "To settle" not in run(root, "due").out


def test_what_was_edited_since_is_not_added_again(tree: Tree) -> None:
    root = tree(JOURNAL)
    _import(root, "simplify.csv", "--yes")
    acme, nimbus = (root / path for path in _files(root))
    acme.write_text(
        acme.read_text("utf-8")
        .replace("Acme Robotics", "Acme")
        .replace("2026-03-25", "2026-03-26"),
        "utf-8",
    )
    acme.rename(acme.with_name("moved.md"))
    # An entry that cannot be read any more still carries its mark.
    nimbus.write_text(nimbus.read_text("utf-8").replace("role:", "role"), "utf-8")
    assert "0 new, 2 already there" in _import(root, "simplify.csv", "--yes").err


def test_an_entry_by_hand_and_a_newer_export_are_the_same_application(tree: Tree) -> None:
    root = tree(
        JOURNAL
        + "== journal/applications/2026-03-05-tide.md\n---\ncompany: TIDE\nrole: Developer\n---\n"
    )
    head = "Company,Role,Date,Status\n"
    ran = _csv(root, head + "Tide,developer,2026-03-05,Rejected\n", "--yes")
    assert "already there" in ran.out
    assert "differs: rejected there, no outcome in the journal" in ran.out
    assert list(_files(root)) == ["journal/applications/2026-03-05-tide.md"]
    # Two rows of one company, role and day are two applications, this time and the next.
    twice = head + "Tide,Developer,2026-03-05,Applied\nTide,Developer,2026-03-05,Onsite\n"
    assert "1 new, 1 already there" in _csv(root, twice, "--yes").err
    assert "0 new, 2 already there" in _csv(root, twice, "--yes").err
    assert "the same as row 2" in _csv(root, head + "X,Y,2026-01-02,\nX,Y,2026-01-02,\n").out


def test_a_newer_export_says_what_moved_on(tree: Tree) -> None:
    root = tree(JOURNAL)
    head = "Company,Role,Date,Status\n"
    _csv(root, head + "Tide,Developer,2026-03-05,Applied\n", "--yes")
    ran = _csv(root, head + "Tide,Developer,2026-03-05,Interviewing\n", "--yes")
    assert "differs: interviewing there, applied in the journal" in ran.out
    assert len(_files(root)) == 1


@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("", (), "there is no table in it."),
        ("A,B\n1,2\n", (), 'there are `A`, `B`. Say what they are, such as `--map "A=company"`.'),
        ("Company,Date\nA,03/04/2026\n", (), "say `--dates day-first` or `--dates month-first`."),
        ("Company,Date\nA,13/02/2026\nB,02/13/2026\n", (), "row 2 holds `13/02/2026` and row 3"),
        ('Company,Date\nA,"2026-01-01\nB,2026-01-02\n', (), "a quotation mark is never closed"),
        ("Company,Date\nA,2026-01-01\n", ("--map", "Firma=company"), "no column `Firma`"),
        ("Company,Date\nA,2026-01-01\n", ("--map", "Date=day"), "`day` is no field; there are"),
        ("Company,Date\nA,2026-01-01\n", ("--map", "Date"), "write COLUMN=FIELD"),
        ("Company,Date\nA,2026-01-01\n", ("--sheet", "x"), "no sheet `x`"),
        (
            "Company,Date\nA,2026-01-01\n",
            ("--on", "11/12/2026"),
            "can be read in more than one way",
        ),
        ("Company,Date\n" + "A,2026-01-01\n" * 10_001, (), "more than 10,000 rows"),
        (
            'Company,Date,Notes\n"A" Inc,2026-01-01,n\nB,2026-01-02,"oops\nC,2026-01-03\n',
            (),
            "row 3: a quotation mark is never closed",
        ),
        (
            "Company,Date\nA,2026-01-01\nB,2026-01-02" + ",x" * 2000 + "\n",
            (),
            "row 3 has 2,002 cells; at most 1,000 are read.",
        ),
        ("#,Firm,Date\n1,A,2026-01-01\n", ("--map", "%=company"), "no column `%`"),
    ],
)
def test_what_cannot_be_told_is_refused_with_the_next_step(
    tree: Tree, text: str, options: tuple[str, ...], said: str
) -> None:
    root = tree(JOURNAL)
    ran = _csv(root, text, "--yes", *options)
    assert (ran.code, ran.out, _files(root)) == (2, "", {})
    assert said in ran.err


def test_only_a_header_is_nothing_to_write(tree: Tree) -> None:
    ran = _csv(tree(JOURNAL), "Company,Date\n")
    assert (ran.code, ran.err) == (0, "0 new.\n")


def test_a_file_that_is_not_there_or_none(tree: Tree) -> None:
    root = tree(JOURNAL)
    assert "cannot be read" in run(root, "import", "none.csv").err
    assert run(root, "import", "journal").code == 2


def test_rows_without_a_date_get_the_one_that_is_said_and_no_other(tree: Tree) -> None:
    root = tree(JOURNAL)
    text = "Company,Role,Date\nTide,A,\nNimbus,B,2026-01-02\n"
    ran = _csv(root, text, "--yes")
    assert (ran.code, list(_files(root))) == (2, ["journal/applications/2026-01-02-nimbus.md"])
    assert "no date; `--on DATE` gives one to the rows that have none" in ran.out
    assert _csv(root, text, "--yes", "--on", "yesterday").code == 0
    assert "journal/applications/2026-11-21-tide.md" in _files(root)
    assert "0 new, 2 already there" in _csv(root, text, "--yes", "--on", "2026-05-05").err


def test_columns_of_any_name_are_told(tree: Tree) -> None:
    root = tree(JOURNAL)
    text = "Firma\tWann\tStelle=x\tOrt\tNotes\nTide\t2026-01-02\tDev\tKiel\tn\n"
    maps = ("--map", "Firma=company", "--map", "wann=date", "--map", "Stelle=x=role")
    ran = _csv(root, text, "--yes", *maps, "--map", "Ort=location", "--map", "Notes=-")
    assert ran.code == 0, ran.err
    (written,) = _files(root).values()
    assert re.sub(r"x-import: \S+", "x-import: x", written) == (
        "---\ndate: 2026-01-02\ncompany: Tide\nrole: Dev\nx-location: Kiel\n"
        "x-import: x 2026-11-22\n---\n\n- Notes: n\n"
    )


def test_other_encodings(tree: Tree) -> None:
    root = tree(JOURNAL)
    text = "Company;Date\nBüro;2026-01-02\n"
    (root / "wide.csv").write_bytes(text.encode("utf-16"))
    assert "Büro" in run(root, "import", "wide.csv").out
    (root / "old.csv").write_bytes(("sep=;\r\n" + text).encode("cp1252"))
    ran = run(root, "import", "old.csv")
    assert "Büro" in ran.out
    assert "byte 21 is not UTF-8; read as Windows-1252" in ran.err
    for encoding in ("utf-16-le", "utf-16-be", "utf-32"):
        (root / "wider.csv").write_bytes(text.encode(encoding))
        ran = run(root, "import", "wider.csv")
        assert ran.err == (
            "afterword: wider.csv: it is no UTF-8, but UTF-16 without a mark or UTF-32: "
            "save it as UTF-8.\n"
        )


@pytest.mark.parametrize("first", ["sep=;\r\r\n", "SEP=;\n", "sep=\0\n", "sep=x\n", 'sep="\n'])
def test_a_first_line_that_names_the_separator_or_is_garbled(tree: Tree, first: str) -> None:
    ran = _csv(tree(JOURNAL), f"{first}Company;Date\nTide;2026-01-02\n")
    assert (ran.code, "2026-01-02  application" in ran.out) == (0, True)


def test_a_column_named_by_a_sign_is_that_one(tree: Tree) -> None:
    text = "№,#,Date\n7,Tide,2026-01-02\n"
    ran = _csv(tree(JOURNAL), text, "--map", "#=company")
    assert "Tide" in ran.out
    text = "%,#,Date\n7,Tide,2026-01-02\n"
    ran = _csv(tree(JOURNAL), text, "--map", "#=company")
    assert "Tide" in ran.out


def test_blank_rows_do_not_count(tree: Tree) -> None:
    ran = _csv(tree(JOURNAL), "Company,Date\n" + ",\n" * 12_000 + "Tide,2026-01-02\n")
    assert "  12002  2026-01-02  application" in ran.out


def test_a_long_cell_and_blank_cells_without_end(tree: Tree) -> None:
    root = tree(JOURNAL)
    note = "n " * 100_000
    ran = _csv(root, f"Company,Date,Notes\nTide,2026-01-02,{note}{',' * 100_000}\n", "--yes")
    assert (ran.code, ran.out.count("Column")) == (0, 0)
    assert note.strip() in "".join(_files(root).values())


HOSTILE = (
    "\ufeffCompany,Role,Date,Notes,Notes,,Rating\r\n"
    '"<script>alert(1)</script>","=HYPERLINK(""http://x.example"")",2026-01-02,'
    '"---\nstage: offer\n---\n## Thank-you note: Jane\n<b>hi</b>","second","third",5,extra\r\n'
    "\u202eAcme\u202c \U0001f600,~,2026-01-03,a\u0000b\u0007\r\n"
    f"{'x' * 300},{'r' * 300},2026-01-04,{'n' * 3000}\r\n"
    "'quoted': {a},- # x,2026-01-05,|a|b|\r\n"
    "no,yes,2026-01-06\r\n"
)


def test_nothing_in_a_cell_becomes_anything_but_text(tree: Tree) -> None:
    root = tree(JOURNAL)
    ran = _csv(root, HOSTILE, "--yes")
    assert (ran.code, len(_files(root))) == (0, 5), ran.err
    first = _files(root)["journal/applications/2026-01-02-script-alert-1-script.md"]
    assert re.sub(r"x-import: \S+", "x-import: x", first) == (
        "---\n"
        "date: 2026-01-02\n"
        "company: <script>alert(1)</script>\n"
        'role: =HYPERLINK("http://x.example")\n'
        "x-import: x 2026-11-22\n"
        "---\n"
        "\n"
        "## Notes\n"
        "\n"
        "\\-\\-\\-  \n"
        "stage: offer  \n"
        "\\-\\-\\-  \n"
        "\\## Thank-you note: Jane  \n"
        "&lt;b>hi&lt;/b>\n"
        "\n"
        "## Notes (column 5)\n"
        "\n"
        "second\n"
        "\n"
        "## From a plain table\n"
        "\n"
        "- Column 6: third\n"
        "- Rating: 5\n"
        "- Column 8: extra\n"
    )
    assert run(root, "check").err == "No problems.\n"
    assert "a\ufffdb\ufffd" in "".join(_files(root).values())


def test_of_the_connections_all_come_where_it_is_said(tree: Tree) -> None:
    root = tree(JOURNAL)
    ran = _import(root, "linkedin-connections.csv", "--yes", "--all")
    assert (ran.code, sorted(_files(root))) == (
        2,  # One row names nobody.
        ["journal/people/jane-doe.md", "journal/people/omar-haddad.md"],
    )


def test_a_connection_is_known_by_the_company_however_it_is_spelled(tree: Tree) -> None:
    root = tree(JOURNAL)
    head = "First Name,Last Name,URL,Company,Connected On\n"
    rows = (
        'Ada,Roe,,"Acme Robotics, Inc.",05 Mar 2024\nBo,Lee,,Acme Bakery,05 Mar 2024\nCy,Low,,,x\n'
    )
    _csv(root, head + rows, "--yes")
    assert list(_files(root)) == ["journal/people/ada-roe.md"]


def test_a_connection_does_not_hide_the_page_of_somebody_else(tree: Tree) -> None:
    root = tree(JOURNAL)
    text = "First Name,Last Name,URL,Company,Connected On\nJane,Doe,,Elsewhere,05 Mar 2024\n"
    _csv(root, text, "--yes")
    assert list(_files(root)) == ["journal/people/jane-doe-elsewhere.md"]
    assert "already there" in _csv(root, text, "--yes").out


def _xlsx(sheets: dict[str, str]) -> bytes:
    """Return a spreadsheet whose sheets hold these rows of cells; dates are styled numbers."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    names = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="r{number}"/>'
        for number, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="r{number}" Type="{office}/worksheet" '
        f'Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    links += f'<Relationship Id="rs" Type="{office}/styles" Target="styles.xml"/>'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as book:
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{names}</sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}">{links}</Relationships>',
        )
        book.writestr(
            "xl/styles.xml",
            f'<styleSheet xmlns="{main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
            "</styleSheet>",
        )
        for number, cells in enumerate(sheets.values(), 1):
            book.writestr(
                f"xl/worksheets/sheet{number}.xml",
                f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
            )
    return data.getvalue()


def _row(number: int, *cells: str | float) -> str:
    shown = "".join(
        f'<c r="{column}{number}" s="1"><v>{cell}</v></c>'
        if isinstance(cell, float)
        else f'<c r="{column}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for column, cell in zip("ABCDE", cells, strict=False)
    )
    return f'<row r="{number}">{shown}</row>'


def test_a_spreadsheet(tree: Tree) -> None:
    root = tree(JOURNAL)
    jobs = _row(1, "Company", "Role", "Date") + _row(3, "Tide", "Dev", 46086.0)
    (root / "book.xlsx").write_bytes(_xlsx({"Notes": _row(1, "hello"), "Jobs": jobs}))
    ran = run(root, "import", "book.xlsx", "--yes")
    assert "  3  2026-03-05  application" in ran.out
    (root / "two.xlsx").write_bytes(_xlsx({"2025": jobs, "2026": jobs}))
    ran = run(root, "import", "two.xlsx")
    assert "several sheets can be read: 2025, 2026; say which with `--sheet NAME`" in ran.err
    assert "already there" in run(root, "import", "two.xlsx", "--sheet", "2025").out
    far = _row(1, "Company", "Date") + _row(3, "Tide", 46086.0)
    far += '<row r="1048576"><c r="{}1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    (root / "far.xlsx").write_bytes(_xlsx({"Jobs": far.format("XFD")}))
    ran = run(root, "import", "far.xlsx")
    assert (ran.code, "its sheets are too large. Delete stray cells" in ran.err) == (2, True)
    (root / "low.xlsx").write_bytes(_xlsx({"Jobs": far.format("B")}))
    assert "  2026-03-05  application" in run(root, "import", "low.xlsx").out
    (root / "broken.xlsx").write_bytes(b"PK no zip")
    assert "not readable as a spreadsheet" in run(root, "import", "broken.xlsx").err


def test_a_spreadsheet_without_the_extra(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tree(JOURNAL)
    (root / "book.xlsx").write_bytes(b"PK")
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    assert """`pip install "CLONE[xlsx]"`""" in run(root, "import", "book.xlsx").err


def test_what_a_row_says_besides_an_entry_of_ones_own_is_told(tree: Tree) -> None:
    root = tree(JOURNAL + "== journal/applications/2026-11-09-tide.md\n---\ncompany: Tide\n---\n")
    ran = _csv(
        root, "Company,Applied,Gut feeling,Job URL\nTide,2026-11-09,10/10,https://tide.example/1\n"
    )
    assert "not taken over: url\n" in ran.out
    assert "not taken over: Gut feeling: 10/10\n" in ran.out


def test_a_column_as_a_key_of_ones_own(tree: Tree) -> None:
    root = tree(JOURNAL)
    text = "Company,Applied,Gut feeling\nTide,2026-11-09,10/10\n"
    ran = _csv(root, text, "--yes", "--map", "Gut feeling=x-gut")
    assert ran.code == 0
    assert "x-gut: 10/10\n" in _files(root)["journal/applications/2026-11-09-tide.md"]
    assert _csv(root, text, "--map", "Gut feeling=x-import").code == 2


def test_an_application_that_came_further_keeps_the_day_it_was_sent(tree: Tree) -> None:
    root = tree(JOURNAL)
    _csv(root, "Company,Applied,Status\nTide,2026-11-09,Onsite\n", "--yes")
    rows = list(csv.DictReader(run(root, "export", "csv").out.splitlines()))
    (row,) = (row for row in rows if row["company"] == "Tide")
    assert (row["stage"], row["applied"]) == ("interviewing", "2026-11-09")
