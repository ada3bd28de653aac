"""How champion and best shipped came through the stress bank, from the ledger."""

from ruleloop.domain import Stress
from ruleloop.judge.stress import broken_limits, stress_block
from ruleloop.ledger import Ledger, source_sha
from ruleloop.record import Record
from ruleloop.report.result import StressResult

_LEFT_OUT = "left out by the scenario, as it cannot happen there"


def stress_results(ledger: Ledger, record: Record) -> tuple[StressResult, ...]:
    """One result per rare situation; those that the scenario leaves out come last, as not tried."""
    champion, shipped = source_sha(record.champion), source_sha(record.stand.best_shipped)
    results = []
    for stress in record.started.card.stress:
        passes, detail = _outcome(ledger, champion, stress)
        shipped_passes, _ = _outcome(ledger, shipped, stress)
        results.append(StressResult(stress.name, stress.why, passes, shipped_passes, detail))
    left_out = record.started.scenario.stress.leave_out
    return (*results, *(StressResult(name, _LEFT_OUT, None, None) for name in left_out))


def _outcome(ledger: Ledger, sha: str, stress: Stress) -> tuple[bool | None, str]:
    replication = ledger.replication(sha, stress_block(stress), 0)
    if replication is None:
        return None, ""
    if replication.fault:
        return False, f"failed: {replication.fault.kind}"
    broken = broken_limits(stress, replication)
    return not broken, "; ".join(broken)
