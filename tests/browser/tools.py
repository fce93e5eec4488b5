"""Finds the browser and the packages from npm; where they are missing, tests say so."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PACKAGES = HERE / "node_modules"


def missing(what: str) -> None:
    """Skip a test for want of something; in continuous integration, fail it."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing")
    pytest.skip(f"{what} is missing")


def chromium() -> str:
    """Return where Chromium is."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        missing("Chromium (Debian's package `chromium`)")
    return str(found)


def package(name: str) -> Path:
    """Return the folder of a package from npm."""
    folder = PACKAGES / name
    if not folder.is_dir():
        missing(f"the package {name} (`npm ci` in tests/browser)")
    return folder


def node(*words: str | Path, text: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run a script with Node.js, and return what it said."""
    program = shutil.which("node")
    if program is None:
        missing("Node.js (Debian's package `nodejs`)")
    command = [str(program), *map(str, words)]
    return subprocess.run(
        command, input=text, capture_output=True, text=True, check=False, timeout=120
    )
