"""Agents that the built-in one must beat: constants only, and random edits of statements."""

import ast
import copy
from typing import Any

from ruleloop.agents.agent import Brief, Experiment, Proposal
from ruleloop.agents.evolve.cma_tuning import CmaTuning
from ruleloop.agents.evolve.constants import (
    at_positions,
    positions,
    tunable_constants,
    with_values,
)
from ruleloop.agents.evolve.fitness import fitness
from ruleloop.agents.evolve.live import Live
from ruleloop.agents.evolve.read_catalogue import read_catalogue
from ruleloop.agents.evolve.shelf import Shelf
from ruleloop.agents.language.usage import Asked
from ruleloop.agents.scout import Scout
from ruleloop.draws import Draws


class ConstantsOnly:
    """CMA-ES over the constants of the best shipped rules, started afresh at each new champion.

    Over those that matter in these worlds: it is told as much of that as the built-in agent.
    """

    name = "constants"
    is_spent = False

    def __init__(self, brief: Brief, scout: Scout) -> None:
        self._draws, self._shelf = Draws(brief.seed), Shelf(read_catalogue(brief))
        self._live = Live(self._shelf, scout)
        self._champion, self._starts = brief.champion, 0
        self._series = self._start()

    def propose(self, number: int) -> Proposal:
        """The next point of the present generation."""
        rules = self._shelf.parsed(self._series.source)
        places = self._series.next(self._draws.within(number), 0)
        values = at_positions(tunable_constants(rules), places)
        return Proposal(with_values(rules, values), "all constants by CMA-ES")

    def learn(self, experiment: Experiment) -> None:
        """A keep moves the start; a whole generation moves the distribution."""
        source = experiment.proposal.source
        if experiment.verdict and experiment.verdict.outcome == "keep":
            self._champion, self._series = source, self._start()
            return
        places = positions(tunable_constants(self._shelf.parsed(source)))
        self._series.learn(places, fitness(experiment.verdict))
        if self._series.done:
            self._series = self._start()

    def close(self) -> tuple[Asked, ...]:
        """Nothing is under way."""
        return ()

    def _start(self) -> CmaTuning:
        self._starts += 1
        places = self._live.places(self._champion, self._champion)
        seed = self._draws.integer(0, 2**31 - 1, "start", self._starts)
        name = f"start {self._starts}"
        return CmaTuning(name, self._champion, places=places, seed=seed, generations=8)


class RandomEdits:
    """One untyped edit of the champion: delete, copy or exchange statements, replace expressions.

    The moves of genetic improvement (PyGGI, Magpie; An et al. 2019, doi:10.1145/3338906.3341184),
    without any knowledge of units.
    """

    name = "random"
    is_spent = False

    def __init__(self, brief: Brief, scout: Scout) -> None:
        del scout  # any statement is as good as any other
        self._draws, self._champion = Draws(brief.seed), brief.champion

    def propose(self, number: int) -> Proposal:
        """A random edit that leaves valid Python."""
        for attempt in range(200):
            draws = self._draws.within(number, attempt)
            tree = ast.parse(self._champion)
            move = draws.choice(("delete", "copy", "exchange", "expression", "number"), "move")
            try:
                self._edit(tree, move, draws)
                source = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
                ast.parse(source)
            except (SyntaxError, ValueError, IndexError, TypeError):
                continue
            if source != ast.unparse(ast.parse(self._champion)) + "\n":
                return Proposal(source, f"random: {move}")
        return Proposal(self._champion, "random: nothing")

    def learn(self, experiment: Experiment) -> None:
        """Edits start from the champion."""
        if experiment.verdict and experiment.verdict.outcome == "keep":
            self._champion = experiment.proposal.source

    def close(self) -> tuple[Asked, ...]:
        """Nothing is under way."""
        return ()

    def _edit(self, tree: ast.Module, move: str, draws: Draws) -> None:
        if move == "number":
            chosen = draws.choice(_numbers(tree), "number")
            value: Any = chosen.value
            chosen.value = type(value)(value * draws.between(0.5, 1.5, "factor"))
            return
        if move == "expression":
            functions = [n for n in tree.body if isinstance(n, ast.FunctionDef)]
            found = [e for f in functions for s in f.body for e in _places(s)]
            (parent, field), (donor, donor_field) = (
                draws.choice(found, "into"),
                draws.choice(found, "from"),
            )
            setattr(parent, field, copy.deepcopy(getattr(donor, donor_field)))
            return
        bodies = [n.body for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.If)]
        body, other = draws.choice(bodies, "body"), draws.choice(bodies, "other")
        place = draws.integer(0, len(body) - 1, "place")
        there = draws.integer(0, len(other) - 1, "there")
        if move == "delete":
            body[place : place + 1] = [] if len(body) > 1 else [ast.Pass()]
        elif move == "copy":
            body.insert(place, copy.deepcopy(other[there]))
        else:
            body[place], other[there] = other[there], body[place]


def _numbers(tree: ast.Module) -> list[ast.Constant]:
    constants = [node for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return [each for each in constants if type(each.value) in (int, float)]


def _places(statement: ast.stmt) -> list[tuple[ast.AST, str]]:
    """Where an expression stands: its parent and the field."""
    return [
        (node, field)
        for node in ast.walk(statement)
        for field, value in ast.iter_fields(node)
        if isinstance(value, ast.expr)
    ]
