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
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ruleloop.evaluation.pool_bench import PoolBench
from ruleloop.evaluation.replication import Block, Job, Replication
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
        return self._timed(self._bench.play(rules, block, indices))

    def play_each(self, jobs: Sequence[Job]) -> Iterator[Replication]:
        """As `PoolBench.play_each`, timed."""
        return self._timed(self._bench.play_each(jobs))

    def _timed(self, inner: Iterator[Replication]) -> Iterator[Replication]:
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


def soak(
    folder: Path, experiments: int, tell: Callable[[int, list[float], list[float], float], None]
) -> None:
    """Tell, a tenth at a time: proposals, milliseconds of each, engine's own, peak megabytes."""
    total_ms: list[float] = []
    engine_ms: list[float] = []
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
            last[:] = [now_s, waited_s]
            if len(total_ms) % max(1, experiments // 10) == 0:
                part = slice(-max(1, experiments // 10), None)
                memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
                tell(len(total_ms), total_ms[part], engine_ms[part], memory_mb)

        listener = Listener(judged=judged)
        plain = begin(session, ledger, seed="soak", agent="evolve", listener=listener)
        timed.append(TimedBench(plain.bench))
        runner = Runner(session, ledger, plain.record, timed[0], "evolve", listener)  # type: ignore[arg-type] # the same two methods
        runner.crown()
        last[:] = [time.perf_counter(), timed[0].waited_s]
        runner.search(Budget(experiments=experiments))


def tell(proposals: int, total_ms: list[float], engine_ms: list[float], memory_mb: float) -> None:
    """Print one row."""
    print(
        f"{proposals:9} {statistics.fmean(total_ms):12.2f} {statistics.median(engine_ms):19.2f}"
        f" {statistics.fmean(engine_ms):6.2f} {memory_mb:16.1f}",
        flush=True,
    )


def main() -> None:
    """Print a row per tenth of the run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--experiments", type=int, default=10_000)
    options = parser.parse_args()
    print("proposals      ms each   engine ms: median   mean   peak memory MB", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        soak(Path(folder), options.experiments, tell)
        size_mb = sum(f.stat().st_size for f in (Path(folder) / "run").iterdir()) / 1e6
    print(f"run folder: {size_mb:.1f} MB")


if __name__ == "__main__":
    main()
