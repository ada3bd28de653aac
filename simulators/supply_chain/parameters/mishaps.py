"""The parameters of what goes wrong on the road and at the door, and what helping costs."""

from typing import Annotated

from simulators.supply_chain.parameters import groups
from simulators.supply_chain.parameters.meta import assumed
from simulators.supply_chain.parameters.money import MoneyParameters


class MishapParameters(MoneyParameters, frozen=True, forbid_unknown_fields=True):
    """Breakdowns, empty batteries, drivers whose hours are over, and doors that stay shut."""

    breakdowns_per_1000_h: Annotated[
        float,
        assumed(
            0.3, 4.0, "breakdowns in 1,000 hours on the road", le=1000, moved_with=groups.MISHAPS
        ),
    ] = 1.5
    repair_min: Annotated[
        float,
        assumed(
            40.0,
            150.0,
            "mean time that a broken vehicle stands",
            le=1440,
            moved_with=groups.MISHAPS,
        ),
    ] = 75.0
    repair_cv: Annotated[
        float, assumed(0.3, 0.8, "CV of repair times", le=2, moved_with=groups.MISHAPS)
    ] = 0.5
    charger_min: Annotated[
        float,
        assumed(
            45.0,
            150.0,
            "an empty battery waits for a mobile charger",
            le=1440,
            moved_with=groups.MISHAPS,
        ),
    ] = 90.0
    charger_eur: Annotated[
        float, assumed(80.0, 300.0, "a mobile charger comes out", le=1e4, moved_with=groups.MISHAPS)
    ] = 150.0
    charger_kwh: Annotated[
        float, assumed(8.0, 25.0, "what a mobile charger gives", le=200, moved_with=groups.E_VANS)
    ] = 12.0
    relief_min: Annotated[
        float,
        assumed(
            30.0,
            120.0,
            "until a relief driver is at the vehicle",
            le=1440,
            moved_with=groups.MISHAPS,
        ),
    ] = 60.0
    relief_eur: Annotated[
        float,
        assumed(
            120.0,
            400.0,
            "a relief driver comes out, besides the wage",
            le=1e4,
            moved_with=groups.MISHAPS,
        ),
    ] = 250.0
    inspection_min: Annotated[
        float,
        assumed(
            5.0,
            20.0,
            "look at the vehicle at the begin of a shift",
            le=120,
            moved_with=groups.STOPS,
        ),
    ] = 10.0
    in_vain_min: Annotated[
        float,
        assumed(
            2.0,
            6.0,
            "ringing, waiting, a card in the letterbox",
            ge=0.5,
            le=60,
            moved_with=groups.FAILED,
        ),
    ] = 3.0
    evening_absent_share: Annotated[
        float,
        assumed(
            0.3,
            0.9,
            "customers out in the evening, relative to by day",
            le=2,
            moved_with=groups.FAILED,
        ),
    ] = 0.5
    booked_absent_share: Annotated[
        float,
        assumed(
            0.3,
            0.9,
            "customers out in a window that they booked, relative",
            le=2,
            moved_with=groups.FAILED,
        ),
    ] = 0.5
    again_absent_share: Annotated[
        float,
        assumed(
            0.3,
            0.9,
            "customers out after a failed attempt, relative",
            le=2,
            moved_with=groups.FAILED,
        ),
    ] = 0.5
