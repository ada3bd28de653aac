"""What terms cost in the mean, without simulation: limited expected values of every kind of claim.

Exact for caps per claim; approximate in that claims of one year that share a cap are taken one by
one, courts to bring what settlements do, and agreed sums to be owed even where limits fall: within
5 % of the simulation where clauses are doubtful, within its noise elsewhere.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.claims.clause_tables import clause_tables
from simulators.contract_risk.claims.draw_claims import (
    USUAL_STAKE_EUR,
    indirect_quantiles,
    mark_shares,
)
from simulators.contract_risk.claims.expected_agreed import delays, service
from simulators.contract_risk.claims.expected_strikes import left_alone_eur
from simulators.contract_risk.claims.losses import LOSER_PAYS, Losses, late_rate
from simulators.contract_risk.claims.strikes import Strikes, no_strikes
from simulators.contract_risk.claims.terms_columns import TermsColumns
from simulators.contract_risk.perils.exposure import Exposure
from simulators.contract_risk.perils.kinds import (
    DEFECT,
    DELAY,
    MARKS,
    NON_PAYMENT,
    PERFORMANCE,
    PERILS,
)
from simulators.contract_risk.portfolio.portfolio import JURISDICTIONS
from simulators.contract_risk.world import World

Floats = NDArray[np.float64]
INDIRECT_POINTS = 6


@dataclass(frozen=True)
class OneClaim:
    """Means for one claim of a kind, in EUR, shape (contracts, perils) each.

    paid, agreed, insured: as in `Losses`. fixed: share of legal cost where the sum is agreed.
    """

    paid: Floats
    agreed: Floats
    insured: Floats
    fixed: Floats


def expected_losses(
    exposure: Exposure, terms: TermsColumns, strikes: Strikes | None = None, *, world: World
) -> Losses:
    """What `apply_terms` gives over very many years; `year_eur` is empty."""
    strikes = strikes or no_strikes(len(terms))
    return _Means(exposure, terms, strikes, world).losses()


class _Means:
    """The means of one set of terms.

    All marks of a contract and peril whose liability is limited are treated alike, and so are
    those for which it is not.
    """

    def __init__(
        self, exposure: Exposure, terms: TermsColumns, strikes: Strikes, world: World
    ) -> None:
        self._exposure, self._terms = exposure, terms
        self._strikes, self._world = strikes, world
        tables = clause_tables(exposure, terms, strikes, world)
        self._buys = terms.is_signed & ~exposure.portfolio.is_sale
        self._shape = (len(exposure), len(PERILS), len(MARKS))

        def cells(name: str) -> Floats:
            return np.asarray(getattr(tables, name), dtype=np.float64).reshape(self._shape)

        limit, insured = cells("limit_eur"), cells("insured_eur")
        shares = mark_shares(world)
        self._free_share: Floats = (shares * np.isinf(limit)).sum(axis=2)
        self._limit: Floats = limit.min(axis=2)
        self._waived: Floats = cells("waived").max(axis=2)
        self._struck_waived: Floats = cells("struck_waived").max(axis=2)
        self._struck_limit: Floats = cells("struck_limit_eur").min(axis=2)
        self._reach, self._means = cells("reach")[:, :, 0], cells("means_eur")[:, :, 0]
        self._strike, self._insured = cells("strike")[:, :, 0], insured.max(axis=2)
        self._insured_share: Floats = (shares * (insured > 0.0)).sum(axis=2)
        self._formal, self._legal = cells("formal")[:, :, 0], cells("legal")[:, :, 0]
        self._rate: Floats = exposure.most_rate * cells("kept")[:, :, 0]

    def losses(self) -> Losses:
        """Claims a year times what one costs."""
        one, rate, world = self._one_claim(), self._rate, self._world
        gross = self._limited(np.ones(self._shape[:2]), np.inf)
        late: Floats = np.zeros_like(gross)
        waiting = world.unpaid_days * late_rate(self._terms, world)
        lost = world.default_share + (1.0 - world.default_share) * waiting
        late[:, NON_PAYMENT] = gross[:, NON_PAYMENT] * self._reach[:, NON_PAYMENT] * lost
        gross[:, NON_PAYMENT] = np.maximum(late[:, NON_PAYMENT], 0.0)
        formal, legal = self._disputes(one.fixed)
        suffered = rate.copy()  # a defect of what we bought hurts also when it is late to claim it
        suffered[self._buys, DEFECT] = self._exposure.most_rate[self._buys, DEFECT]
        return Losses(
            gross_eur=suffered * gross,
            paid_eur=rate * one.paid,
            agreed_eur=rate * one.agreed,
            insured_eur=rate * one.insured,
            legal_eur=rate * legal,
            late_eur=rate * late,
            claims=rate,
            formal=rate * formal,
            is_sale=self._exposure.portfolio.is_sale,
            year_eur=np.empty(0),
        )

    def _one_claim(self) -> OneClaim:
        win = self._world.win_share
        free_limit = self._means / max(win, 1e-9)
        limit = np.minimum(self._limit, free_limit)
        none = np.zeros(self._shape[:2])
        held = win * self._capped(self._waived, limit) + self._by_strikes(limit, free_limit)
        free = win * self._capped(none, free_limit)
        sums = self._agreed_sums(limit, self._waived), self._agreed_sums(None, none)
        share = self._free_share
        agreed, proven, fixed = (
            share * of_free + (1.0 - share) * of_held
            for of_held, of_free in zip(*sums, strict=True)
        )
        paid = share * free + (1.0 - share) * held + agreed + proven
        paid[:, NON_PAYMENT] = 0.0  # what the customer owes is no damage
        return OneClaim(paid, agreed, self._covered(proven), fixed)

    def _by_strikes(self, limit: Floats, free_limit: Floats) -> Floats:
        """What is paid because limits fall, mean for one claim, shape (contracts, perils)."""
        if not self._strike.any():
            return np.zeros(self._shape[:2])
        win = self._world.win_share
        struck_limit = np.minimum(self._struck_limit, free_limit)
        held = self._capped(self._waived, limit)
        struck = self._capped(self._struck_waived, struck_limit)
        left = left_alone_eur(
            self._exposure, self._world, strike=self._strike, held=(self._waived, limit),
            struck=(self._struck_waived, struck_limit), legal=self._legal,
        )  # fmt: skip
        return win * self._strike * np.maximum(struck - held - left, 0.0)

    def _agreed_sums(self, limit: Floats | None, waived: Floats) -> tuple[Floats, Floats, Floats]:
        """Agreed sums, what they add to proven damages (below 0), and the share of fixed cost."""
        agreed, proven, fixed = (np.zeros(self._shape[:2]) for _ in range(3))
        exposure, terms, world = self._exposure, self._terms, self._world
        for peril in (DELAY, PERFORMANCE):
            of_peril = None if limit is None else limit[:, peril]
            if peril == DELAY:
                more = delays(exposure, terms, self._strikes, world,
                              limit_eur=of_peril, waived=waived[:, peril])  # fmt: skip
            else:
                more = service(exposure, terms, world, limit_eur=of_peril, waived=waived[:, peril])
            agreed[:, peril], fixed[:, peril] = more.agreed_eur, more.fixed_share
            proven[:, peril] = more.paid_eur - more.agreed_eur
        return agreed, proven, fixed

    def _covered(self, proven: Floats) -> Floats:
        """What the insurer bears for one claim, shape (contracts, perils)."""
        win, none = self._world.win_share, np.zeros(self._shape[:2])
        cover = np.minimum(self._insured, self._means) / max(win, 1e-9)
        limit = np.minimum(self._limit, cover)
        held = win * self._capped(self._waived, limit) + self._by_strikes(limit, cover)
        free = win * self._capped(none, cover)
        free_share = np.minimum(self._free_share, self._insured_share)
        covered = free_share * free + (self._insured_share - free_share) * held
        covered += self._insured_share * proven
        return np.where(self._insured > 0.0, np.maximum(covered, 0.0), 0.0)

    def _capped(self, waived: Floats, limit: Floats) -> Floats:
        """Mean demand up to a limit, shape (contracts, perils)."""
        parts = indirect_quantiles(self._world, INDIRECT_POINTS)
        if not waived.any():
            return self._limited(self._reach, limit)
        demands = [self._limited(self._reach * (1.0 - part * waived), limit) for part in parts]
        return np.asarray(np.mean(demands, axis=0), dtype=np.float64)

    def _limited(self, share: Floats, limit: Floats | float) -> Floats:
        """E[min(share * loss, limit)], shape (contracts, perils)."""
        limit = np.broadcast_to(limit, share.shape)
        means: Floats = np.empty_like(share)
        for peril, severity in enumerate(self._exposure.severity):
            of = share[:, peril]
            with np.errstate(divide="ignore", invalid="ignore"):
                most = np.where(of > 0.0, limit[:, peril] / of, 0.0)
            median = self._exposure.median_eur[:, peril]
            means[:, peril] = of * severity.limited_mean_eur(median, most)
        return means

    def _disputes(self, fixed: Floats) -> tuple[Floats, Floats]:
        """Formal disputes and our legal cost for one claim, shape (contracts, perils)."""
        world, median = self._world, self._exposure.median_eur
        slope, stake_slope = world.legal_slope, world.formal_slope
        level = world.price_level
        usual = (
            world.legal_scale * level * np.exp(world.legal_intercept + 0.5 * world.legal_sd**2)
            * (median / level) ** slope
        )  # fmt: skip
        stake = (median / USUAL_STAKE_EUR) ** stake_slope
        moments = np.array(
            [
                [severity.moment(power) for severity in self._exposure.severity]
                for power in (slope, stake_slope, slope + stake_slope)
            ]
        )
        formal = self._formal * stake * moments[1]
        more = world.formal_cost * self._who_pays() - 1.0
        legal = usual * (moments[0] + self._formal * stake * moments[2] * more)
        return formal, legal * self._legal * (1.0 - (1.0 - world.fixed_cost) * fixed)

    def _who_pays(self) -> Floats:
        """Our share of the cost of a formal dispute, mean, shape (contracts, perils)."""
        world = self._world
        we_claim = np.repeat(~self._exposure.portfolio.is_sale[:, None], len(PERILS), axis=1)
        we_claim[:, NON_PAYMENT] = True
        lose = np.where(we_claim, 1.0 - world.win_share, world.win_share)
        codes = [JURISDICTIONS.index(name) for name in LOSER_PAYS]
        loser_pays = np.isin(self._terms.governing, codes)[:, None]
        judged = np.where(loser_pays, 2.0 * lose, 1.0)
        shares: Floats = world.settle_share + (1.0 - world.settle_share) * judged
        return shares
