from ruleloop.agents.evolve.finish import finish
from ruleloop.agents.evolve.moves.sift import sift_elements
from ruleloop.agents.evolve.parsed import Parsed
from ruleloop.agents.evolve.read_catalogue import read_catalogue
from ruleloop.agents.evolve.workbench import Workbench
from ruleloop.draws import Draws
from tests.agents.evolve.samples import routing_brief

CATALOGUE = read_catalogue(routing_brief())
PLACES = '''"""Reads lists by position."""

from simulators.routing.interface import WavePlan

def plan_wave(wave, city, tools):
    is_open = [o < 2 for o in range(len(wave.orders))]
    urgent = [o for o in wave.orders if o.must_go]
    return WavePlan(urgent, is_open, late_min=(30.0,) * len(is_open))
'''


def test_arithmetic_on_a_tuple_is_no_place_for_a_number() -> None:
    rules = Parsed(PLACES, CATALOGUE)
    texts = {rules.module.text(slot.node) for slot in rules.slots}
    assert not any("30.0" in text for text in texts - {"30.0"})


def test_a_list_that_is_read_by_position_stays_as_long_as_it_is() -> None:
    plain = PLACES.replace(" if o.must_go", "")
    found = set()
    for attempt in range(40):
        draws = Draws(bytes(16)).within(attempt)
        bench = Workbench(Parsed(plain, CATALOGUE), (), CATALOGUE, draws)
        draft = sift_elements(bench)
        found.add(finish(bench, draft) if draft else None)
    assert len(found) > 1
    assert all("in range(len(wave.orders))]" in source for source in found if source)
