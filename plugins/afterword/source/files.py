"""Which files of the journal's folder are read and published, and which are kept out and why."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from afterword.model.entry import Kind
from afterword.model.problem import Problem

PAGE_SUFFIXES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""The endings of pages, as MkDocs knows them."""

MAX_BYTES = 1_000_000
"""The largest file that is read (a long entry has some 20 kB)."""
_PART = 100_000
MAX_FOLDERS = 100
"""Levels of folders that are read: file systems and other programs end at some hundreds."""
_LEFTOVER = re.compile(
    r".*~\Z|#.*#\Z|\.#.*|.*\.(?:orig|rej|bak|tmp|swp|swo|swx)\Z|4913\Z", re.IGNORECASE
)
_TEMPLATES = "templates"
_COPY = re.compile(r"\([^()]*(?:conflicted copy|case conflict)|\.sync-conflict-", re.IGNORECASE)


@dataclass(slots=True)
class Scan:
    """What the folder holds.

    `pages` are the Markdown files with their bytes, by path relative to the folder; `others` the
    remaining files that may be published. Whatever is in neither is not published.
    """

    pages: dict[str, bytes] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)
    whole: bool = False


def scan(root: Path, excluded: Callable[[str], bool] | None = None, *, whole: bool = False) -> Scan:
    """Walk the journal's folder in a fixed order and read its pages.

    The folder `templates`, which MkDocs never publishes, is walked where the `whole` is wanted.

    Left out without a word: names that begin with a dot, editors' backup and swap files, what
    `exclude_docs` names. Left out with a problem: links that lead out of the folder, pipes and
    devices (never opened), conflicted copies of sync programs, and what cannot be read. Of a page
    over the size limit just enough is read to tell.
    """
    found = Scan(whole=whole)
    home = os.path.realpath(root)
    for path, full, mode in _walk(str(root), "", home, found):
        if excluded is not None and excluded(path):
            continue
        if not stat.S_ISREG(mode):
            found.problems.append(
                Problem(path, 1, 1, "AW-SPECIAL", "not a regular file; move it out of the journal.")
            )
        elif _COPY.search(path.rsplit("/", 1)[-1]):
            found.problems.append(
                Problem(
                    path,
                    1,
                    1,
                    "AW-COPY",
                    "a conflicted copy; take over what is missing in the original, delete this.",
                )
            )
        elif path.lower().endswith(PAGE_SUFFIXES):
            try:
                found.pages[path] = _read(full)
            except OSError as error:
                _unreadable(found, path, error)
        else:
            found.others.add(path)
    found.problems += _same_address(found.pages)
    return found


def _read(path: str) -> bytes:
    """Return a file's bytes, of one over the size limit just enough to tell.

    In parts, since room for the largest is costly to have for each small one.
    """
    data = b""
    with open(path, "rb", buffering=0) as file:
        while len(data) <= MAX_BYTES and (part := file.read(_PART)):
            data += part
    return data[: MAX_BYTES + 1]


def _walk(folder: str, prefix: str, home: str, found: Scan) -> Iterator[tuple[str, str, int]]:
    try:
        with os.scandir(folder) as listing:
            children = sorted(listing, key=lambda child: child.name)
    except OSError as error:
        _unreadable(found, prefix.rstrip("/") or ".", error)
        return
    for child in children:
        name = child.name
        path = prefix + name
        if name.startswith(".") or _LEFTOVER.match(name):
            continue
        if not _is_text(name):
            shown = path.encode("utf-8", "replace").decode("utf-8")
            said = "its name is not UTF-8; rename it."
            found.problems.append(Problem(shown, 1, 1, "AW-ENCODING", said))
            continue
        try:
            if child.is_symlink():
                real = os.path.realpath(child.path)
                if os.path.commonpath((home, real)) != home:
                    found.problems.append(
                        Problem(
                            path,
                            1,
                            1,
                            "AW-OUTSIDE",
                            "a link out of the journal; copy the file in, or delete the link.",
                        )
                    )
                    continue
            if child.is_dir():
                # A link to a folder of the journal is passed over: it is read where it is.
                if not child.is_symlink() and _is_walked(path, found):
                    yield from _walk(child.path, path + "/", home, found)
            elif child.is_file() and not child.is_symlink():
                yield path, child.path, stat.S_IFREG
            else:
                yield path, child.path, child.stat().st_mode
        except (OSError, ValueError) as error:
            _unreadable(found, path, error)


def _is_text(name: str) -> bool:
    """Whether a file's name is UTF-8; what is not comes as half characters."""
    return not any("\ud800" <= char <= "\udfff" for char in name) if not name.isascii() else True


def _is_walked(path: str, found: Scan) -> bool:
    """Whether a folder is walked; so deep that no program can follow is told and passed over."""
    if path.count("/") > MAX_FOLDERS:
        said = f"folders more than {MAX_FOLDERS} levels deep are not read; move this one up."
        found.problems.append(Problem(path, 1, 1, "AW-DEPTH", said))
        return False
    return path != _TEMPLATES or found.whole


def _unreadable(found: Scan, path: str, error: OSError | ValueError) -> None:
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    found.unread[path] = said
    found.problems.append(
        Problem(
            path, 1, 1, "AW-READ", f"cannot be read ({said}); check that it is there and yours."
        )
    )


def is_passed_over(path: str, *, whole: bool = False) -> bool:
    """Whether the names in a path are such that `scan` would not read the file."""
    names = path.split("/")
    return (
        is_leftover(path)
        or _COPY.search(names[-1]) is not None
        or (len(names) > 1 and names[0] == _TEMPLATES and not whole)
    )


def is_leftover(path: str) -> bool:
    """Whether a path is one of editors' backup and swap files, or begins with a dot somewhere."""
    return any(name.startswith(".") or _LEFTOVER.match(name) for name in path.split("/"))


@lru_cache(maxsize=100_000)
def page_address(path: str) -> str:
    """Return where a page is written, as MkDocs does it, in the form in which two are one.

    `a.md` and `a/index.md` and `a/README.md` are one address; so are names that differ only in
    case or Unicode form, which some file systems cannot hold apart.
    """
    folder, _, name = path.rpartition("/")
    stem = name.rsplit(".", 1)[0]
    parts = [part for part in (folder, "" if stem in ("index", "README") else stem) if part]
    return unicodedata.normalize("NFC", "/".join(parts)).casefold()


def kind_of_path(path: str, folders: Mapping[str, Kind]) -> Kind | None:
    """Return the kind that a file's folders give it, the innermost deciding; `None`: no entry.

    An `index` or `README` page is never an entry.
    """
    *parents, name = path.split("/")
    if name.rsplit(".", 1)[0] in ("index", "README"):
        return None
    for folder in reversed(parents):
        kind = folders.get(folder) or folders.get(folder.casefold())
        if kind:
            return kind
    return None


def _same_address(paths: dict[str, bytes]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for path in paths:
        rival = first.setdefault(page_address(path), path)
        if rival != path:
            yield Problem(
                path,
                1,
                1,
                "AW-URL",
                f"would be written to the same address as `{rival}`; rename one of the two.",
            )
