"""All rules of law that terms are checked against."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import get_args

from simulators.contract_risk.law import (
    american,
    english,
    everywhere,
    german_liability,
    german_other,
)
from simulators.contract_risk.law.rule import Rule
from simulators.contract_risk.observations import Jurisdiction

RULES: tuple[Rule, ...] = (
    *german_liability.RULES,
    *german_other.RULES,
    *english.RULES,
    *american.RULES,
    *everywhere.RULES,
)
BY_LAW: Mapping[Jurisdiction, tuple[Rule, ...]] = MappingProxyType(
    {law: tuple(r for r in RULES if law in r.jurisdictions) for law in get_args(Jurisdiction)}
)
BY_ID: Mapping[str, Rule] = MappingProxyType({rule.id: rule for rule in RULES})
