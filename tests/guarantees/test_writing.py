"""Promises 1 to 9: what is written is whole, small, nobody else's work, and can be taken back.

The first half plays faults to the writer, the second asks the commands from outside. Each fault is
also tried against a writer that writes in place, which must be seen to fail.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from afterword.model.change import Change
from afterword.pen import tick as ticking
from afterword.pen import undo as undoing
from afterword.pen.tick import tick
from afterword.source import write
from afterword.source.write import (
    BusyError,
    ChangedMeanwhileError,
    NotWritableError,
    OutsideError,
    RefusedError,
    locked,
)
from tests.guarantees.outside import (
    AFTERWORD,
    CONFIG,
    ENTRY,
    ENVIRONMENT,
    JOURNAL,
    PATH,
    SAMPLE,
    ask,
    at_once,
    checksums,
    each_way,
    small_disk,
    small_files,
)
from tests.guarantees.outside import DONE as ENDED
from tests.pen.desks import desk_in

Tree = Callable[[str], Path]
KILLING = Path(__file__).parent / "killing.py"

TASKS = 50
DONE = Change("done", "2026-11-22")
NAME = "2026-11-18-acme"
FILLING = "A long text, so that a write takes more than one breath.\n" * 4000
TEXT = (
    "---\ncompany: Acme Robotics\nchecklist:\n"
    + "".join(f"  - task: Call {number}\n" for number in range(TASKS))
    + f"---\n{FILLING}"
)


def _task(number: int) -> str:
    return f"{NAME}/task-call-{number}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    target = tmp_path / "journal" / "interviews" / f"{NAME}.md"
    target.parent.mkdir(parents=True)
    target.write_text(TEXT, "utf-8")
    return target


def _in_place(path: Path, old: bytes, new: bytes) -> None:
    """Write as Fava and many editors do: over the file, in two breaths."""
    with path.open("wb", buffering=0) as file:
        os.stat(path)
        file.write(new[: len(new) // 2])
        os.stat(path)
        os.scandir(path.parent).close()
        file.write(new[len(new) // 2 :])


def _fork(work: Callable[[], None]) -> int:
    """Do some work in a child process and return its wait status."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except RefusedError:
            os._exit(2)
        except Exception:  # noqa: BLE001  It is told by the status.
            os._exit(3)
        os._exit(0)
    return os.waitpid(child, 0)[1]


def _killed_at(step: int, work: Callable[[], None]) -> bool:
    """Do some work in a child that kills itself at the step-th call to the system."""

    def run() -> None:
        left = step

        def hook(event: str, _: Any) -> None:
            nonlocal left
            if event.startswith(("os.", "open", "tempfile.", "shutil.", "fcntl.")):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        work()

    return os.WIFSIGNALED(_fork(run))


def _states_after_kills(file: Path, root: Path, *, runs: int) -> Iterator[bytes]:
    """Tick again and again, killed one step later each time, and yield what is left of the file."""
    before = file.read_bytes()
    step = 0
    for _ in range(runs):
        step += 1
        killed = _killed_at(step, lambda: void(tick(desk_in(root), [(_task(7), DONE)])))
        yield file.read_bytes()
        file.write_bytes(before)
        if not killed:
            step = 0


def void(_: object) -> None:
    """Take a result that nobody wants."""


def test_01_killed_at_any_step_the_file_is_the_old_one_or_the_new_one(
    file: Path, tmp_path: Path
) -> None:
    old = file.read_bytes()
    new = old.replace(b"Call 7\n", b"Call 7\n    done: 2026-11-22\n")
    seen = set(_states_after_kills(file, tmp_path, runs=220))
    assert seen == {old, new}
    # What a kill left behind is gone with the next tick.
    desk = desk_in(tmp_path)
    for folder in (file.parent, desk.state):
        (folder / ".afterword-left.tmp").write_bytes(b"half")
    tick(desk, [(_task(1), DONE)])
    assert [each.name for each in file.parent.iterdir()] == [file.name]
    assert sorted(each.name for each in desk.state.iterdir()) == ["lock", "undo.json"]


