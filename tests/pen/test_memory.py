"""Holds what is kept between ticks to what the files say, whoever wrote them."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterword.model.change import Change
from afterword.model.settings import Settings
from afterword.pen.desk import Desk, found_in
from afterword.pen.memory import Memory
from afterword.pen.tick import tick, undo
from afterword.playbook.snapshot import take_snapshot
from afterword.playbook.tasks import aims_on, tasks_of
from afterword.source.config import read_config
from afterword.source.load import load_journal
from tests.cli.running import SAMPLE
from tests.pen.desks import TODAY, desk_in

Tree = Callable[[str], Path]
JOURNAL = """\
== journal/interviews/2026-11-18-acme.md
---
company: Acme
role: Engineer
interviewers: [Jane Doe, Raj Patel]
---
## Thank-you note: Jane Doe

Dear Jane
== journal/interviews/2026-11-19-tide.md
---
company: Tide
interviewers: Rita Cole
checklist:
  - {thank: Rita Cole, note: notes/rita.txt}
---
== journal/interviews/notes/rita.txt
Dear Rita
== journal/applications/2026-11-02-acme.md
---
company: Acme
role: Engineer
---
"""
EDITS: dict[str, Callable[[Path], object]] = {
    "nothing": Path.exists,
    "a word of the same length": lambda root: _swap(root, "2026-11-18-acme", "Dear", "Hiya"),
    "another name": lambda root: _swap(root, "2026-11-19-tide", "Rita", "Rosa"),
    "broken": lambda root: _swap(root, "2026-11-18-acme", "[Jane", "[[Jane"),
    "mended": lambda root: _swap(root, "2026-11-18-acme", "[[Jane", "[Jane"),
    "a draft elsewhere": lambda root: (root / "interviews/notes/rita.txt").write_text("Dear R."),
    "no draft there": lambda root: (root / "interviews/notes/rita.txt").unlink(missing_ok=True),
    "an answer": lambda root: _write(
        root / "updates/2026-11-21-acme.md", "company: Acme\nrole: Engineer\noutcome: rejected\n"
    ),
    "an answer with the same name": lambda root: _write(
        root / "offers/2026-11-18-acme.md", "company: Acme\nrole: Engineer\n"
    ),
    "no answer": lambda root: (root / "updates/2026-11-21-acme.md").unlink(missing_ok=True),
    "a renamed file": lambda root: _rename(root / "applications/2026-11-02-acme.md"),
}


def _swap(root: Path, name: str, old: str, new: str) -> None:
    """Change a file in place as careless programs do: size and times stay the same."""
    file = root / f"interviews/{name}.md"
    before = file.stat()
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def _write(file: Path, front: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"---\n{front}---\n", "utf-8")


def _rename(file: Path) -> None:
    if file.exists():
        file.rename(file.with_name("2026-11-03-acme.md"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(edits=st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=8))
def test_what_is_kept_is_never_other_than_what_the_files_say(tree: Tree, edits: list[str]) -> None:
    root = tree(JOURNAL)
    for stray in (root / "journal").rglob("*.md"):
        if f"== {stray.relative_to(root).as_posix()}\n" not in JOURNAL:
            stray.unlink()
    plain = desk_in(root)
    kept = replace(plain, memory=Memory())
    for edit in edits:
        EDITS[edit](plain.root)
        assert kept.look() == plain.look()
        for task in plain.look()[1].tasks:
            assert kept.find(task.id) == found_in(plain.look()[1], task.id)
        assert kept.find("no-such/thank-jane")[1] is None


def test_another_day_and_other_settings_are_another_journal(tree: Tree) -> None:
    plain = desk_in(tree(JOURNAL))
    memory = Memory()
    for desk in (
        plain,
        replace(plain, today=TODAY.replace(day=18)),
        plain,
        replace(plain, settings=Settings(verbs=frozenset({"call"}))),
        replace(plain, settings=Settings(folders={"interviews": Settings().folders["updates"]})),
        plain,
    ):
        assert replace(desk, memory=memory).look() == desk.look()


def test_after_a_tick_its_own_file_is_enough_to_read(tree: Tree) -> None:
    plain = desk_in(tree(JOURNAL.replace(", note: notes/rita.txt", "")))
    desk = replace(plain, memory=Memory())
    for task in plain.look()[1].tasks:
        if task.verb in ("thank", "connect"):
            ticked = tick(desk, [(task.id, Change("skipped", "not wanted"))])[0]
            after = desk.find(task.id, ticked.task.path)
            assert after == found_in(plain.look()[1], task.id)
            undo(desk, task.id)
            assert desk.find(task.id, ticked.task.path) == found_in(plain.look()[1], task.id)


def test_the_tasks_of_an_entry_are_those_it_has_among_all() -> None:
    config, _ = read_config(SAMPLE)
    journal = load_journal(config.root, config.settings).journal
    day = config.settings.today or TODAY
    aims = aims_on(journal, day, config.settings)[0]
    whole = take_snapshot(journal, day, config.settings)
    for entry in journal.entries:
        found = tasks_of(entry.id, aims, journal, day, config.settings)
        assert found == whole.tasks_of_entry.get(entry.id, ())
    assert tasks_of("no-such", aims, journal, day, config.settings) == ()


def test_a_desk_without_a_memory_finds_the_same(tree: Tree) -> None:
    desk: Desk = desk_in(tree(JOURNAL))
    task = desk.look()[1].tasks[0]
    assert desk.find(task.id)[1] == task
