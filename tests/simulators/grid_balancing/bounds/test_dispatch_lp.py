"""The bound meets brute force where that can be tried, and no feasible schedule beats it.

The referees of these tests are written on their own, tick by tick, and know nothing of programs.
"""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.grid_balancing.bounds.dispatch_lp import least_cost_eur
from simulators.grid_balancing.bounds.relaxed import (
    Charging,
    FreePower,
    Hindsight,
    Reducible,
    Source,
    Store,
)

LOST_EUR = 10_000.0


def known(load_mw, import_eur=None, *, bought_eur=None, waste=0.0, relief=0.0, **assets):
    load = np.array(load_mw, dtype=float)
    return Hindsight(
        need_mw=load,
        cuttable_mw=load,
        import_eur=None if import_eur is None else np.array(import_eur, dtype=float),
        bought_eur=bought_eur,
        waste_mw=np.full(len(load), waste),
        relief_mw=np.full(len(load), relief),
        unserved_eur_per_mwh=LOST_EUR,
        **assets,
    )


def battery(**change):
    usual = {
        "in_mw": 4.0, "out_mw": 4.0, "low_mwh": 0.0, "high_mwh": 2.0, "start_mwh": 1.0,
        "efficiency": 1.0, "wear_eur_per_mwh": 10.0, "short_eur_per_mwh": 90.0,
        "left_eur_per_mwh": 40.0,
    }  # fmt: skip
    return Store(**{**usual, **change})


def battery_cost(store, powers_mw, price_eur):
    """What a schedule costs at a market, discharging positive; None where it cannot be done."""
    stored, cost = store.start_mwh, 0.0
    for mw, eur in zip(powers_mw, price_eur, strict=True):
        out, into = max(0.0, mw) / 4.0, max(0.0, -mw) / 4.0
        stored += store.efficiency * into - out / store.efficiency
        if not store.low_mwh - 1e-9 <= stored <= store.high_mwh + 1e-9:
            return None
        cost += eur * (into - out) + store.wear_eur_per_mwh * out
    gone = store.start_mwh - stored
    return cost + gone * (store.short_eur_per_mwh if gone > 0 else store.left_eur_per_mwh)


@pytest.mark.parametrize(
    "price_eur",
    [(10, 100, -50, 300), (100, 90, 80, 70), (-100, -100, -100, -100), (0, 500, 500, 0)],
)
def test_a_battery_at_a_market_meets_brute_force(price_eur):
    store = battery()
    grid = (-4, -2, 0, 2, 4)
    costs = [battery_cost(store, p, price_eur) for p in itertools.product(grid, repeat=4)]
    best = min(cost for cost in costs if cost is not None)
    found = least_cost_eur(known([0.0] * 4, price_eur, stores=(store,)))
    assert found <= best + 1e-6
    if min(price_eur) >= 0:  # below 0 the bound may also burn energy in both directions at once
        assert found == pytest.approx(best, abs=1e-6)


def test_a_battery_with_losses_comes_near_to_a_fine_grid():
    store, price_eur = battery(efficiency=0.9), (20, 140, 60)
    grid = np.linspace(-4.0, 4.0, 41)
    costs = [battery_cost(store, p, price_eur) for p in itertools.product(grid, repeat=3)]
    best = min(cost for cost in costs if cost is not None)
    found = least_cost_eur(known([0.0] * 3, price_eur, stores=(store,)))
    assert best - 6.0 <= found <= best + 1e-6


def island_costs(load, wind, unit, cut_eur, unit_grid, cut_grid):
    """Every way to run one unit and to cut wind off; what is short is not served."""
    for gives in itertools.product(unit_grid, repeat=len(load)):
        for cuts in itertools.product(cut_grid, repeat=len(load)):
            cost, was_on = 0.0, False
            for mw, cut, want, blows in zip(gives, cuts, load, wind, strict=True):
                short = want - mw - (blows - cut)
                if cut > blows or short < 0.0 or short > want:
                    break
                on = mw > 0.0
                cost += 0.25 * (mw * unit.eur_per_mwh + on * unit.idle_eur_per_h)
                cost += 0.25 * (cut * cut_eur + short * LOST_EUR)
                cost += unit.start_eur * (on and not was_on)
                was_on = on
            else:
                yield cost


