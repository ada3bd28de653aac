"""How the other sides answer: assumptions all, for no public source measures them."""

from typing import Annotated

from simulators.contract_risk.parameters.meta import assumed
from simulators.contract_risk.parameters.perils import PerilParameters


class DealParameters(PerilParameters, frozen=True, forbid_unknown_fields=True):
    """What terms cost in signatures, price, rounds and days."""

    elasticity: Annotated[
        float, assumed(0.5, 2.0, "how strongly harsh terms repel, multiple of all below", le=10)
    ] = 1.0
    base_win: Annotated[
        float, assumed(0.7, 0.92, "share that signs market terms in the end", ge=0.05, le=0.98)
    ] = 0.85
    risk_weight: Annotated[
        float, assumed(1.0, 2.0, "dislike of carrying an expected loss, multiple of it", le=20)
    ] = 1.35
    loss_odds: Annotated[
        float, assumed(5.0, 20.0, "log odds of signing per expected loss, share of price", le=500)
    ] = 10.0
    friction: Annotated[
        float, assumed(0.03, 0.15, "dislike of a term unlike the market's, as log odds", le=5)
    ] = 0.07
    kind_limit: Annotated[
        float, assumed(0.2, 0.6, "most log odds that kind terms can win", ge=0.01, le=5)
    ] = 0.35
    price_share: Annotated[
        float, assumed(0.1, 0.5, "of a shifted expected loss, taken off the price")
    ] = 0.25
    generous_share: Annotated[
        float, assumed(0.0, 0.3, "of an expected loss that we take over, added to the price")
    ] = 0.1
    attitude_sd: Annotated[
        float, assumed(0.4, 1.2, "how other sides differ in log odds (sd)", le=5)
    ] = 0.8
    patience: Annotated[
        float, assumed(0.5, 0.9, "share of those who do not sign that ask rather than walk")
    ] = 0.75
