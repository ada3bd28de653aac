"""What vehicles hold and where they may go, as PyVRP sees it: whole numbers in several dimensions.

Volume is the first dimension, weight the second where anything has weight. Access is one more
dimension for each set of classes that some zone bars: its orders weigh one there, and the barred
classes hold nothing.
"""

import math
from collections.abc import Sequence

from simulators.supply_chain.observations import ROUNDING, City, OpenOrder
from simulators.supply_chain.tools import Tools

# PyVRP prices a unit of overload at 0.5 EUR at first, too little to keep a full van from a last
# small order; in these units the least overload costs more than any prize
PART = 100_000
MANY = 10_000  # of the orders of one zone: more than any vehicle serves in a trip


class Loads:
    """The load dimensions of one request."""

    def __init__(self, orders: Sequence[OpenOrder], city: City, tools: Tools) -> None:
        self._city = city
        largest_units = max(kind.capacity_units for kind in city.kinds)
        self._scales = [_parts(largest_units)]
        payloads_kg = [k.payload_kg for k in city.kinds if math.isfinite(k.payload_kg)]
        if payloads_kg and any(order.weight_kg for order in orders):
            self._scales.append(_parts(max(payloads_kg)))
        of_zone = {order.zone: order for order in orders}
        barred = {zone: self._barred(order, tools) for zone, order in of_zone.items()}
        self._sets = sorted({kinds for kinds in barred.values() if kinds})
        self._access = {
            zone: [PART if mine == kinds else 0 for kinds in self._sets]
            for zone, mine in barred.items()
        }
        limits = [k.capacity_units for k in city.kinds], [k.payload_kg for k in city.kinds]
        self._tight = [
            [(limit, _most(limit, scale)) for limit in each]
            for each, scale in zip(limits, self._scales, strict=False)
        ]

    def _barred(self, order: OpenOrder, tools: Tools) -> tuple[int, ...]:
        kinds = range(len(self._city.kinds))
        return tuple(kind for kind in kinds if not tools.may_enter(kind, order))

    def capacity(self, kind: int) -> list[int]:
        """What a class holds: rounded down, so no load that fits here overloads it."""
        vehicle = self._city.kinds[kind]
        limits = (vehicle.capacity_units, vehicle.payload_kg)
        held = [_most(q, scale) for q, scale in zip(limits, self._scales, strict=False)]
        return held + [0 if kind in barred else MANY * PART for barred in self._sets]

    def load(self, order: OpenOrder) -> list[int]:
        """What an order weighs: rounded up, but one that fits a class alone does so here."""
        amounts = order.quantity_units, order.weight_kg
        loads = [
            _weigh(amount, tight, scale)
            for amount, tight, scale in zip(amounts, self._tight, self._scales, strict=False)
        ]
        return loads + self._access[order.zone]


def _weigh(amount: float, tight: list[tuple[float, int]], scale: float) -> int:
    load = PART * math.ceil(scale * amount * (1.0 - ROUNDING / 4.0))
    return min([load, *(most for limit, most in tight if amount <= limit)])


def _parts(most: float) -> float:
    """A decimal scale on which the largest capacity has five digits: thousandths for 45 units."""
    return 10.0 ** (4 - math.floor(math.log10(most)))


def _most(amount: float, scale: float) -> int:
    if not math.isfinite(amount):
        return MANY * PART * PART
    return PART * math.floor(scale * amount * (1.0 + ROUNDING / 4.0))
