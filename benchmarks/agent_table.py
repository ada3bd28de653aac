"""The tables of `benchmarks.agents`: gains with intervals over seeds, and paired differences."""

import math
import statistics
from collections import Counter
from collections.abc import Sequence

from benchmarks.agent_outcomes import Outcome
from ruleloop.judge.estimate import t_quantile

OURS = "evolve"


def tables(outcomes: Sequence[Outcome]) -> str:
    """One section per scenario, in the order of their first outcome."""
    scenarios = list(dict.fromkeys(each.scenario for each in outcomes))
    return "\n".join(_section([o for o in outcomes if o.scenario == s]) for s in scenarios)


def _section(outcomes: list[Outcome]) -> str:
    first, agents = outcomes[0], list(dict.fromkeys(each.agent for each in outcomes))
    shipped = Counter(each.shipped for each in outcomes if each.agent == agents[0])
    seeds = {each.seed for each in outcomes}
    mean = statistics.fmean({each.seed: each.shipped_mean for each in outcomes}.values())
    held = {each.seed: each.shipped_holds for each in outcomes}
    rivals = [a for a in agents if a != OURS and len(_differences(a, outcomes)) > 1]
    endings = "; ".join(_endings(a, [o for o in outcomes if o.agent == a]) for a in agents)
    about = (
        f"{first.experiments} experiments, {len(seeds)} seeds. Best shipped"
        f" ({', '.join(f'`{n}` {c} x' for n, c in shipped.most_common())}) has {mean:.4g}"
        f" {first.unit} on the hold-outs; its guard-rails hold in {sum(held.values())} of"
        f" {len(held)}."
    )
    head = (
        f"| agent | held-out gain over best shipped, {first.unit} | 95 % interval | kept a run"
        " | guard-rails held | replications a run: judged + looked at first |"
    )
    rows = [_row(agent, [o for o in outcomes if o.agent == agent]) for agent in agents]
    paired = [_paired(rival, outcomes) for rival in rivals]
    lines = [
        f"### `{first.scenario}`",
        "",
        about,
        "",
        head,
        "|---|---|---|---|---|---|",
        *rows,
        *paired,
    ]
    lines += ["", f"How proposals ended: {endings}.", ""]
    return "\n".join(lines)


def _row(agent: str, outcomes: list[Outcome]) -> str:
    keeps = statistics.fmean(len(each.kept) for each in outcomes)
    held = sum(each.holds for each in outcomes)
    figures = _figures([each.gain for each in outcomes])
    judged, looked = (
        statistics.fmean(count)
        for count in zip(*((o.replications, o.looked) for o in outcomes), strict=True)
    )
    return (
        f"| {agent} | {figures} | {keeps:.1f} | {held} of {len(outcomes)}"
        f" | {judged:,.0f} + {looked:,.0f} |"
    )


def _differences(rival: str, outcomes: list[Outcome]) -> list[float]:
    """By seed: both agents met the same worlds, in the search and on the hold-out."""
    ours = {o.seed: o.gain for o in outcomes if o.agent == OURS}
    theirs = {o.seed: o.gain for o in outcomes if o.agent == rival}
    return [ours[seed] - theirs[seed] for seed in sorted(ours.keys() & theirs.keys())]


def _paired(rival: str, outcomes: list[Outcome]) -> str:
    return f"| **{OURS} minus {rival}** | {_figures(_differences(rival, outcomes))} | | | |"


def _figures(values: Sequence[float]) -> str:
    """Mean and t interval over seeds, as two cells."""
    mean = statistics.fmean(values)
    if len(values) < 2:
        return f"{mean:+.4g} | one seed"
    half = t_quantile(0.975, len(values) - 1) * statistics.stdev(values) / math.sqrt(len(values))
    return f"{mean:+.4g} | {mean - half:+.4g} to {mean + half:+.4g}"


def _endings(agent: str, outcomes: list[Outcome]) -> str:
    counts: Counter[str] = Counter()
    for each in outcomes:
        counts.update(each.verdicts)
    return f"{agent} " + ", ".join(f"{count} {ending}" for ending, count in counts.most_common())
