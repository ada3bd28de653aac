"""A whole run: begin or resume, hold the tournament, loop, open the hold-out."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from ruleloop.agents.agent import Agent, Brief
from ruleloop.agents.registry import Told, make_agent
from ruleloop.brief.domain_brief import domain_brief
from ruleloop.brief.feedback import feedback_of
from ruleloop.brief.feedback_text import feedback_text
from ruleloop.brief.program import read_program
from ruleloop.code_identity import code_identity, versions
from ruleloop.conformance.repeatable import refuse_unrepeatable
from ruleloop.domain import DomainCard
from ruleloop.errors import Interrupted, LedgerError
from ruleloop.evaluation import worker
from ruleloop.evaluation.bench_scout import BenchScout
from ruleloop.evaluation.pool_bench import PoolBench
from ruleloop.judge.judge import Judge
from ruleloop.judge.tournament import hold_tournament
from ruleloop.ledger import Ledger, source_sha
from ruleloop.loop import Loop
from ruleloop.opening import MOST_OPENINGS, Opening
from ruleloop.papers import draw_up_papers
from ruleloop.pictures import draw_pictures
from ruleloop.record import (
    Crowned,
    Judged,
    LeftOver,
    Record,
    Sealed,
    Started,
    experiment_of,
    fold,
)
from ruleloop.report.publish import write_figures, write_papers
from ruleloop.scenario import LanguageTable, Scenario
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
        if self.record.pending:
            self.open_hold_out()
        self.search(budget)
        self.open_hold_out()
        return self.record

    def crown(self) -> None:
        """Hold the opening tournament, if it has not been held."""
        if self.record.crowned:
            return
        self.listener.stage("tournament of the shipped rule sets")
        refuse_unrepeatable(self.session)
        scenario, card = self.record.started.scenario, self.record.started.card
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
        agent = self._agent(budget)
        try:
            self._loop(agent).run(
                spent=lambda: self._spent(budget, agent),
                tell=lambda judged: self.listener.judged(judged, self.record),
            )
        finally:
            self._close(agent)

    def consider(self, agent: Agent) -> Judged:
        """Judge one proposal of an agent from outside, whatever budget is left."""
        self.crown()
        return self._loop(agent).step()

    def _loop(self, agent: Agent) -> Loop:
        evidence, card = self.record.started.scenario.evidence, self.record.started.card
        judge = Judge(card=card, evidence=evidence, bench=self.bench)
        return Loop(self.record, self.ledger, judge, agent, self._gate)

    def open_hold_out(self) -> None:
        """Finish the opening that was begun, or open it for a champion who has not been there."""
        record = self.record
        if record.pending is None:
            if any(opened.champion == record.champion for opened in record.openings):
                return
            if len(record.sealed) >= MOST_OPENINGS:
                self.listener.stage(f"the hold-out was opened {MOST_OPENINGS} times: no more")
                return
            sealed = Sealed(len(record.sealed) + 1, source_sha(record.champion), self.ledger.chain)
            self.ledger.append("sealed", sealed)
            record.add_sealed(sealed)
        self.listener.stage("hold-out")
        self._open()

    def _open(self) -> None:
        record = self.record
        assert record.pending is not None
        opening = Opening(
            record,
            self.session,
            self.ledger,
            self.bench,
            sealed=record.pending,
            on_replication=lambda: stop_if_asked(self.listener),
        )
        opened = opening.open()
        pictures = draw_pictures(self.session, record.stand, opening.day(0))
        write_figures(self.ledger.folder, record.champion, pictures)
        papers = draw_up_papers(
            self.session,
            opening.day(0),
            rules=record.champion,
            before=record.stand.baseline,
        )
        write_papers(self.ledger.folder, record.champion, papers)
        self.ledger.append("opened", opened)
        record.add_opened(opened)

    def _close(self, agent: Agent) -> None:
        """Answers that come too late for a proposal have cost money all the same."""
        asked = agent.close()
        if asked:
            left_over = LeftOver(asked)
            self.ledger.append("left_over", left_over)
            self.record.add_left_over(left_over)

    def _agent(self, budget: Budget) -> Agent:
        card = self.record.started.card
        brief = Brief(
            card=card,
            interface_source=self.session.card.interface,
            rule_sets=card.rule_sets,
            champion=self.record.stand.best_shipped,
            seed=_derived(self.record.started.seed, "agent")[:16],
        )
        language = self.session.scenario.language
        agent = make_agent(
            self.agent_name,
            brief,
            language,
            scout=BenchScout(self.bench),
            told=self._told(card),
            budget=budget,
        )
        for judged in self.record.judged:
            agent.learn(experiment_of(judged, self.ledger.source(judged.rules)))
        return agent

    def _told(self, card: DomainCard) -> Told:
        def feedback() -> tuple[str, str]:
            now = feedback_of(self.record, self.ledger)
            return feedback_text(now), now.champion

        return Told(
            program=read_program(self.session.workspace),
            brief=domain_brief(card, self.session.scenario.evidence.search_allowance),
            feedback=feedback,
            spent_usd=self.record.usd,
            tell=self.listener.stage,
        )

    def _gate(self, source: str) -> tuple[str, ...]:
        stop_if_asked(self.listener)
        return self.session.executor.submit(worker.gate_reasons, source).result()

    def _spent(self, budget: Budget, agent: Agent) -> bool:
        stop_if_asked(self.listener)
        if budget.usd is not None:
            return agent.is_spent
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
    ledger.verify()
    record = fold(ledger)
    _check_same(record, session, seed, ledger.folder)
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
        raise Interrupted("stopped; everything finished is saved, and the same command goes on")


def _started(session: Session, seed: str) -> Started:
    return Started(
        name=session.name,
        scenario_argument=session.argument,
        scenario=session.scenario,
        seed=seed,
        versions=versions(),
        code=code_identity(session.workspace, session.card.name),
        data=session.data,
        tier=session.tier,
        card=session.card,
    )


def _check_same(record: Record, session: Session, seed: str | None, folder: Path) -> None:
    started = record.started
    code = code_identity(session.workspace, session.card.name)
    differing = _differences(_evidence_of(started.scenario), _evidence_of(session.scenario))
    checks = (
        (
            not differing,
            f"it holds a run of another version of this scenario ({', '.join(differing)} differ)",
        ),
        (started.code == code, "the simulator or the engine changed since"),
        (started.versions == versions(), "other versions of Python or libraries are installed"),
        (started.data == session.data, "a data file that the scenario names changed since"),
        (seed in (None, started.seed), f"it holds a run with seed {started.seed}, not {seed}"),
        (
            started.tier == session.tier,
            f"it was begun with isolation `{started.tier}`, here it is `{session.tier}`",
        ),
    )
    mend = "use another --run folder for a new run"
    if record.crowned is None:
        mend += ", or delete this one: it has no champion yet"
    faults = [f"{folder}: {words}; {mend}" for same, words in checks if not same]
    if faults:
        raise LedgerError(faults)


def _differences(one: Scenario, other: Scenario) -> list[str]:
    """The dotted keys in which two scenarios differ."""
    flat: list[dict[str, Any]] = []
    for scenario in (one, other):
        tables: dict[str, Any] = msgspec.to_builtins(scenario)
        flat.append({})
        for key, value in tables.items():
            inner = value if isinstance(value, dict) else {"": value}
            flat[-1] |= {f"{key}.{name}".rstrip("."): each for name, each in inner.items()}
    first, second = flat
    return [key for key in {**first, **second} if first.get(key) != second.get(key)]


def _evidence_of(scenario: Scenario) -> Scenario:
    run = msgspec.structs.replace(scenario.run, budget="", agent="")
    return msgspec.structs.replace(scenario, run=run, language=LanguageTable(), title="", about="")


def _derived(seed: str, purpose: str) -> bytes:
    return hashlib.sha256(f"ruleloop/{purpose}/{seed}".encode()).digest()
