"""Reads mkdocs.yml: the plugin's settings through one table, without importing MkDocs."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from afterword.model.entry import Kind, Stage
from afterword.model.problem import Place, Problem
from afterword.model.rules import RULES, Rule
from afterword.model.settings import FOLDERS, SILENCE, Settings
from afterword.source.context import Context
from afterword.source.dates import read_date, read_due
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
from afterword.source.suggest import did_you_mean

CONFIG_NAMES = ("mkdocs.yml", "mkdocs.yaml")
_COUNTRY = re.compile(r"([A-Za-z]{2,3})(?:-(\w[\w .-]*))?\Z")


@dataclass(frozen=True, slots=True)
class Config:
    """What `mkdocs.yml` says that concerns the journal.

    `root` is the journal's folder; `excluded` tells which paths in it `exclude_docs` leaves out.
    """

    path: Path
    root: Path
    settings: Settings
    excluded: Callable[[str], bool] | None
    has_plugin: bool


class _Setting(NamedTuple):
    """One setting: the attributes of `Settings` it gives, from its node."""

    read: Callable[[Context, Node, str], Mapping[str, Any]]
    meaning: str
    example: str


def find_config(start: Path) -> Path | None:
    """Return the nearest `mkdocs.yml` in `start` or above it, `None` where there is none."""
    for folder in (start, *start.parents):
        for name in CONFIG_NAMES:
            if (folder / name).is_file():
                return folder / name
    return None


def read_config(path: Path) -> tuple[Config, tuple[Problem, ...]]:
    """Read `mkdocs.yml` and what it inherits from.

    A wrong setting is a problem with its place and leaves that setting at its default. MkDocs' own
    tags are passed over; `!ENV` is carried out. Raises `OSError` where the file cannot be read.
    """
    layers = list(_layers(path))
    problems = [problem for layer in layers for problem in layer.context.problems]
    options, has_plugin = _options(layers)
    settings = Settings()
    for context, node in options:
        settings, said = _read(context, node, settings)
        problems += said
    docs_dir = next((text for each in layers if (text := each.scalar("docs_dir"))), "docs")
    patterns = next((text for each in layers if (text := each.scalar("exclude_docs"))), "")
    config = Config(
        path=path,
        root=Path(os.path.normpath(path.parent / docs_dir)),
        settings=settings,
        excluded=_excluder(patterns),
        has_plugin=has_plugin,
    )
    return config, tuple(problems)


def read_settings(text: str, name: str) -> tuple[Settings, tuple[Problem, ...]]:
    """Read the plugin's options alone, given as YAML; `name` stands for the file in problems."""
    layer = _layer(text, name)
    said = list(layer.context.problems)
    if layer.root is None:
        return Settings(), tuple(said)
    settings, more = _read(layer.context, layer.root, Settings())
    return settings, (*said, *more)


@dataclass(slots=True)
class _Layer:
    """One configuration file: its nodes by top-level key."""

    context: Context
    root: Node | None
    keys: dict[str, Node]

    def scalar(self, key: str) -> str:
        node = self.keys.get(key)
        return _scalar(node) if isinstance(node, ScalarNode) else ""


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


def _scalar(node: Node) -> str:
    """Return a scalar's text; `!ENV NAME` is the environment's value, as in MkDocs."""
    if node.tag == "!ENV":
        names = (
            [node.value] if isinstance(node, ScalarNode) else [each.value for each in node.value]
        )
        default = names.pop() if len(names) > 1 else ""
        return next((os.environ[name] for name in names if name in os.environ), default)
    return str(node.value) if isinstance(node, ScalarNode) and not is_blank(node) else ""


def _options(layers: Iterable[_Layer]) -> tuple[list[tuple[Context, Node]], bool]:
    """Return the option nodes of the plugin, the most general first, and whether it is listed.

    MkDocs merges what is inherited while `plugins:` is a mapping; a list replaces it.
    """
    found: list[tuple[Context, Node]] = []
    listed = False
    for layer in layers:
        plugins = layer.keys.get("plugins")
        if plugins is None:
            continue
        for name, node in _plugins(plugins):
            if name == "afterword":
                listed = True
                if node is not None and not is_blank(node):
                    found.insert(0, (layer.context, node))
        if isinstance(plugins, SequenceNode):
            break
    return found, listed


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


