"""Every structural lever where it pays and where it costs: paired gain and its standard error.

    python benchmarks/levers.py --seeds 12                    # a core, two minutes

Prints a Markdown table. Seeds begin at 1000: the tests use others. Regions were chosen on seeds
below 4000, so a figure to rely on begins later: `--first 5000`.
"""

import argparse
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.rules.supply_chain.levers import LEVERS, Lever, Region

ROW = "| {:14} | {:5} | {:+7.3f} | {:.3f} | {:+5.1f} | {} |"


def row(name: str, where: str, lever: Lever, region: Region, *, seeds: range) -> str:
    """What pulling the lever saves in a region, per ordered unit."""
    gains = [lever.gain_eur(region, seed) for seed in seeds]
    mean, error = statistics.fmean(gains), statistics.stdev(gains) / len(seeds) ** 0.5
    return ROW.format(name, where, mean, error, mean / error, region.why)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=12)
    parser.add_argument("--first", type=int, default=1000)
    parser.add_argument("--levers", nargs="*", default=list(LEVERS))
    given = parser.parse_args()
    seeds = range(given.first, given.first + given.seeds)
    print("| lever | where | gain, EUR/unit | standard error | ratio | why |")
    print("|---|---|---|---|---|---|")
    for name in given.levers:
        lever = LEVERS[name]
        for where in ("pays", "costs"):
            print(row(name, where, lever, getattr(lever, where), seeds=seeds), flush=True)


if __name__ == "__main__":
    main()
