"""What a shared copy wants of MkDocs: no file of the journal, no address of it, a folder apart."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs.exceptions import PluginError
from mkdocs.theme import Theme

from afterword.pages import addresses

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

_OURS = re.compile(r'\{"format":\d+,"today":"[^"]*",("shared":true)?')
"""How an `afterword.json` begins, which says whether the site is a shared copy."""
_HEAD = 100


def refuse_dirty() -> None:
    """Refuse to leave in the folder what was there before."""
    raise PluginError(
        "Afterword: --dirty leaves in the folder what an earlier build wrote, so a shared copy is "
        "not built with it."
    )


def refuse_one_folder(config: MkDocsConfig, *, shared: bool) -> None:
    """Refuse to build a site where its shared copy is, and a copy where the site is.

    One day the folder that was given away would hold the names. Raises a `PluginError`.
    """
    try:
        with (Path(config.site_dir) / addresses.DATA).open(encoding="utf-8") as file:
            found = _OURS.match(file.read(_HEAD))
    except (OSError, UnicodeDecodeError):
        return
    if found and bool(found[1]) is not shared:
        held, wanted = ("the journal's own site", "a shared copy")[:: 1 if shared else -1]
        folder = "shared" if shared else "site"
        raise PluginError(
            f"Afterword: {config.site_dir} holds {held}; {wanted} wants a folder of its own, so "
            f"that neither is taken for the other. Set another `site_dir:` (such as `{folder}`), "
            "or delete that folder first."
        )


def forget_where_it_came_from(config: MkDocsConfig) -> None:
    """Take out of the configuration what names the journal's files or where they are kept."""
    config.repo_url = config.repo_name = config.edit_uri = None
    config.edit_uri_template = None
    # What `nav:` names is not in the copy, and its titles are the user's words.
    config.nav = None
    config.extra_templates = []


def keep_the_themes_files(files: Files, config: MkDocsConfig) -> None:
    """Remove every file but the theme's, and what would link to one of those that are gone."""
    for file in list(files):
        if file.src_dir not in config.theme.dirs or file.src_dir == config.docs_dir:
            files.remove(file)
    # A file of the journal may have stood in the place of one of them.
    files.add_files_from_theme(config.theme.get_env(), config)
    known = set(files.src_uris) | {addresses.STYLESHEET, addresses.SCRIPT}

    def is_there(path: object) -> bool:
        parts = urlsplit(str(path))
        return bool(parts.scheme or parts.netloc) or parts.path.lstrip("/") in known

    config.extra_css = [each for each in config.extra_css if is_there(each)]
    config.extra_javascript = [each for each in config.extra_javascript if is_there(each)]
    plain = Theme(config.theme.name)
    for name in ("logo", "favicon"):
        if config.theme.get(name) and not is_there(config.theme[name]):
            config.theme[name] = plain.get(name)


def counted(problems: int, errors: int) -> str:
    """Return in a sentence how many problems there are, and how many of them are errors.

    Their messages quote the journal, and a copy is often built where others read along.
    """
    from afterword.pages.words import count  # Which loads much that a build may not need.

    said = f"{count(errors, 'error')} and {count(problems - errors, 'warning')} in the journal"
    return f"{said}; see `afterword check`."
