"""Which numbers of a rule module may be tuned."""

from ruleloop.agents.evolve.constants import tunable_constants
from ruleloop.agents.evolve.parsed import Parsed
from ruleloop.agents.evolve.read_catalogue import read_catalogue
from tests.agents.evolve.samples import routing_brief

GUARDED = '''"""Divides."""

from simulators.routing.interface import WavePlan


def plan_wave(wave, city, tools):
    return WavePlan((), late_min=2.5 * len(wave.orders) / max(1e-6, wave.now_min))
'''


def test_a_number_that_keeps_a_division_from_zero_is_left_alone() -> None:
    rules = Parsed(GUARDED, read_catalogue(routing_brief()))
    assert [constant.value for constant in tunable_constants(rules)] == [2.5]
