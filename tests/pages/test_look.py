"""Tests that the tones of charts can be told from the page and from one another, by WCAG 2.2."""

from __future__ import annotations

import colorsys
import re
from pathlib import Path

import pytest
from mkdocs.utils import get_theme_dir

from afterword.pages import addresses
from afterword.pages.assets import assets

TEXT = 4.5
SHAPE = 3.0
"""The least contrast of text, and of what has to be told apart (success criteria 1.4.3, 1.4.11)."""

STYLE = assets()[addresses.STYLESHEET]
DAYS = [f"--aw-chart-day-{level}" for level in range(1, 5)]


def _themes_page(scheme: str) -> tuple[float, float, float]:
    """Return the page's color as the theme has it."""
    if scheme == "default":
        return (1, 1, 1)
    folder = Path(get_theme_dir("material")) / "assets" / "stylesheets"
    style = "".join(file.read_text("utf-8") for file in folder.glob("*.css"))
    share = re.search(r"--md-default-bg-color:hsla\(var\(--md-hue\), ?(\d+)%, ?(\d+)%", style)
    hue = re.search(r"--md-hue:(\d+)", style)
    assert share is not None
    assert hue is not None
    return colorsys.hls_to_rgb(int(hue[1]) / 360, int(share[2]) / 100, int(share[1]) / 100)


def _tones(scheme: str) -> dict[str, tuple[float, float, float]]:
    found = {}
    for selector, block in re.findall(r"([^{}]*)\{([^{}]*)\}", STYLE):
        if "primary" in selector or (("slate" in selector) != (scheme == "slate")):
            continue
        if ":root" in selector or "data-md-color-scheme" in selector:
            for name, value in re.findall(r"(--aw-[\w-]+): #([0-9a-f]{6});", block):
                red, green, blue = (int(value[at : at + 2], 16) / 255 for at in (0, 2, 4))
                found[name] = (red, green, blue)
    return found


def _contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: tuple[float, float, float]) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize("tone", ["--aw-chart", "--aw-chart-band", "--aw-chart-node", *DAYS])
def test_each_shape_can_be_told_from_the_page(scheme: str, tone: str) -> None:
    assert _contrast(_tones(scheme)[tone], _themes_page(scheme)) >= SHAPE


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_a_stage_can_be_told_from_the_bands_that_touch_it(scheme: str) -> None:
    tones = _tones(scheme)
    assert _contrast(tones["--aw-chart-node"], tones["--aw-chart-band"]) >= SHAPE


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_soft_text_can_be_read(scheme: str) -> None:
    assert _contrast(_tones(scheme)["--aw-quiet"], _themes_page(scheme)) >= TEXT


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_the_more_steps_the_stronger_a_days_square(scheme: str) -> None:
    page = _themes_page(scheme)
    strength = [_contrast(_tones(scheme)[tone], page) for tone in DAYS]
    assert strength == sorted(strength)
    assert len(set(strength)) == len(DAYS)


def test_paper_gets_the_tones_for_white_whatever_the_screen_has() -> None:
    dark = STYLE.index('[data-md-color-scheme="slate"] {')
    assert STYLE[:dark].rstrip().endswith("@media screen {")
    for block in re.findall(r"@media print \{(.*?)\n\}", STYLE, re.DOTALL):
        assert "slate" not in block
