"""What was worked out before, kept in one private file beside mkdocs.yml; never relied on."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Self

from afterword import __version__

if TYPE_CHECKING:
    import sqlite3
    from types import TracebackType

FOLDER = ".cache"
"""The folder beside `mkdocs.yml`, kept from other users and from git."""
NAME = "afterword.sqlite"
FORMAT = 1
"""Counts up when the meaning of the file changes."""
BUSY_SECONDS = 0.25
"""How long another program is waited for; then what it holds is worked out anew."""
_SECRET_BYTES = 32
_MAC_BYTES = 16
_TABLE = (
    "CREATE TABLE kept (room TEXT NOT NULL, name TEXT NOT NULL, key BLOB NOT NULL, "
    "value BLOB NOT NULL, mac BLOB NOT NULL, PRIMARY KEY (room, name))"
)
_OWN_ROOM = ""
_SUPER_JOURNAL = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
"""How a journal ends that names a further file, which SQLite would then remove; ours never do."""

Row = tuple[str, bytes, bytes]
"""A name, the key by which its value is known to be still right, and the value."""


class Store:
    """Values by room and name, each with a key that says what it was made of.

    Every value carries a seal, made with a secret of the user's own that is kept elsewhere: what
    comes with a copied folder, or was damaged, is as good as not there. Nothing here raises, and
    nothing is waited for longer than `BUSY_SECONDS`: what cannot be had is worked out anew.
    `say` is given a line where the file is made anew or cannot be used. Not for several threads at
    once; any number of programs may use the file.
    """

    def __init__(
        self, beside: Path, say: Callable[[str], None], *, identity: str | None = None
    ) -> None:
        """Prepare the store of the journal whose `mkdocs.yml` lies in the folder `beside`.

        Nothing is opened before it is asked for. `identity` says by which programs the values are
        made; with another one than the file's, all of it is dropped.
        """
        self.path = beside / FOLDER / NAME
        self._say = say
        self._identity = identity
        self._secret = b""
        self._connection: sqlite3.Connection | None = None
        self._off = False
        self._began = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; the store opens it again when it is asked for more."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def get(self, room: str, names: Iterable[str] | None = None) -> dict[str, tuple[bytes, bytes]]:
        """Return key and value by name: of all names in the room, or of those given.

        What is not there, or is not what was put there, is left out.
        """
        where = "SELECT name, key, value, mac FROM kept WHERE room = ?"
        found: dict[str, tuple[bytes, bytes]] = {}

        def read(connection: sqlite3.Connection) -> None:
            if names is None:
                self._take(room, connection.execute(where, (room,)), found)
            else:
                for name in names:
                    rows = connection.execute(where + " AND name = ?", (room, name))
                    self._take(room, rows, found)

        self._with(read)
        return found

    def _take(
        self, room: str, rows: Iterable[tuple[object, ...]], found: dict[str, tuple[bytes, bytes]]
    ) -> None:
        for name, key, value, mac in rows:
            # SQLite holds anything in any column.
            if not (isinstance(name, str) and isinstance(key, bytes) and isinstance(value, bytes)):
                continue
            if mac == self._mac(room, name, key, value):
                found[name] = (key, value)

    def keys(self, room: str) -> dict[str, bytes]:
        """Return the keys of a room by name, unchecked: whether a value is right, `get` tells."""
        found: dict[str, bytes] = {}

        def read(connection: sqlite3.Connection) -> None:
            rows = connection.execute("SELECT name, key FROM kept WHERE room = ?", (room,))
            found.update(
                (name, key)
                for name, key in rows
                if isinstance(name, str) and isinstance(key, bytes)
            )

        self._with(read)
        return found

    def put(self, room: str, rows: Iterable[Row], gone: Iterable[str] = ()) -> bool:
        """Keep `rows` in a room and drop the names that are `gone`; all of it or nothing.

        Returns whether it is kept now; there is nothing to do about it where it is not.
        """

        def write(connection: sqlite3.Connection) -> None:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany(
                    "DELETE FROM kept WHERE room = ? AND name = ?", ((room, name) for name in gone)
                )
                self._insert(connection, room, rows)

        return self._with(write)

    def _insert(self, connection: sqlite3.Connection, room: str, rows: Iterable[Row]) -> None:
        connection.executemany(
            "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?)",
            (
                (room, name, key, value, self._mac(room, name, key, value))
                for name, key, value in rows
            ),
        )

    def _mac(self, room: str, name: str, key: bytes, value: bytes) -> bytes:
        seal = blake2b(repr((room, name, key)).encode(), key=self._secret, digest_size=_MAC_BYTES)
        seal.update(value)
        return seal.digest()

    def _with(self, act: Callable[[sqlite3.Connection], None]) -> bool:
        """Do something with the file; where that fails, go on without, or begin it anew."""
        if self._off:
            return False
        import sqlite3

        try:
            if self._connection is None:
                self._open()
            assert self._connection is not None  # noqa: S101  # For the type checker.
            act(self._connection)
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", 1) & 0xFF  # The rest is its flavour.
            if code in _PASSING:
                self._go_without(str(error), quiet=code in _BUSY)
            else:
                self._begin_anew("damaged")
            return False
        except _OthersError:
            self._begin_anew("damaged, or not one of Afterword's")
            return False
        except UnicodeError:  # Such a name cannot be kept.
            return False
        except OSError as error:
            self._go_without(error.strerror or str(error))
            return False
        return True

    def _open(self) -> None:
        """Connect to the file, made where it is not there; raises what `_with` knows."""
        self._secret = self._secret or _read_secret()
        _prepare(self.path)
        self._connection = connection = _connect(self.path)
        tables = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        there = tables.fetchall()
        if there and there != [(_TABLE,)]:
            raise _OthersError
        found: dict[str, tuple[bytes, bytes]] = {}
        if there:
            own = "SELECT name, key, value, mac FROM kept WHERE room = ?"
            self._take(_OWN_ROOM, connection.execute(own, (_OWN_ROOM,)), found)
        if found.get("identity") != (b"", self._own_identity()):
            if there:
                self._say(f"{self.path}: made by another version or user, so it is made anew.")
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(_TABLE.replace("TABLE", "TABLE IF NOT EXISTS", 1))
                connection.execute("DELETE FROM kept")
                self._insert(connection, _OWN_ROOM, [("identity", b"", self._own_identity())])

    def _own_identity(self) -> bytes:
        if self._identity is None:
            self._identity = program_identity()
        return self._identity.encode()

    def _begin_anew(self, what: str) -> None:
        """Remove a file that nothing can be done with, once; it is made when next asked for."""
        self._let_go()
        self._say(f"{self.path}: {what}, so it is made anew.")
        try:
            _remove(self.path)
        except OSError:
            self._off = True
        self._off, self._began = self._off or self._began, True

    def _go_without(self, why: str, *, quiet: bool = False) -> None:
        self._let_go()
        self._off = True
        if not quiet:
            self._say(f"{self.path}: not used ({why}).")

    def _let_go(self) -> None:
        with suppress(Exception):
            self.close()
        self._connection = None


_BUSY = (5, 6)
_PASSING = (3, 5, 6, 8, 9, 10, 13, 14, 15, 23)
"""SQLite's codes for what another time may be otherwise: busy, locked, read-only, full and such."""


