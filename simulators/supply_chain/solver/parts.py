"""Orders as the solver plans them: whole, or in equal parts where they may be split."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from simulators.supply_chain.actions import Solve
from simulators.supply_chain.observations import ROUNDING, City, OpenOrder, Wave
from simulators.supply_chain.solver.fleet import Group
from simulators.supply_chain.tooling.forecast import sample_future
from simulators.supply_chain.tooling.parts import part_of
from simulators.supply_chain.tools import Tools

SERVE_EUR = 2_000.0  # prize of an order that should be served if at all possible
REQUIRED_EUR = 20_000.0  # prize of an order that must be, before all others


@dataclass(frozen=True)
class Part:
    """One stop to plan: an order, or an equal part of one, with its prize."""

    order: OpenOrder
    prize_eur: float
    is_whole: bool = True
    is_future: bool = False


def parts_of(
    request: Solve, wave: Wave, groups: Sequence[Group], *, city: City, tools: Tools
) -> list[Part]:
    """What is to be planned, in the order of the request.

    An order that may be split is planned in as many parts as it is named, and in more where none
    of the vehicles that may go there holds such a part.
    """
    prizes = _prizes(request)
    named = Counter(request.orders)
    parts: list[Part] = []
    for number in dict.fromkeys(request.orders):
        order = tools.order(number, wave)
        count = named[number]
        if order.may_split:
            count = max(count, _least_parts(order, groups, city, tools))
        if count == 1:
            parts.append(Part(order, prizes[number]))
            continue
        piece = part_of(order, order.quantity_units / count, city.stop_min)
        parts += [Part(piece, prizes[number] / count, is_whole=False)] * count
    return parts


def future_parts(index: int, wave: Wave, city: City) -> list[Part]:
    """The orders of a sampled future that come before the next wave, served if at all possible."""
    future = sample_future(wave, city, index, ahead_min=wave.minutes_to_next)
    return [Part(order, SERVE_EUR, is_future=True) for order in future]


def _prizes(request: Solve) -> dict[int, float]:
    prizes = request.prizes_eur or (SERVE_EUR,) * len(request.orders)
    wanted = dict(zip(request.orders, prizes, strict=True))
    return wanted | dict.fromkeys(request.required, REQUIRED_EUR)


def _least_parts(order: OpenOrder, groups: Sequence[Group], city: City, tools: Tools) -> int:
    """Fewest equal parts that fit the largest of the vehicles that may go there."""
    counts = [
        max(
            order.quantity_units / (city.kinds[group.kind].capacity_units * (1.0 + ROUNDING)),
            order.weight_kg / (city.kinds[group.kind].payload_kg * (1.0 + ROUNDING)),
        )
        for group in groups
        if tools.may_enter(group.kind, order)
    ]
    return max(1, math.ceil(min(counts, default=1.0)))
