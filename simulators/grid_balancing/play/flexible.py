"""What of a plan for batteries and cars could be kept: a plan beyond it would be a bet on prices.

Energy that is bought on the eve and not drawn is sold as imbalance. Within what batteries and cars
can physically take and give, that is a schedule which was changed; beyond, it is speculation.
"""

from dataclasses import dataclass

import numpy as np

from simulators.grid_balancing.assets.assets import Assets
from simulators.grid_balancing.network.network import Floats
from simulators.grid_balancing.observations import TICK_H

CAR_DAYS = 1.5  # a day may need so much more than the mean day of the week (assumed)


@dataclass(frozen=True)
class Flexibility:
    """Bounds of a day's plan: power both ways, and energy given or taken in all since midnight."""

    most_mw: float
    give_mwh: float
    take_mwh: float


def flexibility(assets: Assets, days: int) -> Flexibility:
    """What batteries as they stand and the cars of a day can do."""
    batteries, hubs = assets.batteries, assets.hubs
    give = take = 0.0
    for own, energy in zip(batteries.facts, batteries.energy_mwh, strict=True):
        give += max(0.0, energy - own.soc_low * own.energy_mwh) * own.efficiency
        take += max(0.0, own.soc_high * own.energy_mwh - energy) / own.efficiency
    return Flexibility(
        most_mw=sum(b.power_mw for b in batteries.facts) + sum(h.power_mw for h in hubs.facts),
        give_mwh=give,
        take_mwh=take + CAR_DAYS * hubs.wanted_mwh() / days,
    )


def possible_mw(wanted_mw: Floats, limits: Flexibility) -> Floats:
    """The part of a plan, (ticks,), that stays within the bounds from tick to tick."""
    plan, taken_mwh = np.clip(wanted_mw, -limits.most_mw, limits.most_mw), 0.0
    for tick, mw in enumerate(plan.tolist()):
        low = (-limits.give_mwh - taken_mwh) / TICK_H
        high = (limits.take_mwh - taken_mwh) / TICK_H
        plan[tick] = min(max(mw, low), high)
        taken_mwh += float(plan[tick]) * TICK_H
    return plan
