"""Draws a year's portfolio of offered contracts, synthetic but with known shapes (`kinds.py`)."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from ruleloop.draws import Draws
from simulators.contract_risk.observations import Contract
from simulators.contract_risk.portfolio.kinds import KINDS, Kind
from simulators.contract_risk.portfolio.portfolio import (
    JURISDICTIONS,
    SIZES,
    TYPES,
    Floats,
    Integers,
    Portfolio,
    portfolio_of,
)
from simulators.contract_risk.world import World

COVERS_EUR = (1e6, 2e6, 5e6, 1e7, 2e7)
"""Limits of cover that insurers sell."""

SIZE_WEIGHTS = (0.35, 0.45, 0.20)
LEVERAGE_OF_SIZE = (-0.15, 0.0, 0.2)
LEVERAGE_SPREAD = 6.0  # of a beta distribution: a sum of its two parameters
VALUE_OF_SIZE = (-0.6, 0.0, 0.8)  # in log price: large companies buy more
RECORDS_SIGMA = 1.8
DEMANDS_COVER = (0.02, 0.1, 0.3)  # share of customers by size
PAST_CLAIMS = 1.0  # mean number (assumed)


def generate(world: World, draws: Draws) -> Portfolio:
    """The offered contracts of a world and seed."""
    rng = draws.generator("portfolio")
    weights = np.array([getattr(world, name) for name in TYPES])
    types = rng.choice(len(TYPES), world.contracts, p=weights / weights.sum())
    facts = _facts(types)
    columns = _columns(world, rng, facts)
    names = [TYPES[code] for code in types]
    return portfolio_of(_contracts(world, names, columns))


def _facts(types: Integers) -> dict[str, Floats]:
    kinds = [KINDS[name] for name in TYPES]
    names = [name for name in Kind.__annotations__ if name != "years"]
    table = {name: np.array([getattr(kind, name) for kind in kinds]) for name in names}
    return {"code": types.astype(float), **{name: table[name][types] for name in names}}


def _columns(world: World, rng: np.random.Generator, facts: dict[str, Floats]) -> dict[str, Any]:
    count = world.contracts
    seats = np.array([world.seat_de, world.seat_ew, world.seat_ny, world.seat_ca])
    seat = rng.choice(len(JURISDICTIONS), count, p=seats / seats.sum())
    away = rng.random(count) < world.elsewhere_share
    size = rng.choice(len(SIZES), count, p=SIZE_WEIGHTS)
    value = _values(world, rng, facts, size)
    terms = np.array([KINDS[name].years for name in TYPES])
    years = terms[facts["code"].astype(int), rng.integers(0, terms.shape[1], count)]
    is_sale = np.array([name.endswith("sell") for name in TYPES])[facts["code"].astype(int)]
    cover = _covers(2.0 * value / years)
    return {
        "seat": seat,
        "performed": np.where(away, rng.integers(0, len(JURISDICTIONS), count), seat),
        "value_eur": value,
        "years": years,
        "annual_eur": np.round(value / years, 2),
        "margin_share": np.round(facts["margin"] * rng.lognormal(-0.045, 0.3, count), 3).clip(
            0.02, 0.85
        ),
        "size": size,
        "leverage": _leverage(world, rng, size),
        "records": _records(world, rng, facts, value),
        "criticality": np.round(
            rng.beta(4 * facts["criticality"], 4 * (1 - facts["criticality"])), 2
        ),
        "injury_exposure": np.round(rng.beta(3 * facts["injury"], 3 * (1 - facts["injury"])), 2),
        "is_goods": rng.random(count) < facts["goods"],
        "is_public": rng.random(count) < facts["public"],
        "is_ours": rng.random(count) < facts["ours"],
        "insurance_eur": cover,
        "insurance_rate": np.round(facts["rate"] * rng.lognormal(0.0, 0.25, count), 6),
        "required_cover_eur": _required(rng, size, cover) * is_sale,
        "days_to_deliver": np.round(facts["days"] * rng.lognormal(0.0, 0.5, count)).clip(1.0),
        "late_share": np.round(facts["late"] * rng.lognormal(0.0, 0.5, count), 2),
        "past_claims": rng.poisson(PAST_CLAIMS, count),
    }


def _values(
    world: World, rng: np.random.Generator, facts: dict[str, Floats], size: Integers
) -> Floats:
    """Prices of whole terms, rounded as prices are."""
    median = facts["value_eur"] * np.exp(np.array(VALUE_OF_SIZE)[size]) * world.value_scale
    drawn = median * rng.lognormal(0.0, facts["value_sigma"])
    return np.asarray(np.round(drawn.clip(5_000.0, 2e7), -2), dtype=np.float64)


def _leverage(world: World, rng: np.random.Generator, size: Integers) -> Floats:
    mean = (world.leverage_mean + np.array(LEVERAGE_OF_SIZE)[size]).clip(0.05, 0.95)
    return np.asarray(np.round(rng.beta(LEVERAGE_SPREAD * mean, LEVERAGE_SPREAD * (1 - mean)), 2))


def _records(
    world: World, rng: np.random.Generator, facts: dict[str, Floats], value: Floats
) -> Integers:
    """More data come with larger contracts, but far less than in proportion."""
    median = world.records_scale * facts["records"] * (value / facts["value_eur"]) ** 0.3
    drawn = np.asarray(median * rng.lognormal(0.0, RECORDS_SIGMA, len(value)), dtype=np.float64)
    records: Integers = drawn.clip(0.0, 1e8).astype(np.int64)
    return records


def _covers(wanted_eur: Floats) -> Floats:
    """The smallest cover on sale that is enough, or the largest."""
    place = np.searchsorted(COVERS_EUR, wanted_eur).clip(0, len(COVERS_EUR) - 1)
    covers: Floats = np.array(COVERS_EUR)[place]
    return covers


def _required(rng: np.random.Generator, size: Integers, cover: Floats) -> Floats:
    demands = rng.random(len(size)) < np.array(DEMANDS_COVER)[size]
    return np.asarray(np.where(demands, cover, 0.0))


def _contracts(world: World, types: Sequence[str], columns: dict[str, Any]) -> list[Contract]:
    lists = {name: column.tolist() for name, column in columns.items()}
    lists["type"], lists["home"] = list(types), [world.home] * len(types)
    lists["seat"] = [JURISDICTIONS[code] for code in lists["seat"]]
    lists["performed"] = [JURISDICTIONS[code] for code in lists["performed"]]
    lists["size"] = [SIZES[code] for code in lists["size"]]
    rows = zip(*(lists[name] for name in Contract.__struct_fields__), strict=True)
    return [Contract(*row) for row in rows]