class _OthersError(Exception):
    """The file is a database, but not one that was made here."""


@cache
def program_identity(*more: str) -> str:
    """Return what tells this Afterword, its Python and its readers from any other.

    The program's own files count by size and time: while it is worked on, its version stays.
    `more` are names of packages that count as well.
    """
    parts = [str(FORMAT), __version__, sys.version]
    for folder, _, names in os.walk(Path(__file__).parents[1]):
        if not folder.endswith("__pycache__"):
            parts += (_state(os.path.join(folder, name)) for name in names)
    parts += (package_state(name) for name in ("click", "frontmatter", "yaml", *more))
    return blake2b("\n".join(sorted(parts)).encode(), digest_size=_MAC_BYTES).hexdigest()


@cache
def package_state(name: str) -> str:
    """Return what changes when a package is installed anew, without importing it."""
    from importlib.util import find_spec

    try:
        spec = find_spec(name)
        return f"{name} {os.stat(spec.origin).st_mtime_ns}" if spec and spec.origin else name
    except (ImportError, OSError, ValueError):
        return name


def _state(file: str) -> str:
    known = os.stat(file)
    return f"{file} {known.st_size} {known.st_mtime_ns}"


def _connect(path: Path) -> sqlite3.Connection:
    import sqlite3

    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    # Who is killed leaves a journal, from which the next one restores the file. A machine that
    # stops may leave a damaged one, which the seals show; so the disk need not be waited for.
    # An entry takes some pages of the usual size, each of them written by itself.
    pragmas = ("page_size=16384", "trusted_schema=OFF", "synchronous=OFF", "secure_delete=ON")
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _prepare(path: Path) -> None:
    """Make folder and file where they are not there, private both; raises what `_with` knows.

    A link in their place is not followed: it could lead anywhere.
    """
    folder = path.parent
    with suppress(FileExistsError):
        os.mkdir(folder, 0o700)
    if not stat.S_ISDIR(os.lstat(folder).st_mode):
        raise OSError(None, f"{FOLDER} is no folder of its own; delete it")
    if os.name != "nt" and stat.S_IMODE(os.lstat(folder).st_mode) & 0o077:
        with suppress(OSError):
            os.chmod(folder, 0o700)
    with suppress(OSError), open(folder / ".gitignore", "x", encoding="utf-8") as ignore:
        ignore.write("*\n")
    for each in (path, _journal(path)):
        if os.path.lexists(each) and not stat.S_ISREG(os.lstat(each).st_mode):
            raise OSError(None, f"{each.name} is no regular file; delete it")
    if _is_armed(path):
        raise _OthersError
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except OSError:
        if not path.exists():
            raise
        return  # It can be read, perhaps.
    try:
        if os.name != "nt" and stat.S_IMODE(os.fstat(descriptor).st_mode) & 0o077:
            os.fchmod(descriptor, 0o600)
    finally:
        os.close(descriptor)


