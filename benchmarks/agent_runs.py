"""Whole runs of one agent each, all under the same terms: for `benchmarks.agents`."""

import dataclasses
import hashlib
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec

from benchmarks.agent_outcomes import Outcome
from benchmarks.rival_agents import ConstantsOnly, RandomEdits
from ruleloop.agents.agent import Agent, Brief
from ruleloop.agents.evolve.evolve import Evolve
from ruleloop.agents.scout import Scout
from ruleloop.code_identity import code_identity, versions
from ruleloop.evaluation.bench_scout import BenchScout
from ruleloop.evaluation.pool_bench import PoolBench
from ruleloop.evaluation.replication import Block, Replication
from ruleloop.judge.holdout import HoldoutResult, open_holdout
from ruleloop.judge.judge import Judge
from ruleloop.ledger import Ledger
from ruleloop.loop import Loop
from ruleloop.record import Judged, Record
from ruleloop.runner import Listener, Runner, begin
from ruleloop.session import Session

AGENTS: dict[str, Callable[[Brief, Scout], Agent]] = {
    "evolve": Evolve,
    "constants only": ConstantsOnly,
    "random edits": RandomEdits,
}
SIZES = {
    "tournament": 24, "screen": 12, "race_first": 12, "race_most": 96, "confirm": 64,
    "holdout_worlds": 24, "holdout_seeds": 2, "sensitivity_worlds": 0, "foresight_worlds": 0,
}  # fmt: skip
"""Block sizes of every run here, smaller than in real runs: nine thousand experiments are many."""

_PROGRESS_EVERY = 25


class Shared:
    """Replications that the agents of one seed have in common: above all the tournament's."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, str, bytes, int], Replication] = {}
        self.looked = 0

    def replication(self, sha: str, block: Block, number: int) -> Replication | None:
        """A replication that was played before."""
        return self._known.get(_key(sha, block, number))

    def store_replication(self, sha: str, block: Block, number: int, result: Replication) -> None:
        """Keep it for the next agent."""
        self._known[_key(sha, block, number)] = result
        self.looked += block.tier == "scout"


def _key(sha: str, block: Block, number: int) -> tuple[str, str, str, bytes, int]:
    return sha, block.tier, block.number, msgspec.msgpack.encode(block.setting), number


@dataclasses.dataclass
class Arena:
    """One scenario and one seed: tournament, screens and hold-out are the same for every agent."""

    session: Session
    seed: int
    experiments: int
    tell: Callable[[str], None]

    def __post_init__(self) -> None:
        self._shared, name = Shared(), f"agents/{self.session.name}/{self.seed}"
        self._bench, self._held_out = (
            PoolBench(
                self.session.executor,
                self._shared,
                hashlib.sha256(f"{name}/{part}".encode()).digest(),
                ahead=self.session.workers + 1,
            )
            for part in ("run", "holdout")
        )

    def run(self, agent: str) -> Outcome:
        """A whole run, in a folder that is thrown away."""
        began_s, looked = time.monotonic(), self._shared.looked
        with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder), writer=True) as ledger:
            runner = begin(
                self.session, ledger, seed=f"{self.seed}", agent="evolve", listener=Listener()
            )
            runner = dataclasses.replace(runner, bench=self._bench)
            runner.crown()
            loop = self._loop(runner, agent)
            loop.run(
                spent=lambda: runner.record.experiments >= self.experiments,
                tell=lambda _: self._progress(agent, runner.record, began_s),
            )
            record = runner.record
            result = open_holdout(
                record.stand,
                1,
                card=record.started.card,
                evidence=record.started.scenario.evidence,
                bench=self._held_out,
            )
        minutes = (time.monotonic() - began_s) / 60.0
        looked = self._shared.looked - looked
        return self._outcome(agent, record, result, minutes=minutes, looked=looked)

    def _loop(self, runner: Runner, agent: str) -> Loop:
        record, card = runner.record, runner.record.started.card
        brief = Brief(
            card=card,
            interface_source=card.interface,
            rule_sets=card.rule_sets,
            champion=record.stand.best_shipped,
            seed=f"{self.seed:016d}".encode(),
        )
        judge = Judge(card=card, evidence=record.started.scenario.evidence, bench=runner.bench)
        proposer = AGENTS[agent](brief, BenchScout(runner.bench))
        return Loop(record, runner.ledger, judge, proposer, runner._gate)  # noqa: SLF001 - the run's own gate

    def _progress(self, agent: str, record: Record, began_s: float) -> None:
        latest = record.judged[-1]
        kept = latest.verdict is not None and latest.verdict.outcome == "keep"
        if kept or (latest.verdict and record.experiments % _PROGRESS_EVERY == 0):
            self.tell(
                f"{self.session.argument} seed {self.seed} {agent}: {record.experiments} of"
                f" {self.experiments} experiments, {len(record.keeps)} kept,"
                f" {time.monotonic() - began_s:.0f} s"
                + (f"; kept: {latest.hypothesis}" if kept else "")
            )

    def _outcome(
        self, agent: str, record: Record, result: HoldoutResult, *, minutes: float, looked: int
    ) -> Outcome:
        gain, shipped = result.versus_best_shipped, result.best_shipped
        failed = gain is None or shipped.objective is None
        return Outcome(
            scenario=self.session.argument,
            agent=agent,
            seed=self.seed,
            experiments=self.experiments,
            terms=terms_of(self.session),
            unit=record.started.card.objective.unit,
            shipped=shipped.name,
            shipped_mean=shipped.objective.mean if shipped.objective else 0.0,
            gain=0.0 if gain is None else gain.usual.mean,
            holds=not failed and all(each.holds for each in result.champion.guardrails),
            shipped_holds=all(each.holds for each in shipped.guardrails),
            verdicts=dict(Counter(_ending(each) for each in record.judged)),
            by_move=_by_move(record.judged),
            kept=tuple(each.hypothesis for each in record.keeps),
            replications=sum(e.verdict.replications for e in record.judged if e.verdict),
            looked=looked,
            minutes=minutes,
        )


def _by_move(judged: list[Judged]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {}
    for each in judged:
        move = each.origin.get("move", each.hypothesis if not each.origin else "")
        counts.setdefault(move, Counter())[_ending(each)] += 1
    return {move: dict(found) for move, found in counts.items()}


def _ending(judged: Judged) -> str:
    """How a proposal ended, in few words."""
    verdict = judged.verdict
    if verdict is None:
        return "refused" if judged.note.startswith("refused") else "judged before"
    if verdict.stage == "screen" and any("no decision differs" in r for r in verdict.reasons):
        return "no decision differs"
    return verdict.outcome if verdict.outcome == "keep" else f"{verdict.outcome}, {verdict.stage}"


def fair_session(opened: Session) -> Session:
    """The same scenario with the block sizes of this benchmark."""
    evidence = msgspec.structs.replace(opened.scenario.evidence, **SIZES)
    return dataclasses.replace(
        opened, scenario=msgspec.structs.replace(opened.scenario, evidence=evidence)
    )


def terms_of(session: Session) -> str:
    """A hash of all that outcomes depend on besides agent and seed."""
    code = code_identity(session.workspace, session.card.name)
    rivals = (Path(__file__).parent / "rival_agents.py").read_bytes()
    told = msgspec.json.encode((code, versions(), session.scenario, session.card.rule_sets))
    return hashlib.sha256(told + rivals).hexdigest()[:12]
