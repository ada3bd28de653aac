"""The perils of a contract, and what marks a claim in the eyes of the law."""

from typing import Literal, get_args

Peril = Literal[
    "delay", "defect", "performance", "data_breach", "ip", "injury", "non_payment", "acceptance"
]
"""injury: people hurt or property damaged. acceptance: disputes about acceptance and changes."""

PERILS: tuple[Peril, ...] = get_args(Peril)
DELAY, DEFECT, PERFORMANCE, DATA, IP, INJURY, NON_PAYMENT, ACCEPTANCE = range(len(PERILS))

Mark = Literal["ordinary", "gross", "intent", "protected"]
"""Fault of whoever is liable; protected: people are hurt, or secrets of the other side get out,
which clauses single out whatever the fault."""

MARKS: tuple[Mark, ...] = get_args(Mark)
ORDINARY, GROSS, INTENT, PROTECTED = range(len(MARKS))
SLOTS = len(PERILS) * len(MARKS)
"""Clauses treat all claims of a contract alike that have the same peril and mark."""
