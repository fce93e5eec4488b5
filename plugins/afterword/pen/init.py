"""A new journal: its folders, its configuration, an example, under git; whole or not at all."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from string import Template

from afterword.model.settings import FOLDERS
from afterword.playbook.calendar import business_calendar
from afterword.source.config import read_config
from afterword.source.write import NotWritableError, RefusedError

_ANSWER_DAYS = 5
"""Business days after which the example's people said they would answer."""
_STARTER = files("afterword.pen") / "starter"


class NotEmptyError(RefusedError):
    """The folder holds something already."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder}: it is not empty; name a folder that is not there yet.")


class SettingError(RefusedError):
    """A setting that was given is none."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A new journal: its folder, its files from there, and whether git took it.

    `has_identity` is whether git knows whose commits they are going to be.
    """

    folder: Path
    files: tuple[str, ...]
    under_git: bool
    has_identity: bool = True


def begin_journal(
    folder: Path, today: dt.date, *, timezone: str = "", holidays: str = "", command: str = ""
) -> Begun:
    """Make a new journal in a folder that is not there, or is empty.

    `today` dates the example. `command` is the path of `afterword` for the git hook, where it is
    not found by its name. Raises a `RefusedError`; then nothing is left behind.
    """
    if any(char in text for text in (timezone, holidays) for char in "\r\n"):
        raise SettingError("a time zone and a country are written in one line.")
    target = folder.absolute()
    made = ""
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise NotEmptyError(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        made = tempfile.mkdtemp(prefix=".afterword-", dir=target.parent)
        room = Path(made)
        _write(room, today, timezone, holidays)
        _, problems = read_config(room / "mkdocs.yml")
        if problems:
            raise SettingError("\n".join(problem.message for problem in problems))
        under_git = _under_git(room, command)
        found = sorted(
            file.relative_to(room).as_posix()
            for file in room.rglob("*")
            if file.is_file() and ".git" not in file.relative_to(room).parts
        )
        with suppress(FileNotFoundError):
            target.rmdir()
        os.rename(room, target)
        made = ""
    except OSError as error:
        raise NotWritableError(folder, error.strerror or str(error)) from None
    finally:
        if made:
            shutil.rmtree(made, ignore_errors=True)
    return Begun(folder, tuple(found), under_git, not under_git or _has_identity(folder))


def _write(room: Path, today: dt.date, timezone: str, holidays: str) -> None:
    answer = business_calendar("").add(today, _ANSWER_DAYS)[0]
    values = {
        "date": today.isoformat(),
        "hear_back_by": answer.isoformat(),
        "timezone": f"timezone: {timezone}" if timezone else "# timezone: Europe/Berlin",
        "holidays": f"holidays: {holidays}" if holidays else "# holidays: US",
    }
    for folder in FOLDERS:
        (room / "journal" / folder).mkdir(parents=True)
        (room / "journal" / folder / ".gitkeep").touch()
    example = f"journal/interviews/{today.isoformat()}-example-robotics.md"
    for name, path in (
        ("mkdocs.yml", "mkdocs.yml"),
        ("README.md", "README.md"),
        ("example.md", example),
        ("gitignore", ".gitignore"),
        ("gitattributes", ".gitattributes"),
    ):
        text = Template((_STARTER / name).read_text("utf-8")).safe_substitute(values)
        (room / path).write_text(text, encoding="utf-8", newline="\n")


def _under_git(room: Path, command: str) -> bool:
    """Put the folder under git, and check before each commit and merge; `False`: no git."""
    git = shutil.which("git")
    if git is None:
        return False
    quiet = subprocess.DEVNULL
    made = subprocess.run(  # noqa: S603  # a fixed program with fixed words
        [git, "init", "--quiet", "."], cwd=room, check=False, stdout=quiet, stderr=quiet
    )
    hooks = room / ".git" / "hooks"
    if made.returncode or not (room / ".git").is_dir():
        return False
    hooks.mkdir(exist_ok=True)
    text = (_STARTER / "pre-commit").read_text("utf-8").replace("$command", command or "/nowhere")
    # A merge that git makes by itself passes the first one by.
    for name in ("pre-commit", "pre-merge-commit"):
        hook = hooks / name
        hook.write_text(text, encoding="utf-8", newline="\n")
        hook.chmod(0o755)
    return True


def _has_identity(folder: Path) -> bool:
    """Whether git would know whose a commit in the folder is."""
    git = shutil.which("git")
    found = git and subprocess.run(  # noqa: S603  # a fixed program with fixed words
        [git, "var", "GIT_AUTHOR_IDENT"], cwd=folder, check=False, capture_output=True
    )
    return not found or found.returncode == 0
