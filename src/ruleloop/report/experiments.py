"""Which of many experiments a page shows: those that came furthest."""

from ruleloop.report.result import ExperimentRow

_STAGES = ("smoke", "screen", "stress", "race", "confirm")


def furthest(experiments: tuple[ExperimentRow, ...], most: int = 400) -> tuple[ExperimentRow, ...]:
    """At most `most` experiments in order of number: kept and unsafe ones first, then by stage."""
    ranked = sorted(experiments, key=lambda row: (-_interest(row), -row.number))
    return tuple(sorted(ranked[:most], key=lambda row: row.number))


def _interest(row: ExperimentRow) -> int:
    if row.outcome in ("keep", "unsafe"):
        return len(_STAGES)
    return _STAGES.index(row.stage) if row.stage else -1
