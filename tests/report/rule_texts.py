"""A rule set before and after, as a report shows them."""

SHIPPED_SOURCE = '''"""Savings tours, planned once in the morning."""

SLACK_MIN = 20.0
NIGHT_SHARE = 0.0


def plan_wave(wave, day, tools):
    """Cheapest insertion, then the solver with few iterations."""
    orders = sorted(wave.orders, key=lambda order: order.due_min)
    plan = tools.insert_cheapest(orders, slack_min=SLACK_MIN)
    return tools.solve(plan, iterations=200)


def choose_vehicle(tour, day, tools):
    """The smallest van that fits."""
    for van in day.vans:
        if van.capacity_kg >= tour.load_kg:
            return van.name
    return day.carrier
'''

CHAMPION_SOURCE = '''"""Savings tours; flexible orders wait for the night wave."""

SLACK_MIN = 12.5
NIGHT_SHARE = 0.35


def plan_wave(wave, day, tools):
    """Cheapest insertion by least regret, then the solver with few iterations."""
    orders = sorted(wave.orders, key=lambda order: (order.due_min - order.service_min))
    if wave.is_evening:
        orders = [order for order in orders if not order.can_wait_until_night]
    plan = tools.insert_cheapest(orders, slack_min=SLACK_MIN + 0.1 * day.congestion_min)
    return tools.solve(plan, iterations=200)


def choose_vehicle(tour, day, tools):
    """The smallest van that fits."""
    for van in day.vans:
        if van.capacity_kg >= tour.load_kg:
            return van.name
    return day.carrier
'''
