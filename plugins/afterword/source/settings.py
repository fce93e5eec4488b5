"""The settings of the plugin: one table that reads, checks and explains each of them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from afterword.model.entry import Kind, Stage
from afterword.model.problem import Place, Problem
from afterword.model.rules import Rule
from afterword.model.settings import DIALECTS, FORMAT, Settings
from afterword.source.context import Context
from afterword.source.dates import read_date, read_due, read_interval
from afterword.source.nodes import Node, ScalarNode, is_blank
from afterword.source.suggest import did_you_mean

_COUNTRY = re.compile(r"([A-Za-z]{2,3})(?:-(\w[\w .-]*))?\Z")


class _Setting(NamedTuple):
    """One setting: the attributes of `Settings` it gives, from its node."""

    read: Callable[[Context, Node, str, Settings], Mapping[str, Any]]
    meaning: str
    example: str


def scalar_text(node: Node) -> str:
    """Return a scalar's text; `!ENV NAME` is the environment's value, as in MkDocs."""
    if node.tag == "!ENV":
        names = (
            [node.value] if isinstance(node, ScalarNode) else [each.value for each in node.value]
        )
        default = names.pop() if len(names) > 1 else ""
        return next((os.environ[name] for name in names if name in os.environ), default)
    return str(node.value) if isinstance(node, ScalarNode) and not is_blank(node) else ""


def apply_options(
    context: Context, node: Node, settings: Settings
) -> tuple[Settings, list[Problem]]:
    """Return the settings with a node of options read into them, and what is wrong in it."""
    before = len(context.problems)
    for key, key_node, value in context.mapping(node, "`afterword`"):
        setting = SETTINGS.get(key)
        if key == "enabled":
            continue  # MkDocs' own, for every plugin.
        if setting is None:
            _wrong(context, key_node, f"no setting `{key}`.{did_you_mean(key, SETTINGS)}")
        elif not (is_blank(value) or _unset(value)):
            settings = replace(settings, **setting.read(context, value, key, settings))
    said = [_as_setting(problem) for problem in context.problems[before:]]
    return settings, said


def _as_setting(problem: Problem) -> Problem:
    return replace(problem, code="AW-SETTING")


def _wrong(context: Context, at: Node | Place, message: str) -> None:
    context.report("AW-SETTING", at, message)


def _unset(node: Node) -> bool:
    """Whether a value is left to an environment variable that is not set."""
    return bool(node.tag == "!ENV" and not scalar_text(node))


def _format(context: Context, node: Node, key: str, before: Settings) -> Mapping[str, Any]:
    text = scalar_text(node)
    if text.isdecimal() and int(text) > FORMAT:
        _wrong(
            context,
            node,
            f"`format: {text}` is newer than what this Afterword knows ({FORMAT}): install a newer "
            "one; this one reads and writes nothing here.",
        )
        return {}
    if not text.isdecimal() or not int(text):
        _wrong(context, node, f"`format` wants a whole number; the newest form is {FORMAT}.")
        return {}
    return {key: int(text)}


def _timezone(context: Context, node: Node, key: str, before: Settings) -> Mapping[str, Any]:
    import zoneinfo

    name = scalar_text(node)
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        _wrong(
            context, node, f"`timezone: {name}` is no IANA name: write one such as `Europe/Berlin`."
        )
        return {}
    return {"timezone": name}


countries_known: set[str] = set()
"""Countries that the library has, as written in the settings; who knows of some, adds them."""


def _has_country(country: str) -> bool:
    """Whether the library has a country of two letters; it loads every country, where it has."""
    import holidays  # Costs 150 ms, so only where the setting asks for it.

    try:
        holidays.country_holidays(country)
    except (NotImplementedError, KeyError):
        return False
    return True


def _holidays(context: Context, node: Node, key: str, before: Settings) -> Mapping[str, Any]:
    text = scalar_text(node)
    found = _COUNTRY.match(text)
    country = found[1].upper() if found else ""
    if found:
        name = f"{country}-{found[2]}" if found[2] else country
        if name in countries_known or (name == country[:2] and _has_country(country)):
            return {"holidays": name}
    import holidays

    # All countries at once, to say what there is: 90 ms.
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


def _today(context: Context, node: Node, key: str, before: Settings) -> Mapping[str, Any]:
    day, said = read_date(scalar_text(node))
    if day is not None and not 1900 <= day.year < 2200:
        day, said = None, f"`{day}` is no day of a job search."
    if day is None:
        _wrong(context, node, f"`{key}`: {said}")
        return {}
    return {"today": day}


def _switch(context: Context, node: Node, key: str, before: Settings) -> Mapping[str, Any]:
    value = _boolean(context, node, key)
    return {} if value is None else {key: value}


def _boolean(context: Context, node: Node, key: str) -> bool | None:
    text = scalar_text(node).lower()
    if text in ("true", "yes", "on", "false", "no", "off"):
        return text in ("true", "yes", "on")
    _wrong(context, node, f"`{key}` wants `true` or `false`.")
    return None


def _number(context: Context, node: Node, key: str) -> int | None:
    text = scalar_text(node)
    if text.isdecimal() and len(text) <= 4:
        return int(text)
    _wrong(context, node, f"`{key}` wants a whole number, such as 3.")
    return None


def _momentum(context: Context, node: Node, key: str, before: Settings) -> Mapping[str, Any]:
    values: dict[str, Any] = {}
    known = ("live", "quiet_days")
    for name, name_node, value in context.mapping(node, f"`{key}`"):
        if name not in known:
            _wrong(context, name_node, f"no setting `{key}: {name}`.{did_you_mean(name, known)}")
        elif (number := _number(context, value, name)) is not None:
            values[name] = number
    return values


def _silence(context: Context, node: Node, key: str, before: Settings) -> Mapping[str, Any]:
    values = dict(before.silence)
    known = {stage.value: stage for stage in Stage}
    for name, name_node, value in context.mapping(node, f"`{key}`"):
        if name not in known:
            _wrong(context, name_node, f"no stage `{name}`.{did_you_mean(name, known)}")
        elif (number := _number(context, value, name)) is not None:
            values[known[name]] = number
    return {"silence": values}


def _keep_in_touch(context: Context, node: Node, key: str, before: Settings) -> Mapping[str, Any]:
    values: dict[str, Any] = {}
    known = ("live", "after")
    for name, name_node, value in context.mapping(node, f"`{key}`"):
        if name not in known:
            _wrong(context, name_node, f"no setting `{key}: {name}`.{did_you_mean(name, known)}")
            continue
        interval, said = read_interval(scalar_text(value))
        if interval is None:
            _wrong(context, value, f"`{key}: {name}`: {said or 'write how often'}.")
        else:
            values[f"{key}_{name}"] = interval
    return values


def _linkedin_note(context: Context, node: Node, key: str, before: Settings) -> Mapping[str, Any]:
    number = _number(context, node, key)
    return {} if number is None else {key: number}


def _dialect(context: Context, node: Node, key: str, before: Settings) -> Mapping[str, Any]:
    text = scalar_text(node)
    known = {each.casefold(): each for each in DIALECTS}
    if text.casefold() in known:
        return {key: known[text.casefold()]}
    _wrong(context, node, f"`{key}: {text}`: write one of {', '.join(DIALECTS)}.")
    return {}


def _folders(context: Context, node: Node, key: str, before: Settings) -> Mapping[str, Any]:
    values = dict(before.folders)
    known = {kind.value: kind for kind in Kind}
    for name, _, value in context.mapping(node, f"`{key}`"):
        kind = scalar_text(value)
        if kind in known:
            values[name.strip("/")] = known[kind]
        else:
            _wrong(context, value, f"`{name}: {kind}`: write one of {', '.join(known)}.")
    return {"folders": values}


def _words(context: Context, node: Node, key: str, before: Settings) -> Mapping[str, Any]:
    return {key: frozenset(_texts(context, node, key))}


def _texts(context: Context, node: Node, key: str) -> list[str]:
    return [text for item in context.items(node) if (text := context.text(item, key))]


def _verbs(context: Context, node: Node, key: str, before: Settings) -> Mapping[str, Any]:
    found = _texts(context, node, key)
    return {key: frozenset(verb.lower().replace("-", "_").replace(" ", "_") for verb in found)}


def _playbook(context: Context, node: Node, key: str, before: Settings) -> Mapping[str, Any]:
    rules = dict(before.playbook)
    for name, name_node, value in context.mapping(node, f"`{key}`"):
        if name not in rules:
            _wrong(context, name_node, f"no rule `{name}`.{did_you_mean(name, rules)}")
        else:
            rules[name] = _rule(context, value, rules[name])
    return {"playbook": rules}


def _rule(context: Context, node: Node, rule: Rule) -> Rule:
    if isinstance(node, ScalarNode) and scalar_text(node).lower() in ("off", "false", "no"):
        return replace(rule, off=True)
    for key, key_node, value in context.mapping(node, f"`{rule.name}`"):
        if key == "due":
            due, said = read_due(scalar_text(value), with_done=True)
            if due is None:
                _wrong(context, value, said)
            else:
                rule = replace(rule, due=due)
        elif key == "expires":
            if scalar_text(value).lower() in ("never", "false", "no"):
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
    "format": _Setting(
        _format,
        "the form of the entries, as `afterword init` writes it; an older Afterword, to which it "
        "is unknown, reads and writes nothing",
        "1",
    ),
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
    "keep_in_touch": _Setting(
        _keep_in_touch,
        "how often to be in touch with people: `live` while a matter with them is live, `after` "
        "afterwards; a person's page may say otherwise",
        "{live: every month, after: every 4 months}",
    ),
    "linkedin_note": _Setting(
        _linkedin_note,
        "characters that LinkedIn takes as the note of an invitation: 200, with Premium 300",
        "300",
    ),
    "dialect": _Setting(
        _dialect,
        "the English that thank-you notes are proofread in: "
        + ", ".join(f"`{each}`" for each in DIALECTS)
        + "; default: that of the holidays' country, else `en-US`",
        "en-GB",
    ),
    "folders": _Setting(
        _folders, "more folders that hold entries, with the kind each gives", "{calls: interview}"
    ),
    "keys": _Setting(_words, "front-matter keys of your own", "[mood, referred_by]"),
    "verbs": _Setting(_verbs, "checklist verbs of your own", "[research, prepare]"),
    "ticking": _Setting(
        _switch, "whether tasks can be ticked on the [served site](serving.md)", "false"
    ),
    "share": _Setting(
        _switch,
        "build the site as a copy with names, addresses, notes and pay left out, for a coach or a "
        "friend; see [Sharing](sharing.md)",
        "true",
    ),
    "publish": _Setting(_switch, "whether `mkdocs gh-deploy` may run", "false"),
}
"""Every setting, for the plugin and the commands alike."""
