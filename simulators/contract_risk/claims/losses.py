"""Who pays how much: what terms make of the claims of many years."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.claims.terms_columns import TermsColumns
from simulators.contract_risk.perils.kinds import NON_PAYMENT
from simulators.contract_risk.world import World

Floats = NDArray[np.float64]
LOSER_PAYS = ("DE", "EW")
"""Laws under which who loses in court pays the other side's cost; in the US each bears its own."""


@dataclass(frozen=True)
class Losses:
    """EUR a year, means over the simulated years, shape (contracts, perils); lost deals: 0.

    gross_eur: what the losses cost whom they strike. paid_eur: by whoever is liable.
    agreed_eur: the part of it that was agreed in advance (liquidated damages, service credits).
    insured_eur: the part of it that our insurer bears. legal_eur: our own legal cost.
    claims: a year. formal: formal disputes a year. late_eur: unpaid and late invoices, our loss.
    is_sale: where we are the liable side, shape (contracts,).
    year_eur: our cost of each simulated year, shape (years,): what we pay less insurance when we
    sell, what is left with us when we buy, late payment and legal cost.
    """

    gross_eur: Floats
    paid_eur: Floats
    agreed_eur: Floats
    insured_eur: Floats
    legal_eur: Floats
    late_eur: Floats
    claims: Floats
    formal: Floats
    is_sale: NDArray[np.bool_]
    year_eur: Floats

    @property
    def retained_eur(self) -> Floats:
        """Damages that we pay and no insurer bears, beside sums agreed in advance."""
        ours = self.paid_eur - self.agreed_eur - self.insured_eur
        return np.where(self.is_sale[:, None], ours, 0.0)

    @property
    def damages_and_credits_eur(self) -> Floats:
        """Sums agreed in advance that we pay."""
        return np.where(self.is_sale[:, None], self.agreed_eur, 0.0)

    @property
    def uncovered_eur(self) -> Floats:
        """When we buy: of our own losses, what the supplier's clauses and means leave with us."""
        return np.where(self.is_sale[:, None], 0.0, self.gross_eur - self.paid_eur)

    @property
    def borne_by_them_eur(self) -> Floats:
        """What is left with the other side: losses not made good when we sell, else what it pays.

        Below 0 where agreed sums exceed the loss. Its own legal cost is not in it.
        """
        left = np.where(self.is_sale[:, None], self.gross_eur - self.paid_eur, self.paid_eur)
        left[:, NON_PAYMENT] = 0.0
        return left

    @property
    def controlled_share(self) -> float:
        """Share of all losses borne by who controls the risk: the supplier, who performs.

        1 without losses. Unpaid invoices are in the customer's control and never borne by it.
        """
        everything = float(self.gross_eur.sum())
        made_good = np.minimum(self.paid_eur, self.gross_eur).sum()
        return float(made_good) / everything if everything else 1.0


def late_rate(terms: TermsColumns, world: World) -> Floats:
    """What a day of waiting for a late invoice costs, net of interest, share, (contracts,)."""
    interest = terms.late_interest / 100.0 + world.base_rate
    cost: Floats = world.money_cost_share - world.interest_share * interest
    return cost / 365.0


def tail_value_eur(year_eur: Floats, level: float = 0.99) -> float:
    """Mean of the worst years (tail value at risk), beyond a quantile; a part of a year counts.

    Acerbi & Tasche 2002, doi:10.1016/S0378-4266(02)00283-2: coherent also with atoms.
    """
    count = len(year_eur) * (1.0 - level)
    worst = np.sort(year_eur)[::-1]
    whole = min(int(count + 1e-9), len(worst) - 1)
    total = worst[:whole].sum() + (count - whole) * worst[whole]
    return float(total / count)
