"""A betting e-process: evidence that may be looked at as often as one likes.

24 gamblers each stake a fixed share of their wealth on "the candidate is better", pair after
pair. If it is not, their mean wealth is a supermartingale, so
the chance that it *ever* reaches 20 is at most 1 in 20 (Ville's inequality), whatever the
distribution of the differences and whenever one chooses to stop (Waudby-Smith & Ramdas 2024,
doi:10.1093/jrsssb/qkad009). A t-test that is looked at after every few pairs has no such bound.
"""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIN = 20.0
"""The wealth that proves a claim at the 5 % level."""

_BETS = np.linspace(0.02, 0.95, 24)


class BettingProcess:
    """Evidence against "the mean of the clipped gain is at most `null`".

    Args:
        clip: gains beyond `null` are clipped to [-clip, +clip], in the objective's unit, > 0. It
            must be fixed before the first pair is seen.
        null: the gain that is to be refuted, in the objective's unit.

    Raises:
        ValueError: `clip` is not a finite number above zero.
    """

    __slots__ = ("_clip", "_log_wealth", "_null", "clipped_loss")

    def __init__(self, clip: float, null: float = 0.0) -> None:
        if not 0.0 < clip < float("inf"):
            raise ValueError(f"a clip is finite and above zero, got {clip}")
        self._clip = clip
        self._null = null
        self._log_wealth = np.zeros(len(_BETS))
        self.clipped_loss = False

    def add(self, gains: "NDArray[np.float64]") -> None:
        """Take in the paired gains `(n,)`, in the objective's unit; order does not matter."""
        shares = (gains - self._null) / self._clip
        self.clipped_loss = self.clipped_loss or bool(np.any(shares < -1.0))
        clipped = np.clip(shares, -1.0, 1.0)
        self._log_wealth += np.log1p(np.outer(_BETS, clipped)).sum(axis=1)

    @property
    def value(self) -> float:
        """The mean wealth of all bets; 1 before the first pair."""
        # Beyond e^700 a float overflows, and no evidence needs to be told apart up there.
        return float(np.exp(np.minimum(self._log_wealth, 700.0)).mean())
