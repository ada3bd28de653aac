"""Which network and which week, and how this year differs from the one that was measured."""

from typing import Annotated

import msgspec

from simulators.grid_balancing.parameters.meta import assumed, chosen, counted, table


class PlaceParameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Network, season, and how load, wind and sun are scaled."""

    network: Annotated[str, chosen("code of a SimBench network")] = "1-MV-rural--0-sw"
    network_file: Annotated[str, table("own network, a pandapower .json")] = ""
    profiles_csv: Annotated[str, table("quarter-hours of the own network")] = ""
    prices_csv: Annotated[str, table("own prices, as many rows as the profiles have")] = ""
    island: Annotated[bool, chosen("the network is on its own, without a market")] = False
    days: Annotated[int, counted("days that are played", ge=1, le=7)] = 7
    first_month: Annotated[int, counted("first month of the season", ge=1, le=12)] = 1
    last_month: Annotated[int, counted("last month of the season", ge=1, le=12)] = 12
    wind_rank_low: Annotated[
        float, counted("of the season's weeks by wind, the calmest that may come", le=1.0)
    ] = 0.0
    wind_rank_high: Annotated[
        float, counted("of the season's weeks by wind, the windiest that may come", le=1.0)
    ] = 1.0
    load_scale: Annotated[
        float, assumed(0.8, 1.3, "load as a multiple of the profiles", ge=0.05, le=5.0)
    ] = 1.0
    wind_scale: Annotated[
        float, assumed(0.5, 1.5, "wind as a multiple of the profiles", le=10.0)
    ] = 1.0
    pv_scale: Annotated[float, assumed(0.5, 1.5, "sun as a multiple of the profiles", le=10.0)] = (
        1.0
    )
    load_cv: Annotated[
        float, assumed(0.05, 0.3, "how consumers differ from their profiles (sd / mean)")
    ] = 0.15
    together_sd: Annotated[
        float, assumed(0.01, 0.06, "how all consumers differ together (sd / mean)")
    ] = 0.03
