"""Ten thousand experiments on the toy domain: time and memory per experiment must stay flat.

    python benchmarks/soak.py --experiments 10000

The engine's own time is the wall time of an experiment less the time spent waiting for its
replications, on one worker. The loop, ledger, judge and built-in agent are the real ones.
"""

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from ruleloop.evaluation.pool_bench import PoolBench
from ruleloop.evaluation.replication import Block, Replication
from ruleloop.ledger import Ledger
from ruleloop.record import Judged, Record
from ruleloop.runner import Listener, Runner, begin
from ruleloop.session import open_session
from ruleloop.settings import Budget

TOY = Path(__file__).parents[1] / "tests/toy"
SCENARIO = """
domain = "inventory"
[world]
demand_units = { from = 15.0, to = 25.0 }
horizon_days = 7
[evidence]
tournament = 8
screen = 4
race_first = 8
race_most = 16
confirm = 16
"""


class TimedBench:
    """A bench that adds up the seconds that its caller waited for replications."""

    def __init__(self, bench: PoolBench) -> None:
        self._bench = bench
        self.waited_s = 0.0

    def play(self, rules: str, block: Block, indices: range) -> Iterator[Replication]:
        """As `PoolBench.play`, timed."""
        inner = self._bench.play(rules, block, indices)
        try:
            while True:
                began_s = time.perf_counter()
                try:
                    found = next(inner)
                except StopIteration:
                    return
                finally:
                    self.waited_s += time.perf_counter() - began_s
                yield found
        finally:
            inner.close()  # type: ignore[attr-defined] # a generator

    def replay(self, rules: str, block: Block, index: int) -> Replication:
        """As `PoolBench.replay`, timed."""
        began_s = time.perf_counter()
        try:
            return self._bench.replay(rules, block, index)
        finally:
            self.waited_s += time.perf_counter() - began_s


def soak(folder: Path, experiments: int) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds in all and engine milliseconds of each experiment, and megabytes after it."""
    total_ms: list[float] = []
    engine_ms: list[float] = []
    memory_mb: list[float] = []
    path = folder / "week.toml"
    path.write_text(SCENARIO)
    with (
        open_session(str(path), workspace=TOY, workers=1) as session,
        Ledger(folder / "run", writer=True) as ledger,
    ):
        timed: list[TimedBench] = []
        last = [time.perf_counter(), 0.0]

        def judged(_judged: Judged, _record: Record) -> None:
            now_s, waited_s = time.perf_counter(), timed[0].waited_s
            total_ms.append(1000.0 * (now_s - last[0]))
            engine_ms.append(total_ms[-1] - 1000.0 * (waited_s - last[1]))
            memory_mb.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0)
            last[:] = [now_s, waited_s]

        listener = Listener(judged=judged)
        plain = begin(session, ledger, seed="soak", agent="evolve", listener=listener)
        timed.append(TimedBench(plain.bench))
        runner = Runner(session, ledger, plain.record, timed[0], "evolve", listener)  # type: ignore[arg-type] # the same two methods
        runner.crown()
        last[:] = [time.perf_counter(), timed[0].waited_s]
        runner.search(Budget(experiments=experiments))
    return total_ms, engine_ms, memory_mb


def main() -> None:
    """Print a row per tenth of the run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--experiments", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        total_ms, engine_ms, memory_mb = soak(Path(folder), options.experiments)
        size_mb = sum(f.stat().st_size for f in (Path(folder) / "run").iterdir()) / 1e6
    step = max(1, len(total_ms) // 10)
    print("proposals      ms each   engine ms: median   mean   peak memory MB")
    for start in range(0, len(total_ms) - step + 1, step):
        part = slice(start, start + step)
        print(
            f"{start + step:9} {statistics.fmean(total_ms[part]):12.2f}"
            f" {statistics.median(engine_ms[part]):19.2f} {statistics.fmean(engine_ms[part]):6.2f}"
            f" {max(memory_mb[part]):16.1f}"
        )
    print(f"run folder: {size_mb:.1f} MB for {len(total_ms)} proposals")


if __name__ == "__main__":
    main()
