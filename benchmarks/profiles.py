"""Prints where `afterword due` and `mkdocs build` spend their time."""

from __future__ import annotations

import pstats
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from processes import run

_LINES = 25


def print_profiles(folder: Path) -> None:
    """Print the profiles of both on the journal in a folder."""
    config = str(folder / "mkdocs.yml")
    script = shutil.which("afterword", path=str(Path(sys.executable).parent))
    if script is None:
        sys.exit("No command `afterword` beside this Python: install the package first.")
    _print_profile("afterword due", [script, "due", "-f", config], folder)
    build = ["-m", "mkdocs", "build", "-q", "-f", config, "-d", str(folder / "site")]
    _print_profile("mkdocs build with Afterword", build, folder)


def _print_profile(title: str, command: Sequence[str], folder: Path) -> None:
    """Print the functions in which most time is spent, without what they call."""
    target = folder / "profile"
    # Once without the profiler, so that bytecode is there as on every later run.
    for profiler in ([], ["-m", "cProfile", "-o", str(target)]):
        run([sys.executable, *profiler, *command], folder)
    found = pstats.Stats(str(target))
    rows = sorted(found.stats.items(), key=lambda row: row[1][2], reverse=True)  # type: ignore[attr-defined]
    total = sum(row[1][2] for row in rows)
    print(f"\n{title}: {total:.2f} s under the profiler")
    print(f"{'own':>7}{'share':>7}{'with callees':>14}{'calls':>9}  function")
    for (path, line, name), (_, calls, own, whole, _) in rows[:_LINES]:
        print(f"{own:7.3f}{own / total:7.1%}{whole:14.3f}{calls:9}  {_place(path, line)}{name}")


def _place(path: str, line: int) -> str:
    """Return a place in a file without the part of its path that only this machine has."""
    if not line:
        return ""
    roots = sorted((root for root in sys.path if root and path.startswith(root)), key=len)
    return f"{Path(path).relative_to(roots[-1]) if roots else Path(path).name}:{line} "
