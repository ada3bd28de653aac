"""Common shocks: one outage, one vulnerability, one failed supplier hits many contracts at once.

A given share of a peril's claims comes from shocks, so the expected number of claims does not
depend on how they come; only how they come together does (Lindskog & McNeil 2003,
doi:10.1017/S0515036100013441).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ruleloop.draws import Draws
from simulators.contract_risk.perils.exposure import Exposure
from simulators.contract_risk.perils.kinds import DATA, DELAY, PERFORMANCE, PERILS
from simulators.contract_risk.world import World

Floats = NDArray[np.float64]
SHOCKED = (DELAY, PERFORMANCE, DATA)
_ROWS = 1 << 20  # contracts asked whether a shock hits them, at a time


@dataclass(frozen=True)
class ShockClaims:
    """Claims of shocks, sorted by key (`year * contracts + contract`); shape (claims,).

    common: standard normal number that all claims of a shock share.
    """

    key: NDArray[np.int32]
    peril: NDArray[np.int8]
    common: NDArray[np.float32]


def shock_rates(exposure: Exposure, world: World) -> Floats:
    """Claims a year that come in shocks, shape (contracts, perils): no more than one a shock."""
    rates: Floats = np.zeros_like(exposure.most_rate)
    for peril in SHOCKED:
        wanted = world.shock_share * exposure.most_rate[:, peril]
        rates[:, peril] = np.minimum(wanted, world.shocks_a_year)
    return rates


def draw_shocks(exposure: Exposure, world: World, draws: Draws, *, years: int) -> ShockClaims:
    """The claims of all shocks of all kinds."""
    hit = shock_rates(exposure, world) / world.shocks_a_year
    kinds = [_one_kind(hit[:, peril], peril, world, draws, years=years) for peril in SHOCKED]
    key, peril, common = (np.concatenate(parts) for parts in zip(*kinds, strict=True))
    order = np.argsort(key, kind="stable")
    return ShockClaims(key[order], peril[order], common[order])


def _one_kind(
    hit: Floats, peril: int, world: World, draws: Draws, *, years: int
) -> tuple[NDArray[np.int32], NDArray[np.int8], NDArray[np.float32]]:
    generator = draws.generator("shocks", PERILS[peril])
    by_year = generator.poisson(world.shocks_a_year, years)
    year = np.repeat(np.arange(years, dtype=np.int32), by_year)
    common = generator.standard_normal(len(year), dtype=np.float32)
    exposed = np.flatnonzero(hit)
    found = [np.empty((0, 2), dtype=np.int64)]
    rows = max(1, _ROWS // max(len(exposed), 1))
    chance = hit[exposed].astype(np.float32)
    for start in range(0, len(year), rows):
        count = min(rows, len(year) - start)
        is_hit = generator.random((count, len(exposed)), dtype=np.float32) < chance
        found.append(np.argwhere(is_hit) + np.array([start, 0]))
    shock, place = np.concatenate(found).T
    keys = year[shock] * np.int32(len(hit)) + exposed[place].astype(np.int32)
    return keys, np.full(len(keys), peril, dtype=np.int8), common[shock]
