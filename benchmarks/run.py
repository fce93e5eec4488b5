"""Measures build, `due`, `done` on a generated journal: `python benchmarks/run.py --entries 1000`.

Each measurement is a pair of whole processes, one after the other, so that a busy machine slows
both: the site built with the plugin and without, `afterword due` and a bare reading of the files,
`afterword done` and `afterword due`.
Needs a system with `resource` (not Windows) and takes no network.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import pstats
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import NamedTuple

from generate import write_journal

from afterword.model.settings import Settings
from afterword.playbook.snapshot import take_snapshot
from afterword.source.load import load_journal
from afterword.views.people import people
from afterword.views.weeks import weeks

HERE = Path(__file__).parent
BUILD_BOUND = 1.25
DUE_BOUND = 3.0
DONE_BOUND = 1.5
PROFILE_LINES = 25
NAVIGATION = (
    *("index", "overdue", "pipeline", "offers", "people/index", "momentum", "weeks/index"),
    *("archive", "problems"),
)
TODAY = dt.date(2026, 11, 20)
"""The day that the generated journal is set to."""

Command = list[str]


class Cost(NamedTuple):
    """What one process took, in seconds: by the clock, and of the processors."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two commands that are compared: ours and what it is measured against.

    `before` is run before each measurement and not counted.
    """

    ours: str
    other: str
    our_command: Command
    other_command: Command
    bound: float
    before: Command | None = None


def main() -> None:
    """Generate the journal and print what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure Afterword on a generated journal.")
    parser.add_argument("--entries", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--profile", action="store_true", help="print profiles, measure nothing")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_journal(folder, chosen.entries, chosen.seed)
        print(
            f"Python {platform.python_version()}, {os.cpu_count()} cores; "
            f"{chosen.entries:,} entries, seed {chosen.seed}."
        )
        if chosen.profile:
            _print_profile("afterword due", _due(folder), folder)
            _print_profile("mkdocs build with Afterword", _build(folder, "mkdocs.yml"), folder)
        else:
            print(f"{chosen.runs} runs of each, alternating, after one that is not counted.")
            for pair in _pairs(folder):
                _print_pair(pair, _measured(pair, chosen.runs, folder))


def _pairs(folder: Path) -> tuple[Pair, ...]:
    bare = [sys.executable, str(HERE / "bare_read.py"), str(folder / "journal")]
    return (
        Pair(
            "mkdocs build, Afterword",
            "mkdocs build, plain",
            [sys.executable, *_build(folder, "mkdocs.yml")],
            [sys.executable, *_build(folder, "plain.yml")],
            BUILD_BOUND,
        ),
        Pair(
            "mkdocs build, Afterword",
            "plain, as many pages",
            [sys.executable, *_build(folder, "mkdocs.yml")],
            [sys.executable, *_build(folder, _write_padded(folder))],
            BUILD_BOUND,
        ),
        Pair(
            "afterword due",
            "bare reading with libyaml",
            [sys.executable, *_due(folder)],
            bare,
            DUE_BOUND,
        ),
        _done_pair(folder),
    )


def _done_pair(folder: Path) -> Pair:
    """Return the ticking of an implied task, taken back before each run, against `due`."""
    listed = subprocess.run(
        [sys.executable, *_due(folder), "--json"], check=True, capture_output=True
    )
    task = next(task["id"] for task in json.loads(listed.stdout) if task["implied"])
    script, _, *config = _due(folder)
    _run([sys.executable, script, "done", task, *config])
    return Pair(
        "afterword done",
        "afterword due",
        [sys.executable, script, "done", task, *config],
        [sys.executable, *_due(folder)],
        DONE_BOUND,
        [sys.executable, script, "undo", task, *config],
    )


def _write_padded(folder: Path) -> str:
    """Write a plain site with as many pages and as much navigation as Afterword's has.

    A page per opportunity, person and week, and the views, are pages more, which any generator
    pays for.
    """
    padded = folder / "padded"
    shutil.copytree(folder / "journal", padded)
    journal = load_journal(folder / "journal", Settings()).journal
    snapshot = take_snapshot(journal, TODAY, Settings())
    more = {
        "opportunities": journal.opportunities,
        "people": (row.person.id for row in people(snapshot) if row.has_page),
        "weeks": (week.id for week in weeks(snapshot)),
    }
    for room, names in more.items():
        (padded / room).mkdir()
        for name in names:
            (padded / room / f"{name}.md").write_text("# A page\n\nA line.\n", encoding="utf-8")
    for name in NAVIGATION:
        (padded / f"{name}.md").write_text("# A view\n\nA line.\n", encoding="utf-8")
    plain = (folder / "plain.yml").read_text(encoding="utf-8")
    config = plain.replace("docs_dir: journal", "docs_dir: padded").replace(
        "not_in_nav: |\n", "not_in_nav: |\n  /opportunities/\n  /people/\n  /weeks/\n"
    )
    (folder / "padded.yml").write_text(
        config + f"nav: [{', '.join(f'{name}.md' for name in NAVIGATION)}]\n", encoding="utf-8"
    )
    return "padded.yml"


def _build(folder: Path, config: str) -> Command:
    site = folder / f"site-{Path(config).stem}"
    return ["-m", "mkdocs", "build", "-q", "-f", str(folder / config), "-d", str(site)]


def _due(folder: Path) -> Command:
    script = shutil.which("afterword", path=str(Path(sys.executable).parent))
    if script is None:
        sys.exit("No command `afterword` beside this Python: install the package first.")
    return [script, "due", "-f", str(folder / "mkdocs.yml")]


def _run(command: Command) -> None:
    """Run a command as users do: Python may keep its bytecode."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)


def _measured(pair: Pair, runs: int, folder: Path) -> list[tuple[Cost, Cost]]:
    """Return the cost of both commands for each run; the first of each is a warm-up."""
    found: list[tuple[Cost, Cost]] = []
    for _ in range(runs + 1):
        # MkDocs would empty the folder first: no part of building a site.
        for site in folder.glob("site-*"):
            shutil.rmtree(site)
        if pair.before:
            _run(pair.before)
        found.append((_cost(pair.our_command), _cost(pair.other_command)))
    return found[1:]


def _cost(command: Command) -> Cost:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    _run(command)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu)


def _print_pair(pair: Pair, costs: Sequence[tuple[Cost, Cost]]) -> None:
    print(f"\n{'median, seconds':28}{'wall':>8}{'CPU':>8}")
    for name, column in zip((pair.ours, pair.other), zip(*costs, strict=True), strict=True):
        wall = median(cost.wall for cost in column)
        cpu = median(cost.cpu for cost in column)
        print(f"{name:28}{wall:8.3f}{cpu:8.3f}")
    print(f"{'ratio per pair':28}{'median':>8}{'min':>8}{'max':>8}{'bound':>8}")
    for name, ratios in (
        ("  wall", [ours.wall / other.wall for ours, other in costs]),
        ("  CPU", [ours.cpu / other.cpu for ours, other in costs]),
    ):
        figures = (median(ratios), min(ratios), max(ratios), pair.bound)
        print(f"{name:28}" + "".join(f"{figure:8.2f}" for figure in figures))


def _print_profile(title: str, command: Command, folder: Path) -> None:
    """Print the functions in which most time is spent, without what they call."""
    target = folder / "profile"
    # Once without the profiler, so that bytecode is there as on every later run.
    for profiler in ([], ["-m", "cProfile", "-o", str(target)]):
        _run([sys.executable, *profiler, *command])
    found = pstats.Stats(str(target))
    rows = sorted(found.stats.items(), key=lambda row: row[1][2], reverse=True)  # type: ignore[attr-defined]
    total = sum(row[1][2] for row in rows)
    print(f"\n{title}: {total:.2f} s under the profiler")
    print(f"{'own':>7}{'share':>7}{'with callees':>14}{'calls':>9}  function")
    for (path, line, name), (_, calls, own, whole, _) in rows[:PROFILE_LINES]:
        print(f"{own:7.3f}{own / total:7.1%}{whole:14.3f}{calls:9}  {_place(path, line)}{name}")


def _place(path: str, line: int) -> str:
    """Return a place in a file without the part of its path that only this machine has."""
    if not line:
        return ""
    roots = sorted((root for root in sys.path if root and path.startswith(root)), key=len)
    return f"{Path(path).relative_to(roots[-1]) if roots else Path(path).name}:{line} "


if __name__ == "__main__":
    main()
