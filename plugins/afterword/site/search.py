"""Search in a built site that is opened from disk, where Material's own cannot be loaded."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from afterword.pages import addresses
from afterword.pages.assets import search_from_disk

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

_FOLDER = "search"


def add_search_script(config: MkDocsConfig) -> None:
    """Have the pages load the script before the theme's own, which starts the search.

    For builds only: see `write_index`.
    """
    scripts = config.extra.setdefault("polyfills", [])
    if addresses.SEARCH_SCRIPT not in scripts:
        scripts.append(addresses.SEARCH_SCRIPT)


def search_script(config: MkDocsConfig) -> File:
    """Return the script that runs the theme's search where browsers start no workers."""
    return File.generated(config, addresses.SEARCH_SCRIPT, content=search_from_disk())


def write_index(config: MkDocsConfig) -> None:
    """Write the search index once more, as the JavaScript that Material loads from disk.

    For builds only, never under serve: any website may load a script from a server, and would
    read the journal. So that a built site on a server gives nothing away either, the script says
    nothing unless the page that loads it comes from disk.
    """
    folder = Path(config.site_dir) / _FOLDER
    index = folder / "search_index.json"
    if index.is_file():
        with index.open("rb") as source, (folder / "search_index.js").open("wb") as target:
            target.write(b'var __index = location.protocol === "file:" ? ')
            shutil.copyfileobj(source, target)
            target.write(b" : undefined;\n")
