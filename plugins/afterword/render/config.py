"""The configuration for other generators: the journal's own, without what only the plugin knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from afterword.render.text import as_yaml

_DROPPED = (
    "docs_dir",
    "site_dir",
    "INHERIT",
    "hooks",
    "watch",
    "exclude_docs",
    "not_in_nav",
    "nav",
)
"""What means files of the journal's folder, or is written anew."""
_SHARED = (
    "site_name",
    "site_url",
    "site_description",
    "site_author",
    "copyright",
    "theme",
    "use_directory_urls",
    "strict",
)
"""What a shared copy takes over. The rest may name what is not in it, and its text is nobody's:
neither extensions of Markdown nor other plugins have anything to do."""
_OF_THE_JOURNAL = ("logo", "favicon")
"""What a theme takes from the journal's folder, which is in no shared copy."""


def layers(path: Path) -> list[Any]:
    """Return the nodes of `mkdocs.yml` and of what it inherits from, the nearest first.

    Raises a `yaml.YAMLError` or an `OSError`.
    """
    found: list[Any] = []
    seen: set[Path] = set()
    while path not in seen:
        seen.add(path)
        # Nodes, not values: tags of MkDocs' own stay as they are.
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
        if not isinstance(root, yaml.MappingNode):
            break
        found.append(root)
        parent = _get(root, "INHERIT")
        if not isinstance(parent, yaml.ScalarNode):
            break
        path = (path.parent / parent.value).resolve()
    return found


def configuration(
    nodes: Sequence[Any],
    navigation: Iterable[object],
    assets: dict[str, str],
    own: Any = None,
    *,
    shared: bool = False,
) -> str:
    """Return the configuration as YAML; `assets` are the addresses of `css` and `js`.

    `own` is the node of the user's own navigation, which goes before ours. That of a `shared` copy
    takes over little: it is given away with the copy.
    """
    root = yaml.MappingNode("tag:yaml.org,2002:map", [], flow_style=False)
    for node in reversed(nodes):
        _merge(root, node)
    root.value = [pair for pair in root.value if pair[0].value not in _DROPPED]
    _without_plugin(root)
    theme = _get(root, "theme")
    if shared:
        searched = _lists(_get(root, "plugins"), "search")
        root.value = [pair for pair in root.value if pair[0].value in _SHARED]
        _set(root, "plugins", _node(["search"] if searched else []))
        if isinstance(theme, yaml.MappingNode):
            theme.value = [pair for pair in theme.value if pair[0].value not in _OF_THE_JOURNAL]
    if isinstance(theme, yaml.ScalarNode):
        theme = _node({"name": theme.value})
        _set(root, "theme", theme)
    if theme is None:
        theme = _node({"name": "material"})
        _set(root, "theme", theme)
    _set(theme, "font", _node(False))  # noqa: FBT003
    _set(theme, "custom_dir", _node("overrides"))
    _set(theme, "variant", _node("classic"))  # Zensical's name for the look of Material.
    for key, name in (("extra_css", "css"), ("extra_javascript", "js")):
        listed = _get(root, key)
        ours = _node([assets[name]])
        if isinstance(listed, yaml.SequenceNode):
            ours.value += listed.value
        _set(root, key, ours)
    _set(root, "docs_dir", _node("docs"))
    _set(root, "hooks", _node(["hooks/drawn_links.py"]))
    _set(root, "not_in_nav", _node("*\n"))
    _set(root, "nav", _node(list(navigation)) if own is None else own)
    said = (
        "# Made by `afterword render` from the journal's own configuration; made anew each time.\n"
    )
    return said + yaml.serialize(root, allow_unicode=True, width=100)


def scalar(nodes: Iterable[Any], key: str) -> str:
    """Return a setting's text, "" where there is none."""
    for node in nodes:
        found = _get(node, key)
        if isinstance(found, yaml.ScalarNode):
            return str(found.value)
    return ""


def has(nodes: Iterable[Any], *keys: str) -> bool:
    """Whether a setting is there, also one within another."""
    for node in nodes:
        found = node
        for key in keys:
            found = _get(found, key) if isinstance(found, yaml.MappingNode) else None
        if found is not None:
            return True
    return False


def lists(nodes: Iterable[Any], key: str, wanted: str) -> bool:
    """Whether a setting lists a name, with options or without."""
    return any(_lists(_get(node, key), wanted) for node in nodes)


def _lists(listed: Any, wanted: str) -> bool:
    """Whether a list, or a mapping of names to options, holds a name; of a path, its last part."""
    if isinstance(listed, yaml.MappingNode):
        names = [str(key.value) for key, _ in listed.value]
    else:
        names = list(map(_name, listed.value)) if isinstance(listed, yaml.SequenceNode) else []
    return any(name.rpartition(".")[2] == wanted for name in names)


def own_navigation(nodes: Iterable[Any]) -> Any:
    """Return the node of `nav`, `None` where there is none."""
    return next((found for node in nodes if (found := _get(node, "nav")) is not None), None)


def _merge(into: Any, node: Any) -> None:
    for key, value in node.value:
        there = _get(into, key.value)
        both = isinstance(there, yaml.MappingNode) and isinstance(value, yaml.MappingNode)
        if both:
            _merge(there, value)
        else:
            _set(into, key.value, value)


def _without_plugin(root: Any) -> None:
    plugins = _get(root, "plugins")
    if isinstance(plugins, yaml.MappingNode):
        plugins.value = [pair for pair in plugins.value if pair[0].value != "afterword"]
    elif isinstance(plugins, yaml.SequenceNode):
        plugins.value = [each for each in plugins.value if _name(each) != "afterword"]


def _name(node: Any) -> str:
    if isinstance(node, yaml.MappingNode):
        return str(node.value[0][0].value)
    return str(node.value)


def _get(node: Any, key: str) -> Any:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)


def _set(node: Any, key: str, value: Any) -> None:
    for at, (name, _) in enumerate(node.value):
        if name.value == key:
            node.value[at] = (name, value)
            return
    node.value.append((_node(key), value))


def _node(value: object) -> Any:
    return yaml.compose(as_yaml(value), Loader=yaml.SafeLoader)
