"""Why the race bets instead of testing means: false wins of one null edit in one race.

    python -m benchmarks.peeking      # a quarter of a minute

A paired, one-sided 5 % t-test that is looked at again and again, against the betting e-process at
the same looks (16, 24, .. 64, 96, .. 256 pairs). Nominal for both: 5 %.
"""

import argparse
import sys

import numpy as np
from numpy.typing import NDArray

from benchmarks.synthetic_bench import NOISES, standard_noise
from ruleloop.judge.eprocess import WIN, BettingProcess
from ruleloop.judge.estimate import standard_error, t_quantile
from ruleloop.judge.race import looks

LOOKS = tuple(looks(16, 256))


def t_test_wins(gains: NDArray[np.float64]) -> bool:
    """Whether the t-test is significant at any look."""
    return any(
        gains[:pairs].mean() > t_quantile(0.95, pairs - 1) * standard_error(gains[:pairs])
        for pairs in LOOKS
    )


def betting_wins(gains: NDArray[np.float64], clip: float) -> bool:
    """Whether the e-process reaches 20 at any look."""
    process, seen = BettingProcess(clip), 0
    for pairs in LOOKS:
        process.add(gains[seen:pairs])
        seen = pairs
        if process.value >= WIN:
            return True
    return False


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--races", type=int, default=4000, help="races per row")
    races = parser.parse_args().races
    print(f"False wins in {races} races of up to 256 pairs")
    print(f"{'noise':12}{'t-test, peeking':>16}{'betting, clip 6 sd':>20}{'clip 12 sd':>12}")
    for noise in NOISES:
        generator = np.random.default_rng(1)
        paths = [standard_noise(noise, LOOKS[-1], generator) for _ in range(races)]
        tested = np.mean([t_test_wins(path) for path in paths])
        tight = np.mean([betting_wins(path, 6.0) for path in paths])
        loose = np.mean([betting_wins(path, 12.0) for path in paths])
        print(f"{noise:12}{tested:16.1%}{tight:20.1%}{loose:12.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
