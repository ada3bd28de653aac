"""Kill a run with SIGKILL at random moments, resume it each time, compare with an undisturbed one.

    python benchmarks/kill_and_resume.py --kills 20

Also runs the scenario once more with another number of workers. All three ledgers must hold the
same rows, times aside.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ruleloop.ledger import Ledger

ROOT = Path(__file__).parents[1]
TOY = ROOT / "tests" / "toy" / "scenarios" / "inventory" / "corner_shop.toml"


def command(scenario: Path, folder: Path, *, experiments: int, workers: int) -> list[str]:
    """The command that runs (or resumes) the scenario in a folder."""
    code = "from ruleloop.cli.main import main; main()"
    options = ["--run", str(folder), "--budget", f"{experiments} experiments", "--seed", "kill"]
    return [
        sys.executable, "-c", code, "run", str(scenario), *options, "--workers", str(workers),
    ]  # fmt: skip


def run_through(arguments: list[str]) -> float:
    """Run to the end; gives the seconds it took."""
    began_s = time.monotonic()
    subprocess.run(arguments, check=True, capture_output=True)
    return time.monotonic() - began_s


def run_with_kills(arguments: list[str], *, kills: int, within_s: float, seed: int) -> int:
    """Kill it `kills` times at random moments, then let it end; gives the kills that hit."""
    moments = random.Random(seed)  # noqa: S311 - moments to kill at are no secret
    hits = 0
    for _ in range(kills):
        running = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            running.wait(timeout=moments.uniform(0.2, within_s))
        except subprocess.TimeoutExpired:
            running.send_signal(signal.SIGKILL)
            running.wait()
            hits += 1
    run_through(arguments)
    return hits


def rows(folder: Path) -> list[tuple[object, ...]]:
    """The rows of a run's ledger, its chain checked."""
    with Ledger(folder) as ledger:
        ledger.verify()
        return ledger.rows()


def main() -> int:
    """Compare the three ledgers; exit code 0 when all are equal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenario", type=Path, default=TOY)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--experiments", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folders = [Path(made) / name for name in ("undisturbed", "killed", "one_worker")]
        commands = [
            command(options.scenario, folder, experiments=options.experiments, workers=workers)
            for folder, workers in zip(folders, (2, 2, 1), strict=True)
        ]
        took_s = run_through(commands[0])
        # A resumed run goes on where it was, so moments within a share of the whole hit more often.
        within_s = max(2.0, 2.5 * took_s / max(1, options.kills) + 1.0)
        hits = run_with_kills(
            commands[1], kills=options.kills, within_s=within_s, seed=options.seed
        )
        run_through(commands[2])
        undisturbed, killed, one_worker = (rows(folder) for folder in folders)
    same = undisturbed == killed == one_worker
    print(f"undisturbed: {len(undisturbed)} rows in {took_s:.1f} s")
    print(
        f"killed {hits} of {options.kills} times before its end: same rows {undisturbed == killed}"
    )
    print(f"one worker: same rows {undisturbed == one_worker}")
    return 0 if same else 1


if __name__ == "__main__":
    raise SystemExit(main())
