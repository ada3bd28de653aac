"""All claims of a world, drawn once; rule sets only change what becomes of them."""

import numpy as np
from numpy.typing import NDArray

from ruleloop.draws import Draws
from simulators.contract_risk.claims.claims import ClaimColumns, Claims, Places, Singles
from simulators.contract_risk.claims.incidents import draw_incidents
from simulators.contract_risk.claims.shocks import ShockClaims, draw_shocks, shock_rates
from simulators.contract_risk.perils.exposure import Exposure, exposure_of
from simulators.contract_risk.perils.kinds import (
    DATA,
    DELAY,
    GROSS,
    INJURY,
    INTENT,
    MARKS,
    NON_PAYMENT,
    ORDINARY,
    PERILS,
    PROTECTED,
)
from simulators.contract_risk.portfolio.portfolio import Portfolio
from simulators.contract_risk.world import World

# Assumed: how often a claim is of the kind that clauses single out.
PROTECTED_SHARE = {INJURY: 0.5, DATA: 0.3}
INDIRECT_WEIGHT = 4.0  # of the Beta distribution of indirect parts: the sum of its parameters
USUAL_STAKE_EUR = 100_000.0


def draw_claims(
    portfolio: Portfolio, world: World, draws: Draws, *, years: int | None = None
) -> Claims:
    """Every claim that could become one in `years` (else the world's) years of this portfolio.

    Keys of draws name what is drawn, so nothing depends on rules.
    """
    years = world.years if years is None else years
    return draw_claims_of(exposure_of(portfolio, world), world, draws, years=years)


def draw_claims_of(exposure: Exposure, world: World, draws: Draws, *, years: int) -> Claims:
    """The same for an exposure that may have been put together by hand."""
    draws = draws.within("claims")
    shocks = draw_shocks(exposure, world, draws, years=years)
    own = exposure.most_rate - shock_rates(exposure, world)
    keys = draw_incidents(own.sum(axis=1), world, draws.generator("incidents"), years=years)
    keys = np.sort(np.concatenate([keys, shocks.key]))
    places = _places(keys, shocks.key)
    year, contract = np.divmod(keys, np.int32(len(exposure)))
    peril = _perils(own, contract, draws.generator("perils"))
    peril[places] = shocks.peril
    columns = _columns(exposure, world, draws, year=year, contract=contract, peril=peril,
                       shocks=shocks, places=places)  # fmt: skip
    return Claims(exposure, years, columns, np.searchsorted(year, np.arange(years + 1)))


def _places(keys: Places, of_shocks: Places) -> NDArray[np.int64]:
    """Where the claims of shocks ended up; among equal keys no claim is told from another."""
    first = np.searchsorted(of_shocks, of_shocks, side="left")
    return np.searchsorted(keys, of_shocks, side="left") + np.arange(len(of_shocks)) - first


def _perils(
    rates: NDArray[np.float64], contract: Places, generator: np.random.Generator
) -> NDArray[np.int8]:
    """Which peril each claim is of, in proportion to the contract's rates."""
    below = np.cumsum(rates, axis=1)
    below = (below / np.where(below[:, -1:] > 0.0, below[:, -1:], 1.0)).astype(np.float32)
    chance = generator.random(len(contract), dtype=np.float32)
    peril = np.zeros(len(contract), dtype=np.int8)
    for column in np.ascontiguousarray(below.T[:-1]):  # the columns are read at random
        peril += chance >= column[contract]
    return peril


def _columns(
    exposure: Exposure, world: World, draws: Draws, *, year: Places, contract: Places,
    peril: NDArray[np.int8], shocks: ShockClaims, places: NDArray[np.int64],
) -> ClaimColumns:  # fmt: skip
    count = len(peril)

    def uniforms(*key: str) -> Singles:
        return draws.generator(*key).random(count, dtype=np.float32)

    normal = draws.generator("losses").standard_normal(count, dtype=np.float32)
    alike = np.float32(world.shock_likeness)
    normal[places] = np.sqrt(alike) * shocks.common + np.sqrt(1.0 - alike) * normal[places]
    cell = contract * np.int32(len(PERILS)) + peril
    by_peril = [np.flatnonzero(peril == k) for k in range(len(PERILS))]
    gross = _losses(exposure, cell, normal, by_peril)
    stake = (gross / np.float32(USUAL_STAKE_EUR)) ** np.float32(world.formal_slope)
    return ClaimColumns(
        year=year,
        contract=contract,
        peril=peril,
        slot=cell * np.int32(len(MARKS)) + _marks(uniforms("marks"), peril, world),
        gross_eur=gross,
        legal_eur=_legal_costs(gross, draws.generator("legal"), world),
        indirect=_indirect(uniforms("indirect"), world),
        days=_days(exposure, world, draws, contract, normal=normal, by_peril=by_peril),
        kept=uniforms("kept"),
        struck=uniforms("struck"),
        formal=uniforms("formal") / np.maximum(stake, np.float32(1e-6)),
        settled=uniforms("settled"),
        won=uniforms("won"),
    )


