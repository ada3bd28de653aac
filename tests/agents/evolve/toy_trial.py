"""Plays the toy shop in this process and judges by a simple paired rule: for tests of the agent.

The wall round rule code and the real judge have tests of their own; here only the search counts.
"""

import importlib
import math
import statistics
import sys
from pathlib import Path
from typing import Any

from ruleloop.agents.agent import Agent, Brief, Experiment
from ruleloop.domain import Domain, DomainCard, Trace
from ruleloop.draws import Draws
from ruleloop.judge.verdict import Estimate, Verdict

TOY = Path(__file__).parents[2] / "toy"


def toy_domain() -> Domain:
    """The toy's domain, loaded in this process beside whatever else is loaded."""
    if str(TOY) not in sys.path:
        sys.path.append(str(TOY))
    domain = importlib.import_module("domains.inventory").DOMAIN
    assert isinstance(domain, Domain)
    return domain


def toy_rule_sets() -> dict[str, str]:
    """The shipped rule sets of the toy."""
    return {p.stem: p.read_text() for p in sorted((TOY / "rules/inventory").glob("*.py"))}


def toy_brief(seed: bytes, champion: str = "reorder_point") -> Brief:
    """What the agent would be told of the toy."""
    domain, rule_sets = toy_domain(), toy_rule_sets()
    card = DomainCard(
        name="inventory", title=domain.title, objective=domain.objective,
        guardrails=domain.guardrails, stress=domain.stress, signals=domain.signals,
        idioms=domain.idioms, knobs=domain.knobs,
        decisions={"order_quantity": ("stock", "shop", "tools")}, parameters=(),
        world_schema={}, rule_sets={}, plain_words={}, has_floor=True, has_foresight=False,
    )  # fmt: skip
    interface = (TOY / "simulators/inventory/interface.py").read_text()
    return Brief(card, interface, rule_sets, rule_sets[champion], seed)


class DirectRules:
    """Calls the functions of a rule module without a wall in between."""

    def __init__(self, source: str) -> None:
        self._namespace: dict[str, Any] = {}
        exec(compile(source, "rules", "exec"), self._namespace)

    def begin(self, facts: Any, answer: Any) -> None:
        self._facts = facts
        self._tools = sys.modules["simulators.inventory.interface"].Tools(facts, answer)

    def order_quantity(self, stock: Any) -> float:
        quantity = float(self._namespace["order_quantity"](stock, self._facts, self._tools))
        if not math.isfinite(quantity):
            raise ValueError("not finite")
        return quantity


class ToyTrial:
    """The loop in miniature: screen on 8 seeds, then 64 fresh ones; kept if mean > 2 se > 0."""

    def __init__(self, champion: str) -> None:
        toy_domain()
        self._simulator = sys.modules["simulators.inventory.simulator"]
        self.champion = champion
        self._block = 0
        self._memory: dict[tuple[str, str], dict[str, float]] = {}

    def cost(self, source: str, key: str) -> dict[str, float]:
        """The measures of one replication."""
        if (source, key) not in self._memory:
            draws = Draws(key.encode().ljust(16, b".")[:16])
            world = self._simulator.World(
                demand_units=draws.between(15.0, 25.0, "demand"),
                lead_time_days=draws.choice((1, 2, 3), "lead"),
                horizon_days=28,
            )
            rules = DirectRules(source)
            measures = self._simulator.simulate(world, draws.within("day"), rules, Trace())
            if len(self._memory) > 400:
                self._memory.clear()
            self._memory[source, key] = measures
        return self._memory[source, key]

    def mean_cost(self, source: str, seeds: int = 100) -> float:
        """On seeds that the search never sees."""
        keys = [f"held out {i}" for i in range(seeds)]
        return statistics.fmean(self.cost(source, k)["cost_per_day"] for k in keys)

    def judge(self, source: str) -> Verdict:
        """Screen, then race; the winner is the new champion."""
        try:
            screen, broken = self._paired(source, [f"s{self._block} {i}" for i in range(8)])
        except Exception as error:  # noqa: BLE001  # rule code may raise anything
            return Verdict("crash", "smoke", (repr(error),))
        if screen.mean <= 0.0 or broken:
            return Verdict("discard", "screen", ("not better",), screen=screen)
        self._block += 1
        race, broken = self._paired(source, [f"r{self._block} {i}" for i in range(64)])
        if broken or race.mean <= 2.0 * race.sd / math.sqrt(race.pairs):
            return Verdict("discard", "race", ("not proven",), screen=screen, race=race)
        self.champion = source
        return Verdict("keep", "race", ("better",), screen=screen, race=race)

    def _paired(self, source: str, keys: list[str]) -> tuple[Estimate, bool]:
        mine = [self.cost(source, k) for k in keys]
        theirs = [self.cost(self.champion, k) for k in keys]
        gains = [b["cost_per_day"] - a["cost_per_day"] for a, b in zip(mine, theirs, strict=True)]
        broken = statistics.fmean(m["fill_rate"] for m in mine) < 0.75
        broken = broken or any(m["illegal_share"] > 0.0 for m in mine)
        mean, sd = statistics.fmean(gains), statistics.stdev(gains)
        return Estimate(mean, mean - sd, mean + sd, sd, len(gains)), broken


def search(agent: Agent, trial: ToyTrial, experiments: int) -> list[Experiment]:
    """Let an agent propose and learn for some experiments."""
    done = []
    for number in range(1, experiments + 1):
        proposal = agent.propose(number)
        experiment = Experiment(number, agent.name, proposal, trial.judge(proposal.source))
        agent.learn(experiment)
        done.append(experiment)
    return done
