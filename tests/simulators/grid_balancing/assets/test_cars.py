import numpy as np
import pytest

from ruleloop.draws import Draws
from simulators.grid_balancing.assets.cars import HABITS, Sessions, car_counts, sessions

WEEK = 672


def drawn(cars: int = 400, *, seed: int = 1, weekday: int = 0, v2g: float = 0.3) -> Sessions:
    return sessions(
        Draws(seed.to_bytes(16, "little")),
        cars,
        WEEK,
        charger_kw=11.0,
        car_kwh=8.0,
        v2g_share=v2g,
        weekday=weekday,
    )


@pytest.mark.parametrize("cars", [0, 1, 2, 7, 300])
def test_habits_share_out_every_car(cars):
    assert sum(car_counts(cars)) == cars
    assert min(car_counts(cars)) >= 0


def test_every_stay_touches_the_week_and_every_need_can_be_met():
    own = drawn()
    assert len(own) > 1_000
    assert (own.arrive >= 0).all()
    assert (own.arrive < WEEK).all()
    assert (own.leave > own.arrive).all()
    assert (own.need_mwh > 0.0).all()
    assert (own.need_mwh <= 0.9 * own.charger_mw * 0.25 * own.stay + 1e-12).all()


def test_stays_are_in_the_order_of_hub_and_departure():
    own = drawn()
    place = own.hub * 10_000 + own.leave
    assert (np.diff(place) >= 0).all()


def test_offices_and_depots_are_empty_at_weekends_but_for_vans_that_wait_for_monday():
    own = drawn(weekday=0)
    saturday = 5 * 96
    assert not ((own.hub > 0) & (own.arrive >= saturday)).any()
    vans = (own.hub == 2) & (own.arrive < saturday) & (own.leave > WEEK)
    assert vans.sum() >= 0.8 * car_counts(400)[2]


def test_no_car_is_plugged_in_twice_at_once():
    own = drawn(cars=1)  # one car at home
    order = np.argsort(own.arrive)
    assert (own.arrive[order][1:] >= own.leave[order][:-1]).all()


def test_more_cars_leave_the_others_as_they_are():
    few, many = drawn(10), drawn(20)

    def home(own: Sessions) -> set[tuple[int, int, float]]:
        at = own.hub == 0
        return set(
            zip(own.arrive[at].tolist(), own.leave[at].tolist(), own.need_mwh[at].tolist(),
                strict=True)
        )  # fmt: skip

    assert home(few) < home(many)


def test_more_cars_that_give_back_include_those_who_did():
    some, all_of_them = drawn(v2g=0.3), drawn(v2g=1.0)
    assert all_of_them.gives.all()
    assert 0.2 < some.gives.mean() < 0.4
    assert (some.need_mwh == all_of_them.need_mwh).all()


def test_the_fleet_needs_about_what_a_car_needs_each_day():
    own = drawn(2_000)
    a_day = 1_000.0 * own.need_mwh.sum() / 2_000 / 7
    assert 0.75 * 8.0 < a_day < 1.1 * 8.0


def test_homes_are_fullest_at_night_and_offices_at_noon():
    own = drawn()
    night, noon = 2 * 96 + 8, 2 * 96 + 48
    there = {
        (hub, tick): int(((own.arrive <= tick) & (own.leave > tick) & (own.hub == hub)).sum())
        for hub in range(len(HABITS))
        for tick in (night, noon)
    }
    assert there[0, night] > 100 > there[0, noon]
    assert there[1, noon] > 30 > there[1, night]


def test_the_same_seed_draws_the_same_stays():
    first, again, other = drawn(), drawn(), drawn(seed=2)
    assert first.need_mwh.tolist() == again.need_mwh.tolist()
    assert first.need_mwh.tolist() != other.need_mwh.tolist()


def test_without_cars_there_are_no_stays():
    assert len(drawn(0)) == 0
