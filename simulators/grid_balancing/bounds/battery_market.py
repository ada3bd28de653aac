"""A battery alone at the market: what simple ways to trade earn, and what was there to earn.

The reference experiment for trading rules. With real Belgian prices (13 weeks of 2024 and 2025,
1 MW, 2 MWh, 10 EUR/MWh wear) it gave, in EUR a week: fixed day-ahead thresholds 525, daily rank
981, persistence of the last imbalance price 3,362, rank with persistence and charge 3,803; who knew
every imbalance price 10,962, and every day-ahead price 1,292. `REFERENCE_EUR` keeps these figures.

The battery is small and settles at the imbalance price. Without rules, referee or network: whoever
changes those can compare with this.
"""

from collections.abc import Callable

import numpy as np

from simulators.grid_balancing.bounds.dispatch_lp import least_cost_eur
from simulators.grid_balancing.bounds.relaxed import Hindsight, Store
from simulators.grid_balancing.network.network import STEPS_PER_DAY, Floats
from simulators.grid_balancing.observations import TICK_H

Trader = Callable[[int, float], float]  # (tick, state of charge 0 to 1) -> wish, -1 takes, 1 gives

REFERENCE_EUR = {
    "thresholds": 525.0,
    "daily_rank": 981.0,
    "persistence": 3_362.0,
    "rank_and_persistence": 3_803.0,
}
REFERENCE_BOUND_EUR, REFERENCE_DAY_AHEAD_EUR = 10_962.0, 1_292.0

LOW_EUR, HIGH_EUR = 50.0, 110.0  # near the quartiles of day-ahead prices
CHEAP_RANK = 0.1  # a tenth of a day fills the battery once
BAND_EUR, FULL_EUR, KEEP = 40.0, 60.0, 0.7


def earned_eur(trader: Trader, imbalance_eur: Floats, battery: Store) -> float:
    """What a trader earns over a stretch of time, wear and the end's settlement included."""
    stored, earned = battery.start_mwh, 0.0
    for tick, price_eur in enumerate(imbalance_eur.tolist()):
        wish = trader(tick, stored / battery.high_mwh)
        out = max(0.0, wish) * battery.out_mw * TICK_H
        out = min(out, (stored - battery.low_mwh) * battery.efficiency)
        into = max(0.0, -wish) * battery.in_mw * TICK_H
        into = min(into, (battery.high_mwh - stored) / battery.efficiency)
        stored += into * battery.efficiency - out / battery.efficiency
        earned += price_eur * (out - into) - battery.wear_eur_per_mwh * out
    gone = battery.start_mwh - stored
    return earned - gone * (battery.short_eur_per_mwh if gone > 0.0 else battery.left_eur_per_mwh)


def clairvoyant_eur(price_eur: Floats, battery: Store) -> float:
    """The most that anybody could have earned who knew all prices, (ticks,)."""
    none = np.zeros(len(price_eur))
    known = Hindsight(
        need_mw=none,
        cuttable_mw=none,
        import_eur=price_eur,
        bought_eur=None,
        waste_mw=none,
        relief_mw=none,
        unserved_eur_per_mwh=0.0,
        stores=(battery,),
    )
    return -least_cost_eur(known)


def usual_battery(price_eur: Floats, *, efficiency: float = 0.95) -> Store:
    """1 MW and 2 MWh, half full; what is missing or left at the end counts at the mean price.

    A mean price below 0 counts as 0.
    """
    mean = max(0.0, float(price_eur.mean()))
    return Store(
        in_mw=1.0,
        out_mw=1.0,
        low_mwh=0.0,
        high_mwh=2.0,
        start_mwh=1.0,
        efficiency=efficiency,
        wear_eur_per_mwh=10.0,
        short_eur_per_mwh=mean / efficiency,
        left_eur_per_mwh=mean * efficiency,
    )


def traders(day_ahead_eur: Floats, imbalance_eur: Floats) -> dict[str, Trader]:
    """The four ways to trade, for whole days of prices, (days * 96,); none looks ahead.

    Day-ahead prices are known for the day; of imbalance prices only what has passed.
    """
    return {
        "thresholds": _thresholds(day_ahead_eur),
        "daily_rank": _daily_rank(day_ahead_eur),
        "persistence": _persistence(imbalance_eur),
        "rank_and_persistence": _rank_and_persistence(day_ahead_eur, imbalance_eur),
    }


def _wish(price_eur: float, low_eur: float, high_eur: float) -> float:
    return 1.0 if price_eur > high_eur else -1.0 if price_eur < low_eur else 0.0


def _thresholds(day_ahead_eur: Floats) -> Trader:
    return lambda tick, _: _wish(float(day_ahead_eur[tick]), LOW_EUR, HIGH_EUR)


def _daily_rank(day_ahead_eur: Floats) -> Trader:
    days = day_ahead_eur.reshape(-1, STEPS_PER_DAY)
    low, high = np.quantile(days, (CHEAP_RANK, 1.0 - CHEAP_RANK), axis=1).repeat(STEPS_PER_DAY, 1)
    return lambda tick, _: _wish(float(day_ahead_eur[tick]), low[tick], high[tick])


def _persistence(imbalance_eur: Floats) -> Trader:
    def trade(tick: int, _: float) -> float:
        return _wish(float(imbalance_eur[tick - 1]), LOW_EUR, HIGH_EUR) if tick else 0.0

    return trade


def _rank_and_persistence(day_ahead_eur: Floats, imbalance_eur: Floats) -> Trader:
    """Day-ahead and what is left of the last difference, against what stored energy is worth."""
    worth = day_ahead_eur.reshape(-1, STEPS_PER_DAY).mean(axis=1).repeat(STEPS_PER_DAY)
    spread = imbalance_eur - day_ahead_eur

    def trade(tick: int, charge: float) -> float:
        expected = day_ahead_eur[tick] + (KEEP * spread[tick - 1] if tick else 0.0)
        middle = worth[tick] + FULL_EUR * (0.5 - charge)
        return _wish(float(expected), middle - BAND_EUR, middle + BAND_EUR)

    return trade
