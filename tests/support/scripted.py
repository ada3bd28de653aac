"""An agent that proposes given texts, one after the other; and a run of them through the loop."""

from pathlib import Path

from ruleloop.agents.agent import Experiment, Proposal
from ruleloop.evaluation import worker
from ruleloop.judge.judge import Judge
from ruleloop.ledger import Ledger
from ruleloop.loop import Loop
from ruleloop.record import Record
from ruleloop.runner import Listener, begin
from ruleloop.session import Session


class Scripted:
    name = "scripted"

    def __init__(self, texts: list[str]) -> None:
        self._texts = texts

    def propose(self, number: int) -> Proposal:
        return Proposal(self._texts[number - 1], f"text {number}")

    def learn(self, experiment: Experiment) -> None:
        pass

    is_spent = False

    def close(self):
        return ()


def propose_all(session: Session, texts: list[str], folder: Path) -> Record:
    """The record of a run in which exactly these texts were proposed."""
    with Ledger(folder, writer=True) as ledger:
        runner = begin(session, ledger, seed="scripted", agent="evolve", listener=Listener())
        runner.crown()
        judge = Judge(card=session.card, evidence=session.scenario.evidence, bench=runner.bench)
        loop = Loop(runner.record, ledger, judge, Scripted(texts), _gate(session))
        loop.run(spent=lambda: len(runner.record.judged) == len(texts), tell=lambda _: None)
        return runner.record


def _gate(session: Session):
    return lambda source: session.executor.submit(worker.gate_reasons, source).result()
