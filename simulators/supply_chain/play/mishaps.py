"""What goes wrong on the road and at the door, and what helping costs; see the parameters."""

import msgspec

from simulators.supply_chain.world import World


class Mishaps(msgspec.Struct, frozen=True):
    """The figures of a region, by the names of its parameters; none on a dispatch day."""

    breakdowns_per_1000_h: float = 0.0
    repair_min: float = 0.0
    repair_cv: float = 0.0
    charger_min: float = 0.0
    charger_eur: float = 0.0
    charger_kwh: float = 0.0
    relief_min: float = 0.0
    relief_eur: float = 0.0
    inspection_min: float = 0.0
    in_vain_min: float = 0.0
    evening_absent_share: float = 1.0
    booked_absent_share: float = 1.0
    again_absent_share: float = 1.0


def mishaps_of(world: World) -> Mishaps:
    """The figures of a world, or none on a dispatch day."""
    if not world.region:
        return Mishaps()
    return Mishaps(*(getattr(world, name) for name in Mishaps.__struct_fields__))