@pytest.mark.parametrize(
    ("load", "wind"), [((2, 2, 2), (0, 3, 1)), ((3, 3, 3), (0, 0, 0)), ((1, 0, 2), (2, 2, 0))]
)
def test_an_island_meets_brute_force_where_the_unit_is_off_or_full(load, wind):
    unit = Source(np.full(3, 2.0), eur_per_mwh=200.0, idle_eur_per_h=30.0, start_eur=50.0)
    free = FreePower(np.array(wind, dtype=float), cut_eur_per_mwh=20.0)
    best = min(island_costs(load, wind, unit, 20.0, (0, 1, 2), (0, 1, 2, 3)))
    found = least_cost_eur(known(load, sources=(unit,), free=(free,)))
    assert found <= best + 1e-6
    assert found >= best - (unit.start_eur + 3 * 0.25 * unit.idle_eur_per_h)
    if load == (3, 3, 3):  # a unit that is always full has nothing to relax
        assert found == pytest.approx(best, abs=1e-6)


def car_cost(charging, powers_mw, price_eur):
    received, cost, missing = 0.0, 0.0, 0.0
    for tick, mw in enumerate(powers_mw):
        into, out = max(0.0, mw) / 4.0, max(0.0, -mw) / 4.0
        received += into - out
        if received > charging.full_mwh[tick] or out * 4.0 > charging.out_mw[tick]:
            return None
        if into * 4.0 > charging.in_mw[tick] or received < charging.empty_mwh[tick]:
            return None
        missing = max(missing, charging.need_mwh[tick] - received)
        cost += price_eur[tick] * (into - out) + charging.wear_eur_per_mwh * out
    return cost + missing * charging.miss_eur_per_mwh


@pytest.mark.parametrize("price_eur", [(50, 20, 200, 30), (300, 300, 10, 900), (5, 6, 7, 8)])
@pytest.mark.parametrize("miss_eur", [100.0, 1_000.0])
def test_cars_meet_brute_force(price_eur, miss_eur):
    charging = Charging(
        in_mw=np.array([4.0, 4.0, 4.0, 0.0]),
        out_mw=np.array([0.0, 4.0, 4.0, 0.0]),
        empty_mwh=np.zeros(4),
        need_mwh=np.array([0.0, 0.0, 2.0, 2.0]),
        full_mwh=np.array([1.0, 2.0, 3.0, 3.0]),
        efficiency=1.0,
        wear_eur_per_mwh=20.0,
        miss_eur_per_mwh=miss_eur,
    )
    costs = [car_cost(charging, p, price_eur) for p in itertools.product((-4, 0, 4), repeat=4)]
    best = min(cost for cost in costs if cost is not None)
    found = least_cost_eur(known([0.0] * 4, price_eur, charging=(charging,)))
    assert found == pytest.approx(best, abs=1e-6)


@pytest.mark.parametrize("owed_eur", [0.0, 100.0])
def test_a_reduction_is_paid_drawn_again_and_limited(owed_eur):
    contract = Reducible(
        np.full(4, 2.0), 1.0, eur_per_mwh=150.0, rebound_share=0.5, owed_eur_per_mwh=owed_eur
    )
    found = least_cost_eur(known([3.0] * 4, (400, 500, 300, 80), reducible=(contract,)))
    without = 0.75 * (400 + 500 + 300 + 80)
    # two full ticks, the dearest ones; half of it drawn again when it is cheapest, or never
    saved = 0.5 * (400 + 500) - 1.0 * 150 - 0.5 * min(80, owed_eur)
    assert found == pytest.approx(without - saved, abs=1e-6)


