"""What a portfolio is exposed to, before any clause: rates and sizes by contract and peril."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.perils.kept import market_kept
from simulators.contract_risk.perils.kinds import (
    ACCEPTANCE,
    DATA,
    DEFECT,
    DELAY,
    INJURY,
    IP,
    NON_PAYMENT,
    PERFORMANCE,
    PERILS,
)
from simulators.contract_risk.perils.severity import Severity
from simulators.contract_risk.perils.usual import usual_rates
from simulators.contract_risk.portfolio.portfolio import TYPES, Portfolio
from simulators.contract_risk.world import World

Floats = NDArray[np.float64]

# Assumed: ordinary losses relative to each other.
RELATIVE = {DELAY: 1.0, DEFECT: 0.8, PERFORMANCE: 0.6, NON_PAYMENT: 0.8, ACCEPTANCE: 0.8}
PROJECTS = ("supply_sell", "construction_sell", "goods_buy")
USUAL_RECORDS = 10_000.0  # of the breaches whose mean loss is known: assumed
ORDINARY_LAG_YEARS = 0.8  # US Courts table C-5: 9.9 months to the median end of a suit


@dataclass(frozen=True)
class Exposure:
    """Shapes (contracts, perils) if not said otherwise.

    most_rate: claims a year with the clauses that allow most of them. usual_rate: with the
    market's clauses. median_eur: of the loss that the other side (we, when we buy) suffers.
    severity: of each peril, around its median. basis_eur: what ordinary losses scale with, shape
    (contracts,).
    """

    portfolio: Portfolio
    most_rate: Floats
    usual_rate: Floats
    median_eur: Floats
    severity: tuple[Severity, ...]
    basis_eur: Floats

    def __len__(self) -> int:
        return len(self.portfolio)


def exposure_of(portfolio: Portfolio, world: World) -> Exposure:
    """What these contracts are exposed to in this world."""
    usual = usual_rates(portfolio, world)
    is_project = np.array([name in PROJECTS for name in TYPES])[portfolio.type]
    basis = np.where(is_project, portfolio.value_eur, portfolio.annual_eur)
    share = np.where(is_project, world.project_loss_share, world.service_loss_share)
    return Exposure(
        portfolio,
        most_rate=usual / market_kept(portfolio, world),
        usual_rate=usual,
        median_eur=_medians(portfolio, basis * share, world),
        severity=tuple(_severity(peril, world) for peril in range(len(PERILS))),
        basis_eur=basis,
    )


def _medians(portfolio: Portfolio, ordinary_eur: Floats, world: World) -> Floats:
    """Median losses; those of breaches, IP and injury do not scale with the price."""
    median: Floats = np.empty((len(portfolio), len(PERILS)))
    for peril, relative in RELATIVE.items():
        median[:, peril] = relative * ordinary_eur
    breach = world.breach_mean_eur * np.exp(-0.5 * world.special_sigma**2)
    median[:, DATA] = breach * np.sqrt(np.maximum(portfolio.records, 1) / USUAL_RECORDS)
    median[:, IP] = world.ip_median_eur
    median[:, INJURY] = world.injury_median_eur
    return world.severity_scale * median * _growth(portfolio, world)


def _growth(portfolio: Portfolio, world: World) -> Floats:
    """Losses grow from the day the price was fixed until they are paid; caps do not."""
    lag = np.full(len(PERILS), ORDINARY_LAG_YEARS)
    lag[[DATA, IP, INJURY]] = world.liability_lag_years
    years: Floats = portfolio.years[:, None] / 2.0 + lag
    return (1.0 + world.inflation) ** years


def _severity(peril: int, world: World) -> Severity:
    if peril in {DATA, IP}:
        return Severity(sigma=world.special_sigma, most_eur=world.largest_loss_eur)
    alpha = world.severity_alpha if world.tail == "lomax" else None
    return Severity(sigma=world.severity_sigma, alpha=alpha, most_eur=world.largest_loss_eur)
