"""What rules see and answer. Change first: the fields of `Morning`, to what you can observe."""

from collections.abc import Callable
from typing import Annotated, Any, ClassVar, Protocol

import msgspec


class Shop(msgspec.Struct, frozen=True):
    """What does not change during a replication: sent once.

    lead_time_days: from an order to its delivery. days: that are simulated.
    """

    lead_time_days: int
    days: int


class Morning(msgspec.Struct, frozen=True):
    """What is known when an order is due.

    day: from 0. on_hand_units: in stock. on_order_units: ordered and not delivered yet.
    sold_units: of the last seven days, oldest first. ran_out: on each of them, whether demand may
        have been larger than what was sold.
    """

    day: int
    on_hand_units: float
    on_order_units: float
    sold_units: tuple[float, ...]
    ran_out: tuple[bool, ...]


Order = Annotated[float, msgspec.Meta(ge=0.0, le=1e6)]
"""Units to order; anything else is refused where it crosses, as a fault of the rules."""


class Tools:
    """What rules may compute beside themselves: pure functions of facts and observations."""

    ANSWERS: ClassVar[dict[type, Any]] = {}  # requests that the simulator answers; none here

    def __init__(self, facts: Shop, ask: Callable[[Any], Any]) -> None:
        self._shop = facts

    def position_units(self, morning: Morning) -> float:
        """What is in stock and on its way."""
        return morning.on_hand_units + morning.on_order_units

    def mean_sold_units(self, morning: Morning) -> float:
        """Mean sales of a day in the last week; days without stock are left out, if others are."""
        days = list(zip(morning.sold_units, morning.ran_out, strict=True))
        full = [units for units, ran_out in days if not ran_out] or list(morning.sold_units)
        return sum(full) / max(1, len(full))


class Rules(Protocol):
    """The decisions; a method with a body would be optional."""

    def order(self, morning: Morning, shop: Shop, tools: Tools) -> Order:
        """Units to order this morning."""
        ...
