"""Runs whose hold-out has parts that must convince alone."""

import msgspec

from ruleloop.judge.verdict import Reading
from ruleloop.report.result import Apart, Gain, RunResult
from tests.report.intervals import estimate
from tests.report.results import GUARDRAILS, finished


def apart(*, gain_eur: float = 0.06, rails: tuple[Reading, ...] = GUARDRAILS) -> RunResult:
    """A gain that holds with one dispatcher; with the other, this gain and these guard-rails."""
    one = Apart("dispatcher", "first", 24, Gain(estimate(0.09, 0.03), 3.55), GUARDRAILS)
    other = Apart("dispatcher", "second", 24, Gain(estimate(gain_eur, 0.03), 3.55), rails)
    whole = finished()
    assert whole.hold_out is not None
    hold_out = msgspec.structs.replace(whole.hold_out, apart=(one, other))
    return msgspec.structs.replace(whole, hold_out=hold_out)


def apart_and_broken() -> RunResult:
    """A guard-rail that holds on the whole hold-out, and not with the second dispatcher."""
    broken = Reading("AtLeast", "on_time_share", 0.931, 0.95, -0.025, False, 0.925)
    return apart(rails=(broken, *GUARDRAILS[1:]))
