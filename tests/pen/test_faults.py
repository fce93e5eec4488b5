"""What must not go wrong when a tick is written: kills, full disks, editors, crowds, odd files.

Each fault is also tried against a writer that writes in place, which must be seen to fail.
"""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
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
from tests.pen.desks import desk_in

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


def test_1_killed_at_any_step_the_file_is_the_old_one_or_the_new_one(
    file: Path, tmp_path: Path
) -> None:
    old = file.read_bytes()
    new = old.replace(b"Call 7\n", b"Call 7\n    done: 2026-11-22\n")
    seen = set(_states_after_kills(file, tmp_path, runs=220))
    assert seen == {old, new}
    # What a kill left behind is gone with the next tick.
    (file.parent / ".afterword-left.tmp").write_bytes(b"half")
    tick(desk_in(tmp_path), [(_task(1), DONE)])
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_1_writing_in_place_fails_that(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticking, "replace_file", _in_place)
    old = file.read_bytes()
    new = old.replace(b"Call 7\n", b"Call 7\n    done: 2026-11-22\n")
    assert set(_states_after_kills(file, tmp_path, runs=60)) - {old, new}


def _small_files_only() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


def test_2_no_room_on_the_disk_is_refused_and_leaves_nothing_behind(
    file: Path, tmp_path: Path
) -> None:
    def work() -> None:
        _small_files_only()
        tick(desk_in(tmp_path), [(_task(7), DONE)])

    before = file.read_bytes()
    assert os.WEXITSTATUS(_fork(work)) == 2
    assert file.read_bytes() == before
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_2_writing_in_place_loses_the_file_then(
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
def test_2_an_error_of_the_disk_is_told_with_path_and_cause(
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


def test_3_what_an_editor_saved_meanwhile_is_kept_and_the_tick_is_made_in_it(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = TEXT.replace("company:", "role: Engineer\ncompany:") + "One line more.\n"
    _saving_between(monkeypatch, lambda: void(file.write_text(edited, "utf-8")))
    tick(desk_in(tmp_path), [(_task(7), DONE)])
    assert file.read_text("utf-8") == edited.replace("Call 7\n", "Call 7\n    done: 2026-11-22\n")


def test_3_when_the_task_is_gone_the_tick_is_refused(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = TEXT.replace("  - task: Call 7\n", "")
    _saving_between(monkeypatch, lambda: void(file.write_text(edited, "utf-8")))
    with pytest.raises(RefusedError, match="no task"):
        tick(desk_in(tmp_path), [(_task(7), DONE)])
    assert file.read_text("utf-8") == edited


def test_3_an_editor_that_never_stops_is_not_written_over(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = iter(range(100))
    _saving_between(
        monkeypatch, lambda: void(file.write_text(f"{TEXT}{next(count)}", "utf-8")), times=99
    )
    with pytest.raises(ChangedMeanwhileError, match="saved by another program"):
        tick(desk_in(tmp_path), [(_task(7), DONE)])
    assert file.read_text("utf-8").startswith(TEXT)


def test_3_one_that_writes_in_place_in_the_very_last_moment_keeps_its_version(
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


def test_4_fifty_processes_tick_fifty_tasks_in_one_file(file: Path, tmp_path: Path) -> None:
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


def test_4_threads_do_not_lose_one_anothers_ticks(file: Path, tmp_path: Path) -> None:
    threads = [
        threading.Thread(target=tick, args=(desk_in(tmp_path), [(_task(number), DONE)]))
        for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert file.read_text("utf-8").count("done: 2026-11-22") == 8


def test_4_without_the_lock_ticks_are_lost_or_refused(
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


def test_4_the_lock_is_waited_for_and_no_longer(tmp_path: Path) -> None:
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


@pytest.mark.parametrize("what", ["file", "folder"])
def test_6_what_is_immutable_is_refused_untouched(file: Path, tmp_path: Path, what: str) -> None:
    target = file if what == "file" else file.parent
    before = file.read_bytes()
    if subprocess.run(["chattr", "+i", str(target)], check=False).returncode:
        pytest.fail("chattr +i is needed to try this as root")
    try:
        with pytest.raises(NotWritableError, match=r"not written \("):
            tick(desk_in(tmp_path), [(_task(7), DONE)])
        assert file.read_bytes() == before
    finally:
        subprocess.run(["chattr", "-i", str(target)], check=True)
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_6_a_read_only_file_is_refused_to_root_too(file: Path, tmp_path: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(NotWritableError, match="it is read-only"):
        tick(desk_in(tmp_path), [(_task(7), DONE)])
    assert file.read_text("utf-8") == TEXT


def test_6_a_link_within_the_journal_stays_and_its_target_is_written(
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


def test_6_what_leads_out_of_the_journal_is_refused(file: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("mine", "utf-8")
    (file.parent / "link.md").symlink_to(outside)
    for path in ("interviews/link.md", "../outside.md", "interviews/../../outside.md"):
        with pytest.raises(OutsideError, match="not a regular file inside the journal"):
            write.inside(tmp_path / "journal", path)
    assert outside.read_text("utf-8") == "mine"


def test_6_a_pipe_is_never_opened(file: Path, tmp_path: Path) -> None:
    os.mkfifo(file.parent / "pipe.md")
    with pytest.raises(OutsideError):
        write.inside(tmp_path / "journal", "interviews/pipe.md")


def test_7_mode_and_owner_stay(file: Path, tmp_path: Path) -> None:
    file.chmod(0o640)
    os.chown(file, 12345, 23456)
    tick(desk_in(tmp_path), [(_task(7), DONE)])
    found = file.stat()
    assert (found.st_mode & 0o777, found.st_uid, found.st_gid) == (0o640, 12345, 23456)


def test_9_a_new_file_never_takes_anothers_name(tmp_path: Path) -> None:
    target = tmp_path / "new" / "x.md"
    write.create_file(target, b"one")
    with pytest.raises(FileExistsError):
        write.create_file(target, b"two")
    assert target.read_bytes() == b"one"
    assert [each.name for each in target.parent.iterdir()] == ["x.md"]


def test_9_nor_where_there_are_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
