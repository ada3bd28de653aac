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
    return (_van(world), _e_van(world), _truck_7t(world), _truck_12t(world), _truck_18t(world))


def region_fleet(world: World) -> tuple[int, ...]:
    """How many there are of each class of `region_kinds`."""
    return (world.vans, world.e_vans, world.trucks_7t, world.trucks_12t, world.trucks_18t)


def _diesel(
    world: World, l_per_100km_empty: float, l_per_100km_full: float
) -> tuple[float, float, float, float, float]:
    """Litres per km empty and full, price, levy and CO2 per litre."""
    levy_eur = CO2_KG_PER_L * world.co2_eur_per_t / 1000.0
    litres = l_per_100km_empty / 100.0, l_per_100km_full / 100.0
    return (*litres, world.diesel_eur_per_l, levy_eur, CO2_KG_PER_L)


def _van(world: World) -> VehicleClass:
    empty, full, price, levy, co2 = _diesel(
        world, world.van_l_per_100km_empty, world.van_l_per_100km_full
    )
    return VehicleClass(
        name=KIND_NAMES[0],
        capacity_units=world.van_units,
        payload_kg=world.van_kg,
        gross_t=3.5,
        fixed_eur_per_day=world.vehicle_eur_per_day,
        wear_eur_per_km=world.van_wear_eur_per_km,
        wage_eur_per_h=world.wage_eur_per_h,
        energy_empty_per_km=empty,
        energy_full_per_km=full,
        energy_eur=price,
        levy_eur=levy,
        co2_kg=co2,
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


def _truck_7t(world: World) -> VehicleClass:
    empty, full, price, levy, co2 = _diesel(
        world, world.truck_7t_l_per_100km_empty, world.truck_7t_l_per_100km_full
    )
    return VehicleClass(
        name=KIND_NAMES[2],
        capacity_units=world.truck_7t_units,
        payload_kg=world.truck_7t_kg,
        gross_t=7.5,
        fixed_eur_per_day=world.truck_7t_eur_per_day,
        wear_eur_per_km=world.truck_7t_wear_eur_per_km,
        wage_eur_per_h=world.wage_eur_per_h + world.truck_7t_wage_plus_eur_per_h,
        energy_empty_per_km=empty,
        energy_full_per_km=full,
        energy_eur=price,
        levy_eur=levy,
        co2_kg=co2,
        toll_eur_per_km=world.truck_7t_toll_eur_per_km,
        minutes_factor=1.0 + world.truck_18t_slower_share / 3.0,
        parking_min=world.truck_parking_min / 2.0,
    )


def _truck_12t(world: World) -> VehicleClass:
    empty, full, price, levy, co2 = _diesel(
        world, world.truck_12t_l_per_100km_empty, world.truck_12t_l_per_100km_full
    )
    return VehicleClass(
        name=KIND_NAMES[3],
        capacity_units=world.truck_12t_units,
        payload_kg=world.truck_12t_kg,
        gross_t=12.0,
        fixed_eur_per_day=world.truck_12t_eur_per_day,
        wear_eur_per_km=world.truck_12t_wear_eur_per_km,
        wage_eur_per_h=world.wage_eur_per_h + world.truck_12t_wage_plus_eur_per_h,
        energy_empty_per_km=empty,
        energy_full_per_km=full,
        energy_eur=price,
        levy_eur=levy,
        co2_kg=co2,
        toll_eur_per_km=world.truck_12t_toll_eur_per_km,
        minutes_factor=1.0 + world.truck_18t_slower_share * 2.0 / 3.0,
        parking_min=world.truck_parking_min,
    )


def _truck_18t(world: World) -> VehicleClass:
    empty, full, price, levy, co2 = _diesel(
        world, world.truck_18t_l_per_100km_empty, world.truck_18t_l_per_100km_full
    )
    return VehicleClass(
        name=KIND_NAMES[4],
        capacity_units=world.truck_18t_units,
        payload_kg=world.truck_18t_kg,
        gross_t=18.0,
        fixed_eur_per_day=world.truck_18t_eur_per_day,
        wear_eur_per_km=world.truck_18t_wear_eur_per_km,
        wage_eur_per_h=world.wage_eur_per_h + world.truck_18t_wage_plus_eur_per_h,
        energy_empty_per_km=empty,
        energy_full_per_km=full,
        energy_eur=price,
        levy_eur=levy,
        co2_kg=co2,
        toll_eur_per_km=world.truck_18t_toll_eur_per_km,
        minutes_factor=1.0 + world.truck_18t_slower_share,
        parking_min=world.truck_parking_min,
    )
