"""What clauses mean for each kind of claim of each contract: looked up once per claim."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from simulators.contract_risk.claims.strikes import REDUCED, VOID, Strikes
from simulators.contract_risk.claims.terms_columns import FORUMS, UNLIMITED, TermsColumns
from simulators.contract_risk.perils.exposure import Exposure
from simulators.contract_risk.perils.kept import (
    STATUTORY_NOTICE_DAYS,
    kept_share,
    statutory_months,
)
from simulators.contract_risk.perils.kinds import (
    ACCEPTANCE,
    DATA,
    DEFECT,
    GROSS,
    INJURY,
    INTENT,
    IP,
    MARKS,
    NON_PAYMENT,
    PERFORMANCE,
    PERILS,
    PROTECTED,
)
from simulators.contract_risk.portfolio.portfolio import JURISDICTIONS
from simulators.contract_risk.world import World

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Singles = NDArray[np.float32]

GENERAL, DATA_POT, IP_POT, INJURY_POT = range(4)
POTS = 4
INSURABLE = (PERFORMANCE, DATA, IP, INJURY)
"""Errors, cyber, media and general liability; not our own poor work, delay or agreed sums."""
INVOICED_DAYS = 30.0  # what has been delivered but not yet invoiced, besides the days to pay


@dataclass(frozen=True)
class ClauseTables:
    """By slot (contract, peril, mark), raveled; in EUR or shares.

    kept: share of possible claims that become one; 0 for lost deals. reach: part of a loss that is
    owed at all. waived: how far indirect loss is not owed. limit_eur: infinite if unlimited.
    struck_waived, struck_limit_eur: what is left of both when clauses are struck.
    strike: probability that a challenged clause falls. formal: how often a claim becomes a formal
    dispute at a usual stake. legal: of the usual legal cost. insured_eur: paid by our insurer at
    most. means_eur: that the liable side can pay at most. pot: which cap a claim counts for.
    """

    kept: Singles
    reach: Singles
    waived: Singles
    limit_eur: Singles
    struck_waived: Singles
    struck_limit_eur: Singles
    strike: Singles
    formal: Singles
    legal: Singles
    insured_eur: Singles
    means_eur: Singles
    pot: NDArray[np.int8]
    aggregate: Flags


def clause_tables(
    exposure: Exposure, terms: TermsColumns, strikes: Strikes, world: World
) -> ClauseTables:
    """The tables of one set of terms."""
    shape = (len(exposure), len(PERILS), len(MARKS))
    limit, pot = limits(terms)
    waived = _waived(terms, strikes, np.isinf(limit))
    ours = exposure.portfolio.is_sale[:, None, None]
    insured = _insured(terms)
    struck_limit, struck_waived = _struck(exposure, limit, waived, strikes, world)
    kept = np.where(terms.is_signed[:, None], _kept(exposure, terms, strikes, world), 0.0)
    formal = world.formal_share * (1.0 + world.ambiguity * strikes.probability)
    formal *= np.array([1.0, 1.0, world.mediation_effect])[terms.forum][:, None]
    legal = _legal(terms, world)

    def table(cells: NDArray[np.floating] | Flags) -> Singles:
        return np.ascontiguousarray(np.broadcast_to(cells, shape), dtype=np.float32).ravel()

    return ClauseTables(
        kept=table(kept[:, :, None]),
        reach=table(_reach(terms, world)[:, :, None]),
        waived=table(waived),
        limit_eur=table(limit),
        struck_waived=table(struck_waived),
        struck_limit_eur=table(struck_limit),
        strike=table(strikes.probability[:, :, None]),
        formal=table(formal[:, :, None]),
        legal=table(legal[:, None, None]),
        insured_eur=table(np.where(ours, insured, 0.0)),
        means_eur=table(np.where(ours, np.inf, insured + _means(exposure, world))),
        pot=np.ascontiguousarray(np.broadcast_to(pot[:, :, None], shape)).ravel(),
        aggregate=np.repeat(terms.is_aggregate, shape[1] * shape[2]),
    )


def limits(terms: TermsColumns) -> tuple[Floats, NDArray[np.int8]]:
    """Caps in EUR, shape (contracts, perils, marks), and which pot they are, (contracts, perils).

    A super-cap is beside the general cap. The supplier's cap does not limit the price.
    """
    pot = np.zeros((len(terms), len(PERILS)), dtype=np.int8)
    cap: Floats = np.repeat(terms.cap_eur[:, None], len(PERILS), axis=1)
    caps = ((DATA, terms.data_cap_eur), (IP, terms.ip_cap_eur), (INJURY, terms.injury_cap_eur))
    for which, (peril, own_eur) in enumerate(caps, start=1):
        pot[:, peril] = np.where(own_eur > 0.0, which, GENERAL)
        cap[:, peril] = np.where(own_eur > 0.0, own_eur, terms.cap_eur)
    cap[:, NON_PAYMENT] = np.inf
    limit: Floats = np.repeat(cap[:, :, None], len(MARKS), axis=2)
    limit[_unlimited(terms)] = np.inf
    return limit, pot


def _unlimited(terms: TermsColumns) -> Flags:
    """What no cap limits, shape (contracts, perils, marks)."""
    says = {name: terms.unlimited[:, k] for k, name in enumerate(UNLIMITED)}
    free = np.zeros((len(terms), len(PERILS), len(MARKS)), dtype=np.bool_)
    free[:, :, INTENT] |= says["intent"][:, None]
    free[:, :, GROSS] |= says["gross_negligence"][:, None]
    for peril in (DEFECT, ACCEPTANCE):  # what the supplier hid
        free[:, peril, INTENT] |= says["fraud"]
    free[:, INJURY, PROTECTED] |= says["injury"]
    free[:, DATA, PROTECTED] |= says["confidentiality"]
    free[:, INJURY] |= (says["product_liability"] | says["third_party"])[:, None]
    free[:, IP] |= (says["ip"] | says["third_party"])[:, None]
    free[:, DATA] |= says["data"][:, None]
    return free


def _kept(exposure: Exposure, terms: TermsColumns, strikes: Strikes, world: World) -> Floats:
    """Share of possible claims that become one, shape (contracts, perils).

    Where courts strike a warranty or a time to complain, the statute's brings claims back.
    """
    agreed, statute = (
        kept_share(
            world,
            acceptance=terms.acceptance,
            change_control=terms.change_control,
            warranty_months=months,
            notice_days=days,
        )
        for months, days in (
            (terms.warranty_months, terms.notice_days),
            (
                np.maximum(statutory_months(exposure.portfolio), terms.warranty_months),
                np.maximum(STATUTORY_NOTICE_DAYS, terms.notice_days),
            ),
        )
    )
    kept: Floats = agreed + strikes.time[:, None] * (statute - agreed)
    return kept


def _waived(terms: TermsColumns, strikes: Strikes, is_unlimited: Flags) -> Floats:
    """How far indirect loss is not owed: not at all where liability is unlimited."""
    holds = terms.waives_indirect * (1.0 - strikes.waiver)
    return np.where(is_unlimited, 0.0, holds[:, None, None])


def _reach(terms: TermsColumns, world: World) -> Floats:
    """Part of a loss owed at all, shape (contracts, perils): indemnities need no fault.

    For non-payment: the invoices that are open, relative to those at 30 days.
    """
    reach: Floats = np.ones((len(terms), len(PERILS)))
    indemnities = (
        (IP, terms.indemnity_ip),
        (DATA, terms.indemnity_data),
        (INJURY, terms.indemnity_third_party),
    )
    for peril, has_one in indemnities:
        reach[:, peril] = np.where(has_one, 1.0, world.unindemnified_share)
    open_days = (terms.payment_days + INVOICED_DAYS) / (30.0 + INVOICED_DAYS)
    reach[:, NON_PAYMENT] = (1.0 - terms.prepaid) * open_days
    return reach


def _insured(terms: TermsColumns) -> Floats:
    """The supplier's cover, shape (contracts, perils, marks); never for intent."""
    covers: Floats = np.zeros((len(PERILS), len(MARKS)))
    covers[list(INSURABLE)] = 1.0
    covers[:, INTENT] = 0.0
    return terms.insured_eur[:, None, None] * covers


