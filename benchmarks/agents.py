"""The built-in agent against constants only and random edits, at equal numbers of experiments.

    python -m benchmarks.agents                                # every domain, about four hours
    python -m benchmarks.agents --scenarios supply_chain/demo --seeds 2 --experiments 40

Every agent gets the same scenario, tournament, judge, seeds and number of experiments; then the
hold-out is opened, of which the worlds are the same for all agents of a seed. The gain is the
champion's over best shipped on the hold-out, in the objective's unit; intervals are over the seeds
(t, 95 %), for the differences paired by seed. A run that kept nothing has gained nothing.

Each finished run is added to `outcomes.jsonl` in the folder, and `table.md` is written anew. The
same command goes on where a killed one stopped; runs of other code or sizes are left aside.
"""

import argparse
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from benchmarks.agent_outcomes import Outcome, add_outcome, read_outcomes
from benchmarks.agent_runs import AGENTS, Arena, fair_session, terms_of
from benchmarks.agent_table import tables
from ruleloop.errors import RuleloopError
from ruleloop.session import open_session

SCENARIOS = (
    "supply_chain/demo",
    "grid_balancing/demo",
    "education_paths/demo",
    "contract_risk/demo",
)
WORKERS = 2


def runs(scenario: str, seed: int, given: argparse.Namespace) -> Iterator[Outcome]:
    """All runs of one domain and seed: those that are in the file, and those that are missing."""
    with open_session(scenario, workers=WORKERS) as opened:
        session = fair_session(opened)
        terms = terms_of(session)
        known = {o.key: o for o in read_outcomes(given.folder) if o.terms == terms}
        arena = Arena(session, seed, given.experiments, _tell)
        for agent in given.agents:
            outcome = known.get((scenario, agent, seed, given.experiments))
            outcome = outcome or _new(arena, agent, given.folder)
            if outcome is not None:
                yield outcome


def _new(arena: Arena, agent: str, folder: Path) -> Outcome | None:
    """One run, kept in the file; None when it failed, and then the next command tries it again."""
    try:
        outcome = arena.run(agent)
    except RuleloopError as error:
        _tell(f"{arena.session.argument} seed {arena.seed} {agent}: no result: {error}")
        return None
    add_outcome(folder, outcome)
    _tell(
        f"{outcome.scenario} seed {outcome.seed} {agent}: held-out gain {outcome.gain:+.4g}"
        f" {outcome.unit}, {outcome.minutes:.1f} min, {outcome.replications} replications;"
        f" {outcome.verdicts}"
    )
    return outcome


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def main() -> None:
    """Print the tables that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scenarios", nargs="*", default=list(SCENARIOS))
    parser.add_argument("--agents", nargs="*", default=list(AGENTS), choices=list(AGENTS))
    parser.add_argument("--seeds", type=int, default=5, help="how many")
    parser.add_argument("--first-seed", type=int, default=1, help="others for trying an agent out")
    parser.add_argument("--experiments", type=int, default=150)
    parser.add_argument("--folder", type=Path, default=Path("runs/agents"))
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    outcomes: list[Outcome] = []
    seeds = range(given.first_seed, given.first_seed + given.seeds)
    for seed, scenario in product(seeds, given.scenarios):
        for outcome in runs(scenario, seed, given):
            outcomes.append(outcome)
            (given.folder / "table.md").write_text(tables(outcomes))
    print(tables(outcomes))


if __name__ == "__main__":
    main()
