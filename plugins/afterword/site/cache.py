"""What the site's builds keep from one to the next, and when they do."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.plugins import get_plugin_logger

from afterword.site.aside import SEARCH, identity, why_not_kept
from afterword.site.folder import Output, SiteFolder
from afterword.site.keeping import Keeping
from afterword.site.kept import Row, Shelf
from afterword.site.theme import pass_over_icons
from afterword.source.store import Store

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.plugins import BasePlugin
    from mkdocs.structure.files import Files

    from afterword.model.settings import Settings
    from afterword.site.record import Record

log = get_plugin_logger(__name__)

_SITE = "site"


class Cache:
    """The store beside `mkdocs.yml`, and the site's folder, over all builds of one program.

    A shared copy has no part in it, and nothing is kept in a build that MkDocs calls dirty.
    """

    def __init__(self) -> None:
        self.store: Store | None = None
        self._served: dict[str, tuple[dict[str, Output], frozenset[str]]] = {}
        self._record: tuple[str, Record] | None = None
        self._unpacked: dict[str, tuple[bytes, Row]] = {}
        self._folder: SiteFolder | None = None
        self._room = ""
        self._serving = False

    def begin(
        self, config: MkDocsConfig, own: BasePlugin[Any], *, serving: bool, whole: bool
    ) -> None:
        """Get ready for a build; pages are kept where it is a `whole` one and nothing forbids."""
        self.store = Store(beside(config), log.info)
        self._serving = serving
        self._room = f"{Path(config.config_file_path or 'mkdocs.yml').name} {_mode(serving)}"
        why = why_not_kept(config, own) if whole else "it is not a whole build"
        if why:
            self._folder = None
            self._served = {}
            if whole:
                log.info("Every page is made anew: %s.", why)
            return
        if serving:
            served = self._served.get(config.site_dir)
            self._folder = SiteFolder(config.site_dir, *(served or ({},)))
        else:
            self._folder = SiteFolder(config.site_dir, self._written(config.site_dir))
        self._folder.begin()
        pass_over_icons(config.theme)

    def keeping(self, config: MkDocsConfig, settings: Settings, head: str) -> Keeping | None:
        """Return what this build keeps pages with, `None` where it keeps none."""
        if self._folder is None or self.store is None:
            return None
        shelf = Shelf(self.store, self._room, identity(config, settings), self._unpacked)
        return Keeping(shelf, self._folder, config, head, serving=self._serving)

    @property
    def is_kept(self) -> bool:
        """Whether the site's folder is whole at every moment, while it is written too."""
        return bool(self._served)

    def record(self, keeping: Keeping) -> Record | None:
        """Return what the build before told of itself, where it was of the same configuration."""
        if not self._serving:
            return keeping.shelf.record()
        identity, record = self._record or ("", None)
        return record if identity == keeping.shelf.identity else None

    def finish(
        self, config: MkDocsConfig, keeping: Keeping | None, files: Files, record: Record | None
    ) -> None:
        """Remember what was written, and of what."""
        if keeping and self._folder:
            if self._serving:
                others = keeping.paths(files) - keeping.outputs.keys()
                self._folder.keep_of_others(others)
                self._served = {config.site_dir: (keeping.outputs, others)}
                self._record = (keeping.shelf.identity, record) if record else None
            elif self.store:
                value = json.dumps(keeping.outputs).encode()
                self.store.put(_SITE, [(self._room, _key(config.site_dir), value)])
                if record:
                    keeping.shelf.put_record(record)
        self.end()

    def end(self) -> None:
        """Let go of everything, after a build or what became of it."""
        if self._folder:
            self._folder.end()
        if self.store:
            self.store.close()
        self._folder = self.store = None

    def _written(self, folder: str) -> dict[str, Output]:
        rows = self.store.get(_SITE, [self._room]) if self.store else {}
        key, value = rows.get(self._room, (b"", b""))
        if key != _key(folder):
            return {}
        return {path: tuple(output) for path, output in json.loads(value).items()}


def beside(config: MkDocsConfig) -> Path:
    """Return the folder in which `mkdocs.yml` lies."""
    return Path(config.config_file_path or config.docs_dir).resolve().parent


def index_of(config: MkDocsConfig) -> Any:
    """Return the search plugin's index, `None` where there is none."""
    for plugin in config.plugins.values():
        if type(plugin).__module__ == SEARCH:
            return getattr(plugin, "search_index", None)
    return None


def assemble_index(config: MkDocsConfig, keeping: Keeping, files: Files) -> None:
    """Have the search plugin write what is known of kept pages too, in the order of all pages."""
    index = index_of(config)
    if index is None:
        return
    original: Callable[[Any], str] = index.generate_search_index

    def generate(before: Any) -> str:
        index.entries = []
        return keeping.search_index(files, original(before))

    index.generate_search_index = generate


def _mode(serving: bool) -> str:
    return "served" if serving else "built"


def _key(folder: str) -> bytes:
    return os.path.realpath(folder).encode("utf-8", "surrogateescape")
