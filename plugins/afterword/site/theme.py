"""Has the theme's templates found and compiled in less time, to the same effect."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import jinja2

from afterword.pages.bytecode import bytecode_cache

if TYPE_CHECKING:
    from mkdocs.theme import Theme


class _Loader(jinja2.FileSystemLoader):
    """A loader that lists no template in a hidden folder.

    MkDocs asks for all of them, to copy what is not a template, and leaves these out itself.
    """

    def list_templates(self) -> list[str]:
        """Return the names of all others, in their order."""
        found: set[str] = set()
        for folder in self.searchpath:
            found.update(_below(os.fspath(folder), ""))
        return sorted(found)


def _below(folder: str, prefix: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as listing:
            children = list(listing)
    except OSError:
        return
    for child in children:
        if not prefix and child.name.startswith("."):
            continue
        if child.is_dir(follow_symlinks=False):
            yield from _below(child.path, f"{prefix}{child.name}/")
        elif not child.is_dir():
            yield f"{prefix}{child.name}"


def keep_compiled(theme: Theme) -> None:
    """Have the theme's templates kept compiled, for whoever asks for them."""

    def change(environment: jinja2.Environment) -> None:
        environment.bytecode_cache = environment.bytecode_cache or bytecode_cache()

    _change(theme, change)


def pass_over_icons(theme: Theme) -> None:
    """Have a theme's templates be listed without those in hidden folders."""

    def change(environment: jinja2.Environment) -> None:
        if type(environment.loader) is jinja2.FileSystemLoader:
            environment.loader = _Loader(environment.loader.searchpath)

    _change(theme, change)


def _change(theme: Theme, change: Callable[[jinja2.Environment], None]) -> None:
    original = theme.get_env

    def get_env() -> jinja2.Environment:
        environment = original()
        change(environment)
        return environment

    theme.get_env = get_env  # type: ignore[method-assign]
