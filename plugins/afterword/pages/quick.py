"""Templates that draw many pages: what they escape is only joined to other text."""

from __future__ import annotations

import re
from types import CodeType
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup, escape

_has_to_be_escaped = re.compile("[&<>'\"]").search


class QuickTemplate(Template):
    """A template that makes no `Markup` of each text in it, which takes longer than escaping."""

    @classmethod
    def from_code(
        cls, environment: Environment, code: CodeType, *rest: Any, **named: Any
    ) -> Template:
        """Return the template, with another `escape` in the code that was made of it."""
        found = super().from_code(environment, code, *rest, **named)
        found.root_render_func.__globals__["escape"] = escaped
        return found


def escaped(value: Any) -> str:
    """Return what `escape` does, as any kind of string."""
    kind = type(value)
    if kind is Markup or (kind is str and not _has_to_be_escaped(value)):
        return value  # type: ignore[no-any-return]
    return escape(value)
