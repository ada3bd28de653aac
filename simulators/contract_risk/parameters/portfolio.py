"""Which contracts are offered: their kinds, places, sizes, and who negotiates them."""

from typing import Annotated

import msgspec

from simulators.contract_risk.observations import Jurisdiction
from simulators.contract_risk.parameters.meta import assumed, chosen, counted, table

EACH = "relative number of offered contracts: "


class PortfolioParameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The year's offered contracts, and the legal team."""

    contracts_csv: Annotated[str, table("own list of contracts")] = ""
    contracts: Annotated[int, counted("contracts offered in the year", ge=1, le=20_000)] = 2_000
    years: Annotated[
        int, counted("years of claims that a portfolio is simulated", ge=100, le=100_000)
    ] = 5_000
    home: Annotated[Jurisdiction, chosen("where the company has its seat")] = "DE"
    saas_sell: Annotated[float, counted(EACH + "software service, sold", le=100)] = 3.0
    services_sell: Annotated[float, counted(EACH + "services, sold", le=100)] = 2.5
    supply_sell: Annotated[float, counted(EACH + "goods, sold", le=100)] = 1.5
    construction_sell: Annotated[float, counted(EACH + "construction, sold", le=100)] = 1.0
    goods_buy: Annotated[float, counted(EACH + "goods, bought", le=100)] = 1.2
    outsourcing_buy: Annotated[float, counted(EACH + "IT outsourcing, bought", le=100)] = 0.8
    seat_de: Annotated[float, counted("relative number of other sides in DE", le=100)] = 5.0
    seat_ew: Annotated[float, counted("relative number of other sides in EW", le=100)] = 2.0
    seat_ny: Annotated[float, counted("relative number of other sides in US-NY", le=100)] = 1.5
    seat_ca: Annotated[float, counted("relative number of other sides in US-CA", le=100)] = 1.5
    elsewhere_share: Annotated[
        float, assumed(0.05, 0.2, "contracts performed away from the other side's seat")
    ] = 0.1
    value_scale: Annotated[
        float,
        assumed(0.5, 2.0, "contract values, multiple of the assumed medians", ge=0.01, le=100),
    ] = 1.0
    leverage_mean: Annotated[
        float, assumed(0.35, 0.65, "mean bargaining power of the other sides", ge=0.05, le=0.95)
    ] = 0.5
    records_scale: Annotated[
        float, assumed(0.5, 2.0, "personal data records, multiple of the assumed", le=100)
    ] = 1.0
    lawyers: Annotated[int, counted("lawyers who negotiate", ge=1, le=1_000)] = 12
    rounds: Annotated[int, counted("most rounds of talks after the offer", ge=1, le=8)] = 3
