"""`afterword serve`: the site with live reload, so that tasks can be ticked on its pages."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

import click

from afterword.cli.session import configuration, journal_options, refuse
from afterword.source.config import TODAY_VARIABLE, Config

_HOST, _PORT = "127.0.0.1", 8000
"""Where MkDocs serves a site that does not say otherwise."""
_LOOK_SECONDS = 0.1
_EVERYWHERE = frozenset({"", "0.0.0.0", "::"})  # noqa: S104  # compared with, not bound to


@click.command("serve")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="N",
    help=f"The port; default: that of `dev_addr`, else {_PORT}.",
)
@click.option("--no-open", is_flag=True, help="Do not open the browser.")
@journal_options
def command(
    port: int | None,
    no_open: bool,  # click's way
    config_file: Path | None,
    today: dt.date | None,
) -> None:
    """Serve the site on this machine, with tasks to be ticked, until Ctrl+C.

    Prints the address, and opens it in the browser once it answers. It is `mkdocs serve
    --livereload`: each change of a file is shown as soon as it is saved.

    \b
    Examples:
      afterword serve
      afterword serve --port 8001 --no-open
    """
    config, _ = configuration(config_file)
    host, chosen = _address(config, port)
    near = _HOST if host in _EVERYWHERE else host
    if _answers(near, chosen):
        refuse(f"{near}:{chosen} is taken by another program; say --port {chosen % 65535 + 1}.")
    shown = f"[{near}]" if ":" in near else near
    path = "/" + urlsplit(config.site_url).path.strip("/")
    url = f"http://{shown}:{chosen}{path.rstrip('/')}/"
    words = [sys.executable, "-m", "mkdocs", "serve", "--livereload"]
    words += ["--config-file", str(config.path)]
    if port:
        words += ["--dev-addr", f"{f'[{host}]' if ':' in host else host}:{chosen}"]
    environment = {"NO_MKDOCS_2_WARNING": "1", **os.environ}
    if today:
        environment[TODAY_VARIABLE] = today.isoformat()
    sys.exit(_run(words, environment, near, chosen, url, opens=not no_open and _has_display()))


def _address(config: Config, port: int | None) -> tuple[str, int]:
    """Return host and port as MkDocs takes them from `dev_addr`."""
    host, colon, number = config.dev_addr.rpartition(":")
    if not (colon and number.isascii() and number.isdigit()):
        return _HOST, port or _PORT
    return host.strip("[]"), port or int(number)


def _has_display() -> bool:
    """Whether a browser has anywhere to open; one for terminals would take this one's place."""
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


def _answers(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=1.0):
            return True
    except OSError:
        return False


def _run(
    words: list[str], environment: dict[str, str], host: str, port: int, url: str, *, opens: bool
) -> int:
    """Run the server until it ends, and return its exit code."""
    asked: list[int] = []
    errors = 2  # Standard output is for the address; what MkDocs says goes where its log goes.
    with _told_of_the_end(asked):
        # In a group of its own, so that Ctrl+C reaches it once: from here.
        server = subprocess.Popen(words, env=environment, stdout=errors, start_new_session=True)  # noqa: S603  # MkDocs, with words of ours
        said = False
        while True:
            try:
                code = server.wait(_LOOK_SECONDS)
            except subprocess.TimeoutExpired:
                pass
            else:
                # Ended by a signal: as a shell says it.
                return code if code >= 0 else 128 - code
            while asked:
                asked.pop()
                _interrupt(server)
            if not said and _answers(host, port):
                said = True
                click.echo(url)
                if opens:
                    _open(url)


def _interrupt(server: subprocess.Popen[bytes]) -> None:
    """End the server as Ctrl+C does, so that it removes the site it built for itself."""
    with contextlib.suppress(OSError):
        server.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGINT)


@contextlib.contextmanager
def _told_of_the_end(asked: list[int]) -> Iterator[None]:
    """Note each signal that asks for the end, instead of ending here and leaving the server."""

    def note(number: int, _: FrameType | None) -> None:
        asked.append(number)

    wanted = [getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP")]
    before = {each: signal.signal(each, note) for each in wanted if each is not None}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _open(url: str) -> None:
    import webbrowser  # Wanted only once the site is there.

    with contextlib.suppress(webbrowser.Error):
        webbrowser.open(url)
