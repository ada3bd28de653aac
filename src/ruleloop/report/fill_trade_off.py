"""Every tried rule set in terms of the objective and of the measure it is weighed against.

A candidate was screened beside the champion of its moment, and a block of seeds serves until the
next keep: levels of two blocks cannot be compared, nor can an early candidate be paired with a late
one. So each stands where its paired difference puts it above its opponent, and each opponent where
its confirmation put it, on fresh seeds, back to best shipped.
"""

from collections.abc import Iterable, Sequence

import msgspec

from ruleloop.evaluation.replication import Block, Replication
from ruleloop.judge.estimate import column, gains
from ruleloop.judge.screen import screen_block
from ruleloop.judge.stand import Stand
from ruleloop.ledger import Ledger, block_name, source_sha
from ruleloop.record import Judged, Record
from ruleloop.report.goal import goal_of
from ruleloop.report.result import Traded, TradeOff

MOST_SHOWN = 600


class _Screened(msgspec.Struct, frozen=True):
    """A candidate that went through the screen, and where the run stood then."""

    judged: Judged
    stand: Stand


def trade_off(ledger: Ledger, record: Record) -> TradeOff | None:
    """What a domain's second measure did in all experiments; None where it names none."""
    measure = record.started.card.trade_off
    if not measure or record.crowned is None:
        return None
    screened = list(_screened(ledger, record))
    places = _Places(ledger, record, measure)
    kept = tuple(places.keep(each) for each in screened if _is_keep(each))
    shown = _thin([each for each in screened if not _is_keep(each)])
    tried = [places.at(each) for each in shown]
    return TradeOff(
        measure=measure,
        tried=tuple(each for each in tried if each),
        how_many=len(screened) - len(kept),
        kept=kept,
        shipped=_shipped(record, measure),
        limits=_limits(record, measure),
    )


def _screened(ledger: Ledger, record: Record) -> Iterable[_Screened]:
    assert record.crowned is not None
    stand, life = record.crowned.stand, record.started.scenario.evidence.screen_life
    for judged in record.judged:
        if judged.verdict is None:
            continue
        if judged.verdict.screen:
            yield _Screened(judged, stand)
        stand = stand.after(ledger.source(judged.rules), judged.verdict, screen_life=life)


def _is_keep(screened: _Screened) -> bool:
    return screened.judged.verdict is not None and screened.judged.verdict.outcome == "keep"


def _thin(screened: Sequence[_Screened]) -> Sequence[_Screened]:
    return screened[:: -(-len(screened) // MOST_SHOWN) or 1]


class _Places:
    """Where rule sets stand against best shipped; keeps must be asked for in order."""

    def __init__(self, ledger: Ledger, record: Record, measure: str) -> None:
        self._ledger = ledger
        self._measure = measure
        self._card = record.started.card
        self._evidence = record.started.scenario.evidence
        best = record.stand.best_shipped
        self._known = {source_sha(best): Traded(record.stand.best_shipped_name, 0.0, 0.0)}
        self._opponents: dict[tuple[str, str], list[Replication]] = {}

    def keep(self, kept: _Screened) -> Traded:
        """A kept rule set, where its confirmation put it."""
        judged, verdict = kept.judged, kept.judged.verdict
        simpler = verdict is not None and verdict.kept_for == "simplicity"
        opponent = source_sha(kept.stand.anchor if simpler else kept.stand.champion)
        block = Block("confirm", str(judged.number))
        place = self._above(opponent, judged, block, self._evidence.confirm)
        assert place is not None  # a keep was confirmed beside its opponent
        # Rules that come back stand where they stood.
        return self._known.setdefault(judged.rules, place)

    def at(self, screened: _Screened) -> Traded | None:
        """A rule set, where the screen put it; None when no opponent was played beside it."""
        block, most = screen_block(screened.stand), self._evidence.screen
        for opponent in (screened.stand.champion, screened.stand.anchor):
            if place := self._above(source_sha(opponent), screened.judged, block, most):
                return place
        return None

    def _above(self, opponent: str, judged: Judged, block: Block, most: int) -> Traded | None:
        key = opponent, block_name(block)
        if key not in self._opponents:
            self._opponents[key] = self._played(opponent, block, most)
        theirs, own = self._opponents[key], self._played(judged.rules, block, most)
        pairs = min(len(own), len(theirs))
        if not pairs:
            return None
        own, theirs, base = own[:pairs], theirs[:pairs], self._known[opponent]
        moved = column(own, self._measure) - column(theirs, self._measure)
        gained = gains(self._card.objective, own, theirs)
        name = f"#{judged.number}"
        return Traded(name, base.gain + float(gained.mean()), base.change + float(moved.mean()))

    def _played(self, sha: str, block: Block, most: int) -> list[Replication]:
        """The replications from the first on, up to a gap or a fault."""
        played = []
        for index in range(most):
            found = self._ledger.replication(sha, block, index)
            if found is None or found.fault:
                break
            played.append(found)
        return played


def _shipped(record: Record, measure: str) -> tuple[Traded, ...]:
    """All rule sets that were there before, from the tournament, which all of them played."""
    assert record.crowned is not None
    objective = record.started.card.objective.measure
    sign = 1.0 if goal_of(record.started.card).direction == "maximise" else -1.0
    known = {e.name: e.measures for e in record.crowned.tournament.ranking if measure in e.measures}
    best = known.get(record.stand.best_shipped_name)
    if best is None:
        return ()
    return tuple(
        Traded(name, sign * (own[objective] - best[objective]) + 0.0, own[measure] - best[measure])
        for name, own in known.items()
    )


def _limits(record: Record, measure: str) -> tuple[float, ...]:
    """The limits of best shipped in the tournament: relative ones were paired with the baseline."""
    assert record.crowned is not None
    name = record.stand.best_shipped_name
    best = next(e for e in record.crowned.tournament.ranking if e.name == name)
    readings = [r for r in best.guardrails if r.measure == measure]
    return tuple(sorted({r.limit - best.measures[measure] for r in readings if best.measures}))
