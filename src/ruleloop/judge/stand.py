"""Where a run stands: who is champion, what a keep must reach, which block screens."""

import msgspec

from ruleloop.judge.verdict import Verdict


class Stand(msgspec.Struct, frozen=True):
    """Everything that verdicts depend on; plain data, replaced whole after each experiment.

    champion: source text of the best rules so far; gains are proven against it.
    anchor: the best champion *proven* so far; simplifications are proven against it. It changes
        only when a kept candidate beats the anchor itself at the confirmation: lower bound above
        zero and mean at least `worthwhile`. So any number of simplifications together cost at
        most one worthwhile gain against the best that was ever proven: nothing ratchets down.
    baseline: the rules that relative guard-rails compare with; never changes.
    best_shipped: the winner of the tournament, the first champion; never changes.
    worthwhile: the smallest gain worth having, in the objective's unit, >= 0.
    clip: gains in a race are clipped to +-clip, in the objective's unit; fixed by the tournament.
    screen_block: number of the screening block; agents may see the traces of this block only.
    screened: candidates screened on this block so far.
    """

    champion: str
    anchor: str
    baseline: str
    best_shipped: str
    baseline_name: str
    best_shipped_name: str
    worthwhile: float
    clip: float
    screen_block: int = 1
    screened: int = 0

    def after(self, candidate: str, verdict: Verdict, *, screen_life: int) -> "Stand":
        """The stand after a verdict: a fold, so that a resumed run stands where it stood.

        A fresh screening block is opened after every keep, after `screen_life` candidates, and
        when the champion or the baseline faulted, because that block can compare nothing.
        """
        stand = self
        if verdict.outcome == "keep":
            anchor = candidate if self._lifts_anchor(verdict) else self.anchor
            stand = msgspec.structs.replace(self, champion=candidate, anchor=anchor)
        screened = self.screened + 1
        if verdict.outcome == "keep" or verdict.reference_faulted or screened >= screen_life:
            return msgspec.structs.replace(stand, screen_block=self.screen_block + 1, screened=0)
        return msgspec.structs.replace(stand, screened=screened)

    def _lifts_anchor(self, verdict: Verdict) -> bool:
        gain = verdict.versus_anchor
        return gain is not None and gain.low > 0.0 and gain.mean >= self.worthwhile
