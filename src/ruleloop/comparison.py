"""Rule sets side by side on the same worlds and seeds: what `ruleloop compare` computes."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext

from ruleloop.conformance.repeatable import refuse_unrepeatable
from ruleloop.domain import DomainCard
from ruleloop.evaluation.explore import explore_bench, explore_block, play_until_fault
from ruleloop.evaluation.replication import Replication
from ruleloop.judge.estimate import column, estimate, gains
from ruleloop.judge.guardrails import read_guardrails
from ruleloop.report.compare import Compared, Comparison
from ruleloop.report.goal import goal_of, interval_of
from ruleloop.session import Session

Played = list[Replication]
Counting = Callable[[int], AbstractContextManager[Callable[[], None]]]


def compare_rules(
    session: Session,
    reference: str,
    others: Sequence[str],
    *,
    pairs: int,
    seed: int = 0,
    counting: Counting = lambda _total: nullcontext(lambda: None),
) -> Comparison:
    """Play rule sets (names or paths) in `pairs` worlds, each on the same seeds, and compare.

    Gains are paired differences to the reference, positive when better, with 95 % intervals;
    relative guard-rails are read beside the scenario's baseline. A rule set that fails is listed
    with its fault. `counting` is told how many replications there are at most, and gives a context
    whose function is called after each.

    Raises:
        RulesError: a rule set does not exist or the gate refuses it.
        DomainError: the simulator plays the same seed differently the second time.
    """
    baseline = session.scenario.rules.baseline
    names = list(dict.fromkeys((reference, *others)))
    sources = {name: session.rules_source(name) for name in (*names, baseline)}
    refuse_unrepeatable(session)
    with counting(pairs * len(sources)) as on_replication:
        bench = explore_bench(session, seed, on_replication=on_replication)
        block = explore_block()
        played = {n: play_until_fault(bench, s, block, pairs) for n, s in sources.items()}
    card = session.card
    return Comparison(
        title=session.scenario.title or session.name,
        scenario=session.name,
        goal=goal_of(card),
        reference=reference,
        rule_sets=tuple(
            _compared(name, played[name], played[reference], played[baseline], card=card)
            for name in names
        ),
        worlds=pairs,
        replications=pairs,
        seed=seed,
        plain_words=card.plain_words,
    )


def _compared(
    name: str, own: Played, reference: Played, baseline: Played, *, card: DomainCard
) -> Compared:
    fault = own[-1].fault
    if fault:
        return Compared(name, None, fault=f"{fault.kind}: {fault.detail}")
    objective = card.objective
    comparable = own is not reference and not reference[-1].fault
    return Compared(
        name,
        interval_of(estimate(column(own, objective.measure), confidence=0.95)),
        gain=estimate(gains(objective, own, reference), confidence=0.95) if comparable else None,
        parts={part: float(column(own, part).mean()) for part in objective.parts},
        guardrails=()
        if baseline[-1].fault
        else read_guardrails(card.guardrails, own, baseline, proven=False),
    )
