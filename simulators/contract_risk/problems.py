"""What is wrong with a world: one sentence each, all at once."""

from collections.abc import Iterator

from simulators.contract_risk.portfolio.contract_csv import contracts_of
from simulators.contract_risk.portfolio.portfolio import TYPES
from simulators.contract_risk.world import World
from simulators.supply_chain.readers.faults import InputFaults

Check = tuple[bool, str]
MOST_CLAIMS = 1.5e7  # a worker's memory


def problems(world: World) -> list[str]:
    """Everything wrong with a world and its list of contracts; empty when it can be played."""
    contracts, faults = _offered(world)
    checks = [*_mix(world), *_money(world), *_size(world, contracts)]
    return [*faults, *(sentence for wrong, sentence in checks if wrong)]


def _offered(world: World) -> tuple[int, tuple[str, ...]]:
    """How many contracts are offered, and what is wrong with the list of them."""
    if not world.contracts_csv:
        return world.contracts, ()
    try:
        return len(contracts_of(world.contracts_csv, world.home)), ()
    except InputFaults as error:
        return 0, error.faults


def _mix(world: World) -> Iterator[Check]:
    if world.contracts_csv:
        return
    seats = ("seat_de", "seat_ew", "seat_ny", "seat_ca")
    for names in (TYPES, seats):
        yield (
            not any(getattr(world, name) for name in names),
            f"{', '.join(names)}: expected at least one above 0, got none",
        )


def _money(world: World) -> Iterator[Check]:
    costs = (world.round_small_eur, world.round_medium_eur, world.round_large_eur)
    yield (
        list(costs) != sorted(costs),
        (
            "round_small_eur, round_medium_eur, round_large_eur: expected in rising order,"
            f" got {', '.join(f'{cost:g}' for cost in costs)}"
        ),
    )


def _size(world: World, contracts: int) -> Iterator[Check]:
    claims = contracts * world.years * 0.15 * world.frequency_scale
    yield (
        claims > MOST_CLAIMS,
        (
            f"contracts, years: expected at most {MOST_CLAIMS:.0e} claims, got about {claims:.0e};"
            " play fewer years"
        ),
    )
