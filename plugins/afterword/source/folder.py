"""Every file of the journal's folder as it stands, for whoever takes the whole journal along."""

from __future__ import annotations

import os
from pathlib import Path

from afterword.model.folder import TEXTS, Folder
from afterword.source.files import MAX_BYTES, PAGE_SUFFIXES, scan
from afterword.source.frontmatter import decode, split
from afterword.source.load import Loaded
from afterword.source.nodes import MappingNode, ScalarNode, YamlError, compose

LARGEST = 16_000_000
"""Bytes of the largest text that is taken along."""


def read_folder(root: Path, loaded: Loaded) -> Folder:
    """Read the whole folder of a journal; never raises for anything that stands in it."""
    found = scan(root, whole=True)
    left_out = {problem.path for problem in found.problems if problem.path not in found.pages}
    texts: dict[str, str] = {}
    for path in sorted({*found.pages, *found.others}):
        data = found.pages.get(path)
        if not path.lower().endswith(TEXTS):
            data = None
        elif data is None or len(data) > MAX_BYTES:
            data = _read(root / path)
        text = None if data is None else _as_text(data)
        if text is None:
            left_out.add(path)
        else:
            texts[path] = text
    journal = loaded.journal
    entries = {entry.path for entry in journal.entries} | {each.path for each in journal.broken}
    pages = {
        path
        for path in texts
        if path in loaded.publishable
        and path not in entries
        and path.lower().endswith(PAGE_SUFFIXES)
    }
    return Folder(
        texts,
        frozenset(pages),
        frozenset(path for path in pages if _may_be_private(texts[path])),
        tuple(sorted(left_out)),
    )


def _read(path: Path) -> bytes | None:
    try:
        if os.stat(path).st_size > LARGEST:
            return None
        return path.read_bytes()
    except OSError:
        return None


def _as_text(data: bytes) -> str | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _may_be_private(text: str) -> bool:
    whole, fault = decode(text.encode("utf-8"))
    part = split(whole)
    if fault or part.fault:
        return True
    try:
        root = compose(part.front)
    except YamlError:
        return True
    if not isinstance(root, MappingNode):
        return False
    for key, value in root.value:
        if isinstance(key, ScalarNode) and key.value == "private":
            plain = value.value.strip().lower() if isinstance(value, ScalarNode) else "yes"
            if plain not in ("", "false", "no"):
                return True
    return False
