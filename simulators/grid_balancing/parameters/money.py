"""Prices: the market that the network buys from, reserve, and what must never run short."""

from typing import Annotated

from simulators.grid_balancing.parameters.meta import assumed, sourced
from simulators.grid_balancing.parameters.trouble import TroubleParameters

BELGIUM = "Belgium 2024"
FITTED = "fitted to Belgian prices of 2024 and 2025, see prices.py"


class MoneyParameters(TroubleParameters, frozen=True, forbid_unknown_fields=True):
    """What energy, reserve and failure cost."""

    market_wind_share: Annotated[
        float, sourced(BELGIUM, "wind in the market's energy", used_by="market")
    ] = 0.20
    market_pv_share: Annotated[
        float, sourced(BELGIUM, "sun in the market's energy", used_by="market")
    ] = 0.13
    volatility: Annotated[
        float, sourced(FITTED, "how much wilder one day is than another", le=2, used_by="market")
    ] = 0.5
    reserve_sd: Annotated[
        float, sourced(FITTED, "system imbalance, of dimensioned reserve (sd)", used_by="market")
    ] = 0.4
    level_sd_eur: Annotated[
        float, sourced(FITTED, "slow shifts of the price level (sd)", le=200, used_by="market")
    ] = 22.0
    reserve_eur_per_mw_h: Annotated[
        float, assumed(8.0, 20.0, "paid for frequency reserve", le=1000, used_by="market")
    ] = 12.0
    reserve_penalty_factor: Annotated[
        float,
        assumed(3.0, 10.0, "price of reserve not kept, of its pay", ge=1, le=100, used_by="market"),
    ] = 5.0
    lost_load_eur_per_mwh: Annotated[
        float, assumed(5_000.0, 25_000.0, "price of load that is not served", le=1e6)
    ] = 10_000.0
    car_short_eur_per_mwh: Annotated[
        float, assumed(300.0, 2_000.0, "price of what a car lacks when it leaves", le=1e5)
    ] = 500.0
    blackout_eur: Annotated[float, assumed(1_000.0, 20_000.0, "price of a restart", le=1e7)] = (
        5_000.0
    )
