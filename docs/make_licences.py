"""Writes `docs/licences.md` from what locked packages say: `python docs/make_licences.py`.

Ends with 1 where one has a licence that is not allowed. Reads the metadata of what is installed.
"""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "licences.md"
LOCKS = {"what runs": "requirements.lock", "what tests need besides": "tests/requirements.lock"}
ALLOWED = {
    "MIT",
    "MIT AND PSF-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSD",
    "Apache-2.0",
    "Apache-2.0 OR BSD-2-Clause",
    "PSF-2.0",
    # Of files, and these are used as they come.
    "MPL-2.0",
}
"""The licences under which a package may be used here."""
_NAMES = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
_HEAD = """\
# Licences

This page is written by `docs/make_licences.py` from what the locked packages say of themselves.
A licence that is not allowed there fails the tests. Afterword itself is under the MIT licence;
these packages are installed beside it, and nothing of them is in it.
What is built with the theme Material holds some of its icons, whose licences it names.
"""


def locked() -> dict[str, str]:
    """Return what each locked package is for, by name; what runs comes first."""
    found: dict[str, str] = {}
    for what, lock in LOCKS.items():
        text = (ROOT / lock).read_text("utf-8")
        for name in re.findall(r"^([a-z0-9][\w.-]*)==", text, re.MULTILINE):
            found.setdefault(name, what)
    return found


def licence(name: str) -> str | None:
    """Return the licence of an installed package, `None` where it is not installed."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    expression = said.get("License-Expression")
    if expression:
        return str(expression)
    kinds = [each for each in said.get_all("Classifier") or [] if each.startswith("License ::")]
    names = {_NAMES.get(each.rpartition(" :: ")[2], each) for each in kinds}
    plain = (said.get("License") or "").strip()
    return plain if plain in ALLOWED else " OR ".join(sorted(names)) or plain or "not said"


def is_allowed(said: str) -> bool:
    """Whether a package may be used: one licence of those it leaves the choice of will do."""
    return said in ALLOWED or bool(ALLOWED & set(said.split(" OR ")))


def licences_page() -> str:
    """Return the whole page."""
    lines = [_HEAD]
    for what in LOCKS:
        lines += [f"## {what[0].upper()}{what[1:]}\n", "| package | licence |", "|---|---|"]
        lines += [
            f"| {name} | {licence(name) or 'not installed here'} |"
            for name, purpose in sorted(locked().items())
            if purpose == what
        ]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


if __name__ == "__main__":
    TARGET.write_text(licences_page(), encoding="utf-8")
    wrong = {name: said for name in locked() if (said := licence(name)) and not is_allowed(said)}
    for name, said in wrong.items():
        print(f"{name}: {said} is not allowed.")
    sys.exit(1 if wrong else 0)
