"""The champion as a file for people: its own text, and why each change was kept.

Built-in edits replace stretches of the text, so comments and layout of the shipped rules are still
there; the reasons stand at the end, where they disturb neither.
"""

from ruleloop.judge.verdict import Verdict
from ruleloop.record import Judged, Record
from ruleloop.report.clean import line

_WIDTH = 100


def kept_rules(record: Record) -> str:
    """The champion's source, followed by one comment line for every keep, in their order."""
    if not record.keeps:
        return record.champion
    unit, shipped = record.started.card.objective.unit, record.stand.best_shipped_name
    head = f"# `{shipped}` until ruleloop changed it, each time proven on fresh worlds ({unit}):"
    reasons = (_reason(judged) for judged in record.keeps)
    return "\n".join([record.champion.rstrip("\n"), "", "", head, *reasons, ""])


def _reason(judged: Judged) -> str:
    gain = "" if judged.verdict is None else _gain(judged.verdict)
    bullet, after = "# - ", f"{gain} (#{judged.number}, {line(judged.agent, 30)})"
    return f"{bullet}{line(judged.hypothesis, _WIDTH - len(bullet + after))}{after}"


def _gain(verdict: Verdict) -> str:
    if verdict.kept_for == "simplicity":
        return "; simpler, and not worse"
    return f"; gain {verdict.confirm.mean:.3g}" if verdict.confirm else ""
