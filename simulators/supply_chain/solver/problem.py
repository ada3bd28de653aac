"""One request as PyVRP sees it: seconds, metres, units of 0.001 cent."""

import hashlib
from typing import Any, Protocol

import msgspec

from simulators.supply_chain.interface import City, OpenOrder, Route, Solve, Wave, Window
from simulators.supply_chain.solver.answer import Answer
from simulators.supply_chain.solver.fleet import FOREVER_MIN, Group, groups_of
from simulators.supply_chain.solver.loads import Loads
from simulators.supply_chain.solver.parts import Part, future_parts, parts_of
from simulators.supply_chain.solver.roads import RoadMap, Roads
from simulators.supply_chain.solver.windows import reachable_window
from simulators.supply_chain.tools import Tools

EUR = 100_000  # the solver counts money in units of 0.001 cent
NEIGHBOURS = 25
OVERTIME_S = 86_400  # as much as anybody wants: the legal limits bind first


class Places(Protocol):
    """A day or week, as far as the solver needs it: where sites are."""

    @property
    def x_km(self) -> tuple[float, ...]:
        """Kilometres east."""
        ...

    @property
    def y_km(self) -> tuple[float, ...]:
        """Kilometres north."""
        ...


class Problem:
    """One request in one wave."""

    def __init__(
        self, request: Solve, wave: Wave, *, places: Places, city: City, tools: Tools
    ) -> None:
        self._request, self._wave, self._places = request, wave, places
        self._city, self._tools = city, tools
        is_stored = request.from_hub and all(
            tools.order(number, wave).at_hub for number in request.orders
        )
        by_trunk = request.from_hub and not is_stored
        self._depart_s = round(60.0 * tools.ready_min(wave, from_hub=by_trunk))
        every = groups_of(
            request.vehicles,
            request.kinds,
            wave,
            city,
            from_hub=request.from_hub,
            is_stored=is_stored,
        )
        self.groups = [group for group in every if self._back_s(group) > self._depart_s]
        self._profiles = {
            kind: place for place, kind in enumerate(sorted({g.kind for g in self.groups}))
        }
        self._parts = parts_of(request, wave, self.groups, city=city, tools=tools)
        if request.future >= 0:
            self._parts += future_parts(request.future, wave, city)
        self._take_sites(city.hub if request.from_hub else 0)

    def _take_sites(self, base: int) -> None:
        """Sites and arcs of the request; orders that nobody can serve in time are left out."""
        sites = [base, *(part.order.site for part in self._parts)]
        roads = RoadMap(self._city, sites, self._depart_s / 60.0)
        self._roads = [roads.of(kind) for kind in self._profiles]
        self._direct_s: list[list[tuple[int, int]]] = [
            list(zip(arcs.seconds[0].tolist(), arcs.seconds[:, 0].tolist(), strict=True))
            for arcs in self._roads
        ]
        chosen = [k for k in range(len(self._parts)) if self._is_possible(k)]
        if len(chosen) < len(self._parts):
            places = [0, *(k + 1 for k in chosen)]
            self._parts = [self._parts[k] for k in chosen]
            self._roads = [each.among(places) for each in self._roads]
        self._sites = [base, *(part.order.site for part in self._parts)]
        rows = [arcs.minutes[0].tolist() for arcs in self._roads]
        self._direct_min = [min(minutes) for minutes in zip(*rows, strict=True)]

    def solve(self, iterations: int) -> tuple[Route, ...]:
        """The best routes found after some iterations of local search."""
        if not self.groups or not self._parts:
            return ()
        vrp = _import_pyvrp()
        data = self._data(vrp)
        best = vrp.solve(
            data,
            vrp.stop.MaxIterations(iterations),
            seed=self._seed(),
            collect_stats=False,
            display=False,
            params=_params(vrp),
            initial_solution=self._warm(vrp, data),
        ).best
        answer = Answer(self._parts, self.groups, wave=self._wave, book=self._tools.book)
        required = frozenset(self._request.required)
        return answer.routes(best, required=required, from_hub=self._request.from_hub)

    def _data(self, vrp: Any) -> Any:
        loads = Loads([part.order for part in self._parts], self._city, self._tools)
        return vrp.ProblemData(
            locations=[
                vrp.Location(self._places.x_km[s], self._places.y_km[s]) for s in self._sites
            ],
            clients=[self._client(vrp, k, loads) for k in range(len(self._parts))],
            depots=[vrp.Depot(location=0)],
            vehicle_types=[self._vehicle_type(vrp, group, loads) for group in self.groups],
            distance_matrices=[roads.metres for roads in self._roads],
            duration_matrices=[roads.seconds for roads in self._roads],
        )

    def _roads_of(self, group: Group) -> Roads:
        return self._roads[self._profiles[group.kind]]

    def _back_s(self, group: Group) -> float:
        return 60.0 * group.back_min(self._depart_s / 60.0)

    def price_eur(self, group: Group) -> float:
        """What one more vehicle of a group costs before it drives: loading, and its day's price."""
        vehicle = self._city.kinds[group.kind]
        loading_eur = self._city.loading_min / 60.0 * vehicle.wage_eur_per_h
        return loading_eur + (vehicle.fixed_eur_per_day if group.is_fresh else 0.0)

    def _vehicle_type(self, vrp: Any, group: Group, loads: Loads) -> Any:
        vehicle = self._city.kinds[group.kind]
        return vrp.VehicleType(
            num_available=group.count,
            capacity=loads.capacity(group.kind),
            fixed_cost=round(EUR * self.price_eur(group)),
            tw_early=self._depart_s,
            unit_distance_cost=round(EUR * self._roads_of(group).eur_per_km / 1000.0),
            unit_duration_cost=round(EUR * vehicle.wage_eur_per_h / 3600.0),
            profile=self._profiles[group.kind],
            **self._limits(group),
        )

    def _limits(self, group: Group) -> dict[str, int]:
        limits, roads = {}, self._roads_of(group)
        if group.back_by_min < FOREVER_MIN:
            limits["tw_late"] = int(self._back_s(group))
        if group.shift_ends_min < FOREVER_MIN:
            wage_eur = self._city.kinds[group.kind].wage_eur_per_h
            extra_eur = self._city.overtime_share * self._city.gross_share * wage_eur
            limits["shift_duration"] = max(0, int(60.0 * group.shift_ends_min) - self._depart_s)
            limits["max_overtime"] = OVERTIME_S
            limits["unit_overtime_cost"] = round(EUR * extra_eur / 3600.0)
        if roads.metres_per_kwh:
            limits["max_distance"] = int(group.battery_kwh * roads.metres_per_kwh)
        return limits

    def _is_possible(self, index: int) -> bool:
        """Whether some vehicle holds the order, may go there and is back in time, driving directly.

        Without limits the answer is always yes: what does not fit is left out by the search.
        """
        order = self._parts[index].order
        if order.at_hub and not self._request.from_hub:
            return False
        if not self._wave.vehicles:
            return True
        able = {group.kind: self._tools.can_take(group.kind, [order]) for group in self.groups}
        return any(
            able[group.kind] and self._direct_back_s(index, group) <= self._back_s(group)
            for group in self.groups
        )

    def _direct_back_s(self, index: int, group: Group) -> float:
        order = self._parts[index].order
        there_s, home_s = self._direct_s[self._profiles[group.kind]][index + 1]
        arrived_s = self._depart_s + there_s
        window = reachable_window(order, self._city.zones[order.zone], arrived_s / 60.0)
        if window is None:
            return float("inf")
        begun_s = max(float(arrived_s), 60.0 * window[0])
        return float(begun_s + 60.0 * order.service_min + home_s)

    def _client(self, vrp: Any, index: int, loads: Loads) -> Any:
        part, order = self._parts[index], self._parts[index].order
        leave_s = max(self._depart_s, self._release_s(part))
        soonest_s = leave_s + int(60.0 * self._direct_min[index + 1]) + 1
        open_min, close_min = self._window(order, soonest_s / 60.0)
        # an order that is late already, or within the buffer, is served as soon as possible
        close_s = max(int(60.0 * (close_min - self._request.buffer_min)), soonest_s)
        return vrp.Client(
            location=index + 1,
            delivery=loads.load(order),
            service_duration=round(60.0 * order.service_min),
            tw_early=min(round(60.0 * open_min), close_s),
            tw_late=close_s,
            release_time=self._release_s(part),
            prize=round(EUR * part.prize_eur),
            required=False,
        )

    def _release_s(self, part: Part) -> int:
        """When an order of the future can leave at the earliest; 0 for one that is there."""
        if not part.is_future:
            return 0
        return round(60.0 * (part.order.known_min + self._city.loading_min))

    def _window(self, order: OpenOrder, soonest_min: float) -> Window:
        window = reachable_window(order, self._city.zones[order.zone], soonest_min)
        return window or (order.open_min, order.close_min)

    def _seed(self) -> int:
        asked = msgspec.to_builtins(self._request)
        if self._request.future < 0:
            del asked["future"]  # the answers of a question do not depend on what else may be asked
        text = msgspec.msgpack.encode((asked, self._wave.now_min, self._wave.vehicles_free))
        return int.from_bytes(hashlib.blake2b(text, digest_size=4).digest(), "little")

    def _warm(self, vrp: Any, data: Any) -> Any:
        """The routes to start from, or None when they do not fit the vehicles."""
        place: dict[int, int] = {}
        for index, part in enumerate(self._parts):
            place.setdefault(part.order.number, index)
        pairs = [
            (route.kind, [place[n] for n in route.stops if n in place])
            for route in self._request.warm
        ]
        pairs = [(kind, visits) for kind, visits in pairs if visits]
        every = [n for _, visits in pairs for n in visits]
        types = self._types_for([kind for kind, _ in pairs])
        if not pairs or len(set(every)) != len(every) or types is None:
            return None
        routes = zip(pairs, types, strict=True)
        return vrp.Solution(
            data, [vrp.Route(data, visits, chosen) for (_, visits), chosen in routes]
        )

    def _types_for(self, kinds: list[int]) -> list[int] | None:
        """A vehicle type for each route, in turn; None when there are too few vehicles."""
        left = [group.count for group in self.groups]
        chosen = []
        for kind in kinds:
            able = [k for k, g in enumerate(self.groups) if left[k] and kind in (-1, g.kind)] or [
                k for k in range(len(left)) if left[k]
            ]
            if not able:
                return None
            left[able[0]] -= 1
            chosen.append(able[0])
        return chosen


def _params(vrp: Any) -> Any:
    from pyvrp.search import NeighbourhoodParams

    return vrp.SolveParams(neighbourhood=NeighbourhoodParams(num_neighbours=NEIGHBOURS))


def _import_pyvrp() -> Any:
    try:
        import pyvrp
        import pyvrp.stop
    except ImportError:
        raise RuntimeError(
            "tools.solve needs PyVRP 0.14, which is not installed;"
            " mend it with: pip install 'ruleloop[supply-chain]'"
        ) from None
    if not hasattr(pyvrp, "Location"):
        raise RuntimeError("tools.solve needs PyVRP 0.14; an older version is installed")
    return pyvrp
