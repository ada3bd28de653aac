"""Terms that the other side expects: what is usual for the type of contract.

Sources: general cap of one year's price and data cap of three (Common Paper, Bonterms), indirect
loss waived, delay 0.5 % a week up to 5 %, 12 months of warranty (24 for goods and 60 for
construction in Germany), 30 days to pay. The rest is assumed.
"""

from functools import cache

from simulators.contract_risk.observations import Contract, ContractType, Jurisdiction
from simulators.contract_risk.terms import Terms


def market_terms(contract: Contract) -> Terms:
    """The terms that a contract like this usually has, on whose paper ever."""
    place = contract.home if contract.is_ours else contract.seat
    return _usual(contract.type, place, contract.is_ours)


@cache
def _usual(type_: ContractType, place: Jurisdiction, is_ours: bool) -> Terms:  # noqa: FBT001 - a key of a cache
    return Terms(
        law="home" if is_ours else "seat",
        cap_basis="value"
        if type_ in {"construction_sell", "supply_sell", "goods_buy"}
        else "annual",
        data_cap=3.0 if type_ in {"saas_sell", "services_sell", "outsourcing_buy"} else 0.0,
        delay_rate=0.0 if type_ == "saas_sell" else 0.005,
        delay_cap=0.0 if type_ == "saas_sell" else 0.05,
        service_credit=0.1 if type_ in {"saas_sell", "outsourcing_buy"} else 0.0,
        warranty_months=_warranty_months(type_, place),
        acceptance="tested" if type_ in {"construction_sell", "outsourcing_buy"} else "deemed",
    )


def _warranty_months(type_: ContractType, place: Jurisdiction) -> int:
    if place != "DE":
        return 12
    return {"construction_sell": 60, "supply_sell": 24, "goods_buy": 24}.get(type_, 12)
