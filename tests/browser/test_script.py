"""The script's types, checked by TypeScript from its comments."""

from __future__ import annotations

from tests.browser.tools import HERE, node, package


def test_the_script_holds_to_its_types() -> None:
    ran = node(package("typescript") / "bin" / "tsc", "--project", HERE)
    assert ran.stdout == ""
    assert ran.returncode == 0
