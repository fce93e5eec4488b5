"""The front matter as a JSON Schema, for editors that check and complete it while one writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from afterword.model.task import VERBS
from afterword.source.checklist import DETAILS
from afterword.source.context import Context
from afterword.source.nodes import Node
from afterword.source.people import PERSON_KEYS, read_people
from afterword.source.schema import DATES, FIELDS, Field

_TEXT = {"type": ["string", "number", "boolean", "null"]}
_DATE = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$", "format": "date"}
_DONE = {"anyOf": [_DATE, {"enum": [True, "true"]}]}
_TEXTS = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_ANYTHING: dict[str, Any] = {}
_FORMS: dict[str, dict[str, Any]] = {
    "time": {"type": ["string", "null"], "pattern": r"^([01]?\d|2[0-3]):[0-5]\d(:\d{2})?$"},
    "tags": _TEXTS,
    "private": {"anyOf": [{"enum": [True, False, "true", "false"]}, _TEXTS]},
    "checklist": {
        "anyOf": [{"type": "null"}, {"type": "array", "items": {"$ref": "#/definitions/task"}}]
    },
    "pay": _ANYTHING,
    "terms": {"type": ["object", "null"]},
}


def entry_schema() -> dict[str, Any]:
    """Return the schema (draft 7), made from the tables that entries are read with.

    It knows no verbs and keys of a journal's own settings; `afterword check` does, and says what to
    write instead.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Front matter of an Afterword entry",
        "type": "object",
        "properties": {field.name: _property(field) for field in FIELDS},
        "patternProperties": {"^x-": _ANYTHING},
        "additionalProperties": False,
        "definitions": {"person": _person(), "people": _people(), "task": _task()},
    }


def _property(field: Field) -> dict[str, Any]:
    kinds = f" ({', '.join(field.kinds)})" if field.kinds else ""
    said = f"{field.meaning[0].upper()}{field.meaning[1:]}{kinds}."
    return {"description": said, **_form(field), "examples": [field.example]}


def _form(field: Field) -> dict[str, Any]:
    readers: dict[Callable[[Context, Node, str], Any], dict[str, Any]] = {
        read_people: {"$ref": "#/definitions/people"}
    }
    if field.words:
        return {"enum": [*map(str, field.words), None]}
    if field.name in DATES:
        return _DATE
    return readers.get(field.read) or _FORMS.get(field.name, _TEXT)


def _person() -> dict[str, Any]:
    mapping = {
        "type": "object",
        "properties": dict.fromkeys(PERSON_KEYS, _TEXT),
        "patternProperties": {"^x-": _ANYTHING},
        "additionalProperties": False,
        "required": ["name"],
    }
    return {"anyOf": [{"type": "string"}, mapping]}


def _people() -> dict[str, Any]:
    one = {"$ref": "#/definitions/person"}
    return {"anyOf": [{"type": "null"}, one, {"type": "array", "items": one}]}


def _task() -> dict[str, Any]:
    """Return the form of a checklist line: a verb, known or one's own, and its details."""
    forms = dict.fromkeys(("done", "drafted", "accepted"), _DONE)
    details = {
        each.name: {"description": f"{each.meaning}.", **forms.get(each.name, _TEXT)}
        for each in DETAILS
    }
    verbs = {verb: {"description": f"The verb `{verb}`.", **_TEXT} for verb in VERBS}
    mapping = {
        "type": "object",
        "minProperties": 1,
        "properties": {**verbs, **details},
        "patternProperties": {"^x-": _ANYTHING},
        "additionalProperties": _TEXT,
    }
    return {"anyOf": [{"type": "string"}, mapping]}
