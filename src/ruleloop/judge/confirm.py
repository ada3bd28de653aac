"""Confirm: more fresh pairs, a fixed number of them, with the baseline as third arm.

The race stops when it looks good, so its estimate is too good. The confirmation has no stopping
rule: its mean is the unbiased gain that ledger, agents and reports quote.
"""

from ruleloop.evaluation.replication import Block
from ruleloop.judge.estimate import estimate, gains
from ruleloop.judge.guardrails import read_guardrails
from ruleloop.judge.hearing import Hearing, Stopped


def confirm(hearing: Hearing) -> str:
    """The reason to keep the candidate, when the confirmation gives one.

    Kept when the one-sided 95 % lower bound of the gain is above the claim's null, its mean
    reaches the claim's target, and all guard-rails hold at the 95 % bound, the relative ones
    paired with the baseline.

    Raises:
        Stopped: any of these fails, or as in `Hearing.beside`.
        SimulatorFailure: a measure is missing or not finite.
    """
    hearing.stage = "confirm"
    card, claim, stand = hearing.card, hearing.claim, hearing.stand
    block, indices = Block("confirm", str(hearing.number)), range(hearing.evidence.confirm)
    rows = hearing.beside(block, indices, claim.opponent, stand.anchor, stand.baseline)
    own, opponent, anchor, baseline = zip(*rows, strict=True)
    hearing.confirm = estimate(gains(card.objective, own, opponent))
    hearing.versus_anchor = estimate(gains(card.objective, own, anchor))
    rails = hearing.guardrails_of_search
    hearing.guardrails = read_guardrails(rails, own, baseline, proven=True)
    hearing.refuse([reading for reading in hearing.guardrails if not reading.holds])
    found = (
        f"the confirmation found {hearing.amount(hearing.confirm.mean)} against the"
        f" {claim.opponent_name} over {len(indices)} fresh pairs, at least"
        f" {hearing.amount(hearing.confirm.low)} with 95 % confidence"
    )
    if hearing.confirm.low <= claim.null:
        raise Stopped("discard", f"{found}; more than {hearing.amount(claim.null)} is needed")
    if hearing.confirm.mean < claim.target:
        raise Stopped("discard", f"{found}; a mean of {hearing.amount(claim.target)} is needed")
    return found
