"""What a page is drawn from, as a short text that is another one when anything of it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from operator import attrgetter
from typing import Any

from afterword.model.entry import Entry
from afterword.model.opportunity import Opportunity, OpportunityPage
from afterword.model.person import Person, PersonPage
from afterword.model.problem import Problem
from afterword.model.task import Task
from afterword.pages.digest import NotReadyError, digest, digest_of
from afterword.prose.proof import Proof, is_to_be_read

_WHOLE = frozenset({Entry, Opportunity, OpportunityPage, Person, PersonPage, Problem, Task})
"""What many pages show: taken apart once."""
_PLAIN = frozenset(
    {"bool", "dt.date", "dt.date | None", "int", "int | None", "str", "tuple[str, ...]"}
)
"""The types of fields, as the model writes them, whose values Python itself can spell out."""
_TOLD = frozenset({str, int, bool, float, type(None), dt.date, dt.time, dt.timedelta, Fraction})
"""Types whose values Python itself spells out, each in another way than any other."""
_MANY = 100
"""How many values of a list are written out."""
_Way = Callable[[Any], str]
_Getter = Callable[[Any], tuple[Any, ...]]


class Fingerprints:
    """Fingerprints of the values of one snapshot.

    `known` gives what stands for an entry, where that is known without taking it apart: what its
    file is, in which everything stands that it says. `proofs` are shown with the tasks whose
    drafts were read.
    """

    def __init__(self, known: Mapping[str, str], proofs: Mapping[str, Proof] | None) -> None:
        self._known = known
        self.proofs = proofs
        """`None` while the drafts are still being read: then a draft has no fingerprint yet."""
        self._of: dict[int, str] = {}
        self._kept: list[object] = []
        self._ways: dict[type[Any], _Way] = {}
        self._of_class: dict[type[Any], _Way] = {}

    def of(self, value: object) -> str:
        """Return what stands for a value: of the model, of a view, or of what they are made of.

        Raises a `TypeError` for anything else, which might change without being seen.
        """
        return digest(self._flat(value))

    def _flat(self, value: Any) -> str:
        cls = type(value)
        return (self._ways.get(cls) or self._learn(cls))(value)

    def _learn(self, cls: type[Any]) -> _Way:
        way = self._ways[cls] = self._way(cls)
        return way

    def _way(self, cls: type[Any]) -> _Way:
        """Return how values of a type are told."""
        if cls in _TOLD:
            return repr
        if cls in _WHOLE:
            return self._once
        name = cls.__qualname__
        if is_dataclass(cls):
            parts = self._parts(cls)
            return lambda value: f"{name}({parts(value)})"
        if issubclass(cls, Enum):
            names = {each: f"{name}.{each.name}" for each in cls}
            return names.__getitem__
        if issubclass(cls, Mapping):
            return lambda value: _together("{", map(self._pair, value.items()), len(value))
        if issubclass(cls, (set, frozenset)):
            return lambda value: f"{{{','.join(sorted(map(self._flat, value)))}}}"
        if issubclass(cls, (tuple, list)):
            return lambda value: _together(name, map(self._flat, value), len(value))
        raise TypeError(f"{name} has no fingerprint")

    def _pair(self, pair: tuple[Any, Any]) -> str:
        return f"{self._flat(pair[0])}:{self._flat(pair[1])}"

    def _once(self, value: Any) -> str:
        found = self._of.get(id(value))
        if found is None:
            cls = type(value)
            known = self._known.get(value.id) if cls is Entry else None
            parts = known or self._parts(cls)(value)
            if cls is Task and is_to_be_read(value):
                parts += self._proof(value)
            found = self._of[id(value)] = digest(cls.__qualname__, parts)
            self._kept.append(value)  # So that no other value gets its identity.
        return found

    def _proof(self, task: Task) -> str:
        if self.proofs is None:
            raise NotReadyError(task.id)
        proof = self.proofs.get(task.id)
        return (
            proof and self._flat((proof.letter, proof.count, proof.findings, proof.remark))
        ) or ""

    def _parts(self, cls: type[Any]) -> _Way:
        """Return how a frozen object's values are told; most of them Python itself spells out."""
        way = self._of_class.get(cls)
        if way is None:
            each = fields(cls)
            plainly = _getter([field.name for field in each if field.type in _PLAIN])
            otherwise = _getter([field.name for field in each if field.type not in _PLAIN])
            flat = self._flat
            way = self._of_class[cls] = lambda value: (
                f"{plainly(value)!r}{','.join(map(flat, otherwise(value)))}"
            )
        return way


def _together(name: str, parts: Iterable[str], number: int) -> str:
    """Return what stands for a list; a long one is told in short, since some are of everything."""
    if number > _MANY:
        return f"{name}#{number}:{digest_of(parts)}"
    return f"{name}({','.join(parts)})"


def _getter(names: list[str]) -> _Getter:
    if len(names) == 1:
        return lambda value: (getattr(value, names[0]),)
    return attrgetter(*names) if names else lambda _: ()
