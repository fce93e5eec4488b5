"""The MkDocs plugin: hands the journal's files to their pages and adds the views."""

from __future__ import annotations

import datetime as dt
import gc
import logging
import os
import secrets
import zoneinfo
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import jinja2
import yaml
from mkdocs.config.base import Config, ConfigErrors, ConfigWarnings, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from afterword.model.problem import Problem
from afterword.pages import addresses
from afterword.pages.assets import assets
from afterword.pages.head import head, with_head
from afterword.pen import almanac
from afterword.site.blocks import Blocks
from afterword.site.cache import Cache, assemble_index, index_of
from afterword.site.feeds import feeds
from afterword.site.folder import OwnFile
from afterword.site.frame import use_frames
from afterword.site.guard import why_off
from afterword.site.keeping import Keeping
from afterword.site.links import Links
from afterword.site.pages import Build, JournalPage
from afterword.site.parser import Parser
from afterword.site.search import add_search_script, search_script, write_index
from afterword.site.sharing import (
    counted,
    forget_where_it_came_from,
    keep_the_themes_files,
    refuse_dirty,
    refuse_one_folder,
)
from afterword.site.theme import keep_compiled
from afterword.site.turns import Turns
from afterword.site.ways import Way, find_way
from afterword.source.config import TODAY_VARIABLE, read_config, read_settings
from afterword.source.dates import read_date
from afterword.source.files import scan
from afterword.source.memory import Memory as FileMemory

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from afterword.site.ahead import Ahead
    from afterword.site.new_day import NewDay
    from afterword.site.whole import Whole

log = get_plugin_logger(__name__)

_NOT_IN_NAV = InclusionLevel.NOT_IN_NAV


class _Options(Config):  # type: ignore[no-untyped-call]
    """Nothing for MkDocs to check: the settings live in one table for plugin and commands."""


