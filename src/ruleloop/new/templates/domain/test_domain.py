"""Tests of the domain. Change first: add a case that you can work out by hand."""

from pathlib import Path

from simulators.my_domain.simulator import World, simulate

from ruleloop.domain import Trace
from ruleloop.draws import Draws
from ruleloop.testing import DomainContract

ROOT = Path(__file__).parents[1]


class TestContract(DomainContract):
    """What every domain must keep; each failure says what to do."""

    scenario = str(ROOT / "scenarios" / "my_domain" / "demo.toml")


class Always:
    """Rules that order the same every morning, played in this process."""

    def __init__(self, units: float) -> None:
        self.units = units

    def begin(self, facts, answer=None):
        """Nothing to remember."""

    def order(self, morning):
        """The same again."""
        return self.units


def test_without_orders_only_the_first_stock_is_sold():
    world = World(days=28, mean_demand_units=20.0)
    measures = simulate(world, Draws(bytes(16)), Always(0.0), Trace())
    demand = [_demand(world, day) for day in range(28)]
    assert abs(measures["served_share"] - 60.0 / sum(demand)) < 1e-9
    assert measures["ordering"] == 0.0


def test_each_order_costs_the_same_however_large_it_is():
    measures = simulate(World(), Draws(bytes(16)), Always(1.0), Trace())
    assert measures["ordering"] == World().order_eur


def _demand(world, day):
    mean = world.mean_demand_units * (0.8, 0.8, 0.9, 1.0, 1.3, 1.6, 0.6)[day % 7]
    return Draws(bytes(16)).lognormal(mean, world.demand_cv, "demand", day)
