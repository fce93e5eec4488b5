"""What a command printed, printed again where nothing that it was made of has changed.

`afterword due` is asked for many times a day. Most of its time goes into loading what reads a
journal; whether any file is another one can be told without.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, TextIO, TypeVar, cast

from afterword.cli.clock import today_in
from afterword.source.files import Scan, scan
from afterword.source.find import find_config
from afterword.source.store import Store

_T = TypeVar("_T")

COMMANDS = frozenset({"due", "momentum", "offers", "people", "pipeline", "week"})
"""Those that only read the journal, and depend on it, the day and their words alone."""
ROOM = "printed"
_MOST = 64
"""How many different calls are remembered, each with what it printed."""
_FOLLOWED = ("!ENV", "INHERIT")
"""What makes a configuration depend on more than its own file."""
_VARIABLES = (
    *("AFTERWORD_TODAY", "COLUMNS", "FORCE_COLOR", "LANG", "LC_ALL", "LC_CTYPE", "NO_COLOR"),
    *("PYTHONIOENCODING", "PYTHONUTF8", "TERM", "TZ"),
)
_seen: dict[Path, Scan] = {}
"""The files that this program has read, by folder."""
_CONFIG_OPTIONS = ("-f", "--config-file")


class Call:
    """One call of such a command, from one folder, to one kind of terminal."""

    def __init__(self, words: Sequence[str]) -> None:
        self._config = _config_of(words)
        streams = [(stream.isatty(), stream.encoding) for stream in (sys.stdout, sys.stderr)]
        variables = [os.environ.get(name) for name in _VARIABLES]
        told = json.dumps([words, os.getcwd(), streams, variables, str(self._config)])
        self._name = blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def print_again(self) -> int | None:
        """Print what the same call printed, if all is as it was; returns its exit code."""
        if self._config is None:
            return None
        with self._store(self._config) as store:
            key, value = store.get(ROOM, [self._name]).get(self._name, (b"", b""))
        if not value:
            return None
        kept = json.loads(value)
        if key != self._made_of(self._config, kept["root"], kept["timezone"]):
            return None
        for stream, text in ((sys.stdout, kept["out"]), (sys.stderr, kept["err"])):
            stream.write(text)
            stream.flush()
        code: int = kept["code"]
        return code

    def remember(self, out: str, err: str, code: int) -> None:
        """Keep what was printed, unless it depends on what cannot be watched."""
        if self._config is None or code not in (0, 1):
            return
        from afterword.source.config import read_config

        config, problems = read_config(self._config)
        if problems:
            return
        root, timezone = str(config.root), config.settings.timezone
        if key := self._made_of(self._config, root, timezone, _seen.get(config.root)):
            kept = {"root": root, "timezone": timezone, "out": out, "err": err, "code": code}
            with self._store(self._config) as store:
                gone = list(store.keys(ROOM)) if len(store.keys(ROOM)) >= _MOST else []
                store.put(ROOM, [(self._name, key, json.dumps(kept).encode())], gone)

    def _made_of(self, config: Path, root: str, timezone: str, found: Scan | None = None) -> bytes:
        """Return what tells the files and the day from any others, b"" where nothing does.

        `found` are the files where they were read already.
        """
        try:
            text = config.read_bytes()
        except OSError:
            return b""
        if any(word.encode() in text for word in _FOLLOWED):
            return b""
        found = found or scan(Path(root))
        made_of = blake2b(text, digest_size=16)
        made_of.update(f"\0{today_in(timezone)}".encode())
        for path, data in found.pages.items():
            made_of.update(f"\0{path}\0{len(data)}\0".encode())
            made_of.update(data)
        for path in sorted(found.others):
            # A note may stand in any file; only one that an entry names is read.
            state = os.stat(os.path.join(root, path))
            made_of.update(f"\0{path}\0{state.st_size} {state.st_mtime_ns}".encode())
        made_of.update(repr((found.problems, found.unread)).encode())
        return made_of.digest()

    def _store(self, config: Path) -> Store:
        return Store(config.resolve().parent, _say_nothing)


def saw(root: Path, found: Scan) -> None:
    """Take the files of a folder, from which what is printed now is made, as they were read.

    One that is saved in the meantime is then told from what was printed.
    """
    _seen[root] = found


def run(call: Call, command: Callable[[], object]) -> None:
    """Run a command, which ends the program, and remember what it printed."""
    out, err = _Heard(sys.stdout), _Heard(sys.stderr)
    sys.stdout, sys.stderr = cast("TextIO", out), cast("TextIO", err)
    code: object = None
    try:
        command()
        code = 0
    except SystemExit as end:
        code = end.code or 0
        raise
    finally:
        if isinstance(sys.stdout, _Heard):  # Else nobody reads any more, and click took over.
            sys.stdout = out.stream
        sys.stderr = err.stream
        whole = out.heard and not out.failed and not (err.heard and err.stream.isatty())
        if isinstance(code, int) and whole:
            call.remember("".join(out.heard), "".join(err.heard), code)


class _Heard:
    """A stream that is written to as ever, and listened to."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.heard: list[str] = []
        self.failed = False

    def write(self, text: str) -> int:
        count = self._try(lambda: self.stream.write(text))
        self.heard.append(text)
        return count

    def flush(self) -> None:
        self._try(self.stream.flush)

    def _try(self, act: Callable[[], _T]) -> _T:
        try:
            return act()
        except OSError:
            self.failed = True
            raise

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


def _config_of(words: Sequence[str]) -> Path | None:
    """Return the configuration that the words of a call mean, `None` where that is not plain."""
    for at, word in enumerate(words):
        if word in _CONFIG_OPTIONS:
            return Path(words[at + 1]) if at + 1 < len(words) else None
        if word.startswith(_CONFIG_OPTIONS):
            return None
    return find_config(Path.cwd())


def _say_nothing(_: str) -> None:
    """Leave to the command itself what there is to say of the store."""
