"""One candidate from outside, judged in a run: what `ruleloop try` and the MCP server do."""

import re

import msgspec

from ruleloop.agents.outside import Outside
from ruleloop.errors import RulesError
from ruleloop.judge.verdict import Verdict
from ruleloop.record import Judged, Record
from ruleloop.runner import Runner

MOST_HYPOTHESIS = 400
_NAME = re.compile(r"[a-z][a-z0-9_.-]{0,39}")


class Attempt(msgspec.Struct, frozen=True):
    """What became of a candidate.

    number: of the proposal in the run. outcome: as in `Verdict`, or `refused` by the gate.
    same_as: the proposal that had the same syntax tree and this verdict before, 0 for none.
    champion: whether the run's champion is this candidate now.
    """

    number: int
    outcome: str
    champion: bool
    reasons: tuple[str, ...]
    verdict: Verdict | None = None
    same_as: int = 0


def attempt(runner: Runner, source: str, hypothesis: str, *, name: str = "outside") -> Attempt:
    """Judge a candidate; one whose syntax tree was judged before gets its old verdict.

    Raises:
        RulesError: the hypothesis is missing or far too long, or the agent's name is no name.
        Interrupted: the listener asked to stop; nothing of the candidate is remembered.
    """
    if not hypothesis.strip() or len(hypothesis) > MOST_HYPOTHESIS:
        raise RulesError(
            f"expected a hypothesis of 1 to {MOST_HYPOTHESIS} characters: what changes, and why it"
            f" should help; got {len(hypothesis)}"
        )
    if not _NAME.fullmatch(name) or name == "evolve":
        raise RulesError(f"expected a name such as `claude-code` for who proposes, got {name!r}")
    judged = runner.consider(Outside(source, hypothesis, name))
    return _attempt(runner.record, judged, source)


def _attempt(record: Record, judged: Judged, source: str) -> Attempt:
    champion = record.champion == source
    if judged.verdict:
        return _with_verdict(judged, judged.verdict, champion=champion)
    if same := record.seen.get(judged.syntax, 0):
        before = record.judged[same - 1]
        if before.verdict and same != judged.number:
            old = _with_verdict(judged, before.verdict, champion=champion)
            return msgspec.structs.replace(old, same_as=same)
    return Attempt(judged.number, "refused", champion, (judged.note,))


def _with_verdict(judged: Judged, verdict: Verdict, *, champion: bool) -> Attempt:
    return Attempt(judged.number, verdict.outcome, champion, verdict.reasons, verdict)
