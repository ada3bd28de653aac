"""Everything that recorded claims tell: severity, legal cost, and how they go together."""

import math
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from simulators.contract_risk.history.claims import Claims
from simulators.contract_risk.history.families import FAMILIES, LOMAX
from simulators.contract_risk.history.fit_family import Fitted, fit_family
from simulators.contract_risk.history.kaplan_meier import Survival, survival
from simulators.contract_risk.history.legal_cost import LegalCost, fit_legal_cost
from simulators.contract_risk.history.read_claims import read_claims

STEPS = (1.0, 5.0, 20.0, 100.0)  # sizes that are told apart, in multiples of `unit`
LIMITS = (1.0, 10.0, 100.0)  # of limited means, in the same
LEAST_IN_BAND = 3


@dataclass(frozen=True)
class Band:
    """Claims from one size to another: legal cost over loss, in the data and as expected."""

    low: float
    high: float
    share: float
    expected: float


@dataclass(frozen=True)
class ClaimFit:
    """What a history of claims tells.

    severity: of the loss, by family name, the limit taken into account. seen: the loss without a
    family. legal_severity: of legal cost where there is some, by family name. unit: the power of
    ten at the median loss. legal_share: of all legal cost over all losses.
    """

    claims: Claims
    severity: dict[str, Fitted]
    seen: Survival
    legal_severity: dict[str, Fitted]
    legal: LegalCost
    unit: float
    bands: tuple[Band, ...]
    legal_share: float

    @property
    def best(self) -> str:
        """The family of severity with the least AIC among those that a world can play."""
        return min(("lognormal", LOMAX.name), key=lambda name: self.severity[name].aic)


def fit_claims(path: Path) -> ClaimFit:
    """Read a file of claims and fit everything; the same file always gives the same figures.

    Raises:
        InputFaults: the file has faults, or too few claims.
    """
    claims = read_claims(path)
    costs = claims.legal_cost[claims.legal_cost > 0.0]
    legal = fit_legal_cost(claims)
    unit = 10.0 ** round(math.log10(float(np.median(claims.loss))))
    nothing = np.zeros(len(costs), dtype=np.bool_)
    return ClaimFit(
        claims=claims,
        severity={f.name: fit_family(f, claims.loss, claims.censored) for f in FAMILIES},
        seen=survival(claims.loss, claims.censored),
        legal_severity={f.name: fit_family(f, costs, nothing) for f in FAMILIES},
        legal=legal,
        unit=unit,
        bands=tuple(_bands(claims, legal, unit)),
        legal_share=float(claims.legal_cost.sum() / claims.loss.sum()),
    )


def _bands(claims: Claims, legal: LegalCost, unit: float) -> list[Band]:
    edges = (0.0, *(unit * step for step in STEPS), math.inf)
    found = []
    for low, high in pairwise(edges):
        within = (claims.loss >= low) & (claims.loss < high)
        if np.sum(within) >= LEAST_IN_BAND:
            loss = claims.loss[within]
            share = claims.legal_cost[within].sum() / loss.sum()
            expected = legal.expected(loss).sum() / loss.sum()
            found.append(Band(low, high, float(share), float(expected)))
    return found
