"""Asks the journal from outside, as its keeper does: the commands, each a process of its own."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

import afterword

AFTERWORD = (sys.executable, "-c", "from afterword.cli.main import main; main()")
MKDOCS = (sys.executable, "-m", "mkdocs")
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(Path(afterword.__file__).parent.parent),
    "PYTHONDONTWRITEBYTECODE": "1",
    "NO_MKDOCS_2_WARNING": "1",
}
SECONDS = 120
"""How long a command may take on a machine that is busy otherwise; none needs a tenth of it."""

CONFIG = """\
== mkdocs.yml
site_name: Search
docs_dir: journal
theme: {name: material}
plugins:
  - search
  - afterword:
      today: 2026-11-22
"""
PATH = "journal/interviews/2026-11-18-acme.md"
ENTRY = """\
---
date: 2026-11-18
company: Acme Robotics
role: Backend Engineer
interviewers: Jane Doe <jane@acme.example>
checklist:
  - thank: Jane Doe   # by e-mail
  - task: Send the code sample
---
It went well.
"""
JOURNAL = f"{CONFIG}== {PATH}\n{ENTRY}"
SAMPLE = "2026-11-18-acme/task-send-the-code-sample"
DONE = ENTRY.replace("code sample\n", "code sample\n    done: 2026-11-22\n")
"""The entry once its code sample is sent."""


class Said(NamedTuple):
    """What a command answered; a code below zero is the signal that ended it."""

    code: int
    out: str
    err: str


def ask(
    root: Path,
    *words: str,
    before: Sequence[str] = (),
    program: Sequence[str] = AFTERWORD,
    environment: Mapping[str, str] = {},
) -> Said:
    """Run a command in a folder, behind whatever sets its world up, and return what it answered.

    No command ever ends with a traceback, whatever it is asked.
    """
    done = subprocess.run(
        [*before, *program, *words],
        cwd=root,
        env={**ENVIRONMENT, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    said = Said(done.returncode, done.stdout.decode(), done.stderr.decode())
    assert "Traceback" not in said.out + said.err, said.err
    return said


def at_once(root: Path, *commands: Sequence[str]) -> list[int]:
    """Start several commands at the same time and return their codes."""
    running = [
        subprocess.Popen(
            [*AFTERWORD, *words],
            cwd=root,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for words in commands
    ]
    return [each.wait(SECONDS) for each in running]


def checksums(root: Path) -> dict[str, str]:
    """Return the checksum of every file of the journal, temporary ones too."""
    files = sorted(file for file in (root / "journal").rglob("*") if file.is_file())
    return {
        file.relative_to(root).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
    }


@contextmanager
def _immutable(target: Path) -> Iterator[Sequence[str]]:
    """Make a file or folder such that not even root changes it."""
    changed = _runs("chattr", "+i", str(target))
    try:
        yield () if changed else _NO_MEANS
    finally:
        if changed:
            subprocess.run(["chattr", "-i", str(target)], check=True)


@contextmanager
def _read_only_mode(target: Path) -> Iterator[Sequence[str]]:
    """Take the right to write away by mode: no command writes then, though root could."""
    modes = {each: each.stat().st_mode for each in (target, *target.rglob("*"))}
    for each, mode in modes.items():
        each.chmod(mode & ~0o222)
    yield ()
    for each, mode in modes.items():
        each.chmod(mode)


@contextmanager
def _somebody_else(target: Path) -> Iterator[Sequence[str]]:
    """Be someone who may not write there."""
    if os.getuid() != 0:
        with _read_only_mode(target) as before:
            yield before
        return
    somebody = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
    # Folders of tests are their owner's alone.
    for folder in target.parents:
        if "pytest" in folder.as_posix():
            folder.chmod(0o755)
    state = next(each for each in target.parents if (each / "mkdocs.yml").exists()) / ".cache"
    shutil.rmtree(state, ignore_errors=True)
    (state / "afterword").mkdir(parents=True)
    for each in (state, state / "afterword"):
        each.chmod(0o777)
    reads = _runs(*somebody, sys.executable, "-c", "import afterword, mkdocs")
    yield somebody if reads else _NO_MEANS


@contextmanager
def _read_only_mount(target: Path) -> Iterator[Sequence[str]]:
    """See the folder as a mount that takes no writes, in a world of the command's own."""
    script = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
    for unshare in (("unshare", "-m"), ("unshare", "-rm")):
        before = (*unshare, "sh", "-c", script, str(target))
        if _runs(*before, "true"):
            yield before
            return
    yield _NO_MEANS


_NO_MEANS = ("no means",)
WAYS: dict[str, tuple[Callable[[Path], object], ...]] = {
    "file": (_immutable, _read_only_mode),
    "folder": (_immutable, _somebody_else),
    "mount": (_read_only_mount, _somebody_else),
}
"""How a file, its folder or a mount becomes read-only, for root too: `chmod` alone would not do."""


def each_way(what: str, target: Path, show: Callable[[Sequence[str]], None]) -> None:
    """Show something in every world that this machine can make in which `target` is read-only.

    `show` is given what a command has to stand behind. Where no way works the test is skipped, and
    fails in continuous integration: it would have shown nothing.
    """
    shown = 0
    for way in WAYS[what]:
        with way(target) as before:  # type: ignore[attr-defined]
            if before is not _NO_MEANS:
                show(before)
                shown += 1
    if not shown:
        without(f"nothing here makes a {what} read-only")


def small_disk(journal: Path, kilobytes: int, kept: Path) -> Sequence[str]:
    """Return what a command stands behind to find its journal on a disk that is full.

    Once it is through, the journal is in the folder `kept` as it left it. Nothing is returned where
    no disk can be made here; `small_files` is for everywhere.
    """
    script = (
        'journal=$0; kept=$1; shift; cp -a "$journal" "$kept.old" && '
        f'mount -t tmpfs -o size={kilobytes}k tmpfs "$journal" && '
        'cp -a "$kept.old/." "$journal" || exit 99; '
        'cat /dev/zero > "$journal/.filling" 2>/dev/null; '
        '"$@"; code=$?; rm "$journal/.filling"; cp -a "$journal" "$kept"; exit $code'
    )
    for unshare in (("unshare", "-m"), ("unshare", "-rm")):
        before = (*unshare, "sh", "-c", script, str(journal), str(kept))
        works = _runs(*before, "true")
        for left in (kept, kept.with_name(f"{kept.name}.old")):
            shutil.rmtree(left, ignore_errors=True)
        if works:
            return before
    return ()


def small_files(most: int) -> Sequence[str]:
    """Return what a command stands behind to write no file of more than so many bytes."""
    script = (
        "import os, resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * "
        "2); os.execvp(sys.argv[2], sys.argv[2:])"
    )
    return (sys.executable, "-c", script, str(most))


def without(why: str) -> None:
    """Skip a test for want of means; in continuous integration it fails."""
    if os.environ.get("CI"):
        pytest.fail(f"{why}; with CI=true that is a failure")
    pytest.skip(why)


def _runs(*words: str) -> bool:
    try:
        done = subprocess.run(words, capture_output=True, env=ENVIRONMENT, check=False)
    except OSError:
        return False
    return done.returncode == 0
