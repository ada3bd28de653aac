"""Prices by quarter-hour: day-ahead from a merit order, imbalance from activation and scarcity.

Calibrated to Belgian prices of 2024 and 2025 (day-ahead and imbalance, 15 minutes), whose moments
the tests hold it to. The supply curve, the activation ladder and the memory of the noise are fitted
to those moments; that prices follow the network's own weather is an assumption.
"""

import math

import msgspec
import numpy as np

from ruleloop.draws import Draws
from simulators.grid_balancing.market.market import Weather, residual_load
from simulators.grid_balancing.network.network import STEP_MIN, STEPS_PER_DAY, Floats
from simulators.grid_balancing.weather.noise import forgetful

# Supply: must-run and renewables (below 0), lignite and nuclear, gas, peakers.
SUPPLY_RESIDUAL = (-0.75, -0.5, -0.25, 0.14, 0.50, 0.70, 0.86, 1.07, 1.18, 1.27, 1.36)
SUPPLY_EUR = (-260.0, -60.0, -10.0, 8.0, 54.0, 80.0, 101.0, 132.0, 165.0, 260.0, 420.0)
# Activation: system imbalance as a share of dimensioned reserve (long is negative), and how far
# the imbalance price then lies from day-ahead. Beyond 80 % the scarcity component of the German
# reBAP is a parabola as well (netztransparenz.de).
LADDER_SHARE = (-0.8, -0.5, -0.2, 0.0, 0.2, 0.5, 0.8)
LADDER_EUR = (-330.0, -150.0, -5.0, 3.6, 75.0, 126.0, 192.0)
SCARCE_SHARE, SCARCE_DOWN, SCARCE_UP = 0.8, (600.0, 1000.0), (210.0, 600.0)
LOWEST_EUR, HIGHEST_EUR = -1_000.0, 2_500.0


class Market(msgspec.Struct, frozen=True):
    """What a price depends on beside the weather.

    wind_share, pv_share: of the market's energy, 0 to 1 (Belgium 2024: about 0.2 and 0.13).
    level_sd_eur: slow shifts of the fuel price. reserve_sd: standard deviation of the system
    imbalance as a share of dimensioned reserve (assumed). volatility: how much one day is wilder
    than another. surprise_weight: how much of the system imbalance is the weather's surprise.
    """

    wind_share: float = 0.2
    pv_share: float = 0.13
    residual_sd: float = 0.06
    level_sd_eur: float = 22.0
    level_days: float = 10.0
    reserve_sd: float = 0.4
    volatility: float = 0.5
    surprise_weight: float = 0.3


class Prices(msgspec.Struct, frozen=True):
    """Prices in EUR/MWh and the system imbalance, (steps,).

    system_imbalance: as a share of dimensioned reserve; positive when the system is short.
    """

    day_ahead_eur: Floats
    imbalance_eur: Floats
    system_imbalance: Floats


def generate_prices(
    weather: Weather, market: Market, draws: Draws, *, surprise: Floats | None = None
) -> Prices:
    """Prices for the weather of a stretch of time.

    surprise: (steps,), how much more residual load came than was forecast, in standard deviations;
        without it the system imbalance is noise alone.
    """
    own = draws.within("prices")
    day_ahead = day_ahead_eur(weather, market, own)
    imbalance = system_imbalance(len(day_ahead), market, own, surprise=surprise)
    wild = math.exp(-0.5 * market.volatility**2) * np.exp(
        market.volatility * forgetful(own, len(day_ahead), "wild", memory_steps=3 * STEPS_PER_DAY)
    )
    price = np.clip(day_ahead + spread_eur(imbalance) * wild, LOWEST_EUR, HIGHEST_EUR)
    return Prices(day_ahead, price, imbalance)


def day_ahead_eur(weather: Weather, market: Market, draws: Draws) -> Floats:
    """The price where the residual load meets the supply curve, (steps,)."""
    steps = len(weather.wind)
    left = residual_load(weather, wind_share=market.wind_share, pv_share=market.pv_share)
    left = left + market.residual_sd * forgetful(draws, steps, "residual", memory_steps=24)
    memory = market.level_days * STEPS_PER_DAY
    level = market.level_sd_eur * forgetful(draws, steps, "level", memory_steps=memory)
    price: Floats = np.interp(left, SUPPLY_RESIDUAL, SUPPLY_EUR) + level
    return price


def system_imbalance(
    steps: int, market: Market, draws: Draws, *, surprise: Floats | None = None
) -> Floats:
    """How short the system is, as a share of dimensioned reserve, (steps,)."""
    slow = forgetful(draws, steps, "slow", memory_steps=90 / STEP_MIN)
    if surprise is not None:
        weight = market.surprise_weight
        slow = weight * surprise + math.sqrt(1.0 - weight * weight) * slow
    fast = draws.generator("fast").standard_normal(steps)
    return market.reserve_sd * (math.sqrt(0.75) * slow + math.sqrt(0.25) * fast)


def spread_eur(imbalance: Floats) -> Floats:
    """How far activation and scarcity move the imbalance price from day-ahead, (steps,)."""
    beyond = np.maximum(0.0, np.abs(imbalance) - SCARCE_SHARE)
    up = SCARCE_UP[0] * beyond + SCARCE_UP[1] * beyond**2
    down = SCARCE_DOWN[0] * beyond + SCARCE_DOWN[1] * beyond**2
    ladder = np.interp(imbalance, LADDER_SHARE, LADDER_EUR)
    spread: Floats = ladder + np.where(imbalance > 0.0, up, -down)
    return spread
