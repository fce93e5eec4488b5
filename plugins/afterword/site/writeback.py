"""The way back from the served pages: guards the server's every request, and answers its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from mkdocs.plugins import get_plugin_logger

from afterword.site.answers import Answer, Answers
from afterword.site.arriving import SECONDS, read_json, timed
from afterword.site.guard import FOLDER, Guard, RefusedRequestError, allowed_hosts
from afterword.site.turns import Turns

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger(__name__)

TICK_BYTES = 4096
NEW_BYTES = 65536
_WAITING = 64
"""Connections that may wait to be taken; a sixth one would try again only after a second."""
_REASONS = {
    200: "OK",
    201: "Created",
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    411: "Length Required",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
_HEADERS = (
    ("X-Frame-Options", "DENY"),
    ("Cache-Control", "no-store"),
    # What is asked for by a page of another site is not handed to it, not even as a script.
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
)
_METHODS = {"state": "GET", "known": "GET", "tick": "POST", "new": "POST"}


class Writeback:
    """A WSGI application around that of the development server.

    `why_off` says at each moment why nothing can be ticked, or "".
    """

    def __init__(
        self,
        pages: WSGIApplication,
        base: str,
        guard: Guard,
        answers: Answers,
        turns: Turns,
        why_off: Callable[[], str],
    ) -> None:
        self._pages, self._base, self._guard = pages, base, guard
        self._answers, self._turns, self._why_off = answers, turns, why_off

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, or hand it on to MkDocs; never raises for what a client sends."""
        path = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "replace")
        folder = self._base + FOLDER
        ours = path.startswith(folder)
        name = path.removeprefix(folder) if ours else ""
        try:
            self._check(name, environ)
            if ours:
                return _send_json(start_response, *self._answer(name, environ))
        except RefusedRequestError as error:
            if ours:
                field = {"field": error.field} if error.field else {}
                found = {"error": str(error), **field}
                return _send_json(start_response, error.status, found, name)
            text = f"{error}\n".encode()
            return _send(start_response, error.status, "text/plain; charset=utf-8", text)
        except OSError as error:
            said = f"The journal cannot be read ({error.strerror or error})."
            return _send_json(start_response, 503, {"error": said})
        except Exception:
            # A fault of ours: told in the terminal, and in plain words to the page.
            log.exception("A request was not answered.")
            said = "Something went wrong; the terminal says what."
            return _send_json(start_response, 500, {"error": said})
        return self._pages(environ, _with_headers(start_response))

    def _check(self, name: str, environ: WSGIEnvironment) -> None:
        """Refuse what is refused of pages as well."""
        self._guard.check_host(environ)
        method, wanted = environ["REQUEST_METHOD"], _METHODS.get(name, "GET")
        if method == "OPTIONS":
            raise RefusedRequestError(403, "No other site may ask this one.")
        if method != wanted:
            raise RefusedRequestError(405, f"{wanted} is the only method here.")
        if "\0" in environ.get("PATH_INFO", ""):  # MkDocs would try to open it.
            raise RefusedRequestError(404, "There is nothing here.")

    def _answer(self, name: str, environ: WSGIEnvironment) -> Answer:
        if why := self._why_off():
            raise RefusedRequestError(404, why)
        if name not in _METHODS:
            raise RefusedRequestError(404, "There is nothing here.")
        self._guard.check_page(environ)
        asked: dict[str, Any] = {}
        if _METHODS[name] == "POST":
            if environ.get("CONTENT_TYPE", "").split(";")[0].strip().lower() != "application/json":
                raise RefusedRequestError(415, "Only application/json is taken.")
            asked = read_json(environ, NEW_BYTES if name == "new" else TICK_BYTES)
        with self._turns.asking():
            if name == "state":
                return self._answers.state()
            if name == "known":
                return self._answers.known()
            return self._answers.tick(asked) if name == "tick" else self._answers.new(asked)


def mount(
    server: LiveReloadServer,
    answers: Answers,
    token: str,
    turns: Turns,
    why_off: Callable[[], str],
    *,
    seconds: float = SECONDS,
) -> None:
    """Put the guard around whatever a server answers so far; before it is bound.

    `seconds` is how long a request may take to arrive.
    """
    host, port = server.server_address[:2]
    guard = Guard(allowed_hosts(str(host), int(port)), token)
    app = server.get_app()
    if app is None:
        raise TypeError("a server without an application")
    server.set_app(Writeback(app, server.mount_path, guard, answers, turns, why_off))
    server.request_queue_size = _WAITING
    handler: Any = server.RequestHandlerClass
    server.RequestHandlerClass = timed(handler, seconds)


def _with_headers(start_response: StartResponse) -> StartResponse:
    def start(
        status: str, headers: list[tuple[str, str]], exc_info: Any = None, /
    ) -> Callable[[bytes], object]:
        return start_response(status, [*headers, *_HEADERS], exc_info)

    return start


def _send_json(
    start_response: StartResponse, status: int, found: dict[str, Any], name: str = ""
) -> list[bytes]:
    data = json.dumps(found, separators=(",", ":")).encode()
    return _send(start_response, status, "application/json", data, name)


def _send(
    start_response: StartResponse, status: int, kind: str, data: bytes, name: str = ""
) -> list[bytes]:
    allow = [("Allow", _METHODS.get(name, "GET"))] if status == 405 else []
    headers = [("Content-Type", kind), ("Content-Length", str(len(data))), *_HEADERS, *allow]
    start_response(f"{status} {_REASONS[status]}", headers)
    return [data]
