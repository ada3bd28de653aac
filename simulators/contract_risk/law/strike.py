"""How likely a court strikes a clause that is challenged, and what is left then.

The likelihood is an assumption: logistic in how far terms are past the line. Whether anybody
challenges a clause is not decided here.
"""

from collections.abc import Sequence
from math import exp

import msgspec

from simulators.contract_risk.law.catalogue import BY_ID
from simulators.contract_risk.law.rule import Clause, Finding, Left

_LIMITS: tuple[Clause, ...] = ("cap", "data_cap")


class Strictness(msgspec.Struct, frozen=True):
    """How courts judge, both assumed: log odds just past the line, and their rise per margin."""

    at_line: float = -3.0
    slope: float = 2.0


class Struck(msgspec.Struct, frozen=True):
    """What becomes of a clause that is challenged: the probability, and what is left of it."""

    probability: float = 0.0
    left: Left = "kept"


def struck(findings: Sequence[Finding], clause: Clause, strictness: Strictness) -> Struck:
    """The fate of one clause in a court, by the finding that is furthest past its line.

    A limit that falls under German standard terms takes the other limits with it: the law does
    not trim a clause to what would have been allowed (read at haufe.de on s. 306 BGB).
    """
    about = [finding for finding in findings if _concerns(finding, clause)]
    if not about:
        return Struck()
    worst = max(about, key=lambda finding: _probability(finding, strictness))
    return Struck(_probability(worst, strictness), BY_ID[worst.rule].left)


def _concerns(finding: Finding, clause: Clause) -> bool:
    if finding.grade == "INFO":
        return False
    takes_all = BY_ID[finding.rule].all_limits and clause in _LIMITS and finding.clause in _LIMITS
    return finding.clause == clause or takes_all


def _probability(finding: Finding, strictness: Strictness) -> float:
    if finding.grade == "BLOCK":
        return 1.0
    return 1.0 / (1.0 + exp(-(strictness.at_line + strictness.slope * finding.margin)))