class AfterwordPlugin(BasePlugin[_Options]):  # type: ignore[no-untyped-call]
    """Renders a job-search journal; everything it knows it takes from the other rooms."""

    # Of the whole time that a site is served; settings are read anew for each build.
    _serving = False
    _builds = 0
    _token = ""
    _new_day: NewDay | None = None
    # Of one build.
    _files: Files
    _nav: Navigation
    _keeping: Keeping | None
    _way: Way
    _end_others: Callable[[], None] | None = None
    _ahead: Ahead | None = None
    _indexed = 0

    def load_config(
        self, options: dict[str, Any] | Config, config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Read the settings as the commands do, from the file, so that problems have a place."""
        self.config = _Options()
        if config_file_path and Path(config_file_path).is_file():
            with almanac.of_user() as store:
                almanac.recall(store)
            config, problems = read_config(Path(config_file_path))
            # While it is served, ticks go by what was right last, not by a default.
            if not (problems and self._serving):
                self.settings, self._excluded = config.settings, config.excluded
        else:
            name = config_file_path or "afterword"
            self.settings, problems = read_settings(yaml.safe_dump(dict(options)), name)
            self._excluded = None
        return [(_key(problem), ValidationError(str(problem))) for problem in problems], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Stop what would put a private journal on the web, and start keeping state."""
        if command == "gh-deploy" and not self.settings.publish:
            raise PluginError(
                "Afterword: a journal is private, so it is not deployed. "
                "Set `publish: true` under `afterword` in mkdocs.yml if you mean to."
            )
        self._serving = command == "serve"
        self._builds, self._token, self._turns = 0, secrets.token_urlsafe(), Turns()
        self._cache, self._dirty, self._memory = Cache(), dirty, FileMemory()
        if dirty and self.settings.share:
            refuse_dirty()
        if dirty:
            log.warning("--dirty leaves pages stale that show other entries' tasks.")

    # Before the search plugin asks the theme for its words.
    @event_priority(100)
    def _quicken(self, /, config: MkDocsConfig) -> None:
        """Keep compiled templates."""
        keep_compiled(config.theme)

    @event_priority(0)
    def _add(self, /, config: MkDocsConfig) -> MkDocsConfig:
        """Add stylesheet and script, and keep fonts from being loaded from another host."""
        if addresses.STYLESHEET not in config.extra_css:
            config.extra_css.insert(0, addresses.STYLESHEET)
        if addresses.SCRIPT not in config.extra_javascript:
            config.extra_javascript.append(addresses.SCRIPT)
        config.theme["font"] = False
        if not self._serving:
            add_search_script(config)
        if self.settings.share:
            forget_where_it_came_from(config)
        return config

    on_config = CombinedEvent(_quicken, _add)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Guard what is served, take ticks, and build anew when a day begins."""
        # Loaded here, since a build needs nothing of it.
        from afterword.site.serving import Site, begin

        site = Site(
            settings=lambda: self.settings,
            excluded=lambda: self._excluded,
            today=self._today,
            builds=lambda: self._builds,
            is_whole=lambda: self._cache.is_kept,
            is_of_a_fixed_day=self._fixed_day() is not None,
        )
        self._new_day = begin(server, config, site, self._token, self._turns)
        return server

    def on_shutdown(self) -> None:
        """Stop looking at the day, and know no more that anything is served."""
        if self._new_day:
            self._new_day.end()
        self._serving, self._new_day = False, None

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Keep the site and its shared copy apart, before the folder is emptied."""
        if not self._serving:  # Which writes to a folder of its own, gone when it ends.
            refuse_one_folder(config, shared=self.settings.share)
        whole = not self._dirty and not self.settings.share
        self._cache.begin(config, self, serving=self._serving, whole=whole)

    # After plugins that add or remove files, so that what they did is seen.
    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Give every file of the journal its page, and add the views and the data."""
        # What is read now lives until the next build: the collector need not walk it, neither
        # while it grows, nor for each page, nor when the program ends.
        gc.unfreeze()
        gc.disable()
        store = None if self.settings.share else self._cache.store
        found = scan(Path(config.docs_dir), self._excluded)
        today = self._today()
        fixed = self.settings.today is not None
        self._head = head(self._token_for(config), None if fixed else today, self.settings.timezone)
        self._files, self._keeping = files, self._cache.keeping(config, self.settings, self._head)

        once = [found]

        def read() -> Whole:
            # Loaded here, since a build of which only texts changed needs nothing of it.
            from afterword.site.whole import read_whole

            memory = self._memory if self._serving else None
            root, settings = Path(config.docs_dir), self.settings
            # Their bytes are not wanted any more once they are read.
            return read_whole(root, once.pop(), today, settings, files, memory=memory, store=store)

        whole = cache(read)
        self._way = way = find_way(self._cache, self._keeping, found, today, self.settings, whole)
        self._tell(way.problems)
        if self.settings.share:
            keep_the_themes_files(files, config)
        publishable = way.publishable
        for file in list(files):
            if file.src_dir == config.docs_dir and file.src_uri not in publishable:
                files.remove(file)
        self._links = Links(files)
        if self.settings.share:
            for entry in whole().loaded.journal.entries:
                self._links.add_new(OwnFile.generated(config, entry.path, content=""))
        self._blocks = Blocks(lambda: whole().renderer, self._links, way.blocks)
        for path, content in assets().items():
            self._links.add_new(OwnFile.generated(config, path, content=content))
        if not self._serving:
            self._links.add_new(search_script(config))
        made = feeds(lambda: whole().snapshot, store, config)
        self._feeds = [each for each in made if self._links.add_new(each)]
        build = Build(self._links, Parser(config), late=self._keeping is not None)
        self._end_others = way.end
        way.begin(self._feeds, serving=self._serving)
        way.hand_out(config, files, build)
        gc.freeze()
        gc.enable()
        return files

    # After the search plugin has written its index.
    @event_priority(-100)
    def _end(self, /, *, config: MkDocsConfig) -> None:
        """Make the site searchable from disk; fail a strict build on errors.

        With `--quiet` too, which keeps MkDocs from counting them.
        """
        record = self._way.record(self._blocks.shown)
        self._cache.finish(config, self._keeping, self._files, record)
        self._builds += 1
        if not self._serving:
            write_index(config)
        if config.strict and self._errors and not log.isEnabledFor(logging.WARNING):
            said = "1 error" if self._errors == 1 else f"{self._errors} errors"
            raise Abort(f"Afterword: {said} in the journal; see `afterword check`.")

    # Before the search plugin writes its index.
    @event_priority(100)
    def _write_kept(self, /, *, config: MkDocsConfig) -> None:
        """Write what is left: kept pages that are not there, their search index, the feeds."""
        if self._keeping:
            self._keeping.keep(self._files, self._nav)
        self._way.write(self._feeds)
        self._end_copies()
        if self._keeping:
            self._keeping.finish(self._files)
            assemble_index(config, self._keeping, self._files)

    on_post_build = CombinedEvent(_write_kept, _end)

    def on_build_error(self, *, error: Exception) -> None:
        """Switch the collector on again after a build that failed, wherever that was."""
        gc.enable()
        self._end_copies()
        self._cache.end()

    def _end_copies(self) -> None:
        if self._end_others:
            self._end_others()
        self._ahead = self._end_others = None

    def _tell(self, problems: Sequence[tuple[bool, str]]) -> None:
        """Log what is wrong in the journal; of a shared copy only how much."""
        self._errors = sum(is_error for is_error, _ in problems)
        if self.settings.share and problems:
            said = counted(len(problems), self._errors)
            log.log(logging.WARNING if self._errors else logging.INFO, said)
        elif not self.settings.share:
            for is_error, said in problems:
                log.log(logging.WARNING if is_error else logging.INFO, said)

    def _today(self) -> dt.date:
        """Return the day to build for: the one place where the site reads the clock."""
        zone = zoneinfo.ZoneInfo(self.settings.timezone) if self.settings.timezone else None
        return self._fixed_day() or dt.datetime.now(zone).astimezone(zone).date()

    def _fixed_day(self) -> dt.date | None:
        """Return the day that `afterword serve --today` or the settings look from, if any."""
        said = os.environ.get(TODAY_VARIABLE, "")
        day, wrong = read_date(said) if said else (self.settings.today, "")
        if wrong:
            raise PluginError(f"Afterword: {TODAY_VARIABLE} in the environment: {wrong}")
        return day

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Put the views first in the navigation, unless `nav:` orders it."""
        found = (self._links.find(path) for path in addresses.NAVIGATION)
        views = [file.page for file in found if file and file.page]
        if config.nav is None:
            for page in views:
                page.parent = None
            ours = set(map(id, views))
            nav.items = [*views, *(item for item in nav.items if id(item) not in ours)]
            nav.pages = [*views, *(page for page in nav.pages if id(page) not in ours)]
        if nav.homepage is None and views and views[0].is_homepage:
            nav.homepage = views[0]
        self._nav = nav
        return nav

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Draw the frame around pages once where it is the same."""
        use_frames(env, config)
        if self._keeping:
            self._keeping.begin(env)
        self._ahead = self._way.ahead(serving=self._serving)
        return env

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Have templates such as the sitemap's know the kept pages too."""
        if self._keeping:
            context["pages"] = self._keeping.pages(self._files)
        return context

    # After plugins that write Markdown, so that blocks in it are seen.
    @event_priority(-100)
    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Mark the blocks of a page, which are drawn when all else is there."""
        if self._serving:
            self._turns.give_way()
        return self._blocks.mark(page, markdown)

    @event_priority(100)
    def _show_search(
        self, /, context: TemplateContext, *, page: Page, config: MkDocsConfig, **_: Any
    ) -> None:
        """Let search plugins see the text and facts of a page, but no tasks and nothing private."""
        if isinstance(page, JournalPage):
            if self._ahead:
                self._ahead.take(page)
            page.make()
        self._content = page.content
        index = index_of(config) if self._keeping else None
        self._indexed = len(index.entries) if index else 0
        if isinstance(page, JournalPage):
            page.content = page.for_search
        page.content = self._blocks.without(page, page.content or "")

    @event_priority(-100)
    def _show_all(
        self, /, context: TemplateContext, *, page: Page, config: MkDocsConfig, **_: Any
    ) -> None:
        """Take the page's own content back before it is drawn, with its blocks."""
        if self._keeping:
            index = index_of(config)
            indexed = index.entries[self._indexed :] if index else ()
            self._keeping.made(page, indexed, alone=not self._blocks.are_in(page))
            if index:
                del index.entries[self._indexed :]  # See `assemble_index`.
        if isinstance(page, JournalPage) or self._blocks.are_in(page):
            page.content = self._blocks.drawn(page, self._content or "")

    # Search plugins index a page in this event, at the priorities in between.
    on_page_context = CombinedEvent(_show_search, _show_all)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Add what keeps a page from loading anything from another host, and its day."""
        if self._serving:
            self._turns.give_way()
        if isinstance(page, JournalPage):
            if self._keeping:
                self._keeping.drawn(page)
            page.let_go()
        return with_head(output, self._head)

    def on_post_template(
        self,
        output_content: str,
        *,
        template_name: str,
        config: MkDocsConfig,
    ) -> str:
        """Add the same to pages made from templates, such as the one for missing pages."""
        if not template_name.endswith(".html"):
            return output_content
        return with_head(output_content, self._head)

    def _token_for(self, config: MkDocsConfig) -> str:
        """Return the token that pages get: none where nothing can be ticked."""
        can_tick = self._serving and not why_off(self.settings, config.dev_addr.host)
        return self._token if can_tick else ""


def _key(problem: Problem) -> str:
    return problem.message.split("`")[1].split(":")[0] if "`" in problem.message else "afterword"