def _losses(
    exposure: Exposure, cell: Places, normal: Singles, by_peril: list[NDArray[np.int64]]
) -> Singles:
    median = exposure.median_eur.astype(np.float32).ravel()
    losses: Singles = np.empty(len(cell), dtype=np.float32)
    for severity, rows in zip(exposure.severity, by_peril, strict=True):
        losses[rows] = severity.losses_eur(median[cell[rows]], normal[rows])
    return losses


def mark_shares(world: World) -> NDArray[np.float64]:
    """How claims of each peril are marked, shape (perils, marks)."""
    shares = np.zeros((len(PERILS), len(MARKS)))
    shares[:, GROSS], shares[:, INTENT] = world.gross_share, world.intent_share
    shares[:, ORDINARY] = 1.0 - world.gross_share - world.intent_share
    for peril, protected in PROTECTED_SHARE.items():
        shares[peril] *= 1.0 - protected
        shares[peril, PROTECTED] = protected
    return shares


def _marks(chance: Singles, peril: NDArray[np.int8], world: World) -> NDArray[np.int8]:
    below = np.cumsum(mark_shares(world), axis=1).astype(np.float32)
    mark = np.zeros(len(chance), dtype=np.int8)
    for column in np.ascontiguousarray(below.T[:-1]):
        mark += chance >= column[peril]
    return mark


def _legal_costs(gross: Singles, generator: np.random.Generator, world: World) -> Singles:
    """Legal cost by the log regression on losses, at the price level of its data."""
    noise = generator.standard_normal(len(gross), dtype=np.float32)
    level = np.float32(world.price_level)
    log_loss = np.log(np.maximum(gross / level, np.float32(1.0)))
    log_cost = world.legal_intercept + world.legal_slope * log_loss + world.legal_sd * noise
    costs: Singles = np.float32(world.legal_scale) * level * np.exp(log_cost, dtype=np.float32)
    return costs


def indirect_quantiles(world: World, points: int) -> NDArray[np.float64]:
    """Indirect parts at the middles of equally likely classes, shape (points,)."""
    from scipy.special import betaincinv

    mean = world.indirect_share
    middles = (np.arange(points) + 0.5) / points
    parts = betaincinv(INDIRECT_WEIGHT * mean, INDIRECT_WEIGHT * (1.0 - mean), middles)
    return np.asarray(parts, dtype=np.float64)


def _indirect(chance: Singles, world: World) -> Singles:
    points = 4096
    table = indirect_quantiles(world, points).astype(np.float32)
    return table[(chance * np.float32(points)).astype(np.int16)]


def usual_days(exposure: Exposure) -> NDArray[np.float64]:
    """Median days of a delay that leads to a claim, shape (contracts,)."""
    portfolio = exposure.portfolio
    return np.maximum(portfolio.days_to_deliver * portfolio.late_share, 3.0)


def _days(
    exposure: Exposure, world: World, draws: Draws, contract: Places, *,
    normal: Singles, by_peril: list[NDArray[np.int64]],
) -> Singles:  # fmt: skip
    """Days of delays, which go with their losses, and of late payments, which are exponential."""
    days: Singles = np.zeros(len(contract), dtype=np.float32)
    rows, generator = by_peril[DELAY], draws.generator("days")
    usual = usual_days(exposure).astype(np.float32)
    sigma, alike = world.weeks_sigma, min(world.weeks_sigma / world.severity_sigma, 1.0)
    own = generator.standard_normal(len(rows), dtype=np.float32)
    log_days = alike * normal[rows] + np.sqrt(1.0 - alike**2).astype(np.float32) * own
    days[rows] = usual[contract[rows]] * np.exp(np.float32(sigma) * log_days)
    late = by_peril[NON_PAYMENT]
    days[late] = world.unpaid_days * generator.standard_exponential(len(late), dtype=np.float32)
    return days
