"""What agents may use when they rewrite dispatch rules: signals, idioms and knobs.

Rule sets share their helper functions, so that parts can be exchanged: `worth_waiting(order, ...)`,
`prize_eur(order, ...)`, `keep_route(route, ...)` and `build_routes(orders, ...)`, each with
`wave, city, tools` behind.
"""

from ruleloop.domain import Idiom, Knob, Signal

SIGNALS = (
    Signal("order.slack_min", "min", "minutes a van driving directly could still wait"),
    Signal("order.open_min", "min of day", "window opens"),
    Signal("order.close_min", "min of day", "window closes"),
    Signal("order.known_min", "min of day", "when the order came in"),
    Signal("order.quantity_units", "units", "size of the order"),
    Signal("order.service_min", "min", "expected service time"),
    Signal("order.must_go", "bool", "late if it waits for the next wave"),
    Signal("wave.now_min", "min of day", "time of day"),
    Signal("wave.minutes_to_next", "min", "until the next wave"),
    Signal("wave.is_last_wave", "bool", "what stays now goes to the spot carrier"),
    Signal("wave.waves_left", "waves", "waves after this one"),
    Signal("wave.vehicles_free", "vans", "vans at the depot"),
    Signal("wave.vehicles_fresh", "vans", "vans not used today"),
    Signal("wave.orders_to_come", "orders", "expected orders after this wave"),
    Signal("city.kinds[0].capacity_units", "units", "what a van holds"),
    Signal("city.loading_min", "min", "loading time of a van"),
    Signal("city.kinds[0].fixed_eur_per_day", "EUR", "price of using one more van"),
    Signal("city.late_eur", "EUR", "price of being late at a stop"),
    Signal("tools.depot_min(order)", "min", "driving from the depot"),
    Signal("tools.nearest_min(order, wave)", "min", "driving to the nearest other open order"),
    Signal("tools.direct_cost_eur(order, wave)", "EUR", "serving the order alone, now"),
    Signal("tools.spot_cost_eur(order)", "EUR", "price of the spot carrier"),
    Signal("tools.route_cost_eur(route, wave)", "EUR", "expected cost of the route"),
    Signal("tools.cost_per_stop_eur(route, wave)", "EUR", "expected cost of the route per stop"),
    Signal("tools.fill_share(route, wave)", "share", "load / capacity"),
    Signal("tools.least_slack_min(route, wave)", "min", "slack of the most urgent stop"),
    Signal("tools.timing(route, wave).duration_min", "min", "paid time of the route"),
    Signal("tools.timing(route, wave).wait_min", "min", "waiting before closed doors"),
    Signal("tools.has_must_go(route, wave)", "bool", "a stop cannot wait for the next wave"),
    Signal("tools.fits(route, wave)", "bool", "the load fits the van"),
)

IDIOMS = (
    Idiom(
        "tools.fill_share(route, wave) >= {c}",
        "bool",
        ((0.1, 1.0),),
        "the van is full enough",
    ),
    Idiom(
        "tools.cost_per_stop_eur(route, wave) <= {c}",
        "bool",
        ((4.0, 40.0),),
        "stops are cheap on average",
    ),
    Idiom("len(route.stops) >= {c}", "bool", ((2.0, 12.0),), "enough stops"),
    Idiom("wave.is_last_wave", "bool", (), "last chance"),
    Idiom("wave.waves_left <= {c}", "bool", ((0.0, 6.0),), "the day is nearly over"),
    Idiom("wave.vehicles_free <= {c}", "bool", ((0.0, 4.0),), "few vans are free"),
    Idiom("wave.vehicles_free > wave.vehicles_fresh", "bool", (), "a van that is paid for is free"),
    Idiom(
        "tools.least_slack_min(route, wave) - wave.minutes_to_next < {c}",
        "bool",
        ((-10.0, 90.0),),
        "a stop of the route has little time left after the next wave",
    ),
    Idiom("order.slack_min < {c}", "bool", ((10.0, 240.0),), "little slack"),
    Idiom("tools.must_go(order, wave, {c})", "bool", ((0.0, 60.0),), "cannot wait, with a buffer"),
    Idiom(
        "tools.nearest_min(order, wave) <= {c}",
        "bool",
        ((2.0, 30.0),),
        "another open order is near",
    ),
    Idiom(
        "tools.orders_to_come_near(order, wave, {c}) >= {c}",
        "bool",
        ((4.0, 25.0), (0.1, 6.0)),
        "more demand is expected near this site",
    ),
    Idiom(
        "order.open_min - wave.now_min - city.loading_min - tools.depot_min(order) > {c}",
        "bool",
        ((0.0, 180.0),),
        "a van sent now would stand before a closed door",
    ),
    Idiom("tools.depot_min(order) >= {c}", "bool", ((5.0, 50.0),), "far from the depot"),
    Idiom(
        "tools.timing(route, wave).wait_min <= {c}",
        "bool",
        ((0.0, 90.0),),
        "little waiting before closed doors",
    ),
    Idiom(
        "{c} * tools.direct_cost_eur(order, wave)",
        "EUR",
        ((0.1, 2.0),),
        "a share of what the order would cost alone",
    ),
    Idiom(
        "{c} / ({c} + max(0.0, order.slack_min - wave.minutes_to_next))"
        " * tools.direct_cost_eur(order, wave)",
        "EUR",
        ((10.0, 200.0), (10.0, 200.0)),
        "a prize that falls with patience",
    ),
    Idiom(
        "({c} + {c} * min(1.0, tools.nearest_min(order, wave) / {c}))"
        " * tools.direct_cost_eur(order, wave)",
        "EUR",
        ((0.1, 1.0), (-0.5, 1.0), (5.0, 30.0)),
        "a prize that depends on how far the next open order is",
    ),
    Idiom(
        "{c} * len(wave.orders) / {c} * tools.direct_cost_eur(order, wave)",
        "EUR",
        ((0.1, 1.0), (10.0, 40.0)),
        "a prize that grows with the number of open orders",
    ),
    Idiom(
        "{c} + {c} * min(30.0, tools.nearest_min(order, wave))",
        "factor",
        ((0.3, 1.2), (-0.03, 0.06)),
        "more for orders without neighbours",
    ),
    Idiom(
        "{c} + {c} * len(wave.orders)",
        "factor",
        ((0.3, 1.4), (-0.03, 0.04)),
        "depends on how much is open",
    ),
)

KNOBS = (
    Knob("BUFFER_MIN", "min", 0.0, 40.0),
    Knob("HORIZON_MIN", "min", 0.0, 240.0),
    Knob("LONGEST_WAIT_MIN", "min", 0.0, 120.0),
    Knob("LEAST_FILL_SHARE", "share", 0.0, 1.0),
    Knob("PRIZE_SHARE", "factor", 0.05, 2.0),
    Knob("PATIENCE_MIN", "min", 5.0, 400.0),
    Knob("ITERATIONS", "iterations", 20.0, 180.0, whole=True),
)
