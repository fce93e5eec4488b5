"""Ticks in entries of every odd but legal form: one line differs, and undo restores the bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.model.change import Change
from afterword.model.task import Task
from afterword.pen.tick import NotSafelyError, tick, undo
from tests.pen.desks import FORMS, desk_in, numstat

DONE = Change("done", "2026-11-22")
FILES = sorted(FORMS.glob("*.md"))

NEW_FRONT_MATTER = {"no-front-matter"}
"""No front matter to write into: it begins with the tick."""
NEW_CHECKLIST = {
    *("root-indented-none", "none", "none-comment-last", "none-blank-last", "none-literal-last"),
    *("crlf-none", "bom-crlf-none", "interviewers-last", "empty-front-matter"),
}
BY_HAND = {"single-block-mapping"}
"""A checklist that is no list takes no second line: what it implies is refused, untouched."""


def _journal(tmp_path: Path, form: Path) -> Path:
    kind = "conversations" if "front-matter" in form.stem else "interviews"
    target = tmp_path / "journal" / kind / form.name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(form.read_bytes())
    return target


def _tasks(tmp_path: Path) -> list[Task]:
    return list(desk_in(tmp_path).look()[1].tasks)


def test_there_are_forms_enough() -> None:
    assert len(FILES) >= 60


@pytest.mark.parametrize("form", FILES, ids=lambda file: file.stem.removeprefix("2026-11-18-"))
def test_a_tick_changes_one_line_and_undo_restores_the_bytes(tmp_path: Path, form: Path) -> None:
    target = _journal(tmp_path, form)
    before = target.read_bytes()
    name = form.stem.removeprefix("2026-11-18-")
    desk = desk_in(tmp_path)
    tasks = _tasks(tmp_path)
    if "front-matter" not in name:
        assert tasks != []
    for task in tasks:
        if task.state in ("done", "skipped"):
            continue
        if name in BY_HAND and task.implied:
            with pytest.raises(NotSafelyError, match="put a `- ` before its line"):
                tick(desk, [(task.id, DONE)])
            assert target.read_bytes() == before
            continue
        (ticked,) = tick(desk, [(task.id, DONE)])
        after = target.read_bytes()
        assert ticked.written, task.id
        allowed = {(1, 1), (1, 0)}
        if task.implied and name in NEW_CHECKLIST:
            allowed = {(2, 0)}
        if task.implied and name in NEW_FRONT_MATTER:
            allowed = {(4, 0)}
        assert numstat(before, after) in allowed, (task.id, after.decode())
        found = {each.id: each for each in _tasks(tmp_path)}
        assert found[task.id].state == "done", after.decode()
        assert set(found) >= {each.id for each in tasks}
        # The same tick again changes nothing.
        assert not tick(desk, [(task.id, DONE)])[0].written
        assert target.read_bytes() == after
        undo(desk, task.id)
        assert target.read_bytes() == before, task.id
