"""Every shipped rule set in every family of weeks: cost, paired difference, guard-rails.

    python benchmarks/week_ladder.py --worlds 24              # a core, three quarters of an hour
    python benchmarks/week_ladder.py --worlds 24 --ranges holdout --rules baseline

Prints a Markdown table per family, and which rule set wins in each. Worlds are drawn from the
scenario's ranges, one week each; the rule sets of a family meet the same weeks. The interval is
that of the paired difference to the baseline (t, 95 %). A guard-rail is read from its mean over the
worlds.
"""

import argparse
import statistics

from ruleloop.evaluation.explore import explore_bench
from ruleloop.evaluation.replication import Block, Replication, Setting
from ruleloop.judge.estimate import column, standard_error, t_quantile
from ruleloop.judge.guardrails import read_guardrails
from ruleloop.session import Session, open_session

FAMILIES = ("mittelstadt", "peak_city", "rural", "tight_fleet", "carbon")
ROW = "| {:20} | {:8.3f} | {:+7.3f} | {:+.3f} to {:+.3f} | {:7.2f} | {} |"


def play(session: Session, rules: str, block: Block, worlds: int, seed: int) -> list[Replication]:
    """One week of a rule set in each of the worlds."""
    source, bench = session.rules_source(rules), explore_bench(session, seed)
    return list(bench.play(source, block, range(worlds)))


def broken_guardrails(
    session: Session, played: list[Replication], baseline: list[Replication]
) -> list[str]:
    """The guard-rails that do not hold, with their values."""
    readings = read_guardrails(session.card.guardrails, played, baseline, proven=False)
    return [f"{each.measure} {each.value:.3f}" for each in readings if not each.holds]


def row(
    session: Session,
    rules: str,
    played: list[Replication],
    baseline: list[Replication],
    *,
    against: list[Replication] | None = None,
) -> str:
    """Cost, difference to `against` (or the baseline), its interval, CPU-s, broken guard-rails."""
    card = session.card
    faults = [each.fault for each in played if each.fault]
    if faults:
        return f"| {rules} | {faults[0].kind}: {faults[0].detail} |"
    cost = column(played, card.objective.measure)
    gain = cost - column(against or baseline, card.objective.measure)
    half = t_quantile(0.975, len(gain) - 1) * standard_error(gain)
    broken = broken_guardrails(session, played, baseline)
    cpu_s = statistics.fmean(each.cpu_s for each in played)
    mean, kept = gain.mean(), ", ".join(broken) or "kept"
    return ROW.format(rules, cost.mean(), mean, mean - half, mean + half, cpu_s, kept)


def family(name: str, ranges: str, rules: list[str], worlds: int, seed: int) -> str:
    """Prints the table of one family, the cheapest rule set first.

    Gives the winner: the cheapest of those that keep every guard-rail, "none" without any.
    """
    setting = Setting(ranges="holdout" if ranges == "holdout" else "world")
    block = Block("explore", "ladder", setting)
    with open_session(f"supply_chain/{name}_week", workers=1) as session:
        names = rules or sorted(session.card.rule_sets)
        baseline = play(session, "baseline", block, worlds, seed)
        rows, winners = [], []
        for each in names:
            played = baseline if each == "baseline" else play(session, each, block, worlds, seed)
            cost = column(played, session.card.objective.measure).mean()
            rows.append((float(cost), row(session, each, played, baseline)))
            has_faults = any(replication.fault for replication in played)
            if not has_faults and not broken_guardrails(session, played, baseline):
                winners.append((float(cost), each))
    print(f"\n**{name}** ({ranges}, {worlds} worlds)\n")
    print("| rule set | EUR/unit | to baseline | 95 % interval | CPU-s | guard-rails |")
    print("|---|---|---|---|---|---|")
    print("\n".join(text for _, text in sorted(rows)), flush=True)
    return min(winners)[1] if winners else "none"


def main() -> None:
    """Print the tables that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worlds", type=int, default=24)
    parser.add_argument("--ranges", choices=("world", "holdout"), default="world")
    parser.add_argument("--families", nargs="*", default=list(FAMILIES))
    parser.add_argument("--rules", nargs="*", default=[])
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    wins = {
        name: family(name, given.ranges, given.rules, given.worlds, given.seed)
        for name in given.families
    }
    print("\nCheapest of those that keep every guard-rail:")
    print(", ".join(f"{winner} ({name})" for name, winner in wins.items()))


if __name__ == "__main__":
    main()
