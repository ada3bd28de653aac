"""The built-in agent `evolve`: a search over rule source that needs no model.

One proposal is one of: the next step of a tuning series, a simplification of a fresh champion, or
a new edit of one of the best rules, chosen by a bandit. See docs/agents-builtin.md.
"""

from ruleloop.agents.agent import Brief, Experiment, Proposal
from ruleloop.agents.evolve.archive import Archive, Entry
from ruleloop.agents.evolve.bandit import Bandit
from ruleloop.agents.evolve.cma_tuning import CmaTuning
from ruleloop.agents.evolve.constants import (
    at_positions,
    positions,
    tunable_constants,
    with_values,
)
from ruleloop.agents.evolve.finish import finish
from ruleloop.agents.evolve.fitness import fitness, has_failed, is_promising
from ruleloop.agents.evolve.live import Live
from ruleloop.agents.evolve.moves.move import Move
from ruleloop.agents.evolve.moves.table import MOVES, MOVES_BY_NAME
from ruleloop.agents.evolve.read_catalogue import read_catalogue
from ruleloop.agents.evolve.shelf import Shelf
from ruleloop.agents.evolve.tabu import syntax_hash
from ruleloop.agents.evolve.tuning import StepTuning, Tuning
from ruleloop.agents.evolve.workbench import Workbench
from ruleloop.agents.language.usage import Asked
from ruleloop.agents.scout import Blind, Scout
from ruleloop.draws import Draws
from ruleloop.judge.claim import is_clearly_simpler

_ATTEMPTS = 60
_SERIES_ATTEMPTS = 8
_LOOKS = 24  # most edits that are looked at for one proposal
_EXPLORE_EVERY = 2  # a series of tunings leaves every second proposal to new edits
_CMA_FIRST, _CMA_EVERY, _CMA_GENERATIONS, _CMA_PATIENCE = 10, 100, 4, 2
_SIMPLIFICATIONS = 4  # ablations proposed after a structure was kept
_MOST_WAITING = 3
_BATCH = 8  # structures screened before the best of them is tuned


