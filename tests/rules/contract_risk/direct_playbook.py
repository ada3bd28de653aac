"""Plays a playbook in this process, in worlds of shipped scenarios: a cell without walls."""

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from ruleloop.domain import Trace
from ruleloop.draws import Draws
from simulators.contract_risk.observations import Ask, Contract, Market
from simulators.contract_risk.simulate import simulate
from simulators.contract_risk.terms import Terms, Walk
from simulators.contract_risk.tools import Tools
from simulators.contract_risk.world import World
from tests.simulators.contract_risk.offered import draws

ROOT = Path(__file__).resolve().parents[3]
PLAYBOOKS = sorted(path.stem for path in (ROOT / "rules" / "contract_risk").glob("[!_]*.py"))
Choose = Callable[[Contract, Market, Tools], Terms | Walk]
Concede = Callable[[Ask, Market, Tools], Terms | Walk]


class Decision:
    """A decision that is asked for in one message, as the boundary does it."""

    def __init__(self, decide: Callable[[Any], Terms | Walk]) -> None:
        self._decide = decide
        self.messages: list[list[Any]] = []

    def map(self, observations: Sequence[Any]) -> list[Terms | Walk]:
        self.messages.append(list(observations))
        return [self._decide(each) for each in observations]


class DirectPlaybook:
    """A RulesProxy around two functions; it remembers what it was asked."""

    def __init__(self, choose: Choose, concede: Concede) -> None:
        self._choose, self._concede = choose, concede

    def begin(self, facts: Market, answer: Callable[[Any], Any] | None = None) -> None:
        tools = Tools(facts, answer or (lambda _request: None))
        self.choose_terms = Decision(lambda contract: self._choose(contract, facts, tools))
        self.concede = Decision(lambda ask: self._concede(ask, facts, tools))


def firm(ask: Ask, _market: Market, _tools: Tools) -> Terms:
    """Concedes nothing."""
    return ask.terms


def playbook(name: str, folder: Path = ROOT / "rules" / "contract_risk") -> DirectPlaybook:
    """A rule set of a folder, ready for one replication."""
    module = ModuleType(name)
    exec((folder / f"{name}.py").read_text(), module.__dict__)
    return DirectPlaybook(module.choose_terms, module.concede)


def changed(*, selling: bool, **changes: Any) -> DirectPlaybook:
    """The baseline with some terms changed where we sell, or where we buy."""
    usual = ModuleType("baseline")
    exec((ROOT / "rules" / "contract_risk" / "baseline.py").read_text(), usual.__dict__)

    def choose(contract: Contract, market: Market, tools: Tools) -> Terms:
        terms: Terms = usual.choose_terms(contract, market, tools)
        return tools.with_(terms, **changes) if tools.is_sale(contract) == selling else terms

    return DirectPlaybook(choose, usual.concede)


def scenario_world(name: str, number: int, *, holdout: bool = False, **changes: Any) -> World:
    """A world drawn from the ranges of a shipped scenario."""
    tables = tomllib.loads((ROOT / "scenarios" / "contract_risk" / f"{name}.toml").read_text())
    ranges = {**tables["world"], **(tables["holdout"] if holdout else {})}
    of_world = draws(number).within("world")
    given = {key: _value(of_world, key, value) for key, value in ranges.items()}
    return World(**{**given, **changes})


def _value(of_world: Draws, key: str, given: Any) -> Any:
    if not isinstance(given, dict):
        return given
    if "any_of" in given:
        return of_world.choice(given["any_of"], key)
    return of_world.between(given["from"], given["to"], key)


def play(
    world: World, rules: DirectPlaybook, number: int = 0, trace: Trace | None = None
) -> dict[str, float]:
    """The measures of one replication."""
    return simulate(world, draws(number), rules, trace or Trace())
