"""Screen: a cheap look on a fixed block of seeds, to spend fresh seeds on promising rules only."""

from collections.abc import Sequence
from contextlib import closing

import numpy as np

from ruleloop.domain import NotWorse
from ruleloop.evaluation.replication import Block, Replication
from ruleloop.judge.estimate import estimate, gains, standard_error
from ruleloop.judge.guardrails import clearly_broken, read_guardrails
from ruleloop.judge.hearing import Hearing, Stopped
from ruleloop.judge.stand import Stand

_FIRST_LOOK = 4


def screen_block(stand: Stand) -> Block:
    """The block of seeds on which candidates are screened, until the next keep."""
    return Block("screen", str(stand.screen_block))


def screen(hearing: Hearing) -> None:
    """Go on only when the mean paired gain on the screening block is above the claim's null.

    The block is left early, from the fourth pair on, when even mean + 2 standard errors is not
    above the null: most candidates are harmful or change nothing, and such a candidate has next
    to no chance left to pass. This can lose a good candidate (a few in a hundred, counted in the
    power that `benchmarks/false_keeps.py` prints) but can never let a bad one through, because
    the screen's pairs are no evidence in the race.

    Raises:
        Stopped: hopeless, or a guard-rail is clearly broken, or as in `Hearing.beside`.
        SimulatorFailure: a measure is missing or not finite.
    """
    hearing.stage = "screen"
    block, claim = screen_block(hearing.stand), hearing.claim
    own: list[Replication] = []
    theirs: list[Replication] = []
    indices = range(hearing.evidence.screen)
    with closing(hearing.beside(block, indices, claim.opponent)) as rows:
        for mine, other in rows:
            own.append(mine)
            theirs.append(other)
            if len(own) >= _FIRST_LOOK and _hopeless(hearing, own, theirs):
                break
    each = gains(hearing.card.objective, own, theirs)
    hearing.screen = estimate(each)
    if each.mean() <= claim.null or len(own) < len(indices):
        raise Stopped("discard", _reason(hearing, own, theirs))
    _check_guardrails(hearing, own, block)


def _hopeless(hearing: Hearing, own: Sequence[Replication], theirs: Sequence[Replication]) -> bool:
    each = gains(hearing.card.objective, own, theirs) - hearing.claim.null
    return bool(each.mean() + 2.0 * standard_error(each) <= 0.0)


def _reason(hearing: Hearing, own: Sequence[Replication], theirs: Sequence[Replication]) -> str:
    each = gains(hearing.card.objective, own, theirs)
    if not np.any(each) and [r.digest for r in own] == [r.digest for r in theirs]:
        return f"no decision differs from the {hearing.claim.opponent_name}'s on the screen"
    return (
        f"the screen found {hearing.amount(float(each.mean()))} against the"
        f" {hearing.claim.opponent_name} over {len(own)} pairs"
    )


def _check_guardrails(hearing: Hearing, own: Sequence[Replication], block: Block) -> None:
    """The baseline is played on this block for relative guard-rails, once for all candidates."""
    rails = hearing.guardrails_of_search
    baseline: Sequence[Replication] = own
    if any(isinstance(rail, NotWorse) for rail in rails):
        rows = hearing.beside(block, range(len(own)), hearing.stand.baseline)
        baseline = [reference for _mine, reference in rows]
    hearing.guardrails = read_guardrails(rails, own, baseline, proven=False)
    hearing.refuse(clearly_broken(rails, own, baseline))
