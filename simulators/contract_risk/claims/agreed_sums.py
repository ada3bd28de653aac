"""Sums agreed in advance: liquidated damages for delay, service credits for poor service."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.claims.strikes import Strikes
from simulators.contract_risk.claims.terms_columns import TermsColumns
from simulators.contract_risk.perils.exposure import Exposure
from simulators.contract_risk.world import World

Singles = NDArray[np.float32]
Places = NDArray[np.int32]
Flags = NDArray[np.bool_]
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


@dataclass(frozen=True)
class Sums:
    """By claim: owed without any proof, owed in all, and whether the former settles it."""

    agreed_eur: Singles
    owed_eur: Singles
    is_fixed: Flags


class AgreedSums:
    """What is owed in advance of any proof, by claim; made of the columns of contracts."""

    def __init__(
        self, exposure: Exposure, terms: TermsColumns, strikes: Strikes, world: World
    ) -> None:
        single = np.float32
        portfolio = exposure.portfolio
        final = np.array([1.0, world.final_price_share])[terms.delay_base]
        self._rate = terms.delay_rate.astype(single)
        self._cap = terms.delay_cap.astype(single)
        self._price = (portfolio.value_eur * final).astype(single)
        self._annual = portfolio.annual_eur.astype(single)
        self._credit = terms.service_credit.astype(single)
        self._is_sole = terms.delay_is_sole
        self._falls = strikes.agreed

    def of_delay(
        self, contract: Places, days: Singles, demand_eur: Singles, may_be_sole: Flags
    ) -> Sums:
        """Liquidated damages; where a court may strike them, what is owed in the mean.

        may_be_sole: where liability is limited, for a sole remedy is a limit too.
        """
        sums = delay_damages_eur(
            days, self._price[contract], self._rate[contract], self._cap[contract]
        )
        is_sole = self._is_sole[contract] & may_be_sole
        owed = np.where(is_sole, sums, np.maximum(demand_eur, sums))
        falls = self._falls[contract]
        owed += falls * (demand_eur - owed)
        return Sums(sums * (np.float32(1.0) - falls), owed, is_sole | (sums >= demand_eur))

    def of_service(self, contract: Places, loss_eur: Singles, demand_eur: Singles) -> Sums:
        """Service credits, which count towards damages."""
        sums = service_credits_eur(loss_eur, self._annual[contract], self._credit[contract])
        return Sums(sums, np.maximum(demand_eur, sums), sums >= demand_eur)
