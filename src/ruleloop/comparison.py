"""Rule sets side by side on the same worlds and seeds: what `ruleloop compare` computes."""

from collections.abc import Sequence

from ruleloop.domain import DomainCard
from ruleloop.errors import RulesError
from ruleloop.evaluation.explore import explore_bench, explore_block
from ruleloop.evaluation.replication import Replication
from ruleloop.judge.estimate import column, estimate, gains
from ruleloop.judge.guardrails import read_guardrails
from ruleloop.session import Session


def play_side_by_side(
    session: Session, rule_sets: dict[str, str], *, pairs: int, seed: int, holdout: bool
) -> dict[str, list[Replication]]:
    """`pairs` replications of every rule set (name -> source), all on the same seeds.

    Raises:
        RulesError: a rule set fails; all that do are named.
    """
    bench, block = explore_bench(session, seed), explore_block(holdout=holdout)
    played = {name: list(bench.play(s, block, range(pairs))) for name, s in rule_sets.items()}
    faults = [
        f"rule set `{name}` failed: {fault.kind}: {fault.detail}"
        for name, replications in played.items()
        for fault in [next((each.fault for each in replications if each.fault), None)]
        if fault
    ]
    if faults:
        raise RulesError(faults)
    return played
