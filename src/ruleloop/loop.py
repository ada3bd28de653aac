"""The loop: an agent proposes, gate and judge decide, the ledger remembers, and so on all night."""

from collections.abc import Callable
from dataclasses import dataclass

from ruleloop.agents.agent import Agent, Proposal
from ruleloop.errors import SimulatorFailure
from ruleloop.isolation.syntax import syntax_hash
from ruleloop.judge.claim import is_clearly_simpler
from ruleloop.judge.judge import Judge
from ruleloop.judge.verdict import Verdict
from ruleloop.ledger import Ledger
from ruleloop.record import Judged, Record, experiment_of

MOST_FAILURES_IN_A_ROW = 3
"""So many simulator failures in a row are the simulator's fault and not a candidate's."""

SIMULATOR_FAILED = "the simulator failed"
MOST_NOTE = 600

AGENT_RAN_DRY_AFTER = 500
"""So many proposals in a row that were judged before or refused mean that nothing new comes."""


@dataclass(frozen=True)
class Loop:
    """One run's moving parts. `gate` gives the reasons why a rule text must not even be played."""

    record: Record
    ledger: Ledger
    judge: Judge
    agent: Agent
    gate: Callable[[str], tuple[str, ...]]

    def run(self, *, spent: Callable[[], bool], tell: Callable[[Judged], None]) -> None:
        """Propose and judge until the budget is spent or the agent has nothing new."""
        while not spent() and self.record.barren < AGENT_RAN_DRY_AFTER:
            tell(self.step())

    def step(self) -> Judged:
        """One proposal, judged and remembered."""
        proposal = self.agent.propose(self._number)
        judged = self._consider(proposal)
        self._remember(judged, proposal.source)
        return judged

    @property
    def _number(self) -> int:
        return len(self.record.judged) + 1

    def _consider(self, proposal: Proposal) -> Judged:
        reasons = self.gate(proposal.source)
        if reasons:
            return self._judged(proposal, note="refused: " + "; ".join(reasons))
        syntax = syntax_hash(proposal.source)
        if syntax in self.record.seen:
            note = f"judged before, as proposal {self.record.seen[syntax]}"
            return self._judged(proposal, syntax=syntax, note=note)
        try:
            return self._judged(proposal, syntax=syntax, verdict=self._verdict(proposal))
        except SimulatorFailure as failure:
            return self._judged_in_vain(proposal, syntax, failure)

    def _verdict(self, proposal: Proposal) -> Verdict:
        stand = self.record.stand
        simpler = is_clearly_simpler(proposal.source, stand.champion)
        return self.judge.judge(proposal.source, stand, number=self._number, simpler=simpler)

    def _judged_in_vain(self, proposal: Proposal, syntax: str, failure: SimulatorFailure) -> Judged:
        """Go on when one candidate brings the simulator down; not when every candidate does."""
        latest = self.record.judged[-MOST_FAILURES_IN_A_ROW + 1 :]
        if len(latest) + 1 >= MOST_FAILURES_IN_A_ROW and all(_in_vain(each) for each in latest):
            raise failure
        note = f"{SIMULATOR_FAILED}: {str(failure)[:MOST_NOTE]}"
        verdict = Verdict("indecisive", "smoke", (note,))
        return self._judged(proposal, syntax=syntax, verdict=verdict, note=note)

    def _judged(
        self,
        proposal: Proposal,
        *,
        syntax: str = "",
        verdict: Verdict | None = None,
        note: str = "",
    ) -> Judged:
        return Judged(
            number=self._number,
            agent=proposal.by or self.agent.name,
            tier=self.record.started.tier,
            rules=self.ledger.store_source(proposal.source),
            syntax=syntax,
            hypothesis=proposal.hypothesis,
            origin=proposal.origin,
            verdict=verdict,
            note=note,
            asked=proposal.asked,
        )

    def _remember(self, judged: Judged, source: str) -> None:
        self.ledger.append("judged", judged)
        self.record.add_judged(judged, source)
        self.agent.learn(experiment_of(judged, source))


def _in_vain(judged: Judged) -> bool:
    return judged.note.startswith(SIMULATOR_FAILED)
