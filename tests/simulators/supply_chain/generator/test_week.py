"""Made-up weeks are what their world says, and one parameter changes only what it is about."""

import itertools
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.supply_chain.build import build_week
from simulators.supply_chain.generator.demand import expected_orders
from simulators.supply_chain.generator.roads import DETOUR
from simulators.supply_chain.generator.week import PAST_WEEKS
from simulators.supply_chain.observations import DAY_MIN, Window
from simulators.supply_chain.problems import problems
from simulators.supply_chain.tooling.legality import may_enter
from simulators.supply_chain.week import Week, WeekOrder
from simulators.supply_chain.world import World
from simulators.supply_chain.zones import INDUSTRIAL, OLD_TOWN, RURAL
from tests.simulators.supply_chain.worlds import draws

USUAL = World(
    region=True,
    orders_per_day=100.0,
    sites=150,
    first_wave_min=360.0,
    last_wave_min=960.0,
    wave_interval_min=200.0,
)
REGIONS = st.builds(
    World,
    region=st.just(True),
    days=st.integers(1, 6),
    hub=st.booleans(),
    orders_per_day=st.floats(1.0, 60.0),
    sites=st.integers(1, 80),
    radius_km=st.floats(1.0, 18.0),
    rural_km=st.floats(20.0, 60.0),
    old_town_weight=st.floats(0.0, 1.0),
    rural_weight=st.floats(0.01, 1.0),
    large_share=st.floats(0.0, 0.5),
    night_ok_share=st.floats(0.0, 1.0),
    windowed_share=st.floats(0.0, 1.0),
    window_min=st.floats(10.0, 400.0),
    flexible_share=st.floats(0.0, 1.0),
    beyond_share=st.floats(0.0, 1.0),
    urgent_share=st.floats(0.0, 0.7),
    cancelled_share=st.floats(0.0, 1.0),
    backlog_share=st.floats(0.0, 1.0),
    known_before_share=st.floats(0.0, 1.0),
    old_town_zero_emission=st.booleans(),
    congestion=st.floats(0.0, 2.0),
    wave_interval_min=st.sampled_from([30.0, 60.0, 200.0, 600.0]),
)


def week(seed: int, **changes: Any) -> Week:
    return build_week(msgspec.structs.replace(USUAL, **changes), draws(seed))


@pytest.fixture(scope="module")
def weeks() -> list[Week]:
    return [week(seed) for seed in range(24)]


def orders_of(weeks: list[Week]) -> list[tuple[Week, WeekOrder]]:
    return [(each, order) for each in weeks for order in each.orders]


def share(weeks: list[Week], wanted: Any) -> float:
    pairs = orders_of(weeks)
    return sum(bool(wanted(each, order)) for each, order in pairs) / len(pairs)


def zone_of(each: Week, order: WeekOrder) -> int:
    return each.site_zone[order.site]


def is_night(window: Window) -> bool:
    return window[1] - window[0] > 0.0 and (
        window[0] % DAY_MIN >= 1200.0 or window[1] % DAY_MIN <= 360.0
    )


@settings(max_examples=40, deadline=None)
@given(REGIONS, st.integers(0, 1000))
def test_every_week_is_well_formed_whatever_its_world(world: World, seed: int) -> None:
    assert problems(world) == []
    made = build_week(world, draws(seed))
    sites = len(made.x_km)
    assert made.travel_min.shape == made.distance_km.shape == (sites, sites)
    assert np.isfinite(made.travel_min).all()
    assert (made.travel_min >= 0.0).all()
    assert len(made.site_zone) == len(made.y_km) == len(made.site_share) == sites
    assert sum(made.site_share) == pytest.approx(1.0)
    assert (made.hub == sites - 1) if world.hub else (made.hub == -1)
    assert [order.known_min for order in made.orders] == sorted(o.known_min for o in made.orders)
    for order in made.orders:
        check_order(made, order, world)


def check_order(made: Week, order: WeekOrder, world: World) -> None:
    assert 1 <= order.site < sites_of_customers(made)
    assert order.windows
    assert all(begins < ends for begins, ends in order.windows)
    for one, other in itertools.pairwise(order.windows):
        assert one[1] < other[0]
    assert 0.0 <= order.known_min < order.windows[-1][1]
    assert order.windows[0][0] < world.days * DAY_MIN
    assert 0.0 < order.quantity_units <= 140.0
    assert 0.0 < order.weight_kg < 7000.0
    assert 0.0 <= order.absent_chance <= 1.0
    zone = made.zones[zone_of(made, order)]
    admitted = [k for k in made.kinds if may_enter(k, zone)]
    fits = [
        k.capacity_units >= order.quantity_units and k.payload_kg >= order.weight_kg
        for k in admitted
    ]
    assert any(fits) or order.may_split
    for begins, ends in (*order.windows, *(offer.window for offer in order.offers)):
        in_hours = begins % DAY_MIN >= zone.open_min and ends % DAY_MIN <= zone.close_min
        assert in_hours or zone.close_min >= DAY_MIN
    for offer in order.offers:
        assert offer.wants_eur > 0.0
        assert order.known_min < offer.window[0] < offer.window[1] <= world.days * DAY_MIN


