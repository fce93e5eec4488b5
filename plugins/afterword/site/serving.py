"""Begins to serve: guards the pages, takes ticks, watches files, and builds when a day begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.plugins import get_plugin_logger

from afterword.model.settings import Settings
from afterword.pen.desk import Desk, desk_beside
from afterword.pen.memory import Memory
from afterword.site.answers import Answers
from afterword.site.guard import why_off
from afterword.site.links import page_url
from afterword.site.meanwhile import serve_meanwhile
from afterword.site.new_day import NewDay
from afterword.site.turns import Turns
from afterword.site.watching import watch_by_events
from afterword.site.writeback import mount

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger(__name__)


@dataclass(frozen=True, slots=True)
class Site:
    """What is asked of the site while it is served, each time anew.

    `builds` is the number of finished builds, `is_whole` whether its folder is whole while it is
    built; `is_of_a_fixed_day` whether no new day is to be waited for.
    """

    settings: Callable[[], Settings]
    excluded: Callable[[], Callable[[str], bool] | None]
    today: Callable[[], dt.date]
    builds: Callable[[], int]
    is_whole: Callable[[], bool]
    is_of_a_fixed_day: bool


def begin(
    server: LiveReloadServer, config: MkDocsConfig, site: Site, token: str, turns: Turns
) -> NewDay | None:
    """Get a server ready that is not started yet; returns what notices a new day, if anything."""
    host = config.dev_addr.host

    def why() -> str:
        return why_off(site.settings(), host)

    def desk() -> Desk:
        root = Path(config.docs_dir)
        beside = Path(config.config_file_path or root)
        return desk_beside(beside, root, site.settings(), site.excluded(), site.today(), memory)

    watch_by_events(server, config)
    serve_meanwhile(server, site.is_whole)
    memory = Memory()
    answers = Answers(desk, site.builds, lambda path: page_url(path, config))
    mount(server, answers, token, turns, why)
    log.info(why() or "Tasks can be ticked on the pages.")
    if site.is_of_a_fixed_day:
        return None
    day = desk().state / "today"
    new_day = NewDay(day, site.today)
    if new_day.begin():
        server.watch(str(day))
    else:
        log.info("A new day is not noticed by itself: %s cannot be written.", day)
    return new_day
