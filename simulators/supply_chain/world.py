"""The parameters of a world in one flat struct, and what can be wrong with them.

"CV" is a coefficient of variation (standard deviation / mean). A parameter marked `assumed`
carries a range that practitioners would find plausible instead of a source.
"""

from typing import Annotated

from simulators.supply_chain.parameters.meta import table
from simulators.supply_chain.parameters.money import MoneyParameters


class World(MoneyParameters, frozen=True, forbid_unknown_fields=True):
    """A dispatch day, or a region's week (`region`). A scenario gives values or ranges of these."""

    fleet_csv: Annotated[str, table("own vehicles by class")] = ""
    drivers_csv: Annotated[str, table("own drivers")] = ""


def waves_min(world: World) -> tuple[float, ...]:
    """The minutes at which rules are asked, ascending; the last wave is always among them."""
    waves = []
    wave = world.first_wave_min
    while wave < world.last_wave_min:
        waves.append(wave)
        wave += world.wave_interval_min
    return (*waves, world.last_wave_min)


def has_files(world: World) -> bool:
    """Whether the day is read from files instead of generated."""
    return bool(world.roads_file or world.sites_csv or world.orders_csv)


def problems(world: World) -> list[str]:
    """What is wrong with a world: one sentence each, all at once; empty when it can be played."""
    checks = (
        (
            world.first_wave_min > world.last_wave_min,
            (
                f"first_wave_min: expected at most last_wave_min ({world.last_wave_min:g}),"
                f" got {world.first_wave_min:g}"
            ),
        ),
        (
            world.day_end_min <= world.last_wave_min + world.loading_min,
            (
                f"day_end_min: expected after last_wave_min + loading_min"
                f" ({world.last_wave_min + world.loading_min:g}), got {world.day_end_min:g}"
            ),
        ),
        (
            world.last_order_min > world.last_wave_min,
            (
                f"last_order_min: expected at most last_wave_min ({world.last_wave_min:g}), got"
                f" {world.last_order_min:g}; later orders could not be delivered"
            ),
        ),
        (
            world.capacity_units < world.order_units and not has_files(world),
            (
                f"capacity_units: expected at least order_units ({world.order_units:g}),"
                f" got {world.capacity_units:g}; a usual order would not fit"
            ),
        ),
        (
            bool(world.roads_file and (world.sites_csv or world.orders_csv)),
            "roads_file: expected either roads_file or sites_csv and orders_csv, got both",
        ),
        (
            bool(world.sites_csv) != bool(world.orders_csv),
            "sites_csv, orders_csv: expected both or neither, got one",
        ),
    )
    return [sentence for wrong, sentence in checks if wrong]
