"""What a candidate must prove: that it is better, or that it is simpler and not worse."""

import math
from typing import Literal

import msgspec

from ruleloop.isolation.syntax import syntax_nodes
from ruleloop.judge.stand import Stand

CLEARLY_SIMPLER_SHARE = 0.97
"""A candidate with at most this share of the champion's syntax nodes may be kept for that alone."""

PROVEN_LOSS_SHARE = 0.1
"""The loss that may be proven of a simplification, in worthwhile gains."""

KeptFor = Literal["gain", "simplicity"]


class Claim(msgspec.Struct, frozen=True):
    """A claim about the mean paired gain over an opponent, in the objective's unit.

    The race and the confirmation's lower bound refute "the gain is at most `null`"; the mean of
    the confirmation must also reach `target`, and its upper bound `possible`.
    """

    kept_for: KeptFor
    opponent: str
    opponent_name: str
    null: float
    target: float
    possible: float = -math.inf


def is_clearly_simpler(candidate: str, champion: str) -> bool:
    """Whether a candidate may be kept for its simplicity alone.

    Raises:
        SyntaxError: one of them is no Python.
    """
    return syntax_nodes(candidate) <= CLEARLY_SIMPLER_SHARE * syntax_nodes(champion)


def claim_of(stand: Stand, *, simpler: bool) -> Claim:
    """The claim that a candidate has to prove.

    A gain is proven against the champion: above zero, and worth having by the mean. A candidate
    that is clearly simpler than the champion may instead be provably *not worse* than the best
    proven champion (the anchor, see `Stand`) by one worthwhile gain, and by at most half of it on
    the mean: what is not worth winning is not worth a longer rule either. But where the evidence
    is sharp enough to prove a loss, it is no simplification: at most a tenth may be proven.
    """
    if simpler:
        worthwhile = stand.worthwhile
        return Claim(
            "simplicity",
            stand.anchor,
            "best proven champion",
            null=-worthwhile,
            target=-worthwhile / 2,
            possible=-PROVEN_LOSS_SHARE * worthwhile,
        )
    return Claim("gain", stand.champion, "champion", null=0.0, target=stand.worthwhile)
