"""Brings the README and its neighbours into the site of the documentation, with their links."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[2]
PAGES = {
    "README.md": "index.md",
    "CHANGELOG.md": "CHANGELOG.md",
    "CONTRIBUTING.md": "CONTRIBUTING.md",
    "SECURITY.md": "SECURITY.md",
    "LICENSE": "LICENSE.md",
}
_LINK = re.compile(r"\]\(([\w./-]+)((?:#[\w-]+)?)\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that stand beside `docs/`, not in it."""
    for name, page in PAGES.items():
        text = (ROOT / name).read_text("utf-8")
        if not name.endswith(".md"):
            text = f"# Licence\n\n{text}"
        files.append(File.generated(config, page, content=_LINK.sub(_moved, text)))
    return files


def _moved(found: re.Match[str]) -> str:
    target = PAGES.get(found[1], found[1].removeprefix("docs/"))
    return f"]({target}{found[2]})"
