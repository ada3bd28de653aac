"""Rare days and weeks that rules must survive: pass or fail, each replication by itself.

The limits are loose on purpose: they catch rules that break down, not rules that are dear. The
shipped solver rule sets keep those of dispatch days on generated cities and on real road networks,
where vans that are few for a wide country bring on-time shares down to 0.6.

A situation is the same kind of world whatever scenario it is played beside: a dispatch day stays
one beside a scenario of weeks, and so the other way round. Only `roads_file`, prices and habits of
the scenario's own kind of world are kept; beside a small depot it is smaller, see `sizes`.
"""

from typing import Any

from domains.stress.supply_chain_week import WEEKS
from ruleloop.domain import AtLeast, AtMost, Never, Stress

ALWAYS = (Never("overloads"), Never("double_deliveries"), Never("illegal_share"))
USUAL: dict[str, Any] = {
    "region": False,
    "orders_per_day": 60.0,
    "orders_cv": 0.12,
    "known_before_share": 0.3,
    "vehicles": 8,
    "capacity_units": 45.0,
    "order_units": 4.0,
    "order_units_cv": 0.6,
    "service_stop_min": 4.0,
    "service_unit_min": 0.5,
    "sites": 120,
    "radius_km": 14.0,
    "depot_offset_km": 6.0,
    "speed_kmh": 30.0,
    "congestion": 1.0,
    "travel_cv": 0.15,
    "service_cv": 0.35,
    "window_min": 130.0,
    "lead_min": 100.0,
    "first_wave_min": 420.0,
    "last_wave_min": 1020.0,
    "wave_interval_min": 60.0,
    "last_order_min": 900.0,
    "day_end_min": 1260.0,
    "loading_min": 10.0,
    "sites_csv": "",
    "orders_csv": "",
    "matrix_csv": "",
    "vehicles_csv": "",
    "fleet_csv": "",
    "drivers_csv": "",
}


def _day(name: str, why: str, *, on_time: float = 0.6, spot: float = 0.15, **world: Any) -> Stress:
    limits = (*ALWAYS, AtLeast("on_time_share", on_time), AtMost("spot_share", spot))
    return Stress(name, {**USUAL, **world}, limits, why)


DAYS = (
    _day("demand doubles", "a bank holiday before", on_time=0.4, orders_per_day=120.0),
    _day("half the fleet", "vans in repair", on_time=0.4, spot=0.3, vehicles=4),
    _day("standstill traffic", "a closed bridge", congestion=3.0),
    _day("unreliable traffic", "snow", on_time=0.5, travel_cv=0.5),
    _day("every window tight", "only appointments", window_min=45.0),
    _day("at once", "no time from order to window", lead_min=0.0),
    _day("one order", "a public holiday", orders_per_day=1.0, orders_cv=0.0),
    _day("one far order", "an island", on_time=0.0, orders_per_day=1.0, orders_cv=0.0,
         radius_km=60.0),
    _day("nothing known in the morning", "the order system was down", on_time=0.5,
         known_before_share=0.0),
    _day("everything known the day before", "advance orders only", known_before_share=1.0),
    _day("late intake", "orders until the last wave", last_order_min=1015.0),
    _day("large orders", "one or two fill a van", order_units=16.0, vehicles=20),
    _day("small vans", "cargo bikes", capacity_units=12.0, vehicles=12),
    _day("slow doors", "signatures and stairs", service_stop_min=20.0, vehicles=10),
    _day("one wave", "one departure a day", first_wave_min=600.0, last_wave_min=600.0,
         last_order_min=600.0, vehicles=14),
    _day("a wave every 20 minutes", "a restless dispatcher", wave_interval_min=20.0),
    _day("a wave every three hours", "three departures", wave_interval_min=180.0, vehicles=12),
    _day("depot out of town", "cheap land", depot_offset_km=35.0, vehicles=12),
    _day("one customer", "a single factory gate", sites=1),
    _day("two vans", "a start-up", on_time=0.4, orders_per_day=14.0, vehicles=2),
    _day("wide country", "villages", radius_km=40.0, vehicles=14),
)  # fmt: skip

STRESS = (*DAYS, *WEEKS)
