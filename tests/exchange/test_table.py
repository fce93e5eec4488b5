"""Tests the tables and the record as text: whole, complete, and harmless to whoever opens them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.exchange.log import log_markdown
from afterword.exchange.table import TABLES, activity_table, harmless, to_csv
from afterword.playbook.snapshot import Snapshot
from afterword.views.activities import activities, by_week
from tests.cli.running import SAMPLE
from tests.exchange.test_data import ONSITE
from tests.playbook.journals import Tree, look

JOURNAL = """\
== applications/2026-11-12-acme.md
---
company: Acme | Robotics
role: Engineer, Backend
source: a *friend*
url: https://acme.example/jobs/17?from=a_b&to=c
---
== interviews/2026-11-18-acme.md
---
company: Acme | Robotics
role: Engineer, Backend
round: Onsite
format: on site
interviewers: Jane_Doe <jane_doe@acme.example>
checklist:
  - {thank: Jane_Doe, done: 2026-11-19, via: "=HYPERLINK(\\"https://evil.example\\")", note: a.txt}
---
"""


def _rows(snapshot: Snapshot, of: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(TABLES[of](snapshot)), newline="")))


def test_the_table_of_opportunities(tree: Tree) -> None:
    assert to_csv(TABLES["opportunities"](look(tree(JOURNAL), "2026-11-22"))) == (
        "id,company,role,stage,stage_since,furthest,outcome,outcome_on,live,resumes,applied,"
        "last_touch,quiet_days,next_task,next_task_due,next_event,next_event_date,suggestion,"
        "contacts,source,agency,url,pay,terms,tags,entries\r\n"
        'acme-robotics-engineer-backend,Acme | Robotics,"Engineer, Backend",interviewing,'
        "2026-11-18,interviewing,,,yes,,2026-11-12,2026-11-19,3,Connect with Jane_Doe on LinkedIn,"
        "2026-11-23,,,,,a *friend*,,https://acme.example/jobs/17?from=a_b&to=c,,,,"
        "2026-11-12-acme; 2026-11-18-acme\r\n"
    )


def test_the_table_of_tasks_has_every_task(tree: Tree) -> None:
    snapshot = look(tree(JOURNAL), "2026-11-22")
    rows = _rows(snapshot, "tasks")
    assert {row["id"] for row in rows} == {task.id for task in snapshot.tasks}
    thanks = next(row for row in rows if row["verb"] == "thank")
    assert thanks["steps"] == "drafted; sent"
    assert thanks["via"] == '\'=HYPERLINK("https://evil.example")'


def test_an_entry_in_its_table_is_complete(tree: Tree) -> None:
    root = tree(ONSITE.replace("Went **well**.", 'Went "well",\nand\u2028so on.'))
    (row,) = _rows(look(root, "2026-11-22"), "entries")
    assert row["interviewers"] == (
        "Jane Doe <jane@acme.example>, Staff Engineer, 0612345670, "
        "https://www.linkedin.com/in/janedoe, Acme Labs, knows every queue"
    )
    assert row["checklist"].split("; ")[1:3] == [
        "connect: Jane Doe, done: yes, accepted: yes",
        "follow_up: Acme Robotics, snoozed: 2026-12-04 waiting for budget, x-tone: friendly",
    ]
    assert row["extra"] == "x-mood: before: calm, after: tired; glad"
    assert row["tags"] == "robots; remote"
    assert row["body"] == 'Went "well",\nand\u2028so on.\n'


def test_an_opportunitys_terms_are_those_that_hold_now(tree: Tree) -> None:
    journal = "== offers/2026-11-17-a.md\n---\ncompany: A\nterms: {base: 160000, pto: 20}\n---\n"
    journal += "== updates/2026-11-18-a.md\n---\ncompany: A\nterms: {base: 168000}\n---\n"
    (row,) = _rows(look(tree(journal), "2026-11-22"), "opportunities")
    assert row["terms"] == "base: 168000, pto: 20"


@pytest.mark.parametrize("of", TABLES)
def test_a_table_of_the_sample_has_a_row_for_each_thing(of: str) -> None:
    snapshot = look(SAMPLE.parent / "journal", "2026-11-22")
    counts = {
        "opportunities": len(snapshot.journal.opportunities),
        "tasks": len(snapshot.tasks),
        "entries": len(snapshot.journal.entries),
        "people": len(snapshot.journal.people.by_id),
    }
    assert len(_rows(snapshot, of)) == counts[of] > 0


@pytest.mark.parametrize("of", TABLES)
def test_a_table_of_nothing_has_its_header(tree: Tree, of: str) -> None:
    assert to_csv(TABLES[of](look(tree(""), "2026-11-22"))).count("\r\n") == 1


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1 415 555 0100",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\rx",
        "\nx",
        "  =1",
        "\u00a0=1",
        "\ufeff=1",
        "\uff1d1",
        "\u200b=1",
        "\x00=1",
        "\ufe66 1",
    ],
)
def test_what_a_spreadsheet_would_calculate_is_text(cell: str) -> None:
    assert harmless(cell) == "'" + cell


def test_where_a_semicolon_parts_cells_nothing_is_calculated_either() -> None:
    assert harmless("Dev;=1+2; @x;y") == "Dev;'=1+2; '@x;y"


@pytest.mark.parametrize("cell", ["", "a=b", "1-2", "Jane <jane@acme.example>", "'=1", "2026-1"])
def test_everything_else_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), min_size=1))
def test_any_text_survives_a_table(table: Sequence[Sequence[str]]) -> None:
    read = list(csv.reader(io.StringIO(to_csv(table), newline="")))
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [
        [cell.removeprefix("'") for cell in row] for row in table
    ]
    assert not any(cell[:1] in tuple("=+-@\t\r\n") for row in read for cell in row if cell)


def test_the_whole_record(tree: Tree) -> None:
    found = activities(look(tree(JOURNAL), "2026-11-22"))
    assert (
        log_markdown(by_week(found, from_sunday=False))
        == """\
# Work-search record

2026-11-12 to 2026-11-19: 3 activities (1 application, 1 interview, 1 thank-you).

## Week of 2026-11-09 to 2026-11-15

| Date | Activity | Company | Role | Person | Reached at | How | Result |
|---|---|---|---|---|---|---|---|
| 2026-11-12 | Applied | Acme \\| Robotics | Engineer, Backend |  |  | a \\*friend\\*, https://acme.example/jobs/17?from=a_b&to=c | interviewing since 2026-11-18 |

Total: 1 activity (1 application).

## Week of 2026-11-16 to 2026-11-22

| Date | Activity | Company | Role | Person | Reached at | How | Result |
|---|---|---|---|---|---|---|---|
| 2026-11-18 | Interviewed: Onsite | Acme \\| Robotics | Engineer, Backend | Jane_Doe | jane_doe@acme.example | on site | interviewing since 2026-11-18 |
| 2026-11-19 | Thank-you sent | Acme \\| Robotics | Engineer, Backend | Jane_Doe | jane_doe@acme.example | =HYPERLINK("https://evil.example") |  |

Total: 2 activities (1 interview, 1 thank-you).
"""  # noqa: E501
    )


def test_the_record_as_a_table(tree: Tree) -> None:
    found = activities(look(tree(JOURNAL), "2026-11-22"))
    lines = to_csv(activity_table(found)).split("\r\n")
    assert lines[0] == "date,name,kind,company,role,person,reached_at,how,url,result"
    assert lines[1] == (
        '2026-11-12,Applied,application,Acme | Robotics,"Engineer, Backend",,,a *friend*,'
        "https://acme.example/jobs/17?from=a_b&to=c,interviewing since 2026-11-18"
    )
    assert lines[3].split(",", 1)[0] == "2026-11-19"
    assert "'=HYPERLINK" in lines[3]


def test_a_record_of_nothing_says_so() -> None:
    assert log_markdown(()) == "# Work-search record\n\nNo activity in this time.\n"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a | b", "a \\| b"),
        ("a\n\nb", "a b"),
        ("back\\slash", "back\\\\slash"),
        ("<b>*x*</b>", "\\<b\\>\\*x\\*\\</b\\>"),
        ("[a](b)", "\\[a\\](b)"),
        ("a & b &amp; ~~c~~", "a & b \\&amp; \\~~c\\~~"),
        ("_a_ b_c", "\\_a\\_ b_c"),
    ],
)
def test_no_text_breaks_the_record(tree: Tree, written: str, shown: str) -> None:
    quoted = "'" + written.replace("\n\n", "\n\n\n") + "'"
    root = tree(f"== applications/2026-11-12-a.md\n---\ncompany: {quoted}\n---\n")
    found = activities(look(root, "2026-11-22"))
    (row,) = [
        line
        for line in log_markdown(by_week(found, from_sunday=False)).splitlines()
        if line.startswith("| 2026")
    ]
    assert row == f"| 2026-11-12 | Applied | {shown} |  |  |  |  | applied since 2026-11-12 |"
