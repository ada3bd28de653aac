"""One number for how a candidate fared, for the search's own comparisons."""

from ruleloop.judge.verdict import Verdict

FAILED = -1e12


def fitness(verdict: Verdict | None) -> float:
    """The gain over the champion; far below zero for broken guard-rails, lowest for failures.

    Every pair that was played counts, so a lucky screen is put right by its race.
    """
    if verdict is None or verdict.outcome == "crash":
        return FAILED
    broken = [r for r in verdict.guardrails if not r.holds]
    played = [e for e in (verdict.screen, verdict.race, verdict.confirm) if e and e.pairs]
    if broken:
        worst = sum(-r.margin / max(abs(r.limit), 1e-9) for r in broken)
        return 0.1 * FAILED * (1.0 + min(worst, 5.0))
    if verdict.outcome == "unsafe" or not played:
        return FAILED
    return sum(e.mean * e.pairs for e in played) / sum(e.pairs for e in played)


def has_failed(value: float) -> bool:
    """Whether a fitness stands for a failure or a broken guard-rail."""
    return value <= 0.01 * FAILED


def is_promising(verdict: Verdict | None) -> bool:
    """Whether a structure may deserve tuning: it works, and acts differently."""
    if verdict is None or verdict.screen is None or has_failed(fitness(verdict)):
        return False
    return verdict.screen.sd > 0.0
