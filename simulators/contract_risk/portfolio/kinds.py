"""What contracts of each type are like: assumed, for no public portfolio of contracts exists.

Shapes follow what is known: prices spread over two orders of magnitude, software earns most of its
price, construction little, and personal data follow software and outsourcing, not prices.
"""

from dataclasses import dataclass

from simulators.contract_risk.observations import ContractType


@dataclass(frozen=True)
class Kind:
    """One type of contract.

    value_eur: median price over the term. value_sigma: log sd. years: terms, all equally likely.
    margin: mean share of the price that we earn or, buying, save. records: median. injury: mean
    exposure. goods: share of movable goods. days: median to delivery. late: median share of
    delay. ours: share on our paper. public: share with a public body. rate: of cover, a year.
    """

    value_eur: float
    value_sigma: float
    years: tuple[float, ...]
    margin: float
    records: float
    criticality: float
    injury: float
    goods: float
    days: float
    late: float
    ours: float
    public: float
    rate: float


KINDS: dict[ContractType, Kind] = {
    "saas_sell": Kind(
        value_eur=120_000.0, value_sigma=1.0, years=(1.0, 2.0, 3.0), margin=0.5, records=15_000.0,
        criticality=0.5, injury=0.01, goods=0.0, days=30.0, late=0.15, ours=0.8, public=0.1,
        rate=0.0006,
    ),
    "services_sell": Kind(
        value_eur=140_000.0, value_sigma=1.0, years=(1.0, 1.0, 2.0), margin=0.3, records=1_500.0,
        criticality=0.4, injury=0.05, goods=0.0, days=120.0, late=0.2, ours=0.6, public=0.15,
        rate=0.0005,
    ),
    "supply_sell": Kind(
        value_eur=240_000.0, value_sigma=1.0, years=(1.0, 2.0, 3.0), margin=0.22, records=20.0,
        criticality=0.4, injury=0.25, goods=1.0, days=60.0, late=0.2, ours=0.6, public=0.05,
        rate=0.0006,
    ),
    "construction_sell": Kind(
        value_eur=900_000.0, value_sigma=1.0, years=(1.0, 2.0, 3.0), margin=0.12, records=5.0,
        criticality=0.5, injury=0.5, goods=0.0, days=360.0, late=0.2, ours=0.3, public=0.35,
        rate=0.0009,
    ),
    "goods_buy": Kind(
        value_eur=240_000.0, value_sigma=1.0, years=(1.0, 1.0, 2.0), margin=0.15, records=20.0,
        criticality=0.4, injury=0.2, goods=1.0, days=60.0, late=0.2, ours=0.5, public=0.0,
        rate=0.0006,
    ),
    "outsourcing_buy": Kind(
        value_eur=550_000.0, value_sigma=1.0, years=(3.0, 4.0, 5.0), margin=0.18, records=60_000.0,
        criticality=0.7, injury=0.01, goods=0.0, days=180.0, late=0.2, ours=0.4, public=0.0,
        rate=0.0005,
    ),
}  # fmt: skip
