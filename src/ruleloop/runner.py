"""A whole run: begin or resume, hold the tournament, loop, open the hold-out."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from ruleloop.agents.agent import Agent, Brief
from ruleloop.agents.registry import make_agent
from ruleloop.code_identity import code_identity, versions
from ruleloop.errors import Interrupted, LedgerError
from ruleloop.evaluation import worker
from ruleloop.evaluation.pool_bench import PoolBench
from ruleloop.judge.judge import Judge
from ruleloop.judge.tournament import hold_tournament
from ruleloop.ledger import Ledger
from ruleloop.loop import Loop
from ruleloop.opening import MOST_OPENINGS, Opening
from ruleloop.pictures import draw_pictures
from ruleloop.record import Crowned, Judged, Record, Started, experiment_of, fold
from ruleloop.report.publish import write_figures
from ruleloop.scenario import Scenario
from ruleloop.session import Session
from ruleloop.settings import Budget


@dataclass(frozen=True)
class Listener:
    """Who wants to know how a run goes, and may ask it to stop."""

    crowned: Callable[[Crowned], None] = lambda _: None
    judged: Callable[[Judged, Record], None] = lambda _judged, _record: None
    stage: Callable[[str], None] = lambda _: None
    stopping: Callable[[], bool] = lambda: False


@dataclass(frozen=True)
class Runner:
    """One run in one folder."""

    session: Session
    ledger: Ledger
    record: Record
    bench: PoolBench
    agent_name: str
    listener: Listener

    def run(self, budget: Budget) -> Record:
        """Do what is left of the run within the budget.

        Raises:
            Interrupted: the listener asked to stop; everything finished is saved.
        """
        self.crown()
        self.search(budget)
        self.open_hold_out()
        return self.record

    def crown(self) -> None:
        """Hold the opening tournament, if it has not been held."""
        if self.record.crowned:
            return
        self.listener.stage("tournament of the shipped rule sets")
        scenario, card = self.record.started.scenario, self.session.card
        names = scenario.rules.tournament or tuple(card.rule_sets)
        sources = {n: card.rule_sets[n] for n in (*names, scenario.rules.baseline)}
        tournament = hold_tournament(
            sources,
            scenario.rules.baseline,
            card=card,
            evidence=scenario.evidence,
            worthwhile=scenario.worthwhile_gain,
            bench=self.bench,
        )
        crowned = Crowned(tournament, tournament.opening_stand(sources))
        for source in sources.values():
            self.ledger.store_source(source)
        self.ledger.append("crowned", crowned)
        self.record.add_crowned(crowned)
        self.listener.crowned(crowned)

    def search(self, budget: Budget) -> None:
        """Loop until the budget is spent."""
        self.listener.stage("search")
        evidence, card = self.record.started.scenario.evidence, self.session.card
        judge = Judge(card=card, evidence=evidence, bench=self.bench)
        loop = Loop(self.record, self.ledger, judge, self._agent(), self._gate)
        loop.run(
            spent=lambda: self._spent(budget),
            tell=lambda judged: self.listener.judged(judged, self.record),
        )

    def open_hold_out(self) -> None:
        """Open the hold-out for the champion, unless this champion's was opened before."""
        if any(o.champion == self.record.champion for o in self.record.openings):
            return
        if len(self.record.openings) >= MOST_OPENINGS:
            self.listener.stage(f"the hold-out was opened {MOST_OPENINGS} times: no more")
            return
        self.listener.stage("hold-out")
        opening = Opening(
            self.record,
            self.session,
            self.ledger,
            self.bench,
            on_replication=lambda: stop_if_asked(self.listener),
        )
        day = opening.day(0)
        opened = opening.open()
        self.ledger.append("opened", opened)
        self.record.add_opened(opened)
        write_figures(self.ledger.folder, draw_pictures(self.session, self.record.stand, day))

    def _agent(self) -> Agent:
        card = self.session.card
        brief = Brief(
            card=card,
            interface_source=_interface_source(self.session),
            rule_sets=card.rule_sets,
            champion=self.record.stand.best_shipped,
            seed=_derived(self.record.started.seed, "agent")[:16],
        )
        agent = make_agent(self.agent_name, brief)
        for judged in self.record.judged:
            agent.learn(experiment_of(judged, self.ledger.source(judged.rules)))
        return agent

    def _gate(self, source: str) -> tuple[str, ...]:
        stop_if_asked(self.listener)
        return self.session.executor.submit(worker.gate_reasons, source).result()

    def _spent(self, budget: Budget) -> bool:
        stop_if_asked(self.listener)
        if budget.experiments is not None:
            return self.record.experiments >= budget.experiments
        return self.ledger.active_s() >= (budget.seconds or 0.0)


def begin(
    session: Session, ledger: Ledger, *, seed: str | None, agent: str, listener: Listener
) -> Runner:
    """Begin a run in an empty ledger, or take up the one that it holds.

    `seed` names all randomness of the run; it is drawn if None, and a resumed run keeps its own.

    Raises:
        LedgerError: the ledger holds a run of another scenario, seed or simulator.
    """
    if next(ledger.events(), None) is None:
        ledger.append("started", _started(session, seed or secrets.token_hex(16)))
    record = fold(ledger)
    _check_same(record.started, session, seed, ledger.folder)
    bench = PoolBench(
        session.executor,
        ledger,
        _derived(record.started.seed, "run"),
        ahead=session.workers + 1,
        on_replication=lambda: stop_if_asked(listener),
    )
    return Runner(session, ledger, record, bench, agent, listener)


def stop_if_asked(listener: Listener) -> None:
    """Raise `Interrupted` when the listener wants the run to stop."""
    if listener.stopping():
        raise Interrupted("stopped; everything finished is saved")


def _started(session: Session, seed: str) -> Started:
    return Started(
        name=session.name,
        scenario=session.scenario,
        seed=seed,
        versions=versions(),
        code=code_identity(session.workspace, session.card.name),
        tier=session.tier,
        card=session.card,
    )


def _check_same(started: Started, session: Session, seed: str | None, folder: Path) -> None:
    mend = "use another --run folder for a new run"
    if _evidence_of(started.scenario) != _evidence_of(session.scenario):
        raise LedgerError(f"{folder}: holds a run of another version of this scenario; {mend}")
    if started.code != code_identity(session.workspace, session.card.name):
        raise LedgerError(f"{folder}: the simulator or the engine changed since; {mend}")
    if seed is not None and seed != started.seed:
        raise LedgerError(f"{folder}: holds a run with seed {started.seed}, not {seed}; {mend}")
    if started.tier != session.tier:
        raise LedgerError(
            f"{folder}: was begun with isolation `{started.tier}`, here it is `{session.tier}`;"
            f" {mend}"
        )


def _evidence_of(scenario: Scenario) -> Scenario:
    run = msgspec.structs.replace(scenario.run, budget="", agent="")
    return msgspec.structs.replace(scenario, run=run, title="", about="")


def _derived(seed: str, purpose: str) -> bytes:
    return hashlib.sha256(f"ruleloop/{purpose}/{seed}".encode()).digest()


def _interface_source(session: Session) -> str:
    path = session.workspace.root / "simulators" / session.card.name / "interface.py"
    return path.read_text(encoding="utf-8")
