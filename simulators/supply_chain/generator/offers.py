"""The windows that a customer could be offered instead, and what that would take."""

from simulators.supply_chain.generator.columns import Columns, lognormal_at
from simulators.supply_chain.generator.region import Site
from simulators.supply_chain.generator.windows import NIGHT, Calendar, Wish
from simulators.supply_chain.observations import DAY_MIN, Window
from simulators.supply_chain.week import Offer, next_day
from simulators.supply_chain.world import World

EVENING = (1050.0, 1230.0)  # 17:30 to 20:30
MORNING = (480.0, 720.0)
WANTS_CV = 0.8
# Assumed: what customers want for it, relative to `offer_wants_eur`.
_DEARNESS = {"evening": 0.5, "morning": 1.0, "next day": 1.2, "night": 1.5}


def offers_of(
    world: World,
    calendar: Calendar,
    customer: int,
    site: Site,
    wish: Wish,
    columns: Columns,
    row: int,
) -> tuple[Offer, ...]:
    """Private people: this evening, tomorrow morning or tomorrow; businesses: tomorrow or by night.

    Only what this week can still serve, within the zone's hours, and what the customer would not
    take anyhow. Nobody waits for something urgent.
    """
    if wish.is_urgent:
        return ()
    reach_min = calendar.reach_min(customer, wish.known_min)
    found = []
    for name, window in _windows(site, wish):
        is_open = window[1] <= calendar.end_min and window[1] - 45.0 >= reach_min
        if not is_open or _is_taken_anyhow(wish, window) or not _in_hours(calendar, site, window):
            continue
        mean = world.offer_wants_eur * _DEARNESS[name]
        wants_eur = lognormal_at(columns.of(f"wants {name}", row), mean, WANTS_CV)
        found.append(Offer(window, wants_eur))
    return tuple(found)


def _windows(site: Site, wish: Wish) -> list[tuple[str, Window]]:
    today, tomorrow = wish.day * DAY_MIN, next_day(wish.day) * DAY_MIN
    whole_day = (tomorrow + site.open_min, tomorrow + site.close_min)
    if not site.is_business:
        return [
            ("evening", _at(today, EVENING)),
            ("morning", _at(tomorrow, MORNING)),
            ("next day", whole_day),
        ]
    night = [("night", _at(today, NIGHT))] if site.night_ok and wish.is_appointment else []
    return [("next day", whole_day), *night]


def _at(day_min: float, hours: Window) -> Window:
    return day_min + hours[0], day_min + hours[1]


def _is_taken_anyhow(wish: Wish, window: Window) -> bool:
    return any(window[0] >= open_min and window[1] <= close for open_min, close in wish.windows)


def _in_hours(calendar: Calendar, site: Site, window: Window) -> bool:
    """Whether vehicles may be in the zone at that time of the day."""
    zone = calendar.zone(site)
    if zone.open_min <= 0.0 and zone.close_min >= DAY_MIN:
        return True
    return window[0] % DAY_MIN >= zone.open_min and window[1] % DAY_MIN <= zone.close_min
