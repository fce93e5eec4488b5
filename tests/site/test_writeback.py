"""Ticks and new entries over a real socket: what is answered, and what the files hold then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from afterword.pen.desk import Desk
from afterword.source.write import BusyError
from tests.cli.running import CONFIG, run
from tests.pen.desks import numstat
from tests.site.serving import ENTRY, JOURNAL, RAJ, THANK, Served, served

Tree = Callable[[str], Path]
CONNECT = "2026-11-18-acme-onsite/connect-jane-doe"


@pytest.fixture
def site(tree: Tree) -> Iterator[Served]:
    """Return a served journal."""
    with served(tree(JOURNAL)) as found:
        yield found


def test_a_task_is_ticked_where_it_is_seen(site: Served) -> None:
    before = site.bytes_of()
    reply = site.tick(THANK, "done", "overdue")
    assert reply.status == 200
    task = reply.data.pop("task")
    assert (task["id"], task["state"], task["done_on"]) == (THANK, "done", "2026-11-22")
    assert {key: reply.data[key] for key in ("written", "line", "path", "said", "remarks")} == {
        "written": True,
        "line": 10,
        "path": ENTRY,
        "said": "Thank Jane Doe, done: 2026-11-22",
        "remarks": ["Nobody proofread it: say who did, or `nobody`."],
    }
    assert numstat(before, site.bytes_of()) == (1, 0)
    assert site.state_of(THANK) == "done"


def test_what_was_ticked_is_taken_back_to_the_byte(site: Served) -> None:
    before = site.bytes_of()
    for task in (THANK, RAJ, CONNECT):
        seen = site.state_of(task)
        assert site.tick(task, "done", seen).data["written"]
        assert site.bytes_of() != before
        reply = site.tick(task, "undo", "done")
        assert (reply.status, reply.data["task"]["state"]) == (200, seen)
        assert site.bytes_of() == before


def test_each_step_of_a_thank_you_is_said(site: Served) -> None:
    assert site.tick(THANK, "drafted", "overdue", on="2026-11-20").data["written"]
    reply = site.tick(THANK, "proofread", "overdue", by="  Sam  Lee ")
    steps = [(each["step"], each["done"], each["by"]) for each in reply.data["task"]["steps"]]
    assert steps == [("drafted", True, ""), ("proofread", True, "Sam Lee"), ("sent", False, "")]
    assert site.tick(THANK, "done", "overdue", on="2026-11-21").data["remarks"] == []
    assert b"    drafted: 2026-11-20\n" in site.bytes_of()
    assert b"    done: 2026-11-21\n" in site.bytes_of()


def test_a_task_is_skipped_with_a_reason_and_put_off_to_a_day(site: Served) -> None:
    reply = site.tick(CONNECT, "skip", site.state_of(CONNECT), reason='not "wanted": # yet')
    assert (reply.data["task"]["state"], reply.data["task"]["skipped"]) == (
        "skipped",
        'not "wanted": # yet',
    )
    reply = site.tick(THANK, "snooze", "overdue", until="2026-12-04", reason="she is away")
    assert (reply.data["task"]["state"], reply.data["task"]["due"]) == ("upcoming", "2026-12-04")
    assert "she is away" in reply.data["task"]["reason"]


def test_an_implied_task_is_written_down_in_one_line(site: Served) -> None:
    before = site.bytes_of()
    states = site.ask("GET", "state").data["tasks"]
    assert states[RAJ] == {"state": "overdue", "written": False}
    assert site.tick(RAJ, "done", "overdue").data["task"]["implied"] is False
    assert numstat(before, site.bytes_of()) == (1, 0)
    assert site.ask("GET", "state").data["tasks"][RAJ] == {"state": "done", "written": True}


def test_the_same_tick_twice_is_one(site: Served) -> None:
    site.tick(THANK, "done", "overdue", on="2026-11-20")
    after = site.bytes_of()
    reply = site.tick(THANK, "done", "overdue")  # From another tab, which has not seen it.
    assert (reply.status, reply.data["written"]) == (200, False)
    assert reply.data["said"] == "Thank Jane Doe, done already; nothing is changed"
    assert site.bytes_of() == after
    again = site.tick(THANK, "done", "done", on="2026-11-21")  # Who sees the day may change it.
    assert (again.data["written"], again.data["task"]["done_on"]) == (True, "2026-11-21")


@pytest.mark.parametrize(
    ("change", "seen", "more"),
    [
        ("skip", "overdue", {"reason": "not wanted"}),
        ("snooze", "overdue", {"until": "2026-12-04"}),
        ("drafted", "overdue", {}),
        ("undo", "skipped", {}),
        ("undo", "overdue", {}),
    ],
)
def test_a_page_that_shows_something_else_is_told_to_be_loaded_again(
    site: Served, change: str, seen: str, more: dict[str, Any]
) -> None:
    site.tick(THANK, "done", "overdue")
    after = site.bytes_of()
    reply = site.tick(THANK, change, seen, **more)
    assert (reply.status, reply.data["error"]) == (
        409,
        "Thank Jane Doe: it is done by now; reload the page",
    )
    assert site.bytes_of() == after


def test_a_task_that_went_away_is_told_of(site: Served) -> None:
    (site.desk.root / ENTRY).unlink()
    reply = site.tick(THANK, "done", "overdue")
    assert (reply.status, "reload the page" in reply.data["error"]) == (409, True)


@pytest.mark.parametrize(
    ("task", "change", "more", "said"),
    [
        (THANK, "done", {"on": "2026-11-23"}, "is still to come"),
        (THANK, "done", {"on": "11/12/2026"}, "can be read in more than one way"),
        (THANK, "done", {"on": "2026-02-30"}, "is no day of the calendar"),
        (THANK, "skip", {}, "a reason is wanted"),
        (THANK, "skip", {"reason": " no "}, "a reason is wanted"),
        (THANK, "skip", {"reason": "a\x00b"}, "control character U+0000"),
        (THANK, "skip", {"reason": "a\ud800b"}, "half a character"),
        (THANK, "snooze", {}, "a day is wanted"),
        (THANK, "snooze", {"until": "2026-11-22"}, "is not after today"),
        (THANK, "snooze", {"until": "9" * 3000}, "is not a date"),
        (THANK, "proofread", {"by": " "}, "a name is wanted"),
        (CONNECT, "drafted", {}, "it is no thank-you"),
        (CONNECT, "proofread", {"by": "Sam"}, "it is no thank-you"),
        (CONNECT, "undo", {}, "neither done nor skipped"),
    ],
)
def test_what_makes_no_sense_is_refused_in_plain_words(
    site: Served, task: str, change: str, more: dict[str, Any], said: str
) -> None:
    before = site.checksums()
    reply = site.tick(task, change, site.state_of(task), **more)
    assert reply.status == 422
    assert said in reply.data["error"]
    assert site.checksums() == before


def test_a_file_that_nobody_may_write_to_is_left_alone(site: Served) -> None:
    before = site.checksums()
    (site.desk.root / ENTRY).chmod(0o444)
    reply = site.tick(THANK, "done", "overdue")
    assert (reply.status, "it is read-only" in reply.data["error"]) == (422, True)
    assert site.checksums() == before


def test_an_entry_that_cannot_be_read_is_not_written_to_but_others_are(site: Served) -> None:
    broken = site.desk.root / "interviews/2026-11-20-tide.md"
    broken.write_text("---\ndate: [\n---\n", "utf-8")
    before = broken.read_bytes()
    reply = site.tick("2026-11-20-tide/thank-jane-doe", "done", "overdue")
    assert reply.status == 422
    assert reply.data["error"].startswith("interviews/2026-11-20-tide.md cannot be read")
    assert site.tick(THANK, "done", "overdue").data["written"]
    assert broken.read_bytes() == before


def test_what_an_editor_saved_meanwhile_stays(site: Served) -> None:
    file = site.desk.root / ENTRY
    assert site.state_of(THANK) == "overdue"
    file.write_bytes(site.bytes_of().replace(b"It went well.", b"It went badly."))
    assert site.tick(THANK, "done", "overdue").status == 200
    assert b"It went badly." in site.bytes_of()
    file.write_bytes(site.bytes_of().replace(b"    done: 2026-11-22\n", b""))
    assert site.state_of(THANK) == "overdue"
    assert site.tick(THANK, "done", "overdue").data["written"]


def test_while_another_program_writes_it_is_said_to_wait(
    site: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(desk: Desk) -> Any:
        raise BusyError(desk.state / "lock")

    monkeypatch.setattr(Desk, "locked", busy)
    before = site.checksums()
    reply = site.tick(THANK, "done", "overdue")
    assert (reply.status, "try again" in reply.data["error"]) == (503, True)
    assert site.checksums() == before


def test_a_journal_that_is_gone_is_said_in_plain_words(site: Served) -> None:
    site.desk.root.rename(site.desk.root.with_name("elsewhere"))
    reply = site.tick(THANK, "done", "overdue")
    assert reply.status in (409, 503)
    assert b"Traceback" not in reply.body


def test_ticks_at_once_are_all_in_the_files_and_none_twice(tree: Tree) -> None:
    people = [f"Person {chr(65 + number)}" for number in range(12)]
    names = "".join(f"  - {name}\n" for name in people)
    entries = "".join(
        f"== journal/interviews/2026-11-18-{company}.md\n---\ndate: 2026-11-18\n"
        f"company: {company}\ninterviewers:\n{names}---\nText.\n"
        for company in ("acme", "tide", "nimbus")
    )
    with served(tree(entries)) as site:
        tasks = site.ask("GET", "state").data["tasks"]
        wanted = [key for key in tasks if "/thank-" in key] * 2
        with ThreadPoolExecutor(8) as pool:
            replies = list(pool.map(lambda key: site.tick(key, "done", "overdue"), wanted))
        assert {reply.status for reply in replies} == {200}
        assert sum(reply.data["written"] for reply in replies) == 36
        for company in ("acme", "tide", "nimbus"):
            text = site.bytes_of(f"interviews/2026-11-18-{company}.md").decode()
            assert [text.count(f"thank: {name},") for name in people] == [1] * 12


FORM = {
    "kind": "interview",
    "date": "2026-11-21",
    "company": "Acme Robotics",
    "role": "Backend Engineer",
    "round": "Final",
    "people": ["Jane Doe", "Rita Cole <rita@acme.example>", " "],
    "hear_back_by": "2026-11-30",
    "title": "",
}
OPTIONS = (
    *("new", "interview", "--company", "Acme Robotics", "--role", "Backend Engineer"),
    *("--round", "Final", "--on", "2026-11-21", "--with", "Jane Doe"),
    *("--with", "Rita Cole <rita@acme.example>", "--hear-back-by", "2026-11-30"),
)


@pytest.mark.parametrize("text", ["", "They asked about queues.\r\n\r\nI said little.\n"])
def test_the_form_writes_what_the_command_writes(tree: Tree, tmp_path: Path, text: str) -> None:
    path = "interviews/2026-11-21-acme-robotics-final.md"
    root = tree(CONFIG + JOURNAL)
    run(root, *OPTIONS, *(("--text", text) if text else ()))
    by_command = (root / "journal" / path).read_bytes()
    (root / "journal" / path).unlink()
    with served(root) as site:
        reply = site.ask("POST", "new", FORM | {"text": text})
        assert reply.status == 201
        assert (reply.data["path"], reply.data["url"]) == (path, path.removesuffix(".md") + "/")
        assert reply.data["problems"] == []
        assert [(task["label"], task["due"]) for task in reply.data["tasks"]][:2] == [
            ("Thank Jane Doe", "2026-11-23"),
            ("Thank Rita Cole", "2026-11-23"),
        ]
        assert site.bytes_of(path) == by_command
        assert site.ask("POST", "new", FORM).data["path"].endswith("-final-2.md")
        assert site.bytes_of(path) == by_command


def test_a_form_with_nothing_but_a_kind_is_an_entry_of_today(site: Served) -> None:
    reply = site.ask("POST", "new", {"kind": "conversation"})
    assert reply.status == 201
    assert reply.data["path"] == "conversations/2026-11-22-conversation.md"


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"kind": "meeting"}, "kind", "One of application, interview"),
        ({"company": " "}, "company", "which company?"),
        ({"date": "21.11.2026"}, "date", "`date`: "),
        ({"hear_back_by": "soon"}, "hear_back_by", "is not a date"),
        ({"people": ["jane@acme.example"]}, "people", "a name is wanted"),
        ({"people": ["Jane <jane@acme>"]}, "interviewers", "is not an e-mail address"),
        ({"outcome": "rejectd"}, "outcome", "Did you mean `rejected`?"),
        ({"stage": "x"}, "stage", ""),
        ({"deadline": "2026-02-30"}, "deadline", "no day of the calendar"),
        ({"company": "A\x01"}, "company", "control character U+0001"),
        ({"company": "\ud83d"}, "company", "half a character"),
        ({"text": "a\x00"}, "text", "control character U+0000"),
        ({"text": "\udc00"}, "text", "half a character"),
    ],
)
def test_a_form_is_refused_with_the_field_that_is_wrong(
    site: Served, more: dict[str, Any], field: str, said: str
) -> None:
    before = site.checksums()
    reply = site.ask("POST", "new", FORM | more)
    assert (reply.status, reply.data.get("field")) == (422, field)
    assert said in reply.data["error"]
    assert site.checksums() == before


@pytest.mark.parametrize(
    "more", [{"path": "../x.md"}, {"people": "Jane"}, {"people": [1]}, {"company": ["A"]}]
)
def test_a_form_of_another_shape_is_refused(site: Served, more: dict[str, Any]) -> None:
    before = site.checksums()
    assert site.ask("POST", "new", FORM | more).status == 400
    assert site.checksums() == before


@pytest.mark.parametrize("company", ["../../../etc", "/etc/x", "..", "a/b\\c", "C:\\x", "-rf"])
def test_a_name_leads_to_no_other_folder(site: Served, company: str) -> None:
    reply = site.ask("POST", "new", FORM | {"company": company})
    assert reply.status == 201
    file = site.desk.root / reply.data["path"]
    assert file.parent == site.desk.root / "interviews"
    assert file.is_file()


def test_what_the_journal_knows_is_suggested(site: Served) -> None:
    site.ask("POST", "new", {"kind": "update", "company": "Tide", "role": "Analyst"})
    reply = site.ask("GET", "known")
    assert reply.data == {
        "companies": [
            {"name": "Tide", "roles": ["Analyst"]},
            {"name": "Acme Robotics", "roles": ["Backend Engineer"]},
        ],
        "people": ["Jane Doe <jane@acme.example>", "Raj Patel <raj@acme.example>"],
        "kinds": ["application", "interview", "conversation", "offer", "update"],
        "today": "2026-11-22",
    }


def test_the_state_is_that_of_the_files_and_the_day(site: Served) -> None:
    found = site.ask("GET", "state").data
    assert (found["format"], found["today"], found["build"]) == (1, "2026-11-22", 7)
    site.desk = Desk(
        site.desk.root, site.desk.settings, None, site.desk.state, dt.date(2026, 11, 18)
    )
    assert site.state_of(THANK) == "upcoming"
