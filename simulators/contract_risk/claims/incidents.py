"""When which contract has a claim: negative binomial by contract and year.

A negative binomial number is a Poisson number of incidents with a logarithmic number of claims
each (Quenouille 1949, doi:10.2307/3001940): so claims of a contract come in clusters, and years
in which all goes wrong multiply the incidents of every contract.
"""

import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.claims.alias import Alias
from simulators.contract_risk.world import World

Floats = NDArray[np.float64]
Keys = NDArray[np.int32]


def draw_incidents(
    rate: Floats, world: World, generator: np.random.Generator, *, years: int
) -> Keys:
    """Keys `year * contracts + contract` of claims, not sorted.

    rate: claims a year by contract, shape (contracts,).
    """
    if not rate.any():
        return np.empty(0, dtype=np.int32)
    cv2 = world.contagion_cv**2
    incidents = np.log1p(cv2 * rate) / cv2 if cv2 else rate
    by_year = generator.poisson(incidents.sum() * _year_factors(world, generator, years))
    year = np.repeat(np.arange(years, dtype=np.int32), by_year)
    contract = Alias(incidents).pick(generator, len(year))
    keys = year * np.int32(len(rate)) + contract
    return np.concatenate([keys, _followers(keys, contract, cv2 * rate, generator)])


def _year_factors(world: World, generator: np.random.Generator, years: int) -> Floats:
    if not world.year_cv:
        return np.ones(years)
    shape = world.year_cv**-2
    return generator.gamma(shape, 1.0 / shape, years)


def _followers(keys: Keys, contract: Keys, spread: Floats, generator: np.random.Generator) -> Keys:
    """Further claims of the same incidents: sizes are logarithmic with `p = s / (1 + s)`."""
    p = spread / (1.0 + spread)
    with np.errstate(divide="ignore", invalid="ignore"):
        alone = np.where(p > 0.0, p / -np.log1p(-p), 1.0)
    chance, further = generator.random(len(keys)), []
    exactly, at_most, size = alone, alone, 1
    larger = np.flatnonzero(chance > at_most[contract])
    while len(larger):
        further.append(keys[larger])
        exactly = exactly * p * (size / (size + 1.0))
        at_most, size = at_most + exactly, size + 1
        larger = larger[chance[larger] > at_most[contract[larger]]]
    return np.concatenate([*further, np.empty(0, dtype=np.int32)])
