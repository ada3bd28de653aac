"""The opening tournament: ranks all shipped rule sets and fixes what the run is judged by."""

from collections.abc import Mapping, Sequence

import msgspec

from ruleloop.domain import DomainCard, Minimise
from ruleloop.errors import RulesError, SimulatorFailure
from ruleloop.evaluation.replication import Block, Replication
from ruleloop.judge.bench import Bench, stop
from ruleloop.judge.estimate import column, estimate, gains
from ruleloop.judge.guardrails import read_guardrails, sentence
from ruleloop.judge.hearing import beats_floor, fault_sentence
from ruleloop.judge.stand import Stand
from ruleloop.judge.stress import broken_limits, stress_block
from ruleloop.judge.verdict import Estimate, Reading
from ruleloop.scenario import Evidence
from ruleloop.settings import WorthwhileGain

_CLIP_IN_SD = 6.0
_CLIP_IN_WORTHWHILE = 4.0


class Entry(msgspec.Struct, frozen=True):
    """One shipped rule set in the tournament.

    `objective` is the mean objective with a 95 % interval, None when the rule set faulted;
    `broken` holds one sentence per fault, guard-rail or stress limit that bars it from winning.
    """

    name: str
    objective: Estimate | None
    guardrails: tuple[Reading, ...] = ()
    broken: tuple[str, ...] = ()
    measures: dict[str, float] = {}


class Tournament(msgspec.Struct, frozen=True):
    """The ranking, best first and faulted rule sets last, and what it fixes for the whole run.

    winner: name of the best rule set that broke nothing: first champion and best shipped.
    worthwhile, clip: in the objective's unit; see `hold_tournament`.
    clip_from: in words, where the clip comes from.
    """

    winner: str
    baseline: str
    ranking: tuple[Entry, ...]
    worthwhile: float
    clip: float
    clip_from: str
    replications: int

    def opening_stand(self, rule_sets: Mapping[str, str]) -> Stand:
        """Where the run stands before its first experiment; `rule_sets` maps names to sources."""
        winner = rule_sets[self.winner]
        return Stand(
            champion=winner,
            anchor=winner,
            baseline=rule_sets[self.baseline],
            best_shipped=winner,
            baseline_name=self.baseline,
            best_shipped_name=self.winner,
            worthwhile=self.worthwhile,
            clip=self.clip,
        )


def hold_tournament(
    rule_sets: Mapping[str, str],
    baseline: str,
    *,
    card: DomainCard,
    evidence: Evidence,
    worthwhile: WorthwhileGain,
    bench: Bench,
) -> Tournament:
    """Rank shipped rule sets (name -> source) on one block; the best that breaks nothing wins.

    Guard-rails count by point estimate here, the stress bank pass or fail. A rule set that faults
    is listed with its fault and cannot win.

    The clip is 6 x the standard deviation of the paired difference between the winner and the
    best other rule set that differs from it. It is fixed here, before any candidate exists,
    because a range chosen after looking at the differences would void the race's guarantee; it is
    taken from shipped rules, because those differ the way that real rules of this domain differ.
    Larger is safer and slower: a race at clip / sd = 30 needs four times the pairs of one at 6.
    With nothing to pair with, the spread of the winner's own objective stands in (it is larger).
    It is never below 4 x the smallest worthwhile gain, so that a gain worth having is not clipped.

    Raises:
        RulesError: the baseline is missing or faulted, or every rule set breaks something.
        SimulatorFailure: a measure is missing or not finite, or shipped rules beat the floor.
    """
    if baseline not in rule_sets:
        raise RulesError(
            f"rules.baseline: expected one of {', '.join(rule_sets) or 'no rule sets'},"
            f" got {baseline!r}"
        )
    field = {
        name: _play(source, card, evidence.tournament, bench) for name, source in rule_sets.items()
    }
    fault = field[baseline][-1].fault
    if fault is not None:
        said = fault_sentence(f"the baseline `{baseline}`", fault)
        raise RulesError(f"{said}; guard-rails are relative to it, so it must run")
    entries = [
        _enter(name, rule_sets[name], played, field[baseline], card=card, bench=bench)
        for name, played in field.items()
    ]
    ranking = tuple(sorted(entries, key=lambda entry: _rank(entry, card)))
    winner = _winner(ranking)
    assert winner.objective is not None
    gain = worthwhile.in_units(winner.objective.mean)
    clip, clip_from = _clip(winner, ranking, field=field, card=card, worthwhile=gain)
    return Tournament(
        winner=winner.name,
        baseline=baseline,
        ranking=ranking,
        worthwhile=gain,
        clip=clip,
        clip_from=clip_from,
        replications=sum(len(played) for played in field.values()),
    )


