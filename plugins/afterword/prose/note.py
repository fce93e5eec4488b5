"""One draft with everything that its proof compares it to: names, notes, other drafts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from afterword.model.entry import Draft, Entry, Kind
from afterword.model.names import fold
from afterword.prose.letter import SUBJECT

WORD = re.compile(r"[^\W\d_]+(?:[\u2019'\-][^\W\d_]+)*")
"""A word, with its apostrophes and hyphens."""

_COUNTED = re.compile(r"[\w\u2019'\-]*\w[\w\u2019'\-]*")
_ENGLISH_WORDS = """
a about am an and are as at be for from had has have i if in is it me my of on or our so that the
this to was we were will with would you your
"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_ENGLISH_SHARE = 0.2
"""Of English text, some two words in five are among those above; of other languages, few."""
_GREETING = re.compile(
    r"\s*(?:dear|hi|hello|hey|good (?:morning|afternoon|evening)|greetings)\b[ \t]*"
    r"(?P<whom>(?:[^,:!;.\n]|(?<=\bmr)\.|(?<=\bms)\.|(?<=\bmx)\.|(?<=\bdr)\.|(?<=\bmrs)\.|"
    r"(?<=\bprof)\.)*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text and where it stands; `first` is whether it begins a sentence."""

    text: str
    start: int
    first: bool

    @property
    def end(self) -> int:
        """The offset behind the word."""
        return self.start + len(self.text)


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of a text in order."""
    for found in WORD.finditer(text):
        before = text[: found.start()].rstrip(" \t\r\n\"'(\u201c\u2018*_")
        first = not before or before[-1] in ".!?:\n" or "\n\n" in text[len(before) : found.start()]
        yield Word(found[0], found.start(), first)


def body(draft: Draft) -> str:
    """Return a draft's text with a subject line left blank, so that places stay the same."""
    return SUBJECT.sub(lambda found: " " * (len(found[0]) - 1) + "\n", draft.text)


@dataclass(frozen=True)
class Note:
    """A draft and its circumstances.

    `recipient` is the name of whom it is for, as the entry spells it; `circle` the names of
    everyone else who belongs to the same opportunity; `companies` the names of its company and
    agency. `strangers`, `other_companies` and `other_roles` are the names that the rest of the
    journal holds. `notes` is the entry's own text without its drafts.
    """

    draft: Draft
    entry: Entry
    recipient: str
    circle: tuple[str, ...]
    companies: tuple[str, ...]
    role: str
    strangers: tuple[str, ...]
    other_companies: tuple[str, ...]
    other_roles: tuple[str, ...]
    notes: str

    @cached_property
    def text(self) -> str:
        """The draft's text, Markdown as it stands in the file; a subject line is left blank."""
        return body(self.draft)

    @property
    def is_after_interview(self) -> bool:
        """Whether the note follows an interview rather than a conversation or an offer."""
        return self.entry.kind is Kind.INTERVIEW

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the draft."""
        return tuple(words_of(self.text))

    @cached_property
    def count(self) -> int:
        """The number of words, as word processors count them."""
        return len(_COUNTED.findall(self.text))

    @cached_property
    def is_english(self) -> bool:
        """Whether the draft is in English, so that rules about English hold."""
        known = sum(word.text.casefold() in _ENGLISH for word in self.words)
        return len(self.words) < 10 or known >= _ENGLISH_SHARE * len(self.words)

    @cached_property
    def greeting(self) -> tuple[int, str] | None:
        """The offset and the text of whom the first line greets, `None` without a greeting."""
        found = _GREETING.match(self.text)
        return (found.start("whom"), found["whom"].strip()) if found else None

    @cached_property
    def name_words(self) -> frozenset[str]:
        """Every word of the names that belong here, folded."""
        names = (self.recipient, *self.circle, *self.companies, self.role)
        return frozenset(fold(part) for name in names for part in parts_of(name))

    @cached_property
    def noted(self) -> frozenset[str]:
        """Every word of the entry's own notes, folded."""
        return frozenset(fold(word.text) for word in words_of(self.notes))


def parts_of(name: str) -> list[str]:
    """Return the words of a name; hyphens and apostrophes part nothing."""
    return WORD.findall(name)


def whole(name: str) -> re.Pattern[str]:
    """Return the pattern that finds a name as whole words."""
    inner = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<!\w){inner}(?!\w)")


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Return names in order, each once, empty ones left out."""
    return tuple({fold(name): name for name in names if name}.values())
