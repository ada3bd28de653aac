"""A shop that reorders every morning: lost sales, fixed lead time, weekly season."""

from typing import Annotated, Any

import msgspec
from simulators.inventory.interface import AskForecast, Shop, Stock

from ruleloop.draws import Draws

CHOSEN = {"source": "a choice of the toy"}
WEEKDAY_SHARE = (0.8, 0.8, 0.9, 1.0, 1.3, 1.6, 0.6)


class World(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One shop. All figures are assumptions of a toy."""

    demand_units: Annotated[
        float, msgspec.Meta(gt=0, description="mean demand a day", extra={"assumed": [15, 25]})
    ] = 20.0
    demand_cv: Annotated[
        float,
        msgspec.Meta(ge=0, le=2, description="spread of demand", extra={"assumed": [0.2, 0.5]}),
    ] = 0.3
    lead_time_days: Annotated[
        int, msgspec.Meta(ge=1, le=7, description="order to delivery", extra=CHOSEN)
    ] = 2
    horizon_days: Annotated[
        int, msgspec.Meta(ge=7, le=365, description="days simulated", extra=CHOSEN)
    ] = 56
    holding_eur: Annotated[
        float, msgspec.Meta(ge=0, description="EUR per unit and night", extra=CHOSEN)
    ] = 0.1
    order_eur: Annotated[float, msgspec.Meta(ge=0, description="EUR per order", extra=CHOSEN)] = 4.0
    lost_sale_eur: Annotated[
        float, msgspec.Meta(ge=0, description="EUR per lost unit", extra=CHOSEN)
    ] = 1.5


def simulate(world: World, draws: Draws, rules: Any, trace: Any) -> dict[str, float]:
    """Play all days; costs in EUR per day."""

    def answer(request: AskForecast) -> float:
        return world.demand_units * WEEKDAY_SHARE[request.weekday % 7]

    rules.begin(Shop(world.lead_time_days, world.horizon_days), answer)
    on_hand, pipeline, recent = 3.0 * world.demand_units, [0.0] * world.lead_time_days, [0.0] * 7
    holding = ordering = lost = sold = illegal = 0.0
    for day in range(world.horizon_days):
        on_hand += pipeline.pop(0)
        ordered = rules.order_quantity(Stock(day, on_hand, sum(pipeline), tuple(recent)))
        if not 0.0 <= ordered <= 1e6:
            trace.reason("illegal_share", f"expected an order of 0 to 1e6 units, got {ordered:g}")
            ordered, illegal = 0.0, illegal + 1
        pipeline.append(ordered)
        mean = world.demand_units * WEEKDAY_SHARE[day % 7]
        demand = draws.lognormal(mean, world.demand_cv, "demand", day)
        sale = min(on_hand, demand)
        on_hand -= sale
        recent = [*recent[1:], demand]
        holding += world.holding_eur * on_hand
        ordering += world.order_eur * (ordered > 0)
        lost += world.lost_sale_eur * (demand - sale)
        sold += sale
        trace.event("day", day=day, on_hand=on_hand, ordered=ordered, demand=demand)
    days = world.horizon_days
    parts = {"holding": holding / days, "ordering": ordering / days, "lost_sales": lost / days}
    demand_total = sold + lost / world.lost_sale_eur if world.lost_sale_eur else sold
    return {
        "cost_per_day": sum(parts.values()),
        **parts,
        "fill_rate": sold / demand_total if demand_total else 1.0,
        "illegal_share": illegal / days,
    }
