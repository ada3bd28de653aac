"""Rare weeks of a region that rules must survive; one or two days each, so that they stay cheap."""

from typing import Any

from ruleloop.domain import AtLeast, AtMost, Never, Stress

ALWAYS = (Never("overloads"), Never("double_deliveries"), Never("hours_broken"))
USUAL: dict[str, Any] = {
    "region": True,
    "days": 1,
    "hub": True,
    "driving_law": True,
    "orders_per_day": 70.0,
    "orders_cv": 0.12,
    "known_before_share": 0.3,
    "weekday_swing": 0.0,
    "sites": 140,
    "radius_km": 10.0,
    "depot_offset_km": 6.0,
    "rural_km": 28.0,
    "rural_spread_km": 14.0,
    "old_town_weight": 0.18,
    "residential_weight": 0.30,
    "industrial_weight": 0.18,
    "suburb_weight": 0.20,
    "rural_weight": 0.14,
    "old_town_gross_t": 7.5,
    "old_town_open_min": 360.0,
    "old_town_close_min": 660.0,
    "old_town_zero_emission": False,
    "speed_kmh": 30.0,
    "congestion": 1.0,
    "travel_cv": 0.15,
    "service_cv": 0.35,
    "window_min": 150.0,
    "pallet_share": 0.3,
    "large_share": 0.08,
    "urgent_share": 0.04,
    "cancelled_share": 0.02,
    "absent_share": 0.07,
    "breakdowns_per_1000_h": 1.5,
    "first_wave_min": 360.0,
    "last_wave_min": 960.0,
    "wave_interval_min": 200.0,
    "last_order_min": 900.0,
    "day_end_min": 1260.0,
    "loading_min": 10.0,
    "vans": 10,
    "e_vans": 4,
    "trucks_7t": 4,
    "trucks_12t": 2,
    "trucks_18t": 3,
    "drivers": 18,
    "van_units": 40.0,
    "van_kg": 1200.0,
    "e_van_kg": 1000.0,
    "e_van_battery_kwh": 65.0,
    "e_van_kwh_per_100km": 32.0,
    "roads_file": "",
    "sites_csv": "",
    "orders_csv": "",
    "matrix_csv": "",
    "vehicles_csv": "",
    "fleet_csv": "",
    "drivers_csv": "",
}


def _week(name: str, why: str, *, on_time: float = 0.5, spot: float = 0.4, **world: Any) -> Stress:
    limits = (
        *ALWAYS,
        AtMost("illegal_share", 0.05),
        AtLeast("on_time_share", on_time),
        AtMost("spot_share", spot),
    )
    return Stress(name, {**USUAL, **world}, limits, why)


WEEKS = (
    _week("strike", "half of the drivers stay at home", spot=0.6, days=2, drivers=7),
    _week("only e-vans", "diesel is barred from the whole region", spot=0.6, vans=0, e_vans=18,
          trucks_7t=0, trucks_12t=0, trucks_18t=0, large_share=0.02, orders_per_day=50.0),
    _week("cross-dock closed", "a fire at the cross-dock", hub=False, rural_weight=0.5),
    _week("old town without exhaust", "a zero-emission zone overnight", spot=0.5,
          old_town_zero_emission=True, old_town_weight=0.3, e_vans=10, vans=4),
    _week("flood of large orders", "stock is moved before a strike at the port", spot=0.6,
          large_share=0.35),
    _week("everything urgent", "a festival", on_time=0.4, spot=0.6, urgent_share=0.6,
          known_before_share=0.2),
    _week("everything cancelled", "a warning before frost", on_time=0.25, cancelled_share=0.8),
    _week("breakdown epidemic", "bad diesel", breakdowns_per_1000_h=80.0, days=2),
)  # fmt: skip
