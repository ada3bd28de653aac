"""Serves near customers only: the far and dear ones are left to the spot carrier."""

from simulators.supply_chain.interface import WavePlan

FAR_MIN = 22.0


def plan_wave(wave, city, tools):
    near = [order for order in wave.orders if tools.depot_min(order) < FAR_MIN]
    urgent = [order for order in near if tools.must_go(order, wave, 10.0)]
    prizes = {o.number: 0.5 * tools.direct_cost_eur(o, wave) * (o.slack_min < 150.0) for o in near}
    return WavePlan(tools.solve(near, required=urgent, prizes_eur=prizes, buffer_min=10.0))
