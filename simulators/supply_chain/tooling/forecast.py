"""Futures that may come, drawn from earlier weeks: never from the one that is being played.

The draws are hashes of the moment and the number of the future, so that rules and solver see the
same futures and a replication stays a function of its seed.
"""

import hashlib
import math

import msgspec

from simulators.supply_chain.observations import DAY_MIN, City, OpenOrder, PastOrder, Wave

FIRST_NUMBER = 50_000  # orders that exist have smaller numbers
MOST_ORDERS = 200  # of one future


def sample_future(
    wave: Wave, city: City, index: int, *, ahead_min: float = math.inf
) -> tuple[OpenOrder, ...]:
    """One future: the orders that may become known after now, today, within `ahead_min`.

    As many as `wave.orders_to_come` says on average (Poisson), drawn with replacement from the
    earlier orders of this weekday; without a history from `city.site_share`, alike to orders that
    are open now. Ascending by `known_min`; `number` is from `FIRST_NUMBER` up.
    """
    past = _pool(wave, city)
    if not past:
        return ()
    count = min(MOST_ORDERS, _poisson(wave.orders_to_come, wave.now_min, index))
    drawn = [past[int(_uniform(wave.now_min, index, k) * len(past))] for k in range(count)]
    drawn = [order for order in drawn if order.known_min <= wave.now_min + ahead_min]
    drawn.sort(key=lambda order: (order.known_min, order.site))
    return tuple(_open(past, k, city) for k, past in enumerate(drawn))


def _pool(wave: Wave, city: City) -> list[PastOrder]:
    """Orders of earlier weeks that came on this weekday after this time of the day."""
    end_min = (wave.now_min // DAY_MIN + 1.0) * DAY_MIN
    pool = [past for past in city.history if wave.now_min < past.known_min < end_min]
    return pool if city.history else _alike(wave, city)


def _alike(wave: Wave, city: City) -> list[PastOrder]:
    """Stand-ins where there is no history: the usual sites, with the orders open now as model."""
    if not wave.orders or wave.orders_to_come <= 0.0:
        return []
    span_min = max(wave.minutes_to_next, 1.0) * max(1, wave.waves_left)
    pool, limits = [], _cumulated(city.site_share)
    for k in range(4 * len(wave.orders)):
        model = wave.orders[k % len(wave.orders)]
        at = _uniform(wave.now_min, "site", k) * limits[-1]
        site = next(s for s, limit in enumerate(limits) if at < limit)
        known_min = wave.now_min + span_min * _uniform(wave.now_min, "known", k)
        later_min = known_min - min(wave.now_min, max(model.known_min, 0.0))
        pool.append(
            PastOrder(
                site,
                known_min,
                model.open_min + later_min,
                model.close_min + later_min,
                model.quantity_units,
                model.weight_kg,
                model.service_min,
            )
        )
    return pool


def _open(past: PastOrder, place: int, city: City) -> OpenOrder:
    return OpenOrder(
        number=FIRST_NUMBER + place,
        site=past.site,
        open_min=past.open_min,
        close_min=past.close_min,
        quantity_units=past.quantity_units,
        service_min=past.service_min,
        known_min=past.known_min,
        must_go=False,
        slack_min=past.close_min - past.known_min - float(city.travel_min[0, past.site]),
        zone=city.site_zone[past.site],
        weight_kg=past.weight_kg,
        due_min=past.close_min,
    )


def _cumulated(shares: tuple[float, ...]) -> list[float]:
    total, limits = 0.0, []
    for share in shares:
        total += share
        limits.append(total)
    return limits


def _poisson(mean: float, *key: object) -> int:
    """A Poisson number by inversion; the mean is rounded above 200."""
    if mean > MOST_ORDERS:
        return round(mean)
    left, count = _uniform("count", *key), 0
    chance = math.exp(-mean)
    while left >= chance and count < 4 * MOST_ORDERS:
        left -= chance
        count += 1
        chance *= mean / count
    return count


def _uniform(*key: object) -> float:
    """A number in [0, 1) that belongs to the key."""
    text = msgspec.msgpack.encode(key)
    digest = hashlib.blake2b(text, digest_size=8, key=b"future").digest()
    return (int.from_bytes(digest, "little") >> 11) / float(1 << 53)
