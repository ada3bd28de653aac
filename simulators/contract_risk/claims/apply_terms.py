"""What terms make of the claims: the same claims under every rule set, only arithmetic."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.claims.aggregates import capped_eur
from simulators.contract_risk.claims.agreed_sums import AgreedSums
from simulators.contract_risk.claims.claims import ClaimColumns, Claims
from simulators.contract_risk.claims.clause_tables import ClauseTables, clause_tables
from simulators.contract_risk.claims.disputes import Enforceable, falls, judged, settled_eur
from simulators.contract_risk.claims.losses import LOSER_PAYS, Losses, late_rate
from simulators.contract_risk.claims.strikes import Strikes, no_strikes
from simulators.contract_risk.claims.terms_columns import TermsColumns
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

Singles = NDArray[np.float32]
Flags = NDArray[np.bool_]
SPARSE = ("agreed", "late", "formal")  # few claims have any
PARTS = ("gross", "paid", "agreed", "insured", "legal", "late", "claims", "formal")


def apply_terms(
    claims: Claims, terms: TermsColumns, strikes: Strikes | None = None, *, world: World
) -> Losses:
    """Who pays how much of all claims under these terms.

    strikes: how likely clauses fall; without, all hold.

    Raises:
        ValueError: terms or strikes of another number of contracts.
    """
    strikes = strikes or no_strikes(len(terms))
    contracts = len(claims.exposure)
    if len(terms) != contracts or len(strikes.probability) != contracts:
        raise ValueError(f"expected terms and strikes of {contracts} contracts, got {len(terms)}")
    play = _Play(claims, terms, strikes, world)
    sums = {part: np.zeros(contracts * len(PERILS)) for part in PARTS}
    year_eur = np.zeros(claims.years)
    for years, possible in claims.batches():
        columns = play.chosen(possible)
        outcome = play.outcome(columns)
        outcome.add_to(sums, columns)
        year_eur[years] = play.by_year(outcome, columns, years)
    means = {
        part: total.reshape(contracts, len(PERILS)) / claims.years for part, total in sums.items()
    }
    return Losses(
        **{name if name in ("claims", "formal") else f"{name}_eur": means[name] for name in PARTS},
        is_sale=claims.exposure.portfolio.is_sale,
        year_eur=year_eur,
    )


@dataclass(frozen=True)
class Outcome:
    """What became of some claims, in EUR, shape (claims,) each; see `Losses`."""

    gross: Singles
    paid: Singles
    agreed: Singles
    insured: Singles
    legal: Singles
    late: Singles
    claims: Flags
    formal: Flags

    def add_to(self, sums: dict[str, NDArray[np.float64]], columns: ClaimColumns) -> None:
        """Add to the sums by contract and peril."""
        cell = columns.slot // np.int32(len(MARKS))
        for part in PARTS:
            total, amounts = sums[part], getattr(self, part)
            if part in SPARSE:
                rows = np.flatnonzero(amounts)
                total += np.bincount(cell[rows], weights=amounts[rows], minlength=len(total))
            else:
                total += np.bincount(cell, weights=amounts, minlength=len(total))


class _Play:
    """The tables of one set of terms, and what they make of claims."""

    def __init__(self, claims: Claims, terms: TermsColumns, strikes: Strikes, world: World) -> None:
        exposure = claims.exposure
        self._world = world
        self._tables: ClauseTables = clause_tables(exposure, terms, strikes, world)
        self._agreed = AgreedSums(exposure, terms, strikes, world)
        self._is_sale = exposure.portfolio.is_sale
        self._buys = terms.is_signed & ~self._is_sale
        self._has_strikes = bool(strikes.probability.any())
        self._loser_pays = np.isin(terms.governing, [JURISDICTIONS.index(x) for x in LOSER_PAYS])
        self._late_rate = late_rate(terms, world).astype(np.float32)
        self._counted = self._counted_share()

    def _counted_share(self) -> Singles:
        """Share of possible claims that cost anybody anything, by slot: a defect always does."""
        counted = self._tables.kept.reshape(-1, len(PERILS), len(MARKS)).copy()
        counted[self._buys, DEFECT] = 1.0
        return counted.ravel()

    def chosen(self, possible: ClaimColumns) -> ClaimColumns:
        """The claims that cost anybody anything; the others change no sum."""
        return possible.chosen(np.flatnonzero(possible.kept < self._counted[possible.slot]))

    def outcome(self, columns: ClaimColumns) -> Outcome:
        """What becomes of these claims."""
        tables, slot = self._tables, columns.slot
        is_claim = columns.kept < tables.kept[slot]
        gross = columns.gross_eur * is_claim
        legal = columns.legal_eur * tables.legal[slot]
        sums, is_fixed = self._enforceable(columns, gross, legal)
        paid = settled_eur(sums, self._world)
        legal[is_fixed] *= np.float32(self._world.fixed_cost)
        formal = (columns.formal < tables.formal[slot]) & is_claim
        self._go_to_court(sums, columns, np.flatnonzero(formal), paid=paid, legal=legal)
        agreed = np.minimum(sums.agreed, paid)
        late = self._unpaid(columns, gross, paid)
        paid = np.minimum(paid, tables.means_eur[slot])
        agreed = np.minimum(agreed, paid)
        insured = np.minimum(paid - agreed, tables.insured_eur[slot])
        legal *= is_claim
        self._suffer(columns, gross, is_claim)
        return Outcome(gross, paid, agreed, insured, legal, late, is_claim, formal)

    def by_year(self, outcome: Outcome, columns: ClaimColumns, years: slice) -> NDArray[np.float64]:
        """Our cost of each of some years."""
        is_sale = self._is_sale[columns.contract]
        ours = np.where(is_sale, outcome.paid - outcome.insured, outcome.gross - outcome.paid)
        ours = np.where(self._unpaid_rows(columns), outcome.late, ours) + outcome.legal
        count = years.stop - years.start
        of_year = columns.year - np.int32(years.start)
        return np.bincount(of_year, weights=ours, minlength=count).astype(np.float64)

    def _enforceable(
        self, columns: ClaimColumns, gross: Singles, legal: Singles
    ) -> tuple[Enforceable, NDArray[np.int64]]:
        """What could be owed, and the rows where the sum owed is as agreed."""
        tables, slot = self._tables, columns.slot
        full = gross * tables.reach[slot]
        demand = full * (np.float32(1.0) - columns.indirect * tables.waived[slot])
        limit = tables.limit_eur[slot]
        agreed: Singles = np.zeros(len(columns), dtype=np.float32)
        fixed = []
        for peril in (DELAY, PERFORMANCE):
            rows = np.flatnonzero((columns.peril == peril) & (full > 0.0))
            contract, proven = columns.contract[rows], demand[rows]
            if peril == DELAY:
                may_be_sole = np.isfinite(limit[rows])
                sums = self._agreed.of_delay(contract, columns.days[rows], proven, may_be_sole)
            else:
                sums = self._agreed.of_service(contract, full[rows], proven)
            agreed[rows], demand[rows] = sums.agreed_eur, sums.owed_eur
            fixed.append(rows[sums.is_fixed])
        capped = capped_eur(demand, limit, columns, tables)
        struck, fall = self._struck(columns, full, capped, legal)
        return Enforceable(agreed, capped, struck, fall), np.concatenate(fixed)

    def _struck(
        self, columns: ClaimColumns, full: Singles, capped: Singles, legal: Singles
    ) -> tuple[Singles, Singles]:
        """What is owed if clauses fall, and how likely they do."""
        if not self._has_strikes:
            return capped, np.zeros(len(columns), dtype=np.float32)
        tables, strike = self._tables, self._tables.strike[columns.slot]
        rows = np.flatnonzero(strike)
        slot = columns.slot[rows]
        waived = columns.indirect[rows] * tables.struck_waived[slot]
        left = np.minimum(full[rows] * (np.float32(1.0) - waived), tables.struck_limit_eur[slot])
        struck, fall = capped.copy(), np.zeros_like(strike)
        struck[rows] = left
        fall[rows] = falls(
            capped[rows], left, legal_eur=legal[rows], strike=strike[rows], world=self._world
        )
        return struck, fall

    def _go_to_court(
        self, sums: Enforceable, columns: ClaimColumns, rows: NDArray[np.int64], *,
        paid: Singles, legal: Singles,
    ) -> None:  # fmt: skip
        """Change what is paid and what it costs us where a dispute is formal."""
        legal[rows] *= np.float32(self._world.formal_cost)
        rows, awarded, won = judged(sums, columns, rows, self._world)
        paid[rows] = awarded
        contract = columns.contract[rows]
        we_claim = ~self._is_sale[contract] | self._unpaid_rows(columns)[rows]
        we_won = won == we_claim
        share = np.where(self._loser_pays[contract], np.where(we_won, 0.0, 2.0), 1.0)
        legal[rows] *= share.astype(np.float32)

    def _suffer(self, columns: ClaimColumns, gross: Singles, is_claim: Flags) -> None:
        """A defect of what we bought hurts also when it is too late to claim it."""
        rows = np.flatnonzero((columns.peril == DEFECT) & ~is_claim)
        rows = rows[self._buys[columns.contract[rows]]]
        gross[rows] = columns.gross_eur[rows]

    def _unpaid(self, columns: ClaimColumns, gross: Singles, paid: Singles) -> Singles:
        """What unpaid and late invoices cost us; no cap is about them."""
        late: Singles = np.zeros(len(columns), dtype=np.float32)
        rows = np.flatnonzero(self._unpaid_rows(columns))
        open_eur = gross[rows] * self._tables.reach[columns.slot[rows]]
        waiting = columns.days[rows] * self._late_rate[columns.contract[rows]]
        is_lost = columns.won[rows] < self._world.default_share
        late[rows] = open_eur * np.where(is_lost, np.float32(1.0), waiting)
        gross[rows], paid[rows] = np.maximum(late[rows], 0.0), 0.0
        return late

    def _unpaid_rows(self, columns: ClaimColumns) -> Flags:
        return np.asarray(columns.peril == NON_PAYMENT)
