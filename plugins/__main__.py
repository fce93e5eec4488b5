"""Sets Afterword up in `.venv` and starts it: `python3 plugins serve`, `python3 plugins test`."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
SCRIPTS = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = SCRIPTS / ("python.exe" if os.name == "nt" else "python")
OLDEST = (3, 11, 5)

USAGE = """usage: python3 plugins serve [MKDOCS OPTIONS]   build the sample's site and serve it
       python3 plugins test  [PYTEST OPTIONS]   check form, types, tests, the sample's build
"""


def main() -> int:
    """Run one of the two commands, setting up first whatever it needs."""
    if sys.version_info < OLDEST:
        version = ".".join(map(str, OLDEST))
        print(f"Afterword needs Python {version} or later, this is {sys.version.split()[0]}.")
        return 2
    words = sys.argv[1:]
    if words[:1] == ["serve"]:
        set_up(tests=False)
        return become("mkdocs", "serve", "--livereload", *words[1:])
    if words[:1] == ["test"]:
        set_up(tests=True)
        return test(words[1:])
    print(USAGE, end="")
    return 2


def set_up(*, tests: bool) -> None:
    """Install what the lock files pin, by hash, and the package itself, unless that is done."""
    locks = [ROOT / "requirements.lock"] + [ROOT / "tests" / "requirements.lock"] * tests
    wanted = [ROOT / "pyproject.toml", *locks]
    key = hashlib.sha256(b"".join(file.read_bytes() for file in wanted)).hexdigest()
    marker = VENV / ("set-up-for-tests" if tests else "set-up")
    if marker.is_file() and marker.read_text(encoding="ascii") == key:
        return
    print("Setting up in .venv (once) ...", flush=True)
    if not PYTHON.is_file():
        venv.create(VENV, with_pip=True)
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    pinned = [word for lock in locks for word in ("--requirement", str(lock))]
    # The lock is complete. Looking dependencies up again, pip would take a newer release than the
    # one that is pinned wherever a package asks for another's extra, and refuse it for its hash.
    subprocess.run([*pip, "--require-hashes", "--no-deps", *pinned], check=True, cwd=ROOT)
    own = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    subprocess.run([*pip, *own], check=True, cwd=ROOT)
    marker.write_text(key, encoding="ascii")


def set_up_packages() -> None:
    """Install the packages from npm that the browser tests need, where npm is there.

    Without them those tests are skipped, and fail in continuous integration.
    """
    folder = ROOT / "tests" / "browser"
    key = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    marker = folder / "node_modules" / ".set-up"
    npm = shutil.which("npm")
    if npm is None or (marker.is_file() and marker.read_text(encoding="ascii") == key):
        return
    print("Setting up in tests/browser/node_modules (once) ...", flush=True)
    command = [npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    if subprocess.run(command, check=False, cwd=folder).returncode == 0:
        marker.write_text(key, encoding="ascii")


def test(options: list[str]) -> int:
    """Run every check, all of them even after one failed; 0 where none did."""
    set_up_packages()
    site = VENV / "sample-site"
    checks = {
        "format": ("ruff", "format", "--check", "--quiet", "."),
        "lint": ("ruff", "check", "--quiet", "."),
        "types": ("mypy",),
        "sample's build": ("mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)),
        "sample's check": ("afterword", "check"),
        "tests": ("pytest", "--cov", "--cov-report", "term", *options),
    }
    failed = [name for name, command in checks.items() if run(*command)]
    if failed:
        print("Failed: " + ", ".join(failed), flush=True)
    return 1 if failed else 0


def become(program: str, *words: str) -> int:
    """Replace this process by a program, so that whoever stops it stops the program."""
    if os.name != "nt":  # There, the process that is replaced would be waited for no more.
        os.chdir(ROOT)
        os.environ["NO_MKDOCS_2_WARNING"] = "1"
        os.execv(SCRIPTS / program, [str(SCRIPTS / program), *words])
    return run(program, *words)


def run(program: str, *words: str) -> int:
    """Run a program of the environment in the project's folder and return its exit code."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [str(SCRIPTS / program), *words]
    try:
        return subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
