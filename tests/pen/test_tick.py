"""Tests what a tick says and does beyond the form of the file it is made in."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterword.model.change import Change, changed
from afterword.model.entry import Entry, Item, Kind
from afterword.model.settings import Settings
from afterword.pen.tick import NoSuchTaskError, NothingToUndoError, tick, undo
from afterword.source.edit import CannotEditError, add_item, change_item, remove_item
from afterword.source.entry import read_entry
from afterword.source.scalar import scalar
from tests.pen.desks import FORMS, desk_in, numstat

PATH = "interviews/2026-11-18-acme.md"
ENTRY = """\
---
company: Acme Robotics
role: Engineer
interviewers: [Jane Doe <jane@acme.example>, Raj Patel <raj@acme.example>]
checklist:
  - thank: Jane Doe
    due: 2026-11-20 # sharp
  - {connect: Raj Patel}
---
Went well.
"""
THANK, CONNECT = "2026-11-18-acme/thank-jane-doe", "2026-11-18-acme/connect-raj-patel"
DONE = Change("done", "2026-11-22")


def _write(tmp_path: Path, text: str = ENTRY) -> Path:
    file = tmp_path / "journal" / PATH
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="")
    return file


@pytest.mark.parametrize(
    ("task", "change", "line", "text"),
    [
        (THANK, DONE, 6, ENTRY.replace("sharp\n", "sharp\n    done: 2026-11-22\n")),
        (CONNECT, DONE, 8, ENTRY.replace("Raj Patel}", "Raj Patel, done: 2026-11-22}")),
        (
            THANK,
            Change("proofread_by", "Sam O'Neil: friend #1"),
            6,
            ENTRY.replace("sharp\n", "sharp\n    proofread_by: 'Sam O''Neil: friend #1'\n"),
        ),
        (
            CONNECT,
            Change("skipped", "not wanted, yet"),
            8,
            ENTRY.replace("Raj Patel}", "Raj Patel, skipped: 'not wanted, yet'}"),
        ),
        (
            THANK,
            Change("snoozed", "2026-12-04 waiting for budget"),
            6,
            ENTRY.replace("sharp\n", "sharp\n    snoozed: 2026-12-04 waiting for budget\n"),
        ),
        (
            "2026-11-18-acme/thank-raj-patel",
            Change("drafted", "2026-11-22"),
            9,
            ENTRY.replace("Patel}\n", "Patel}\n  - {thank: Raj Patel, drafted: 2026-11-22}\n"),
        ),
        (
            "2026-11-18-acme/follow-up",
            DONE,
            9,
            ENTRY.replace("Patel}\n", "Patel}\n  - {follow_up: Acme Robotics, done: 2026-11-22}\n"),
        ),
    ],
)
def test_the_whole_file_after_a_change(
    tmp_path: Path, task: str, change: Change, line: int, text: str
) -> None:
    file = _write(tmp_path)
    (ticked,) = tick(desk_in(tmp_path), [(task, change)])
    assert file.read_text("utf-8") == text
    assert (ticked.written, ticked.line) == (True, line)
    undo(desk_in(tmp_path), task)
    assert file.read_text("utf-8") == ENTRY


def test_several_at_once_in_one_file_and_their_undoing_in_any_order(tmp_path: Path) -> None:
    file = _write(tmp_path)
    desk = desk_in(tmp_path)
    asked = ["2026-11-18-acme/thank-raj-patel", THANK, CONNECT, "2026-11-18-acme/follow-up"]
    assert [each.written for each in tick(desk, [(task, DONE) for task in asked])] == [True] * 4
    states = {task.id: task.state for task in desk.look()[1].tasks}
    assert {states[task] for task in asked} == {"done"}
    # The last one restores the bytes; the first, under three others, loses its detail.
    last = file.read_bytes()
    undo(desk, "2026-11-18-acme/follow-up")
    assert numstat(last, file.read_bytes()) == (0, 1)
    undo(desk, "2026-11-18-acme/thank-raj-patel")
    assert "thank: Raj" not in file.read_text("utf-8")
    undo(desk, CONNECT)
    assert "  - {connect: Raj Patel}\n" in file.read_text("utf-8")
    states = {task.id: task.state for task in desk.look()[1].tasks}
    assert states["2026-11-18-acme/thank-raj-patel"] != "done"
    assert states[THANK] == "done"


def test_what_is_done_keeps_its_day_unless_it_is_asked_to_be_another(tmp_path: Path) -> None:
    file = _write(tmp_path)
    desk = desk_in(tmp_path)
    tick(desk, [(THANK, DONE)])
    again = Change("done", "2026-11-20")
    assert not tick(desk, [(THANK, again)])[0].written
    assert "done: 2026-11-22" in file.read_text("utf-8")
    assert tick(desk, [(THANK, again)], over=True)[0].written
    assert "done: 2026-11-20" in file.read_text("utf-8")


def test_undo_after_another_edit_takes_the_detail_away_alone(tmp_path: Path) -> None:
    file = _write(tmp_path)
    desk = desk_in(tmp_path)
    tick(desk, [(THANK, DONE)])
    file.write_text(file.read_text("utf-8") + "One line more.\n", "utf-8")
    undo(desk, THANK)
    assert file.read_text("utf-8") == ENTRY + "One line more.\n"
    with pytest.raises(NothingToUndoError, match="neither done nor skipped"):
        undo(desk, THANK)


def test_a_record_that_is_broken_is_not_believed(tmp_path: Path) -> None:
    file = _write(tmp_path)
    desk = desk_in(tmp_path)
    tick(desk, [(THANK, DONE)])
    record = desk.state / "undo.json"
    assert record.stat().st_mode & 0o777 == 0o600
    for text in ("", "{}", '[{"task": 1}]', "[1]", "\xff"):
        record.write_text(text, "latin-1")
        undo(desk, THANK)
        assert file.read_text("utf-8") == ENTRY
        tick(desk, [(THANK, DONE)])


@pytest.mark.parametrize("task", ["2026-11-18-acme/thank-nobody", "x", ""])
def test_a_task_that_is_not_there_is_refused(tmp_path: Path, task: str) -> None:
    file = _write(tmp_path)
    for act in (
        lambda: tick(desk_in(tmp_path), [(task, DONE)]),
        lambda: undo(desk_in(tmp_path), task),
    ):
        with pytest.raises(NoSuchTaskError, match="look at the list again"):
            act()
    assert file.read_text("utf-8") == ENTRY


def test_a_broken_entry_elsewhere_is_in_nobodys_way(tmp_path: Path) -> None:
    file = _write(tmp_path)
    (file.parent / "2026-11-19-x.md").write_text("---\ncompany: [x\n---\n", "utf-8")
    assert tick(desk_in(tmp_path), [(THANK, DONE)])[0].written


CHANGES = [
    DONE,
    Change("done", "true"),
    Change("skipped", "it's: not {wanted}, # really"),
    Change("skipped", "\u201cquoted\u201d"),
    Change("snoozed", "2026-12-04"),
    Change("snoozed", "2026-12-04 on leave: back then"),
    Change("drafted", "2026-11-22"),
    Change("proofread_by", "- Zo\u00eb & *co"),
    Change("via", "no"),
    Change("note", "~"),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change.key} {change.value}")
@pytest.mark.parametrize(
    "form", sorted(FORMS.glob("*.md")), ids=lambda file: file.stem.removeprefix("2026-11-18-")
)
def test_every_change_in_every_form_reads_as_the_models_own(form: Path, change: Change) -> None:
    data = form.read_bytes()
    text = data.decode()
    kind = Kind.CONVERSATION if "front-matter" in form.stem else Kind.INTERVIEW

    def read(text: str) -> Entry:
        entry, _ = read_entry(text.encode(), f"x/{form.name}", kind, Settings())
        assert isinstance(entry, Entry)
        return entry

    names = [each.name for each in fields(Item)]

    def plain(item: Item) -> tuple[object, ...]:
        return tuple(getattr(item, name) for name in names if name != "place")

    before = read(text)
    for index, item in enumerate(before.checklist):
        splice = change_item(text, index, change)
        after_text = splice.apply(text)
        assert splice.undone(text).apply(after_text) == text
        after = read(after_text)
        wanted = [changed(each, change) if each is item else each for each in before.checklist]
        assert [plain(each) for each in after.checklist] == [plain(each) for each in wanted]
        assert after.body == before.body
        # And away again, where it was not there before.
        if not getattr(item, change.key):
            away = change_item(after_text, index, Change(change.key, None)).apply(after_text)
            assert [plain(each) for each in read(away).checklist] == [
                plain(each) for each in before.checklist
            ]
    try:
        added = add_item(text, "thank", "Ana: the #1", change).apply(text)
    except CannotEditError:
        assert "single-block" in form.name
        return
    item = changed(Item("thank", "Ana: the #1"), change)
    assert plain(read(added).checklist[-1]) == plain(item)
    assert read(added).body == before.body
    without = remove_item(added, len(before.checklist)).apply(added)
    assert [plain(each) for each in read(without).checklist] == [
        plain(each) for each in before.checklist
    ]


_texts = (
    st.text(
        st.characters(codec="utf-8"),
        min_size=1,
        max_size=30,
    )
    .map(lambda text: text.strip())
    .filter(bool)
)


@given(_texts, st.booleans())
def test_any_text_reads_back_as_it_was_written(text: str, flow: bool) -> None:
    written = scalar(text, flow=flow)
    line = f"company: Acme\nchecklist:\n  - task: {written}\n"
    if flow:
        line = f"company: Acme\nchecklist: [{{task: {written}, note: x}}]\n"
    entry, problems = read_entry(f"---\n{line}---\n".encode(), PATH, Kind.INTERVIEW, Settings())
    assert problems == () or all(problem.code != "AW-YAML" for problem in problems)
    assert isinstance(entry, Entry)
    assert entry.checklist[0].object == text
    assert entry.checklist[0].note == ("x" if flow else "")


_quotes = st.sampled_from(["{}", "'{}'", '"{}"'])
_names = st.sampled_from(["Jane Doe", "Raj Patel", "Call Ana", "Send it", "x"])


@st.composite
def _items(draw: st.DrawFn) -> str:
    verb = draw(st.sampled_from(["thank", "connect", "task", "follow_up"]))
    pairs = [f"{verb}: {draw(_quotes).format(draw(_names))}"]
    for key, values in (
        ("due", ["2026-11-30", "+3 days", ""]),
        ("done", ["", "~", "no"]),
        ("note", ["a", "'b, c'", '"d"', ""]),
        ("x-own", ["[1, 2]", "{a: b}", ""]),
    ):
        if draw(st.booleans()):
            pairs.insert(
                draw(st.integers(0, len(pairs))), f"{key}: {draw(st.sampled_from(values))}"
            )
    comment = draw(st.sampled_from(["", " # why", "   "]))
    if draw(st.booleans()):
        inside = ", ".join(pairs)
        return f"  - {{{inside}{draw(st.sampled_from(['', ' ', ', ']))}}}{comment}\n"
    gap = draw(st.sampled_from([" ", "   "]))
    lines = [f"  -{gap}{pairs[0]}{comment}\n", *(f"   {gap}{pair}\n" for pair in pairs[1:])]
    return draw(st.sampled_from(["", "\n", "  # note\n"])).join(lines)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(_items(), max_size=4),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\ufeff"]),
    st.sampled_from(["hear_back_by: 2026-11-27\n", "# end\n", "\n", ""]),
    st.integers(0, 3),
)
def test_ticking_generated_entries_changes_one_line_and_can_be_taken_back(
    items: list[str], newline: str, bom: str, tail: str, index: int
) -> None:
    head = "---\ncompany: Acme\ninterviewers: [Jane Doe, Raj Patel]\n"
    checklist = "checklist:\n" + "".join(items) if items else ""
    text = (bom + head + checklist + tail + "---\nBody.\n").replace("\n", newline)
    entry, _ = read_entry(text.encode(), PATH, Kind.INTERVIEW, Settings())
    assert isinstance(entry, Entry)
    if index < len(entry.checklist):
        splice = change_item(text, index, DONE)
    else:
        splice = add_item(text, "task", "Something new", DONE)
    after = splice.apply(text)
    assert splice.undone(text).apply(after) == text
    lines = (1, 1), (1, 0), *(((2, 0),) if not items else ())
    assert numstat(text.encode(), after.encode()) in lines, after
    read, _ = read_entry(after.encode(), PATH, Kind.INTERVIEW, Settings())
    assert isinstance(read, Entry)
    at = min(index, len(entry.checklist))
    assert changed(read.checklist[at], DONE) == read.checklist[at]
    assert read.body == entry.body
