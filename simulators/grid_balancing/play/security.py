"""N-1: whether what is left could replace any one unit, or any one feeder, that is lost."""

from collections.abc import Sequence


def is_secure(
    unit_mw: Sequence[float],
    most_mw: Sequence[float],
    draws_mw: Sequence[float],
    *,
    up_mw: float,
    down_mw: float,
    reserve_mw: float,
) -> bool:
    """Whether the loss of the largest unit, or of any feeder, can be made up for.

    unit_mw, most_mw: power and rating of every unit. draws_mw: by feeder, negative feeds in.
    up_mw, down_mw: how far all units that run can rise, and units and inverters can fall. A unit
    that is lost takes its own headroom with it; a feeder does not. reserve_mw: of the battery.
    """
    lost_mw = own_mw = 0.0
    if unit_mw:
        largest = max(range(len(unit_mw)), key=unit_mw.__getitem__)
        lost_mw = unit_mw[largest]
        own_mw = most_mw[largest] - lost_mw if lost_mw > 0.0 else 0.0
    fed_mw, drawn_mw = -min((0.0, *draws_mw)), max((0.0, *draws_mw))
    return (
        max(0.0, up_mw - own_mw) + reserve_mw >= lost_mw
        and up_mw + reserve_mw >= fed_mw
        and down_mw + reserve_mw >= drawn_mw
    )
