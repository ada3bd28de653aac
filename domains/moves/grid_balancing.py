"""What agents may use when they rewrite rules of a network: signals, idioms and knobs.

Rule sets share their helper functions, so that parts can be exchanged:
`battery_mw(number, battery, ...)`, `hub_mw(number, hub, ...)`,
`is_called(number, contract, short_mw, ...)`, `cap_share(number, ...)` and `reserve_mw(...)`, each
with `tick, grid, tools` behind.
"""

from ruleloop.domain import Idiom, Knob, Signal

SIGNALS = (
    Signal("tick.quarter", "quarter-hour", "time of day, 0 to 95"),
    Signal("tick.weekday", "day", "Monday is 0"),
    Signal("tick.ticks_left", "ticks", "until the end of the week"),
    Signal("tick.load_mw[0]", "MW", "load that is expected now, without cars"),
    Signal("tick.wind_mw[0]", "MW", "wind that is expected now"),
    Signal("tick.pv_mw[0]", "MW", "sun that is expected now"),
    Signal("tools.net_load_mw(tick)", "MW", "expected load less wind and sun"),
    Signal("tools.net_load_mw(tick, 4)", "MW", "the same in an hour"),
    Signal("tools.net_load_mw(tick, 16)", "MW", "the same in four hours"),
    Signal("max(tick.pv_mw)", "MW", "most sun of the next day"),
    Signal("max(tick.wind_mw)", "MW", "most wind of the next day"),
    Signal("sum(tick.capped_mw)", "MW", "wind and sun cut off in the last tick"),
    Signal("tick.import_mw", "MW", "bought from or sold to the grid in the last tick"),
    Signal("tick.plan_mw", "MW", "bought for this tick"),
    Signal("tick.imbalance_eur", "EUR", "imbalance price of the last tick, per MWh"),
    Signal("tick.short_share", "share", "how short the whole system was (share of reserve)"),
    Signal("tick.largest_loss_mw", "MW", "what the largest unit or feeder gives or draws"),
    Signal("tick.up_mw", "MW", "by how much units and the reserve battery can rise"),
    Signal("tick.down_mw", "MW", "by how much they can fall"),
    Signal("tick.hz", "Hz", "mean frequency of the last tick"),
    Signal("tick.hz_low", "Hz", "lowest frequency of the last tick"),
    Signal("tick.hz_high", "Hz", "highest frequency of the last tick"),
    Signal("tick.loading", "share", "loading of the fullest line or transformer"),
    Signal("max(tick.vm_high_pu)", "pu", "highest voltage"),
    Signal("min(tick.vm_low_pu)", "pu", "lowest voltage"),
    Signal("tools.soc(number, battery)", "share", "state of charge"),
    Signal("battery.energy_mwh", "MWh", "energy stored"),
    Signal("battery.cycles", "count", "full cycles today"),
    Signal("battery.surplus_mw", "MW", "what roofs feed in beyond their houses' load"),
    Signal("tools.discharge_limit_mw(number, battery)", "MW", "most that it can give"),
    Signal("tools.charge_limit_mw(number, battery)", "MW", "most that it can take"),
    Signal("grid.batteries[number].power_mw", "MW", "power of the battery group"),
    Signal("hub.needed_mwh", "MWh", "energy that plugged-in cars need"),
    Signal("hub.least_mw", "MW", "what must flow so that nobody leaves short"),
    Signal("hub.most_mw", "MW", "chargers with a car that is not full"),
    Signal("hub.give_mw", "MW", "most that cars can give back"),
    Signal("hub.due_mwh[2]", "MWh", "energy due within four hours"),
    Signal("contract.calls_left", "count", "calls left this week"),
    Signal("contract.opt_out", "share", "chance that the next call is refused"),
    Signal("short_mw", "MW", "missing after units and batteries (islands)"),
)

