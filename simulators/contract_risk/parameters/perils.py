"""How often each peril strikes, how dear it is, and how disputes about it end.

Effect sizes of clauses on the number of claims are assumptions; no public source measures them.
"""

from typing import Annotated

from simulators.contract_risk.parameters.losses import LossParameters
from simulators.contract_risk.parameters.meta import assumed, sourced

IACCM = "IACCM 2014, contracts with a significant claim or dispute"
NET_DILIGENCE = "NetDiligence 2014-18, claims of companies below 2 bn USD (mean 178,000 USD)"
PAID = "NAIC Schedule P, paid pattern of other liability: mean lag 3.3 years"


class PerilParameters(LossParameters, frozen=True, forbid_unknown_fields=True):
    """Perils, their dependence, disputes, and what clauses do to the number of claims."""

    claims_a_year: Annotated[
        float,
        sourced(f"{IACCM}: 9 % on average, if one in ten is construction",
                "claims of a contract and year, except construction", le=2, plausible=(0.05, 0.1)),
    ] = 0.077  # fmt: skip
    construction_claims_a_year: Annotated[
        float,
        sourced(f"{IACCM}: engineering and construction", "the same, construction",
                le=2, plausible=(0.15, 0.3)),
    ] = 0.21  # fmt: skip
    contagion_cv: Annotated[
        float, assumed(0.5, 2.0, "spread of a contract's claim rate between years (CV)", le=5)
    ] = 1.0
    year_cv: Annotated[
        float, assumed(0.1, 0.4, "spread of all claim rates between years (CV)", le=2)
    ] = 0.2
    shocks_a_year: Annotated[
        float, assumed(0.1, 0.5, "common shocks of a kind in a year", ge=0.01, le=2)
    ] = 0.2
    shock_likeness: Annotated[
        float, assumed(0.2, 0.8, "correlation of log losses within a shock")
    ] = 0.5
    service_loss_share: Annotated[
        float, assumed(0.1, 0.5, "median ordinary loss, share of a year's price", le=10)
    ] = 0.25
    project_loss_share: Annotated[
        float, assumed(0.05, 0.2, "median ordinary loss of goods and works, share of price", le=10)
    ] = 0.10
    breach_mean_eur: Annotated[
        float,
        sourced(NET_DILIGENCE, "mean loss of a data breach with 10,000 records", le=1e8,
                plausible=(100_000.0, 400_000.0)),
    ] = 165_000.0  # fmt: skip
    ip_median_eur: Annotated[
        float, assumed(20_000.0, 200_000.0, "median loss of a claim about IP", le=1e8)
    ] = 60_000.0
    injury_median_eur: Annotated[
        float,
        sourced("lossalae, median 12,000 USD of the 1990s, at today's prices",
                "median loss of injury and damage", le=1e8, plausible=(18_000.0, 30_000.0)),
    ] = 24_000.0  # fmt: skip
    largest_loss_eur: Annotated[
        float, assumed(5e7, 2e8, "no single loss is larger", ge=1e5, le=1e12)
    ] = 1e8
    liability_lag_years: Annotated[
        float, sourced(PAID, "years until breach, IP and injury are paid", le=20)
    ] = 3.3
    gross_share: Annotated[float, assumed(0.04, 0.15, "claims by gross negligence", le=0.5)] = 0.08
    intent_share: Annotated[float, assumed(0.005, 0.04, "claims by intent", le=0.5)] = 0.02
    indirect_share: Annotated[
        float, assumed(0.3, 0.7, "mean indirect part of a loss", ge=0.05, le=0.95)
    ] = 0.5
    deemed_effect: Annotated[
        float, assumed(0.7, 0.95, "disputes about acceptance left by deemed acceptance", ge=0.1)
    ] = 0.8
    tested_effect: Annotated[
        float, assumed(0.45, 0.85, "disputes about acceptance left by signed tests", ge=0.1)
    ] = 0.6
    change_effect: Annotated[
        float, assumed(0.5, 0.9, "disputes about changes left by change control", ge=0.1)
    ] = 0.7
    defect_months: Annotated[
        float, assumed(9.0, 36.0, "mean age at which defects appear, in months", ge=1, le=240)
    ] = 18.0
    visible_share: Annotated[float, assumed(0.15, 0.5, "defects visible at delivery")] = 0.3
    notice_delay_days: Annotated[
        float, assumed(5.0, 20.0, "mean days until a visible defect is complained of", ge=1, le=365)
    ] = 10.0
    unindemnified_share: Annotated[
        float, assumed(0.4, 0.8, "of a third party's claim, owed without an indemnity")
    ] = 0.6
    weeks_sigma: Annotated[
        float, assumed(0.6, 1.3, "log sd of the weeks of a delay", ge=0.01, le=3)
    ] = 1.0
    final_price_share: Annotated[
        float, assumed(1.0, 1.2, "final account of a project, share of the order", ge=0.5, le=3)
    ] = 1.08
    formal_slope: Annotated[
        float, assumed(0.1, 0.5, "log odds of a formal dispute per log stake", le=2)
    ] = 0.3
    ambiguity: Annotated[
        float, assumed(1.0, 8.0, "more formal disputes over a clause that may fall", le=50)
    ] = 4.0
    challenge_scale: Annotated[
        float, assumed(1.0, 5.0, "gain in legal costs at which two in three attack a clause",
                       ge=0.01, le=100),
    ] = 2.0  # fmt: skip
    reduced_multiple: Annotated[
        float, assumed(0.5, 2.0, "cap that a court would put in place of one, in prices", le=20)
    ] = 1.0
    price_level: Annotated[
        float, assumed(1.7, 2.3, "EUR of today for a USD of the 1990s", ge=0.1, le=10)
    ] = 2.0
    formal_cost: Annotated[
        float, assumed(1.5, 4.0, "legal cost of a formal dispute, multiple of usual", le=50)
    ] = 2.5
    fixed_cost: Annotated[
        float, assumed(0.1, 0.5, "legal cost where the sum owed is agreed, share of usual")
    ] = 0.25
    legal_cost_de: Annotated[
        float, assumed(0.3, 0.8, "cost of disputes under German law, multiple of US", le=10)
    ] = 0.5
    legal_cost_ew: Annotated[
        float, assumed(1.0, 2.0, "cost under the law of England and Wales, multiple of US", le=10)
    ] = 1.5
    arbitration_cost: Annotated[
        float, assumed(1.0, 2.0, "legal cost with arbitration, multiple of courts", le=10)
    ] = 1.3
    mediation_effect: Annotated[
        float, assumed(0.4, 0.9, "formal disputes left by an agreed mediation")
    ] = 0.6
    default_share: Annotated[float, assumed(0.1, 0.5, "unpaid invoices that are never paid")] = 0.25
    unpaid_days: Annotated[
        float, assumed(30.0, 180.0, "mean days that other unpaid invoices are late", le=2000)
    ] = 90.0
    interest_share: Annotated[
        float, assumed(0.1, 0.6, "of late interest that is owed, collected")
    ] = 0.3
    base_rate: Annotated[
        float, assumed(0.0, 0.05, "central bank's rate, to which late interest is added", le=0.5)
    ] = 0.02
    means_small_eur: Annotated[
        float, assumed(2e5, 1e6, "what a small supplier can pay at most", le=1e12)
    ] = 5e5
    means_medium_eur: Annotated[
        float, assumed(2e6, 1e7, "what a medium supplier can pay at most", le=1e12)
    ] = 5e6
