"""The catalogue of vehicles: the van of a dispatch day and the five classes of a region."""

import math

from simulators.supply_chain.observations import VehicleClass
from simulators.supply_chain.world import World

CO2_KG_PER_L = 2.571  # B7 diesel, tank to wheel: DEFRA/DESNZ (2025)
KIND_NAMES = ("van", "e-van", "truck 7.5 t", "truck 12 t", "truck 18 t")


def day_kind(world: World, capacity_units: float) -> VehicleClass:
    """The one class of vehicle of a dispatch day; its kilometres include the fuel."""
    return VehicleClass(
        name="van",
        capacity_units=capacity_units,
        payload_kg=math.inf,
        gross_t=3.5,
        fixed_eur_per_day=world.vehicle_eur_per_day,
        wear_eur_per_km=world.km_eur,
        wage_eur_per_h=world.wage_eur_per_h,
    )


def region_kinds(world: World) -> tuple[VehicleClass, ...]:
    """The five classes of a region, as in `KIND_NAMES`, whether it has any of them or not.

    Sources are those of the parameters. The levy is on what leaves the exhaust, and the price of
    diesel is without any price of CO2, so that carbon is paid once. Assumed: a 7.5 t truck loses a
    third and a 12 t truck two thirds of the time that an 18 t truck loses on the road; a 7.5 t
    truck parks in the old town in half the extra time; an e-van uses the same with any load.
    """
    return (
        _van(world),
        _e_van(world),
        _truck(world, KIND_NAMES[2], "truck_7t", gross_t=7.5, slower=1 / 3, parking=0.5),
        _truck(world, KIND_NAMES[3], "truck_12t", gross_t=12.0, slower=2 / 3, parking=1.0),
        _truck(world, KIND_NAMES[4], "truck_18t", gross_t=18.0, slower=1.0, parking=1.0),
    )


def region_fleet(world: World) -> tuple[int, ...]:
    """How many there are of each class of `region_kinds`."""
    return (world.vans, world.e_vans, world.trucks_7t, world.trucks_12t, world.trucks_18t)


def _van(world: World) -> VehicleClass:
    return VehicleClass(
        name=KIND_NAMES[0],
        capacity_units=world.van_units,
        payload_kg=world.van_kg,
        gross_t=3.5,
        fixed_eur_per_day=world.vehicle_eur_per_day,
        wear_eur_per_km=world.van_wear_eur_per_km,
        wage_eur_per_h=world.wage_eur_per_h,
        energy_empty_per_km=world.van_l_per_100km_empty / 100.0,
        energy_full_per_km=world.van_l_per_100km_full / 100.0,
        energy_eur=world.diesel_eur_per_l,
        levy_eur=_levy_eur_per_l(world),
        co2_kg=CO2_KG_PER_L,
    )


def _e_van(world: World) -> VehicleClass:
    return VehicleClass(
        name=KIND_NAMES[1],
        capacity_units=world.van_units,
        payload_kg=world.e_van_kg,
        gross_t=3.5,
        fixed_eur_per_day=world.e_van_eur_per_day,
        wear_eur_per_km=world.e_van_wear_eur_per_km,
        wage_eur_per_h=world.wage_eur_per_h,
        is_electric=True,
        energy_empty_per_km=world.e_van_kwh_per_100km / 100.0,
        energy_full_per_km=world.e_van_kwh_per_100km / 100.0,
        energy_eur=world.power_eur_per_kwh,
        battery_kwh=world.e_van_battery_kwh,
    )


def _truck(
    world: World, name: str, prefix: str, *, gross_t: float, slower: float, parking: float
) -> VehicleClass:
    """A diesel truck; `slower` and `parking` are shares of what an 18 t truck loses."""

    def of_class(figure: str) -> float:
        return float(getattr(world, f"{prefix}_{figure}"))

    return VehicleClass(
        name=name,
        capacity_units=of_class("units"),
        payload_kg=of_class("kg"),
        gross_t=gross_t,
        fixed_eur_per_day=of_class("eur_per_day"),
        wear_eur_per_km=of_class("wear_eur_per_km"),
        wage_eur_per_h=world.wage_eur_per_h + of_class("wage_plus_eur_per_h"),
        energy_empty_per_km=of_class("l_per_100km_empty") / 100.0,
        energy_full_per_km=of_class("l_per_100km_full") / 100.0,
        energy_eur=world.diesel_eur_per_l,
        levy_eur=_levy_eur_per_l(world),
        co2_kg=CO2_KG_PER_L,
        toll_eur_per_km=of_class("toll_eur_per_km"),
        minutes_factor=1.0 + world.truck_18t_slower_share * slower,
        parking_min=world.truck_parking_min * parking,
    )


def _levy_eur_per_l(world: World) -> float:
    return CO2_KG_PER_L * world.co2_eur_per_t / 1000.0
