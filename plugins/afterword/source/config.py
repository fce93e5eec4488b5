"""Finds and reads mkdocs.yml, with what it inherits, without importing MkDocs."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from afterword.model.frozen import frozen
from afterword.model.problem import Problem, problem_at
from afterword.model.settings import Settings
from afterword.source.context import Context
from afterword.source.frontmatter import Split
from afterword.source.nodes import (
    MappingNode,
    Node,
    ScalarNode,
    SequenceNode,
    YamlError,
    compose_configuration,
    is_blank,
)
from afterword.source.settings import apply_options, scalar_text

TODAY_VARIABLE = "AFTERWORD_TODAY"
"""The environment's name for the day that a served site looks from, an ISO date."""


@frozen
class Config:
    """What `mkdocs.yml` says that concerns the journal.

    `root` is the journal's folder; `excluded` tells which paths in it `exclude_docs` leaves out.
    `dev_addr` and `site_url` are as written, "" where they are not.
    """

    path: Path
    root: Path
    settings: Settings
    excluded: Callable[[str], bool] | None
    has_plugin: bool
    dev_addr: str = ""
    site_url: str = ""


def read_config(path: Path) -> tuple[Config, tuple[Problem, ...]]:
    """Read `mkdocs.yml` and what it inherits from.

    A wrong setting is a problem with its place and leaves that setting at its default. MkDocs' own
    tags are passed over; `!ENV` is carried out. Raises `OSError` where the file cannot be read.
    """
    layers = list(_layers(path))
    excluded = _excluder(layers)
    problems = [problem for layer in layers for problem in layer.context.problems]
    options, has_plugin = _options(layers)
    settings = Settings()
    for context, node in options:
        settings, said = apply_options(context, node, settings)
        problems += said
    if settings.share:
        problems += _lost(layers)
    docs_dir = _first(layers, "docs_dir") or "docs"
    config = Config(
        path=path,
        root=Path(os.path.normpath(path.parent / docs_dir)),
        settings=settings,
        excluded=excluded,
        has_plugin=has_plugin,
        dev_addr=_first(layers, "dev_addr"),
        site_url=_first(layers, "site_url"),
    )
    return config, tuple(problems)


def _first(layers: Iterable[_Layer], key: str) -> str:
    return next((text for each in layers if (text := each.scalar(key))), "")


def read_settings(text: str, name: str) -> tuple[Settings, tuple[Problem, ...]]:
    """Read the plugin's options alone, given as YAML; `name` stands for the file in problems."""
    layer = _layer(text, name)
    said = list(layer.context.problems)
    if layer.root is None:
        return Settings(), tuple(said)
    settings, more = apply_options(layer.context, layer.root, Settings())
    return settings, (*said, *more)


@dataclass(slots=True)
class _Layer:
    """One configuration file: its nodes by top-level key."""

    context: Context
    root: Node | None
    keys: dict[str, Node]

    def scalar(self, key: str) -> str:
        node = self.keys.get(key)
        return scalar_text(node) if node is not None else ""


def _layers(path: Path, seen: frozenset[Path] = frozenset()) -> Iterable[_Layer]:
    layer = _layer(path.read_text(encoding="utf-8-sig", errors="replace"), path.name)
    yield layer
    parent = layer.scalar("INHERIT")
    if parent:
        above = (path.parent / parent).resolve()
        if above not in seen and above.is_file():
            yield from _layers(above, seen | {above})


def _layer(text: str, name: str) -> _Layer:
    context = Context(name, text, Split(text, 0, "", 1))
    try:
        root = compose_configuration(text)
    except YamlError as refused:
        context.report("AW-SETTING", context.place_of_index(refused.index), refused.message)
        return _Layer(context, None, {})
    if not isinstance(root, MappingNode):
        return _Layer(context, None, {})
    keys = {key.value: value for key, value in root.value if isinstance(key, ScalarNode)}
    return _Layer(context, root, keys)


def _options(layers: Iterable[_Layer]) -> tuple[list[tuple[Context, Node]], bool]:
    """Return the option nodes of the plugin, the most general first, and whether it is listed.

    MkDocs merges what is inherited while `plugins:` is a mapping; a list replaces it.
    """
    found: list[tuple[Context, Node]] = []
    listed = False
    merging = False
    for layer in layers:
        plugins = layer.keys.get("plugins")
        if plugins is None:
            continue
        if merging and isinstance(plugins, SequenceNode):
            break
        merging = True
        for name, node in _plugins(plugins):
            if name == "afterword":
                listed = True
                if node is not None and not is_blank(node):
                    found.insert(0, (layer.context, node))
        if isinstance(plugins, SequenceNode):
            break  # A list is never merged with what is inherited, whatever that is.
    return found, listed


def _lost(layers: Sequence[_Layer]) -> Iterable[Problem]:
    """Yield a problem where a shared copy would go without settings that the journal has.

    MkDocs merges `plugins:` where both files give a mapping; else the file that inherits replaces
    all of it, and time zone, folders and keys of the journal are lost in silence.
    """
    given = [layer for layer in layers if "plugins" in layer.keys]
    for layer, above in pairwise(given):
        nodes = (layer.keys["plugins"], above.keys["plugins"])
        if all(isinstance(node, MappingNode) for node in nodes):
            continue
        own, inherited = (
            [key for name, node in _plugins(plugins) if name == "afterword" for key in _keys(node)]
            for plugins in nodes
        )
        lost = [f"`{key}`" for key in inherited if key not in own]
        if lost:
            lists = [
                each.context.path
                for each, node in zip((layer, above), nodes, strict=True)
                if isinstance(node, SequenceNode)
            ]
            yield problem_at(
                layer.context.path,
                layer.context.place(nodes[0]),
                "AW-SETTING",
                f"`plugins:` is a list in `{'` and `'.join(lists)}`, so that what "
                f"`{above.context.path}` sets for `afterword` ({', '.join(lost)}) does not reach "
                "the shared copy: write it there without dashes, `search: {}` and `afterword:`.",
            )
        return


def _keys(node: Node | None) -> list[str]:
    if not isinstance(node, MappingNode):
        return []
    return [key.value for key, _ in node.value if isinstance(key, ScalarNode)]


def _plugins(node: Node) -> Iterable[tuple[str, Node | None]]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield str(key.value), value
    elif isinstance(node, SequenceNode):
        for item in node.value:
            if isinstance(item, ScalarNode):
                yield item.value, None
            elif isinstance(item, MappingNode):
                yield from _plugins(item)


def _excluder(layers: Iterable[_Layer]) -> Callable[[str], bool] | None:
    """Return what `exclude_docs` leaves out; patterns that are none are reported in their place."""
    layer = next((each for each in layers if each.scalar("exclude_docs")), None)
    patterns = layer.scalar("exclude_docs") if layer else ""
    if layer is None or not patterns.strip():
        return None
    from pathspec.gitignore import GitIgnoreSpec  # Only few journals need it.

    try:
        spec = GitIgnoreSpec.from_lines(patterns.splitlines())
    except (ValueError, re.error) as error:
        said = f"`exclude_docs`: not patterns as in .gitignore ({error})."
        layer.context.report("AW-SETTING", layer.keys["exclude_docs"], said)
        return None
    return spec.match_file
