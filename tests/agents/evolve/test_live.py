"""Which constants are worth tuning."""

from ruleloop.agents.evolve.live import Live
from ruleloop.agents.evolve.read_catalogue import read_catalogue
from ruleloop.agents.evolve.shelf import Shelf
from ruleloop.agents.scout import Blind, Look
from tests.agents.evolve.samples import FULL, routing_brief


class Reads:
    """Says that decisions depend on the lines with one word, as playing the rules would tell."""

    def __init__(self, word: str) -> None:
        self.word, self.asked = word, 0

    def look(self, source: str, other: str) -> Look:
        self.asked += 1
        mine, theirs = (
            [line for line in text.splitlines() if self.word in line] for text in (source, other)
        )
        return "alike" if mine == theirs else "apart"


def live(scout: Reads | Blind) -> Live:
    return Live(Shelf(read_catalogue(routing_brief())), scout)


def test_only_constants_that_alter_a_decision_are_live() -> None:
    assert live(Reads("BUFFER_MIN")).keys(FULL) == {"BUFFER_MIN"}


def test_who_sees_nothing_holds_every_constant_for_live() -> None:
    every = live(Blind()).places(FULL, FULL)
    assert {"LEAST_FILL_SHARE", "BUFFER_MIN", "ITERATIONS"} < set(every)


def test_a_new_structure_is_tuned_in_what_matters_to_the_champion_and_in_what_is_new() -> None:
    changed = FULL.replace("BUFFER_MIN = 10.0", "EXTRA_MIN = 3.0\nBUFFER_MIN = 10.0")
    places = live(Reads("BUFFER_MIN")).places(changed, FULL)
    assert {k for k in places if not k.startswith("#")} == {"EXTRA_MIN", "BUFFER_MIN"}


def test_rules_are_looked_at_once() -> None:
    scout = Reads("BUFFER_MIN")
    found = live(scout)
    found.keys(FULL)
    asked = scout.asked
    found.keys(FULL)
    assert scout.asked == asked
