"""The end of a run: open the hold-out for the champion, and look at what stands around the gain."""

import hashlib
import hmac
import math
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

import msgspec

from ruleloop.domain import Plan
from ruleloop.evaluation import worker
from ruleloop.evaluation.pool_bench import PoolBench
from ruleloop.evaluation.replication import Block, Task
from ruleloop.judge.apart import hold_out_apart
from ruleloop.judge.estimate import estimate, gains
from ruleloop.judge.holdout import MOST_OPENINGS, holdout_block, open_holdout
from ruleloop.judge.sensitivity import measure_sensitivity
from ruleloop.judge.verdict import Estimate
from ruleloop.ledger import Ledger
from ruleloop.record import Bounds, Opened, Record, Sealed
from ruleloop.session import Session

__all__ = ["MOST_OPENINGS", "Opening"]


@dataclass(frozen=True)
class Opening:
    """One opening of the hold-out, sealed before.

    The seeds are drawn when it is sealed: their key depends on everything that the ledger held
    then, so nobody could know them before the champion was final, and yet the same run opens the
    same hold-out, also when it was interrupted in the middle.
    """

    record: Record
    session: Session
    ledger: Ledger
    search_bench: PoolBench
    sealed: Sealed
    on_replication: Callable[[], None]

    @property
    def number(self) -> int:
        """Which opening this is, from 1."""
        return self.sealed.opening

    def open(self) -> Opened:
        """Play everything that belongs to an opening; nothing of it flows back into the search."""
        stand, card = self.record.stand, self.record.started.card
        scenario, bench = self.record.started.scenario, self._bench()
        evidence = scenario.evidence
        result = open_holdout(stand, self.number, card=card, evidence=evidence, bench=bench)
        return Opened(
            champion=stand.champion,
            result=result,
            confirmed=self._confirmed(),
            sensitivity=measure_sensitivity(
                stand, result, card=card, evidence=evidence, bench=bench
            ),
            bounds=self._bounds() if card.has_foresight else None,
            apart=hold_out_apart(stand, self.number, card=card, scenario=scenario, bench=bench),
        )

    def day(self, index: int) -> Task:
        """One replication of this opening, its rules left out."""
        evidence = self.record.started.scenario.evidence
        block = holdout_block(self.number, evidence)
        return Task("", block.setting, *block.seeds(self._key(), index))

    def _key(self) -> bytes:
        named = f"holdout/{self.number}/{self.sealed.chain}"
        return hmac.new(self.record.started.seed.encode(), named.encode(), hashlib.sha256).digest()

    def _bench(self) -> PoolBench:
        ahead = self.session.workers + 1
        return PoolBench(
            self.session.executor,
            self.ledger,
            self._key(),
            ahead=ahead,
            on_replication=self.on_replication,
        )

    def _confirmed(self) -> Estimate | None:
        """The champion's whole gain over best shipped on fresh days of the search's worlds."""
        stand, evidence = self.record.stand, self.record.started.scenario.evidence
        if stand.champion == stand.best_shipped:
            return None
        block, indices = Block("confirm", f"final/{self.number}"), range(evidence.confirm)
        arms = [
            list(self.search_bench.play(source, block, indices))
            for source in (stand.champion, stand.best_shipped)
        ]
        if any(replication.fault for arm in arms for replication in arm):
            return None
        return estimate(gains(self.record.started.card.objective, *arms), confidence=0.95)

    def _bounds(self) -> Bounds:
        """The best plans known with foresight, on the first hold-out replication of some worlds."""
        evidence, stand = self.record.started.scenario.evidence, self.record.stand
        worlds = range(min(evidence.foresight_worlds, evidence.holdout_worlds))
        indices = [world * evidence.holdout_seeds for world in worlds]
        rules = (stand.champion, stand.best_shipped)
        futures = [
            self.session.executor.submit(
                worker.hindsight, msgspec.msgpack.encode(worker.Hindsight(rules, self.day(index)))
            )
            for index in indices
        ]
        found = [(i, self._plan(future)) for i, future in zip(indices, futures, strict=True)]
        known = [(i, plan.objective) for i, plan in found if math.isfinite(plan.objective)]
        return Bounds(tuple(i for i, _ in known), tuple(value for _, value in known))

    def _plan(self, future: "Future[bytes]") -> Plan:
        self.on_replication()
        return msgspec.msgpack.decode(future.result(), type=Plan)
