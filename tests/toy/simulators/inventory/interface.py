"""What inventory rules see and answer."""

from collections.abc import Callable
from typing import Any, ClassVar, Protocol

import msgspec


class Shop(msgspec.Struct, frozen=True):
    """Facts that do not change: the days from order to delivery, and the days simulated."""

    lead_time_days: int
    horizon_days: int


class Stock(msgspec.Struct, frozen=True, array_like=True):
    """The stock this morning; `recent_demand_units` holds the last 7 days, oldest first."""

    day: int
    on_hand_units: float
    on_order_units: float
    recent_demand_units: tuple[float, ...]


class AskForecast(msgspec.Struct, frozen=True, tag="forecast"):
    """Ask for the long-run mean demand on one weekday."""

    weekday: int


class Tools:
    """What rules may ask for while they decide."""

    ANSWERS: ClassVar[dict[type, Any]] = {AskForecast: float}

    def __init__(self, facts: Shop, ask: Callable[[Any], Any]) -> None:
        self._facts = facts
        self._ask = ask

    def mean_units(self, values: tuple[float, ...]) -> float:
        """The mean of some demands, 0 when there are none."""
        return sum(values) / len(values) if values else 0.0

    def weekday_units(self, day: int) -> float:
        """The long-run mean demand of this day's weekday."""
        return float(self._ask(AskForecast(day % 7)))


class Rules(Protocol):
    """The decisions of a shop."""

    def order_quantity(self, stock: Stock, shop: Shop, tools: Tools) -> float:
        """Units to order this morning, >= 0."""
        ...
