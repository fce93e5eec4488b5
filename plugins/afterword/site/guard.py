"""Who may ask the served site for what: every request is held against this, of pages too."""

from __future__ import annotations

import hmac
import ipaddress
from dataclasses import dataclass
from wsgiref.types import WSGIEnvironment

from afterword.model.settings import Settings

FOLDER = "_afterword/"
"""Where what is asked of the server itself is found, below the site's own address."""
TOKEN_HEADER = "X-Afterword-Token"  # noqa: S105  # the header's name, no secret
_HTTP_PORT = 80


class RefusedRequestError(Exception):
    """A request is not carried out; `status` is that of HTTP, `field` what of a form is wrong."""

    def __init__(self, status: int, message: str, field: str = "") -> None:
        self.status, self.field = status, field
        super().__init__(message)


def allowed_hosts(bound: str, port: int) -> frozenset[str]:
    """Return what a request may call the server.

    A website whose name was turned to this machine calls it by that name, and sends it as the
    origin too: only this list keeps it from reading the journal.
    """
    names = ("127.0.0.1", "localhost", "[::1]", f"[{bound}]" if ":" in bound else bound)
    hosts = {f"{name}:{port}" for name in names}
    return frozenset(hosts | set(names) if port == _HTTP_PORT else hosts)


def why_off(settings: Settings, bound: str) -> str:
    """Return why tasks cannot be ticked on the served site, or "" where they can."""
    if settings.share:
        return "Ticking is off: this is a shared copy."
    if not settings.ticking:
        return "Ticking is off: mkdocs.yml says `ticking: false`."
    if not _is_loopback(bound):
        return (
            f"Ticking is off: the site is served on {bound}, where others may reach it. "
            "Serve it on 127.0.0.1 to tick."
        )
    return ""


def _is_loopback(bound: str) -> bool:
    if bound == "localhost":
        return True
    try:
        return ipaddress.ip_address(bound).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Guard:
    """What a request has to say to be answered. `token` was made when the server started."""

    hosts: frozenset[str]
    token: str

    def check_host(self, environ: WSGIEnvironment) -> None:
        """Refuse a request that calls the server by another name; two `Host` lines are none."""
        if environ.get("HTTP_HOST", "") not in self.hosts:
            raise RefusedRequestError(403, "This address is not one of this server's.")

    def check_page(self, environ: WSGIEnvironment) -> None:
        """Refuse a request that does not come from a page of this very server.

        To be checked after the host. What writes has to name its origin; browsers always do.
        """
        origin = environ.get("HTTP_ORIGIN")
        writes = environ["REQUEST_METHOD"] != "GET"
        if origin != f"http://{environ['HTTP_HOST']}" and (writes or origin is not None):
            raise RefusedRequestError(403, "This does not come from a page of this site.")
        if environ.get("HTTP_SEC_FETCH_SITE", "same-origin") != "same-origin":
            raise RefusedRequestError(403, "This does not come from a page of this site.")
        given = environ.get("HTTP_X_AFTERWORD_TOKEN", "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, self.token.encode()):
            raise RefusedRequestError(403, "The server was started anew; reload the page.")
