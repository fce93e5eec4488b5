"""Takes the names and addresses of people out of a text that is shown to others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

SOMEONE = "someone"
"""Stands for a person who has no number of their own, or for one of several."""
LEFT_OUT = "(left out)"
"""Stands for an address."""

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = r"[\W_]{1,3}"
_LETTER_BEFORE, _LETTER_AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_ADDRESS = re.compile(r"(?:https?://|www\.|mailto:)\S+|[^\s@<>(),;]+@[^\s@<>(),;]+", re.IGNORECASE)
_MEETING = re.compile(r"(?<![\w.])(?:[\w-]+\.)+[a-z]{2,}/\S*[\d/-]\S*", re.IGNORECASE)
"""Where a call takes place, written without its scheme; `Node.js/React` is none."""
_NUMBER = re.compile(r"\+?\(?\d[\d\s().\-/]{5,}\d")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\b")
_MAY_BE_ADDRESS = re.compile(r"[\d./@]")
_FEWEST_DIGITS = 7
"""Digits from which on a number may be one to call, or that of a call."""


class Scrubber:
    """Replaces names and addresses that are known, and in free texts whatever looks like one.

    Names are found in any case, with or without accents and middle names, in either order. Those
    that can mean several people become `someone`.
    """

    def __init__(self, names: Iterable[tuple[str, str]], addresses: Iterable[str]) -> None:
        """Know `names`, each with what stands for it, and telephone numbers and links."""
        whole: dict[tuple[str, ...], str] = {}
        parts: dict[tuple[str, ...], str] = {}
        for name, instead in names:
            for form in _whole_forms(name):
                _add(whole, form, instead)
            for form in (*_whole_forms(name), *_part_forms(name)):
                _add(parts, form, instead)
        self._whole = _by_first_word(whole)
        self._parts = _by_first_word(parts)
        found = sorted({each for text in addresses for each in _address_patterns(text)}, key=len)
        self._addresses = re.compile("|".join(reversed(found)), re.IGNORECASE) if found else None
        self._done: dict[tuple[str, bool], str] = {}

    def name(self, text: str) -> str:
        """Return a company or a role without whole names of people and without addresses."""
        return self._scrubbed(text, free=False)

    def text(self, text: str) -> str:
        """Return a text in one's own words without names, parts of names and addresses."""
        return self._scrubbed(text, free=True)

    def _scrubbed(self, text: str, *, free: bool) -> str:
        found = self._done.get((text, free))
        if found is None:
            found = self._done[text, free] = self._scrub(text, free=free) if text else ""
        return found

    def _scrub(self, text: str, *, free: bool) -> str:
        text = unicodedata.normalize("NFC", text)
        if self._addresses and _MAY_BE_ADDRESS.search(text):
            text = self._addresses.sub(LEFT_OUT, text)
        text = _ADDRESS.sub(LEFT_OUT, text)
        if free:
            text = _MEETING.sub(LEFT_OUT, text)
            text = _NUMBER.sub(_unless_day, text)
        return _without_names(text, self._parts if free else self._whole)


_Forms = Mapping[str, list[tuple[tuple[str, ...], str]]]
"""Names by their first word; under "" those of scripts that write no spaces."""


def _add(forms: dict[tuple[str, ...], str], form: tuple[str, ...], instead: str) -> None:
    if forms.setdefault(form, instead) != instead:
        forms[form] = SOMEONE


def _by_first_word(forms: Mapping[tuple[str, ...], str]) -> _Forms:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for form, instead in forms.items():
        key = form[0] if _has_case(form[0]) else ""
        found.setdefault(key, []).append((form, instead))
    return found


def _without_names(text: str, forms: _Forms) -> str:
    plain = _plain(text)
    words = dict.fromkeys(["", *(word.lower() for word in _WORD.findall(plain))])
    known = [each for word in words for each in forms.get(word, ())]
    if not known:
        return text
    # All at once, the longest first, so that nothing is looked for in what was put in.
    known.sort(key=lambda each: -sum(map(len, each[0])))
    pattern = re.compile("|".join(f"({_pattern(form)})" for form, _ in known), re.IGNORECASE)
    pieces: list[str] = []
    at, last = 0, ""
    for found in pattern.finditer(plain):
        instead = known[(found.lastindex or 1) - 1][1]
        between = text[at : found.start()]
        # `Dr. Jane Doe` by its parts is one person, not two.
        if instead != last or at == 0 or _WORD.search(between):
            pieces += (between, instead)
        at, last = found.end(), instead
    return "".join(pieces) + text[at:]


def _pattern(form: tuple[str, ...]) -> str:
    words = _BETWEEN.join(map(re.escape, form))
    return f"{_LETTER_BEFORE}{words}{_LETTER_AFTER}" if _has_case(form[0]) else words


def _has_case(word: str) -> bool:
    return word.lower() != word.upper()


def _whole_forms(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways to write a name: any two or more of its words in a row, first and last."""
    words = _words(name)
    if len(words) == 1:
        yield words
    own = [not word.islower() for word in _WORD.findall(unicodedata.normalize("NFC", name))]
    for begin in range(len(words)):
        for end in range(begin + 2, len(words) + 1):
            if any(own[begin:end]) or not any(own):  # `de la` is nobody's name.
                yield words[begin:end]
    if len(words) > 1:
        yield words[0], words[-1]
        yield words[-1], words[0]


def _part_forms(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the single words of a name that may stand for it; `de` and initials do not."""
    for part in name.split():
        words = _words(part)
        if sum(map(len, words)) > 1 and not part.islower():
            yield words


def _words(name: str) -> tuple[str, ...]:
    plain = _plain(unicodedata.normalize("NFC", name))
    return tuple(word.lower() for word in _WORD.findall(plain))


def _plain(text: str) -> str:
    """Return a composed text without accents, character for character."""
    return text if text.isascii() else "".join(map(_base, text))


@lru_cache(maxsize=4096)
def _base(char: str) -> str:
    parts = unicodedata.normalize("NFD", char)
    return parts[0] if all(unicodedata.category(mark) == "Mn" for mark in parts[1:]) else char


def _address_patterns(address: str) -> Iterator[str]:
    """Yield patterns for a telephone number however it is spaced, or a link with what it needs."""
    digits = re.sub(r"\D", "", address)
    if address.strip() and re.fullmatch(r"[\d\s()+.\-/]*", address):
        if len(digits) > 2:
            yield r"\+?\(?(?<!\d)" + r"[\s().\-/]{0,3}".join(digits) + r"(?!\d)"
        return
    bare = re.sub(r"^(?:[a-z]+:)?(?://)?(?:www\.)?", "", address.strip(), flags=re.IGNORECASE)
    if len(bare) > 2:
        yield re.escape(bare.rstrip("/")) + r"\S*"


def _unless_day(found: re.Match[str]) -> str:
    number = found[0]
    digits = sum(char.isdigit() for char in number)
    return number if digits < _FEWEST_DIGITS or _DAY.match(number) else LEFT_OUT
