"""What was tried and why it failed, in a space that does not grow with the run."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from ruleloop.record import Judged
from ruleloop.report import clean

LATEST, KEPT, NEAR = 12, 20, 8
"""How many of the latest, the kept and the nearest misses are told one by one."""

_MOST_WORDS, _MOST_REASON = 240, 700


class Tried(msgspec.Struct, frozen=True):
    """One proposal and what became of it, in one line each.

    `outcome` is that of the verdict, or `refused` or `repeated` where there was none.
    `gain` is the best evidence there is: confirmed, raced or screened, in the objective's unit.
    """

    number: int
    agent: str
    outcome: str
    stage: str
    hypothesis: str
    reason: str
    gain: float | None = None


class Memory(msgspec.Struct, frozen=True):
    """The run's proposals: how many ended how, and the ones worth knowing.

    outcomes: how many proposals ended in each way. kept: the kept ones. near: not kept, with the
    highest gain on the screen. latest: whatever came last.
    """

    outcomes: dict[str, int] = {}
    kept: tuple[Tried, ...] = ()
    near: tuple[Tried, ...] = ()
    latest: tuple[Tried, ...] = ()


def remember(judged: Sequence[Judged]) -> Memory:
    """A memory of bounded size over any number of proposals."""
    outcomes = Counter(_outcome(each) for each in judged)
    kept = [each for each in judged if _outcome(each) == "keep"]
    missed = [each for each in judged if _outcome(each) == "discard" and _screened(each) > 0.0]
    near = sorted(missed, key=lambda each: (-_screened(each), each.number))[:NEAR]
    return Memory(
        outcomes=dict(sorted(outcomes.items())),
        kept=tuple(map(tried_of, kept[-KEPT:])),
        near=tuple(map(tried_of, near)),
        latest=tuple(map(tried_of, judged[-LATEST:])),
    )


def _outcome(judged: Judged) -> str:
    if judged.verdict:
        return judged.verdict.outcome
    return "refused" if judged.note.startswith("refused") else "repeated"


def _screened(judged: Judged) -> float:
    verdict = judged.verdict
    return verdict.screen.mean if verdict and verdict.screen else 0.0


def tried_of(judged: Judged) -> Tried:
    """One proposal in lines that are safe to print."""
    verdict = judged.verdict
    reason = "; ".join(verdict.reasons) if verdict else judged.note
    gain = (verdict.confirm or verdict.race or verdict.screen) if verdict else None
    return Tried(
        number=judged.number,
        agent=judged.agent,
        outcome=_outcome(judged),
        stage=verdict.stage if verdict else "gate",
        hypothesis=clean.line(judged.hypothesis, _MOST_WORDS),
        reason=clean.line(reason, _MOST_REASON),
        gain=gain.mean if gain else None,
    )
