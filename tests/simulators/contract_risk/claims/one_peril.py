"""A world in which one peril strikes one contract and every owed sum is paid: closed forms hold."""

import math
from dataclasses import replace

import msgspec
import numpy as np

from ruleloop.draws import Draws
from simulators.contract_risk.claims.claims import Claims
from simulators.contract_risk.claims.draw_claims import draw_claims_of
from simulators.contract_risk.perils.exposure import exposure_of
from simulators.contract_risk.perils.kinds import DEFECT
from simulators.contract_risk.perils.severity import Severity
from simulators.contract_risk.portfolio.portfolio import portfolio_of
from simulators.contract_risk.terms import Terms
from simulators.contract_risk.world import World
from tests.simulators.contract_risk.claims.made_up_contracts import contract

EXACT = World(
    win_share=1.0, formal_share=0.0, legal_scale=0.0, gross_share=0.0, intent_share=0.0,
    shock_share=0.0, year_cv=0.0, contagion_cv=0.0, inflation=0.0,
)  # fmt: skip


def capped_at(cap_eur: float, *, is_aggregate: bool = False) -> Terms:
    """Nothing but a cap, and nothing that lessens the number of claims."""
    return Terms(
        cap=0.0, cap_floor_eur=cap_eur, is_aggregate=is_aggregate, unlimited=(),
        waives_indirect=False, delay_rate=0.0, service_credit=0.0, insured_eur=0.0,
        warranty_months=240, notice_days=365, acceptance="none", change_control=False,
    )  # fmt: skip


def claims_of(
    rate: float, mu: float, sigma: float, *, years: int, world: World = EXACT, key: bytes = b"exact"
) -> Claims:
    """Defects that strike `rate` times a year, with lognormal losses."""
    world = msgspec.structs.replace(world, defect_months=1.0, notice_delay_days=1.0)
    exposure = exposure_of(portfolio_of([contract("services_sell")]), world)
    rates = np.zeros_like(exposure.most_rate)
    rates[0, DEFECT] = rate
    exposure = replace(
        exposure, most_rate=rates, median_eur=np.full_like(rates, math.exp(mu)),
        severity=(Severity(sigma=sigma),) * rates.shape[1],
    )  # fmt: skip
    return draw_claims_of(exposure, world, Draws(key.ljust(16)), years=years)
