"""The day that a world describes: read from files when it names some, else generated."""

from ruleloop.draws import Draws
from simulators.supply_chain.day import Day
from simulators.supply_chain.generate import generate_day
from simulators.supply_chain.world import World, has_files


def build_day(world: World, draws: Draws) -> Day:
    """The day of (world, seed).

    Raises:
        ValueError: a file is missing or has faults; the message lists them all.
    """
    if not has_files(world):
        return generate_day(world, draws.within("day"))
    from simulators.supply_chain.readers import read_day

    return read_day(world, draws.within("day"))
