"""What a grid week costs: processor seconds with and without numba, power flows, memory.

    python benchmarks/grid_week.py

Weeks of the usual network are first played in this process with plain functions as rules, then, as
runs play them, by workers with cells and every shipped rule set.
"""

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
WEEKS = 3
PLAIN = "--without-numba"


class PlainRules:
    """The same proxy as a cell, without the cell: units in order of fuel, a free battery."""

    def begin(self, facts: Any, _answer: Any) -> None:
        """Remember the network."""
        self._units = facts.units

    def plan_day(self, _eve: Any) -> Any:
        """Buy what is forecast."""
        from simulators.grid_balancing.interface import DayPlan

        return DayPlan()

    def control(self, tick: Any) -> Any:
        """Run units for what is needed."""
        from simulators.grid_balancing.interface import Control

        left = tick.load_mw[0] - tick.wind_mw[0] - tick.pv_mw[0]
        powers: list[float] = []
        for unit in self._units:
            is_needed = left > 0.0 or not powers
            powers.append(min(unit.most_mw, max(unit.least_mw, left)) if is_needed else 0.0)
            left -= powers[-1]
        return Control(unit_mw=tuple(powers), reserve_mw=1.0)


def weeks() -> None:
    """Processor seconds of weeks in this process; the first one compiles and fills caches."""
    from ruleloop.domain import Trace
    from ruleloop.draws import Draws
    from simulators.grid_balancing.simulate import simulate
    from simulators.grid_balancing.world import World

    for name, world in (("market", World()), ("island", World(island=True))):
        spent = []
        for seed in range(WEEKS + 1):
            began_s = time.process_time()
            simulate(world, Draws(bytes([seed]) * 16), PlainRules(), Trace())
            spent.append(time.process_time() - began_s)
        usual = statistics.median(spent[1:])
        print(f"  {name}: {usual:.3f} CPU-s a week, the first one {spent[0]:.2f}")
    print(f"  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0:.0f} MB at most")


def flows(count: int = 20_000) -> None:
    """Power flows per second, one after the other, each started from the one before."""
    from ruleloop.draws import Draws
    from simulators.grid_balancing.build import build_setting
    from simulators.grid_balancing.world import World

    setting = build_setting(World(), Draws(b"sixteen bytes ok"))
    flow, tap = setting.grid.flow, setting.grid.network.tap_usual
    start, began_s = None, time.process_time()
    for k in range(count):
        start = flow.solve_one(-setting.load_mva[k % setting.ticks], tap=tap, start_pu=start)
    print(f"  {count / (time.process_time() - began_s):,.0f} power flows per CPU-s")


def cells(count: int = 6) -> None:
    """Processor seconds of a replication with its cell, by scenario and rule set."""
    from ruleloop.evaluation.explore import explore_bench
    from ruleloop.evaluation.replication import Block
    from ruleloop.session import open_session

    for scenario in sorted((ROOT / "scenarios/grid_balancing").glob("*.toml")):
        with open_session(str(scenario), workers=1) as session:
            bench = explore_bench(session, 0)
            for rank, (name, source) in enumerate(session.card.rule_sets.items()):
                played = list(bench.play(source, Block("explore", "speed"), range(count)))
                cpu_s = statistics.median(each.cpu_s for each in played[2:])
                more = "" if rank else ", with the floor, which all others share"
                print(f"  {scenario.stem:18} {name:26} {cpu_s:.3f} CPU-s{more}", flush=True)


def main() -> None:
    """All of it; without numba in a process of its own, where it cannot be imported."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does for its workers
    sys.path[:0] = [str(ROOT), str(ROOT / "src")]
    if PLAIN in sys.argv:
        modules: dict[str, Any] = sys.modules  # None is how Python says "not installed"
        modules["numba"] = None
        weeks()
        return
    print("in this process, with numba if it is installed")
    weeks()
    flows()
    print("in this process, without numba", flush=True)
    subprocess.run([sys.executable, __file__, PLAIN], check=True)
    print("with cells")
    cells()


if __name__ == "__main__":
    main()
