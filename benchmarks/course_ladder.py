"""Every shipped rule set in every course: score, paired difference, guard-rails, seconds; oracles.

    python -m benchmarks.course_ladder --worlds 24
    python -m benchmarks.course_ladder --worlds 24 --ranges holdout --rules worked_review
    python -m benchmarks.course_ladder --worlds 24 --ranges holdout --model tracing
    python -m benchmarks.course_ladder --worlds 2 --oracles

Prints a Markdown table per scenario. Worlds are drawn from the scenario's ranges, one class each;
the rule sets of a scenario meet the same classes. The interval is that of the paired difference to
`--against` (t, 95 %). A guard-rail is read from its mean over the worlds. Oracles see what
learners know; how much of the way to them a rule set goes is what is left to be found.
"""

import argparse
import resource

from benchmarks.week_ladder import play, row
from ruleloop.draws import Draws
from ruleloop.evaluation.replication import Block, Setting
from ruleloop.judge.estimate import column
from ruleloop.session import Session, open_session
from simulators.education_paths.hindsight.foresight import ORACLES, play_oracle
from simulators.education_paths.world import World

SCENARIOS = ("short_course", "low_prior", "deep_chain", "demo")


def ladder(session: Session, block: Block, *, rules: list[str], against: str, worlds: int) -> None:
    """The table of one scenario, the highest score first."""
    names = rules or sorted(session.card.rule_sets)
    baseline = play(session, "baseline", block, worlds, 0)
    other = play(session, against, block, worlds, 0)
    rows = []
    for each in names:
        played = play(session, each, block, worlds, 0)
        score = column(played, session.card.objective.measure).mean()
        rows.append((float(score), row(session, each, played, baseline, against=other)))
    print(f"| rule set | points | to {against} | 95 % interval | CPU-s | guard-rails |")
    print("|---|---|---|---|---|---|")
    print("\n".join(text for _, text in sorted(rows, reverse=True)), flush=True)


def oracles(worlds: int) -> None:
    """What oracles reach in usual worlds."""
    for name in ORACLES:
        scores = [play_oracle(name, World(), Draws(bytes([k]) * 16)) for k in range(worlds)]
        print(f"  {name}: {sum(scores) / worlds:.2f} points in usual worlds", flush=True)


def main() -> None:
    """Print the tables that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worlds", type=int, default=24)
    parser.add_argument("--ranges", choices=("world", "holdout"), default="world")
    parser.add_argument("--scenarios", nargs="*", default=list(SCENARIOS))
    parser.add_argument("--rules", nargs="*", default=[])
    parser.add_argument("--against", default="baseline")
    parser.add_argument("--model", choices=("continuous", "tracing"))
    parser.add_argument("--oracles", action="store_true")
    asked = parser.parse_args()
    fixed = {"learner_model": asked.model} if asked.model else {}
    block = Block("explore", "ladder", Setting(ranges=asked.ranges, overrides=fixed))
    for name in asked.scenarios:
        print(f"\n**{name}** ({asked.ranges}, {asked.worlds} worlds)\n")
        with open_session(f"education_paths/{name}", workers=1) as session:
            ladder(session, block, rules=asked.rules, against=asked.against, worlds=asked.worlds)
    if asked.oracles:
        oracles(asked.worlds)
    most_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024.0
    print(f"\n{most_mb:.0f} MB in the largest worker")


if __name__ == "__main__":
    main()
