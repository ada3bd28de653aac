"""What recorded claims set in a world of contracts, and what they cannot tell."""

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from ruleloop.calibration import Calibration, Estimate, FitRow, Progress, WorldValue
from simulators.contract_risk.history.fit_claims import LIMITS, ClaimFit, fit_claims
from simulators.contract_risk.history.fit_family import Fitted
from simulators.contract_risk.history.legal_cost import Range95

LEAST_TAIL_INDEX = 1.01  # of a world: below 1 there is no mean
CLEARLY_WORSE = 10.0  # in AIC: Burnham & Anderson 2002, section 2.6
MEANINGS = {
    ("lognormal", "log mean"): "mean of ln loss; exp of it is the median",
    ("lognormal", "log sd"): "sd of ln loss",
    ("lomax", "alpha"): "tail index: no mean below 1, no variance below 2",
}
PLAYED = ("lognormal", "lomax")
"""The tails that a world can have; the Burr distribution is for comparison."""


def calibrate_claims(data: Path, progress: Progress) -> Calibration:
    """Fit the world to a CSV file of claims: loss, legal_cost (or ALAE), limit, censored.

    Raises:
        InputFaults: the file has faults; all of them are named.
    """
    progress(0.0, "fitting claims")
    found = fit_claims(data)
    censored = int(np.sum(found.claims.censored))
    return Calibration(
        data=f"claims, {censored:,} of them larger than their limit",
        rows=len(found.claims.loss),
        estimates=tuple(_estimates(found)),
        fit=tuple(_fit(found)),
        world=tuple(_world(found)),
        warnings=tuple(_warnings(found)),
    )


def _estimates(found: ClaimFit) -> Iterator[Estimate]:
    for fitted in found.severity.values():
        yield from _parameters("loss", fitted, found.severity)
    for name, fitted in found.legal_severity.items():
        if name != "lognormal":
            yield from _parameters("legal cost", fitted, found.legal_severity)
    legal = found.legal
    yield _range("legal cost, intercept", legal.intercept, "ln legal cost of a claim of 1")
    yield _range("legal cost, slope", legal.slope, "of ln legal cost by ln loss")
    yield _range("legal cost, sd", legal.sd, "of ln legal cost at a loss")
    yield _range("Kendall's tau", legal.tau, "rank correlation of loss and legal cost")
    yield _range("Gumbel theta", legal.theta, "of the copula with this tau; 1 is independence")


def _parameters(what: str, fitted: Fitted, others: dict[str, Fitted]) -> Iterator[Estimate]:
    best = min(each.aic for each in others.values())
    name = fitted.family.name
    for n, parameter in enumerate(fitted.family.parameters):
        words = MEANINGS.get((name, parameter), "") if what == "loss" else ""
        if n == 0:
            rank = "the least" if fitted.aic == best else f"{fitted.aic - best:.1f} above the least"
            words = f"{words + '; ' if words else ''}AIC {fitted.aic:,.1f}, {rank}"
        value, low, high = (float(each[n]) for each in (fitted.value, fitted.low, fitted.high))
        unit = "money" if parameter == "scale" else ""
        yield Estimate(f"{what}, {name} {parameter}", value, low, high, unit, words)


def _fit(found: ClaimFit) -> Iterator[FitRow]:
    for name in PLAYED:
        fitted = found.severity[name]
        for share, words in ((0.5, "median"), (0.95, "95 % are below")):
            data = found.seen.quantile(share)
            if math.isfinite(data):
                yield FitRow(f"loss, {words}: {name}", data, fitted.quantile(share), "money")
        for step in LIMITS:
            limit = step * found.unit
            data = found.seen.limited_mean(limit)
            what = f"mean loss, limited at {limit:,.0f}: {name}"
            yield FitRow(what, data, fitted.limited_mean(limit), "money")
    costs = found.claims.legal_cost[found.claims.legal_cost > 0.0]
    for name, fitted in found.legal_severity.items():
        what = f"mean legal cost: {name}"
        yield FitRow(what, float(np.mean(costs)), fitted.limited_mean(math.inf), "money")
    for band in found.bands:
        to = f"to {band.high:,.0f}" if math.isfinite(band.high) else "and more"
        what = f"legal cost over loss, losses of {band.low:,.0f} {to}"
        yield FitRow(what, band.share, band.expected, "share")
    what = "of the dearest 5 % by loss, also by legal cost"
    yield FitRow(what, found.legal.together, found.legal.expected_together, "share")


def _world(found: ClaimFit) -> Iterator[WorldValue]:
    lognormal, lomax = (found.severity[name] for name in PLAYED)
    apart = abs(lognormal.aic - lomax.aic)
    if apart < CLEARLY_WORSE:
        why = f"the data hardly tell them apart (AIC {apart:.1f}), so worlds have either"
        yield WorldValue("tail", {"any_of": list(PLAYED)}, why)
    else:
        yield WorldValue("tail", found.best, f"the other fits worse (AIC {apart:.1f})")
    why = "sd of ln loss: 95 % interval"
    yield _span("severity_sigma", float(lognormal.low[1]), float(lognormal.high[1]), why)
    low, high = float(lomax.low[0]), float(lomax.high[0])
    why = "tail index of the Lomax distribution: 95 % interval, above 1 so that there is a mean"
    yield _span("severity_alpha", max(LEAST_TAIL_INDEX, low), max(LEAST_TAIL_INDEX, high), why)
    legal = found.legal
    why = "regression of ln legal cost on ln loss; intercept and slope go together, so no ranges"
    yield WorldValue("legal_intercept", round(legal.intercept.value, 4), why)
    yield WorldValue("legal_slope", round(legal.slope.value, 4), why)
    yield _span("legal_sd", legal.sd.low, legal.sd.high, "sd of ln legal cost: 95 % interval")


def _warnings(found: ClaimFit) -> Iterator[str]:
    yield (
        "Amounts are taken as they stand: they should be of one currency and price level, that of"
        " the scenario. The level of losses is not set; it goes with the contract."
    )
    lognormal, lomax = (found.severity[name].limited_mean(math.inf) for name in PLAYED)
    told = f"{lomax:,.0f}" if math.isfinite(lomax) else "infinite"
    yield (
        f"The mean of an unlimited loss is {lognormal:,.0f} if lognormal and {told} if Lomax: no"
        " data of this size decide that, so play both tails."
    )
    censored = float(np.mean(found.claims.censored))
    if censored > 0.3:
        yield f"{censored:.0%} of the claims are censored: the tail rests on the family alone."
    at_limit = found.claims.loss == found.claims.limit
    if count := int(np.sum(at_limit & ~found.claims.censored)):
        yield f"{count:,} claims are exactly their limit but not marked censored; are they?"
    if count := int(np.sum(found.claims.legal_cost == 0.0)):
        yield f"{count:,} claims without legal cost are left out of its fits, which are too high."
    if found.legal.slope.low < 0.0:
        yield "Legal cost need not grow with the loss in these data."


def _range(name: str, found: Range95, meaning: str) -> Estimate:
    return Estimate(name, found.value, found.low, found.high, "", meaning)


def _span(parameter: str, low: float, high: float, why: str) -> WorldValue:
    """A range for a scenario, rounded to what the data can tell."""
    return WorldValue(parameter, {"from": round(low, 3), "to": round(high, 3)}, why)
