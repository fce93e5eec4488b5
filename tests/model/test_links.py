"""Tests which texts become links; all others stay text."""

from __future__ import annotations

import pytest

from afterword.model.links import link_target


@pytest.mark.parametrize(
    "address",
    [
        "https://acme.example/jobs/17?a=b&c=d#top",
        "http://acme.example",
        "HTTPS://ACME.example",
        "https://acme.example/ü",
        "mailto:jane@acme.example",
    ],
)
def test_web_and_mail_addresses_become_links(address: str) -> None:
    assert link_target(f" {address} ") == address


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)//https://acme.example",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//acme.example",
        "acme.example",
        "https:acme.example",
        "https:/acme.example",
        "https://",
        "https://@",
        "http://[::1",
        "https:\\\\acme.example",
        'https://acme.example/"onclick=alert(1)',
        "https://acme.example/a b",
        "https://acme.example/a\nb",
        "mailto:nobody",
        "",
    ],
)
def test_anything_else_stays_text(text: str) -> None:
    assert link_target(text) is None
