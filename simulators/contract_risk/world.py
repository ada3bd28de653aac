"""The parameters of a world in one flat struct; `problems.py` says what can be wrong with them.

A parameter marked `assumed` carries a range that practitioners would find plausible instead of a
source.
"""

from simulators.contract_risk.parameters.money import MoneyParameters


class World(MoneyParameters, frozen=True, forbid_unknown_fields=True):
    """A company's year of contracts. A scenario gives values or ranges."""
