"""Which routes of a plan may leave: everything that the observation alone refutes is refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from simulators.supply_chain.actions import Haul, Route
from simulators.supply_chain.observations import FreeVehicle, OpenOrder
from simulators.supply_chain.timing import Timing
from simulators.supply_chain.tooling.legality import BARRED, Check, Fault, Sight


@dataclass(frozen=True)
class Sent:
    """A route that leaves: the vehicle, what it carries, and how it is expected to go."""

    route: Route
    vehicle: FreeVehicle
    timing: Timing
    parts: tuple[OpenOrder, ...]

    @property
    def stops(self) -> tuple[int, ...]:
        """Order numbers in the order of their stops."""
        return tuple(part.number for part in self.parts)

    @property
    def to_bring(self) -> tuple[OpenOrder, ...]:
        """What a trunk must bring to the cross-dock first."""
        if not self.route.from_hub:
            return ()
        return tuple(part for part in self.parts if not part.at_hub)


@dataclass(frozen=True)
class Trunk:
    """The vehicle that brings the goods of all hub routes to the cross-dock."""

    vehicle: FreeVehicle
    timing: Timing


@dataclass(frozen=True)
class SentHaul:
    """A run that brings `parts` to the cross-dock, where they stay."""

    trunk: Trunk
    parts: tuple[OpenOrder, ...]


@dataclass(frozen=True)
class Ruling:
    """What may leave and what was wrong.

    accepted: routes that leave as planned; refused: routes that do not; hauls: runs to the
    cross-dock that leave; refused_hauls: those that do not.
    overloads: routes above the vehicle's capacity. double_deliveries: orders planned more than
        there is of them. barred: routes against access, opening hours, night caps, battery or
        drivers' hours. other_faults: everything else.
    """

    accepted: tuple[Sent, ...]
    refused: tuple[Route, ...]
    trunk: Trunk | None = None
    hauls: tuple[SentHaul, ...] = ()
    refused_hauls: tuple[Haul, ...] = ()
    overloads: int = 0
    double_deliveries: int = 0
    barred: int = 0
    other_faults: int = 0

    @property
    def is_legal(self) -> bool:
        """Whether nothing at all was refused."""
        return not self.refused and not self.refused_hauls


def review(routes: Iterable[Route], sight: Sight, hauls: Iterable[Haul] = ()) -> Ruling:
    """Judge the routes in the order of the plan, then the hauls; empty ones are ignored.

    What leaves is taken out of the sight, so that no order and no vehicle leaves twice.
    """
    accepted: list[Sent] = []
    refused: list[tuple[Route | Haul, Sequence[Fault]]] = []
    for route in routes:
        if not route.stops:
            continue
        check = sight.check(route)
        if check.faults:
            refused.append((route, check.faults))
        else:
            accepted.append(_take(sight, route, check))
    goods = [part for sent in accepted for part in sent.to_bring]
    trunk = _trunk(goods, sight) if goods else None
    if goods and trunk is None:
        refused += [(sent.route, ("hub",)) for sent in accepted if sent.to_bring]
        accepted = [sent for sent in accepted if not sent.to_bring]
    leaving: list[SentHaul] = []
    for haul in hauls:
        if not haul.orders:
            continue
        check = sight.check_haul(haul)
        if check.faults:
            refused.append((haul, check.faults))
        else:
            leaving.append(_take_haul(sight, check))
    return _ruling(accepted, refused, trunk, tuple(leaving))


def direct_trips(ruling: Ruling, must_go: frozenset[int], sight: Sight) -> tuple[Sent, ...]:
    """The safe fallback: refused orders that cannot wait get a vehicle alone, while any is free.

    Everything else that was refused stays open.
    """
    sent = {number for trip in ruling.accepted for number in trip.stops}
    urgent = {number for route in ruling.refused for number in route.stops if number in must_go}
    trips = []
    for number in sorted(urgent - sent):
        route = Route((number,), from_hub=sight.is_at_hub(number))
        check = sight.check(route)
        if not check.faults:
            trips.append(_take(sight, route, check))
    return tuple(trips)


def _take(sight: Sight, route: Route, check: Check) -> Sent:
    assert check.vehicle is not None
    assert check.timing is not None
    sight.take(check)
    return Sent(route, check.vehicle, check.timing, check.parts)


def _take_haul(sight: Sight, check: Check) -> SentHaul:
    assert check.vehicle is not None
    assert check.timing is not None
    sight.take_haul(check)
    return SentHaul(Trunk(check.vehicle, check.timing), check.parts)


def _trunk(goods: Sequence[OpenOrder], sight: Sight) -> Trunk | None:
    found = sight.trunk(goods)
    if found is None:
        return None
    sight.take_vehicle(found[0])
    return Trunk(*found)


def _ruling(
    accepted: Sequence[Sent],
    refused: Sequence[tuple[Route | Haul, Sequence[Fault]]],
    trunk: Trunk | None,
    hauls: tuple[SentHaul, ...],
) -> Ruling:
    found = [set(faults) for _, faults in refused]
    return Ruling(
        accepted=tuple(accepted),
        refused=tuple(route for route, _ in refused if isinstance(route, Route)),
        trunk=trunk,
        hauls=hauls,
        refused_hauls=tuple(haul for haul, _ in refused if isinstance(haul, Haul)),
        overloads=sum("overload" in faults for faults in found),
        double_deliveries=sum("twice" in faults for faults in found),
        barred=sum(not faults.isdisjoint(BARRED) for faults in found),
        other_faults=sum(
            faults.isdisjoint({"overload", "twice"}) and faults.isdisjoint(BARRED)
            for faults in found
        ),
    )