def sites_of_customers(made: Week) -> int:
    return len(made.x_km) - (made.hub > 0)


def test_a_week_is_a_function_of_world_and_seed() -> None:
    assert week(3).orders == week(3).orders
    assert week(3).history == week(3).history
    assert week(3).orders != week(4).orders


def test_roads_are_asymmetric_detours_of_the_straight_line() -> None:
    made = week(4)
    x, y = np.array(made.x_km), np.array(made.y_km)
    crow = np.hypot(x[:, None] - x[None, :], y[:, None] - y[None, :])
    far = crow > 0.01
    detour = made.distance_km[far] / crow[far]
    assert DETOUR[0] <= detour.min() < 1.27
    assert 1.38 < detour.max() <= DETOUR[1]
    assert np.abs(made.distance_km - made.distance_km.T).max() > 0.5
    assert np.all(np.diag(made.travel_min) == 0.0)
    assert made.travel_min[0, made.hub] > 1.5 * np.median(made.travel_min[0])


def test_orders_follow_the_weekdays_and_their_expectation(weeks: list[Week]) -> None:
    for day in range(6):
        counts = [
            sum(order.windows[-1][0] // DAY_MIN >= day for order in made.orders)
            - sum(order.windows[0][0] // DAY_MIN > day for order in made.orders)
            for made in weeks
        ]
        assert np.mean(counts) > expected_orders(USUAL, day)
    total = np.mean([len(made.orders) for made in weeks])
    assert total == pytest.approx(np.sum(weeks[0].zone_orders), rel=0.05)
    units = np.mean([sum(order.quantity_units for order in made.orders) for made in weeks])
    assert units == pytest.approx(np.sum(weeks[0].zone_units), rel=0.07)


def test_every_zone_orders_what_is_expected_of_it(weeks: list[Week]) -> None:
    for zone in range(5):
        found = np.mean([sum(zone_of(w, o) == zone for o in w.orders) for w in weeks])
        expected = sum(day[zone] for day in weeks[0].zone_orders)
        assert found == pytest.approx(expected, rel=0.1)


def test_shares_are_those_of_the_world(weeks: list[Week]) -> None:
    assert share(weeks, lambda _, o: o.quantity_units <= 10 and o.service_min < 5) == (
        pytest.approx(0.6, abs=0.02)
    )
    assert share(weeks, lambda _, o: o.quantity_units >= 50) == pytest.approx(0.1, abs=0.012)
    assert share(weeks, lambda _, o: o.cancelled_min < np.inf) == pytest.approx(0.02, abs=0.006)
    assert share(weeks, lambda _, o: not o.is_business) == pytest.approx(0.58, abs=0.04)
    assert share(weeks, lambda _, o: o.is_urgent) == pytest.approx(0.034, abs=0.01)
    absent = [o.absent_chance for _, o in orders_of(weeks) if not o.is_business]
    assert np.mean(absent) == pytest.approx(0.07, rel=0.1)


def test_flexible_orders_are_a_quarter_and_few_reach_past_the_week(weeks: list[Week]) -> None:
    def days(order: WeekOrder) -> set[int]:
        return {int(begins // DAY_MIN) for begins, _ in order.windows if not is_night((begins, _))}

    early = [o for _, o in orders_of(weeks) if o.windows[0][0] < 3 * DAY_MIN]
    flexible = sum(len(days(order)) > 1 for order in early) / len(early)
    assert flexible == pytest.approx(0.25, abs=0.03)
    beyond = share(weeks, lambda _, o: o.windows[-1][0] >= 6 * DAY_MIN)
    assert 0.005 < beyond < 0.04
    assert not any(6 in days(order) for _, order in orders_of(weeks))  # a Sunday


def test_at_least_the_promised_share_is_known_the_day_before(weeks: list[Week]) -> None:
    def before(made: Week, order: WeekOrder) -> bool:
        del made
        first = next((w for w in order.windows if not is_night(w)), order.windows[0])
        return order.known_min < first[0] // DAY_MIN * DAY_MIN or order.known_min == 0.0

    assert 0.3 < share(weeks, before) < 0.6
    mornings = [before(m, o) for m, o in orders_of(weeks) if zone_of(m, o) == OLD_TOWN]
    assert sum(mornings) > 0.9 * len(mornings)  # it closes at 11 h
    assert week(1, known_before_share=1.0).orders[-1].known_min < 5 * DAY_MIN


def test_some_orders_are_open_when_the_week_begins(weeks: list[Week]) -> None:
    for made in weeks:
        assert 20 < sum(order.known_min == 0.0 for order in made.orders) < 110
        assert all(order.windows[0][0] < DAY_MIN for order in made.orders if not order.known_min)


def test_same_day_orders_can_be_delivered_in_time_by_a_van_of_their_own(weeks: list[Week]) -> None:
    for made, order in orders_of(weeks):
        ready = order.known_min + made.loading_min
        drive = made.travel_min[0, order.site] * 1.3
        last = max(ends for _, ends in order.windows)
        assert ready + drive < last


def test_only_receptive_businesses_take_goods_in_by_night(weeks: list[Week]) -> None:
    nightly = [(m, o) for m, o in orders_of(weeks) if any(is_night(w) for w in o.windows)]
    assert nightly
    assert all(order.is_business for _, order in nightly)
    in_industry = sum(zone_of(m, o) == INDUSTRIAL for m, o in nightly) / len(nightly)
    assert in_industry > 0.5
    none = week(2, night_ok_share=0.0)
    assert not any(is_night(w) for o in none.orders for w in o.windows)
    offered = [is_night(offer.window) for o in none.orders for offer in o.offers]
    assert not any(offered)


def test_customers_are_offered_evenings_mornings_and_nights(weeks: list[Week]) -> None:
    private = [o for _, o in orders_of(weeks) if not o.is_business]
    business = [o for _, o in orders_of(weeks) if o.is_business]
    assert sum(len(o.offers) for o in private) > len(private)
    assert any(offer.window[0] % DAY_MIN == 1050.0 for o in private for offer in o.offers)
    assert any(is_night(offer.window) for o in business for offer in o.offers)
    wants = [offer.wants_eur for o in private + business for offer in o.offers]
    assert np.mean(wants) == pytest.approx(0.9 * USUAL.offer_wants_eur, rel=0.25)


def test_the_past_is_drawn_with_keys_of_its_own(weeks: list[Week]) -> None:
    for made in weeks[:5]:
        assert len(made.history) == pytest.approx(PAST_WEEKS * len(made.orders), rel=0.25)
        now = {(order.site, order.known_min) for order in made.orders if order.known_min}
        then = {(order.site, order.known_min) for order in made.history if order.known_min}
        assert not now & then


def test_new_orders_are_remembered_and_not_foreseen() -> None:
    one, other = week(5), week(5, cancelled_share=0.5)
    assert one.new_orders == other.new_orders
    assert len(one.new_orders) == len(one.waves_min) == 24
    assert sum(one.new_orders) == pytest.approx(sum(o.known_min > 0 for o in one.orders), rel=0.2)


# What may differ when one parameter is shifted; all else stays as it was.
SHIFTS: list[tuple[dict[str, Any], set[str]]] = [
    ({"vans": 20, "drivers": 30, "co2_eur_per_t": 200.0}, set()),
    ({"breakdowns_per_1000_h": 9.0, "failed_eur": 9.0}, set()),
    ({"cancelled_share": 0.3}, {"cancelled_min"}),
    ({"absent_share": 0.2}, {"absent_chance"}),
    ({"pallet_kg": 300.0, "parcel_kg_per_unit": 15.0}, {"weight_kg", "may_split"}),
    ({"pallet_min": 4.0, "parcel_service_min": 4.0}, {"service_min"}),
    ({"offer_wants_eur": 5.0}, {"offers"}),
    ({"parcel_units": 3.0}, {"quantity_units", "weight_kg"}),
    ({"flexible_share": 0.5, "beyond_share": 0.5}, {"windows", "cancelled_min", "offers"}),
    ({"windowed_share": 0.6}, {"windows", "cancelled_min", "offers"}),
    ({"night_ok_share": 0.9}, {"windows", "cancelled_min", "offers"}),
    ({"hub": False}, set()),
]


@pytest.mark.parametrize(("changes", "differ"), SHIFTS, ids=lambda names: ",".join(sorted(names)))
def test_shifting_one_parameter_changes_only_what_it_is_about(
    changes: dict[str, Any], differ: set[str]
) -> None:
    one, other = week(6), week(6, **changes)
    customers = sites_of_customers(one)
    assert np.array_equal(
        one.travel_min[:customers, :customers], other.travel_min[:customers, :customers]
    )
    assert len(one.orders) == len(other.orders)
    found = {
        name
        for a, b in zip(one.orders, other.orders, strict=True)
        for name in WeekOrder.__struct_fields__
        if getattr(a, name) != getattr(b, name)
    }
    assert found <= differ
    assert found or not differ


def test_another_demand_moves_no_customer_and_no_road() -> None:
    one, other = week(7), week(7, orders_per_day=60.0, congestion=2.0, absent_share=0.3)
    assert one.x_km == other.x_km
    assert np.array_equal(one.distance_km, other.distance_km)


def test_more_rural_customers_leave_the_others_where_they_were() -> None:
    one, other = week(8), week(8, sites=200)
    places = {(x, y) for x, y in zip(other.x_km, other.y_km, strict=True)}
    assert all(place in places for place in zip(one.x_km, one.y_km, strict=True))


def test_levers_have_their_conditions_in_the_zones() -> None:
    made = week(9)
    old_town, rural = made.zones[OLD_TOWN], made.zones[RURAL]
    assert [may_enter(kind, old_town) for kind in made.kinds] == [True, True, True, False, False]
    assert (old_town.open_min, old_town.close_min, old_town.is_narrow) == (360.0, 660.0, True)
    assert rural.congestion_share == 0.5
    assert rural.toll_share > 0.0
    assert made.zones[1].night_drops < 20
    split = {zone_of(made, order) for order in made.orders if order.may_split}
    assert {OLD_TOWN, INDUSTRIAL, RURAL} <= split