class Evolve:
    """Proposes unit-typed edits, recombinations and tunings of the best rules so far."""

    name = "evolve"
    is_spent = False

    def __init__(self, brief: Brief, scout: Scout = Blind()) -> None:  # noqa: B008 - no state
        self._draws = Draws(brief.seed)
        self._shelf = Shelf(read_catalogue(brief))
        self._scout = scout
        self._live = Live(self._shelf, scout)
        self._champion = brief.champion
        self._structure = self._shelf.identity(brief.champion).structure
        self._shipped = tuple(brief.rule_sets[name] for name in sorted(brief.rule_sets))
        self._tabu = {syntax_hash(s) for s in (brief.champion, *self._shipped)}
        self._bandit = Bandit(MOVES)
        self._archive = Archive()
        self._series: Tuning | None = None
        self._waiting: tuple[tuple[float, StepTuning], ...] = ()
        self._simplifications = 0
        self._batch = 0
        self._until_cma = _CMA_FIRST
        self._tuned_structure = ""

    # ---------------------------------------------------------------- propose

    def propose(self, number: int) -> Proposal:
        """The candidate for proposal `number`; a pure function of it and of what was learned."""
        looks = 0
        for attempt in range(_ATTEMPTS):
            draws = self._draws.within("propose", number, attempt)
            proposal = self._attempt(draws, number, attempt)
            if not proposal or self._shelf.identity(proposal.source).syntax in self._tabu:
                continue
            looks += 1
            if looks > _LOOKS or not self._is_in_vain(proposal):
                return proposal
        return Proposal(self._champion, "no new edit was found", {"move": "none"})

    def _is_in_vain(self, proposal: Proposal) -> bool:
        """Whether an edit fails, or decides as the champion does without being simpler."""
        if proposal.origin.get("move") == "series":
            return False
        look = self._scout.look(proposal.source, self._champion)
        if look == "alike":
            return not is_clearly_simpler(proposal.source, self._champion)
        return look == "faulty"

    def _attempt(self, draws: Draws, number: int, attempt: int) -> Proposal | None:
        explore = attempt >= _SERIES_ATTEMPTS
        if self._series and not explore and number % _EXPLORE_EVERY:
            return self._continue_series(self._series, draws, attempt)
        if self._simplifications and not self._series and not explore:
            return self._edit(MOVES_BY_NAME["simplify"], self._champion, draws)
        move = self._bandit.choose(draws)
        return self._edit(move, self._parent(move, draws), draws)

    def _continue_series(self, series: Tuning, draws: Draws, attempt: int) -> Proposal:
        rules = self._shelf.parsed(series.source)
        constants = tunable_constants(rules)
        values = at_positions(constants, series.next(draws, attempt))
        source = with_values(rules, values)
        changed = sum(values.get(c.key, c.value) != c.value for c in constants)
        hypothesis = f"{changed} constants moved together ({series.name})"
        return Proposal(source, hypothesis, {"move": "series", "series": series.name})

    def _parent(self, move: Move, draws: Draws) -> str:
        foreign = [s for s in self._shipped if self._shelf.identity(s).structure != self._structure]
        if move.parent == "shipped" and foreign:
            return draws.choice(foreign, "shipped")
        others = [e.source for e in self._archive.entries if e.source != self._champion]
        if others and draws.chance(0.25, "archive"):
            return draws.choice(others, "parent")
        return self._champion

    def _edit(self, move: Move, parent: str, draws: Draws) -> Proposal | None:
        donors = [self._shelf.parsed(s) for s in self._shipped if s != parent]
        rules = self._shelf.parsed(parent)
        bench = Workbench(rules, donors, self._shelf.catalogue, draws.within(move.name))
        draft = move.draft(bench)
        source = finish(bench, draft) if draft else None
        if draft is None or source is None:
            return None
        fresh = ",".join(c.name for c in bench.new_constants)
        origin = {"move": move.name, "parent": self._shelf.identity(parent).syntax, "fresh": fresh}
        return Proposal(source, draft.hypothesis, origin)

    # ------------------------------------------------------------------ learn

    def learn(self, experiment: Experiment) -> None:
        """Take note of what became of a proposal, whoever made it."""
        proposal, verdict = experiment.proposal, experiment.verdict
        try:
            identity = self._shelf.identity(proposal.source)
        except (SyntaxError, ValueError):
            return
        self._tabu.add(identity.syntax)
        value = fitness(verdict)
        kept = verdict is not None and verdict.outcome == "keep"
        if experiment.agent == self.name:
            self._learn_own(experiment, value, kept=kept)
        if not has_failed(value):
            self._archive.add(Entry(proposal.source, identity.structure, value))
        if kept:
            self._new_champion(experiment, value)
        self._turn_to_next_series(experiment.number)

    def _learn_own(self, experiment: Experiment, value: float, *, kept: bool) -> None:
        origin = experiment.proposal.origin
        move = origin.get("move", "")
        self._until_cma -= 1
        if move == "series":
            if self._series and origin.get("series") == self._series.name:
                self._series.learn(self._places(experiment.proposal.source), value)
            return
        if experiment.number % _EXPLORE_EVERY:
            self._series = None  # it was its turn, and all that it has left was proposed before
        if move == "simplify" and self._simplifications:
            self._simplifications -= 1
        self._bandit.learn(move, 3.0 if kept else float(value > 0.0))
        known = MOVES_BY_NAME.get(move)
        if known and (known.structural or known.parent == "shipped"):
            self._consider_tuning(experiment, value)

    def _places(self, source: str) -> dict[str, float]:
        return positions(tunable_constants(self._shelf.parsed(source)))

    def _consider_tuning(self, experiment: Experiment, value: float) -> None:
        """A promising structure waits its turn to be tuned; only the best few wait."""
        self._batch += 1
        if not is_promising(experiment.verdict):
            return
        source, origin = experiment.proposal.source, experiment.proposal.origin
        fresh = frozenset(origin.get("fresh", "").split(",")) - {""}
        name = f"tuning {experiment.number}"
        places = self._live.places(source, self._champion)
        if not places:
            return  # rules without a constant have nothing to tune
        series = StepTuning(name, source, places=places, fresh=fresh, fitness=value)
        waiting = sorted([*self._waiting, (value, series)], key=lambda pair: -pair[0])
        self._waiting = tuple(waiting[:_MOST_WAITING])

    def _new_champion(self, experiment: Experiment, gain: float) -> None:
        source, verdict = experiment.proposal.source, experiment.verdict
        if verdict and verdict.kept_for == "simplicity":
            gain = 0.0  # what was measured is against the anchor
        structure = self._shelf.identity(source).structure
        structural = structure != self._structure
        self._champion, self._structure = source, structure
        self._archive.champion_gained(gain)
        self._waiting = tuple((v - gain, series) for v, series in self._waiting)
        for series in (self._series, *(s for _, s in self._waiting)):
            if series:
                series.champion_gained(gain)
        if structural:
            self._simplifications = _SIMPLIFICATIONS
        if isinstance(self._series, CmaTuning):
            left = self._series.generations - 1
            self._series = self._cma(experiment.number, generations=left)

    def _turn_to_next_series(self, number: int) -> None:
        if self._series and not self._series.done:
            return
        self._series = None
        if self._waiting and (self._batch >= _BATCH or self._waiting[0][0] > 0.0):
            self._batch = 0
            (_, self._series), *rest = self._waiting
            self._waiting = tuple(rest)
        elif self._until_cma <= 0:
            self._until_cma = _CMA_EVERY
            known = self._structure == self._tuned_structure
            self._tuned_structure = self._structure
            self._series = self._cma(number, generations=0 if known else _CMA_GENERATIONS)

    def _cma(self, number: int, *, generations: int) -> CmaTuning | None:
        places = self._live.places(self._champion, self._champion)
        if not places or generations <= 0:
            return None
        seed = self._draws.integer(0, 2**31 - 1, "cma", number)
        return CmaTuning(
            f"CMA-ES {number}", self._champion, places=places, seed=seed,
            generations=generations, patience=_CMA_PATIENCE,
        )  # fmt: skip

    # ------------------------------------------------------------------ close

    def close(self) -> tuple[Asked, ...]:
        """Nothing is under way."""
        return ()
