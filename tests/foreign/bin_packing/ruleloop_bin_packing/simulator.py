"""Items arrive one by one; each must be placed before the next is seen.

Sizes follow a Weibull distribution with shape 3 and scale 45, rounded to whole units and at most
the capacity, as in the instances of FunSearch (Romera-Paredes et al. 2024,
doi:10.1038/s41586-023-06924-6); these are drawn afresh, not theirs. As there, an empty bin is one
of the places to choose from, and the excess is over the bound ceil(sum of sizes / capacity).
"""

import math
from typing import Annotated, Any

import msgspec

from ruleloop.draws import Draws
from ruleloop_bin_packing.bins import Bins
from ruleloop_bin_packing.interface import Box, Item

_SOURCE = {"source": "FunSearch, doi:10.1038/s41586-023-06924-6"}


class World(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sequence of items."""

    items: Annotated[
        int, msgspec.Meta(ge=0, le=200_000, description="that arrive", extra=_SOURCE)
    ] = 5000
    capacity_units: Annotated[
        float, msgspec.Meta(ge=1, le=10_000, description="of a bin", extra=_SOURCE)
    ] = 100.0
    shape: Annotated[float, msgspec.Meta(gt=0, le=50, description="of sizes", extra=_SOURCE)] = 3.0
    scale_units: Annotated[
        float, msgspec.Meta(gt=0, le=10_000, description="of sizes", extra=_SOURCE)
    ] = 45.0


def sizes_units(world: World, draws: Draws) -> list[float]:
    """The sizes of all items, drawn before any is placed."""
    drawn = world.scale_units * draws.generator("sizes").weibull(world.shape, world.items)
    return [float(min(world.capacity_units, max(1.0, round(size)))) for size in drawn.tolist()]


def least_bins(world: World, draws: Draws) -> int:
    """A proven bound: all items together fill at least so many bins."""
    return math.ceil(sum(sizes_units(world, draws)) / world.capacity_units)


def simulate(world: World, draws: Draws, rules: Any, trace: Any) -> dict[str, float]:
    """Place all items; a place that is none opens a new bin and is counted."""
    rules.begin(Box(world.capacity_units))
    bins = Bins(world.capacity_units)
    refused = 0
    for number, size in enumerate(sizes_units(world, draws)):
        rooms = bins.rooms_units(size)
        answer = rules.place(Item(size, rooms))
        refused += answer >= len(rooms)
        bins.fill(rooms[min(answer, len(rooms) - 1)], size)
        trace.event("placed", number=number, size=size, bins=bins.opened)
    least = least_bins(world, draws)
    return {
        "excess_percent": 100.0 * (bins.opened - least) / least if least else 0.0,
        "bins": float(bins.opened),
        "illegal_share": refused / max(1, world.items),
    }
