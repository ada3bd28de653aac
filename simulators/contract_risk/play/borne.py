"""Who bears the losses of a year, peril by peril."""

from collections.abc import Mapping

import numpy as np

from simulators.contract_risk.claims.losses import Losses
from simulators.contract_risk.perils.kinds import PERILS

BEARERS = ("us", "insurer", "other_side", "lawyers")
"""lawyers: our own legal cost, which comes on top of the losses."""


def borne(losses: Losses) -> list[Mapping[str, str | float]]:
    """One record for each side and peril: `side` sell or buy, EUR a year of each bearer."""
    ours = (
        losses.retained_eur
        + losses.damages_and_credits_eur
        + losses.uncovered_eur
        + losses.late_eur
    )
    # Agreed sums can exceed the loss: then nothing is left with the other side.
    theirs = np.maximum(losses.borne_by_them_eur, 0.0)
    insured = np.where(losses.is_sale[:, None], losses.insured_eur, 0.0)
    bearers = dict(zip(BEARERS, (ours, insured, theirs, losses.legal_eur), strict=True))
    sides = {"sell": losses.is_sale, "buy": ~losses.is_sale}
    return [
        {"side": side, "peril": peril}
        | {who: round(float(eur[rows, k].sum()), 2) for who, eur in bearers.items()}
        for side, rows in sides.items()
        for k, peril in enumerate(PERILS)
    ]
