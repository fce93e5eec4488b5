"""Reads every entry of a folder with libyaml and nothing more: the yardstick for `afterword due`.

`python benchmarks/bare_read.py DIR/journal`
"""

from __future__ import annotations

import os
import sys

import yaml


def main() -> None:
    """Read each Markdown file below the folder and load its front matter."""
    for folder, _, names in os.walk(sys.argv[1]):
        for name in names:
            if name.endswith(".md"):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    text = file.read()
                _, front, _ = text.split("---\n", 2)
                yaml.load(front, Loader=yaml.CSafeLoader)


main()
