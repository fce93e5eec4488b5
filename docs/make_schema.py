"""Writes `docs/entry.schema.json` from the table of fields: `python docs/make_schema.py`."""

from __future__ import annotations

import json
from pathlib import Path

from afterword.source.json_schema import entry_schema

TARGET = Path(__file__).parent / "entry.schema.json"


def schema_text() -> str:
    """Return the whole file."""
    return json.dumps(entry_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    TARGET.write_text(schema_text(), encoding="utf-8")
