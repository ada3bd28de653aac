"""The parameters of a world in one flat struct; `problems.py` says what can be wrong with them.

"CV" is a coefficient of variation (standard deviation / mean). A parameter marked `assumed`
carries a range that practitioners would find plausible instead of a source.
"""

from typing import Annotated

from simulators.supply_chain.parameters.meta import table
from simulators.supply_chain.parameters.mishaps import MishapParameters


class World(MishapParameters, frozen=True, forbid_unknown_fields=True):
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
