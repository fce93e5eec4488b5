"""The terms of an offer: kept as written, with a warning where a figure cannot be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from afterword.model.entry import Data
from afterword.model.figures import BONUS_KEYS, EQUITY_KEYS
from afterword.model.terms import TERMS, currency_in, cut_short, read_term
from afterword.source.context import Context
from afterword.source.nodes import MappingNode, Node
from afterword.source.suggest import certain

MOST_KEYS = 100
"""Keys of terms that are looked at; an offer has twenty."""
_PARTS = {"bonus": BONUS_KEYS, "equity": EQUITY_KEYS}


def read_terms(context: Context, node: Node, what: str) -> Mapping[str, Data]:
    """Return terms as written.

    Any key may be one's own; one that is nearly a known one is reported, and so is what is
    plainly meant as a figure and cannot be read as one.
    """
    before = len(context.problems)
    terms = context.data_mapping(node, what)
    if not isinstance(node, MappingNode) or len(context.problems) > before:
        return terms
    currency = currency_in(terms)
    cut = _check_commas(context, node)
    for key_node, value in node.value[:MOST_KEYS]:
        key = key_node.value
        _check_key(context, key, key_node, TERMS, "`terms`")
        if key in _PARTS and isinstance(value, MappingNode):
            _check_commas(context, value)
            for part, _ in value.value:
                _check_key(context, part.value, part, _PARTS[key], f"`{key}`")
        if key == "deadline":
            said = "the day by which to answer is counted down to from `deadline:` of the entry"
            context.report("AW-TERM", key_node, f"{said}: write it there, not in `terms`.")
        _, why = read_term(key, terms[key], currency)
        if why and key not in cut:
            said = f"{why} It is shown as written, and counts as not known."
            context.report("AW-TERM", value, f"`{key}`: {said}")
    return terms


def _check_commas(context: Context, node: MappingNode) -> Mapping[str, str]:
    """Report each amount that a comma within braces cut in two; return them by key."""
    values = {key.value: value for key, value in node.value}
    cut = cut_short({key: context.data(value) for key, value in values.items()})
    for key, rest in cut.items():
        said = f"{values[key].value},{rest}"
        digits = said.replace(",", "") if said.replace(",", "").isdigit() else f'"{said}"'
        context.report(
            "AW-TERM",
            values[key],
            f"`{key}`: within braces a comma ends a value, so that `{said}` is `{key}: "
            f"{values[key].value}` and a key `{rest}`: write `{digits}`. It counts as not known.",
        )
    return cut


def _check_key(context: Context, key: str, node: Node, known: Iterable[str], where: str) -> None:
    """Report a key that can only be a known one misspelt; any other is the user's own."""
    known = list(known)
    if key not in known and not key.startswith("x-") and (meant := certain(key, known)):
        context.report(
            "AW-KEY",
            node,
            f"`{key}` in {where} is a key of your own. Did you mean `{meant}`? "
            "If not, begin it with `x-`.",
            instead=meant,
        )
