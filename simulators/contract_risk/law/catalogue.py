"""All rules of law that terms are checked against."""

from collections.abc import Mapping
from types import MappingProxyType

from simulators.contract_risk.law import german_liability
from simulators.contract_risk.law.rule import Rule

RULES: tuple[Rule, ...] = (*german_liability.RULES,)
BY_ID: Mapping[str, Rule] = MappingProxyType({rule.id: rule for rule in RULES})
