"""The parameters of a region's demand: what is ordered, when, and how firmly."""

from typing import Annotated

from simulators.supply_chain.parameters import groups
from simulators.supply_chain.parameters.meta import assumed, sourced
from simulators.supply_chain.parameters.zones import ZoneParameters

FAILURES = (
    "first attempts that fail, B2C: 2.8-4.65 % (IMRG, UK), 6.3 % UK, 11.9 % IE, 2.8 % US: 3-12 %"
)


class DemandParameters(ZoneParameters, frozen=True, forbid_unknown_fields=True):
    """The orders of a region. Quantities count tenths of a pallet place."""

    weekday_swing: Annotated[
        float,
        assumed(
            0.0,
            2.0,
            "weekday pattern; 1: Mon and Fri +15 %, Sat -30 %",
            le=3,
            moved_with=groups.NOISE,
        ),
    ] = 1.0
    pallet_share: Annotated[
        float, assumed(0.2, 0.4, "orders of 1 to 4 pallets", moved_with=groups.DEMAND)
    ] = 0.3
    large_share: Annotated[
        float, assumed(0.03, 0.2, "orders of 5 to 14 pallets", moved_with=groups.DEMAND)
    ] = 0.1
    parcel_units: Annotated[
        float,
        assumed(
            1.0,
            4.0,
            "mean of small orders, tenths of a pallet",
            ge=0.1,
            le=10,
            moved_with=groups.DEMAND,
        ),
    ] = 2.0
    parcel_kg_per_unit: Annotated[
        float,
        assumed(
            5.0,
            20.0,
            "small orders, kg per tenth of a pallet",
            ge=0.1,
            le=60,
            moved_with=groups.DEMAND,
        ),
    ] = 10.0
    pallet_kg: Annotated[
        float,
        assumed(150.0, 400.0, "mean weight of a pallet", ge=1, le=450, moved_with=groups.DEMAND),
    ] = 260.0
    parcel_service_min: Annotated[
        float, assumed(2.5, 4.0, "stop of a small order", le=120, moved_with=groups.STOPS)
    ] = 3.0
    pallet_stop_min: Annotated[
        float, assumed(5.0, 12.0, "stop with pallets", le=240, moved_with=groups.STOPS)
    ] = 8.0
    pallet_min: Annotated[
        float, assumed(1.5, 4.0, "unloading one pallet", le=60, moved_with=groups.STOPS)
    ] = 2.5
    windowed_share: Annotated[
        float,
        assumed(
            0.2,
            0.6,
            "orders with a window narrower than the site's hours",
            moved_with=groups.NOTICE,
        ),
    ] = 0.35
    flexible_share: Annotated[
        float,
        assumed(0.1, 0.5, "orders that may come one or two days later", moved_with=groups.FLEXIBLE),
    ] = 0.25
    beyond_share: Annotated[
        float,
        assumed(
            0.0,
            0.5,
            "flexible orders whose days reach past the end of the week",
            moved_with=groups.FLEXIBLE,
        ),
    ] = 0.3
    backlog_share: Annotated[
        float,
        assumed(
            0.0,
            0.3,
            "usually left for next week, share of a day's orders",
            moved_with=groups.DEMAND,
        ),
    ] = 0.08
    urgent_share: Annotated[
        float,
        assumed(0.0, 0.08, "orders that cannot wait for the next wave", moved_with=groups.NOTICE),
    ] = 0.04
    urgent_min: Annotated[
        float,
        assumed(
            90.0,
            240.0,
            "from an urgent order to its latest service",
            ge=10,
            le=720,
            moved_with=groups.FLEXIBLE,
        ),
    ] = 150.0
    cancelled_share: Annotated[
        float, assumed(0.0, 0.06, "orders that are cancelled", moved_with=groups.NOISE)
    ] = 0.02
    absent_share: Annotated[
        float,
        sourced(
            FAILURES,
            "private customers who are out, first attempt by day",
            between=(0.03, 0.12),
            moved_with=groups.FAILED,
        ),
    ] = 0.07
    offer_wants_eur: Annotated[
        float,
        assumed(
            1.0,
            6.0,
            "mean discount for which another window is taken",
            le=1000,
            moved_with=groups.FAILING,
        ),
    ] = 3.0
