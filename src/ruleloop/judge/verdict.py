"""What the judge says of a candidate, and the evidence behind it."""

from typing import Literal

import msgspec

Outcome = Literal["keep", "discard", "indecisive", "unsafe", "crash"]
Stage = Literal["smoke", "screen", "stress", "race", "confirm"]


class Estimate(msgspec.Struct, frozen=True):
    """A paired gain in the objective's unit; positive means that the candidate is better.

    `low` and `high` bound it with the stated confidence; `pairs` replications stand behind it.
    """

    mean: float
    low: float
    high: float
    sd: float
    pairs: int
    confidence: float = 0.95


class Reading(msgspec.Struct, frozen=True):
    """One guard-rail as it was measured. `margin` is >= 0 when it holds, in the measure's unit."""

    guardrail: str
    measure: str
    value: float
    limit: float
    margin: float
    holds: bool
    bound: float | None = None


class Verdict(msgspec.Struct, frozen=True):
    """The decision on one candidate, the stage that made it, and why, in sentences.

    Only `confirm` is an unbiased estimate of the gain; `screen` and `race` are selected.
    """

    outcome: Outcome
    stage: Stage
    reasons: tuple[str, ...]
    screen: Estimate | None = None
    race: Estimate | None = None
    confirm: Estimate | None = None
    guardrails: tuple[Reading, ...] = ()
    replications: int = 0
