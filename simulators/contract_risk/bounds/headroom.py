"""What the best of many term sets would cost in expectation, contract by contract: not proven.

Claims enter as closed-form limited expected values, the other side as an average one, and each
contract as one offer without talks. So this is a yardstick for how much better terms alone can
be, and where the optimum of one contract lies; it bounds nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulators.contract_risk.claims.expected import expected_losses
from simulators.contract_risk.claims.terms_columns import terms_columns
from simulators.contract_risk.law.check import blocks, check_terms
from simulators.contract_risk.law.strike import Strictness
from simulators.contract_risk.partners.dislikes import opinion
from simulators.contract_risk.play.deals import nothing_yet
from simulators.contract_risk.play.money import bill
from simulators.contract_risk.play.negotiation import OFFERED_IN
from simulators.contract_risk.play.strikes import strikes_of
from simulators.contract_risk.portfolio.portfolio import Floats
from simulators.contract_risk.setting import Setting
from simulators.contract_risk.terms import Terms
from simulators.contract_risk.tools import Tools

LOGISTIC_SD = 1.7  # of a normal distribution that looks like the logistic one


@dataclass(frozen=True)
class Offer:
    """One set of terms for each contract; shape (contracts,) each.

    signed_eur: expected cost a year of a signed contract. chance: of a signature. cost_eur: with
    the margin that is lost otherwise; infinite where the law forbids the terms.
    """

    signed_eur: Floats
    chance: Floats
    cost_eur: Floats


@dataclass(frozen=True)
class Headroom:
    """EUR per offered contract and year, expected.

    market: with the market's terms. best: with the best of the changes, contract by contract.
    chosen: how many contracts want which change.
    """

    market: float
    best: float
    chosen: dict[str, int]


def headroom(setting: Setting, changes: Mapping[str, Mapping[str, object]]) -> Headroom:
    """The market's terms beside the best of them, each changed in some way.

    changes: name to fields of `Terms`; super-caps are lifted to the cap.
    """
    market = offer(setting, setting.usual).cost_eur
    costs = {name: offer(setting, _changed(setting, change)).cost_eur for name, change in
             changes.items()}  # fmt: skip
    names = ["market", *costs]
    table = np.stack([market, *costs.values()])
    best = table.argmin(axis=0)
    counts = np.bincount(best, minlength=len(names)).tolist()
    return Headroom(
        market=float(market.mean()),
        best=float(table.min(axis=0).mean()),
        chosen=dict(zip(names, counts, strict=True)),
    )


def _changed(setting: Setting, change: Mapping[str, object]) -> list[Terms]:
    tools = Tools(None, lambda _request: None)  # type: ignore[arg-type] # facts are not needed
    found = []
    for usual in setting.usual:
        terms = tools.with_(usual, **change)
        lifted = max(terms.data_cap, terms.cap) if terms.data_cap else 0.0
        found.append(tools.with_(terms, data_cap=lifted))
    return found


def offer(setting: Setting, terms: Sequence[Terms]) -> Offer:
    """What one offer to every contract costs in expectation."""
    world, portfolio, exposure = setting.world, setting.portfolio, setting.claims.exposure
    columns = terms_columns(terms, portfolio)
    findings = [check_terms(c, t, OFFERED_IN) for c, t in
                zip(portfolio.contracts, terms, strict=True)]  # fmt: skip
    strictness = Strictness(at_line=world.strike_at_line, slope=world.strike_slope)
    losses = expected_losses(exposure, columns, strikes_of(findings, strictness), world=world)
    average = replace(
        setting.attitudes,
        care=np.ones_like(setting.attitudes.care),
        risk=np.full(len(portfolio), world.risk_weight),
    )
    thought = opinion(
        exposure, world, average, terms=columns, market=setting.market, usual=setting.paid
    )
    deals = nothing_yet(len(portfolio))
    deals.terms[:], deals.is_signed[:] = list(terms), True
    deals.price_eur[:] = thought.price_eur
    signed = bill(setting, deals, columns, losses, np.zeros(len(portfolio))).total
    chance = _chance(setting, thought.log_odds)
    cost = chance * signed + (1.0 - chance) * portfolio.margin_share * portfolio.annual_eur
    forbidden = np.array([bool(blocks(found)) for found in findings])
    return Offer(signed, chance, np.where(forbidden, np.inf, cost))


def _chance(setting: Setting, log_odds: Floats) -> Floats:
    """Of a signature in the end, when attitudes are logistic and normal together."""
    world = setting.world
    wider = np.sqrt(1.0 + (world.attitude_sd / LOGISTIC_SD) ** 2)
    odds = np.log(world.base_win / (1.0 - world.base_win)) - log_odds
    return np.asarray(1.0 / (1.0 + np.exp(-odds / wider)), dtype=np.float64)
