"""Takes the pictures of the documentation from the sample: `python docs/make_screenshots.py`.

Needs Playwright and a Chromium on the PATH; downloads neither.
"""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
ENTRY = "interviews/2026-11-19-larkfield-energy-panel/"
SHOTS = {
    "today.png": ("", 940, "light"),
    "pipeline.png": ("pipeline/", 940, "light"),
    "today-dark.jpg": ("", 700, "dark"),
    "overdue.jpg": ("overdue/", 700, "light"),
    "entry.jpg": (ENTRY, 900, "light"),
    "offers.jpg": ("offers/", 900, "light"),
    "people.jpg": ("people/", 800, "light"),
    "momentum.jpg": ("momentum/", 900, "light"),
    "week.jpg": ("weeks/", 800, "dark"),
}
"""The page, the height and the palette of each picture by its file's name."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        pass


def main() -> int:
    """Build the sample, serve it on loopback, take each picture."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("No Chromium on the PATH: install Debian's package `chromium`.")
        return 2
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as site:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", site]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        subprocess.run(command, check=True, cwd=ROOT, env=environment)
        handler = functools.partial(_Quiet, directory=site)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            _take(chromium, f"http://127.0.0.1:{server.server_port}/")
            server.shutdown()
    return 0


def _take(chromium: str, address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (page, height, scheme) in SHOTS.items():
            size = {"width": 1280, "height": height}
            tab = browser.new_page(viewport=size, color_scheme=scheme)
            tab.goto(address + page)
            tab.wait_for_timeout(300)
            kind = {"type": "jpeg", "quality": 75} if name.endswith(".jpg") else {}
            tab.screenshot(path=IMAGES / name, **kind)
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
