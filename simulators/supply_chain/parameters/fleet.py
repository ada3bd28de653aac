"""The parameters of a region's vehicles and drivers: how many, what they hold, what they burn."""

from typing import Annotated

from simulators.supply_chain.parameters import groups
from simulators.supply_chain.parameters.demand import DemandParameters
from simulators.supply_chain.parameters.meta import assumed, chosen, counted, sourced

MATSIM = "MATSim Berlin commercial vehicle types (2021)"
CATALOGUE = "usual catalogue figure of the class; a pallet place is ten units"
DEFRA = (
    "around DEFRA/DESNZ (2025) {} l/100 km average laden (kg CO2e/km / 2.571 kg/l); load"
    " elasticity after its method; range: about 15 % either way"
)
EMEP = (
    "EMEP/EEA guidebook 2023 (2025): N1-III battery electric 1.169 MJ/km = 32.5 kWh/100 km;"
    " range: summer to winter"
)


class FleetParameters(DemandParameters, frozen=True, forbid_unknown_fields=True):
    """Vehicles of five classes, and people to drive them. Consumption is at 50 km/h."""

    vans: Annotated[int, counted("vans of 3.5 t, diesel", le=500)] = 10
    e_vans: Annotated[int, counted("vans of 3.5 t, electric", le=500)] = 4
    trucks_7t: Annotated[int, counted("trucks of 7.5 t", le=500)] = 4
    trucks_12t: Annotated[int, counted("trucks of 12 t", le=500)] = 2
    trucks_18t: Annotated[int, counted("trucks of 18 t", le=500)] = 3
    drivers: Annotated[int, counted("people who can be rostered", ge=1, le=1000)] = 18
    driving_law: Annotated[bool, chosen("drivers' legal hours and breaks bind")] = True
    van_units: Annotated[float, sourced(CATALOGUE, "a van holds", ge=10, le=1000)] = 40.0
    van_kg: Annotated[float, sourced(CATALOGUE, "payload of a van", ge=100, le=5e4)] = 1200.0
    e_van_kg: Annotated[float, sourced(CATALOGUE, "payload of an e-van", ge=100, le=5e4)] = 1000.0
    truck_7t_units: Annotated[float, sourced(CATALOGUE, "7.5 t holds", ge=10, le=1000)] = 140.0
    truck_7t_kg: Annotated[float, sourced(CATALOGUE, "payload, 7.5 t", ge=100, le=5e4)] = 3000.0
    truck_12t_units: Annotated[float, sourced(CATALOGUE, "12 t holds", ge=10, le=1000)] = 180.0
    truck_12t_kg: Annotated[float, sourced(CATALOGUE, "payload, 12 t", ge=100, le=5e4)] = 6000.0
    truck_18t_units: Annotated[float, sourced(CATALOGUE, "18 t holds", ge=10, le=1000)] = 180.0
    truck_18t_kg: Annotated[float, sourced(CATALOGUE, "payload, 18 t", ge=100, le=5e4)] = 9000.0
    van_l_per_100km_empty: Annotated[
        float,
        sourced(
            DEFRA.format("10.6"),
            "fuel of an empty van",
            le=100,
            between=(7.5, 10.0),
            moved_with=groups.ENERGY,
        ),
    ] = 8.5
    van_l_per_100km_full: Annotated[
        float,
        sourced(
            DEFRA.format("10.6"),
            "fuel of a full van",
            le=100,
            between=(9.0, 12.5),
            moved_with=groups.ENERGY,
        ),
    ] = 10.5
    e_van_kwh_per_100km: Annotated[
        float,
        sourced(
            EMEP,
            "electricity of an e-van, in winter 20 % more",
            ge=1,
            le=300,
            between=(26.0, 39.0),
            moved_with=groups.ENERGY,
        ),
    ] = 32.0
    e_van_battery_kwh: Annotated[
        float,
        assumed(50.0, 110.0, "usable battery of an e-van", ge=5, le=1000, moved_with=groups.E_VANS),
    ] = 65.0
    charge_kw: Annotated[
        float, assumed(7.0, 50.0, "charging at the base", le=1000, moved_with=groups.E_VANS)
    ] = 11.0
    truck_7t_l_per_100km_empty: Annotated[
        float,
        sourced(
            DEFRA.format("18.8"),
            "fuel, 7.5 t empty",
            le=100,
            between=(12.5, 17.0),
            moved_with=groups.ENERGY,
        ),
    ] = 14.5
    truck_7t_l_per_100km_full: Annotated[
        float,
        sourced(
            DEFRA.format("18.8"),
            "fuel, 7.5 t full",
            le=100,
            between=(16.5, 22.5),
            moved_with=groups.ENERGY,
        ),
    ] = 19.0
    truck_12t_l_per_100km_empty: Annotated[
        float,
        sourced(
            DEFRA.format("22.9"),
            "fuel, 12 t empty",
            le=100,
            between=(16.5, 22.0),
            moved_with=groups.ENERGY,
        ),
    ] = 19.0
    truck_12t_l_per_100km_full: Annotated[
        float,
        sourced(
            DEFRA.format("22.9"),
            "fuel, 12 t full",
            le=100,
            between=(20.5, 27.0),
            moved_with=groups.ENERGY,
        ),
    ] = 23.5
    truck_18t_l_per_100km_empty: Annotated[
        float,
        assumed(19.0, 26.0, "fuel, 18 t empty, city and region", le=100, moved_with=groups.ENERGY),
    ] = 21.0
    truck_18t_l_per_100km_full: Annotated[
        float,
        assumed(25.0, 37.0, "fuel, 18 t full, city and region", le=100, moved_with=groups.ENERGY),
    ] = 28.0
    truck_18t_slower_share: Annotated[
        float,
        assumed(
            0.0,
            0.25,
            "longer driving of 18 t than of a van; smaller trucks less",
            le=1,
            moved_with=groups.RUSH,
        ),
    ] = 0.12
