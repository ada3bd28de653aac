"""Local search over all tours of a known week.

Ruin and recreate with slack (Christiaens & Vanden Berghe 2020, doi:10.1287/trsc.2019.0914): items
near each other are taken out of their tours and put back one by one where they cost least; a worse
week is kept now and then (simulated annealing). Every tour that it looks at goes into a pool.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec
import numpy as np

from simulators.supply_chain.hindsight.tour_choice import Limits
from simulators.supply_chain.hindsight.tour_costs import NEVER, TourCosts
from simulators.supply_chain.hindsight.tours import Course, Stops, Tour
from simulators.supply_chain.observations import DAY_MIN

MOST_REMOVED = 9
NEIGHBOURS = 14
TRIED = 4  # places that are worked out exactly, of those that look good
START_EUR, END_EUR = 12.0, 0.5
LATEST_MIN = 1_200.0
DAWN_MIN = 300.0


class TourSearch:
    """The state of the search: all tours; items in none of them go to the spot carrier."""

    def __init__(self, costs: TourCosts, tours: Iterable[Tour], limits: Limits) -> None:
        self._costs, self._items = costs, costs.items
        self.tours = list(tours)
        self._limits, self._free = limits, limits.moveable
        self._days = [item.days for item in self._items]
        self._moveable = sorted(limits.moveable)
        self._travel: list[list[float]] = costs.city.travel_min.tolist()
        self._near = self._neighbours()
        self._beside = [frozenset(near[:NEIGHBOURS]) for near in self._near]
        self._where = self._places()

    def cost_eur(self) -> float:
        """Tours, and the spot price of what is in none."""
        spot = sum(self._items[k].spot_eur for k in self._moveable if k not in self._where)
        return spot + sum(self._costs.course(tour).cost_eur for tour in self.tours)

    def improve(self, steps: int, random: np.random.Generator) -> None:
        """Search for a number of steps; the tours are the best that were seen."""
        if not self._moveable:
            return
        current = best = self.cost_eur()
        best_tours = list(self.tours)
        for step in range(steps):
            heat = START_EUR * (END_EUR / START_EUR) ** (step / steps)
            before, where = list(self.tours), dict(self._where)
            self._recreate(self._ruin(random), random)
            found = self.cost_eur()
            if found < best - 1e-9:
                best, best_tours = found, list(self.tours)
            if found < current - heat * math.log(1.0 - random.random()):
                current = found
            else:
                self.tours, self._where = before, where
        self.tours = best_tours
        self._where = self._places()

    def _neighbours(self) -> list[list[int]]:
        """For every item all moveable ones that could share a day with it, the nearest first."""
        sites = [self._items[k].site for k in self._moveable]
        travel = self._costs.city.travel_min
        both = np.minimum(travel, travel.T)
        near = []
        for k, item in enumerate(self._items):
            order = np.argsort(both[item.site][sites], kind="stable")
            mine = set(self._days[k])
            found = (self._moveable[int(j)] for j in order)
            near.append([j for j in found if j != k and not mine.isdisjoint(self._days[j])])
        return near

    def _places(self) -> dict[int, int]:
        return {item: place for place, tour in enumerate(self.tours) for item in tour.items}

    def _ruin(self, random: np.random.Generator) -> list[int]:
        """Take out items near a random one; sometimes all of a trip or of a tour."""
        seed = self._moveable[int(random.integers(len(self._moveable)))]
        removed = {seed, *self._near[seed][: int(random.integers(MOST_REMOVED))]}
        draw, place = random.random(), self._where.get(seed)
        if place is not None and draw < 0.3:
            tour = self.tours[place]
            trips = tour.trips if draw < 0.12 else [t for t in tour.trips if seed in t]
            removed |= {k for stops in trips for k in stops if k in self._free}
        self._take_out(removed)
        spot = [k for k in self._near[seed][:NEIGHBOURS] if k not in self._where]
        return sorted(removed | set(spot))

    def _take_out(self, removed: set[int]) -> None:
        for place in sorted({self._where[k] for k in removed if k in self._where}):
            tour = self.tours[place]
            left = (tuple(k for k in stops if k not in removed) for stops in tour.trips)
            rest = msgspec.structs.replace(tour, trips=tuple(stops for stops in left if stops))
            if self._costs.course(rest) is NEVER:  # without a stop the driver comes too early
                removed.difference_update(tour.items)
            else:
                self.tours[place] = rest
        self.tours = [tour for tour in self.tours if tour.trips]
        self._where = self._places()

    def _recreate(self, absent: list[int], random: np.random.Generator) -> None:
        """Put items back one by one, in one of three orders, each where it adds least cost."""
        kind = int(random.integers(3))
        if kind == 0:
            absent.sort(key=lambda k: (-self._items[k].units, k))
        elif kind == 1:
            absent.sort(key=lambda k: (-self._items[k].spot_eur, k))
        else:
            absent = [absent[int(k)] for k in random.permutation(len(absent))]
        for item in absent:
            self._insert(item)

    def _insert(self, item: int) -> None:
        """Put one item into a tour or a new one, or leave it to the spot carrier."""
        best, choice = self._items[item].spot_eur - 1e-9, None
        for place, option in self._options(item):
            course = self._costs.course(option)
            if course is NEVER or item in course.failed:
                continue
            old_eur = 0.0
            if place < len(self.tours):
                old_eur = self._costs.course(self.tours[place]).cost_eur
            if course.cost_eur - old_eur < best:
                best, choice = course.cost_eur - old_eur, (place, option)
        if choice is not None:
            self.tours[choice[0] : choice[0] + 1] = [choice[1]]
            self._where[item] = choice[0]

    def _options(self, item: int) -> Iterator[tuple[int, Tour]]:
        """Tours with the item: the places that look best, and tours of its own."""
        found: list[tuple[float, int, Tour]] = []
        for place, tour in enumerate(self.tours):
            if tour.day in self._days[item] and self._costs.fits(tour.kind, (item,)):
                found += ((eur, place, option) for eur, option in self._within(tour, item))
        found.sort(key=lambda option: option[:2])
        yield from ((place, option) for _, place, option in found[:TRIED])
        yield from ((len(self.tours), tour) for tour in self._alone(item))

    def _within(self, tour: Tour, item: int) -> Iterator[tuple[float, Tour]]:
        """Places in a tour, with minutes that they look like costing."""
        course, travel, beside = self._costs.course(tour), self._travel, self._beside[item]
        site = self._items[item].site
        for trip, stops in enumerate(tour.trips):
            if not self._costs.fits(tour.kind, (*stops, item)):
                continue
            for place in range(len(stops) + 1):
                if beside.isdisjoint(stops[max(0, place - 1) : place + 1]):
                    continue
                before = self._items[stops[place - 1]].site if place else 0
                after = self._items[stops[place]].site if place < len(stops) else 0
                detour = travel[before][site] + travel[site][after] - travel[before][after]
                at_min = _done_min(course, trip, place) + travel[before][site]
                yield detour + self._misfit_min(item, at_min), _with(tour, trip, place, item)
        for trip in range(len(tour.trips) + 1):
            at_min = _done_min(course, trip, 0) if trip < len(tour.trips) else course.end_min
            detour = travel[0][site] + travel[site][0] + 2.0 * self._costs.city.loading_min
            alone = (*tour.trips[:trip], (item,), *tour.trips[trip:])
            misfit = self._misfit_min(item, at_min + travel[0][site])
            yield detour + misfit, msgspec.structs.replace(tour, trips=alone)

    def _misfit_min(self, item: int, at_min: float) -> float:
        """How much too early or too late an arrival is."""
        return min(
            max(opens - at_min, 2.0 * (at_min - closes), 0.0)
            for opens, closes in self._items[item].windows
        )

    def _alone(self, item: int) -> Iterator[Tour]:
        """Tours of its own, where vehicles and drivers are left: the smallest class that fits."""
        limits = self._limits
        for day in self._days[item]:
            if day >= len(limits.drivers):
                continue
            of_day = Counter(tour.kind for tour in self.tours if tour.day == day)
            if of_day.total() >= limits.drivers[day]:
                continue
            free = (k for k, most in enumerate(limits.fleet[day]) if of_day[k] < most)
            fitting = [k for k in free if self._costs.fits(k, (item,))]
            for kind in fitting[:2]:
                yield Tour(day, kind, day * DAY_MIN + DAWN_MIN, ((item,),))


def _done_min(course: Course, trip: int, place: int) -> float:
    """When a vehicle is ready to drive to a place in a trip."""
    if place:
        return course.ends_min[trip][place - 1]
    return course.leaves_min[trip]


def _with(tour: Tour, trip: int, place: int, item: int) -> Tour:
    stops: Stops = tour.trips[trip]
    new = (*stops[:place], item, *stops[place:])
    return msgspec.structs.replace(tour, trips=(*tour.trips[:trip], new, *tour.trips[trip + 1 :]))