@pytest.mark.parametrize("bought_eur", [(40, 80, 10, 120), (90, 90, 90, 90), (-20, 300, 50, 0)])
def test_what_was_planned_and_done_has_the_better_price(bought_eur):
    store, price_eur = battery(), (10, 100, 60, 300)

    def cost(powers):
        found = battery_cost(store, powers, price_eur)
        better = [
            max(0.0, (eve - now) if mw > 0 else (now - eve)) * abs(mw) / 4.0
            for mw, eve, now in zip(powers, bought_eur, price_eur, strict=True)
        ]
        return None if found is None else found - sum(better)

    costs = [cost(powers) for powers in itertools.product((-4, -2, 0, 2, 4), repeat=4)]
    best = min(value for value in costs if value is not None)
    found = least_cost_eur(
        known([0.0] * 4, price_eur, bought_eur=np.array(bought_eur, dtype=float), stores=(store,))
    )
    assert found <= best + 1e-6
    # what the bound gives away: a battery that charges and gives at once at half its power
    most = max(abs(eve - now) for eve, now in zip(bought_eur, price_eur, strict=True))
    assert found >= best - 4 * 0.25 * 2.0 * most


def test_low_frequency_spares_and_losses_burn():
    free = FreePower(np.array([0.0, 4.0]), cut_eur_per_mwh=40.0)
    found = least_cost_eur(known([2.0, 2.0], waste=0.5, relief=0.2, free=(free,)))
    assert found == pytest.approx(0.25 * (1.8 * LOST_EUR + 1.5 * 40.0), abs=1e-6)


def test_energy_left_that_earns_more_than_missing_energy_costs_is_refused():
    store = battery(left_eur_per_mwh=100.0)
    with pytest.raises(ValueError, match="energy left"):
        least_cost_eur(known([1.0], (50,), stores=(store,)))


def play(seed):
    """A made-up network under made-up control, played tick by tick: what is known, and its cost."""
    rng = np.random.default_rng(seed)
    ticks = int(rng.integers(1, 12))
    load, wind = 2.0 * rng.random(ticks), 3.0 * rng.random(ticks)
    price = None if rng.random() < 0.5 else 80.0 + 200.0 * rng.standard_normal(ticks)
    store = battery(efficiency=0.85 + 0.15 * rng.random(), in_mw=1.0, out_mw=1.5)
    unit = Source(rng.random(ticks), 180.0, 20.0, 40.0)
    contract = Reducible(np.full(ticks, 0.5), 0.3, 120.0, 0.4, 60.0)
    given = known(
        load, price, waste=0.05, stores=(store,), sources=(unit,), reducible=(contract,),
        free=(FreePower(wind, 15.0),),
    )  # fmt: skip
    stored, owed, left, was_on, cost = store.start_mwh, 0.0, 0.3, False, 0.0
    for tick in range(ticks):
        room = min(1.0, 4.0 * (store.high_mwh - stored) / store.efficiency)
        have = min(1.5, 4.0 * (stored - store.low_mwh) * store.efficiency)
        mw = have * rng.random() if rng.random() < 0.5 else -room * rng.random()
        stored += -mw / 4.0 * (1.0 / store.efficiency if mw > 0 else store.efficiency)
        cost += max(0.0, mw) / 4.0 * store.wear_eur_per_mwh
        on = bool(rng.random() < 0.5)
        unit_mw = unit.most_mw[tick] * rng.random() if on else 0.0
        cost += unit_mw / 4.0 * 180.0 + on * 5.0 + 40.0 * (on and not was_on)
        was_on = on
        again = min(owed, 0.1) * rng.random()
        less = min(0.5, load[tick], left * 4.0) * (rng.random() < 0.3)
        left, owed = left - less / 4.0, owed - again + 0.4 * less / 4.0
        cost += less / 4.0 * 120.0
        lost = 0.05 * rng.random()
        short = load[tick] + lost + 4.0 * again - less - mw - unit_mw
        cut = wind[tick] * rng.random() if price is not None else max(0.0, wind[tick] - short)
        cut = min(cut, wind[tick])
        short -= wind[tick] - cut
        if price is None:
            if short < -1e-9 or short > load[tick]:
                return given, None
            cost += short / 4.0 * LOST_EUR
        else:
            cost += short / 4.0 * price[tick]
        cost += cut / 4.0 * 15.0
    gone = store.start_mwh - stored
    return given, cost + owed * 60.0 + gone * (90.0 if gone > 0 else 40.0)


@given(st.integers(0, 100_000))
@settings(max_examples=150, deadline=None)
def test_no_feasible_schedule_beats_the_bound(seed):
    given_known, cost = play(seed)
    if cost is not None:
        assert least_cost_eur(given_known) <= cost + 1e-6
