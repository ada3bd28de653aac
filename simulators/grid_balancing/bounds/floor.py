"""A proven lower bound on the cost of one week, for any rules: who beats it has cheated."""

import numpy as np

from ruleloop.draws import Draws
from simulators.grid_balancing.assets.assets import Assets, build_assets
from simulators.grid_balancing.bounds.dispatch_lp import least_cost_eur
from simulators.grid_balancing.bounds.hindsight import in_hindsight
from simulators.grid_balancing.build import build_setting
from simulators.grid_balancing.observations import TICK_H
from simulators.grid_balancing.play.closing import closing_eur_per_mwh
from simulators.grid_balancing.play.connected import need_mw
from simulators.grid_balancing.play.measures import wanted_mwh
from simulators.grid_balancing.play.money import PARTS
from simulators.grid_balancing.setting import Setting
from simulators.grid_balancing.world import World

ROUNDING_EUR = 0.005 * len(PARTS)
TOLERANCE_EUR = 0.01


def floor(world: World, draws: Draws) -> float:
    """A bound in EUR per MWh that no rules can beat in this replication.

    Proof. Every week that the referee lets happen is a feasible point of the linear program of
    `dispatch_lp`, at no higher cost; so the program's optimum is a bound (and it is computed by
    weak duality, so that no solver must be believed).

    1. Powers are means of quarter-hours. Network, voltages and seconds appear only as energy: what
       the network loses lies between 0 and `most_losses_mw`; what a low or high frequency spares or
       draws is at most the load's self-regulation up to the first relay, beyond which every MWh
       spared costs load cut off, and up to the deviation at which all is dark; the restlessness is
       the replication's own; a ramp between ticks only moves energy from one to the next.
    2. Batteries keep power, energy, losses, wear and the settlement of their end, groups of a kind
       together; in a tick their charging, giving and reserve share their power. Reserve is paid
       only as far as it is kept, so at most that.
    3. Cars of a hub are one band of energy: above what the departed needed (what lacks is paid) and
       those still there cannot catch up with, below what chargers could have given since they came.
    4. A contract gives no more than all its calls at full length, without notice, rest or refusal;
       its rebound comes when it suits. A unit is on to a share, pays that share of its start and
       its idling, and is away when it trips, a fact of the world.
    5. Wind and sun may be cut to any share at their owners' pay.
    6. With a market, the forecast need is bought on the eve and settled whatever rules say. What
       batteries and cars do has the better one of both prices, as if it had been planned just where
       that pays. Everything else is worth the imbalance price.

    Rules that leave voltages illegal, or everybody in the dark, are no part of this: they fail
    guard-rails with zero tolerance, and the dark costs more than anything here.

    Raises:
        InputFaults: files that the world names have faults, or SimBench is not installed.
        ValueError: the profiles have no week in the world's season.
    """
    setting = build_setting(world, draws)
    return floor_of_week(world, setting, build_assets(setting, world, draws))


def floor_of_week(world: World, setting: Setting, assets: Assets) -> float:
    """The same bound for a week that is drawn and not yet played."""
    wanted = wanted_mwh(setting, assets)
    least = least_eur(world, setting, assets)
    return (least - ROUNDING_EUR - TOLERANCE_EUR) / wanted


def least_eur(world: World, setting: Setting, assets: Assets) -> float:
    """The bound in EUR, before anything is rounded."""
    closing = closing_eur_per_mwh(world, setting)
    known = in_hindsight(
        setting,
        assets,
        lost_load_eur_per_mwh=world.lost_load_eur_per_mwh,
        car_short_eur_per_mwh=world.car_short_eur_per_mwh,
        closing_eur_per_mwh=closing,
        reserve_eur_per_mw_h=world.reserve_eur_per_mw_h,
    )
    fixed = max(0.0, closing) * assets.hubs.wanted_mwh()  # `Charging.left_eur_per_mwh` gives back
    if setting.prices is not None:
        difference = setting.prices.day_ahead_eur - setting.prices.imbalance_eur
        bought = np.concatenate([need_mw(setting, day) for day in range(setting.days)])
        fixed += float(bought @ difference) * TICK_H
    return fixed + least_cost_eur(known)
