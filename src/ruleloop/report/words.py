"""Names of measures and directions as people say them."""

from collections.abc import Mapping

from ruleloop.judge.verdict import Estimate
from ruleloop.report.numbers import gain_decimals, number, percent, signed, unit_words
from ruleloop.report.result import Apart, Gain, Goal


def measure_words(measure: str, plain_words: Mapping[str, str]) -> str:
    """The domain's plain words for a measure, or its name with spaces."""
    return plain_words.get(measure) or measure.replace("_", " ")


def apart_words(apart: Apart) -> str:
    """`learner model is tracing`."""
    return f"{apart.parameter.replace('_', ' ')} is {apart.value}"


def goal_words(goal: Goal) -> str:
    """What the objective measures."""
    return goal.words or goal.measure.replace("_", " ")


def is_cost(goal: Goal) -> bool:
    """True when the objective is spoken of as a cost."""
    return goal.direction == "minimise" and "cost" in f"{goal.measure} {goal.words}".lower()


def verb(goal: Goal) -> str:
    """What rules do with the objective: they cost, or they reach."""
    return "cost" if is_cost(goal) else "reach"


def better_words(goal: Goal, gain: float) -> str:
    """`cheaper` or `more expensive` for costs, else `better` or `worse`; `no change` for zero."""
    if gain == 0.0:
        return "no change"
    if is_cost(goal):
        return "cheaper" if gain > 0 else "more expensive"
    return "better" if gain > 0 else "worse"


def moved_words(goal: Goal, gain: float) -> str:
    """The direction in which the objective itself moved: less or more, lower or higher."""
    down = (gain > 0) == (goal.direction == "minimise")
    if is_cost(goal):
        return "less" if down else "more"
    return "lower" if down else "higher"


def direction_words(goal: Goal) -> str:
    """Which way is better."""
    return "lower is better" if goal.direction == "minimise" else "higher is better"


def outcome_words(outcome: str) -> str:
    """What became of a proposal, as a participle: `discarded` for `discard`."""
    return {"keep": "kept", "discard": "discarded", "crash": "crashed"}.get(outcome, outcome)


def share_of(gain: Gain) -> Estimate | None:
    """The gain as a share of best shipped; None when that is zero or too small to divide by."""
    estimate, size = gain.estimate, abs(gain.reference)
    if size == 0.0 or abs(estimate.mean) > 10.0 * size:
        return None
    low, mean, high, sd = (
        x / size for x in (estimate.low, estimate.mean, estimate.high, estimate.sd)
    )
    return Estimate(mean, low, high, sd, estimate.pairs, estimate.confidence)


def share_places(share: Estimate) -> int:
    """Decimals of a percentage that fit its interval; at most two."""
    return min(2, gain_decimals(50.0 * (share.high - share.low)))


def size_words(gain: Gain, goal: Goal) -> str:
    """The size of a gain without its sign: `4.0 %`, or `0.14 EUR per unit`."""
    share = share_of(gain)
    if share:
        return percent(abs(share.mean), share_places(share))
    places = gain_decimals(0.5 * (gain.estimate.high - gain.estimate.low))
    return f"{number(abs(gain.estimate.mean), places)} {unit_words(goal.unit)}".strip()


def interval_words(gain: Gain, goal: Goal, *, signs: bool = True) -> str:
    """`95 % interval 2.9 to 5.1 %`; with signs when it reaches across zero or below.

    Without `signs`, an interval wholly below zero is given by its sizes, for sentences that say
    `worse` already.
    """
    share, estimate = share_of(gain), gain.estimate
    if share:
        low, high, unit, places = 100 * share.low, 100 * share.high, "%", share_places(share)
    else:
        low, high, unit = estimate.low, estimate.high, unit_words(goal.unit)
        places = gain_decimals(0.5 * (high - low))
    if high < 0 and not signs:
        low, high = -high, -low
    form = number if low > 0 else signed
    sure = f"{100 * estimate.confidence:g}\N{NO-BREAK SPACE}%"
    return f"{sure} interval {form(low, places)} to {form(high, places)}\N{NO-BREAK SPACE}{unit}"
