"""Requests as they arrive: within a time and a size, and none that keeps others waiting."""

from __future__ import annotations

import io
import json
import re
import socket
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler
from wsgiref.types import WSGIEnvironment

from afterword.site.guard import RefusedRequestError

SECONDS = 5.0
"""How long a request may take to arrive, from its first byte on."""
_LINGER_SECONDS = 1.0
_CHUNK = 65536
_NUMBER = re.compile(r"[0-9]+\Z")


class _Arriving(io.RawIOBase):
    """What a client sends, read until the time is over; a connection may wait before it asks."""

    def __init__(self, connection: socket.socket, seconds: float) -> None:
        self._connection, self._seconds = connection, seconds
        self._until: float | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; raises `TimeoutError` once the time is over."""
        left = None if self._until is None else self._until - time.monotonic()
        if left is not None and left <= 0:
            raise TimeoutError
        self._connection.settimeout(left)
        try:
            return self._connection.recv_into(buffer)
        finally:
            self._connection.settimeout(None)
            if self._until is None:
                self._until = time.monotonic() + self._seconds


class _TimedHandler(WSGIRequestHandler):
    """Handles one request, which has to arrive in time."""

    seconds = SECONDS

    def setup(self) -> None:
        super().setup()
        self.rfile.close()
        self.rfile = io.BufferedReader(_Arriving(self.connection, self.seconds))

    def get_environ(self) -> WSGIEnvironment:
        """Return what the application is told; lengths that contradict each other are none."""
        environ = super().get_environ()
        environ["CONTENT_LENGTH"] = ",".join(self.headers.get_all("Content-Length", []))
        return environ

    def handle(self) -> None:
        # Whoever is too slow, or goes away, gets no answer; that is nothing to report.
        with suppress(TimeoutError, ConnectionError):
            super().handle()

    def finish(self) -> None:
        """End the connection so that the answer arrives, though the body was not read."""
        with suppress(OSError):
            super().finish()
        sent = getattr(self, "headers", None) or {}
        if "Content-Length" in sent or "Transfer-Encoding" in sent:
            with suppress(OSError):
                self._let_the_answer_arrive()

    def _let_the_answer_arrive(self) -> None:
        """Take in what is still sent for a moment: to close before would cut the answer off."""
        self.connection.shutdown(socket.SHUT_WR)
        until = time.monotonic() + min(_LINGER_SECONDS, self.seconds)
        while (left := until - time.monotonic()) > 0:
            self.connection.settimeout(left)
            if not self.connection.recv(_CHUNK):
                return

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log a request as MkDocs does, which takes every code but 200 for a fault."""
        super().log_request(200 if code == "201" else code, size)


def timed(handler: type[Any], seconds: float = SECONDS) -> type[Any]:
    """Return a server's handler of requests as one that waits no longer for them than so."""
    return type("Handler", (_TimedHandler, handler), {"seconds": seconds})


def read_json(environ: WSGIEnvironment, most: int) -> dict[str, Any]:
    """Return the JSON object that a request carries, of at most so many bytes.

    Raises a `RefusedRequestError` where there is none.
    """
    data = _read(environ, most)
    try:
        found = json.loads(data.decode("utf-8"), object_pairs_hook=_without_repeats)
    except (ValueError, RecursionError):  # UnicodeDecodeError is a ValueError too.
        raise RefusedRequestError(400, "The request is no JSON.") from None
    if not isinstance(found, dict):
        raise RefusedRequestError(400, "The request is no JSON object.")
    return found


def _read(environ: WSGIEnvironment, most: int) -> bytes:
    length = environ.get("CONTENT_LENGTH", "")
    if "HTTP_TRANSFER_ENCODING" in environ or not length:
        raise RefusedRequestError(411, "The request does not say how long it is.")
    if not _NUMBER.match(length):
        raise RefusedRequestError(400, "The length of the request is no number.")
    # A number of very many digits is not read as one.
    if len(length) > len(str(most)) + 9 or int(length) > most:
        raise RefusedRequestError(413, f"The request is longer than {most:,} bytes.")
    try:
        data: bytes = environ["wsgi.input"].read(int(length))
    except TimeoutError:
        raise RefusedRequestError(400, "The request did not arrive in time.") from None
    if len(data) < int(length):
        raise RefusedRequestError(400, "The request is shorter than it says.")
    return data


def _without_repeats(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a repeated key")
    return found
