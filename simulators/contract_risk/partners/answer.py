"""What the other sides do with an offer: sign, ask or walk away."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.partners.attitudes import Attitudes
from simulators.contract_risk.partners.dislikes import Opinion
from simulators.contract_risk.portfolio.portfolio import Flags, Floats, Integers, Portfolio
from simulators.contract_risk.world import World

ASPIRATION = 1.5  # log odds above its limit that one holds out for at first (assumed)
FATIGUE = 0.15  # log odds that every round costs (assumed)
HOPELESS = -2.5  # log odds below which one does not even ask (assumed)


@dataclass(frozen=True)
class Answers:
    """By contract: who signs, who asks (for the head with this number), the others walk away."""

    signs: Flags
    asks: Flags
    head: Integers


def answers(
    portfolio: Portfolio, world: World, attitudes: Attitudes, thought: Opinion, *, number: int
) -> Answers:
    """The answers to offer number 0, 1, ... of a contract.

    The other side holds out for more than it needs at first, the stronger the more, and takes
    what it can bear in the end; so who stays firm gets some signatures too, late.
    """
    odds = np.log(world.base_win / (1.0 - world.base_win))
    score = odds - thought.log_odds + attitudes.mood - FATIGUE * number
    last = number >= world.rounds
    held = 0.0 if last else ASPIRATION * (1.0 - number / world.rounds)
    signs = score >= held * 2.0 * portfolio.leverage
    talks = (score >= 0.0) | (attitudes.asks[:, number] < world.patience) & (score > HOPELESS)
    return Answers(signs, ~signs & talks & (not last), _most_disliked(thought.by_head, attitudes))


def _most_disliked(by_head: Floats, attitudes: Attitudes) -> NDArray[np.int64]:
    """The head that is attacked; where nothing is disliked, what one cares for most."""
    care = 1e-6 * attitudes.care
    return np.asarray((by_head + care).argmax(axis=1), dtype=np.int64)
