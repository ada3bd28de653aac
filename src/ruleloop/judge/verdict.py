"""What the judge says of a candidate, and the evidence behind it."""

from typing import Literal

import msgspec

Outcome = Literal["keep", "discard", "indecisive", "unsafe", "crash"]
Stage = Literal["smoke", "screen", "stress", "race", "confirm"]


class Estimate(msgspec.Struct, frozen=True):
    """A paired gain in the objective's unit; positive means that the candidate is better.

    `low` and `high` bound it with the stated two-sided confidence; `pairs` replications stand
    behind it. The stages of the judge use 0.90, so that `low` is their one-sided 95 % bound.
    """

    mean: float
    low: float
    high: float
    sd: float
    pairs: int
    confidence: float = 0.95


class Reading(msgspec.Struct, frozen=True):
    """One guard-rail as it was measured, in the measure's unit.

    `margin` is the room between the mean and the limit, or between the one-sided 95 % `bound` of
    the mean and the limit where a bound was asked for; the guard-rail holds when it is >= 0.
    """

    guardrail: str
    measure: str
    value: float
    limit: float
    margin: float
    holds: bool
    bound: float | None = None


class Verdict(msgspec.Struct, frozen=True):
    """The decision on one candidate, the stage that made it, and why, in sentences.

    Only `confirm` is an unbiased estimate of the gain; `screen` and `race` are selected. All
    three are against the champion, or against the anchor (see `Stand`) for a candidate that is
    kept for its simplicity; `versus_anchor` is the confirmation against the anchor.
    `reference_faulted` says that champion, anchor or baseline faulted, not the candidate.
    `replications` counts all that were looked at, of all arms, also those from memory.
    """

    outcome: Outcome
    stage: Stage
    reasons: tuple[str, ...]
    screen: Estimate | None = None
    race: Estimate | None = None
    confirm: Estimate | None = None
    guardrails: tuple[Reading, ...] = ()
    replications: int = 0
    kept_for: Literal["gain", "simplicity"] | None = None
    versus_anchor: Estimate | None = None
    reference_faulted: bool = False
