"""The judge: keeps a candidate only on evidence.

Smoke, screen, stress bank, race, confirmation: each stage costs more than the one before and
sees fewer candidates. What each is for, with numbers: `docs/evidence.md`.
"""

from dataclasses import dataclass

from ruleloop.domain import DomainCard
from ruleloop.judge.bench import Bench
from ruleloop.judge.claim import claim_of
from ruleloop.judge.confirm import confirm
from ruleloop.judge.hearing import Hearing, Stopped
from ruleloop.judge.race import race
from ruleloop.judge.screen import screen
from ruleloop.judge.smoke import smoke
from ruleloop.judge.stand import Stand
from ruleloop.judge.stress import run_stress
from ruleloop.judge.verdict import Verdict
from ruleloop.scenario import Evidence


@dataclass(frozen=True)
class Judge:
    """Judges candidates of one domain; it holds no state between two of them."""

    card: DomainCard
    evidence: Evidence
    bench: Bench

    def judge(self, candidate: str, stand: Stand, *, number: int, simpler: bool = False) -> Verdict:
        """The verdict on one candidate, a function of the arguments and the bench only.

        `number` is the experiment's number: it names the fresh seeds, so it is never reused.
        `simpler` says that the candidate is clearly simpler than the champion, so that it needs
        to be not worse only.

        Raises:
            SimulatorFailure: a measure is missing or not finite; no fault of the candidate.
        """
        hearing = Hearing(
            card=self.card,
            evidence=self.evidence,
            bench=self.bench,
            stand=stand,
            candidate=candidate,
            claim=claim_of(stand, simpler=simpler),
            number=number,
        )
        try:
            smoke(hearing)
            screen(hearing)
            run_stress(hearing)
            race(hearing)
            return hearing.verdict("keep", confirm(hearing))
        except Stopped as stop:
            return hearing.verdict(
                stop.outcome, *stop.reasons, reference_faulted=stop.reference_faulted
            )