def _play(source: str, card: DomainCard, most: int, bench: Bench) -> list[Replication]:
    """All replications, or those up to and including the first fault."""
    played: list[Replication] = []
    iterator = bench.play(source, Block("tournament", "1"), range(most))
    for replication in iterator:
        played.append(replication)
        if replication.fault is not None:
            stop(iterator)
            break
        if beats_floor(card, replication):
            raise SimulatorFailure(
                "shipped rules beat the proven floor of the objective"
                f" ({replication.floor:.6g}): the floor is no bound, or the rules cheat"
            )
    return played


def _enter(
    name: str,
    source: str,
    played: Sequence[Replication],
    baseline: Sequence[Replication],
    *,
    card: DomainCard,
    bench: Bench,
) -> Entry:
    fault = played[-1].fault
    if fault is not None:
        return Entry(name, None, broken=(fault_sentence("it", fault),))
    readings = read_guardrails(card.guardrails, played, baseline, proven=False)
    broken = [sentence(reading) for reading in readings if not reading.holds]
    for stress in card.stress:
        (replication,) = bench.play(source, stress_block(stress), range(1))
        if replication.fault is not None:
            broken.append(fault_sentence(f"stress `{stress.name}`: it", replication.fault))
        else:
            broken.extend(broken_limits(stress, replication))
    objective = estimate(column(played, card.objective.measure), confidence=0.95)
    means = {measure: float(column(played, measure).mean()) for measure in played[0].measures}
    return Entry(name, objective, readings, tuple(broken), means)


def _rank(entry: Entry, card: DomainCard) -> tuple[bool, float, str]:
    if entry.objective is None:
        return True, 0.0, entry.name
    mean = entry.objective.mean
    return False, mean if isinstance(card.objective, Minimise) else -mean, entry.name


def _winner(ranking: Sequence[Entry]) -> Entry:
    for entry in ranking:
        if not entry.broken:
            return entry
    raise RulesError(_without_a_winner(ranking))


def _without_a_winner(ranking: Sequence[Entry]) -> list[str]:
    """What somebody needs to go on: the rule set that came closest, and what can be mended."""
    closest = min(ranking, key=lambda entry: len(entry.broken))
    others = ", ".join(f"`{e.name}` {len(e.broken)}" for e in ranking if e is not closest)
    found = [
        f"no shipped rule set can be the first champion: each of the {len(ranking)} breaks a limit",
        *(f"closest is `{closest.name}`: {reason}" for reason in closest.broken),
    ]
    if others:
        found.append(f"limits that the others break: {others}")
    mend = "make the worlds of [world] easier to serve, or add rules that can serve them"
    if any(reason.startswith("stress ") for reason in closest.broken):
        mend += (
            "; a rare situation that cannot happen here can be named in [stress] leave_out, and"
            " another --seed draws others"
        )
    return [*found, mend]


def _clip(
    winner: Entry,
    ranking: Sequence[Entry],
    *,
    field: Mapping[str, Sequence[Replication]],
    card: DomainCard,
    worthwhile: float,
) -> tuple[float, str]:
    """The clip and where it comes from; rule sets that broke nothing are preferred as partner."""
    least = _CLIP_IN_WORTHWHILE * worthwhile
    others = [e for e in ranking if e.name != winner.name and e.objective is not None]
    for other in sorted(others, key=lambda entry: bool(entry.broken)):
        each = gains(card.objective, field[winner.name], field[other.name])
        sd = float(each.std(ddof=1))
        if sd > 0.0:
            source = f"6 x paired sd of `{winner.name}` and `{other.name}`"
            return _at_least(_CLIP_IN_SD * sd, least, source)
    assert winner.objective is not None
    own = winner.objective
    if own.sd > 0.0:
        return _at_least(_CLIP_IN_SD * own.sd, least, f"6 x sd of `{winner.name}` alone")
    return _at_least(
        abs(own.mean) or 1.0, least, f"the objective of `{winner.name}`, without noise"
    )


def _at_least(clip: float, least: float, source: str) -> tuple[float, str]:
    return (clip, source) if clip >= least else (least, "4 x the smallest worthwhile gain")
