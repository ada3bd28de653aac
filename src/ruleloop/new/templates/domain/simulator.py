"""The world. Change first: `_day`, to what happens between two decisions in your world.

Ordinary, trusted code. It asks the rules when something must be decided, and never believes them:
what they may not do is refused or counted here.
"""

from typing import Annotated, Any

import msgspec
from simulators.my_domain.interface import Morning, Shop

from ruleloop.draws import Draws

WEEKDAY_SHARE = (0.8, 0.8, 0.9, 1.0, 1.3, 1.6, 0.6)  # of a mean day; an assumption


def _known(source: str, description: str, **bounds: float) -> msgspec.Meta:
    return msgspec.Meta(description=description, extra={"source": source}, **bounds)  # type: ignore[arg-type] # bounds of msgspec


def _assumed(low: float, high: float, description: str, **bounds: float) -> msgspec.Meta:
    return msgspec.Meta(description=description, extra={"assumed": [low, high]}, **bounds)  # type: ignore[arg-type] # bounds of msgspec


class World(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One concrete shop: each field is a parameter that scenarios may set or give a range."""

    mean_demand_units: Annotated[float, _known("your till", "mean demand of a day", ge=0)] = 20.0
    demand_cv: Annotated[float, _assumed(0.2, 0.5, "spread of a day's demand", ge=0, le=2)] = 0.3
    lead_time_days: Annotated[int, _known("a choice", "order to delivery", ge=1, le=14)] = 2
    days: Annotated[int, _known("a choice", "days simulated", ge=7, le=365)] = 28
    holding_eur: Annotated[float, _assumed(0.05, 0.2, "EUR per unit and night", ge=0)] = 0.1
    order_eur: Annotated[float, _known("your books", "EUR per order", ge=0)] = 4.0
    lost_eur: Annotated[float, _assumed(1.0, 3.0, "EUR per unit not sold", ge=0)] = 1.5


def simulate(world: World, draws: Draws, rules: Any, trace: Any) -> dict[str, float]:
    """Play all days and give the measures: the objective, its parts, and what guard-rails name."""
    rules.begin(Shop(world.lead_time_days, world.days))
    shop = _Shop(world, draws)
    for day in range(world.days):
        shop.deliver()
        ordered = rules.order(shop.morning(day))
        shop.open(day, ordered)
        trace.event("day", day=day, ordered=ordered, on_hand=shop.on_hand, lost=shop.lost_units)
    return shop.measures()


class _Shop:
    """The state of one replication."""

    def __init__(self, world: World, draws: Draws) -> None:
        self.world, self.draws = world, draws
        self.on_hand = 3.0 * world.mean_demand_units
        self.on_the_way = [0.0] * world.lead_time_days
        self.sold, self.ran_out = [0.0] * 7, [False] * 7
        self.holding = self.ordering = self.lost_units = self.sold_units = 0.0

    def deliver(self) -> None:
        self.on_hand += self.on_the_way.pop(0)

    def morning(self, day: int) -> Morning:
        on_order = sum(self.on_the_way)
        return Morning(day, self.on_hand, on_order, tuple(self.sold), tuple(self.ran_out))

    def open(self, day: int, ordered: float) -> None:
        """One day: demand is drawn by its day, so that all rule sets meet the same customers."""
        world = self.world
        self.on_the_way.append(ordered)
        mean = world.mean_demand_units * WEEKDAY_SHARE[day % 7]
        demand = self.draws.lognormal(mean, world.demand_cv, "demand", day)
        sale = min(self.on_hand, demand)
        self.on_hand -= sale
        self.sold, self.ran_out = [*self.sold[1:], sale], [*self.ran_out[1:], sale < demand]
        self.holding += world.holding_eur * self.on_hand
        self.ordering += world.order_eur * (ordered > 0.0)
        self.lost_units += demand - sale
        self.sold_units += sale

    def measures(self) -> dict[str, float]:
        days = self.world.days
        parts = {
            "holding": self.holding / days,
            "ordering": self.ordering / days,
            "lost_sales": self.world.lost_eur * self.lost_units / days,
        }
        wanted = self.sold_units + self.lost_units
        served = self.sold_units / wanted if wanted > 0.0 else 1.0
        return {"cost_per_day": sum(parts.values()), **parts, "served_share": served}
