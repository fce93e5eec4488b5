"""Asks the program git for what was committed; changes nothing, runs nothing, fetches nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from afterword.model.frozen import frozen

_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    # A clone that leaves texts out would fetch them; this program uses no network.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "LC_ALL": "C",
}
_FIXED = (
    "--no-pager",
    "--literal-pathspecs",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.quotePath=false",
    "-c",
    "log.follow=false",
    "-c",
    "log.showRoot=true",
)
"""What holds whatever the user's own configuration of git says."""
_HEAD = "\x01"
"""Begins a commit in the log; no field of it can hold the character."""


class GitError(Exception):
    """The history cannot be read; the message says why, and what to do."""


@frozen
class FileChange:
    """One file in one commit.

    `commit` is its short id and `at` the seconds since 1970 at which it was written. `before` are
    the ids of the text in the commits that it follows, `after` that in it, each "" where there is
    none. `was` is the path before, which differs where the file was renamed.
    """

    commit: str
    at: int
    path: str
    was: str
    before: tuple[str, ...]
    after: str


@frozen
class Log:
    """Every change of the files below a folder, the oldest first, and the files committed last.

    Paths are relative to that folder, with `/` between their parts.
    """

    changes: tuple[FileChange, ...]
    present: Mapping[str, str]
    shallow: bool


def read_log(root: Path) -> Log:
    """Return what was committed below the folder `root`.

    Raises a `GitError` where git is missing, the folder is in no repository, git does not trust
    it, or nothing was committed.
    """
    shallow = _run(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    prefix = _run(root, "rev-parse", "--show-prefix").decode("utf-8", "replace").rstrip("\n")
    head = _run(root, "rev-parse", "--short", "--verify", "--quiet", "HEAD", may_fail=True).strip()
    if not head:
        raise GitError("nothing was committed yet: `git add .`, then `git commit`.")
    words = (
        "log",
        "-z",
        "--raw",
        "--no-abbrev",
        # Of a merge, only what is as in none of the commits it brings together.
        "-c",
        "--find-renames",
        "-l2000",
        "--date-order",
        "--reverse",
        "--no-color",
        "--no-ext-diff",
        "--no-show-signature",
        "--no-notes",
        f"--format=tformat:{_HEAD}%H %at",
    )
    log = _run(root, *words, "--", ".").decode("utf-8", "surrogateescape")
    listed = _run(root, "ls-tree", "-r", "-z", "--full-tree", "HEAD", "--", prefix or ".")
    present: dict[str, str] = {}
    for line in listed.decode("utf-8", "surrogateescape").split("\0"):
        said, _, path = line.partition("\t")
        if path.startswith(prefix):
            present[path.removeprefix(prefix)] = said.split(" ")[2]
    return Log(tuple(_changes(log, prefix, len(head))), present, shallow)


def read_texts(root: Path, ids: Iterable[str]) -> dict[str, bytes]:
    """Return texts by their ids; one that the clone does not hold is left out."""
    wanted = sorted(set(ids) - {""})
    if not wanted:
        return {}
    asked = "".join(f"{each}\n" for each in wanted).encode("ascii")
    answer = _run(root, "cat-file", "--batch", said=asked)
    found: dict[str, bytes] = {}
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        words = answer[at:end].split(b" ")
        at = end + 1
        if len(words) == 3 and words[2].isdigit():  # Otherwise: `ID missing`.
            size = int(words[2])
            found[words[0].decode("ascii")] = answer[at : at + size]
            at += size + 1
    return found


def _changes(log: str, prefix: str, length: int) -> Iterator[FileChange]:
    """Yield the changes of a log in git's raw form, whose fields end in NUL.

    Ids of commits are cut to the `length` that git itself shows.
    """
    commit, at = "", 0
    fields = iter(log.split("\0"))
    for field in fields:
        line = field.lstrip("\n")
        if line.startswith(_HEAD):
            commit, _, seconds = line[len(_HEAD) :].partition(" ")
            at = int(seconds)
        elif line.startswith(":"):
            parents = len(line) - len(line.lstrip(":"))
            words = line[parents:].split(" ")
            ids = [
                "" if each.strip("0") == "" else each
                for each in words[parents + 1 : 2 * parents + 2]
            ]
            was = path = next(fields)
            if parents == 1 and words[-1][:1] in ("R", "C"):
                path = next(fields)
            if words[-1][:1] == "C":
                was, ids[0] = path, ""
            yield FileChange(
                commit[:length],
                at,
                path.removeprefix(prefix),
                was.removeprefix(prefix),
                tuple(ids[:-1]),
                ids[-1],
            )


def _run(root: Path, *words: str, said: bytes = b"", may_fail: bool = False) -> bytes:
    git = shutil.which("git")
    if git is None:
        raise GitError("git was not found; install it: the history is what git keeps.")
    try:
        ran = subprocess.run(  # noqa: S603  # a fixed program with fixed words, and no shell
            [git, *_FIXED, *words],
            cwd=root,
            env={**os.environ, **_ENVIRONMENT},
            input=said,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise GitError(f"git cannot be run ({error.strerror}).") from None
    if ran.returncode and not may_fail:
        raise GitError(_explained(root, ran.stderr.decode("utf-8", "replace")))
    return b"" if ran.returncode else ran.stdout


def _explained(root: Path, said: str) -> str:
    if "dubious ownership" in said:
        return (
            f"{root} belongs to another user, so that git does not read its history. If you trust "
            f"it: `git config --global --add safe.directory {root}`."
        )
    if "not a git repository" in said:
        return f"{root} is in no git repository, which is where the history is kept: `git init`."
    line = next((each for each in said.splitlines() if each.strip()), "no reason was given")
    return f"git cannot read the history ({line.strip()})."
