"""Sums agreed in advance: liquidated damages for delay, service credits for poor service."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.claims.terms_columns import TermsColumns
from simulators.contract_risk.perils.exposure import Exposure
from simulators.contract_risk.perils.kinds import DELAY, PERFORMANCE, PERILS
from simulators.contract_risk.world import World

Reals = TypeVar("Reals", NDArray[np.float32], NDArray[np.float64])


def delay_damages_eur(days_late: Reals, price_eur: Reals, rate_a_week: Reals, cap: Reals) -> Reals:
    """Liquidated damages: so much a week, of the price, up to a share of it; parts of weeks count.

    The other side's own fault and force majeure are no delay: their days do not count.
    """
    return np.asarray(
        np.minimum(days_late / 7.0 * rate_a_week, cap) * price_eur, dtype=price_eur.dtype
    )


def service_credits_eur(loss_eur: Reals, annual_eur: Reals, credit: Reals) -> Reals:
    """Credits grow with how poor the service was: all of them at a loss of a year's price.

    Assumed; agreements measure it by downtime, which we do not draw.
    """
    depth = np.minimum(loss_eur / annual_eur, 1.0)
    return np.asarray(depth * credit * annual_eur, dtype=annual_eur.dtype)


class AgreedSums:
    """Rates by contract, ready to be looked up by claim; float32."""

    def __init__(self, exposure: Exposure, terms: TermsColumns, world: World) -> None:
        single = np.float32
        portfolio = exposure.portfolio
        final = np.array([1.0, world.final_price_share])[terms.delay_base]
        self._rate = terms.delay_rate.astype(single)
        self._cap = terms.delay_cap.astype(single)
        self._price = (portfolio.value_eur * final).astype(single)
        self._annual = portfolio.annual_eur.astype(single)
        self._credit = terms.service_credit.astype(single)
        self.is_sole = np.zeros((len(terms), len(PERILS)), dtype=np.bool_)
        self.is_sole[:, DELAY] = terms.delay_is_sole

    def of(
        self, peril: int, contract: NDArray[np.int32], *,
        loss_eur: NDArray[np.float32], days: NDArray[np.float32],
    ) -> NDArray[np.float32]:  # fmt: skip
        """What is owed without proof of loss, shape of `contract`."""
        if peril == DELAY:
            price, rate, cap = self._price, self._rate, self._cap
            return delay_damages_eur(days, price[contract], rate[contract], cap[contract])
        assert peril == PERFORMANCE
        return service_credits_eur(loss_eur, self._annual[contract], self._credit[contract])
