"""What a replication costs: the engine's share on the toy domain, and a day of dispatch.

    python benchmarks/speed.py

One worker, pinned with its cells to one processor. The engine's share is a straight line through
replications of different lengths: fixed cost plus cost per message.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from ruleloop.evaluation.explore import explore_bench
from ruleloop.evaluation.replication import Block, Setting
from ruleloop.session import open_session

ROOT = Path(__file__).parents[1]
TOY = ROOT / "tests/toy/scenarios/inventory/corner_shop.toml"
DAYS = (7, 56, 365)


def engine_share(count: int = 60) -> None:
    """Fit milliseconds per replication against its messages."""
    messages, wall_ms = [], []
    with open_session(str(TOY), workers=1) as session:
        source, bench = session.rules_source("baseline"), explore_bench(session, 0)
        for days in DAYS:
            block = Block("explore", "speed", Setting(overrides={"horizon_days": days}))
            list(bench.play(source, block, range(5)))
            for index in range(5, count):
                began_s = time.perf_counter()
                list(bench.play(source, block, range(index, index + 1)))
                messages.append(days)
                wall_ms.append(1000.0 * (time.perf_counter() - began_s))
    medians = [
        statistics.median(w for m, w in zip(messages, wall_ms, strict=True) if m == days)
        for days in DAYS
    ]
    per_message, fixed = np.polyfit(DAYS, medians, 1)
    print(f"toy replication: {fixed:.2f} ms + {1000.0 * per_message:.1f} us per message (median)")


def dispatch_days(scenario: str, count: int = 20) -> None:
    """Processor seconds per replication of every shipped rule set."""
    with open_session(scenario, workers=1) as session:
        for name, source in session.card.rule_sets.items():
            bench = explore_bench(session, 0)
            played = list(bench.play(source, Block("explore", "speed"), range(count)))
            cpu_s = [each.cpu_s for each in played[2:]]
            print(
                f"{scenario} {name:22} {statistics.fmean(cpu_s):6.3f} CPU-s (max {max(cpu_s):.3f})"
            )


def help_start(count: int = 9) -> None:
    """Seconds until `ruleloop --help` is done."""
    code = "from ruleloop.cli.main import main; main()"
    took_s = []
    for _ in range(count):
        began_s = time.perf_counter()
        subprocess.run([sys.executable, "-c", code, "--help"], capture_output=True, check=True)
        took_s.append(time.perf_counter() - began_s)
    print(f"ruleloop --help: {statistics.median(took_s):.2f} s (median of {count})")


def main() -> None:
    """Print all figures."""
    help_start()
    engine_share()
    for scenario in ("supply_chain/demo", "supply_chain/dispatch_day"):
        dispatch_days(scenario)


if __name__ == "__main__":
    main()
