"""What a page is drawn from, as a short text that is another one when anything of it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from afterword.model.entry import Entry
from afterword.model.opportunity import Opportunity, OpportunityPage
from afterword.model.person import Person, PersonPage
from afterword.model.problem import Problem
from afterword.model.task import Task
from afterword.prose.proof import Proof

_BYTES = 16
_WHOLE = (Entry, Opportunity, OpportunityPage, Person, PersonPage, Problem, Task)
"""What many pages show: taken apart once."""
_PLAIN = frozenset(
    {"bool", "dt.date", "dt.date | None", "int", "int | None", "str", "tuple[str, ...]"}
)
"""The types of fields, as the model writes them, whose values Python itself can spell out."""
_Getter = Callable[[Any], tuple[Any, ...]]


def digest(*texts: str) -> str:
    """Return a short text that stands for texts."""
    found = blake2b(digest_size=_BYTES)
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        found.update(b"%d " % len(data))
        found.update(data)
    return found.hexdigest()


class Fingerprints:
    """Fingerprints of the values of one snapshot.

    `known` gives what stands for an entry, where that is known without taking it apart: what its
    file is, in which everything stands that it says. `proofs` are shown with the tasks whose
    drafts were read.
    """

    def __init__(self, known: Mapping[str, str], proofs: Mapping[str, Proof]) -> None:
        self._known, self._proofs = known, proofs
        self._of: dict[int, str] = {}
        self._kept: list[object] = []
        self._getters: dict[type[Any], tuple[_Getter, _Getter]] = {}

    def of(self, value: object) -> str:
        """Return what stands for a value: of the model, of a view, or of what they are made of.

        Raises a `TypeError` for anything else, which might change without being seen.
        """
        return digest(self._flat(value))

    def _flat(self, value: Any) -> str:
        cls = type(value)
        if cls is str:
            return f"{len(value)}{value!r}"
        if value is None or cls in (bool, int, dt.date, dt.time, dt.timedelta, Fraction, float):
            return repr(value)
        if cls in (tuple, list):
            return f"({','.join(map(self._flat, value))})"
        if isinstance(value, _WHOLE):
            return self._once(value)
        if is_dataclass(cls):
            return f"{cls.__qualname__}({self._parts(value)})"
        if isinstance(value, Enum):
            return f"{cls.__qualname__}.{value.name}"
        if isinstance(value, Mapping):
            pairs = (f"{self._flat(key)}:{self._flat(each)}" for key, each in value.items())
            return f"{{{','.join(pairs)}}}"
        if isinstance(value, (set, frozenset)):
            return f"{{{','.join(sorted(map(self._flat, value)))}}}"
        if isinstance(value, tuple):
            return f"{cls.__qualname__}({','.join(map(self._flat, value))})"
        raise TypeError(f"{cls.__qualname__} has no fingerprint")

    def _once(self, value: Any) -> str:
        found = self._of.get(id(value))
        if found is None:
            known = self._known.get(value.id) if isinstance(value, Entry) else None
            parts = known or self._parts(value)
            if isinstance(value, Task) and value.draft and (proof := self._proofs.get(value.id)):
                shown = (proof.letter, proof.count, proof.findings, proof.remark)
                parts += self._flat(shown)
            found = self._of[id(value)] = digest(type(value).__qualname__, parts)
            self._kept.append(value)  # So that no other value gets its identity.
        return found

    def _parts(self, value: Any) -> str:
        cls = type(value)
        getters = self._getters.get(cls)
        if getters is None:
            each = fields(cls)
            plain = [field.name for field in each if field.type in _PLAIN]
            others = [field.name for field in each if field.type not in _PLAIN]
            getters = self._getters[cls] = (_getter(plain), _getter(others))
        plainly, otherwise = getters
        return f"{plainly(value)!r}{','.join(map(self._flat, otherwise(value)))}"


def _getter(names: list[str]) -> _Getter:
    if len(names) == 1:
        return lambda value: (getattr(value, names[0]),)
    return attrgetter(*names) if names else lambda _: ()
