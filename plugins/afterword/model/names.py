"""Names compared, and names as parts of ids and addresses."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

MAX_SLUG_BYTES = 120
"""File systems take names of 255 bytes; an id is company and role, or verb and object, of it."""

_FEW = 10
_SPACES = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[\W_]+")
_LEVEL = re.compile(r"\d+|\b[ivx]+\b")
_SYMBOLS = {"+": "p", "#": "-sharp", "&": "-and-", "@": "-at-"}
_SYMBOL = re.compile(r"[+#&@]")
_LEGAL_FORMS = frozenset(
    [
        "ag",
        "bv",
        "co",
        "company",
        "corp",
        "corporation",
        "gmbh",
        "inc",
        "incorporated",
        "kg",
        "limited",
        "llc",
        "llp",
        "ltd",
        "nv",
        "oy",
        "plc",
        "pty",
        "sa",
        "sarl",
        "sas",
        "se",
        "spa",
        "srl",
    ]
)


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """Return the form in which two names are one: Unicode form, case and spaces set aside."""
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", name).casefold()).strip()


@lru_cache(maxsize=8192)
def slug(text: str) -> str:
    """Return `text` as a part of an id: lower case words joined by `-`, in any script.

    `C++` and `C#` keep what tells them from `C`. A text without a single letter or digit gets a
    short stable code instead of an empty id; one too long for a file name ends in such a code.
    """
    folded = _SYMBOL.sub(lambda found: _SYMBOLS[found[0]], fold(text))
    words = "-".join(_words(folded))
    if words and len(words.encode()) <= MAX_SLUG_BYTES:
        return words
    code = hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()[:8]
    cut = words.encode()[: MAX_SLUG_BYTES - 9].decode("utf-8", "ignore").strip("-")
    return f"{cut}-{code}" if cut else f"x{code}"


def _words(folded: str) -> list[str]:
    """Return the words of a folded name; marks above and below letters belong to their word."""
    if not folded.isascii():
        return "".join(_word_part(char) for char in folded).split()
    return _NOT_WORD.sub(" ", folded).split()


def _word_part(char: str) -> str:
    category = unicodedata.category(char)
    if category[0] in "LNM":
        return char
    # Format characters, such as the joiners within Persian words, separate nothing.
    return "" if category == "Cf" else " "


def few(names: Iterable[str], between: str) -> str:
    """Return names for a sentence: the first ten of them, and how many more there are."""
    found = list(names)
    more = [f"{len(found) - _FEW:,} more"] if len(found) > _FEW else []
    return between.join([*found[:_FEW], *more])


def _bare(name: str) -> str:
    words = _words(fold(name))
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return "".join(words)


def _levels(name: str) -> list[str]:
    return _LEVEL.findall(fold(name))


def _one_letter_less(bare: str) -> Iterator[str]:
    yield bare
    for index in range(len(bare)):
        yield bare[:index] + bare[index + 1 :]


def near_equal(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of names that differ but look like one: `(earlier, later)` as given.

    Near means equal without punctuation and legal form (`Acme` and `Acme, Inc.`), or one letter
    apart in names of six letters or more (of 120 at most: each has as many forms). Names with the
    same `fold` are one name, not a pair; nor are names that differ in a number or a Roman one
    (`Engineer I`, `Engineer II`).
    """
    seen: dict[str, str] = {}
    told: set[str] = set()
    for name in names:
        folded = fold(name)
        if folded in told:
            continue
        told.add(folded)
        bare = _bare(name)
        if not bare:
            continue
        forms = set(_one_letter_less(bare)) if 6 <= len(bare) <= MAX_SLUG_BYTES else {bare}
        rivals = (seen[form] for form in sorted(forms) if form in seen)
        rival = next((each for each in rivals if _levels(each) == _levels(name)), None)
        if rival is not None:
            yield rival, name
        for form in forms:
            seen.setdefault(form, name)