def _journal(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def _is_armed(path: Path) -> bool:
    """Whether SQLite would write or remove further files: a log beside it, or what a journal names.

    Files of ours never have it do so.
    """
    with suppress(OSError), open(path, "rb") as file:
        if file.read(20)[18:] not in (b"", b"\1\1"):
            return True
    with suppress(OSError), open(_journal(path), "rb") as file:
        file.seek(-len(_SUPER_JOURNAL), os.SEEK_END)
        return file.read() == _SUPER_JOURNAL
    return False


def _remove(path: Path) -> None:
    for each in (path, _journal(path)):
        with suppress(FileNotFoundError):
            os.unlink(each)


def state_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the folder for what programs keep of this user; raises `OSError` where none is known.

    `XDG_STATE_HOME` of the XDG base directories, `~/.local/state` by default; `LOCALAPPDATA` on
    Windows.
    """
    given = environment.get("LOCALAPPDATA" if os.name == "nt" else "XDG_STATE_HOME", "")
    if os.path.isabs(given):
        return Path(given) / "afterword"
    home = os.path.expanduser("~")
    if not os.path.isabs(home):
        raise OSError(None, "no home folder is known")
    return Path(home, ".local", "state", "afterword")


def _read_secret() -> bytes:
    """Return this user's secret, made when first asked for; raises `OSError`."""
    folder = state_folder()
    file = folder / "secret"
    for _ in range(2):
        with suppress(FileNotFoundError):
            found = file.read_bytes()
            if len(found) == _SECRET_BYTES:
                return found
            os.unlink(file)  # Whoever made it was stopped.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                os.write(descriptor, os.urandom(_SECRET_BYTES))
            finally:
                os.close(descriptor)
    return file.read_bytes()
