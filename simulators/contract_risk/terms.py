"""The terms of a contract: what rules choose. Whatever is called a cap limits the *supplier*.

When we sell, the caps protect us; when we buy, they protect the other side.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Share = Annotated[float, Meta(ge=0.0, le=1.0)]
Multiple = Annotated[float, Meta(ge=0.0, le=100.0)]
Euros = Annotated[float, Meta(ge=0.0, le=1e9)]
Unlimited = Literal[
    "intent", "gross_negligence", "injury", "fraud", "product_liability", "ip", "data",
    "confidentiality", "third_party",
]  # fmt: skip


class Terms(msgspec.Struct, frozen=True, cache_hash=True, forbid_unknown_fields=True, tag=True):
    """One set of terms. What is left out is as in a market playbook for services.

    law: governing law; "seat": that of the other side's seat, "home": of ours, "performed": where
        the contract is performed.
    forum: where disputes are decided.
    cap: the general cap of liability, in multiples of `cap_basis`. cap_floor_eur: never less.
    cap_basis: yearly price, price of the whole term, or the insured sum.
    is_aggregate: the cap holds for a contract year, else for each claim.
    data_cap, ip_cap, injury_cap: super-caps for data breaches, intellectual property, injury and
        property damage, in the same multiples, beside the general cap; 0: the general cap holds.
    unlimited: what no cap limits.
    waives_indirect: loss of profit and other indirect loss is not owed.
    delay_rate: liquidated damages a week of delay, share of the price. delay_cap: most, share of
        the price. delay_base: of which price. delay_is_sole: nothing else is owed for delay.
    service_credit: most service credits in a year, share of the yearly price.
    warranty_months: for defects. notice_days: for complaints about visible defects.
    acceptance: none agreed, deemed after a time, or by a test that both sides sign.
    change_control: changes need a signed order. indemnity_ip, indemnity_data,
        indemnity_third_party: the supplier holds the customer free of such claims.
    payment_days: after the invoice. late_interest: points above the central bank's rate.
    prepaid: share of the price paid in advance. insured_eur: cover that the supplier buys.
    notice_months: to terminate without a reason; 0: not possible.
    price_of_cap: offered price of one more multiple of the general cap, share of the yearly price
        and year; 0: not offered.
    """

    law: Literal["home", "seat", "performed"] = "home"
    forum: Literal["court", "arbitration", "mediation"] = "court"
    cap: Multiple = 1.0
    cap_floor_eur: Euros = 0.0
    cap_basis: Literal["annual", "value", "insured"] = "annual"
    is_aggregate: bool = True
    data_cap: Multiple = 3.0
    ip_cap: Multiple = 0.0
    injury_cap: Multiple = 0.0
    unlimited: Annotated[tuple[Unlimited, ...], Meta(max_length=9)] = (
        "intent",
        "gross_negligence",
        "injury",
        "fraud",
        "product_liability",
        "ip",
    )
    waives_indirect: bool = True
    delay_rate: Share = 0.005
    delay_cap: Share = 0.05
    delay_base: Literal["order_sum", "final_account"] = "final_account"
    delay_is_sole: bool = False
    service_credit: Share = 0.1
    warranty_months: Annotated[int, Meta(ge=0, le=240)] = 12
    notice_days: Annotated[int, Meta(ge=0, le=365)] = 14
    acceptance: Literal["none", "deemed", "tested"] = "deemed"
    change_control: bool = True
    indemnity_ip: bool = True
    indemnity_data: bool = False
    indemnity_third_party: bool = False
    payment_days: Annotated[int, Meta(ge=0, le=365)] = 30
    late_interest: Annotated[float, Meta(ge=0.0, le=50.0)] = 9.0
    prepaid: Share = 0.0
    insured_eur: Euros = 1_000_000.0
    notice_months: Annotated[int, Meta(ge=0, le=60)] = 3
    price_of_cap: Annotated[float, Meta(ge=-1.0, le=1.0)] = 0.0


class Walk(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag=True):
    """We walk away from the deal."""
