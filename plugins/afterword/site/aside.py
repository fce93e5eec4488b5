"""Whether pages may be kept from one build to the next, and what every one of them depends on."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import partial
from pathlib import PurePath
from types import BuiltinFunctionType, FunctionType
from typing import TYPE_CHECKING, Any

import mkdocs
from mkdocs.config.base import Config

from afterword.pages.digest import digest
from afterword.site.frame import can_frame, theme_folder
from afterword.source.store import package_state

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.plugins import BasePlugin

    from afterword.model.settings import Settings

SEARCH = "material.plugins.search.plugin"
"""The search of which the pieces of the index are known."""
_OF_PAGES = (
    *("page_content", "page_context", "page_markdown", "page_read_source", "post_page", "pre_page"),
    *("env", "template_context", "pre_template", "post_template"),
)
"""The events in which a plugin may change what a page is."""
_PURE = frozenset(
    {
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code"),
        *("footnotes", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc"),
        *("pymdownx.betterem", "pymdownx.caret", "pymdownx.critic", "pymdownx.details"),
        *("pymdownx.emoji", "pymdownx.escapeall", "pymdownx.highlight", "pymdownx.inlinehilite"),
        *("pymdownx.keys", "pymdownx.magiclink", "pymdownx.mark", "pymdownx.progressbar"),
        *("pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist"),
        *("pymdownx.tilde", "pymdownx.arithmatex"),
    }
)
"""Markdown extensions that make a page of nothing but its text and their options."""
_ELSEWHERE = frozenset({"site_dir", "config_file_path"})
"""What pages say nothing of."""
_PACKAGES = ("mkdocs", "material", "markdown", "pymdownx", "jinja2", "pygments")
_KNOWN_CODE = frozenset({*_PACKAGES, "builtins", "datetime"})
"""Where functions in settings may come from: of these, a change is seen."""

_MKDOCS_TEMPLATES = os.path.join(os.path.dirname(mkdocs.__file__), "templates")


def why_not_kept(config: MkDocsConfig, own: BasePlugin[Any]) -> str:
    """Return why every page is made anew in each build, or ""."""
    if not can_frame(config):
        return "the theme is another one, or parts of it are your own"
    for name in _OF_PAGES:
        for method in config.plugins.events.get(name, ()):
            if name_of := _other(method, own, name):
                return f"{name_of} may change pages"
    for follower in _after(config.plugins.events.get("files", ()), own):
        if name_of := _other(follower, own, "files"):
            return f"{name_of} goes by the files of all pages"
    for method in config.plugins.events.get("nav", ()):
        if name_of := _other(method, own, "nav"):
            return f"{name_of} may change the navigation"
    if config.extra_templates:
        return "templates of your own may show the text of any page"
    return _why_of_markdown(config)


def _why_of_markdown(config: MkDocsConfig) -> str:
    """Return which part of Markdown may make something else of the same text, or ""."""
    for function in _functions(config.mdx_configs):
        if function.__module__.partition(".")[0] not in _KNOWN_CODE:
            name = f"{function.__module__}.{function.__qualname__}"
            return f"the function {name} may make something else of a page"
    emoji = (config.mdx_configs or {}).get("pymdownx.emoji") or {}
    if (emoji.get("options") or {}).get("custom_icons"):
        return "pages may show icons of your own"
    others = [each for each in config.markdown_extensions if _short(each) not in _PURE]
    if others:
        return f"the Markdown extension {others[0]} may read other files"
    return ""


def identity(config: MkDocsConfig, settings: Settings) -> str:
    """Return what all pages depend on besides the journal: settings, theme, versions."""
    states = [package_state(name) for name in _PACKAGES]
    told = _told({name: value for name, value in config.items() if name not in _ELSEWHERE})
    return digest(
        told, _told_settings(settings), mkdocs.__version__, *states, *_templates(config.theme.dirs)
    )


def _told_settings(settings: Settings) -> str:
    """Return our own settings as a text; sets of texts are in another order in each run."""
    values = {each.name: getattr(settings, each.name) for each in fields(settings)}
    return repr({name: sorted(v) if isinstance(v, frozenset) else v for name, v in values.items()})


def _other(method: object, own: BasePlugin[Any], event: str) -> str:
    """Return whose a plugin's method is, "" where it does nothing to our pages."""
    plugin = getattr(method, "__self__", None)
    if plugin is own:
        return ""
    if plugin is None:
        return f"the hook in {getattr(method, '__module__', 'mkdocs.yml')}"
    module = type(plugin).__module__
    if module == SEARCH and event == "page_context":
        return ""
    return f"the plugin {module.removesuffix('.plugin').rpartition('.')[2]}"


def _after(methods: Sequence[object], own: BasePlugin[Any]) -> Sequence[object]:
    """Return what is called after our own method, when kept pages look like other files."""
    places = [at for at, each in enumerate(methods) if getattr(each, "__self__", None) is own]
    return methods[places[-1] + 1 :] if places else methods


def _functions(value: object) -> Iterator[Any]:
    """Yield the functions and classes that are named in a setting."""
    if isinstance(value, partial):
        yield from _functions([value.func, *value.args, value.keywords])
    elif isinstance(value, (FunctionType, BuiltinFunctionType, type)):
        yield value
    elif isinstance(value, Mapping):
        yield from _functions(list(value.values()))
    elif isinstance(value, (list, tuple, set, frozenset)):
        for each in value:
            yield from _functions(each)
    elif type(value).__module__.partition(".")[0] not in _KNOWN_CODE:
        yield type(value)


def _short(extension: str) -> str:
    return extension.removeprefix("markdown.extensions.").partition(":")[0]


def _told(value: object) -> str:
    """Return a setting's value as a text that is the same in every run."""
    if isinstance(value, Config):
        return _told(dict(value))
    if isinstance(value, Mapping):
        pairs = sorted(f"{key!r}:{_told(each)}" for key, each in value.items())
        return f"{type(value).__name__}{{{','.join(pairs)}}}"
    if isinstance(value, (str, bytes, int, float, bool, type(None), PurePath)):
        return repr(value)
    if isinstance(value, (set, frozenset)):
        return f"{{{','.join(sorted(map(_told, value)))}}}"
    if isinstance(value, Sequence):
        return f"[{','.join(map(_told, value))}]"
    if isinstance(value, partial):
        return f"partial{_told([value.func, value.args, value.keywords])}"
    if isinstance(value, (FunctionType, BuiltinFunctionType, type)):
        held = [each.cell_contents for each in getattr(value, "__closure__", None) or ()]
        return f"{value.__module__}.{value.__qualname__}{_told(held)}"
    if not hasattr(value, "__dict__"):  # A date, say.
        return repr(value)
    config = getattr(value, "config", None)
    if isinstance(config, Config):  # A plugin.
        return f"{type(value).__module__} {_told(config)}"
    names = {name: each for name, each in getattr(value, "__dict__", {}).items() if name[0] != "_"}
    plain = {name: each for name, each in names.items() if isinstance(each, (str, int, bool, list))}
    return f"{type(value).__module__}.{type(value).__qualname__}{_told(plain)}"


def _templates(folders: Sequence[str]) -> Iterator[str]:
    """Yield the state of what the user adds to the theme."""
    for folder in folders:
        if folder == theme_folder() or folder.endswith(os.path.join("mkdocs", "templates")):
            continue
        for path, _, names in os.walk(folder):
            for name in sorted(names):
                state = os.stat(os.path.join(path, name))
                yield f"{path}/{name} {state.st_size} {state.st_mtime_ns}"
