"""No run or comparison begins on a simulator that plays differently on the same seed."""

from ruleloop.conformance.suspects import suspects
from ruleloop.errors import DomainError
from ruleloop.evaluation.explore import explore_bench, explore_block
from ruleloop.session import Session


def refuse_unrepeatable(session: Session) -> None:
    """Play the first exploration of the baseline twice.

    Without this, every candidate would be blamed for what its simulator does. A baseline that
    faults is left to the tournament, which tells of it.

    Raises:
        DomainError: the two differ; it names the passages that may be the reason.
    """
    source = session.card.rule_sets[session.scenario.rules.baseline]
    bench, block = explore_bench(session, 0), explore_block()
    first, again = (bench.replay(source, block, 0) for _ in range(2))
    if first.fault or again.fault:
        return
    differing = [name for name, value in first.measures.items() if again.measures[name] != value]
    if not differing and first.digest == again.digest:
        return
    name = differing[0] if differing else "the decisions"
    values = f" {first.measures[name]:g} and {again.measures[name]:g}" if differing else " others"
    places = suspects(session.workspace.code(session.card.name))
    raise DomainError(
        f"domain `{session.card.name}`: the same world and seed, played twice, gave {name}{values};"
        " every random draw must come from `draws` and be keyed by a fact of the world; "
        + (f"look at {', '.join(places)}" if places else "look for a clock or state that is kept")
    )