def _means(exposure: Exposure, world: World) -> Floats:
    """What the other side can pay without insurance, shape (contracts, 1, 1)."""
    means = np.array([world.means_small_eur, world.means_medium_eur, np.inf])
    return means[exposure.portfolio.size][:, None, None]


def _struck(
    exposure: Exposure, limit: Floats, waived: Floats, strikes: Strikes, world: World
) -> tuple[Floats, Floats]:
    """Caps and waivers once a court has struck what it does not accept."""
    left = strikes.left[:, :, None]
    reasonable = world.reduced_multiple * exposure.portfolio.value_eur[:, None, None]
    reduced = np.where(left == REDUCED, np.maximum(limit, reasonable), np.inf)
    return reduced, np.where(left == VOID, 0.0, waived)


def _legal(terms: TermsColumns, world: World) -> Floats:
    """Legal cost by law and forum, multiple of a US court's, shape (contracts,)."""
    by_law = {"DE": world.legal_cost_de, "EW": world.legal_cost_ew}
    law = np.array([by_law.get(place, 1.0) for place in JURISDICTIONS])[terms.governing]
    by_forum = {"arbitration": world.arbitration_cost}
    forum = np.array([by_forum.get(name, 1.0) for name in FORUMS])[terms.forum]
    costs: Floats = law * forum
    return costs
