"""A worker keeps the settings of a block that is played again, within its memory."""

from simulators.contract_risk.build import build_portfolio, setting_of
from simulators.contract_risk.kept_settings import KeptSettings
from simulators.contract_risk.setting import Setting
from simulators.contract_risk.world import World
from tests.simulators.contract_risk.offered import draws

WORLD = World(contracts=50, years=100)


def kept(shelf: KeptSettings, seed: int, built: list[int]) -> Setting:
    def build() -> Setting:
        built.append(seed)
        return setting_of(build_portfolio(WORLD, draws(seed)), WORLD, draws(seed))

    return shelf.get(WORLD, draws(seed), build)


def test_a_block_that_fits_is_drawn_once() -> None:
    shelf, built = KeptSettings(most_claims=100_000), list[int]()
    for _rule_set in range(3):
        for seed in range(4):
            kept(shelf, seed, built)
    assert built == [0, 1, 2, 3]


def test_what_was_not_needed_for_longest_goes_first_and_the_latest_stays_whatever_its_size() -> (
    None
):
    shelf, built = KeptSettings(most_claims=0), list[int]()
    assert kept(shelf, 0, built) is kept(shelf, 0, built)
    kept(shelf, 1, built)
    assert len(shelf) == 1
    two = KeptSettings(most_claims=int(2.5 * shelf.claims))
    for seed in (0, 1, 0, 2, 0):
        kept(two, seed, built)
        assert two.claims <= 2.5 * shelf.claims
    assert built == [0, 1, 0, 1, 2]
