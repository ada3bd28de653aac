"""The built-in agent against constants only and random edits, at equal numbers of experiments.

    python -m benchmarks.agents                                # every domain, about an hour
    python -m benchmarks.agents --scenarios supply_chain/demo --seeds 2 --experiments 40

Every agent gets the same scenario, tournament, judge and number of experiments, with several
seeds of its own; then the hold-out is opened. The gain is the champion's over best shipped on the
hold-out, as a share of best shipped's objective; the interval is over the seeds (t, 95 %). A run
that kept nothing has gained nothing. Prints Markdown for `docs/results.md`.
"""

import argparse
import dataclasses
import math
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from benchmarks.rival_agents import ConstantsOnly, RandomEdits
from ruleloop.agents.agent import Agent, Brief
from ruleloop.agents.evolve.evolve import Evolve
from ruleloop.judge.estimate import t_quantile
from ruleloop.judge.judge import Judge
from ruleloop.ledger import Ledger
from ruleloop.loop import Loop
from ruleloop.record import Record
from ruleloop.runner import Listener, Runner, begin
from ruleloop.session import Session, open_session

AGENTS: dict[str, Callable[[Brief], Agent]] = {
    "evolve": Evolve,
    "constants only": ConstantsOnly,
    "random edits": RandomEdits,
}
SCENARIOS = (
    "supply_chain/demo",
    "grid_balancing/demo",
    "education_paths/demo",
    "contract_risk/demo",
)


@dataclasses.dataclass(frozen=True)
class Outcome:
    """One run: its gain on the hold-out, its keeps, and whether all guard-rails held there."""

    gain_share: float
    keeps: int
    holds: bool


def search(session: Session, agent: str, *, seed: int, experiments: int) -> Outcome:
    """A whole run of one agent in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder), writer=True) as ledger:
        runner = begin(session, ledger, seed=f"agents-{seed}", agent="evolve", listener=Listener())
        runner.crown()
        _loop(runner, agent, seed).run(
            spent=lambda: runner.record.experiments >= experiments, tell=lambda _: None
        )
        if not runner.record.keeps:
            return Outcome(0.0, 0, holds=True)
        runner.open_hold_out()
        return _outcome(runner.record)


def _loop(runner: Runner, agent: str, seed: int) -> Loop:
    record, card = runner.record, runner.record.started.card
    brief = Brief(
        card=card,
        interface_source=card.interface,
        rule_sets=card.rule_sets,
        champion=record.stand.best_shipped,
        seed=f"{seed:016d}".encode(),
    )
    judge = Judge(card=card, evidence=record.started.scenario.evidence, bench=runner.bench)
    return Loop(record, runner.ledger, judge, AGENTS[agent](brief), runner._gate)  # noqa: SLF001 - the run's own gate


def _outcome(record: Record) -> Outcome:
    result = record.openings[-1].result
    gain, shipped = result.versus_best_shipped, result.best_shipped.objective
    holds = all(reading.holds for reading in result.champion.guardrails)
    if gain is None or shipped is None:
        return Outcome(0.0, len(record.keeps), holds=False)
    return Outcome(gain.usual.mean / abs(shipped.mean), len(record.keeps), holds)


def row(agent: str, outcomes: list[Outcome]) -> str:
    """One line of the table."""
    gains = [100.0 * each.gain_share for each in outcomes]
    mean, half = statistics.fmean(gains), math.nan
    if len(gains) > 1:
        half = t_quantile(0.975, len(gains) - 1) * statistics.stdev(gains) / math.sqrt(len(gains))
    keeps = statistics.fmean(each.keeps for each in outcomes)
    held = sum(each.holds for each in outcomes)
    return (
        f"| {agent} | {mean:+.2f} % | {mean - half:+.2f} to {mean + half:+.2f} |"
        f" {keeps:.1f} | {held} of {len(outcomes)} |"
    )


def compare(scenario: str, *, agents: list[str], seeds: int, experiments: int) -> None:
    """The table of one domain."""
    print(f"\n**{scenario}**, {experiments} experiments, {seeds} seeds\n")
    print("| agent | held-out gain over best shipped | 95 % interval | keeps | guard-rails held |")
    print("|---|---|---|---|---|", flush=True)
    with open_session(scenario) as opened:
        evidence = msgspec.structs.replace(
            opened.scenario.evidence, sensitivity_worlds=0, foresight_worlds=0
        )
        chosen = msgspec.structs.replace(opened.scenario, evidence=evidence)
        session = dataclasses.replace(opened, scenario=chosen)
        for agent in agents:
            outcomes = [
                search(session, agent, seed=seed, experiments=experiments)
                for seed in range(1, seeds + 1)
            ]
            print(row(agent, outcomes), flush=True)


def main() -> None:
    """Print the tables that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scenarios", nargs="*", default=list(SCENARIOS))
    parser.add_argument("--agents", nargs="*", default=list(AGENTS))
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--experiments", type=int, default=150)
    given = parser.parse_args()
    for scenario in given.scenarios:
        compare(scenario, agents=given.agents, seeds=given.seeds, experiments=given.experiments)


if __name__ == "__main__":
    main()
