"""The market that a network is connected to: energy bought on the eve, imbalance, reserve sold.

What is bought is the forecast need at noon of the eve, which nobody can falsify, and what batteries
and cars are meant to draw, as far as they then do: what was planned and not done counts as never
planned, so that no plan is a bet on prices alone. Imbalance is what the physical import differs
from what was bought. Prices do not depend on what one network does.
"""

import numpy as np

from simulators.grid_balancing.actions import DayPlan
from simulators.grid_balancing.frequency.grid_frequency import GridFrequency
from simulators.grid_balancing.market.prices import Prices
from simulators.grid_balancing.network.network import STEPS_PER_DAY, Floats
from simulators.grid_balancing.observations import TICK_H
from simulators.grid_balancing.play.flexible import Flexibility, possible_mw
from simulators.grid_balancing.play.money import Bill
from simulators.grid_balancing.setting import Setting

LOSS_SHARE = 0.01  # of the load, bought with it (assumed)


def need_mw(setting: Setting, day: int) -> Floats:
    """What is bought for a day whatever rules say: the forecast need at noon of its eve, (96,)."""
    load = (1.0 + LOSS_SHARE) * setting.load.eves[day]
    need: Floats = load - setting.wind.eves[day] - setting.pv.eves[day]
    return need


def both_mw(planned_mw: float, done_mw: float) -> float:
    """What was planned and done: the smaller of both if they have the same sign, else nothing."""
    if planned_mw > 0.0:
        return max(0.0, min(planned_mw, done_mw))
    return min(0.0, max(planned_mw, done_mw))


class Connected:
    """What was bought and sold for each tick."""

    def __init__(self, setting: Setting, *, reserve_eur_per_mw_h: float, penalty: float) -> None:
        if setting.prices is None or setting.frequency is None:
            raise ValueError("expected a setting with a market, got an island")
        self.prices: Prices = setting.prices
        self.frequency: GridFrequency = setting.frequency
        self._setting = setting
        self._reserve_eur_per_mw_h, self._penalty = reserve_eur_per_mw_h, penalty
        self.bought_mw: Floats = np.zeros(setting.ticks)
        self._planned_mw: Floats = np.zeros(setting.ticks)
        self.sold_reserve_mw = 0.0

    def buy(self, day: int, plan: DayPlan, limits: Flexibility, *, most_reserve_mw: float) -> bool:
        """Buy the energy of a day and sell its reserve; whether the plan could be kept.

        What goes beyond the power of batteries and cars is refused and no plan; what goes beyond
        their energy, which nobody knows exactly on the eve, is cut.
        """
        wanted = np.zeros(STEPS_PER_DAY)
        is_whole = len(plan.flexible_mw) in {0, STEPS_PER_DAY}
        if is_whole and plan.flexible_mw:
            wanted += np.array(plan.flexible_mw)
        flexible = possible_mw(wanted, limits)
        self.sold_reserve_mw = min(plan.reserve_mw, most_reserve_mw)
        part = slice(day * STEPS_PER_DAY, (day + 1) * STEPS_PER_DAY)
        self._planned_mw[part] = flexible
        self.bought_mw[part] = need_mw(self._setting, day) + flexible
        fits = bool((np.abs(wanted) <= limits.most_mw + 1e-6).all())
        return is_whole and fits and plan.reserve_mw <= most_reserve_mw + 1e-6

    def settle(
        self, tick: int, bill: Bill, *, import_mw: float, flexible_mw: float, kept_mw: float
    ) -> None:
        """Pay for a tick.

        flexible_mw: what batteries and cars really drew (negative: gave). kept_mw: the reserve that
        was there for frequency, of what was sold.
        Frequency reserve that is not kept costs a multiple of its pay.
        """
        planned = float(self._planned_mw[tick])
        bought = float(self.bought_mw[tick]) - planned + both_mw(planned, flexible_mw)
        bill.energy += bought * TICK_H * float(self.prices.day_ahead_eur[tick])
        bill.imbalance += (import_mw - bought) * TICK_H * float(self.prices.imbalance_eur[tick])
        short = max(0.0, self.sold_reserve_mw - kept_mw)
        paid = self.sold_reserve_mw - self._penalty * short
        bill.reserve -= paid * TICK_H * self._reserve_eur_per_mw_h

    def asked_mw(self, tick: int, kept_mw: float) -> tuple[float, float, float]:
        """Mean power that the reserve gives in a tick, its positive and its negative part."""
        own = self.frequency
        return (
            kept_mw * float(own.asked[tick]),
            kept_mw * float(own.asked_up[tick]),
            kept_mw * float(own.asked_down[tick]),
        )
