"""Puts whatever bytes into an entry's file: read, checked, drawn, built, ticked and taken back.

Usage: fuzz.py SECONDS SEED FOLDER. Hypothesis makes the bytes: from nothing, from pieces of front
matter, and from the files of `tests/data`, which it cuts, doubles, swaps and spoils. Ends with 0,
or with a traceback behind the bytes that brought something down; those are in FOLDER/last as well,
should the process itself not live to say them.
"""

from __future__ import annotations

import datetime as dt
import faulthandler
import logging
import sys
import time
from contextlib import suppress
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from afterword.exchange.calendar import calendar
from afterword.exchange.data import document, to_json
from afterword.exchange.table import entry_table, people_table, task_table, to_csv
from afterword.model.change import Change
from afterword.model.settings import Settings
from afterword.pages.render import Renderer
from afterword.pen.desk import Desk
from afterword.pen.tick import tick, undo
from afterword.playbook.public import public
from afterword.source.write import RefusedError
from tests.site.built import CONFIG, build_site
from tests.source.test_properties import ANY_TEXT, PIECES

DATA = Path(__file__).resolve().parents[1] / "data"
SEEDS = sorted(file.read_bytes() for file in DATA.rglob("*.md") if file.stat().st_size < 3000)
NAMES = (
    "interviews/2026-11-18-a.md",
    "interviews/a.md",
    "applications/2026-11-18-a.md",
    "offers/2026-11-18-a.md",
    "updates/2026-11-18-a.md",
    "conversations/2026-11-18-a.md",
    "opportunities/acme-engineer.md",
    "people/jane-doe.md",
    "notes/a.md",
)
TODAY = dt.date(2026, 11, 22)
SLOWEST = 30
"""Seconds for one file, beyond which the process ends itself and says where it was."""
BUILT = 12
"""Each twelfth file is built to a site by MkDocs as well, which takes a hundred times as long."""


@st.composite
def _spoiled(draw: st.DrawFn) -> bytes:
    """Return a file that once broke something, a little worse."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 40)))
        how = draw(st.sampled_from(("cut", "double", "flip", "insert", "bytes", "swap")))
        if how == "cut":
            del data[start:end]
        elif how == "double":
            data[start:start] = data[start:end] * draw(st.integers(1, 30))
        elif how == "flip" and start < len(data):
            data[start] ^= 1 << draw(st.integers(0, 7))
        elif how == "insert":
            data[start:start] = draw(PIECES).encode()
        elif how == "bytes":
            data[start:start] = draw(st.binary(max_size=6))
        else:
            data[start:] = data[end:] + data[start:end]
    return bytes(data)


FILES = _spoiled() | ANY_TEXT.map(str.encode) | st.binary(max_size=300)


class Journal:
    """A journal of one file beside a good entry, in a folder of the fuzzer's own."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        self.tried = self.built = 0
        (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
        good = folder / "journal/interviews/2026-11-17-good.md"
        good.parent.mkdir(parents=True)
        good.write_text("---\ncompany: Acme\ninterviewers: Jane Doe\n---\nWell.\n", "utf-8")

    def try_out(self, name: str, data: bytes) -> None:
        """Take a file through everything; raises for whatever should not be."""
        self.tried += 1
        (self.root / "last").write_bytes(f"{name}\n".encode() + data)
        file = self.root / "journal" / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
        faulthandler.dump_traceback_later(SLOWEST, exit=True)
        try:
            self._read(name)
            self._tick(name, file, data)
            if self.tried % BUILT == 0:
                self.built += 1
                build_site(self.root / "mkdocs.yml", self.root / "site")
        finally:
            faulthandler.cancel_dump_traceback_later()
            file.unlink()

    def _desk(self) -> Desk:
        return Desk(self.root / "journal", Settings(), None, self.root / ".cache", TODAY)

    def _read(self, name: str) -> None:
        loaded, snapshot = self._desk().look()
        lines = [str(problem) for problem in snapshot.problems]
        journal = loaded.journal
        broken = [each for each in journal.broken if each.path == name]
        assert not broken or any(line.startswith(f"{name}:") for line in lines), "told nothing"
        renderer = Renderer(snapshot)
        for view in renderer.views():
            renderer.draw(view, str)
        for entry in journal.entries:
            renderer.entry_head(entry, str, has_body=True)
            renderer.entry_foot(entry, str)
            renderer.entry_for_search(entry)
        for each in broken:
            renderer.broken_head(each, str)
        shown = public(snapshot)
        to_json(document(shown, with_private=False))
        calendar(shown)
        for table in (entry_table, people_table, task_table):
            to_csv(table(shown))

    def _tick(self, name: str, file: Path, data: bytes) -> None:
        desk = self._desk()
        for task in [task for task in desk.look()[1].tasks if task.path == name][:3]:
            with suppress(RefusedError):
                (ticked,) = tick(desk, [(task.id, Change("done", TODAY.isoformat()))])
                assert (file.read_bytes() != data) == ticked.written
                if ticked.written:
                    undo(desk, task.id)
            assert file.read_bytes() == data, f"not restored after {task.id}"


def main(seconds: float, first: int, folder: Path) -> None:
    """Try files until the time is over."""
    logging.disable(logging.CRITICAL)
    journal = Journal(folder)
    until = time.monotonic() + seconds
    for number in count(first):

        @seed(number)
        @settings(
            max_examples=100,
            deadline=None,
            database=None,
            derandomize=False,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        @given(st.sampled_from(NAMES), FILES)
        def some(name: str, data: bytes) -> None:
            if time.monotonic() < until:
                journal.try_out(name, data)

        some()
        if time.monotonic() >= until:
            break
    print(f"{journal.tried} files, {journal.built} of them built")


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
