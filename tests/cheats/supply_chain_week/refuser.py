"""Refuses every order and hires nobody, so that nothing is spent on driving."""

from simulators.supply_chain.interface import EventAnswer, OrderAnswer, WavePlan, WeekDesign

WAVES_MIN = (420.0, 540.0, 660.0, 780.0, 900.0)


def crew(day, brief, city, tools):
    """Drivers by class on a day, by its expected work."""
    hours = tools.work_min(brief, day, stop_min=20.0, load_units=110.0) / 60.0
    weights = [3.0 if kind.gross_t == 7.5 else 2.0 for kind in city.kinds]
    return tools.spread(1.4 * hours / 8.0, weights)


def design_week(brief, city, tools):
    return WeekDesign((), WAVES_MIN)


def on_order(new, city, tools):
    return OrderAnswer(is_accepted=False)


def plan_wave(wave, city, tools):
    soon = [o for o in wave.orders if o.open_min < wave.now_min + 300.0]
    urgent = [o for o in soon if tools.must_go(o, wave, 180.0)]
    return WavePlan(tools.solve(soon, required=urgent, buffer_min=10.0, iterations=30))


def on_event(event, city, tools):
    return EventAnswer()
