import pytest

from simulators.grid_balancing.assets.sites import MOST_GROUPS, feed_in_groups, pools, sites
from simulators.grid_balancing.network.feeders import feeders
from tests.simulators.grid_balancing.conftest import LV, RURAL, SEMIURBAN
from tests.simulators.grid_balancing.two_nodes import two_nodes

CODES = [LV, RURAL, SEMIURBAN]
AS_MEASURED = {"wind": 1.0, "pv": 1.0}


@pytest.mark.parametrize("code", CODES)
def test_weights_sum_to_one_and_nothing_stands_at_the_source(real_network, code):
    network = real_network(code)
    own = sites(network, feeders(network))
    for weights in (own.batteries, own.busbar, own.homes, own.offices, own.depot):
        assert weights.sum() == pytest.approx(1.0)
        assert weights.min() == weights[network.slack] == 0.0


@pytest.mark.parametrize("code", CODES)
def test_every_plant_of_wind_and_sun_is_in_one_group_of_its_kind(real_network, code):
    network = real_network(code)
    groups = feed_in_groups(network, feeders(network), AS_MEASURED)
    plants = [g for own in groups for g in own.generators]
    kinds = network.generators.kind
    assert sorted(plants) == [g for g, kind in enumerate(kinds) if kind in AS_MEASURED]
    assert len(groups) <= MOST_GROUPS
    for own in groups:
        assert {kinds[g] for g in own.generators} == {own.kind}
        assert own.power_mw == pytest.approx(network.generators.p_mw[list(own.generators)].sum())


def test_a_network_that_fits_has_one_group_by_kind_and_feeder(real_network):
    network = real_network(RURAL)
    groups = feed_in_groups(network, feeders(network), AS_MEASURED)
    assert [(own.kind, own.feeder) for own in groups] == [
        *[("wind", feeder) for feeder in (0, 2, 5, 8)],
        *[("pv", feeder) for feeder in range(8)],
    ]


def test_a_kind_that_the_world_scales_to_nothing_has_no_groups(real_network):
    network = real_network(RURAL)
    groups = feed_in_groups(network, feeders(network), {"wind": 0.0, "pv": 2.0})
    assert {own.kind for own in groups} == {"pv"}
    assert sum(own.power_mw for own in groups) == pytest.approx(2.0 * 12.84, rel=1e-3)


def test_no_consumer_is_in_two_contracts_and_none_is_left_out(real_network):
    network = real_network(RURAL)
    found = pools(network, 3)
    assert (found.sum(axis=0) <= 1.0).all()
    loads = set(network.loads.node.tolist())
    assert {node for node in range(network.size) if found[:, node].any()} == loads


def test_storages_of_the_network_tell_where_batteries_stand(real_network):
    network = real_network(SEMIURBAN)
    own = sites(network, feeders(network))
    assert set(own.batteries.nonzero()[0]) == set(network.storages.node.tolist())


def test_the_smallest_network_has_everything_at_its_one_node():
    network = two_nodes(0.01 + 0.01j)
    own = sites(network, feeders(network))
    assert own.busbar.tolist() == own.homes.tolist() == own.batteries.tolist() == [0.0, 1.0]
    assert feed_in_groups(network, feeders(network), AS_MEASURED) == ()
