"""What rules see of an offered contract, and of the other side's answer.

No names, no numbers of contracts, nothing of what will happen. Money is in EUR. *We* are the
company whose playbook this is; when we sell, we are the supplier and the other side is the
customer; when we buy, it is the other way round.
"""

from typing import Literal

import msgspec

from simulators.contract_risk.terms import Terms

ContractType = Literal[
    "saas_sell", "services_sell", "supply_sell", "construction_sell", "goods_buy", "outsourcing_buy"
]
Jurisdiction = Literal["DE", "EW", "US-NY", "US-CA"]  # EW: England and Wales
Size = Literal["small", "medium", "large"]

Asked = Literal[
    "cap", "data_cap", "ip_cap", "unlimited", "indirect", "liquidated_damages", "service_credit",
    "warranty", "acceptance", "indemnity", "payment", "law", "price",
]  # fmt: skip
"""The term that the other side attacks."""


class Contract(msgspec.Struct, frozen=True, array_like=True):
    """One contract that is offered, before anything is agreed.

    type: what is sold or bought; its last word says which side we are on.
    seat: where the other side has its seat. performed: where the contract is performed.
    home: where we have our seat. Two of them that differ make it cross-border.
    value_eur: price over the whole term. years: of the term. annual_eur: price a year.
    margin_share: of the price, what we earn; when we buy, what the deal saves us.
    size: of the other side. leverage: its bargaining power, 0 to 1.
    records: personal data records that are touched.
    criticality: of the service to its user, 0 to 1.
    injury_exposure: how much people and property are near, 0 to 1.
    is_goods: of movable goods. is_public: the other side is a public body.
    is_ours: the paper is ours.
    insurance_eur: limit that can be bought for it.
    insurance_rate: its price a year, share of the limit.
    required_cover_eur: cover that the customer demands of the supplier; 0 for none.
    days_to_deliver: agreed time to delivery. late_share: how much longer such work usually takes.
    past_claims: with this other side in the last five years.
    """

    type: ContractType
    seat: Jurisdiction
    performed: Jurisdiction
    home: Jurisdiction
    value_eur: float
    years: float
    annual_eur: float
    margin_share: float
    size: Size
    leverage: float
    records: int
    criticality: float
    injury_exposure: float
    is_goods: bool
    is_public: bool
    is_ours: bool
    insurance_eur: float
    insurance_rate: float
    required_cover_eur: float
    days_to_deliver: float
    late_share: float
    past_claims: int


class Ask(msgspec.Struct, frozen=True):
    """The other side does not sign the terms on the table; it attacks one of them.

    terms: on the table. asks: the term that it wants softened most. round: of talks, from 1.
    rounds_left: after this one. days: since the offer.
    """

    contract: Contract
    terms: Terms
    asks: Asked
    round: int
    rounds_left: int
    days: float


class Market(msgspec.Struct, frozen=True):
    """Facts of the playbook's company, sent once.

    contracts: offered in the year. lawyers: who negotiate. round_cost_eur: of one round of talks,
    by size of the contract (small below 100,000 EUR, medium below 1,000,000, large).
    money_cost_share: what a year of waiting for payment costs, share of the sum.
    rounds: most rounds of talks.
    """

    contracts: int
    lawyers: int
    round_cost_eur: tuple[float, float, float]
    money_cost_share: float
    rounds: int
