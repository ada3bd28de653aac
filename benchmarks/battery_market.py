"""What a battery earns with each way to trade, on made-up prices and as it was on real ones.

    OPENBLAS_NUM_THREADS=1 python benchmarks/battery_market.py [--years 4] [--weeks 26]

First plain functions, in thirteen weeks of every made-up year, four weeks apart; then the rule sets
that are shipped, through the whole simulator, in weeks of any season: a network whose only asset is
one battery, against the same network with an idle one. Beside the means it prints the share of what
a clairvoyant earns, with the standard error between years or weeks.
"""

import argparse
import hashlib
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from ruleloop.domain import Trace
from ruleloop.draws import Draws
from simulators.grid_balancing.bounds.battery_market import (
    REFERENCE_BOUND_EUR,
    REFERENCE_DAY_AHEAD_EUR,
    REFERENCE_EUR,
    clairvoyant_eur,
    earned_eur,
    traders,
    usual_battery,
)
from simulators.grid_balancing.build import build_setting
from simulators.grid_balancing.interface import Control, DayPlan, Tools
from simulators.grid_balancing.market.market import Weather, weather
from simulators.grid_balancing.market.prices import Market, generate_prices
from simulators.grid_balancing.network.cache import simbench_network
from simulators.grid_balancing.network.network import STEPS_PER_WEEK, Floats
from simulators.grid_balancing.simulate import simulate
from simulators.grid_balancing.world import World

BOUND, DAY_AHEAD = "clairvoyant", "clairvoyant, day-ahead"
RULES = Path(__file__).parents[1] / "rules" / "grid_balancing"
IDLE = "def control(tick, grid, tools): return Control()"
# 2 MWh between 5 and 95 %; a home battery, as the large one keeps a reserve
BATTERY_ALONE = World(
    home_battery_mw=1.0,
    home_battery_h=2.0 / 0.9,
    wear_eur_per_mwh=10.0,
    grid_battery_mw=0.0,
    cars=0,
    contracts=0,
    wind_scale=0.0,
    pv_scale=0.0,
    feeder_loss_mean_h=1e5,
)


class Played:
    """A rule module in this process; the cell makes no difference to what it decides."""

    def __init__(self, source: str) -> None:
        self._module = ModuleType("rules")
        self._module.__dict__.update(Control=Control, plan_day=lambda *_: DayPlan())
        exec(source, self._module.__dict__)  # noqa: S102 - our own shipped rules

    def begin(self, facts: Any, answer: Any) -> None:
        """Keep the facts."""
        self._with = (facts, Tools(facts, answer))

    def __getattr__(self, decision: str) -> Any:
        """A decision as the simulator calls it: with the observation alone."""
        decide = getattr(self._module, decision)
        return lambda seen: decide(seen, *self._with)


def year_eur(given: Weather, draws: Draws) -> dict[str, float]:
    """Mean earnings in EUR a week over thirteen weeks of one year."""
    prices = generate_prices(given, Market(), draws)
    starts = range(0, 52 * STEPS_PER_WEEK, 4 * STEPS_PER_WEEK)
    weeks = [slice(start, start + STEPS_PER_WEEK) for start in starts]
    rows = [week_eur(prices.day_ahead_eur[w], prices.imbalance_eur[w]) for w in weeks]
    return {name: float(np.mean([row[name] for row in rows])) for name in rows[0]}


def week_eur(day_ahead_eur: Floats, imbalance_eur: Floats) -> dict[str, float]:
    """Earnings in EUR of every way to trade, and of who knows all."""
    battery = usual_battery(imbalance_eur)
    found = {
        name: earned_eur(trader, imbalance_eur, battery)
        for name, trader in traders(day_ahead_eur, imbalance_eur).items()
    }
    found[DAY_AHEAD] = clairvoyant_eur(day_ahead_eur, usual_battery(day_ahead_eur))
    found[BOUND] = clairvoyant_eur(imbalance_eur, battery)
    return found


def shipped_eur(number: int) -> dict[str, float]:
    """What the shipped rule sets earn more than an idle battery, in one week."""
    draws = Draws(hashlib.blake2b(str(number).encode(), digest_size=16).digest())
    sources = {name: (RULES / f"{name}.py").read_text() for name in REFERENCE_EUR}
    costs = {
        name: simulate(BATTERY_ALONE, draws, Played(source), Trace())["total_eur"]
        for name, source in {"idle": IDLE, **sources}.items()
    }
    prices = build_setting(BATTERY_ALONE, draws).prices
    assert prices is not None
    bound = clairvoyant_eur(prices.imbalance_eur, usual_battery(prices.imbalance_eur))
    return {**{name: costs["idle"] - costs[name] for name in sources}, BOUND: bound}


def show(rows: list[dict[str, float]], real_eur: dict[str, float]) -> None:
    """Print means, shares of the clairvoyant's mean with their standard errors, and real ones."""
    print(f"{'EUR a week':24}{'made up':>10}{'share':>8}{'+-':>6}{'real':>10}{'share':>8}")
    bound = np.array([row[BOUND] for row in rows])
    for name in rows[0]:
        earned = np.array([row[name] for row in rows])
        share = earned.mean() / bound.mean()
        error = np.std(earned - share * bound, ddof=1) / bound.mean() / len(rows) ** 0.5
        print(
            f"{name:24}{earned.mean():10,.0f}{100.0 * share:7.1f}%{100.0 * error:6.1f}"
            f"{real_eur[name]:10,.0f}{100.0 * real_eur[name] / REFERENCE_BOUND_EUR:7.1f}%"
        )


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=4)
    parser.add_argument("--weeks", type=int, default=26)
    wanted = parser.parse_args()
    network = simbench_network(BATTERY_ALONE.network)
    given = weather(network, 0, network.profiles.steps)
    real = {**REFERENCE_EUR, DAY_AHEAD: REFERENCE_DAY_AHEAD_EUR, BOUND: REFERENCE_BOUND_EUR}
    years = [year_eur(given, Draws(bytes([seed]) * 16)) for seed in range(wanted.years)]
    print("plain functions")
    show(years, real)
    print("\nshipped rule sets in the simulator")
    show([shipped_eur(number) for number in range(wanted.weeks)], real)


if __name__ == "__main__":
    main()
