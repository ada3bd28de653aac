"""Fills a `RunResult` from what the ledger of a run holds."""

import shlex
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from ruleloop.domain import DomainCard, Parameter
from ruleloop.evaluation.replication import Replication
from ruleloop.judge.apart import Apart as JudgedApart
from ruleloop.judge.estimate import summed
from ruleloop.judge.holdout import MOST_OPENINGS, HoldoutResult, holdout_block
from ruleloop.judge.holdout import Arm as PlayedArm
from ruleloop.ledger import Ledger, source_sha
from ruleloop.record import Judged, Opened, Record
from ruleloop.report.fill_stress import stress_results
from ruleloop.report.fill_trade_off import trade_off
from ruleloop.report.gain_chain import Link, gain_chain
from ruleloop.report.goal import goal_of, interval_of
from ruleloop.report.numbers import plain
from ruleloop.report.result import (
    Apart,
    Arm,
    ExperimentRow,
    Figure,
    Gain,
    Gains,
    HoldOut,
    Interval,
    Keep,
    Ranked,
    RunResult,
    SensitivityRow,
    Status,
    WorldParameter,
)


def fill(
    ledger: Ledger,
    record: Record,
    figures: Sequence[Figure] = (),
    *,
    papers: Sequence[str] = (),
    running: bool = False,
) -> RunResult:
    """Everything that the reports of a run show; `running` says that it is still being written.

    papers: of this champion, as paths beside the report.

    Raises:
        LedgerError: the run was stopped before its tournament ended.
    """
    started, stand, card = record.started, record.stand, record.started.card
    scenario, opened, chain = started.scenario, _current(record), _chain(ledger, record)
    champion = f"#{record.keeps[-1].number}" if record.keeps else stand.best_shipped_name
    return RunResult(
        title=scenario.title or started.name,
        domain_title=card.title,
        scenario=started.name,
        status=_status(record, opened, running=running),
        goal=goal_of(card),
        baseline=stand.baseline_name,
        best_shipped=stand.best_shipped_name,
        champion=champion,
        finished_at=_last_time(ledger),
        seed=started.seed,
        isolation=started.tier,
        versions={**started.versions, "code": started.code},
        agent=", ".join(sorted({judged.agent for judged in record.judged})),
        budget=_spent(ledger, record),
        replications=ledger.replication_count(),
        tournament=_tournament(record),
        experiments=tuple(_row(judged) for judged in record.judged),
        counts=_counts(record.judged),
        keeps=_keeps(record, chain),
        gains=_gains(record, opened, chain),
        hold_out=_hold_out(ledger, record, opened) if opened else None,
        openings_left=_openings_left(record),
        stress=stress_results(ledger, record),
        sensitivity=_sensitivity(opened, card),
        best_shipped_source=stand.best_shipped,
        champion_source=stand.champion,
        trade_off=trade_off(ledger, record),
        figures=tuple(figures),
        papers=tuple(papers),
        parameters=_parameters(record),
        assumed_levers=_assumed(card),
        reproduce=_command(record),
        plain_words=card.plain_words,
    )


def _spent(ledger: Ledger, record: Record) -> str:
    words = f"{record.experiments} experiments in {ledger.active_s() / 60.0:.1f} min"
    if not record.asked:
        return words
    return f"{words}, {len(record.asked)} requests to language models for {record.usd:.2f} USD"


def _current(record: Record) -> Opened | None:
    """The opening for the present champion, the latest one."""
    found = [o for o in record.openings if o.champion == record.champion]
    return found[-1] if found else None


def _status(record: Record, opened: Opened | None, *, running: bool) -> Status:
    if opened:
        return "finished"
    if running:
        return "running"
    # Without an opening left there is nothing that a longer run could still have done.
    return "interrupted" if _openings_left(record) else "finished"


def _openings_left(record: Record) -> int:
    return max(0, MOST_OPENINGS - len(record.openings))


def _last_time(ledger: Ledger) -> str:
    last = ""
    for event in ledger.events():
        last = event.at
    return last


