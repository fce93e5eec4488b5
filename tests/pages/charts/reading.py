"""Reads a drawn chart the way a program for the blind, or for checking, would."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass

_SPACE = "{http://www.w3.org/2000/svg}"
CHART = r"<svg [^>]*aria-labelledby=\"aw-chart.*?</svg>"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart's element, its title and description, and the words that stand in it."""

    svg: ET.Element
    title: str
    description: str
    words: list[str]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, in units."""
        _, _, width, height = map(float, self.svg.attrib["viewBox"].split())
        return width, height

    def paths(self, tone: str) -> list[str]:
        """Return the outlines of one look."""
        return [
            each.attrib["d"]
            for each in self.svg.iter(f"{_SPACE}path")
            if each.get("class") == f"aw-chart__{tone}"
        ]

    def rectangles(self, tone: str) -> list[tuple[float, float, float, float]]:
        """Return the rectangles of one look: left, top, width, height."""
        found = []
        for outline in self.paths(tone):
            for part in filter(None, outline.split("z")):
                x, y, width, height, _ = map(float, _NUMBER.findall(part))
                found.append((x, y, width, height))
        return found


def charts_in(html: str) -> dict[str, Chart]:
    """Return every chart of a page by its name; each is parsed as XML."""
    found = {}
    for raw in re.findall(CHART, html, re.DOTALL):
        svg = ET.fromstring(raw)  # noqa: S314  Our own output.
        title, desc = svg[0], svg[1]
        assert (svg.tag, title.tag, desc.tag) == (
            f"{_SPACE}svg",
            f"{_SPACE}title",
            f"{_SPACE}desc",
        )
        assert svg.attrib["role"] == "img"
        assert svg.attrib["aria-labelledby"] == f"{title.attrib['id']} {desc.attrib['id']}"
        name = title.attrib["id"].removeprefix("aw-chart-")
        assert name not in found
        words = [each.text or "" for each in svg.iter(f"{_SPACE}text")]
        found[name] = Chart(svg, title.text or "", desc.text or "", words)
    return found