def _excluder(patterns: str) -> Callable[[str], bool] | None:
    if not patterns.strip():
        return None
    from pathspec.gitignore import GitIgnoreSpec  # Only few journals need it.

    spec = GitIgnoreSpec.from_lines(patterns.splitlines())
    return spec.match_file


def _read(context: Context, node: Node, settings: Settings) -> tuple[Settings, list[Problem]]:
    before = len(context.problems)
    for key, key_node, value in context.mapping(node, "`afterword`"):
        setting = SETTINGS.get(key)
        if key == "enabled":
            continue  # MkDocs' own, for every plugin.
        if setting is None:
            _wrong(context, key_node, f"no setting `{key}`.{did_you_mean(key, SETTINGS)}")
        elif not is_blank(value):
            settings = replace(settings, **setting.read(context, value, key))
    said = [_as_setting(problem) for problem in context.problems[before:]]
    return settings, said


def _as_setting(problem: Problem) -> Problem:
    return replace(problem, code="AW-SETTING")


def _wrong(context: Context, at: Node | Place, message: str) -> None:
    context.report("AW-SETTING", at, message)


def _timezone(context: Context, node: Node, key: str) -> Mapping[str, Any]:
    import zoneinfo

    name = _scalar(node)
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        _wrong(
            context, node, f"`timezone: {name}` is no IANA name: write one such as `Europe/Berlin`."
        )
        return {}
    return {"timezone": name}


def _holidays(context: Context, node: Node, key: str) -> Mapping[str, Any]:
    import holidays  # Costs 60 ms, so only where the setting asks for it.

    text = _scalar(node)
    found = _COUNTRY.match(text)
    country = found[1].upper() if found else ""
    known = holidays.list_supported_countries()
    if found is None or country not in known:
        _wrong(
            context,
            node,
            f"`holidays: {text}` is no country: write its two letters, such as `US`, or with a "
            "subdivision `DE-BY`.",
        )
        return {}
    subdivision = found[2] or ""
    if subdivision and subdivision not in known[country]:
        choices = ", ".join(known[country]) or "none is known"
        _wrong(context, node, f"`{country}` has no subdivision `{subdivision}` ({choices}).")
        return {}
    return {"holidays": f"{country}-{subdivision}" if subdivision else country}


def _today(context: Context, node: Node, key: str) -> Mapping[str, Any]:
    day, said = read_date(_scalar(node))
    if day is None:
        _wrong(context, node, f"`{key}`: {said}")
        return {}
    return {"today": day}


def _switch(context: Context, node: Node, key: str) -> Mapping[str, Any]:
    value = _boolean(context, node, key)
    return {} if value is None else {key: value}


def _boolean(context: Context, node: Node, key: str) -> bool | None:
    text = _scalar(node).lower()
    if text in ("true", "yes", "on", "false", "no", "off"):
        return text in ("true", "yes", "on")
    _wrong(context, node, f"`{key}` wants `true` or `false`.")
    return None


def _share(context: Context, node: Node, key: str) -> Mapping[str, Any]:
    if _boolean(context, node, key):
        # Silence here would publish what the user believes to be left out.
        _wrong(context, node, "this version cannot build a shared copy yet; remove `share: true`.")
    return {}


def _number(context: Context, node: Node, key: str) -> int | None:
    text = _scalar(node)
    if text.isdecimal() and len(text) <= 4:
        return int(text)
    _wrong(context, node, f"`{key}` wants a whole number, such as 3.")
    return None


def _momentum(context: Context, node: Node, key: str) -> Mapping[str, Any]:
    values: dict[str, Any] = {}
    known = ("live", "quiet_days")
    for name, name_node, value in context.mapping(node, f"`{key}`"):
        if name not in known:
            _wrong(context, name_node, f"no setting `{key}: {name}`.{did_you_mean(name, known)}")
        elif (number := _number(context, value, name)) is not None:
            values[name] = number
    return values


