"""A week is the same every time, comparable between rule sets, and blind to the future."""

import os
import statistics
import subprocess
import sys

from ruleloop.domain import Trace
from simulators.supply_chain.build import build_week
from simulators.supply_chain.simulate import simulate
from simulators.supply_chain.world import World
from tests.simulators.supply_chain.direct_rules import ROOT, rule_set
from tests.simulators.supply_chain.wild import wild_rules
from tests.simulators.supply_chain.worlds import draws, play

SHORT = World(region=True, days=2, orders_per_day=40.0, sites=80, drivers=14)


def test_the_same_seed_gives_the_same_week_whatever_the_hash_seed() -> None:
    script = (
        "from tests.simulators.supply_chain.worlds import play;"
        "from tests.simulators.supply_chain.wild import wild_rules;"
        "from tests.simulators.supply_chain.test_week_same import SHORT;"
        "print(play(SHORT, wild_rules(3), 3))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {f"{play(SHORT, wild_rules(3), 3)}\n"}


def test_a_week_is_the_same_whether_it_is_traced_or_not() -> None:
    quiet = simulate(SHORT, draws(5), wild_rules(5), Trace())
    assert quiet == play(SHORT, wild_rules(5), 5)[0]


def test_pairing_at_least_halves_the_standard_deviation_of_a_week() -> None:
    costs = {
        name: [play(SHORT, rule_set(name), k)[0]["cost_per_unit_eur"] for k in range(12)]
        for name in ("savings_one_wave", "nearest_neighbour")
    }
    one, other = costs.values()
    paired = statistics.stdev(a - b for a, b in zip(one, other, strict=True))
    shifted = [*other[1:], other[0]]
    unpaired = statistics.stdev(a - b for a, b in zip(one, shifted, strict=True))
    assert paired <= 0.5 * unpaired


def test_rules_never_see_an_order_before_it_is_placed_or_after_it_was_cancelled() -> None:
    chosen = wild_rules(7)
    play(SHORT, chosen, 7)
    orders = build_week(SHORT, draws(7)).orders
    waves = [*chosen.seen, *(event.wave for event in chosen.events)]
    assert len(waves) > 5
    for wave in waves:
        for order in wave.orders:
            assert orders[order.number].known_min <= wave.now_min
            assert orders[order.number].cancelled_min > wave.now_min
    assert [new.order.number for new in chosen.orders] == list(range(len(orders)))
