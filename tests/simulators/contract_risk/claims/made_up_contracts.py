"""Contracts made up for tests: a usual one of each type, and a year's mix of them."""

from typing import Any

from simulators.contract_risk.observations import Contract, ContractType
from simulators.contract_risk.portfolio.kinds import KINDS
from simulators.contract_risk.portfolio.portfolio import TYPES, Portfolio, portfolio_of


def contract(kind: ContractType = "saas_sell", **changes: Any) -> Contract:
    usual = KINDS[kind]
    features: dict[str, Any] = {
        "type": kind,
        "seat": "DE",
        "performed": "DE",
        "home": "DE",
        "value_eur": 300_000.0,
        "years": 3.0,
        "annual_eur": 100_000.0,
        "margin_share": 0.3,
        "size": "medium",
        "leverage": 0.5,
        "records": 10_000,
        "criticality": usual.criticality,
        "injury_exposure": usual.injury,
        "is_goods": kind in ("supply_sell", "goods_buy"),
        "is_public": False,
        "is_ours": True,
        "insurance_eur": 2e6,
        "insurance_rate": 0.004,
        "required_cover_eur": 0.0,
        "days_to_deliver": 120.0,
        "late_share": 1.13 * usual.late,
        "past_claims": 0,
    }
    return Contract(**{**features, **changes})


def mix(count: int) -> Portfolio:
    """Contracts of all types, one in ten of construction, under four laws, of many sizes."""
    kinds = [*TYPES, "saas_sell", "services_sell", "supply_sell", "goods_buy"]
    seats = ("DE", "EW", "US-NY", "US-CA")
    contracts = []
    for k in range(count):
        annual_eur = 20_000.0 * 2.0 ** (k % 7)
        contracts.append(
            contract(
                kinds[k % len(kinds)],
                seat=seats[k % 4],
                annual_eur=annual_eur,
                value_eur=3.0 * annual_eur,
                size=("small", "medium", "large")[k % 3],
                records=10 ** (2 + k % 5),
            )
        )
    return portfolio_of(contracts)
