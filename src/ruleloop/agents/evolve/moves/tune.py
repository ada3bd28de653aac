"""Move one or a few constants."""

from ruleloop.agents.evolve.constants import (
    Constant,
    at_positions,
    positions,
    tunable_constants,
)
from ruleloop.agents.evolve.edits import Edit
from ruleloop.agents.evolve.span import readable
from ruleloop.agents.evolve.wording import title
from ruleloop.agents.evolve.workbench import Draft, Workbench


def tune_constant(bench: Workbench) -> Draft | None:
    """One constant takes a step; the step's size is drawn too, from fine to coarse."""
    constants = tunable_constants(bench.rules)
    constant = bench.pick(constants, "constant")
    if constant is None:
        return None
    value = _stepped(bench, constant)
    if value == constant.value:
        return None
    return Draft(
        (Edit(constant.start, constant.end, readable(value, whole=constant.span.whole)),),
        f"{constant.label}: {readable(value)} instead of {readable(constant.value)}",
    )


def _stepped(bench: Workbench, constant: Constant) -> float:
    size = 0.3 ** bench.draws.between(0.5, 3.0, "size")
    place = positions([constant])[constant.key] + bench.draws.normal(0.0, size, "step")
    if constant.span.whole and round(constant.span.value(place)) == constant.value:
        return constant.value + bench.draws.choice((-1.0, 1.0), "whole")
    return at_positions([constant], {constant.key: place})[constant.key]


def retune(bench: Workbench) -> Draft | None:
    """All constants take a step at once: how another rule set is adopted."""
    constants = tunable_constants(bench.rules)
    edits = []
    for constant in constants:
        step = bench.draws.normal(0.0, 0.15, "step", constant.key)
        place = positions([constant])[constant.key] + step
        value = at_positions([constant], {constant.key: place})[constant.key]
        text = readable(value, whole=constant.span.whole)
        edits.append(Edit(constant.start, constant.end, text))
    if not edits:
        return None
    return Draft(tuple(edits), f"start from `{title(bench.rules.module)}` with other constants")