def _silence(context: Context, node: Node, key: str) -> Mapping[str, Any]:
    values = dict(SILENCE)
    known = {stage.value: stage for stage in Stage}
    for name, name_node, value in context.mapping(node, f"`{key}`"):
        if name not in known:
            _wrong(context, name_node, f"no stage `{name}`.{did_you_mean(name, known)}")
        elif (number := _number(context, value, name)) is not None:
            values[known[name]] = number
    return {"silence": values}


def _folders(context: Context, node: Node, key: str) -> Mapping[str, Any]:
    values = dict(FOLDERS)
    known = {kind.value: kind for kind in Kind}
    for name, _, value in context.mapping(node, f"`{key}`"):
        kind = _scalar(value)
        if kind in known:
            values[name.strip("/")] = known[kind]
        else:
            _wrong(context, value, f"`{name}: {kind}`: write one of {', '.join(known)}.")
    return {"folders": values}


def _words(context: Context, node: Node, key: str) -> Mapping[str, Any]:
    return {key: frozenset(context.text(item, key) for item in context.items(node))}


def _verbs(context: Context, node: Node, key: str) -> Mapping[str, Any]:
    found = (context.text(item, key) for item in context.items(node))
    return {key: frozenset(verb.lower().replace("-", "_").replace(" ", "_") for verb in found)}


def _playbook(context: Context, node: Node, key: str) -> Mapping[str, Any]:
    rules = dict(RULES)
    for name, name_node, value in context.mapping(node, f"`{key}`"):
        if name not in rules:
            _wrong(context, name_node, f"no rule `{name}`.{did_you_mean(name, rules)}")
        else:
            rules[name] = _rule(context, value, rules[name])
    return {"playbook": rules}


def _rule(context: Context, node: Node, rule: Rule) -> Rule:
    if isinstance(node, ScalarNode) and _scalar(node).lower() in ("off", "false", "no"):
        return replace(rule, off=True)
    for key, key_node, value in context.mapping(node, f"`{rule.name}`"):
        if key == "due":
            due, said = read_due(_scalar(value), with_done=True)
            if due is None:
                _wrong(context, value, said)
            else:
                rule = replace(rule, due=due)
        elif key == "expires":
            if _scalar(value).lower() in ("never", "false", "no"):
                rule = replace(rule, expires=None)
            elif (days := _number(context, value, key)) is not None:
                rule = replace(rule, expires=days)
        elif key == "off":
            off = _boolean(context, value, key)
            rule = rule if off is None else replace(rule, off=off)
        else:
            known = ("due", "expires", "off")
            _wrong(context, key_node, f"a rule has no `{key}`.{did_you_mean(key, known)}")
    return rule


SETTINGS: Mapping[str, _Setting] = {
    "timezone": _Setting(
        _timezone, "the journal's time zone, an IANA name; default: the machine's", "Europe/Berlin"
    ),
    "holidays": _Setting(
        _holidays,
        "the country, or country-subdivision, whose public holidays are no business days; "
        "default: none",
        "DE-BY",
    ),
    "today": _Setting(_today, "a fixed day to look from; for samples and tests only", "2026-11-22"),
    "playbook": _Setting(
        _playbook,
        "changes to the playbook, by rule: `due`, `expires` (days, or `never`), `off`",
        "{thank: {due: +2 business days}, connect: off}",
    ),
    "momentum": _Setting(
        _momentum,
        "`live`: how many live opportunities to keep up; `quiet_days`: days without a new entry "
        "before the search counts as quiet",
        "{live: 3, quiet_days: 7}",
    ),
    "silence": _Setting(
        _silence,
        "days without a sign, by stage, before an opportunity is marked as quiet",
        "{applied: 21, screening: 18, interviewing: 12, offer: 5}",
    ),
    "folders": _Setting(
        _folders, "more folders that hold entries, with the kind each gives", "{calls: interview}"
    ),
    "keys": _Setting(_words, "front-matter keys of your own", "[mood, referred_by]"),
    "verbs": _Setting(_verbs, "checklist verbs of your own", "[research, prepare]"),
    "ticking": _Setting(_switch, "whether tasks can be ticked on the served site", "true"),
    "share": _Setting(
        _share,
        "build a copy with names, addresses, notes and pay left out; not available yet",
        "false",
    ),
    "publish": _Setting(_switch, "whether `mkdocs gh-deploy` may run", "false"),
}
"""Every setting, for the plugin and the commands alike."""
