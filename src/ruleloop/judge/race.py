"""Race: candidate and opponent on fresh seeds, until one thing or the other is clear."""

from collections.abc import Iterator, Sequence

from ruleloop.evaluation.replication import Block, Replication
from ruleloop.judge.eprocess import WIN, BettingProcess
from ruleloop.judge.estimate import estimate, gains, standard_error
from ruleloop.judge.guardrails import clearly_broken, read_guardrails
from ruleloop.judge.hearing import Hearing, Stopped

_FINE_STEP, _FINE_UNTIL, _COARSE_STEP = 8, 64, 32


def looks(first: int, most: int) -> Iterator[int]:
    """The numbers of pairs at which a race is looked at: 16, 24, .. 64, 96, .. 256."""
    pairs = first
    while pairs < most:
        yield pairs
        pairs += _FINE_STEP if pairs < _FINE_UNTIL else _COARSE_STEP
    yield most


def race(hearing: Hearing) -> None:
    """Return when the claim is proven at e >= 20; the seeds are drawn for this experiment alone.

    - *Won* needs wealth 20 of the betting e-process on the clipped gains; if any loss was clipped
      the unclipped mean must be above the claim's null too, because a disaster counts in full.
    - *Futile* when mean + 1 standard error is below the claim's target: the confirmation would
      hardly reach it. Stopping for futility is always legal; it never makes a keep likelier.
    - *Unsafe* when an absolute guard-rail is clearly broken (mean + 2 standard errors below its
      limit) at a look, or broken by the point estimate at the end. Relative guard-rails need the
      baseline and wait for the confirmation.
    - *Indecisive* when the most pairs are played and nothing is clear; never kept.

    Raises:
        Stopped: the race was not won, or as in `Hearing.beside`.
        SimulatorFailure: a measure is missing or not finite.
    """
    hearing.stage = "race"
    evidence, claim = hearing.evidence, hearing.claim
    process = BettingProcess(hearing.stand.clip, claim.null)
    own: list[Replication] = []
    theirs: list[Replication] = []
    for pairs in looks(evidence.race_first, evidence.race_most):
        seen = len(own)
        for mine, other in hearing.beside(_block(hearing), range(seen, pairs), claim.opponent):
            own.append(mine)
            theirs.append(other)
        each = gains(hearing.card.objective, own, theirs)
        process.add(each[seen:])
        hearing.race = estimate(each)
        hearing.refuse(clearly_broken(hearing.absolute_guardrails, own, own))
        mean = float(each.mean())
        if process.value >= WIN and (mean > claim.null or not process.clipped_loss):
            return _check_guardrails(hearing, own)
        if mean + standard_error(each) < claim.target:
            raise Stopped("discard", _futile(hearing, mean, pairs))
    raise Stopped("indecisive", _undecided(hearing, process))


def _block(hearing: Hearing) -> Block:
    return Block("race", str(hearing.number))


def _check_guardrails(hearing: Hearing, own: Sequence[Replication]) -> None:
    readings = read_guardrails(hearing.absolute_guardrails, own, own, proven=False)
    hearing.guardrails = readings
    hearing.refuse([reading for reading in readings if not reading.holds])


def _futile(hearing: Hearing, mean: float, pairs: int) -> str:
    return (
        f"the race found {hearing.amount(mean)} against the {hearing.claim.opponent_name} over"
        f" {pairs} pairs; {hearing.amount(hearing.claim.target)} is out of reach"
    )


def _undecided(hearing: Hearing, process: BettingProcess) -> str:
    return (
        f"nothing was proven against the {hearing.claim.opponent_name} in"
        f" {hearing.evidence.race_most} pairs: evidence {process.value:.3g}, needed {WIN:g}"
    )
