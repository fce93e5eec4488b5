"""Tries what is released: `python .ci/release.py [PART ...]`, all parts where none is named.

`wheel` builds the sdist and from it the wheel, installs that into an empty environment with the
newest of everything it allows, and keeps a journal with it. `lowest` installs the oldest versions
that `pyproject.toml` allows, as `tests/lowest.lock` has them, and runs a part of the tests.
`engines` installs Zensical and ProperDocs, as `tests/engines.lock` has them, and has them build the
sample's site.
Packages come from the index that pip is configured for. Needs hatchling, as `.venv` has it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "plugins" / "afterword"
TESTS = (
    "tests/source/test_entry.py",
    "tests/source/test_config.py",
    "tests/source/test_settings.py",
    "tests/playbook/test_calendar.py",
    "tests/exchange/test_calendar.py",
    "tests/site/test_sample.py",
    "tests/cli/test_check.py",
    "tests/test_formats.py",
)
"""What leans on other packages: reading YAML, Markdown, templates, calendars, holidays, MkDocs."""


def main(wanted: list[str]) -> int:
    """Run the parts that are wanted; 0 where all of them passed."""
    parts = {"wheel": wheel, "lowest": lowest, "engines": engines}
    if unknown := [each for each in wanted if each not in parts]:
        print(f"No such part: {', '.join(unknown)}; there are {', '.join(parts)}.")
        return 2
    with tempfile.TemporaryDirectory(prefix="afterword-") as folder:
        for name in wanted or parts:
            begun = time.monotonic()
            print(f"{name} ...", flush=True)
            try:
                parts[name](Path(folder))
            except (subprocess.CalledProcessError, AssertionError) as error:
                print(f"{name} failed: {error}", flush=True)
                return 1
            print(f"{name}: {time.monotonic() - begun:.0f} s", flush=True)
    return 0


def wheel(room: Path) -> None:
    """Build, look into the wheel, install it where nothing else is, and keep a journal with it."""
    built = _build(room)
    with zipfile.ZipFile(built) as archive:
        held = set(archive.namelist())
    own = {
        f"afterword/{file.relative_to(PACKAGE).as_posix()}"
        for file in PACKAGE.rglob("*")
        if file.is_file() and file.parent.name != "__pycache__"
    }
    assert own <= held, f"not in the wheel: {', '.join(sorted(own - held))}"
    tools = _environment(room / "newest", f"{built}[proof,xlsx]")
    journal = room / "my-search"
    afterword = tools / "afterword"
    # The check before a commit takes the first `afterword` that it finds.
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    _run(room, afterword, "--version")
    _run(room, afterword, "init", str(journal), "--holidays", "US")
    who = "Jane Doe <jane.doe@acme.example>"
    _run(
        journal,
        *(afterword, "new", "interview", "--company", "Acme Robotics", "--role", "Engineer"),
        *("--on", "yesterday", "--with", who),
    )
    _run(journal, afterword, "check", "--strict")
    due = json.loads(_run(journal, afterword, "due", "--json", "--days", "30"))
    assert any(task["label"] == "Thank Jane Doe" for task in due), due
    _run(journal, afterword, "done", "acme-robotics-interview/connect-jane")
    _run(journal, afterword, "export", "ics", "-o", str(room / "search.ics"))
    _run(journal, tools / "mkdocs", "build", "--strict", "--quiet")
    page = (journal / "site" / "index.html").read_text("utf-8")
    assert "Thank Jane Doe" in page, "the site does not say what is due"
    assert (journal / "site" / "overdue" / "index.html").is_file()
    _run(journal, "git", "add", ".")
    _run(journal, "git", "commit", "--quiet", "--message", "Begin", PATH=path)
    assert "Acme Robotics" in _run(journal, afterword, "history", "acme")


def lowest(room: Path) -> None:
    """Run a part of the tests with the oldest versions that are allowed."""
    lock = str(ROOT / "tests" / "lowest.lock")
    tools = _environment(room / "lowest", "--require-hashes", "--no-deps", "--requirement", lock)
    built = next(room.glob("*.whl"), None) or _build(room)
    _install(room / "lowest", "--no-deps", str(built))
    words = ("-m", "pytest", "-n", "2", "-p", "no:cacheprovider", *TESTS)
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    _run(ROOT, tools / "python", *words, shown=True, PATH=path)


def engines(room: Path) -> None:
    """Build the sample's site with other engines, and compare it to MkDocs' own."""
    lock = str(ROOT / "tests" / "engines.lock")
    tools = _environment(room / "engines", "--require-hashes", "--no-deps", "--requirement", lock)
    words = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/render/test_engines.py")
    _run(ROOT, sys.executable, *words, shown=True, AFTERWORD_ENGINES=str(tools))


def _build(room: Path) -> Path:
    """Build the sdist, and from what it holds the wheel, as an installer does."""
    build = (sys.executable, "-m", "hatchling", "build", "--target")
    _run(ROOT, *build, "sdist", "--directory", str(room))
    packed = next(room.glob("*.tar.gz"))
    _run(room, "tar", "--extract", "--file", str(packed))
    unpacked = room / packed.name.removesuffix(".tar.gz")
    _run(unpacked, *build, "wheel", "--directory", str(room))
    return next(room.glob("*.whl"))


def _environment(folder: Path, *packages: str) -> Path:
    """Make an environment with these packages and nothing else; returns where its programs are."""
    venv.create(folder, with_pip=False)
    _install(folder, *packages)
    return folder / ("Scripts" if os.name == "nt" else "bin")


def _install(folder: Path, *packages: str) -> None:
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = (sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet")
    _run(folder, *pip, "--disable-pip-version-check", "--no-compile", *packages)


def _run(folder: Path, *words: str | Path, shown: bool = False, **more: str) -> str:
    environment = {each: said for each, said in os.environ.items() if each != "PYTHONPATH"}
    for role in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{role}_NAME": "Ada", f"GIT_{role}_EMAIL": "ada@home.example"}
    ran = subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        env={**environment, "NO_MKDOCS_2_WARNING": "1", **more},
        check=False,
        stdout=None if shown else subprocess.PIPE,
        stderr=None if shown else subprocess.PIPE,
        text=True,
    )
    if ran.returncode and not shown:
        print(ran.stdout, ran.stderr, sep="\n", flush=True)
    ran.check_returncode()
    return ran.stdout or ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
