"""What clauses do to the number of claims: an assumption put in, not something found.

Claims are drawn at the rate that the least careful clauses would allow; a clause keeps a share of
them, always the same ones (each claim has a uniform of its own), so that two rule sets are
compared on the same events.
"""

import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.perils.kinds import ACCEPTANCE, DEFECT, PERILS
from simulators.contract_risk.portfolio.portfolio import TYPES, Portfolio
from simulators.contract_risk.world import World

Floats = NDArray[np.float64]
ACCEPTANCES = ("none", "deemed", "tested")
MARKET_WARRANTY_MONTHS = {"supply_sell": 24.0, "goods_buy": 24.0, "construction_sell": 60.0}
MARKET_NOTICE_DAYS = 14.0
STATUTORY_NOTICE_DAYS = 30.0  # assumed: what courts take for a reasonable time at most
STATUTORY_MONTHS, OF_BUILDINGS = 24.0, 60.0  # s. 438, 634a BGB; taken for all laws


def kept_share(
    world: World, *, acceptance: NDArray[np.int8], change_control: NDArray[np.bool_],
    warranty_months: Floats, notice_days: Floats,
) -> Floats:  # fmt: skip
    """Share of all possible claims that terms leave, shape (contracts, perils).

    Terms have the shape (contracts,); acceptance: index into `ACCEPTANCES`.
    """
    agreed = np.array([1.0, world.deemed_effect, world.tested_effect])[acceptance]
    changes = np.where(change_control, world.change_effect, 1.0)
    kept: Floats = np.ones((len(acceptance), len(PERILS)))
    kept[:, ACCEPTANCE] = agreed * changes
    kept[:, DEFECT] = _defects(warranty_months, notice_days, world)
    return kept


def market_kept(portfolio: Portfolio, world: World) -> Floats:
    """Share of all possible claims that the market's terms leave, shape (contracts, perils)."""
    count = len(portfolio)
    months = np.array([MARKET_WARRANTY_MONTHS.get(name, 12.0) for name in TYPES])[portfolio.type]
    return kept_share(
        world,
        acceptance=np.full(count, ACCEPTANCES.index("deemed"), dtype=np.int8),
        change_control=np.ones(count, dtype=np.bool_),
        warranty_months=months,
        notice_days=np.full(count, MARKET_NOTICE_DAYS),
    )


def statutory_months(portfolio: Portfolio) -> Floats:
    """The warranty that the statute gives where that of the contract falls, shape (contracts,)."""
    built = np.array([name.startswith("construction") for name in TYPES])[portfolio.type]
    return np.where(built, OF_BUILDINGS, STATUTORY_MONTHS)


def _defects(warranty_months: Floats, notice_days: Floats, world: World) -> Floats:
    """Defects that appear within the warranty and are complained of in time."""
    appear = -np.expm1(-warranty_months / world.defect_months)
    missed = world.visible_share * np.exp(-notice_days / world.notice_delay_days)
    return np.asarray(appear * (1.0 - missed), dtype=np.float64)
