"""What a candidate must prove: that it is better, or that it is simpler and not worse."""

from typing import Literal

import msgspec

from ruleloop.judge.stand import Stand

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


def claim_of(stand: Stand, *, simpler: bool) -> Claim:
    """The claim that a candidate has to prove.

    A gain is proven against the champion: above zero, and worth having by the mean. A candidate
    that is clearly simpler than the champion may instead be provably *not worse* than the best
    proven champion (the anchor, see `Stand`) by one worthwhile gain, and by at most half of it on
    the mean: what is not worth winning is not worth a longer rule either.
    """
    if simpler:
        worthwhile = stand.worthwhile
        return Claim(
            "simplicity", stand.anchor, "best proven champion", -worthwhile, -worthwhile / 2
        )
    return Claim("gain", stand.champion, "champion", 0.0, stand.worthwhile)
