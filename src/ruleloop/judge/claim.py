"""What a candidate must prove: that it is better, or that it is simpler and not worse."""

from typing import Literal

import msgspec

from ruleloop.isolation.syntax import syntax_nodes
from ruleloop.judge.stand import Stand

CLEARLY_SIMPLER_SHARE = 0.97
"""A candidate with at most this share of the champion's syntax nodes may be kept for that alone."""

SIMPLICITY_COST = 0.1
"""What the mean of a simplification may lose, in worthwhile gains: hardly more than nothing."""

KeptFor = Literal["gain", "simplicity"]


class Claim(msgspec.Struct, frozen=True):
    """A claim about the mean paired gain over an opponent, in the objective's unit.

    The race and the confirmation's lower bound refute "the gain is at most `null`"; the mean of
    the confirmation must also reach `target`.
    """

    kept_for: KeptFor
    opponent: str
    opponent_name: str
    null: float
    target: float


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
    proven champion (the anchor, see `Stand`) by one worthwhile gain, and by at most a tenth of it
    on the mean. A larger share would be a licence to get worse wherever pairs are so much alike
    that the evidence proves the loss.
    """
    if simpler:
        worthwhile = stand.worthwhile
        return Claim(
            "simplicity",
            stand.anchor,
            "best proven champion",
            null=-worthwhile,
            target=-SIMPLICITY_COST * worthwhile,
        )
    return Claim("gain", stand.champion, "champion", null=0.0, target=stand.worthwhile)
