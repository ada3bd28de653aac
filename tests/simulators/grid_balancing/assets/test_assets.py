import numpy as np
import pytest

from ruleloop.draws import Draws
from simulators.grid_balancing.assets.assets import Assets, build_assets
from simulators.grid_balancing.build import build_setting
from simulators.grid_balancing.setting import Setting
from simulators.grid_balancing.world import World
from tests.simulators.grid_balancing.conftest import LV, RURAL

DRAWS = Draws(b"a week of assets")


@pytest.fixture(scope="module")
def built(real_network):
    """A setting and its assets."""

    def of(**changes) -> tuple[Setting, Assets]:
        world = World(**{"network": RURAL, "days": 1, **changes})
        real_network(world.network)
        setting = build_setting(world, DRAWS)
        return setting, build_assets(setting, world, DRAWS)

    return of


def powers(own: Assets) -> dict[str, np.ndarray]:
    """Everything as usual."""
    fed, mvar, _ = own.feed_ins.clip(())
    return {
        "batteries": own.batteries.clip(())[0],
        "hubs": own.hubs.clip(())[0],
        "contracts": own.contracts.clip(())[0],
        "units": own.units.clip(())[0],
        "fed": fed,
        "mvar": mvar,
    }


@pytest.mark.parametrize("changes", [{}, {"island": True}, {"network": LV, "cars": 3}])
def test_what_groups_give_is_what_arrives_at_the_nodes(built, changes):
    setting, own = built(**changes)
    flows = powers(own)
    fed, mvar = flows.pop("fed"), flows.pop("mvar")
    injection = own.injection_mva(*flows.values(), fed_mw=fed, fed_mvar=mvar)
    signs = {"hubs": -1.0}
    expected = sum(signs.get(kind, 1.0) * mw.sum() for kind, mw in flows.items()) + fed.sum()
    assert injection.sum() == pytest.approx(expected)
    assert injection[setting.grid.network.slack] == 0.0


def test_all_wind_and_sun_of_the_setting_can_be_steered(built):
    setting, own = built()
    assert own.feed_ins.available_mw.sum(axis=1) == pytest.approx(setting.available_mw.sum(axis=1))


def test_wind_and_sun_arrive_where_the_network_has_them(built):
    setting, own = built()
    network = setting.grid.network
    for _ in range(96):
        mw, mvar, _ = own.feed_ins.clip(())
        expected = np.bincount(
            network.generators.node, setting.available_mw[own.feed_ins.tick], network.size
        )
        assert own.feed_ins.injection_mva(mw, mvar) == pytest.approx(expected, abs=1e-12)
        own.feed_ins.run(mw)


def test_contracts_reduce_no_more_than_their_consumers_draw(built):
    setting, own = built(contract_mw=5.0)
    drawn = np.maximum(setting.load_mva.real, 0.0).sum(axis=1)
    assert (own.contracts.available_mw.sum(axis=1) <= 0.3 * drawn + 1e-9).all()


def test_units_exist_and_run_on_islands_only(built):
    assert built()[1].units.facts == ()
    units = built(island=True)[1].units
    assert [own.name for own in units.facts] == ["diesel 1", "diesel 2", "peaker 1", "peaker 2"]
    assert all(state.is_on for state in units.observe())


def test_a_world_may_have_no_assets_at_all(built):
    nothing = {
        "home_battery_mw": 0.0, "grid_battery_mw": 0.0, "cars": 0, "contracts": 0,
        "wind_scale": 0.0, "pv_scale": 0.0,
    }  # fmt: skip
    _, own = built(**nothing)
    flows = powers(own)
    fed, mvar = flows.pop("fed"), flows.pop("mvar")
    assert not own.injection_mva(*flows.values(), fed_mw=fed, fed_mvar=mvar).any()
    assert own.batteries.reserve == -1
    assert own.home_pv_share == 0.0


def test_the_grid_battery_answers_to_frequency(built):
    own = built()[1].batteries
    assert own.facts[own.reserve].name == "grid"
    assert built(home_battery_mw=0.0)[1].batteries.reserve == 0


def test_every_node_belongs_to_one_feeder_or_the_busbar_or_is_the_source(built):
    setting, own = built()
    nodes = [node for feeder in own.feeders for node in feeder]
    assert sorted([*nodes, setting.grid.network.slack]) == list(range(setting.grid.network.size))
    assert max(facts.feeder for facts in own.feed_ins.facts) < len(own.feeders)


def test_the_same_seed_builds_the_same_assets(built):
    first, again = built()[1], built()[1]
    assert first.batteries.observe() == again.batteries.observe()
    assert first.hubs.observe() == again.hubs.observe()
    assert first.weights.tolist() == again.weights.tolist()
