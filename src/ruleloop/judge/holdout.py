"""Hold-out: worlds that nothing in the loop ever saw, opened when a run ends."""

from collections.abc import Sequence

import msgspec
import numpy as np

from ruleloop.domain import DomainCard
from ruleloop.errors import UserError
from ruleloop.evaluation.replication import Block, Fault, Replication, Setting
from ruleloop.judge.bench import Bench, stop
from ruleloop.judge.estimate import column, estimate, gains
from ruleloop.judge.guardrails import read_guardrails
from ruleloop.judge.hearing import beats_floor
from ruleloop.judge.stand import Stand
from ruleloop.judge.verdict import Estimate, Reading
from ruleloop.scenario import Evidence

MOST_OPENINGS = 5
USUAL, STRICT = 0.95, 0.99


class HeldOutGain(msgspec.Struct, frozen=True):
    """The champion's gain over one opponent, positive = better, clustered by world.

    `usual` has the 95 % interval that people expect of one experiment. `strict` has 99 %: five
    openings at 99 % are together wrong in at most 5 % of runs (Bonferroni), so a claim that has
    to survive being opened again rests on `strict`, also at the first opening.
    """

    usual: Estimate
    strict: Estimate

    @property
    def proven(self) -> bool:
        """Whether even the 99 % interval lies above zero."""
        return self.strict.low > 0.0

    def at(self, opening: int) -> Estimate:
        """95 % at the first opening; from the second on 99 %, because each is another chance."""
        return self.usual if opening == 1 else self.strict


class Arm(msgspec.Struct, frozen=True):
    """One rule set on the hold-out: means over all replications, or the fault that ended it.

    `objective` is its mean with a 95 % interval by world; `parts` are the measures that sum to
    the objective; `world_means` is the objective of each world, in order, so that the same world
    can be compared across arms.
    """

    role: str
    name: str
    objective: Estimate | None
    measures: dict[str, float] = {}
    parts: dict[str, float] = {}
    world_means: tuple[float, ...] = ()
    guardrails: tuple[Reading, ...] = ()
    fault: Fault | None = None
    beats_floor: bool = False


class HoldoutResult(msgspec.Struct, frozen=True):
    """One opening; `versus_*` are None when one of the two rule sets faulted."""

    opening: int
    worlds: int
    seeds_per_world: int
    champion: Arm
    best_shipped: Arm
    baseline: Arm
    versus_best_shipped: HeldOutGain | None
    versus_baseline: HeldOutGain | None
    replications: int

    def faults(self) -> tuple[str, ...]:
        """Why the hold-out says that nobody should use the champion.

        A gain whose interval lies wholly below zero counts; one that may be chance does not.
        """
        arm, gain = self.champion, self.versus_best_shipped
        checks = (
            (bool(arm.fault or arm.beats_floor), "the champion failed on the hold-out"),
            (
                not all(reading.holds for reading in arm.guardrails),
                "the champion broke a guard-rail on the hold-out",
            ),
            (
                gain is not None and gain.at(self.opening).high < 0,
                "the champion is worse than best shipped on the hold-out",
            ),
        )
        return tuple(words for wrong, words in checks if wrong)


def holdout_block(opening: int, evidence: Evidence) -> Block:
    """The block of one opening; its seeds are named by the opening, so none is used twice."""
    setting = Setting("holdout")
    return Block("holdout", str(opening), setting, evidence.holdout_seeds)


def open_holdout(
    stand: Stand, opening: int, *, card: DomainCard, evidence: Evidence, bench: Bench
) -> HoldoutResult:
    """Play champion, best shipped and baseline on fresh worlds from the shifted ranges.

    All arms meet the same worlds and seeds; intervals treat worlds, not replications, as
    independent. Guard-rails are read at the one-sided 95 % bound, by world.

    Raises:
        UserError: `opening` is not 1 to 5: a hold-out that is opened at will is a training set.
        SimulatorFailure: a measure is missing or not finite.
    """
    if not 1 <= opening <= MOST_OPENINGS:
        raise UserError(
            f"the hold-out of a run may be opened {MOST_OPENINGS} times, this would be opening"
            f" {opening}; start a new run for fresh evidence"
        )
    block = holdout_block(opening, evidence)
    return hold_out_in(block, stand, opening, card=card, evidence=evidence, bench=bench)


