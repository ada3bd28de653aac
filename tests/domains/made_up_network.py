"""Trace events of a made-up island of five nodes, in the form that the simulator writes them."""

import math
from typing import Any

Event = dict[str, Any]
PARTS = {"fuel": 100.0, "wear": 2.0, "reserve": -12.0}
CALL_TICKS = range(40, 44)
DARK_TICKS = range(60, 62)


def made_up_network(days: int = 1, *, on_map: bool = True) -> list[Event]:
    """A call with a rebound, a trip, a lost feeder, two ticks in the dark; full charge at noon."""
    grid = {
        "kind": "grid", "name": "five", "island": True, "start": "2016-11-11T00:00", "days": days,
        "x": [11.0, 11.0, 11.01, 11.02, None] if on_map else [None] * 5,
        "y": [53.0, 53.0, 53.01, 53.0, None] if on_map else [None] * 5,
        "from_node": [0, 1, 2, 1], "to_node": [1, 2, 3, 4],
        "branch_kind": ["trafo", "line", "line", "line"],
        "batteries": ["homes", "grid"], "hubs": ["home"], "contracts": ["cold store", "mill"],
        "units": ["diesel 1"], "feed_ins": ["wind 0", "pv 0"], "battery_mwh": [2.0, 4.0],
        "vm_low_pu": 0.96, "vm_high_pu": 1.06, "band_hz": 0.2,
    }  # fmt: skip
    ticks = [_tick(tick) for tick in range(96 * days)]
    other = [
        {"kind": "outage", "what": "trip", "which": 0, "second": 9_300, "duration_s": 600},
        {"kind": "outage", "what": "feeder", "which": 2, "second": 18_005, "duration_s": 600},
        _second(tick=10, second=300, dip=0.7),
        _second(tick=20, second=5, dip=0.3),
        {"kind": "call", "tick": CALL_TICKS[0], "contract": 1, "number": 1},
        {
            "kind": "measures", "wanted_mwh": 50.0, "total_eur": 50.0 * sum(PARTS.values()),
            **{f"{part}_per_mwh_eur": eur for part, eur in PARTS.items()},
        },
    ]  # fmt: skip
    return [*other, *ticks[::-1], grid]


def _tick(tick: int) -> Event:
    is_dark = tick % 96 in DARK_TICKS
    noon = math.sin(math.pi * (tick % 96) / 96)
    called = 0.4 if tick in CALL_TICKS else -0.2 if tick - 4 in CALL_TICKS else 0.0
    low = 49.3 if tick == 10 else 49.9
    voltages = [1.0, 1.01, 1.02, 1.02 + 0.03 * noon, 1.01]
    return {
        "kind": "tick", "tick": tick, "load_mw": 4.0, "fed_in_mw": [1.0, noon],
        "capped_mw": [0.25, 0.0], "battery_mw": [-0.1, 0.5], "soc": [0.5, 0.2 + 0.6 * noon],
        "hub_mw": [0.2], "contract_mw": [0.0, called], "unit_mw": [1.0], "import_mw": 0.0,
        "price_eur": 0.0, "imbalance_eur": 0.0, "hz": 50.0, "hz_low": low, "hz_high": 50.1,
        "shed_mw": 4.0 if is_dark else 0.0, "is_dark": is_dark,
        "vm_pu": [] if is_dark else voltages, "vm_low": 0.0 if is_dark else min(voltages),
        "vm_high": 0.0 if is_dark else max(voltages),
        "loading": [] if is_dark else [0.3, 0.2 + 0.5 * noon, 0.1, 0.0],
    }  # fmt: skip


def _second(*, tick: int, second: int, dip: float) -> Event:
    before = min(10, second) * 10
    after = [50.0 - dip * math.exp(-k / 200.0) * math.sin(min(k, 30) / 30) for k in range(1200)]
    hz = [50.0] * before + after
    return {"kind": "second", "tick": tick, "second": second, "step_s": 0.1, "hz": hz}
