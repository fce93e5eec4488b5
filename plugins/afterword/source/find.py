"""Finds mkdocs.yml; loads nothing else, for those who are in a hurry."""

from __future__ import annotations

from pathlib import Path

CONFIG_NAMES = ("mkdocs.yml", "mkdocs.yaml")


def find_config(start: Path) -> Path | None:
    """Return the nearest `mkdocs.yml` in `start` or above it, `None` where there is none."""
    for folder in (start, *start.parents):
        for name in CONFIG_NAMES:
            if (folder / name).is_file():
                return folder / name
    return None