def hold_out_in(
    block: Block,
    stand: Stand,
    opening: int,
    *,
    card: DomainCard,
    evidence: Evidence,
    bench: Bench,
    proven: bool = True,
) -> HoldoutResult:
    """The same in a given block of worlds; guard-rails at the mean if they need not be `proven`.

    Raises:
        SimulatorFailure: a measure is missing or not finite.
    """
    indices = range(evidence.holdout_worlds * evidence.holdout_seeds)
    sources = (stand.champion, stand.best_shipped, stand.baseline)
    field = {source: _play(source, block, indices, bench) for source in dict.fromkeys(sources)}
    champion, best_shipped, baseline = (field[source] for source in sources)
    names = (
        ("champion", "champion", champion),
        ("best shipped", stand.best_shipped_name, best_shipped),
        ("baseline", stand.baseline_name, baseline),
    )
    arms = [
        _arm(role, name, played, baseline, card=card, evidence=evidence, proven=proven)
        for role, name, played in names
    ]
    return HoldoutResult(
        opening=opening,
        worlds=evidence.holdout_worlds,
        seeds_per_world=evidence.holdout_seeds,
        champion=arms[0],
        best_shipped=arms[1],
        baseline=arms[2],
        versus_best_shipped=_gain(champion, best_shipped, card=card, evidence=evidence),
        versus_baseline=_gain(champion, baseline, card=card, evidence=evidence),
        replications=sum(len(played) for played in field.values()),
    )


def _play(source: str, block: Block, indices: range, bench: Bench) -> list[Replication]:
    """All replications, or those up to and including the first fault."""
    played: list[Replication] = []
    iterator = bench.play(source, block, indices)
    for replication in iterator:
        played.append(replication)
        if replication.fault is not None:
            stop(iterator)
            break
    return played


def _arm(
    role: str,
    name: str,
    played: Sequence[Replication],
    baseline: Sequence[Replication],
    *,
    card: DomainCard,
    evidence: Evidence,
    proven: bool,
) -> Arm:
    if played[-1].fault is not None:
        return Arm(role, name, None, fault=played[-1].fault)
    seeds, objective = evidence.holdout_seeds, column(played, card.objective.measure)
    # Relative guard-rails cannot be read beside a baseline that faulted.
    rails = card.guardrails if baseline[-1].fault is None else ()
    means = {measure: float(column(played, measure).mean()) for measure in played[0].measures}
    return Arm(
        role=role,
        name=name,
        objective=estimate(objective, confidence=USUAL, values_per_world=seeds),
        measures=means,
        parts={part: float(column(played, part).mean()) for part in card.objective.parts},
        world_means=tuple(np.reshape(objective, (-1, seeds)).mean(axis=1).tolist()),
        guardrails=read_guardrails(rails, played, baseline, proven=proven, values_per_world=seeds),
        beats_floor=any(beats_floor(card, replication) for replication in played),
    )


def _gain(
    champion: Sequence[Replication],
    opponent: Sequence[Replication],
    *,
    card: DomainCard,
    evidence: Evidence,
) -> HeldOutGain | None:
    if champion[-1].fault is not None or opponent[-1].fault is not None:
        return None
    each, seeds = gains(card.objective, champion, opponent), evidence.holdout_seeds
    return HeldOutGain(
        usual=estimate(each, confidence=USUAL, values_per_world=seeds),
        strict=estimate(each, confidence=STRICT, values_per_world=seeds),
    )