def _tournament(record: Record) -> tuple[Ranked, ...]:
    assert record.crowned is not None
    return tuple(
        Ranked(e.name, interval_of(e.objective), not e.broken, "; ".join(e.broken))
        for e in record.crowned.tournament.ranking
    )


def _row(judged: Judged) -> ExperimentRow:
    verdict = judged.verdict
    if verdict is None:
        return ExperimentRow(judged.number, "refused", judged.hypothesis, note=judged.note)
    return ExperimentRow(
        number=judged.number,
        outcome=verdict.outcome,
        hypothesis=judged.hypothesis,
        stage=verdict.stage,
        screen_gain=verdict.screen.mean if verdict.screen else None,
        confirmed_gain=verdict.confirm.mean if verdict.confirm else None,
        replications=verdict.replications,
        note="; ".join(verdict.reasons),
    )


def _counts(judged: Iterable[Judged]) -> dict[str, int]:
    return dict(Counter(j.verdict.outcome if j.verdict else "refused" for j in judged))


def _chain(ledger: Ledger, record: Record) -> tuple[Link, ...]:
    assert record.crowned is not None
    kept = [(ledger.source(judged.rules), judged.verdict) for judged in record.keeps]
    return gain_chain(record.crowned.stand, [(text, verdict) for text, verdict in kept if verdict])


def _keeps(record: Record, chain: Sequence[Link]) -> tuple[Keep, ...]:
    rows = []
    for judged, link in zip(record.keeps, chain, strict=True):
        verdict = judged.verdict
        assert verdict is not None
        assert verdict.confirm is not None
        kept_for = verdict.kept_for or "gain"
        rows.append(
            Keep(judged.number, judged.hypothesis, verdict.confirm, link.confirmed, kept_for)
        )
    return tuple(rows)


def _gains(record: Record, opened: Opened | None, chain: Sequence[Link]) -> Gains:
    assert record.crowned is not None
    winner = next(e for e in record.crowned.tournament.ranking if not e.broken)
    assert winner.objective is not None  # a rule set that faulted is broken
    reference = winner.objective.mean
    in_search = summed(chain[-1].races) if chain and chain[-1].races else None
    held_out = opened.result.versus_best_shipped if opened else None
    held_reference = opened.result.best_shipped.objective if opened else None
    confirmed = opened.confirmed if opened else None
    return Gains(
        in_search=Gain(in_search, reference) if in_search else None,
        confirmed=Gain(confirmed, reference) if confirmed else None,
        held_out=Gain(held_out.at(opened.result.opening), held_reference.mean)
        if opened and held_out and held_reference and record.keeps
        else None,
    )


def _hold_out(ledger: Ledger, record: Record, opened: Opened) -> HoldOut:
    result, fault = opened.result, opened.result.champion.fault
    played = [_arm(arm) for arm in (result.champion, result.best_shipped, result.baseline)]
    arms = [arm for arm in played if arm] + _bound_arms(ledger, record, opened)
    return HoldOut(
        worlds=result.worlds,
        replications=result.replications,
        arms=tuple(arms),
        guardrails=result.champion.guardrails,
        opening=result.opening,
        most_openings=MOST_OPENINGS,
        fault=f"{fault.kind}: {fault.detail}" if fault else "",
        beats_floor=result.champion.beats_floor,
        apart=tuple(_apart(apart) for apart in opened.apart),
    )


def _apart(judged: JudgedApart) -> Apart:
    result, fault = judged.result, judged.result.champion.fault
    gain, reference = result.versus_best_shipped, result.best_shipped.objective
    return Apart(
        parameter=judged.parameter,
        value=judged.value,
        worlds=result.worlds,
        gain=Gain(gain.at(result.opening), reference.mean) if gain and reference else None,
        guardrails=result.champion.guardrails,
        fault=f"{fault.kind}: {fault.detail}" if fault else "",
    )


def _arm(played: PlayedArm) -> Arm | None:
    if played.objective is None:
        return None
    return Arm(played.role, played.name, interval_of(played.objective), played.parts)  # type: ignore[arg-type] # the judge uses the same words


