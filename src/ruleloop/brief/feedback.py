"""How a run stands, for whoever proposes next: champion, where it loses, margins, memory.

All figures are from the screening block, which agents may look at as often as they like. Nothing
of a race, a confirmation or the hold-out is here, but the verdicts themselves.
"""

from collections.abc import Sequence

import msgspec

from ruleloop.brief.memory import Memory, remember
from ruleloop.evaluation.replication import Block, Replication
from ruleloop.judge.estimate import column
from ruleloop.judge.guardrails import read_guardrails, with_allowance
from ruleloop.judge.verdict import Reading
from ruleloop.ledger import Ledger, source_sha
from ruleloop.record import Record


class PartOfCost(msgspec.Struct, frozen=True):
    """One part of the objective, mean over the screening block, beside best shipped where known."""

    measure: str
    words: str
    champion: float
    best_shipped: float | None = None


class Feedback(msgspec.Struct, frozen=True):
    """What an agent needs to think of the next proposal.

    champion: the rules to beat, whole. champion_name: the number of the proposal, or the name of
    the shipped rule set. objective: its mean on the screening block, None before it was played
    there. parts: where that comes from, the largest first. margins: guard-rails there.
    """

    champion: str
    champion_name: str
    unit: str
    objective: float | None
    parts: tuple[PartOfCost, ...]
    margins: tuple[Reading, ...]
    memory: Memory
    experiments: int
    worthwhile: float


def feedback_of(record: Record, ledger: Ledger) -> Feedback:
    """The feedback as the ledger stands.

    Raises:
        LedgerError: the opening tournament has not been held yet.
    """
    stand, card = record.stand, record.started.card
    champion, shipped, baseline = _played(record, ledger)
    keeps = record.keeps
    return Feedback(
        champion=stand.champion,
        champion_name=f"#{keeps[-1].number}" if keeps else stand.best_shipped_name,
        unit=card.objective.unit,
        objective=_mean(champion, card.objective.measure),
        parts=_parts(record, champion, shipped),
        margins=_margins(record, champion, baseline),
        memory=remember(record.judged),
        experiments=record.experiments,
        worthwhile=stand.worthwhile,
    )


def _played(record: Record, ledger: Ledger) -> tuple[list[Replication], ...]:
    """The champion's latest screening block, and the same block by best shipped and baseline."""
    stand, most = record.stand, record.started.scenario.evidence.screen
    arms = (stand.champion, stand.best_shipped, stand.baseline)
    for number in (stand.screen_block, stand.screen_block - 1):
        block = Block("screen", str(number))
        played = tuple(_block(ledger, source, block, most) for source in arms)
        if played[0]:
            return played
    return [], [], []


def _block(ledger: Ledger, source: str, block: Block, most: int) -> list[Replication]:
    sha, found = source_sha(source), list[Replication]()
    for index in range(most):
        replication = ledger.replication(sha, block, index)
        if replication is None or replication.fault:
            break
        found.append(replication)
    return found


def _mean(played: Sequence[Replication], measure: str) -> float | None:
    return float(column(played, measure).mean()) if played else None


def _parts(
    record: Record, champion: Sequence[Replication], shipped: Sequence[Replication]
) -> tuple[PartOfCost, ...]:
    card = record.started.card
    if not champion:
        return ()
    beside = shipped if len(shipped) == len(champion) else ()
    parts = [
        PartOfCost(
            part,
            card.plain_words.get(part, part),
            _mean(champion, part) or 0.0,
            _mean(beside, part),
        )
        for part in card.objective.parts
    ]
    return tuple(sorted(parts, key=lambda part: -abs(part.champion)))


def _margins(
    record: Record, champion: Sequence[Replication], baseline: Sequence[Replication]
) -> tuple[Reading, ...]:
    if not champion or len(baseline) != len(champion):
        return ()
    started = record.started
    share = started.scenario.evidence.search_allowance
    rails = with_allowance(started.card.guardrails, share)
    return read_guardrails(rails, champion, baseline, proven=False)
