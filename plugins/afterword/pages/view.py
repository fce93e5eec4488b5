"""A page that is drawn whole, as its template wants it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class View:
    """A page that stands for no file: its source path, title and what its template needs.

    `in_search` is whether it belongs in the search index.
    """

    path: str
    title: str
    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    in_search: bool = False
