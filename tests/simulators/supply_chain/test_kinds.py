"""The catalogue of vehicles says what its sources say, and pays for carbon once."""

import msgspec
import pytest

from simulators.supply_chain.kinds import (
    CO2_KG_PER_L,
    KIND_NAMES,
    region_fleet,
    region_kinds,
)
from simulators.supply_chain.observations import VehicleClass
from simulators.supply_chain.world import World

KINDS = dict(zip(KIND_NAMES, region_kinds(World()), strict=True))


def test_there_are_five_classes_whatever_the_fleet() -> None:
    none = World(vans=0, e_vans=0, trucks_7t=0, trucks_12t=0)
    assert [kind.name for kind in region_kinds(none)] == list(KIND_NAMES)
    assert region_fleet(none) == (0, 0, 0, 0, 3)


@pytest.mark.parametrize("kind", [k for k in KINDS.values() if not k.is_electric])
def test_the_price_of_carbon_is_in_the_levy_alone(kind: VehicleClass) -> None:
    assert kind.energy_eur == 1.20
    assert kind.levy_eur == pytest.approx(2.571 * 0.060)
    dearer = dict(zip(KIND_NAMES, region_kinds(World(co2_eur_per_t=200.0)), strict=True))
    changed = dearer[kind.name]
    assert changed.levy_eur == pytest.approx(CO2_KG_PER_L * 0.2)
    assert msgspec.structs.replace(changed, levy_eur=kind.levy_eur) == kind


def test_an_electric_van_pays_no_levy_and_emits_nothing_on_the_road() -> None:
    van = KINDS["e-van"]
    assert (van.levy_eur, van.co2_kg, van.toll_eur_per_km) == (0.0, 0.0, 0.0)
    assert van.battery_kwh / van.energy_full_per_km > 150.0


@pytest.mark.parametrize(
    ("name", "day_eur"),
    [("van", 329), ("truck 7.5 t", 409), ("truck 12 t", 444), ("truck 18 t", 476)],
)
def test_a_day_of_nine_hours_and_120_km_costs_what_was_calculated(name: str, day_eur: int) -> None:
    # by hand from the same table, with the levy at 65 EUR/t
    kind = dict(zip(KIND_NAMES, region_kinds(World(co2_eur_per_t=65.0)), strict=True))[name]
    litre = 0.5 * (kind.energy_empty_per_km + kind.energy_full_per_km)
    km_eur = kind.wear_eur_per_km + litre * (kind.energy_eur + kind.levy_eur)
    total = kind.fixed_eur_per_day + 9.0 * kind.wage_eur_per_h + 120.0 * km_eur
    assert total == pytest.approx(day_eur, rel=0.02)


def test_bigger_classes_cost_more_and_hold_more() -> None:
    trucks = [KINDS[name] for name in ("van", "truck 7.5 t", "truck 12 t", "truck 18 t")]
    for figure in (
        "payload_kg",
        "gross_t",
        "fixed_eur_per_day",
        "wage_eur_per_h",
        "minutes_factor",
    ):
        values = [getattr(kind, figure) for kind in trucks]
        assert values == sorted(values)
        assert values[0] < values[-1]