IDIOMS = (
    Idiom("tools.soc(number, battery) < {c}", "bool", ((0.1, 0.95),), "rather empty"),
    Idiom("battery.cycles < {c}", "bool", ((0.3, 2.0),), "not worn much today"),
    Idiom("tools.net_load_mw(tick) < {c}", "bool", ((-2.0, 5.0),), "little to serve"),
    Idiom(
        "tools.net_load_mw(tick, 8) < {c}", "bool", ((-2.0, 5.0),), "little to serve in two hours"
    ),
    Idiom(
        "tools.net_load_mw(tick) > max(tools.net_load_mw(tick, 8), tools.net_load_mw(tick, 16))",
        "bool",
        (),
        "the need is falling",
    ),
    Idiom("tick.imbalance_eur > {c}", "bool", ((80.0, 400.0),), "the system was short"),
    Idiom("tick.imbalance_eur < {c}", "bool", ((-150.0, 80.0),), "the system was long"),
    Idiom("tick.short_share > {c}", "bool", ((0.0, 0.9),), "reserve is used up"),
    Idiom("tick.hz_low < {c}", "bool", ((49.2, 49.95),), "frequency dipped"),
    Idiom("tick.loading > {c}", "bool", ((0.5, 1.1),), "a line is nearly full"),
    Idiom("max(tick.vm_high_pu) > {c}", "bool", ((1.03, 1.08),), "voltage is high somewhere"),
    Idiom("tick.ticks_left < {c}", "bool", ((4.0, 64.0),), "the week is nearly over"),
    Idiom("tick.quarter < {c}", "bool", ((16.0, 92.0),), "before a time of day"),
    Idiom("tick.quarter >= {c}", "bool", ((16.0, 92.0),), "after a time of day"),
    Idiom("{c} * tick.largest_loss_mw", "MW", ((0.2, 1.5),), "a share of what may be lost at once"),
    Idiom(
        "{c} * tools.reserve_battery_mw()",
        "MW",
        ((0.0, 1.0),),
        "a share of the reserve battery",
    ),
    Idiom(
        "{c} * max(0.0, tools.net_load_mw(tick))", "MW", ((0.1, 1.2),), "a share of what is missing"
    ),
    Idiom(
        "max(0.0, tools.net_load_mw(tick) - {c})", "MW", ((0.0, 5.0),), "what lies above a level"
    ),
    Idiom(
        "max(0.0, tools.net_load_mw(tick, 4) - tools.net_load_mw(tick))",
        "MW",
        (),
        "by how much the need rises within an hour",
    ),
    Idiom(
        "{c} * (tick.up_mw - tick.largest_loss_mw)",
        "MW",
        ((0.1, 1.0),),
        "reserve beyond the largest loss",
    ),
    Idiom(
        "{c} + {c} * tools.soc(number, battery)",
        "EUR",
        ((-50.0, 300.0), (-200.0, 50.0)),
        "what stored energy is worth",
    ),
    Idiom(
        "contract.ready and contract.opt_out < {c} and short_mw > {c}",
        "bool",
        ((0.05, 0.6), (0.0, 1.5)),
        "a consumer who will agree, when power is short",
    ),
    Idiom("hub.needed_mwh > {c}", "bool", ((0.2, 4.0),), "much is to be charged"),
    Idiom(
        "hub.least_mw + {c} * (hub.most_mw - hub.least_mw)",
        "MW",
        ((0.0, 1.0),),
        "between what must and what can be charged",
    ),
)

KNOBS = (
    Knob("RESERVE_SHARE", "share", 0.0, 1.0),
    Knob("SPARE_MW", "MW", -0.5, 3.0),
    Knob("CALL_EUR", "EUR", 100.0, 1000.0),
    Knob("CALL_SHORT_MW", "MW", -1.5, 2.0),
    Knob("CUT_SHARE", "share", 0.0, 1.0),
    Knob("CUT_PU", "pu", -0.01, 0.03),
)
