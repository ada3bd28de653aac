"""Local search over a whole known day: which trips leave with which wave.

Ruin and recreate with slack (Christiaens & Vanden Berghe 2020, doi:10.1287/trsc.2019.0914): orders
near each other are taken out of their trips and put back one by one where they cost least; a worse
day is kept now and then (simulated annealing).
"""

import math
from collections.abc import Iterable

import numpy as np

from simulators.supply_chain.hindsight.day_costs import HindsightCosts
from simulators.supply_chain.hindsight.day_plan import Trip

MOST_REMOVED = 10
NEIGHBOURS = 16
START_CENTS = 150.0
END_CENTS = 10.0
FORBIDDEN = 10**12


class HindsightSearch:
    """The state of the search: trips, orders with the spot carrier, vans out at every wave."""

    def __init__(self, costs: HindsightCosts, trips: Iterable[Trip]) -> None:
        self._costs, self._day = costs, costs.day
        self._trips = list(trips)
        orders = self._day.orders
        self._units = [order.quantity_units for order in orders]
        self._deliverable = [
            k for k in range(len(orders)) if costs.first_wave[k] < len(self._day.waves_min)
        ]
        sites = [orders[k].site for k in self._deliverable]
        travel = self._day.travel_min[np.ix_(sites, sites)]
        nearness = np.argsort(np.minimum(travel, travel.T), axis=1, kind="stable")
        self._near = {
            k: [self._deliverable[int(j)] for j in nearness[row]]
            for row, k in enumerate(self._deliverable)
        }
        self._close = {k: frozenset(near[: NEIGHBOURS + 1]) for k, near in self._near.items()}

    @property
    def trips(self) -> tuple[Trip, ...]:
        """The trips, by wave."""
        return tuple(sorted(self._trips, key=lambda trip: (trip.wave, trip.stops)))

    def cents(self) -> int:
        """What the day costs; FORBIDDEN or more when it needs too many vans."""
        out = self._vans_out(self._trips)
        sent = {number for trip in self._trips for number in trip.stops}
        spot = sum(self._costs.spot_cents[k] for k in self._deliverable if k not in sent)
        driven = sum(self._costs.trip(trip)[0] for trip in self._trips)
        return spot + driven + self._vans_cents(max(out, default=0))

    def improve(self, steps: int, random: np.random.Generator) -> None:
        """Search for a number of steps; the trips are the best that were seen."""
        if not self._deliverable:
            return
        current = best = self.cents()
        best_trips = list(self._trips)
        for step in range(steps):
            heat = START_CENTS * (END_CENTS / START_CENTS) ** (step / steps)
            before = list(self._trips)
            self._recreate(self._ruin(random), random)
            found = self.cents()
            if found < best:
                best, best_trips = found, list(self._trips)
            if found < current - heat * math.log(1.0 - random.random()):
                current = found
            else:
                self._trips = before
        self._trips = best_trips

    def _vans_cents(self, vans: int) -> int:
        return vans * self._costs.vehicle_cents + (vans > self._day.vehicles) * FORBIDDEN

    def _vans_out(self, trips: list[Trip]) -> list[int]:
        """Vans on the road right after each wave."""
        out = [0] * len(self._day.waves_min)
        for trip in trips:
            for wave in range(trip.wave, max(trip.wave + 1, self._costs.trip(trip)[1])):
                if wave < len(out):
                    out[wave] += 1
        return out

    def _ruin(self, random: np.random.Generator) -> list[int]:
        """Take out some orders near a random one; in one of four steps a whole trip."""
        seed = self._deliverable[int(random.integers(len(self._deliverable)))]
        removed = set(self._near[seed][: 1 + int(random.integers(MOST_REMOVED))])
        if random.random() < 0.25 and self._trips:
            removed = set(self._trips[int(random.integers(len(self._trips)))].stops)
        kept = (
            Trip(trip.wave, tuple(k for k in trip.stops if k not in removed))
            for trip in self._trips
        )
        self._trips = [self._at_best_wave(trip) for trip in kept if trip.stops]
        sent = {number for trip in self._trips for number in trip.stops}
        return [k for k in self._deliverable if k not in sent]

    def _at_best_wave(self, trip: Trip) -> Trip:
        """The trip one wave earlier, as it is, or one wave later: whichever is cheapest."""
        first = max(self._costs.first_wave[k] for k in trip.stops)
        last = len(self._day.waves_min) - 1
        waves = (trip.wave, trip.wave - 1, trip.wave + 1)
        options = [Trip(wave, trip.stops) for wave in waves if first <= wave <= last]
        return min(options, key=lambda option: self._costs.trip(option)[0])

    def _recreate(self, absent: list[int], random: np.random.Generator) -> None:
        """Put orders back one by one, in one of three orders, each where it adds least cost."""
        kind = int(random.integers(3))
        close = [order.close_min for order in self._day.orders]
        if kind == 0:
            absent.sort(key=lambda k: (close[k], k))
        elif kind == 1:
            absent.sort(key=lambda k: (-self._costs.spot_cents[k], k))
        else:
            absent = [absent[int(k)] for k in random.permutation(len(absent))]
        for number in absent:
            self._insert(number)

    def _insert(self, number: int) -> None:
        """Put one order into a trip, a new trip, or leave it to the spot carrier."""
        out = self._vans_out(self._trips)
        peak = max(out, default=0)
        best, choice = self._costs.spot_cents[number], None
        for place, option in self._options(number):
            old = self._trips[place] if place < len(self._trips) else None
            added = self._costs.trip(option)[0] - (self._costs.trip(old)[0] if old else 0)
            if added >= best:
                continue
            now = self._peak(out, old, option)
            added += self._vans_cents(now) - self._vans_cents(peak)
            if added < best:
                best, choice = added, (place, option)
        if choice is not None:
            self._trips[choice[0] : choice[0] + 1] = [choice[1]]

    def _peak(self, out: list[int], old: Trip | None, new: Trip) -> int:
        """Most vans on the road at once when a trip replaces an old one."""
        after = list(out)
        for trip, change in ((old, -1), (new, 1)):
            if trip is not None:
                for wave in range(trip.wave, min(len(out), self._costs.trip(trip)[1])):
                    after[wave] += change
        return max(after)

    def _options(self, number: int) -> Iterable[tuple[int, Trip]]:
        """Trips with the order: beside its neighbours in every trip that can hold it, and alone."""
        close, units = self._close[number], self._units
        room = self._day.capacity_units - units[number]
        first = self._costs.first_wave[number]
        for place, trip in enumerate(self._trips):
            if sum(units[k] for k in trip.stops) > room:
                continue
            stops = trip.stops
            for k in range(len(stops) + 1):
                if not close.isdisjoint(stops[max(0, k - 1) : k + 1]):
                    yield place, Trip(max(first, trip.wave), (*stops[:k], number, *stops[k:]))
        for wave in range(first, len(self._day.waves_min)):
            yield len(self._trips), Trip(wave, (number,))
            if self._day.waves_min[wave] > self._day.orders[number].close_min:
                break
