"""A rule of law as data, and what it finds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from simulators.contract_risk.law.case import Case
from simulators.contract_risk.observations import Jurisdiction

Grade = Literal["BLOCK", "GREY", "INFO"]
Mark = Literal["V", "M", "A"]
Clause = Literal[
    "cap", "data_cap", "indirect", "delay", "warranty", "notice", "acceptance", "indemnity",
    "payment", "law",
]  # fmt: skip
Left = Literal["no_limit", "clause_gone", "reduced", "kept"]
MARKS: Mapping[Mark, str] = {
    "V": "verified in a source",
    "M": "from general knowledge, not verified",
    "A": "an assumption of this model",
}


class Finding(msgspec.Struct, frozen=True):
    """A line that terms have crossed.

    rule: its id. grade: BLOCK: void, never offered; GREY: may be struck; INFO: to be known.
    mark: how well the rule is verified. margin: how far past the line, > 0; most are natural
    logarithms of a ratio.
    """

    rule: str
    grade: Grade
    mark: Mark
    clause: Clause
    margin: float


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One line of the law. Not legal advice: each stands for review by counsel.

    in_force_from: year; older ones from general knowledge.
    protects: the side that the rule protects; softer terms for it never cross the line.
    applies: by facts of the contract that are no sums (see `check.Facts`), and by any terms.
    margin: how far the terms are past the line; nothing is found at 0 or below.
    all_limits: whether every limit falls with the one that the rule is about: always where the law
        does not trim a clause, and where a fault or a head of damage is missing from all of them.
    sums: whether the margin looks at sums of the contract, which nearly every contract has others.
    left: what is left of the clause when a court strikes it.
    mark: V verified, M general knowledge, A assumption; only what is verified may block.
    read: where it was verified, when that was not the project's table of facts.
    passes, fails: an example of each: fields of contract and terms that differ from the usual.

    Raises:
        ValueError: a rule that blocks without being verified.
    """

    id: str
    jurisdictions: tuple[Jurisdiction, ...]
    in_force_from: int
    protects: Literal["customer", "supplier", "both"]
    clause: Clause
    grade: Grade
    mark: Mark
    left: Left
    citation: str
    plain_text: str
    fix: str
    margin: Callable[[Case], float]
    passes: Mapping[str, Any]
    fails: Mapping[str, Any]
    applies: Callable[[Case], bool] = field(default=lambda _case: True)
    all_limits: bool = True
    sums: bool = False
    read: str = ""

    def __post_init__(self) -> None:
        if self.grade == "BLOCK" and self.mark != "V":
            message = f"{self.id}: only a verified rule may block"
            raise ValueError(message)


def found(rule: Rule, margin: float) -> Finding:
    """The finding of a rule."""
    return Finding(rule.id, rule.grade, rule.mark, rule.clause, margin)


def unless(*, is_kept: bool) -> float:
    """The margin of a rule that is kept or not."""
    return -1.0 if is_kept else 1.0
