"""What happens where rules leave the design of a week as usual."""

from simulators.supply_chain.actions import Shift, WeekDesign
from simulators.supply_chain.observations import City, WeekBrief

START_MIN = 360.0
HOURS = 8.0
WAVES_MIN = (360.0, 540.0, 720.0, 840.0)


def usual_design(brief: WeekBrief, city: City) -> WeekDesign:
    """Every driver has a vehicle and works by day from Monday to Saturday; four waves a day.

    The classes take turns, so that a fleet with few drivers is still a mixed one.
    """
    counts = [0] * len(city.fleet)
    left = min(city.drivers, city.vehicles)
    while left:
        for kind, vehicles in enumerate(city.fleet):
            if left and counts[kind] < vehicles:
                counts[kind] += 1
                left -= 1
    days = tuple(range(brief.days))
    shifts = [Shift(days, k, n, START_MIN, HOURS) for k, n in enumerate(counts) if n]
    return WeekDesign(tuple(shifts), WAVES_MIN)
