"""What a battery earns with each way to trade, on made-up prices and as it was on real ones.

    python benchmarks/battery_market.py [--years 4] [--network 1-MV-rural--0-sw]

Thirteen weeks of every made-up year, four weeks apart. Beside the means it prints the share of what
a clairvoyant earns, with the standard error between years.
"""

import argparse

import numpy as np

from ruleloop.draws import Draws
from simulators.grid_balancing.battery_market import (
    REFERENCE_BOUND_EUR,
    REFERENCE_DAY_AHEAD_EUR,
    REFERENCE_EUR,
    clairvoyant_eur,
    earned_eur,
    traders,
    usual_battery,
)
from simulators.grid_balancing.market import Weather, weather
from simulators.grid_balancing.network import STEPS_PER_WEEK, Floats
from simulators.grid_balancing.network_cache import simbench_network
from simulators.grid_balancing.prices import Market, generate_prices

BOUND, DAY_AHEAD = "clairvoyant", "clairvoyant, day-ahead"


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


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--years", type=int, default=4)
    parser.add_argument("--network", default="1-MV-rural--0-sw")
    wanted = parser.parse_args()
    network = simbench_network(wanted.network)
    given = weather(network, 0, network.profiles.steps)
    years = [year_eur(given, Draws(bytes([seed]) * 16)) for seed in range(wanted.years)]
    real = {**REFERENCE_EUR, DAY_AHEAD: REFERENCE_DAY_AHEAD_EUR, BOUND: REFERENCE_BOUND_EUR}
    print(f"{'EUR a week':24}{'made up':>10}{'share':>8}{'+-':>6}{'real':>10}{'share':>8}")
    for name, real_eur in real.items():
        shares = [100.0 * year[name] / year[BOUND] for year in years]
        error = np.std(shares, ddof=1) / np.sqrt(len(shares)) if len(shares) > 1 else np.nan
        mean = np.mean([year[name] for year in years])
        print(
            f"{name:24}{mean:10,.0f}{np.mean(shares):7.1f}%{error:6.1f}"
            f"{real_eur:10,.0f}{100.0 * real_eur / REFERENCE_BOUND_EUR:7.1f}%"
        )


if __name__ == "__main__":
    main()
