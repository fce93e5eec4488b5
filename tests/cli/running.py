"""Runs the command as it is typed in a folder."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from afterword.cli.main import main

SAMPLE = Path(__file__).resolve().parents[2] / "mkdocs.yml"

CONFIG = """\
== mkdocs.yml
docs_dir: journal
plugins:
  - afterword:
      today: 2026-11-22
"""


class Ran(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str


def run(folder: Path, *arguments: str) -> Ran:
    """Return what `afterword` with these arguments answers in a folder."""
    with contextlib.chdir(folder):
        found = CliRunner().invoke(
            main, list(arguments), catch_exceptions=False, prog_name="afterword"
        )
    return Ran(found.exit_code, found.stdout, found.stderr)
