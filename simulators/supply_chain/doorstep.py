"""What happens at a customer's door: whether anybody is there, and may be delivered to at all.

The halves below are assumptions: failures are known to be fewer in the evening, for booked windows
and with notice, but not by how much.
"""

from simulators.supply_chain.legality import is_open
from simulators.supply_chain.nights import is_night
from simulators.supply_chain.observations import DAY_MIN, Window
from simulators.supply_chain.orderbook import Entry
from simulators.supply_chain.scene import Scene

EVENING_FROM_MIN = 1020.0
IN_THE_EVENING, IF_BOOKED, AFTER_A_FAILURE = 0.5, 0.5, 0.5
IN_VAIN_MIN = 3.0  # ringing, waiting, a card in the letterbox


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
    chance = absent_chance(entry, begin_min)
    number, attempt = entry.number, entry.attempts
    return chance > 0.0 and scene.draws.chance(chance, "absent", number, attempt)


def absent_chance(entry: Entry, begin_min: float) -> float:
    """The chance that nobody is in, by time of day, booking and earlier failures."""
    chance = entry.order.absent_chance
    if begin_min % DAY_MIN >= EVENING_FROM_MIN:
        chance *= IN_THE_EVENING
    if entry.is_booked:
        chance *= IF_BOOKED
    return float(chance * AFTER_A_FAILURE**entry.attempts)