def _bound_arms(ledger: Ledger, record: Record, opened: Opened) -> list[Arm]:
    """Foresight and floor, on the days that the champion played; none when it failed there."""
    if opened.result.champion.objective is None:
        return []
    played = _held_out_days(ledger, record, opened.result)
    arms = []
    bounds, measure = opened.bounds, record.started.card.objective.measure
    if bounds and bounds.replications:
        # Foresight saw some of the days only: what it saves there is taken off the whole mean.
        own = [played[index].measures[measure] for index in bounds.replications]
        saved = [a - b for a, b in zip(own, bounds.foresight, strict=True)]
        mean = opened.result.champion.objective.mean - sum(saved) / len(saved)
        arms.append(Arm("foresight", f"{len(saved)} of these days", Interval(mean, mean, mean)))
    floors = [each.floor for each in played if each.floor is not None]
    if floors:
        mean = sum(floors) / len(floors)
        arms.append(Arm("floor", "all of these days", Interval(mean, mean, mean)))
    return arms


def _held_out_days(ledger: Ledger, record: Record, result: HoldoutResult) -> list[Replication]:
    block = holdout_block(result.opening, record.started.scenario.evidence)
    sha = source_sha(record.champion)
    found = [
        ledger.replication(sha, block, i) for i in range(result.worlds * result.seeds_per_world)
    ]
    return [each for each in found if each is not None]


def _sensitivity(opened: Opened | None, card: DomainCard) -> tuple[SensitivityRow, ...]:
    if not opened or not opened.sensitivity:
        return ()
    words = {parameter.name: parameter.description for parameter in card.parameters}
    return tuple(
        SensitivityRow(
            parameter=swing.parameter,
            low_value=swing.low,
            high_value=swing.high,
            at_low=swing.gain_at_low,
            at_high=swing.gain_at_high,
            description=words.get(swing.parameter, ""),
            members=tuple(
                f"{each.parameter} {plain(each.low)} to {plain(each.high)}"
                for each in swing.members
            ),
        )
        for swing in opened.sensitivity.swings
        if swing.gain_at_low and swing.gain_at_high
    )


def _parameters(record: Record) -> tuple[WorldParameter, ...]:
    scenario = record.started.scenario
    return tuple(
        WorldParameter(
            name=parameter.name,
            search=_value(scenario.world.get(parameter.name, parameter.default)),
            hold_out=_value(scenario.holdout[parameter.name])
            if parameter.name in scenario.holdout
            else "",
            source=parameter.source,
            description=parameter.description,
            moved=_moved(parameter),
        )
        for parameter in record.started.card.parameters
    )


def _moved(parameter: Parameter) -> str:
    if parameter.ends is None:
        return ""
    low, high = parameter.ends
    group = f", with {parameter.moved_with}" if parameter.moved_with else ""
    return f"{plain(low)} to {plain(high)}{group}"


def _value(value: Any) -> str:
    if isinstance(value, dict) and "any_of" in value:
        options = [str(option) for option in value["any_of"]]
        return " or ".join(options) if len(options) <= 4 else f"one of {len(options)} values"
    if isinstance(value, dict):
        return f"{value.get('from')} to {value.get('to')}"
    return str(value)


def _assumed(card: DomainCard) -> tuple[str, ...]:
    return tuple(p.description or p.name for p in card.parameters if p.assumed is not None)


def _command(record: Record) -> str:
    """The command that plays this run again, into a folder of its own."""
    started = record.started
    # Ledgers of older versions do not hold the argument; the name of the run is the next best.
    scenario = getattr(started, "scenario_argument", "") or started.name
    agent = record.judged[-1].agent if record.judged else started.scenario.run.agent
    options = {"--agent": agent, "--seed": started.seed, "--run": f"runs/{started.name}-again"}
    if record.experiments:
        options["--budget"] = f"{record.experiments} experiments"
    words = [word for option in options.items() for word in option]
    return shlex.join(["ruleloop", "run", scenario, *words])
