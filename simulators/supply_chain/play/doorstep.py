"""What happens at a customer's door: whether anybody is there, and may be delivered to at all."""

from simulators.supply_chain.observations import DAY_MIN, Window
from simulators.supply_chain.play.mishaps import Mishaps
from simulators.supply_chain.play.orderbook import Entry
from simulators.supply_chain.play.scene import Scene
from simulators.supply_chain.tooling.legality import is_open
from simulators.supply_chain.tooling.nights import is_night

EVENING_FROM_MIN = 1020.0


def is_turned_away(scene: Scene, entry: Entry, begin_min: float, window: Window) -> bool:
    """Whether nobody may unload here now: closed zone, no staff at night, or too much noise."""
    if not scene.city.is_designed:
        return False
    number = scene.city.site_zone[entry.order.site]
    zone = scene.city.zones[number]
    if not is_open(zone, begin_min):
        return True
    if not is_night(begin_min):
        return False
    is_unstaffed = begin_min > window[1]
    return is_unstaffed or scene.tally.nights.made_in(number, begin_min) >= zone.night_drops


def is_absent(scene: Scene, entry: Entry, begin_min: float) -> bool:
    """Whether nobody takes the order in at this attempt."""
    chance = absent_chance(
        entry.order.absent_chance,
        scene.mishaps,
        begin_min=begin_min,
        attempts=entry.attempts,
        is_booked=entry.is_booked,
    )
    number, attempt = entry.number, entry.attempts
    return chance > 0.0 and scene.draws.chance(chance, "absent", number, attempt)


def absent_chance(
    by_day: float, mishaps: Mishaps, *, begin_min: float, attempts: int, is_booked: bool
) -> float:
    """The chance that nobody is in, by time of day, booking and earlier failures.

    Failures are known to be fewer in the evening, for booked windows and with notice, but not by
    how much: assumptions.
    """
    chance = by_day
    if begin_min % DAY_MIN >= EVENING_FROM_MIN:
        chance *= mishaps.evening_absent_share
    if is_booked:
        chance *= mishaps.booked_absent_share
    return float(chance * mishaps.again_absent_share**attempts)