def test_01_writing_in_place_fails_that(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticking, "replace_file", _in_place)
    old = file.read_bytes()
    new = old.replace(b"Call 7\n", b"Call 7\n    done: 2026-11-22\n")
    assert set(_states_after_kills(file, tmp_path, runs=60)) - {old, new}


def _small_files_only() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


def test_02_no_room_on_the_disk_is_refused_and_leaves_nothing_behind(
    file: Path, tmp_path: Path
) -> None:
    def work() -> None:
        _small_files_only()
        tick(desk_in(tmp_path), [(_task(7), DONE)])

    before = file.read_bytes()
    assert os.WEXITSTATUS(_fork(work)) == 2
    assert file.read_bytes() == before
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_02_writing_in_place_loses_the_file_then(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work() -> None:
        _small_files_only()
        tick(desk_in(tmp_path), [(_task(7), DONE)])

    monkeypatch.setattr(ticking, "replace_file", _in_place)
    before = file.read_bytes()
    _fork(work)
    assert file.read_bytes() != before


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_02_an_error_of_the_disk_is_told_with_path_and_cause(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int
) -> None:
    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    before = file.read_bytes()
    monkeypatch.setattr(os, call, fail)
    with pytest.raises(NotWritableError) as refused:
        tick(desk_in(tmp_path), [(_task(7), DONE)])
    assert str(refused.value) == f"{file}: not written ({os.strerror(code)})."
    assert file.read_bytes() == before
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def _saving_between(
    monkeypatch: pytest.MonkeyPatch, save: Callable[[], None], *, times: int = 1
) -> None:
    """Have an editor save at the last moment: when our text is written and not yet in place."""
    left = times
    genuine = write._written_beside

    def saved(*arguments: Any) -> str:
        nonlocal left
        name = genuine(*arguments)
        if left > 0 and "interviews" in str(arguments[0]):
            left -= 1
            save()
        return name

    monkeypatch.setattr(write, "_written_beside", saved)


def test_03_what_an_editor_saved_meanwhile_is_kept_and_the_tick_is_made_in_it(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = TEXT.replace("company:", "role: Engineer\ncompany:") + "One line more.\n"
    _saving_between(monkeypatch, lambda: void(file.write_text(edited, "utf-8")))
    tick(desk_in(tmp_path), [(_task(7), DONE)])
    assert file.read_text("utf-8") == edited.replace("Call 7\n", "Call 7\n    done: 2026-11-22\n")


def test_03_when_the_task_is_gone_the_tick_is_refused(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = TEXT.replace("  - task: Call 7\n", "")
    _saving_between(monkeypatch, lambda: void(file.write_text(edited, "utf-8")))
    with pytest.raises(RefusedError, match="no task"):
        tick(desk_in(tmp_path), [(_task(7), DONE)])
    assert file.read_text("utf-8") == edited


def test_03_an_editor_that_never_stops_is_not_written_over(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = iter(range(100))
    _saving_between(
        monkeypatch, lambda: void(file.write_text(f"{TEXT}{next(count)}", "utf-8")), times=99
    )
    with pytest.raises(ChangedMeanwhileError, match="saved by another program"):
        tick(desk_in(tmp_path), [(_task(7), DONE)])
    assert file.read_text("utf-8").startswith(TEXT)


def test_03_one_that_writes_in_place_in_the_very_last_moment_keeps_its_version(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = (TEXT + "Last.\n").encode()
    genuine = os.replace

    def replace(source: str, target: Path) -> None:
        with file.open("r+b") as editor:
            editor.write(edited)
        monkeypatch.setattr(os, "replace", genuine)
        genuine(source, target)

    monkeypatch.setattr(os, "replace", replace)
    tick(desk_in(tmp_path), [(_task(7), DONE)])
    assert file.read_bytes() == edited.replace(b"Call 7\n", b"Call 7\n    done: 2026-11-22\n")


def test_04_fifty_processes_tick_fifty_tasks_in_one_file(file: Path, tmp_path: Path) -> None:
    children = []
    for number in range(TASKS):
        child = os.fork()
        if child == 0:
            try:
                tick(desk_in(tmp_path), [(_task(number), DONE)])
            except Exception:  # noqa: BLE001
                os._exit(1)
            os._exit(0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * TASKS
    wanted = TEXT
    for number in range(TASKS):
        wanted = wanted.replace(f"Call {number}\n", f"Call {number}\n    done: 2026-11-22\n")
    assert file.read_text("utf-8") == wanted


def test_04_threads_do_not_lose_one_anothers_ticks(file: Path, tmp_path: Path) -> None:
    threads = [
        threading.Thread(target=tick, args=(desk_in(tmp_path), [(_task(number), DONE)]))
        for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert file.read_text("utf-8").count("done: 2026-11-22") == 8


def test_04_without_the_lock_ticks_are_lost_or_refused(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticking, "replace_file", _in_place)
    monkeypatch.setattr("afterword.pen.desk.locked", lambda _: nullcontext())
    children = []
    for number in range(16):
        child = os.fork()
        if child == 0:
            try:
                tick(desk_in(tmp_path), [(_task(number), DONE)])
            except Exception:  # noqa: BLE001
                os._exit(1)
            os._exit(0)
        children.append(child)
    statuses = [os.waitpid(child, 0)[1] for child in children]
    assert any(statuses) or file.read_text("utf-8").count("done: 2026-11-22") < 16


def test_04_the_lock_is_waited_for_and_no_longer(tmp_path: Path) -> None:
    told: list[str] = []

    def wait() -> None:
        try:
            with locked(tmp_path / "state" / "lock", seconds=0.05):
                told.append("had")
        except BusyError as error:
            told.append(str(error))

    with locked(tmp_path / "state" / "lock"):
        thread = threading.Thread(target=wait)
        thread.start()
        thread.join()
    assert told == [
        f"{tmp_path / 'state' / 'lock'}: another write is still going on; try again in a moment."
    ]
    wait()
    assert told[1:] == ["had"]


def test_06_a_link_within_the_journal_stays_and_its_target_is_written(
    file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "journal" / "archive.d" / "real.md"
    other.parent.mkdir()
    file.rename(other)
    file.symlink_to(other)
    # The link itself is read by nobody twice: its target is written through `inside`.
    real = write.inside(tmp_path / "journal", f"interviews/{NAME}.md")
    assert real == other
    write.replace_file(real, other.read_bytes(), b"new")
    assert file.is_symlink()
    assert file.read_bytes() == b"new"


def test_06_what_leads_out_of_the_journal_is_refused(file: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("mine", "utf-8")
    (file.parent / "link.md").symlink_to(outside)
    for path in ("interviews/link.md", "../outside.md", "interviews/../../outside.md"):
        with pytest.raises(OutsideError, match="not a regular file inside the journal"):
            write.inside(tmp_path / "journal", path)
    assert outside.read_text("utf-8") == "mine"


def test_06_a_pipe_is_never_opened(file: Path, tmp_path: Path) -> None:
    os.mkfifo(file.parent / "pipe.md")
    with pytest.raises(OutsideError):
        write.inside(tmp_path / "journal", "interviews/pipe.md")


def test_07_mode_and_owner_stay(file: Path, tmp_path: Path) -> None:
    file.chmod(0o640)
    if os.getuid() == 0:  # Nobody else gives files away.
        os.chown(file, 12345, 23456)
    before = file.stat()
    tick(desk_in(tmp_path), [(_task(7), DONE)])
    found = file.stat()
    assert (found.st_mode, found.st_uid, found.st_gid) == (
        before.st_mode,
        before.st_uid,
        before.st_gid,
    )
    assert found.st_mode & 0o777 == 0o640


def test_09_a_new_file_never_takes_anothers_name(tmp_path: Path) -> None:
    target = tmp_path / "new" / "x.md"
    write.create_file(target, b"one")
    with pytest.raises(FileExistsError):
        write.create_file(target, b"two")
    assert target.read_bytes() == b"one"
    assert [each.name for each in target.parent.iterdir()] == ["x.md"]


def test_09_nor_where_there_are_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    target = tmp_path / "x.md"
    write.create_file(target, b"one")
    with pytest.raises(FileExistsError):
        write.create_file(target, b"two")
    assert target.read_bytes() == b"one"


def test_a_tick_counts_though_its_undoing_cannot_be_kept(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise NotWritableError(tmp_path, "full")

    monkeypatch.setattr(undoing, "create_file", fail)
    assert tick(desk_in(tmp_path), [(_task(7), DONE)])[0].written
    assert "Call 7\n    done: 2026-11-22\n" in file.read_text("utf-8")


# From outside: the command, each time a process of its own


@pytest.mark.parametrize(
    ("prepare", "words", "path", "before", "after"),
    [
        ("", ["done", SAMPLE], PATH, ENTRY, ENDED),
        (f"done {SAMPLE}", ["undo", SAMPLE], PATH, ENDED, ENTRY),
        (
            "",
            ["new", "update", "--company", "Tide", "--on", "2026-11-20"],
            "journal/updates/2026-11-20-tide-update.md",
            None,
            "---\ndate: 2026-11-20\ncompany: Tide\n---\n\n## What happened\n",
        ),
    ],
    ids=["done", "undo", "new"],
)
def test_01_a_command_killed_at_any_step_leaves_the_old_file_or_the_new_one(
    tree: Tree, prepare: str, words: list[str], path: str, before: str | None, after: str
) -> None:
    root = tree(JOURNAL)
    said = ask(root, str(root), path, prepare, *words, program=(sys.executable, str(KILLING)))
    runs = [json.loads(line) for line in said.out.splitlines()]
    assert [run["killed"] for run in runs] == [True] * (len(runs) - 1) + [False]
    assert len(runs) > 10
    sums = {text and hashlib.sha256(text.encode()).hexdigest() for text in (before, after)}
    assert {run["file"] for run in runs} == sums
    # Some were killed with half a file written beside it; the next run took that away.
    left = [any(name.startswith(".afterword-") for name in run["beside"]) for run in runs]
    assert True in left
    assert runs[-1]["beside"] == [Path(path).name]


def test_02_on_a_full_disk_the_command_refuses_with_path_and_cause(
    tree: Tree, tmp_path: Path
) -> None:
    root = tree(JOURNAL.replace("It went well.\n", FILLING))
    before, kept = checksums(root), tmp_path / "kept"
    said = ask(root, "done", SAMPLE, before=small_files(10_000))
    assert (said.code, said.out) == (2, "")
    *kept_out, refused = said.err.splitlines()
    assert refused == f"afterword: {root / PATH}: not written (File too large)."
    # What commands keep for themselves does not fit either, which stops nothing.
    assert all("afterword.sqlite: not used (" in line for line in kept_out)
    assert checksums(root) == before
    if world := small_disk(root / "journal", 600, kept):
        said = ask(root, "done", SAMPLE, before=world)
        assert (said.code, said.out) == (2, "")
        assert said.err == f"afterword: {root / PATH}: not written (No space left on device).\n"
        shutil.rmtree(root / "journal")
        kept.rename(root / "journal")
        assert checksums(root) == before


def test_03_an_edit_between_two_commands_is_ticked_into(tree: Tree) -> None:
    root = tree(JOURNAL)
    listed = ask(root, "due")
    assert "Send the code sample" in listed.out
    edited = ENTRY.replace("  - thank", "  - task: One line more\n  - thank")
    (root / PATH).write_text(edited, "utf-8")
    assert ask(root, "done", SAMPLE).code == 0
    ticked = edited.replace("sample\n", "sample\n    done: 2026-11-22\n")
    assert (root / PATH).read_text("utf-8") == ticked


def test_04_commands_at_once_are_all_there_and_none_twice(tree: Tree) -> None:
    lines = "".join(f"  - task: Call {chr(65 + number)}\n" for number in range(8))
    root = tree(JOURNAL.replace("  - task: Send the code sample\n", lines))
    words = [["done", f"task-call-{chr(97 + number)}"] for number in range(8)]
    assert at_once(root, *words, *words) == [0] * 16
    text = (root / PATH).read_text("utf-8")
    wanted = re.sub(r"(Call \w\n)", r"\1    done: 2026-11-22\n", lines)
    assert text == ENTRY.replace("  - task: Send the code sample\n", wanted)


@pytest.mark.parametrize("words", [["done", SAMPLE], ["new", "update", "--company", "Tide"]])
def test_04_a_command_waits_while_another_process_writes(tree: Tree, words: list[str]) -> None:
    root = tree(JOURNAL)
    before = checksums(root)
    with locked(root / ".cache/afterword/lock"):
        running = subprocess.Popen(
            [*AFTERWORD, *words], cwd=root, env=ENVIRONMENT, stdout=subprocess.DEVNULL
        )
        with pytest.raises(subprocess.TimeoutExpired):
            running.wait(4)
        assert checksums(root) == before
    assert running.wait(60) == 0
    assert checksums(root) != before


def test_05_the_same_tick_twice_sets_and_does_not_toggle(tree: Tree) -> None:
    root = tree(JOURNAL)
    assert ask(root, "done", SAMPLE).code == 0
    again = ask(root, "done", SAMPLE)
    assert (again.code, "done already; nothing is changed" in again.out) == (0, True)
    assert (root / PATH).read_text("utf-8") == ENDED


@pytest.mark.parametrize("what", ["file", "folder", "mount"])
def test_06_what_is_read_only_is_refused_untouched(tree: Tree, what: str) -> None:
    root = tree(JOURNAL)
    target = {"file": root / PATH, "folder": (root / PATH).parent, "mount": root / "journal"}[what]
    before = checksums(root)

    def show(world: Sequence[str]) -> None:
        said = ask(root, "done", SAMPLE, before=world)
        assert (said.code, said.out) == (2, "")
        assert f"{root / PATH}: not written (" in said.err
        assert checksums(root) == before

    each_way(what, target, show)


def test_06_a_link_in_the_journal_is_written_through_and_one_out_of_it_is_a_problem(
    tree: Tree,
) -> None:
    root = tree(JOURNAL)
    real = root / "journal/drafts/acme.md"
    real.parent.mkdir()
    (root / PATH).rename(real)
    (root / PATH).symlink_to("../drafts/acme.md")
    outside = root / "outside.md"
    outside.write_text(ENTRY.replace("Acme", "Outsider"), "utf-8")
    (root / "journal/interviews/2026-11-19-out.md").symlink_to(outside)
    os.mkfifo(root / "journal/interviews/2026-11-20-pipe.md")
    assert ask(root, "done", SAMPLE).code == 0
    assert (root / PATH).is_symlink()
    assert real.read_text("utf-8") == ENDED
    checked = ask(root, "check")
    assert checked.code == 1
    for name, code in (("2026-11-19-out", "AW-OUTSIDE"), ("2026-11-20-pipe", "AW-SPECIAL")):
        assert f"journal/interviews/{name}.md:1:1: {code} " in checked.out
    for words in (("due",), ("export", "json"), ("pipeline",)):
        assert "Outsider" not in ask(root, *words).out


ODD = (
    "\ufeff---\r\n# mine\r\ncompany: 'Acme'   \r\nrole:   \"Engineer\"\r\nchecklist:\r\n"
    "  -   task:  Send it   # soon\r\n\r\nx-own: [ a,b ]\r\ndate: 2026-11-18\r\n---\r\nNo newline"
)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_07_one_line_differs_and_undo_restores_the_bytes_and_the_mode(
    tree: Tree, mode: int
) -> None:
    root = tree(JOURNAL)
    file = root / PATH
    file.write_bytes(ODD.encode())
    file.chmod(mode)
    assert ask(root, "done", "send-it").code == 0
    ticked = ODD.replace("# soon\r\n", "# soon\r\n      done: 2026-11-22\r\n")
    assert file.read_bytes() == ticked.encode()
    assert ask(root, "undo", "send-it").code == 0
    assert file.read_bytes() == ODD.encode()
    assert file.stat().st_mode & 0o777 == mode


def test_07_two_lines_differ_where_the_checklist_has_to_be_begun(tree: Tree) -> None:
    bare = "---\ndate: 2026-11-18\ncompany: Acme\ninterviewers: Jane Doe\n---\nText.\n"
    root = tree(JOURNAL)
    (root / PATH).write_text(bare, "utf-8")
    assert ask(root, "done", "thank-jane").code == 0
    added = "checklist:\n  - {thank: Jane Doe, done: 2026-11-22}\n"
    assert (root / PATH).read_text("utf-8") == bare.replace("---\nText", f"{added}---\nText")
    assert ask(root, "undo", "thank-jane").code == 0
    assert (root / PATH).read_text("utf-8") == bare


def test_08_equal_texts_are_told_apart_by_their_ids_and_never_guessed(tree: Tree) -> None:
    root = tree(JOURNAL)
    twice = ENTRY.replace("code sample\n", "code sample\n  - task: Send the code sample\n")
    (root / PATH).write_text(twice, "utf-8")
    said = ask(root, "done", "code-sample")
    assert (said.code, said.out) == (2, "")
    assert f"  {SAMPLE}  " in said.err
    assert f"  {SAMPLE}-2  " in said.err
    assert (root / PATH).read_text("utf-8") == twice
    assert ask(root, "done", f"{SAMPLE}-2").code == 0
    at = twice.rindex("code sample\n") + len("code sample\n")
    ticked = f"{twice[:at]}    done: 2026-11-22\n{twice[at:]}"
    assert (root / PATH).read_text("utf-8") == ticked


def test_09_two_entries_begun_at_once_get_two_names(tree: Tree) -> None:
    root = tree(CONFIG)
    (root / "journal").mkdir()
    words = ["new", "update", "--company", "Tide", "--on", "2026-11-20"]
    assert at_once(root, *([words] * 5)) == [0] * 5
    names = sorted(each.name for each in (root / "journal/updates").iterdir())
    stem = "2026-11-20-tide-update"
    assert names == [f"{stem}-{number}.md" for number in range(2, 6)] + [f"{stem}.md"]


def test_09_an_import_is_tried_first_takes_rows_whole_and_adds_nothing_twice(tree: Tree) -> None:
    root = tree(CONFIG)
    (root / "journal").mkdir()
    rows = "Company,Role,Date,Status\nTide,Dev,2026-03-05,Applied\nNimbus,Dev,2026-02-30,Applied\n"
    (root / "rows.csv").write_text(rows, "utf-8")
    dry = ask(root, "import", "rows.csv", "--dry-run")
    assert "Tide" in dry.out + dry.err
    assert checksums(root) == {}
    first = ask(root, "import", "rows.csv", "--yes")
    taken = checksums(root)
    # A row whose date is none is named, and not taken in by half.
    assert [name for name in taken if "nimbus" in name] == []
    assert "2026-02-30" in first.out + first.err
    assert len(taken) == 1
    ask(root, "import", "rows.csv", "--yes")
    assert checksums(root) == taken
