"""Templates escape as the library does, whatever a value is."""

from __future__ import annotations

import datetime as dt

import pytest
from jinja2 import Environment
from markupsafe import Markup, escape

from afterword.model.entry import Kind
from afterword.pages.quick import QuickTemplate, escaped

VALUES = [
    *("", "plain", "<b>", "a & b", "it's", '"said"', "&amp;"),
    *(Markup("<b>"), Markup(""), 7, None, dt.date(2026, 11, 22), Kind.OFFER, ("<", 1)),
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_what_is_escaped_is_what_the_library_makes_of_it(value: object) -> None:
    assert str(escaped(value)) == str(escape(value))


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_templates_show_the_same_in_macros_blocks_and_loops(value: object) -> None:
    source = (
        "{% macro m(x) %}[{{ x }}]{% endmacro %}{{ value }}{{ m(value) }}{{ m(m(value)) }}"
        "{% set s %}{{ value }}{% endset %}{{ s }}{{ s ~ value }}"
        "{% for x in [value, value] %}{{ x }}{{ ', ' if not loop.last }}{% endfor %}"
        "{{ [value, '<'] | join('>') }}{% filter upper %}{{ value }}{% endfilter %}"
    )
    plain, quick = Environment(autoescape=True), Environment(autoescape=True)
    quick.template_class = QuickTemplate
    shown = quick.from_string(source).render(value=value)
    assert shown == plain.from_string(source).render(value=value)
