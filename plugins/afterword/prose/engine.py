"""Spelling and grammar by Harper, which runs on this machine and asks nobody.

It is an extra, and loaded when the first draft wants it: building its dictionary takes half a
second, during which other threads go on, and 130 MB, unless another process does the reading.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import Any, TextIO

from afterword.prose.apart import Asked, Reader, findings
from afterword.prose.finding import Slip

_COUNTRIES = {
    "GB": "en-GB",
    "IE": "en-GB",
    "AU": "en-AU",
    "NZ": "en-AU",
    "CA": "en-CA",
    "IN": "en-IN",
}
_DIALECTS = {"en-US": 0, "en-GB": 1, "en-AU": 3, "en-CA": 2, "en-IN": 4}
_OFF = (
    "LongSentences",
    "SpelledNumbers",
    "CompoundNouns",
    "DayOneNames",
    "MassNouns",
    "OutOfDate",
    "LookingForwardTo",  # It prints to the terminal; a rule of our own stands in for it.
)
_MATTERS_OF_TASTE = frozenset({"Enhancement", "Formatting", "Readability", "Redundancy", "Style"})
"""What a friend may judge better."""
_SHOWN = 3


def dialect_of(setting: str, holidays: str) -> str:
    """Return the English to proofread in: the setting's, else the holidays' country's, else US."""
    return setting or _COUNTRIES.get(holidays.partition("-")[0], "en-US")


class Engine:
    """Harper for one kind of English; one thread at a time."""

    def __init__(self, dialect: str) -> None:
        self._dialect = dialect
        self._lock = threading.Lock()
        self._linter: Any = None
        self._reader: Reader | None = None
        self._started: Reader | None = None

    @staticmethod
    def is_installed() -> bool:
        """Whether the extra is there."""
        return bool(_installed())

    @property
    def state(self) -> str:
        """What its findings depend on besides the text: the English, and Harper as installed."""
        return f"{self._dialect} {_installed()} {_OFF} {sorted(_MATTERS_OF_TASTE)}"

    def prepare(self) -> None:
        """Begin to load in another thread, so that whoever needs it need not wait as long."""
        if self._linter is None and self.is_installed():
            threading.Thread(target=self.load, name="afterword-proof", daemon=True).start()

    def prepare_apart(self) -> None:
        """Have another process load the dictionary; `read_apart` says what it is to read."""
        if self._linter is None and self.is_installed():
            self._started = Reader(self._dialect)
            self._started.start()

    def read_apart(self, asked: Sequence[Asked]) -> None:
        """Have drafts read by a process of their own, from `begin` on; `check` waits for them."""
        reader, self._started = self._started, None
        if self._linter is None and asked and self.is_installed():
            self._reader = reader = reader or Reader(self._dialect)
        if reader:
            reader.ask(asked)

    def begin(self) -> None:
        """Begin to have drafts read that are to be read by a process of their own."""
        if self._reader:
            self._reader.begin()

    def check(self, text: str, words: Iterable[str]) -> list[Slip]:
        """Return what is wrong with a Markdown text; `words` are spelled right whatever it says."""
        words = tuple(sorted(set(words)))
        slips = self._reader.found((text, words)) if self._reader else None
        if slips is not None:
            return slips
        with self._lock:
            linter = self._load()
            linter.clear_words()
            linter.import_words(words)
            found = linter.lint(text)
        return [_slip(each) for each in found if not _is_taste(each)]

    def load(self) -> None:
        """Load the dictionary, unless that was done."""
        with self._lock:
            self._load()

    def _load(self) -> Any:
        if self._linter is None:
            import harper

            self._linter = harper.Linter(harper.Dialect(_DIALECTS[self._dialect]))
            config = dict.fromkeys(_OFF, False)
            self._linter.set_lint_config({**self._linter.get_lint_config(), **config})
        return self._linter


@lru_cache(maxsize=2)
def engine(dialect: str) -> Engine:
    """Return the engine for one kind of English, kept for the life of the process."""
    return Engine(dialect)


def answer(dialect: str, source: TextIO) -> None:
    """Print what the process says that reads drafts apart; a line of the source says which."""
    reader = Engine(dialect)
    reader.load()
    if asked := source.readline():
        print(findings([reader.check(text, words) for text, words in json.loads(asked)]))


@lru_cache(maxsize=1)
def _installed() -> str:
    """Return what tells one installation of Harper from another, "" where there is none."""
    spec = find_spec("harper")
    if spec is None or spec.origin is None:
        return ""
    return f"{spec.origin} {os.stat(spec.origin).st_mtime_ns}"


def _is_taste(lint: Any) -> bool:
    return lint.lint_kind in _MATTERS_OF_TASTE or "go better together" in lint.message


def _slip(lint: Any) -> Slip:
    code = "SPELLING" if lint.lint_kind == "Spelling" else "GRAMMAR"
    ways = [each.replacement_text for each in lint.suggestions if each.replacement_text]
    said = " or ".join(f"`{way}`" for way in ways[:_SHOWN])
    if code == "SPELLING":
        message = f"`{lint.problem_text}` is in no dictionary" + (f": {said}?" if said else ".")
    else:
        told = lint.message.strip()
        told += "" if told.endswith((".", "?", "!")) else "."
        message = f"`{lint.problem_text}`: {told}" + (f" Perhaps {said}." if said else "")
    return Slip(lint.span.start, lint.span.end, code, message, tuple(ways))
