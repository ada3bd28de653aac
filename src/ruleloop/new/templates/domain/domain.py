"""What is measured, forbidden and offered. Change first: the objective and the guard-rails."""

from collections.abc import Mapping, Sequence
from typing import Any

from simulators.my_domain import interface
from simulators.my_domain.simulator import World, simulate

from ruleloop.domain import AtLeast, Domain, Idiom, Knob, Minimise, NotWorse, Signal, Stress


def figures(world: World, events: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Pictures of one traced replication: altair charts by title."""
    import altair as alt

    days = [{"day": e["day"], "units": e["on_hand"]} for e in events if e["kind"] == "day"]
    chart = alt.Chart(alt.Data(values=days)).mark_line()
    return {"Stock at closing time, units": chart.encode(x="day:Q", y="units:Q")}


DOMAIN = Domain(
    title="Ordering for one shop",
    world=World,
    interface=interface,
    simulate=simulate,
    objective=Minimise("cost_per_day", "EUR/day", parts=("holding", "ordering", "lost_sales")),
    guardrails=(
        AtLeast("served_share", 0.85),
        NotWorse("lost_sales", by=1.0),  # EUR/day more than the baseline
    ),
    stress=(
        Stress(
            "a street festival",
            world={"mean_demand_units": 60.0},
            limits=(AtLeast("served_share", 0.4),),
            why="demand triples over night",
        ),
    ),
    signals=(
        Signal("morning.on_hand_units", "units", "in stock"),
        Signal("morning.on_order_units", "units", "on its way"),
        Signal("shop.lead_time_days", "days", "from order to delivery"),
    ),
    idioms=(
        Idiom("tools.position_units(morning)", "units", meaning="stock and orders together"),
        Idiom("tools.mean_sold_units(morning)", "units", meaning="moving average"),
        Idiom("{c} * tools.mean_sold_units(morning)", "units", ((0.5, 8.0),), "days of cover"),
        Idiom("morning.day % 7 == {c}", "bool", ((0.0, 6.0),), "a weekday"),
    ),
    knobs=(
        Knob("LEVEL_UNITS", "units", 0.0, 300.0),
        Knob("REORDER_UNITS", "units", 0.0, 200.0),
        Knob("COVER_DAYS", "days", 0.5, 10.0),
    ),
    edges=({"mean_demand_units": 0.0}, {"lost_eur": 0.0, "demand_cv": 0.0}),
    floor=lambda world, draws: 0.0,  # proven: no part of the cost can be negative
    figures=figures,
    plain_words={
        "cost_per_day": "cost of a day",
        "holding": "stock kept over night",
        "ordering": "orders",
        "lost_sales": "sales lost",
        "served_share": "share of the demand that was served",
    },
)
