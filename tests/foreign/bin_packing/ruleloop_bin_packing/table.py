"""Rule sets beside first fit and best fit on 1k, 5k and 10k items, with the published figures.

    python -m ruleloop_bin_packing.table champion.py --instances 40

Prints a Markdown table: the mean excess over the bound ceil(sum of sizes / capacity), in per cent,
with its standard error. All rule sets of a column meet the same instances, which no run has seen.
"""

import argparse

from ruleloop.errors import RuleloopError
from ruleloop.evaluation.explore import explore_bench
from ruleloop.evaluation.replication import Block, Setting
from ruleloop.judge.estimate import column, standard_error
from ruleloop.session import Session, open_session

SIZES = (1_000, 5_000, 10_000)
PUBLISHED = """\
| FunSearch's paper: first fit | - | 4.23 | 4.20 |
| FunSearch's paper: best fit | - | 3.98 | 3.90 |
| FunSearch's paper: FunSearch | - | 0.68 | 0.32 |
| EoH's paper: first fit | 5.32 | 4.40 | 4.44 |
| EoH's paper: best fit | 4.87 | 4.08 | 4.09 |
| EoH's paper: FunSearch | 3.78 | 0.80 | 0.33 |
| EoH's paper: EoH | 2.24 | 0.80 | 0.61 |"""
"""Romera-Paredes et al. 2024 (doi:10.1038/s41586-023-06924-6), table 1; Liu et al. 2024
(arXiv:2401.02051), table 1, capacity 100."""


def excess(session: Session, rules: str, items: int, instances: int) -> str:
    """The mean excess of a rule set and its standard error, or why it failed."""
    block = Block("explore", "table", Setting(overrides={"items": items}))
    bench = explore_bench(session, seed=items)
    played = list(bench.play(session.rules_source(rules), block, range(instances)))
    faults = [each.fault for each in played if each.fault]
    if faults:
        return faults[0].kind
    percent = column(played, "excess_percent")
    return f"{percent.mean():.2f} ± {standard_error(percent):.2f}"


def main() -> None:
    """Plays and prints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rules", nargs="*", help="rule sets or .py files")
    parser.add_argument("--instances", type=int, default=20, help="of each size")
    parser.add_argument("--workers", type=int, default=None)
    given = parser.parse_args()
    print("| rules | 1k | 5k | 10k |\n|---|---|---|---|")
    with open_session("online_bin_packing/weibull", workers=given.workers) as session:
        for rules in ("first_fit", "best_fit", *given.rules):
            cells = [excess(session, rules, items, given.instances) for items in SIZES]
            print("| {} | {} | {} | {} |".format(rules, *cells), flush=True)
    print(PUBLISHED)


if __name__ == "__main__":
    try:
        main()
    except RuleloopError as error:
        raise SystemExit(str(error)) from None
