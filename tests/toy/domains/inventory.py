"""The toy domain: a shop that orders every morning."""

from typing import Any

import simulators.inventory.interface as interface
from simulators.inventory.simulator import World, simulate

from ruleloop.domain import (
    AtLeast,
    Domain,
    Idiom,
    Knob,
    Minimise,
    Never,
    NotWorse,
    Signal,
    Stress,
)


def _figures(world: World, events: Any) -> dict[str, Any]:
    import altair as alt

    days = [{"day": e["day"], "units": e["on_hand"]} for e in events if e["kind"] == "day"]
    chart = alt.Chart(alt.Data(values=days)).mark_line().encode(x="day:Q", y="units:Q")
    return {"Stock on hand": chart}


def _papers(world: World, events: Any, before: Any) -> dict[str, str]:
    now, then = (sum(e["kind"] == "day" for e in played) for played in (events, before))
    return {"days.txt": f"{now} days, {then} before, {world.demand_units:.6f} a day\n"}


DOMAIN = Domain(
    title="Inventory of one shop",
    world=World,
    interface=interface,
    simulate=simulate,
    objective=Minimise("cost_per_day", "EUR/day", ("holding", "ordering", "lost_sales")),
    guardrails=(
        AtLeast("fill_rate", 0.5),
        Never("illegal_share"),
        NotWorse("lost_sales", by=8.0),
    ),
    stress=(
        Stress(
            "demand triples",
            {"demand_units": 60.0},
            (AtLeast("fill_rate", 0.2),),
            "a street festival",
        ),
    ),
    signals=(
        Signal("stock.on_hand_units", "units"),
        Signal("stock.on_order_units", "units"),
        Signal("stock.day", "days"),
        Signal("shop.lead_time_days", "days"),
    ),
    idioms=(
        Idiom("tools.mean_units(stock.recent_demand_units)", "units", (), "moving average"),
        Idiom("{c} * tools.weekday_units(stock.day)", "units", ((0.2, 5.0),), "season ahead"),
    ),
    knobs=(
        Knob("REORDER_POINT_UNITS", "units", 0.0, 200.0),
        Knob("ORDER_UP_TO_UNITS", "units", 0.0, 300.0),
        Knob("COVER_DAYS", "days", 0.5, 10.0),
    ),
    floor=lambda world, draws: 0.0,
    figures=_figures,
    papers=_papers,
    plain_words={"fill_rate": "share of demand served", "lost_sales": "lost sales"},
)
