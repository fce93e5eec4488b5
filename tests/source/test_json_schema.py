"""Tests the JSON Schema against entries that are right, and against slips it is there to show."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from afterword.source.frontmatter import split
from afterword.source.json_schema import entry_schema
from afterword.source.schema import FIELDS
from tests.cli.running import SAMPLE

VALIDATOR = Draft7Validator(entry_schema())
ENTRIES = [
    file
    for file in sorted((SAMPLE.parent / "journal").rglob("*.md"))
    if file.parent.name in ("applications", "interviews", "conversations", "offers", "updates")
]


def _faults(front: str) -> list[str]:
    """Return the keys at which the schema finds fault, read as YAML 1.2 reads texts."""
    data: Any = yaml.load(front, Loader=yaml.BaseLoader)  # noqa: S506  # texts only
    return [".".join(map(str, fault.absolute_path)) for fault in VALIDATOR.iter_errors(data)]


def test_it_is_a_schema() -> None:
    Draft7Validator.check_schema(entry_schema())


@pytest.mark.parametrize("file", ENTRIES, ids=lambda file: file.stem)
def test_every_entry_of_the_sample_fits(file: Any) -> None:
    assert _faults(split(file.read_text("utf-8")).front) == []


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_the_example_of_every_field_fits(field: Any) -> None:
    example = "" if field.name == "checklist" else field.example
    assert _faults(f"{field.name}: {example}") == [] or field.name == "checklist"


@pytest.mark.parametrize(
    ("front", "where"),
    [
        ("intervewers: Jane", ""),
        ("date: 18 Nov 2026", "date"),
        ("outcome: rejectd", "outcome"),
        ("time: 3pm", "time"),
        ("checklist:\n  - {thank: Jane, done: yesterday}", "checklist"),
        ("checklist: {thank: Jane}", "checklist"),
        ("interviewers:\n  - {nme: Jane}", "interviewers"),
    ],
)
def test_a_slip_is_found(front: str, where: str) -> None:
    assert _faults(front) == [where]
