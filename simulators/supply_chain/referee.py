"""Which routes of a plan may leave: everything that the observation alone refutes is refused."""

from collections.abc import Mapping
from dataclasses import dataclass

from simulators.supply_chain.day import Order
from simulators.supply_chain.interface import ROUNDING, WavePlan

Stops = tuple[int, ...]


@dataclass(frozen=True)
class Ruling:
    """What may leave and what was wrong.

    accepted: routes that leave as planned; refused: routes that do not.
    overloads: routes above the van's capacity. double_deliveries: orders planned more than once.
    other_faults: routes with an order that is not open, or more routes than free vans.
    """

    accepted: tuple[Stops, ...]
    refused: tuple[Stops, ...]
    overloads: int = 0
    double_deliveries: int = 0
    other_faults: int = 0

    @property
    def is_legal(self) -> bool:
        """Whether nothing at all was refused."""
        return not self.refused


def review(
    plan: WavePlan, open_orders: Mapping[int, Order], *, vehicles_free: int, capacity_units: float
) -> Ruling:
    """Judge every route of a plan by itself, in the order of the plan; empty routes are ignored.

    A load may exceed the capacity by `ROUNDING`, its share that sums of decimals may be off.
    """
    accepted: list[Stops] = []
    refused: list[Stops] = []
    taken: set[int] = set()
    overloads = doubles = others = 0
    for stops in (route.stops for route in plan.routes if route.stops):
        repeated = len(stops) - len(set(stops) - taken)
        is_foreign = any(number not in open_orders for number in stops)
        load = sum(open_orders[n].quantity_units for n in stops if n in open_orders)
        is_overload = load > capacity_units * (1.0 + ROUNDING)
        is_surplus = len(accepted) >= vehicles_free
        doubles += repeated
        overloads += is_overload
        others += is_foreign or (is_surplus and not repeated and not is_overload)
        if repeated or is_foreign or is_overload or is_surplus:
            refused.append(stops)
        else:
            accepted.append(stops)
            taken.update(stops)
    return Ruling(tuple(accepted), tuple(refused), overloads, doubles, others)


def direct_trips(
    ruling: Ruling, must_go: frozenset[int], *, vehicles_free: int
) -> tuple[Stops, ...]:
    """The safe fallback: refused orders that cannot wait get a van of their own, while any is free.

    Everything else that was refused stays open.
    """
    sent = {number for stops in ruling.accepted for number in stops}
    urgent = {number for stops in ruling.refused for number in stops if number in must_go} - sent
    return tuple((number,) for number in sorted(urgent))[: vehicles_free - len(ruling.accepted)]
