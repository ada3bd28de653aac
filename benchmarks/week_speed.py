"""What a replication of a delivery week costs: processor seconds and memory, by rule set.

    python benchmarks/week_speed.py
    python benchmarks/week_speed.py --scenario supply_chain/rural_week --weeks 4 --rules prizes

One worker with its cells. Processor seconds are those of the worker (which plays the week and
answers the solver) and of the cell (where the rules run), floor included; the first week of every
rule set is left out, since it pays for imports. Memory is the most that the worker and any one of
its cells ever held.
"""

import argparse
import os
import resource
import statistics

from ruleloop.evaluation.explore import explore_bench, explore_block
from ruleloop.session import Session, open_session


def main() -> None:
    """Print a line for every rule set, then memory."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does for its workers
    asked = _asked()
    with open_session(asked.scenario, workers=1) as session:
        for name in asked.rules or session.card.rule_sets:
            _measure(session, name, asked.weeks)
        worker_mb = session.executor.submit(_peak_mb, resource.RUSAGE_SELF).result()
    # The cells' warm parent has been waited for by now, and the worker by this process.
    print(f"memory: worker {worker_mb:.0f} MB, largest of its processes {_children_mb():.0f} MB")


def _measure(session: Session, name: str, weeks: int) -> None:
    """Processor seconds per week of one rule set, over several worlds."""
    played = explore_bench(session, 0).play(
        session.rules_source(name), explore_block(), range(weeks + 1)
    )
    replications = list(played)[1:]
    for replication in replications:
        if replication.fault:
            raise SystemExit(f"{name}: {replication.fault}")
    cpu_s = [replication.cpu_s for replication in replications]
    iterations = statistics.fmean(r.measures["solver_iterations"] for r in replications)
    print(
        f"{name:22} {statistics.fmean(cpu_s):6.2f} CPU-s (max {max(cpu_s):.2f}, {weeks} weeks),"
        f" {iterations:5.0f} solver iterations a day",
        flush=True,
    )


def _peak_mb(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024.0


def _children_mb() -> float:
    return _peak_mb(resource.RUSAGE_CHILDREN)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--scenario", default="supply_chain/mittelstadt_week")
    parser.add_argument("--weeks", type=int, default=6)
    parser.add_argument("--rules", nargs="*", help="rule sets; all shipped ones where not given")
    return parser.parse_args()


if __name__ == "__main__":
    main()
