"""How often things go wrong, how dear they are, and what disputes cost."""

from typing import Annotated, Literal

from simulators.contract_risk.parameters.meta import assumed, chosen, sourced
from simulators.contract_risk.parameters.portfolio import PortfolioParameters

ISO_GL = "1,500 ISO general-liability claims (lossalae), censored maximum likelihood, fitted here"
BJS = "Bureau of Justice Statistics, civil trials in state courts, 1996 and 2001"
EISENBERG = "Eisenberg & Lanvers 2009, two US federal districts"


class LossParameters(PortfolioParameters, frozen=True, forbid_unknown_fields=True):
    """Claims and disputes. Shapes of severity are fitted; scales go with the contract."""

    tail: Annotated[
        Literal["lognormal", "lomax"], chosen("distribution of large ordinary losses")
    ] = "lognormal"
    frequency_scale: Annotated[
        float, assumed(0.7, 1.5, "claims, multiple of those that surveys report", le=10)
    ] = 1.0
    severity_scale: Annotated[
        float, assumed(0.6, 1.6, "size of losses, multiple of the assumed", le=100)
    ] = 1.0
    severity_sigma: Annotated[
        float,
        sourced(ISO_GL, "log sd of an ordinary loss", ge=0.1, le=4, plausible=(1.4, 1.9)),
    ] = 1.667
    severity_alpha: Annotated[
        float,
        sourced(ISO_GL, "tail index of an ordinary loss, if lomax", ge=1.01, le=10,
                plausible=(1.07, 1.3)),
    ] = 1.1349  # fmt: skip
    special_sigma: Annotated[
        float, assumed(1.7, 2.4, "log sd of breaches, IP and injury", ge=0.1, le=4)
    ] = 2.0
    shock_share: Annotated[
        float, assumed(0.1, 0.5, "claims of a peril that come in common shocks")
    ] = 0.25
    inflation: Annotated[
        float, assumed(0.02, 0.07, "yearly growth of losses over a contract's term")
    ] = 0.04
    formal_share: Annotated[
        float,
        sourced("IACCM 2014", "claims that become a formal dispute", plausible=(0.005, 0.03)),
    ] = 0.01
    settle_share: Annotated[
        float, sourced(EISENBERG, "filed suits that settle", plausible=(0.578, 0.716))
    ] = 0.669
    win_share: Annotated[
        float, sourced(BJS, "judged contract suits that the claimant wins", plausible=(0.62, 0.65))
    ] = 0.635
    legal_intercept: Annotated[
        float, sourced(ISO_GL, "log legal cost of a claim of 1 EUR", ge=-20, le=20)
    ] = 4.924
    legal_slope: Annotated[float, sourced(ISO_GL, "log legal cost per log loss", le=2)] = 0.384
    legal_sd: Annotated[float, sourced(ISO_GL, "log sd of legal cost at a loss", le=4)] = 1.284
    legal_scale: Annotated[
        float, assumed(0.25, 1.0, "legal cost, multiple of that of liability claims", le=100)
    ] = 0.4
    strike_at_line: Annotated[
        float, assumed(-4.0, -1.5, "log odds that a clause just past the line is struck", ge=-10)
    ] = -3.0
    strike_slope: Annotated[
        float, assumed(1.0, 4.0, "rise of these log odds per margin past the line", le=100)
    ] = 2.0
