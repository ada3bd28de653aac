"""What is in the heads of the other sides before anything is offered: latent, rules never see it.

Every number belongs to a contract (and a round), whatever is offered, so two rule sets meet the
same people.
"""

from dataclasses import dataclass
from typing import get_args

from ruleloop.draws import Draws
from simulators.contract_risk.observations import Asked
from simulators.contract_risk.portfolio.portfolio import Floats, Portfolio
from simulators.contract_risk.world import World

HEADS: tuple[Asked, ...] = get_args(Asked)
"""What can be asked for, in the order of all columns by head."""

HEAD_SPREAD = 0.4  # log sd of how much more one cares for a head than another (assumed)
RISK_SPREAD = 0.4  # log sd of how much one dislikes an expected loss (assumed)
ANSWER_DAYS = 6.0  # mean, of an answer to an offer (assumed)
YEAR_DAYS = 250.0


@dataclass(frozen=True)
class Attitudes:
    """Columns by contract; (contracts, heads) or (contracts, rounds + 1) where said.

    mood: log odds added to every offer, with a standard logistic part, so that chances of signing
    are logistic. care: (contracts, heads), weights around 1. risk: dislike of expected losses,
    multiple of them. asks: (contracts, rounds + 1), uniform: whether one asks rather than walks.
    offered_day, answer_days: see `Talks`.
    """

    mood: Floats
    care: Floats
    risk: Floats
    asks: Floats
    offered_day: Floats
    answer_days: Floats


def attitudes_of(portfolio: Portfolio, world: World, draws: Draws) -> Attitudes:
    """The other sides of a world and seed."""
    rng = draws.generator("attitudes")
    count, rounds = len(portfolio), world.rounds + 1
    leaning = world.attitude_sd * rng.standard_normal(count)
    return Attitudes(
        mood=leaning + rng.logistic(size=count),
        care=rng.lognormal(-0.5 * HEAD_SPREAD**2, HEAD_SPREAD, (count, len(HEADS))),
        risk=world.risk_weight * rng.lognormal(-0.5 * RISK_SPREAD**2, RISK_SPREAD, count),
        asks=rng.random((count, rounds)),
        offered_day=rng.random(count) * YEAR_DAYS,
        answer_days=rng.exponential(ANSWER_DAYS, (count, rounds)),
    )
