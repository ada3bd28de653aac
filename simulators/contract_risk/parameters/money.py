"""What talks, waiting and cover cost."""

from typing import Annotated

from simulators.contract_risk.parameters.deals import DealParameters
from simulators.contract_risk.parameters.meta import assumed, sourced

IACCM = "IACCM 2017, cost of concluding a contract, of which a round is taken as a third"


class MoneyParameters(DealParameters, frozen=True, forbid_unknown_fields=True):
    """Prices."""

    round_small_eur: Annotated[float, sourced(IACCM, "a round of talks, small", le=1e5)] = 2_300.0
    round_medium_eur: Annotated[float, sourced(IACCM, "a round, medium", le=1e5)] = 7_100.0
    round_large_eur: Annotated[float, sourced(IACCM, "a round, large", le=1e6)] = 16_300.0
    money_cost_share: Annotated[
        float, assumed(0.04, 0.12, "cost of waiting for payment, share of the sum and year")
    ] = 0.08
    insurance_loading: Annotated[
        float,
        sourced("NAIC Schedule P loss ratios 0.65 to 0.70", "loading on insured expected loss",
                le=5, plausible=(0.4, 0.55)),
    ] = 0.45  # fmt: skip
    delay_share: Annotated[
        float, assumed(0.2, 0.8, "of the margin until the signature, lost for good")
    ] = 0.5
    churn_share: Annotated[
        float, assumed(0.02, 0.08, "contracts a year that end early if nothing holds them")
    ] = 0.04
