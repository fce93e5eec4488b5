"""Promise 11 with bytes that nobody thought of: no file brings anything down."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.guarantees.outside import ENVIRONMENT

ROOT = Path(__file__).resolve().parents[2]
SECONDS = float(os.environ.get("AFTERWORD_FUZZ_SECONDS", "8"))
"""How long; AFTERWORD_FUZZ_SECONDS=600 for a long run, AFTERWORD_FUZZ_SEED for other files."""
SEED = os.environ.get("AFTERWORD_FUZZ_SEED", "1")


def test_11_whatever_bytes_an_entry_holds_nothing_ends_by_a_signal_a_traceback_or_never(
    tmp_path: Path,
) -> None:
    program = (sys.executable, "-m", "tests.guarantees.fuzz", str(SECONDS), SEED, str(tmp_path))
    paths = f"{ENVIRONMENT['PYTHONPATH']}{os.pathsep}{ROOT}"
    done = subprocess.run(
        program,
        cwd=ROOT,
        env={**ENVIRONMENT, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=SECONDS + 120,
        check=False,
    )
    assert done.returncode == 0, f"{done.stderr[-3000:]}\n{(tmp_path / 'last').read_bytes()!r}"
    found = re.fullmatch(r"(\d+) files, (\d+) of them built\n", done.stdout)
    # A run that tried next to nothing would show nothing.
    assert found, done.stdout
    assert int(found[1]) >= 20
    assert int(found[2]) >= 1
