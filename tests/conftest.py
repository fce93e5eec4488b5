"""Shares what every test may use: a folder written out from a tree in a string."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("afterword", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("afterword")


@pytest.fixture(scope="session", autouse=True)
def state_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what is kept for a user out of the home of whoever runs the tests."""
    folder = str(tmp_path_factory.mktemp("state"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", folder)
        patch.setenv("LOCALAPPDATA", folder)
        yield


@pytest.fixture
def tree(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that writes a tree in a string to a folder and returns the folder.

    A line `== path/to/file.md` begins a file; the lines below it are its content, verbatim, once
    the indentation that all lines share is gone.
    """

    def write(text: str) -> Path:
        before, *parts = re.split(r"^== (.+)(?:\n|\Z)", textwrap.dedent(text), flags=re.MULTILINE)
        assert not before.strip(), f"text before the first file: {before!r}"
        for name, content in zip(parts[::2], parts[1::2], strict=True):
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode())
        return tmp_path

    return write
