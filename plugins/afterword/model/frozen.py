"""Frozen values: what a frozen dataclass with slots is, but sooner declared and sooner made.

A command declares some sixty kinds of them before it begins, and makes tens of thousands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

_Value = TypeVar("_Value")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(declared: type[_Value]) -> type[_Value]:
    """Make a frozen value of a class: `@dataclass(frozen=True, slots=True)` in a third of the time.

    `fields`, `replace` and `match` take it for a dataclass. The class has no bases and no
    `__post_init__`.
    """
    # Each method that `dataclass` makes is compiled by itself; here only the constructor is.
    made = dataclass(init=False, repr=False, eq=False, slots=True)(declared)
    known: tuple[Field[Any], ...] = fields(made)  # type: ignore[arg-type]
    compared = _values_of([each.name for each in known if each.compare])
    given = _values_of([each.name for each in known if each.init])
    shown = [each.name for each in known if each.repr]

    def equal(self: Any, other: object) -> bool:
        if other.__class__ is not made:
            return NotImplemented  # type: ignore[no-any-return]
        return bool(compared(self) == compared(other))

    def said(self: Any) -> str:
        return f"{made.__qualname__}({', '.join(f'{n}={getattr(self, n)!r}' for n in shown)})"

    methods: dict[str, Any] = {
        "__init__": _constructor(made, known),
        "__eq__": equal,
        "__hash__": lambda self: hash(compared(self)),
        "__reduce__": lambda self: (made, given(self)),
        "__repr__": said,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
    }
    for name, method in methods.items():
        setattr(made, name, method)
    return made


def _values_of(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what gives the attributes of these names as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda each: tuple(getattr(each, name) for name in names)


def _refuse(self: object, name: str, *_: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot change field {name!r}")


def _constructor(made: type, known: tuple[Field[Any], ...]) -> Any:
    """Return the constructor, compiled for the class.

    While its slots are filled, the value is of a twin class that refuses nothing: to pass by the
    refusal for each of them takes five times as long.
    """
    names: dict[str, Any] = {
        "_be": object.__setattr__,
        "_made": made,
        "_twin": type(made.__name__, (), {"__slots__": made.__slots__}),  # type: ignore[attr-defined]
    }
    taken, body = ["self"], ["_be(self, '__class__', _twin)"]
    for each in known:
        given, default = each.name, f"_of_{each.name}"
        if each.default_factory is not MISSING:
            names[default] = each.default_factory
            body.append(f"self.{given} = {default}() if {given} is _twin else {given}")
            taken.append(f"{given}=_twin")
        else:
            names[default] = each.default
            body.append(f"self.{given} = {given}")
            taken.append(given if each.default is MISSING else f"{given}={default}")
        if not each.init:
            taken.pop()
            body[-1] = f"self.{given} = {default}()"
    body.append("self.__class__ = _made")
    exec(f"def __init__({', '.join(taken)}):\n " + "\n ".join(body), names)  # noqa: S102
    constructor = names["__init__"]
    constructor.__qualname__ = f"{made.__qualname__}.__init__"
    return constructor
