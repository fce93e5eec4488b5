"""Tests that frozen values are what frozen dataclasses with slots are."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace

import pytest

from afterword.model.frozen import frozen
from afterword.model.task import Task


@frozen
class Pair:
    """A value with everything that a field can have."""

    name: str
    size: int = 1
    extra: Mapping[str, str] = field(default_factory=dict, compare=False)
    hidden: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)


@frozen
class Single:
    """A value of one part."""

    part: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """What `Pair` would be without it."""

    name: str
    size: int = 1
    extra: Mapping[str, str] = field(default_factory=dict, compare=False)
    hidden: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)


def test_a_frozen_value_is_made_and_shown_as_a_dataclass_is() -> None:
    assert Pair("a") == Pair("a", 1, {}) == Pair(name="a", size=1, extra={"x": "not compared"})
    assert Pair("a") != Pair("b")
    other: object = Same("a")
    assert Pair("a") != other
    assert repr(Pair("a", 2)) == repr(Same("a", 2)).replace("Same", "Pair")
    assert hash(Pair("a", 2)) == hash(Same("a", 2))
    assert hash(Single((1,))) == hash(((1,),))
    assert Pair("a").extra is not Pair("a").extra
    assert not hasattr(Pair("a"), "__dict__")
    assert list(inspect.signature(Pair).parameters) == list(inspect.signature(Same).parameters)
    for wrong in ({}, {"name": "a", "hidden": {}}, {"name": "a", "none": 1}):
        with pytest.raises(TypeError):
            Pair(**wrong)


def test_a_frozen_value_cannot_be_changed() -> None:
    made = Pair("a")
    assert type(made) is Pair
    with pytest.raises(FrozenInstanceError):
        made.name = "b"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del made.name
    with pytest.raises(FrozenInstanceError):
        made.other = 1  # type: ignore[attr-defined]
    assert made == Pair("a")


def test_the_library_takes_a_frozen_value_for_a_dataclass() -> None:
    assert is_dataclass(Single((1,)))
    assert [each.name for each in fields(Pair)] == ["name", "size", "extra", "hidden"]
    assert replace(Pair("a", 3), name="b") == Pair("b", 3)
    assert copy.copy(Pair("a", 3)) == copy.deepcopy(Pair("a", 3)) == Pair("a", 3)
    match Pair("a", 3):
        case Pair(name, size):
            assert (name, size) == ("a", 3)
    assert Task.__doc__ is not None
    assert Task.__doc__.startswith("A task of an entry")
