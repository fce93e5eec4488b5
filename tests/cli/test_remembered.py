"""What a command printed is printed again only where it would print the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(sys.executable).with_name("afterword")
PROBE = (
    "import datetime, os, sys; import afterword.cli.clock as clock\n"
    "day = os.environ.get('DAY')\n"
    "if day: clock.today_in = lambda _: datetime.date.fromisoformat(day)\n"
    "from afterword.cli.main import main\n"
    "try: main()\n"
    "finally: print('loaded' if 'afterword.source.load' in sys.modules else 'again', "
    "file=sys.stderr)"
)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Return a folder with the sample journal and its settings."""
    shutil.copytree(ROOT / "journal", tmp_path / "journal")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def _run(folder: Path, *words: str, first: str = "", **variables: str) -> tuple[str, str, int]:
    """Return what a command prints, whether it read the journal for that, and its exit code.

    `first` is a program that is run before it.
    """
    done = subprocess.run(
        [sys.executable, "-c", first + PROBE, *words],
        check=False,
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, **variables},
    )
    *said, how = done.stderr.splitlines()
    return done.stdout + "\n".join(said), how, done.returncode


@pytest.mark.parametrize("command", ["due", "pipeline", "people", "offers", "momentum", "week"])
def test_the_same_is_printed_again_without_reading_the_journal(journal: Path, command: str) -> None:
    first, how, code = _run(journal, command)
    assert (how, code) == ("loaded", 0)
    assert first
    assert _run(journal, command) == (first, "again", 0)
    json, how, _ = _run(journal, command, "--json")
    assert how == "loaded"
    assert json != first


def _edit(journal: Path) -> None:
    file = next(iter(sorted((journal / "journal" / "interviews").glob("*.md"))))
    file.write_text(file.read_text("utf-8") + "More.\n", "utf-8")


def _edit_without_a_trace(journal: Path) -> None:
    file = next(iter(sorted((journal / "journal" / "interviews").glob("*.md"))))
    state, text = file.stat(), file.read_text("utf-8")
    file.write_text(text.swapcase(), "utf-8")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))


def _new_setting(journal: Path) -> None:
    config = journal / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + "# A remark.\n", "utf-8")


def _another_file(journal: Path) -> None:
    (journal / "journal" / "plan.txt").write_text("A plan.", "utf-8")


def _damaged(journal: Path) -> None:
    (journal / ".cache" / "afterword.sqlite").write_bytes(b"damaged" * 999)


def _gone(journal: Path) -> None:
    (journal / ".cache" / "afterword.sqlite").unlink()


def _someone_elses(journal: Path) -> None:
    (Path(os.environ["XDG_STATE_HOME"]) / "afterword" / "secret").write_bytes(b"x" * 32)


@pytest.mark.parametrize(
    "change",
    [
        *(_edit, _edit_without_a_trace, _new_setting, _another_file),
        *(_damaged, _gone, _someone_elses),
    ],
)
def test_whatever_changes_has_the_journal_read_anew(journal: Path, change: object) -> None:
    _run(journal, "due")
    assert _run(journal, "due")[1] == "again"
    assert callable(change)
    change(journal)
    found, how, code = _run(journal, "due")
    assert how == "loaded"
    (journal / ".cache" / "afterword.sqlite").unlink(missing_ok=True)
    assert _run(journal, "due") == (found.partition("made anew.\n")[2] or found, "loaded", code)


def test_another_day_is_another_list(journal: Path) -> None:
    config = journal / "mkdocs.yml"
    lines = [line for line in config.read_text("utf-8").splitlines() if " today:" not in line]
    config.write_text("\n".join(lines) + "\n", "utf-8")
    found = {}
    for day in ("2026-11-22", "2026-11-23", "2026-12-07"):
        found[day], how, _ = _run(journal, "due", DAY=day)
        assert how == "loaded"
        assert _run(journal, "due", DAY=day) == (found[day], "again", 0)
    assert len(set(found.values())) == 3


def test_overdue_tasks_fail_again(journal: Path) -> None:
    first = _run(journal, "due", "--fail-overdue")
    assert first[1:] == ("loaded", 1)
    assert _run(journal, "due", "--fail-overdue") == (first[0], "again", 1)


def test_a_refusal_is_never_remembered(journal: Path) -> None:
    config = journal / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("holidays:", "holydays:"), "utf-8")
    first = _run(journal, "due")
    assert first[1:] == ("loaded", 2)
    assert _run(journal, "due")[1] == "loaded"


def test_what_was_cut_off_is_not_remembered(journal: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f"'{SCRIPT}' people --json | head -c 1"],
        check=False,
        cwd=journal,
        capture_output=True,
    )
    assert len(done.stdout) == 1
    whole = _run(journal, "people", "--json")
    assert whole[0].rstrip().endswith("]")


def test_what_is_saved_while_a_command_reads_is_not_taken_for_what_it_read(journal: Path) -> None:
    file = next(iter(sorted((journal / "journal" / "interviews").glob("*.md"))))
    saving = (
        "import afterword.cli.session as session\n"
        "from pathlib import Path\n"
        "whole = session.take_snapshot\n"
        "def saved_now(*asked):\n"
        f"    Path({str(file)!r}).write_text('---\\ncompany: Lost\\n---\\n')\n"
        "    return whole(*asked)\n"
        "session.take_snapshot = saved_now\n"
    )
    assert _run(journal, "people", first=saving)[1:] == ("loaded", 0)
    assert "Lost" in file.read_text(encoding="utf-8")
    assert _run(journal, "people")[1] == "loaded"
    assert _run(journal, "people")[1] == "again"
