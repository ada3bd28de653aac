"""Every order offers a prize, the more urgent the higher; the solver serves what pays.

After Kleopatra, winner of EURO Meets NeurIPS 2022, with hand-made prizes instead of learned ones.
"""

from simulators.supply_chain.interface import WavePlan

BUFFER_MIN = 10.0  # windows close this much earlier in the plan, against bad traffic
ITERATIONS = 80
PRIZE_SHARE = 1.25  # of what the order would cost alone, if it can only just wait
PATIENCE_MIN = 40.0  # more slack than that halves the prize


def prize_eur(order, wave, city, tools):
    """What serving the order now is worth: it falls with the minutes that it can still wait."""
    spare_min = max(0.0, order.slack_min - wave.minutes_to_next)
    patience = PATIENCE_MIN / (PATIENCE_MIN + spare_min)
    return PRIZE_SHARE * patience * tools.direct_cost_eur(order, wave)


def build_routes(orders, wave, city, tools):
    """Routes with the urgent orders, and with those whose prize exceeds what they add."""
    urgent = [order for order in orders if tools.must_go(order, wave, BUFFER_MIN)]
    prizes = {order.number: prize_eur(order, wave, city, tools) for order in orders}
    return tools.solve(
        orders,
        required=urgent,
        prizes_eur=prizes,
        buffer_min=BUFFER_MIN,
        iterations=ITERATIONS,
    )


def plan_wave(wave, city, tools):
    """Send what pays now."""
    return WavePlan(tuple(build_routes(wave.orders, wave, city, tools)))
