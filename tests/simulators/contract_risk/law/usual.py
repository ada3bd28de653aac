"""A usual contract and usual terms, from which examples differ."""

from typing import Any

import msgspec

from simulators.contract_risk.observations import Contract
from simulators.contract_risk.terms import Terms

CONTRACT = Contract(
    type="services_sell", seat="DE", performed="DE", home="DE", value_eur=300_000.0, years=3.0,
    annual_eur=100_000.0, margin_share=0.2, size="medium", leverage=0.5, records=0,
    criticality=0.5, injury_exposure=0.1, is_goods=False, is_public=False, is_ours=True,
    insurance_eur=1_000_000.0, insurance_rate=0.01, required_cover_eur=0.0, days_to_deliver=90.0,
    late_share=0.2, past_claims=0,
)  # fmt: skip


def example(law: str, changes: dict[str, Any]) -> tuple[Contract, Terms]:
    """The usual contract in one country, with fields of it and of the terms that differ."""
    here = {"home": law, "seat": law, "performed": law}
    names = set(Contract.__struct_fields__)
    of_contract = here | {k: v for k, v in changes.items() if k in names}
    of_terms = {k: v for k, v in changes.items() if k not in names}
    return msgspec.structs.replace(CONTRACT, **of_contract), Terms(**of_terms)
