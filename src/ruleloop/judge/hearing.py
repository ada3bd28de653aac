"""One candidate before the judge: plays it beside its opponents and records the evidence."""

from collections.abc import Generator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import chain

from ruleloop.domain import DomainCard, Guardrail, Minimise, NotWorse
from ruleloop.errors import SimulatorFailure
from ruleloop.evaluation.replication import Block, Fault, Replication
from ruleloop.judge.bench import Bench, stop
from ruleloop.judge.claim import Claim
from ruleloop.judge.estimate import column
from ruleloop.judge.guardrails import broken_never, sentence, with_allowance
from ruleloop.judge.stand import Stand
from ruleloop.judge.verdict import Estimate, Outcome, Reading, Stage, Verdict
from ruleloop.scenario import Evidence

_FAULT_TEXT_MOST = 600


class Stopped(Exception):
    """A stage ended the hearing; carries the outcome and the reasons, never leaves the judge."""

    def __init__(self, outcome: Outcome, *reasons: str, reference_faulted: bool = False) -> None:
        super().__init__(outcome, *reasons)
        self.outcome: Outcome = outcome
        self.reasons = reasons
        self.reference_faulted = reference_faulted


@dataclass
class Hearing:
    """The case of one candidate; the stages read it, play through it and write their evidence.

    `number` is the number of the experiment: it names the blocks of fresh seeds, so that no race
    or confirmation ever reuses one. `told`: what the simulator says of the candidate's bad
    measures, by measure, from the first replication where it does.
    """

    card: DomainCard
    evidence: Evidence
    bench: Bench
    stand: Stand
    candidate: str
    claim: Claim
    number: int
    stage: Stage = "smoke"
    screen: Estimate | None = None
    race: Estimate | None = None
    confirm: Estimate | None = None
    versus_anchor: Estimate | None = None
    guardrails: tuple[Reading, ...] = ()
    replications: int = 0
    told: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def beside(
        self, block: Block, indices: range, *others: str
    ) -> Generator[tuple[Replication, ...]]:
        """Play the candidate beside other rules on the same seeds and worlds, pair by pair.

        Closing the iterator stops the work.

        Raises:
            Stopped: the candidate faulted, broke a `Never` or beat the floor; another arm faulted.
            SimulatorFailure: a measure is missing or not finite.
        """
        # Rules that appear in two roles are asked for once.
        sources = dict.fromkeys((self.candidate, *others))
        with ExitStack() as stack:
            arms = [self.bench.play(source, block, indices) for source in sources]
            for arm in arms:
                stack.callback(stop, arm)
            for row in zip(*arms, strict=True):
                self.replications += len(row)
                played = dict(zip(sources, row, strict=True))
                self.audit(played[self.candidate])
                yield (played[self.candidate], *(self._sound(played[o]) for o in others))

    def alone(self, block: Block, *, nevers: bool = True) -> Replication:
        """Play the candidate alone on the first replication of a block.

        Raises:
            Stopped: the candidate faulted, broke a `Never` (unless told otherwise) or beat the
                floor.
            SimulatorFailure: a measure is missing or not finite.
        """
        (replication,) = self.bench.play(self.candidate, block, range(1))
        self.replications += 1
        self.audit(replication, nevers=nevers)
        return replication

    def audit(self, replication: Replication, *, nevers: bool = True) -> None:
        """Check what must hold in every single replication of a candidate.

        Raises:
            Stopped: the candidate faulted, broke a `Never` or beat the floor.
            SimulatorFailure: a measure is missing or not finite.
        """
        if replication.fault is not None:
            raise Stopped("crash", fault_sentence("the candidate", replication.fault))
        for measure, sentences in replication.reasons.items():
            self.told.setdefault(measure, sentences)
        broken = broken_never(self.card.guardrails, replication) if nevers else ()
        if broken:
            raise Stopped("unsafe", *broken)
        if beats_floor(self.card, replication):
            raise Stopped(
                "unsafe",
                f"`{self.card.objective.measure}` is beyond the proven floor of"
                f" {replication.floor:.6g}: a bug or a cheat",
            )

    @property
    def absolute_guardrails(self) -> tuple[Guardrail, ...]:
        """The guard-rails that need no baseline."""
        return tuple(rail for rail in self.card.guardrails if not isinstance(rail, NotWorse))

    @property
    def guardrails_of_search(self) -> tuple[Guardrail, ...]:
        """All guard-rails, less the part of their allowances that is kept for unseen worlds."""
        return with_allowance(self.card.guardrails, self.evidence.search_allowance)

    def refuse(self, broken: Sequence[Reading]) -> None:
        """End the hearing when any guard-rail is broken.

        Raises:
            Stopped: `broken` is not empty.
        """
        if broken:
            told = [(sentence(each), *self.told.get(each.measure, ())) for each in broken]
            raise Stopped("unsafe", *chain.from_iterable(told))

    def amount(self, gain: float) -> str:
        """A gain with its sign and unit, for reasons."""
        return f"{gain:+.4g} {self.card.objective.unit}"

    def verdict(self, outcome: Outcome, *reasons: str, reference_faulted: bool = False) -> Verdict:
        """The verdict of this hearing, with all evidence so far."""
        return Verdict(
            outcome=outcome,
            stage=self.stage,
            reasons=reasons,
            screen=self.screen,
            race=self.race,
            confirm=self.confirm,
            guardrails=self.guardrails,
            replications=self.replications,
            kept_for=self.claim.kept_for if outcome == "keep" else None,
            versus_anchor=self.versus_anchor,
            reference_faulted=reference_faulted,
        )

    def _sound(self, reference: Replication) -> Replication:
        """A reference that faults leaves nothing to compare with: no keep, but no blame either."""
        if reference.fault is None:
            return reference
        raise Stopped(
            "indecisive",
            fault_sentence("the champion or the baseline", reference.fault),
            reference_faulted=True,
        )


def fault_sentence(who: str, fault: Fault) -> str:
    """One fault in words; its detail is quoted, because rule code may have written it."""
    return f"{who} failed ({fault.kind}): {fault.detail[:_FAULT_TEXT_MOST]!r}"


def beats_floor(card: DomainCard, replication: Replication) -> bool:
    """Whether the objective is better than its proven bound, beyond rounding (1e-9 relative).

    Raises:
        SimulatorFailure: the objective is missing or not finite, or the floor is not a number.
    """
    objective = column([replication], card.objective.measure)[0]
    floor = replication.floor
    if floor is None:
        return False
    if floor != floor:
        raise SimulatorFailure("the proven floor of a replication is not a number")
    slack = 1e-9 * max(1.0, abs(floor))
    if isinstance(card.objective, Minimise):
        return bool(objective < floor - slack)
    return bool(objective > floor + slack)
