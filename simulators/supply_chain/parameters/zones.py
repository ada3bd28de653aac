"""The parameters of a region's map: five zones, their access rules, depot and cross-dock."""

from typing import Annotated

from simulators.supply_chain.parameters import groups
from simulators.supply_chain.parameters.day import DayParameters
from simulators.supply_chain.parameters.meta import assumed, chosen, counted, sourced

STOCKHOLM = "Stockholm off-peak pilot (TRID 1503790): noise comes from unloading, by night a limit"
OLD_TOWN = "usual rule of European old towns: deliveries from 6 to 11 h by vehicles of up to 7.5 t"


class ZoneParameters(DayParameters, frozen=True, forbid_unknown_fields=True):
    """A region of five zones: old town, residential, industrial, suburb and rural.

    The `*_weight` say how the demand is spread over them, relative to each other.
    """

    region: Annotated[bool, chosen("a region's week instead of a dispatch day")] = False
    days: Annotated[int, counted("days from Monday", ge=1, le=6)] = 6
    hub: Annotated[bool, chosen("a cross-dock near the rural zone")] = True
    old_town_weight: Annotated[
        float, assumed(0.05, 0.4, "demand of the old town", le=100.0, moved_with=groups.CITY)
    ] = 0.18
    residential_weight: Annotated[
        float,
        assumed(0.15, 0.5, "demand of the residential zone", le=100.0, moved_with=groups.CITY),
    ] = 0.30
    industrial_weight: Annotated[
        float,
        assumed(0.1, 0.4, "demand of the industrial zone", le=100.0, moved_with=groups.INDUSTRY),
    ] = 0.18
    suburb_weight: Annotated[
        float, assumed(0.1, 0.4, "demand of the suburb", le=100.0, moved_with=groups.CITY)
    ] = 0.20
    rural_weight: Annotated[
        float, assumed(0.05, 0.5, "demand of the rural zone", le=100.0, moved_with=groups.VILLAGES)
    ] = 0.14
    rural_km: Annotated[
        float, assumed(20.0, 60.0, "city to rural zone", ge=1, le=200, moved_with=groups.VILLAGES)
    ] = 32.0
    rural_spread_km: Annotated[
        float,
        assumed(8.0, 25.0, "radius of the rural zone", ge=1, le=100, moved_with=groups.VILLAGES),
    ] = 14.0
    rural_toll_share: Annotated[
        float, assumed(0.2, 0.8, "tolled share of rural km", moved_with=groups.TOLLS)
    ] = 0.5
    rural_congestion_share: Annotated[
        float, assumed(0.3, 0.7, "rush hours felt in the rural zone", le=3, moved_with=groups.RUSH)
    ] = 0.5
    centre_congestion_share: Annotated[
        float, assumed(1.0, 1.3, "rush hours felt in the old town", le=3, moved_with=groups.RUSH)
    ] = 1.1
    old_town_gross_t: Annotated[
        float, sourced(OLD_TOWN, "heaviest vehicle in the old town", ge=3.5, le=44)
    ] = 7.5
    old_town_open_min: Annotated[
        float, sourced(OLD_TOWN, "old town opens to vehicles", le=1440)
    ] = 360.0
    old_town_close_min: Annotated[
        float, sourced(OLD_TOWN, "old town closes to vehicles", le=1440)
    ] = 660.0
    old_town_zero_emission: Annotated[bool, chosen("only electric vehicles in the old town")] = (
        False
    )
    residential_night_drops: Annotated[
        int, sourced(STOCKHOLM, "most drops a night, residential", ge=0, le=1000)
    ] = 6
    night_ok_share: Annotated[
        float,
        assumed(
            0.1,
            0.8,
            "industrial businesses that take goods in by night",
            moved_with=groups.INDUSTRY,
        ),
    ] = 0.5
    truck_parking_min: Annotated[
        float,
        assumed(
            2.0,
            10.0,
            "extra stop of a 12 or 18 t truck in the old town",
            le=60,
            moved_with=groups.STOPS,
        ),
    ] = 6.0
