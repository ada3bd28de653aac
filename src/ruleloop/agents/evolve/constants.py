"""The numbers of a rule module that may be tuned, and how to write other values into it."""

import ast
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ruleloop.agents.evolve.edits import Edit, apply_edits
from ruleloop.agents.evolve.parsed import Parsed
from ruleloop.agents.evolve.rule_module import number_of
from ruleloop.agents.evolve.span import Span, readable, span_around
from ruleloop.agents.evolve.units import SHARE, usual_size

TINY = 1e-4  # smaller numbers in formulas keep a division from zero; they decide nothing


class Constant(NamedTuple):
    """A number in the text of a rule module, with the range in which it may move.

    `key` finds it again after its value has changed: its name, or its place among the unnamed.
    """

    key: str
    value: float
    span: Span
    start: int
    end: int
    label: str


def tunable_constants(rules: Parsed) -> tuple[Constant, ...]:
    """The module-level constants, then the unnamed numbers inside functions, in source order.

    Numbers that say how something is done rather than how much are left out: indices, ranges,
    exponents, 0 and 1, and whole numbers that no quantity is compared with or scaled by.
    """
    return (*_named(rules), *_unnamed(rules))


def with_values(rules: Parsed, values: Mapping[str, float]) -> str:
    """The module's text with other values for the constants of these keys."""
    edits = [
        Edit(c.start, c.end, _written(rules, c, values[c.key]))
        for c in tunable_constants(rules)
        if c.key in values and values[c.key] != c.value
    ]
    return apply_edits(rules.module.source, edits)


def positions(constants: Iterable[Constant]) -> dict[str, float]:
    """Where each constant lies in its range, from 0 to 1."""
    return {c.key: c.span.position(c.value) for c in constants}


def at_positions(constants: Iterable[Constant], places: Mapping[str, float]) -> dict[str, float]:
    """The values at positions between 0 and 1, rounded as they will be written."""
    return {
        c.key: float(readable(c.span.value(places[c.key]), whole=c.span.whole))
        for c in constants
        if c.key in places
    }


def _written(rules: Parsed, constant: Constant, value: float) -> str:
    text = readable(value, whole=constant.span.whole)
    before = rules.module.source[: constant.start].rstrip()[-2:]
    return f"({text})" if value < 0.0 and before.endswith(("-", "*", "/", "+")) else text


def _named(rules: Parsed) -> list[Constant]:
    found = []
    for name, statement in rules.module.constants.items():
        value = number_of(statement.value)
        if value is None or statement.value is None:
            continue
        span = rules.catalogue.span_of(name) or _guess(rules, name, value)
        start, end = rules.module.span(statement.value)
        found.append(Constant(name, float(value), _widened(span, value), start, end, name))
    return found


def _guess(rules: Parsed, name: str, value: float) -> Span:
    unit = rules.catalogue.name_unit(name)
    size = rules.typical_size(unit) if unit else None
    return span_around(
        value,
        size or usual_size(unit),
        share=unit == SHARE,
        whole=isinstance(value, int),
    )


def _widened(span: Span, value: float) -> Span:
    """A range that contains the present value, so that tuning can start from it."""
    return Span(min(span.low, value), max(span.high, value), span.whole)


def _unnamed(rules: Parsed) -> list[Constant]:
    found: list[Constant] = []
    for node in rules.numbers:
        value = number_of(node)
        if value is None or value in (0, 1, -1) or not _is_amount(rules, node, value):
            continue
        start, end = rules.module.span(node)
        function = rules.module.function_of(node)
        label = f"the number {readable(float(value))} in {function.name if function else 'a rule'}"
        span = span_around(value, 1.0, whole=isinstance(value, int))
        found.append(Constant(f"#{len(found)}", float(value), span, start, end, label))
    return found


def _is_amount(rules: Parsed, node: ast.expr, value: float) -> bool:
    if abs(value) < TINY:
        return False
    parent = rules.module.parents[node]
    if isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Pow | ast.Mod | ast.FloorDiv):
        return False
    if isinstance(parent, ast.Subscript | ast.Slice):
        return False
    if isinstance(value, int):
        return isinstance(parent, ast.Compare | ast.BinOp | ast.keyword)
    return True
