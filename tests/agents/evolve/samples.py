"""Rule modules and verdicts to try the search on."""

import hashlib

from ruleloop.agents.agent import Brief, Experiment, Proposal
from ruleloop.domain import DomainCard, Idiom, Knob, Minimise, Signal
from ruleloop.judge.verdict import Estimate, Outcome, Verdict

INTERFACE = """
class Order:
    number: int
    slack_min: float
    quantity_units: float
    must_go: bool

class Wave:
    now_min: float
    is_last_wave: bool
    orders: tuple[Order, ...]

class Tools:
    def fill_share(self, route, wave) -> float: ...
    def cost_eur(self, route, wave) -> float: ...
    def must_go(self, order, wave, buffer_min) -> bool: ...
    def orders_of(self, route, wave) -> list[Order]: ...
    def solve(self, orders, *, iterations) -> tuple: ...
"""

FULL = '''"""Send what is full.

A second paragraph that must survive.
"""

import math

from simulators.routing.interface import WavePlan

# how full a van must be
LEAST_FILL_SHARE = 0.5  # of its capacity
BUFFER_MIN = 10.0  # against bad traffic
ITERATIONS = 80


def pay_eur(order, wave, tools):  # a comment on a header
    """What an order is worth."""
    # patience has a price
    worth_eur = 0.6 * tools.cost_eur((order.number,), wave)
    if order.must_go or wave.is_last_wave:
        return 2.0 * worth_eur  # it has to go
    else:
        return worth_eur / (1.0 + max(0.0, order.slack_min) / 60.0)


def keep_route(route, wave, tools):
    is_full = tools.fill_share(route, wave) >= LEAST_FILL_SHARE
    return is_full or any(
        # one urgent order is enough
        tools.must_go(order, wave, BUFFER_MIN)
        for order in tools.orders_of(route, wave)
    )


def plan_wave(wave, city, tools):
    """Decide."""
    chosen = []
    for o in sorted(wave.orders, key=lambda o: (o.slack_min, o.number)):
        if o.slack_min < 0.0:
            continue  # too late already
        elif pay_eur(o, wave, tools) > 1.5:
            chosen.append(o)
    left = len(chosen)
    while left > 40:
        left -= 1
    routes = tools.solve(chosen[:left], iterations=ITERATIONS)
    return WavePlan(tuple(r for r in routes if keep_route(r, wave, tools)))
'''

URGENT = '''"""Send what is urgent."""

from simulators.routing.interface import Route, WavePlan

PATIENCE_MIN = 90.0  # how long an order may wait
BUFFER_MIN = 20.0


def is_urgent(order, wave, tools):
    """Whether it cannot wait."""
    return tools.must_go(order, wave, BUFFER_MIN) or order.slack_min < PATIENCE_MIN


def keep_route(route, wave, tools):
    """Whether an order in it is urgent."""
    assert isinstance(route, Route)
    return any(is_urgent(order, wave, tools) for order in tools.orders_of(route, wave))


def plan_wave(wave, city, tools):
    """Decide."""
    routes = tools.solve(wave.orders, iterations=60)
    return WavePlan(tuple(r for r in routes if keep_route(r, wave, tools)))
'''

CARD = DomainCard(
    name="routing",
    title="Routing",
    objective=Minimise("cost_eur", "EUR"),
    guardrails=(),
    stress=(),
    signals=(
        Signal("order.slack_min", "min", "time left"),
        Signal("order.quantity_units", "units"),
        Signal("order.must_go", "bool", "cannot wait"),
        Signal("wave.now_min", "min of day", "time of day"),
        Signal("wave.is_last_wave", "bool", "last chance"),
        Signal("tools.fill_share(route, wave)", "share", "load / capacity"),
        Signal("tools.cost_eur(route, wave)", "EUR", "cost of the route"),
    ),
    idioms=(
        Idiom("tools.fill_share(route, wave) >= {c}", "bool", ((0.1, 1.0),), "full enough"),
        Idiom("tools.must_go(order, wave, {c})", "bool", ((0.0, 60.0),), "cannot wait, buffered"),
        Idiom("{c} + {c} * len(wave.orders)", "factor", ((0.3, 1.4), (-0.03, 0.04)), "crowding"),
    ),
    knobs=(
        Knob("LEAST_FILL_SHARE", "share", 0.0, 1.0),
        Knob("BUFFER_MIN", "min", 0.0, 40.0),
        Knob("ITERATIONS", "iterations", 20.0, 180.0, whole=True),
    ),
    decisions={"plan_wave": ("wave", "city", "tools")},
    parameters=(),
    world_schema={},
    rule_sets={},
    plain_words={},
    has_floor=False,
    has_foresight=False,
)


def routing_brief(seed: int = 1) -> Brief:
    """A small routing domain."""
    return Brief(CARD, INTERFACE, {"full": FULL, "urgent": URGENT}, FULL, bytes([seed]) * 16)


def made_up(number: int, proposal: Proposal) -> Experiment:
    """An experiment whose verdict follows from the source alone, now and then a crash or a keep."""
    digest = hashlib.sha256(proposal.source.encode()).digest()
    gain = digest[0] / 100.0 - 2.0
    if digest[1] < 20:
        return Experiment(number, "evolve", proposal, Verdict("crash", "smoke", ("made up",)))
    if digest[1] < 30:
        return Experiment(number, "evolve", proposal, None, "refused by the gate")
    outcome: Outcome = "keep" if gain > 0.3 and digest[2] < 60 else "discard"
    screen = Estimate(gain, gain - 1.0, gain + 1.0, 1.0, 8)
    return Experiment(number, "evolve", proposal, Verdict(outcome, "screen", (), screen=screen))
